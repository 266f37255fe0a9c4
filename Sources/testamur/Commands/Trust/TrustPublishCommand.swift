import ArgumentParser
import CredentialVerifier
import Cryptography
import Encodings
import Registry
import Storage

/// `testamur trust publish`: puts a list into force that several people have signed.
struct TrustPublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Put the next list into force, once enough keys of the root have signed it.",
        discussion: """
            Example: testamur trust publish utopia

            Below the threshold it refuses, and says whose signature is missing. The list
            before is kept.
            """)

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @OptionGroup var language: LanguageOption

    func run() throws {
        try RootFolder.changing(folder) { folder in
            let signing = try ListSigning(folder)
            guard let draft = try signing.draft() else { throw signing.nothingToDo(isSigning: false) }
            // A run that was interrupted after the list took its place has left the draft.
            let isInForce = try signing.isInForce(draft)
            if !isInForce {
                try signing.checkFollows(draft)
                try signing.checkContent(draft)
            }
            let next: IssuerTrustList
            do throws(TrustError) {
                next = try IssuerTrustList(verifying: draft, pin: folder.pin, root: signing.root)
                if let list = signing.list { try next.check(succeeding: list) }
            } catch {
                if let progress = try? TrustSignatures.progress(ofList: draft, under: signing.root) {
                    ProgressText(progress: [progress], language: language.chosen, terminal: .standard).lines.forEach {
                        Output.error($0)
                    }
                }
                throw Failure(publishing: error, signing.draftPath, sign: "trust sign", in: folder.path)
            }
            try signing.publish(next)
            let facts = [
                ("sequence", String(next.sequence)), ("issued", CommandWords.date(next.issued.date, language.chosen)),
                ("nextUpdate", CommandWords.date(next.nextUpdate.date, language.chosen)),
                ("folder", TerminalText(folder.path).description),
            ]
            Terminal.wrap(
                CommandWords.sentence(
                    next.isClosed ? "trust.publishedLast" : "trust.published", language.chosen, facts),
                width: Terminal.standard.width
            ).forEach { Output.line($0) }
        }
    }
}

/// `testamur trust vouch`: the authority's daily word that its list is the newest.
struct TrustVouchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vouch",
        abstract: "Say that the list in force is the newest, for some days, with the key for that.",
        discussion: """
            Example: testamur trust vouch utopia --key f1.pem

            Made every day by a machine, it lets the keys that sign lists stay off line
            while a suspension reaches verifiers within days.
            """)

    @Argument(help: ArgumentHelp("The authority's folder.", valueName: "folder"), completion: .directory)
    var folder: String

    @Option(name: .long, help: ArgumentHelp("The private key for daily use.", valueName: "file"), completion: .file())
    var key: String

    @Option(name: .long, help: ArgumentHelp("For how many days, from 1 to 7.", valueName: "days"))
    var days: Int = 7

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        guard (1...7).contains(days) else {
            throw Failure(.usage, Sentence("error.vouchDays", ["days": days]), hint: "hint.vouchDays")
        }
        let now = try time.now()
        try RootFolder.changing(folder) { folder in
            let signing = try ListSigning(folder)
            guard let list = signing.list else { throw signing.noList }
            guard list.root?.version == signing.root.version else { throw signing.listOfEarlierRoot(list) }
            let key = try KeyFile.open(key, passphrase, language.chosen)
            let role = list.root?[.freshness]
            if let root = list.root, role.map({ $0.keys.contains { $0.publicKey == key.publicKey } }) != true {
                throw Failure(notAmong: [role].compactMap { $0 }, .freshness, of: root.version)
            }
            let statement: FreshnessStatement
            do throws(TrustError) {
                statement = try FreshnessStatement.make(for: list, days: days, signer: key, at: now)
            } catch {
                throw Failure(editing: error)
            }
            do throws(StorageError) {
                try AtomicFile.replace(
                    at: folder.path + "/" + TrustFolder.statementName, with: statement.bytes, access: .readableByAll)
            } catch {
                throw Failure(creating: error)
            }
            try PublishedIndex(folder.path).renew()
            let facts = [
                ("sequence", String(list.sequence)), ("file", TrustFolder.statementName),
                ("until", CommandWords.date(statement.expires.date, language.chosen)),
            ]
            Output.line(CommandWords.sentence("trust.vouched", language.chosen, facts))
        }
    }
}
