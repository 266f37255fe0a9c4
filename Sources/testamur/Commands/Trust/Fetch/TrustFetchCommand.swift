import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Retrieval
import Storage

/// `testamur trust fetch`: brings a trust folder up to date.
struct TrustFetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Bring your trust folder up to date, from the authority's site or from a folder such as a stick.",
        discussion: """
            Examples:
              testamur trust fetch https://trust.ministry.example/ --trust ./trust
              testamur trust fetch /media/stick --trust ./trust

            The folder needs the authority's pin.json, which is never fetched. What is
            fetched is checked first: signed by whom the pin says, no older than what you
            have, and good now. Otherwise everything stays as it was.

            This alone uses a network, and only for an address: https, no other server,
            nothing larger than it may be. Proxies are those of https_proxy, all_proxy
            and no_proxy; certificates those that this computer trusts, or those in
            SSL_CERT_FILE.
            """)

    @Argument(
        help: ArgumentHelp("The https address of a folder, or a folder.", valueName: "source"),
        completion: .directory)
    var source: String

    @OptionGroup var trust: TrustOption

    @Flag(name: .long, help: "Also connect to servers on this computer and in private networks.")
    var allowPrivateAddresses = false

    @Option(name: .long, help: ArgumentHelp("Give up after so many seconds, 1 to 3600.", valueName: "seconds"))
    var timeout: Int = RetrievalLimits.usualSeconds

    @Option(name: .long, help: "How to answer: text or json.")
    var format: PlainFormat = .text

    @OptionGroup var time: EditTimeOption
    @OptionGroup var language: LanguageOption

    func run() throws {
        let now = try time.now()
        guard (1...3_600).contains(timeout) else {
            throw Failure(.usage, Sentence("error.fetch.timeout", ["seconds": timeout]), hint: "hint.fetch.timeout")
        }
        let state = try trust.verifierState()
        let update: (String) throws(TrustUpdateError) -> TrustUpdateReport
        if isAddress {
            let web = try webSource()
            update = { (folder) throws(TrustUpdateError) in
                try TrustUpdate.run(folder, from: web, state: state, at: now)
            }
        } else {
            let stick = try sourceFolder()
            update = { (folder) throws(TrustUpdateError) in
                try TrustUpdate.run(folder, from: stick, state: state, at: now)
            }
        }
        let (folder, named) = try trust.folder()
        // Whether what is fetched is good now cannot be told by a clock that is wrong.
        // What the folder holds counts as seen from now on, so that what contradicts it is known to do so.
        let before = try named.load(folder, state).notBefore(Clock.programFloor).kept(in: state, at: Clock.now)
        if let floor = before.floor(above: now) {
            throw Failure(
                .undecided, Sentence("error.fetch.clock", ["clock": now.description, "floor": floor.description]),
                hint: "hint.fetch.clock")
        }
        let waiting = CommandWords.sentence(
            "fetch.waiting", language.chosen, [("source", TerminalText(source).description)])
        let report: TrustUpdateReport
        do throws(TrustUpdateError) {
            report = try Waiting.tell(waiting) { () throws(TrustUpdateError) in try update(folder) }
        } catch {
            StateNotes.lines(before.stateNotes, language.chosen, .standard).forEach { Output.error($0) }
            throw Failure(updating: error, from: source, folder, named)
        }
        // What was taken counts as seen at once: an older list in its place is noticed though nothing was verified since.
        let after = try named.load(folder, state).kept(in: state, at: Clock.now)
        let notes = before.stateNotes + after.stateNotes.filter { !before.stateNotes.map(\.code).contains($0.code) }
        let text = FetchText(
            report: report, source: source, language: language.chosen, terminal: .standard, stateNotes: notes)
        switch format {
        case .json: Output.json(text.json, indented: true)
        case .text: text.lines.forEach { Output.line($0) }
        }
    }

    /// Whether the source is an address; a folder's name has no colon and two slashes behind its first word.
    private var isAddress: Bool { source.contains("://") }

    private func webSource() throws(Failure) -> WebSource {
        do throws(RetrievalError) {
            let address = try WebAddress(folder: source)
            let policy = AddressPolicy(allowsLocal: allowPrivateAddresses)
            // What the address itself says is known without the network.
            try policy.check(address)
            return WebSource(address, allowsPrivateAddresses: allowPrivateAddresses, seconds: timeout)
        } catch {
            throw Failure(fetching: error)
        }
    }

    private func sourceFolder() throws(Failure) -> TrustSourceFolder {
        try Failure.refuseEmpty(source, option: "<source>")
        do throws(StorageError) {
            return try TrustSourceFolder(source)
        } catch {
            throw Failure(reading: error, missing: "hint.fetch.source")
        }
    }
}
