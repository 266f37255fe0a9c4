import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings

/// `testamur issuer batch approve`: agrees to a batch that somebody else has prepared.
struct BatchApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Agree to a batch that another person has prepared, and sign for it.",
        discussion: """
            Example: testamur issuer batch approve b-7f3a --key mine.pem --issuer leiehove

            What was to be issued can be issued then. Credentials that were suspended count
            again at once.
            """)

    @Argument(help: ArgumentHelp("The batch, for example b-7f3a.", valueName: "batch"))
    var batch: String

    @Option(
        name: .long, help: ArgumentHelp("Your own key, which stands among the approvers.", valueName: "file"),
        completion: .file())
    var key: String

    @OptionGroup var issuer: IssuerOption
    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try issuer.open()
        let found = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in try folder.batch(batch) }
        // Whoever signs sees first what for.
        try BatchCard(batch: found, language: language.chosen, terminal: .standard).lines(in: folder)
            .forEach { Output.line($0) }
        Output.line()
        let signer = try KeyFile.open(key, passphrase, language.chosen)
        try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            try folder.approveBatch(batch, by: signer, at: Clock.now)
        }
        let place = TerminalText(folder.path).description
        let facts = [("batch", batch), ("count", ProgressBar.grouped(found.rowCount)), ("folder", place)]
        if case .reinstate = found.manifest?.work {
            Terminal.wrap(
                CommandWords.sentence("issuer.batch.approved.reinstated", language.chosen, facts),
                width: Terminal.standard.width
            ).forEach { Output.line($0) }
            return
        }
        guard case .reissue(let old) = found.manifest?.work else {
            return Output.line(CommandWords.sentence("issuer.batch.approved", language.chosen, facts))
        }
        let command =
            "testamur issuer batch reissue \(old) --out \(old) --issuer "
            + IssuerCard.shellWord(TerminalText(folder.path).content)
        Output.line(
            CommandWords.sentence(
                "issuer.batch.approved.reissue", language.chosen, facts + [("command", command)]))
    }
}
