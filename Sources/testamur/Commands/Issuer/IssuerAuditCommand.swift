import ArgumentParser
import CredentialIssuer
import Credentials
import Encodings
import Storage

/// `testamur issuer audit`: whether the register is complete.
struct IssuerAuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Follow all that the register records, and compare it with what was issued.",
        discussion: """
            Example: testamur issuer audit --issuer leiehove --checkpoint kept/2026-06-30.json

            Each record holds the digest of the one before, and signed checkpoints hold
            those of all. A checkpoint that was kept elsewhere (testamur issuer
            checkpoint) also shows what was rewritten with everything after it.
            The exit code is 65 when something is missing, changed, unknown or unfinished.
            """)

    @OptionGroup var issuer: IssuerOption

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Checkpoints that were kept elsewhere.", valueName: "file"), completion: .file())
    var checkpoint: [String] = []

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let folder = try issuer.open()
        let kept = try checkpoint.map { file throws(Failure) in try Self.checkpoint(file, of: folder) }
        let (audit, review) = try Failure.ofIssuer(at: folder.path) { () throws(IssuerError) in
            (try folder.audit(), try folder.reviewCheckpoints(kept))
        }
        if format == .json {
            var value: JSONValue = [
                "issued": .number(String(audit.issuedCount)),
                "damagedCopies": .array(audit.damagedCopies.map { .string($0.credentialID) }),
                "unknownCopies": .array(audit.unknownCopies.map { .string($0.hexadecimal) }),
                "databaseDamage": .array(audit.databaseDamage.map { .string($0) }),
                "alteredCredentials": .array(audit.alteredCredentials.map { .string($0) }),
                "alteredStatus": .array(audit.alteredStatus.map { .string($0) }),
                "unfinished": .array(audit.unfinished.map { .string($0) }),
                "isClean": .boolean(audit.isClean && review.isClean),
                "checkpoints": CheckpointText.json(review),
            ]
            value["doneAlone"] = audit.issuedAlone.map {
                [
                    "issued": .number(String($0.count)), "reinstated": .number(String($0.reinstatedCount)),
                    "since": .string($0.since.description),
                ]
            }
            value["checkpoints"]?["given"] = .number(String(kept.count))
            Output.json(value, indented: true)
        } else {
            tell(audit)
            if let alone = audit.issuedAlone { tell(alone) }
            CheckpointText.lines(review, language.chosen).forEach { Output.line($0) }
        }
        if !audit.isClean || !review.isClean { throw ExitCode(Status.dataError.rawValue) }
    }

    private static func checkpoint(_ file: String, of folder: IssuerFolder) throws(Failure) -> RegisterCheckpoint {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try FileReader.readArgument(file, limit: 1_048_576)
        } catch {
            throw Failure(reading: error)
        }
        do throws(IssuerError) {
            return try RegisterCheckpoint(verifying: bytes, of: folder.profile)
        } catch {
            let failure = Failure(error, at: folder.path)
            throw Failure(
                failure.status, Sentence("error.inFile", ["file": InputName(file), "problem": failure.fact]),
                hint: failure.hint)
        }
    }

    private func tell(_ audit: RegisterAudit) {
        let issued = [(name: "n", value: String(audit.issuedCount))]
        guard !audit.isClean else {
            return Output.line(CommandWords.sentence("issuer.audit.clean", language.chosen, issued))
        }
        Output.line(CommandWords.sentence("issuer.audit.unclean", language.chosen, issued))
        list("issuer.audit.damaged", audit.damagedCopies.map(\.credentialID))
        list("issuer.audit.unknown", audit.unknownCopies.map(\.hexadecimal))
        list("issuer.audit.database", audit.databaseDamage)
        list("issuer.audit.alteredCredentials", audit.alteredCredentials)
        list("issuer.audit.altered", audit.alteredStatus)
        list("issuer.audit.unfinished", audit.unfinished)
    }

    private func tell(_ alone: IssuedAlone) {
        let words = CommandWords.sentence(
            "issuer.audit.issuedAlone", language.chosen,
            [
                ("n", String(alone.count)), ("m", String(alone.reinstatedCount)),
                ("date", CommandWords.date(alone.since.date, language.chosen)),
            ])
        Terminal.wrap(words, width: Terminal.standard.width).forEach { Output.line($0) }
    }

    /// How many of each kind stand on the screen: more than that nobody reads there.
    private static let namesShown = 20

    private func list(_ key: String, _ names: [String]) {
        guard !names.isEmpty else { return }
        Output.line()
        Terminal.wrap(CommandWords.sentence(key, language.chosen), width: Terminal.standard.width).forEach {
            Output.line($0)
        }
        names.prefix(Self.namesShown).forEach { Output.line("  " + TerminalText($0).description) }
        guard names.count > Self.namesShown else { return }
        let rest = [(name: "n", value: String(names.count - Self.namesShown))]
        Output.line("  " + CommandWords.sentence("issuer.audit.more", language.chosen, rest))
    }
}
