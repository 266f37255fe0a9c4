import ArgumentParser
import CredentialVerifier
import Proofs

/// `testamur challenge`: a question that only the holder of a key can answer, and only once.
struct ChallengeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "challenge",
        abstract: "Make a challenge that a learner answers with a presentation, so that nobody can show a copy.",
        discussion: """
            Example: testamur challenge --domain hr.example > challenge.txt
                     testamur challenge --domain hr.example --qr challenge.png
            Give it to the learner, who answers with testamur wallet present. Then, on this machine:
            testamur verify presentation.json --domain hr.example
            On a screen it is shown as a QR code as well, and so it is in a picture.

            It is kept until it ends, and counts once. An institution makes one under its own DID, which a learner
            answers with testamur wallet prove, and issues with testamur issuer issue --holder-proof.
            For a class, give them days: testamur challenge --domain did:web:school.example --expires 14d
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Your own name, such as your domain or your DID, for which the answer must be made.", valueName: "name"))
    var domain: String

    @Option(
        name: .long,
        help: ArgumentHelp("How long it can be answered, from 1m to 30d; otherwise 10m.", valueName: "duration"))
    var expires: String = "10m"

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write its QR code into a picture as well: a PNG to send, or an SVG for a page or a screen.",
            valueName: "file"),
        completion: .file(extensions: ["png", "svg"]))
    var qr: String?

    @OptionGroup var state: ChallengeStateOption

    @Option(name: .long, help: "How to answer: text, which the learner can read and paste, or json.")
    var format: PlainFormat = .text

    @OptionGroup var language: LanguageOption

    func run() throws {
        let domain = try ChallengeDomain.checked(domain)
        let seconds = try lifetime()
        let picture = try qr.map { path throws(Failure) in try CodePicture(path) }
        let store = ChallengeStore(state: try state.folder())
        let request: PresentationRequest
        do throws(ChallengeError) {
            request = try store.make(for: domain, lifetime: seconds, at: Clock.now)
        } catch {
            throw Failure(error)
        }
        switch format {
        case .json: Output.json(request.json)
        case .text:
            let code = try ChallengeCode(request: request).lines(on: .standard)
            ChallengeText(request: request, code: code, language: language.chosen).lines.forEach { Output.line($0) }
        }
        if let picture {
            let title = CommandWords.sentence("challenge.pictureTitle", language.chosen, [("domain", request.domain)])
            try ChallengeCode(request: request).write(to: picture, title: title)
        }
    }

    /// The seconds of the duration that was named.
    private func lifetime() throws(Failure) -> Int64 {
        if let seconds = DurationText.seconds(expires), ChallengeStore.lifetimes.contains(seconds) { return seconds }
        throw Failure(
            .usage, Sentence("error.challenge.duration", ["found": expires]), hint: "hint.challenge.duration")
    }
}

/// Where challenges are kept.
struct ChallengeStateOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder in which challenges are kept.",
            discussion: "Otherwise $TESTAMUR_STATE, else the folder testamur in your folder for state.",
            valueName: "folder"), completion: .directory)
    var state: String?

    /// The folder, which need not exist yet.
    func folder() throws(Failure) -> String {
        try Failure.refuseEmpty(state, option: "--state")
        guard let folder = TrustOption.stateFolder(state) else {
            throw Failure(.usage, "error.challenge.noState", hint: "hint.challenge.noState")
        }
        return folder
    }
}

/// The name under which somebody asks for presentations.
enum ChallengeDomain {
    /// Refuses what can be no name.
    static func checked(_ domain: String) throws(Failure) -> String {
        try Failure.refuseEmpty(domain, option: "--domain")
        guard PresentationTerms.isDomain(domain) else {
            throw Failure(
                .usage, Sentence("error.challenge.domain", ["found": domain]), hint: "hint.challenge.domain")
        }
        return domain
    }
}

extension Failure {
    /// A challenge that could not be made.
    init(_ error: ChallengeError) {
        switch error {
        case .domain:
            self.init(.usage, Sentence("error.challenge.domain", ["found": ""]), hint: "hint.challenge.domain")
        case .noRandomBytes: self.init(.software, "error.challenge.noRandomBytes")
        case .libraryFailure: self.init(.software, "error.challenge.libraryFailure")
        case .storage(let cause):
            let failure = Failure(creating: cause)
            self.init(
                failure.status, Sentence("error.challenge.notKept", ["problem": failure.fact]), hint: failure.hint)
        }
    }
}
