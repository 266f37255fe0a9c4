import ArgumentParser
import Encodings
import Registry

/// `testamur trust root renew`: the draft of the next root.
struct TrustRootRenewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "renew",
        abstract: "Begin the next root: with new dates, without a lost key, with a new one.",
        discussion: """
            Example:
              testamur trust root renew utopia --remove r2 --holder r4:qa-agency.example=z6Mk…

            Enough of the old keys and enough of the new ones must sign it. A root whose
            keys are lost beyond that cannot be renewed: verifiers then need a new pin.

            Where a key is taken out that signs lists, publish a new list together with
            the root: a verifier who has the root counts that key's signature no more.
            """)

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @Option(
        name: .long,
        help: ArgumentHelp("A new key that signs roots and lists: its name, who holds it, the key.", valueName: "key"))
    var holder: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A new key that says every day which list is the newest: its name, who holds it, the key.",
            valueName: "key"))
    var daily: [String] = []

    @Option(name: .long, help: ArgumentHelp("The name of a key that is taken out.", valueName: "name"))
    var remove: [String] = []

    @OptionGroup var thresholds: ThresholdOptions

    @Option(name: .long, help: ArgumentHelp("The last day of the root.", valueName: "date"))
    var until: String?

    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    /// Refuses a key of an institution: with it in the root, no list that has the institution would hold any more.
    private static func checkIsFree(_ key: RootKeyArgument, _ list: IssuerTrustList?) throws {
        let owner = list?.issuers.first { issuer in issuer.keys.contains { $0.publicKey == key.key } }
        guard let owner else { return }
        throw Failure(
            .dataError, Sentence("error.root.keyInUse", ["id": key.id, "owner": owner.legalName]),
            hint: "hint.root.keyInUse")
    }

    func run() throws {
        let now = try time.now()
        let end = try TimeArgument.parse(until, option: "--until", edge: .end)
        let input = PublicKeyInput(language: language.chosen, passphrase: nil)
        try RootFolder.changing(folder) { folder in
            guard let root = folder.root else {
                throw Failure(
                    .dataError, Sentence("error.root.none", ["folder": folder.path]),
                    hint: Sentence("hint.root.publish", ["folder": ShellWord(folder.path)]))
            }
            // Two roots of one number that enough have signed are a fraud to everybody who meets both.
            let signatures = try folder.signatureCount()
            guard signatures == 0 else {
                throw Failure(
                    .dataError, Sentence("error.root.draftSigned", ["version": root.version + 1]),
                    hint: Sentence("hint.root.draftSigned", ["folder": ShellWord(folder.path)]))
            }
            var editor = TrustRootEditor(succeeding: root, at: now, until: end)
            do throws(TrustError) {
                for id in remove { try editor.removeKey(id) }
            } catch {
                throw Failure(
                    .dataError, Sentence("error.root.unknownKey", ["folder": folder.path]),
                    hint: Sentence("hint.root.show", ["folder": ShellWord(folder.path)]))
            }
            let list = try ListSigning.list(folder)
            var choice = RootChoice(after: root, without: remove)
            for text in holder {
                let key = try RootKeyArgument(text, option: "--holder", input)
                try Self.checkIsFree(key, list)
                try choice.add(key, option: "--holder", to: [.root, .list])
                editor.addKey(key.key, id: key.id, operator: key.holder, roles: [.root, .list])
            }
            for text in daily {
                let key = try RootKeyArgument(text, option: "--daily", input)
                try Self.checkIsFree(key, list)
                try choice.add(key, option: "--daily", to: [.freshness])
                editor.addKey(key.key, id: key.id, operator: key.holder, roles: [.freshness])
            }
            try choice.check(threshold: thresholds.threshold, until: end, at: now)
            thresholds.apply(to: &editor, otherwise: nil)
            let draft: [UInt8]
            let progress: [TrustSignatures.Progress]
            do throws(TrustError) {
                draft = try editor.draft()
                progress = try TrustSignatures.progress(ofRoot: draft, after: root)
            } catch {
                throw Failure(drafting: error)
            }
            try folder.save(draft)
            let facts = [("version", String(root.version + 1)), ("folder", TerminalText(folder.path).description)]
            Output.line(
                Terminal.standard.paint(CommandWords.sentence("trust.rootDraft", language.chosen, facts), .strong))
            ProgressText(progress: progress, language: language.chosen, terminal: .standard).lines.forEach {
                Output.line($0)
            }
            Output.line()
            Output.line(CommandWords.sentence("trust.rootSignNext", language.chosen, facts))
            guard remove.contains(where: { id in root[.list]?.keys.contains { $0.id == id } ?? false }) else { return }
            Terminal.wrap(
                CommandWords.sentence("trust.rootNeedsList", language.chosen, facts), width: Terminal.standard.width
            ).forEach { Output.line($0) }
        }
    }
}
