import ArgumentParser
import CredentialIssuer
import Credentials
import Cryptography
import Encodings
import Storage

/// `testamur issuer checkpoint`: the institution's signed word about its register, to be kept elsewhere.
struct IssuerCheckpointCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Save the newest signed checkpoint of the register, to be kept by somebody else.",
        discussion: """
            Example: testamur issuer checkpoint --issuer leiehove --out 2026-06-30.json

            It says how many records there are and what stands for all of them, and
            nothing about a person. Whoever has it can tell later whether anything before
            it was changed: testamur issuer audit --checkpoint 2026-06-30.json
            One is made at the end of each run that issues; --sign makes one now.
            """)

    @OptionGroup var issuer: IssuerOption

    @Flag(name: .long, help: "Sign one for the register as it is now.")
    var sign = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file for it. Otherwise standard output.", valueName: "file"), completion: .file())
    var out: String?

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmpty(out, option: "--out")
        let folder = try issuer.open()
        if sign { try make(TrustStanding.signing(folder, nil, at: Clock.now).folder) }
        let (found, later) = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.newestCheckpoint()
        }
        guard let checkpoint = found else {
            throw Failure(.noInput, "error.noCheckpoint", hint: "hint.noCheckpoint")
        }
        guard let out else {
            guard Output.deliver(checkpoint.bytes) else { return }
            return
        }
        do throws(StorageError) {
            try AtomicFile.create(at: out, with: checkpoint.bytes, access: .readableByAll)
        } catch {
            throw Failure(creating: error)
        }
        let facts = [
            ("sequence", String(checkpoint.sequence)), ("file", TerminalText(out).description),
            ("date", CommandWords.date(checkpoint.time.date, language.chosen)), ("later", String(later)),
        ]
        Output.line(CommandWords.sentence("report.checkpoint.saved", language.chosen, facts))
        if later > 0 { Output.line(CommandWords.sentence("report.checkpoint.later", language.chosen, facts)) }
    }

    private func make(_ folder: IssuerFolder) throws {
        let key = try IssuingKey.unlock(folder, passphrase, language.chosen)
        _ = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try Issuer(folder, signer: key).checkpoint(at: Clock.now)
        }
    }
}
