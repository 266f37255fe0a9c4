import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Registry
import Storage

/// `testamur trust root init`: an authority's folder whose list several people sign.
struct TrustRootInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make an authority's folder with a first root, to be signed by the holders of its keys.",
        discussion: """
            Example:
              testamur trust root init utopia --name "Ministry of Education" --country UT \\
                --authority did:web:trust.ministry.example --domain urn:trust:utopia-he \\
                --environment production --threshold 2 \\
                --holder r1:ministry.example=z6Mk… --holder r2:qa-agency.example=z6Mk… \\
                --holder r3:rectors.example=z6Mk… --daily f1:ministry.example=z6Mk…
            """)

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "folder"), completion: .directory)
    var folder: String

    @Option(name: .long, help: "The authority's DID.")
    var authority: String

    @Option(name: .long, help: "The authority's name in law.")
    var name: String

    @Option(name: .long, help: ArgumentHelp("The country, in two capital letters.", valueName: "code"))
    var country: String

    @Option(
        name: .long,
        help: ArgumentHelp("Where the authority decides, for example BE-VLG. Otherwise the country.", valueName: "code")
    )
    var jurisdiction: String?

    @Option(name: .long, help: ArgumentHelp("The law or decree that makes it the authority.", valueName: "address"))
    var legalBasis: String?

    @Option(name: .long, help: ArgumentHelp("What it is the root of, for ever.", valueName: "uri"))
    var domain: String

    @Option(
        name: .long,
        help: ArgumentHelp("What the list is made for: production, or demonstration.", valueName: "environment"),
        completion: .list(["production", "demonstration"]))
    var environment: String

    @Option(
        name: .long,
        help: ArgumentHelp("A key that signs roots and lists: its name, who holds it, the key.", valueName: "key"))
    var holder: [String]

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A key that says every day which list is the newest: its name, who holds it, the key.", valueName: "key"))
    var daily: [String]

    @OptionGroup var thresholds: ThresholdOptions

    @Option(name: .long, help: ArgumentHelp("The last day of the root.", valueName: "date"))
    var until: String?

    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let environment = try TrustEnvironment(option: environment)
        let now = try time.now()
        let id = try DID(option: "--authority", authority)
        let end = try TimeArgument.parse(until, option: "--until", edge: .end)
        var editor = TrustRootEditor(creating: domain, authority: id, environment: environment, at: now, until: end)
        let input = PublicKeyInput(language: language.chosen, passphrase: nil)
        var choice = RootChoice()
        for text in holder {
            let key = try RootKeyArgument(text, option: "--holder", input)
            try choice.add(key, option: "--holder", to: [.root, .list])
            editor.addKey(key.key, id: key.id, operator: key.holder, roles: [.root, .list])
        }
        for text in daily {
            let key = try RootKeyArgument(text, option: "--daily", input)
            try choice.add(key, option: "--daily", to: [.freshness])
            editor.addKey(key.key, id: key.id, operator: key.holder, roles: [.freshness])
        }
        // More than half, so that one lost key stops nobody and one stolen key is not enough.
        let usual = holder.count / 2 + 1
        try choice.check(threshold: thresholds.threshold ?? usual, until: end, at: now)
        thresholds.apply(to: &editor, otherwise: usual)
        let draft: [UInt8]
        let pin: TrustPin
        let list: [UInt8]
        do throws(TrustError) {
            draft = try editor.draft()
            pin = try TrustPin(
                authority: id, name: name, country: country, anchor: .root(TrustRootEditor.digest(of: draft)),
                environment: environment, listID: domain + ":list")
            var first = TrustListEditor(
                creating: pin, legalName: name, jurisdiction: jurisdiction ?? country, legalBasis: legalBasis, at: now)
            first.rootVersion = 1
            list = first.draft()
        } catch {
            throw Failure(drafting: error)
        }
        try write([
            (TrustFolder.pinName, pin.serialized()), (RootFolder.draftName, draft), (AuthorityFolder.draftName, list),
        ])
        tell(pin)
    }

    private func write(_ files: [(name: String, bytes: [UInt8])]) throws(Failure) {
        for name in files.map(\.name) + [TrustFolder.listName] {
            do throws(StorageError) {
                guard try FileStatus.at(folder + "/" + name, links: .refuse) != nil else { continue }
            } catch {
                throw Failure(creating: error)
            }
            throw Failure(
                .cannotCreate, Sentence("error.exists", ["path": folder + "/" + name]), hint: "hint.authorityOnce")
        }
        do throws(StorageError) {
            try Folder.createIfAbsent(at: folder, access: .readableByAll)
            // The pin comes last: a folder with a pin is complete.
            for file in files.reversed() {
                try AtomicFile.create(at: folder + "/" + file.name, with: file.bytes, access: .readableByAll)
            }
        } catch {
            throw Failure(creating: error)
        }
    }

    private func tell(_ pin: TrustPin) {
        let terminal = Terminal.standard
        let facts = [("folder", TerminalText(folder).description), ("name", TerminalText(name).description)]
        Output.line(terminal.paint(CommandWords.sentence("trust.rootMade", language.chosen, facts), .strong))
        Output.line()
        PinText(pin: pin, language: language.chosen, terminal: terminal).words.forEach { Output.line($0) }
        Output.line()
        Terminal.wrap(CommandWords.sentence("trust.rootMadeNext", language.chosen, facts), width: terminal.width)
            .forEach { Output.line($0) }
    }
}
