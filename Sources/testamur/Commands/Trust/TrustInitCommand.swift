import ArgumentParser
import CredentialVerifier
import Credentials
import Cryptography
import Encodings
import Registry
import Storage

/// `testamur trust init`: an authority's folder with its pin and its first list.
struct TrustInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make an authority's folder: its pin, and a first signed list with no institution on it.",
        discussion: """
            Example:
              testamur trust init utopia --name "Ministry of Education" --country UT \\
                --authority did:web:trust.ministry.example \\
                --list-id urn:trust:utopia-he:list --environment demonstration \\
                --key ministry.pem
            """)

    @Argument(
        help: ArgumentHelp("The folder to make; it may exist and hold other things.", valueName: "folder"),
        completion: .directory)
    var folder: String

    @Option(name: .long, help: "The authority's DID. Otherwise the did:key of its key.")
    var authority: String?

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

    @Option(name: .long, help: ArgumentHelp("The list's identifier, which never changes.", valueName: "uri"))
    var listID: String

    @Option(
        name: .long,
        help: ArgumentHelp("What the list is made for: production, or demonstration.", valueName: "environment"),
        completion: .list(["production", "demonstration"]))
    var environment: String

    @Option(name: .long, help: ArgumentHelp("The authority's private key.", valueName: "file"), completion: .file())
    var key: String

    @OptionGroup var window: NextUpdateOption

    @OptionGroup var passphrase: PassphraseOption
    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        try Failure.refuseEmptyText(name, option: "--name")
        let environment = try TrustEnvironment(option: environment)
        let now = try time.now()
        let days = try window.days()
        let id = try authority.map { text throws(Failure) in try DID(option: "--authority", text) }
        try checkIsFree()
        let key = try KeyFile.open(key, passphrase, language.chosen)
        let list: IssuerTrustList
        do throws(TrustError) {
            let pin = try TrustPin(
                authority: id ?? DIDKey(key.publicKey).did, name: name, country: country, key: key.publicKey,
                environment: environment, listID: listID)
            var editor = TrustListEditor(
                creating: pin, legalName: name, jurisdiction: jurisdiction ?? country, legalBasis: legalBasis, at: now)
            editor.nextUpdate = now.adding(days: days)
            list = try editor.sign(with: key)
        } catch {
            throw Failure(editing: error)
        }
        try write(list)
        tell(list)
    }

    private var places: [String] {
        [TrustFolder.pinName, TrustFolder.listName, AuthorityFolder.draftName].map { folder + "/" + $0 }
    }

    private func checkIsFree() throws(Failure) {
        for place in places {
            do throws(StorageError) {
                guard try FileStatus.at(place, links: .refuse) != nil else { continue }
            } catch {
                throw Failure(creating: error)
            }
            throw Failure(.cannotCreate, Sentence("error.exists", ["path": place]), hint: "hint.authorityOnce")
        }
    }

    /// The pin comes last: a folder with a pin is complete.
    private func write(_ list: IssuerTrustList) throws(Failure) {
        do throws(StorageError) {
            try Folder.createIfAbsent(at: folder, access: .readableByAll)
            let lock = try FolderLock(folder: folder)
            defer { lock.release() }
            let place = folder + "/" + TrustFolder.listName
            try AtomicFile.create(at: place, with: list.bytes, access: .readableByAll)
            do throws(StorageError) {
                try AtomicFile.create(
                    at: folder + "/" + TrustFolder.pinName, with: list.pin.serialized(), access: .readableByAll)
            } catch {
                _ = try? AtomicFile.remove(at: place)
                throw error
            }
        } catch {
            throw Failure(creating: error)
        }
    }

    private func tell(_ list: IssuerTrustList) {
        let terminal = Terminal.standard
        let facts = [("folder", TerminalText(folder).description), ("name", TerminalText(name).description)]
        Output.line(terminal.paint(CommandWords.sentence("trust.made", language.chosen, facts), .strong))
        Output.line()
        PinText(pin: list.pin, language: language.chosen, terminal: terminal).words.forEach { Output.line($0) }
        Output.line()
        Terminal.wrap(CommandWords.sentence("trust.madeNext", language.chosen, facts), width: terminal.width).forEach {
            Output.line($0)
        }
    }
}
