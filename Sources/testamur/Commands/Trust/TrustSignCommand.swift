import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Registry

/// `testamur trust sign`: makes the draft the list in force.
struct TrustSignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign the draft, which becomes the list in force; the list before is kept.",
        discussion: """
            Example: testamur trust sign utopia --key ministry.pem

            What is signed is checked first, as a verifier does it and against the list
            before. Without a draft, --renew signs the same content with new dates.
            Where a root asks for several signatures, each holder adds one, and
            'publish' puts the list into force.
            """)

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @Option(name: .long, help: ArgumentHelp("The authority's private key.", valueName: "file"), completion: .file())
    var key: String

    @OptionGroup var window: NextUpdateOption

    @Flag(name: .long, help: "Sign although nothing has changed.")
    var renew = false

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        guard try AuthorityFolder.pin(folder + "/" + TrustFolder.pinName).rootDigest == nil else {
            return try signShare()
        }
        let now = try time.now()
        let days = try window.days()
        try AuthorityFolder.changing(folder) { folder in
            guard try folder.draft() != nil || renew else {
                throw Failure(
                    .noInput,
                    Sentence("error.noDraft", ["folder": folder.path, "sequence": folder.list.sequence]),
                    hint: folder.list.isClosed
                        ? Sentence("hint.closedList", ["sequence": folder.list.sequence]) : "hint.renew")
            }
            try folder.checkIsNewest()
            var editor = try DraftEditor(folder, at: now)
            try editor.change { (editor) throws(TrustError) in editor.nextUpdate = now.adding(days: days) }
            tell(ListChanges(from: folder.list.document.root, to: try editor.document.root))
            let key = try KeyFile.open(key, passphrase, language.chosen)
            let list = try editor.sign(with: key)
            try folder.publish(list)
            tell(list)
        }
    }

    /// Says what is about to be signed, before the passphrase is asked for.
    func tell(_ changes: ListChanges) {
        let facts = [("sequence", String(changes.sequence))]
        let terminal = Terminal.standard
        let heading = changes.isEmpty ? "trust.signUnchanged" : "trust.signChanges"
        Output.line(terminal.paint(CommandWords.sentence(heading, language.chosen, facts), .strong))
        changes.lines(language.chosen).forEach { Output.line("  " + terminal.symbol("•", "-") + " " + $0) }
        Output.line()
    }

    private func tell(_ list: IssuerTrustList) {
        let facts = [
            ("sequence", String(list.sequence)), ("issued", CommandWords.date(list.issued.date, language.chosen)),
            ("nextUpdate", CommandWords.date(list.nextUpdate.date, language.chosen)),
            ("previous", "\(AuthorityFolder.archiveName)/list-\(list.sequence - 1).json"),
        ]
        let key = list.isClosed ? "trust.signedLast" : "trust.signed"
        Terminal.wrap(CommandWords.sentence(key, language.chosen, facts), width: Terminal.standard.width)
            .forEach { Output.line($0) }
    }
}

/// `testamur trust discard`: throws the draft away.
struct TrustDiscardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Throw the draft away; the list in force stays as it is.",
        discussion: "Example: testamur trust discard utopia")

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        try AuthorityFolder.changing(folder) { folder in
            let draft = try folder.draft()
            let signatures = Self.signatureCount(draft)
            let key = try folder.removeDraft() ? "trust.discarded" : "trust.noDraft"
            Output.line(CommandWords.sentence(key, language.chosen, [("sequence", String(folder.list.sequence))]))
            guard signatures > 0 else { return }
            Output.line()
            let sequence = folder.list.sequence
            // One that was made before the list in force, on another machine perhaps, contradicts a list that is out.
            let found = draft.flatMap { IssuerTrustList.claimedSequence(of: $0) } ?? sequence + 1
            Terminal.wrap(
                CommandWords.sentence(
                    found > sequence ? "trust.discardedSigned" : "trust.discardedStale", language.chosen,
                    [("sequence", String(sequence)), ("found", String(found)), ("next", String(sequence + 1))]),
                width: Terminal.standard.width
            ).forEach { Output.line($0) }
        }
    }

    /// How many signatures a draft has.
    private static func signatureCount(_ draft: [UInt8]?) -> Int {
        guard let draft, let proof = (try? JSONDocument(parsing: draft, limits: .trustList))?.root["proof"] else {
            return 0
        }
        return proof.kind == .array ? proof.count : 1
    }
}
