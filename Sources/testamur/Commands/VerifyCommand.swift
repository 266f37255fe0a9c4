import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Registry
import Storage

/// `testamur verify`: one honest answer for each file.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Tell whether credentials are genuine and valid. Never opens a network connection.",
        discussion: """
            Example: testamur verify anna.json --trust ./trust
            Several files, folders with folders in them, and '-' for standard input may be given. The exit code is the worst:
            0 all valid, 1 one invalid, 2 one that cannot be decided.

            A presentation proves that its holder shows it, to whoever asked for it with a challenge:
            testamur challenge --domain hr.example, and then
            testamur verify presentation.json --domain hr.example

            A capsule, a file or a folder that testamur bundle made, brings what it takes to check it, but the pin:
            testamur verify anna.capsule.json --pin pin.json
            """)

    @Argument(
        help: ArgumentHelp("Files or folders with credentials; '-' reads standard input.", valueName: "file"),
        completion: .file())
    var files: [String]

    @OptionGroup var trust: TrustOption

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The pin to trust, in the place of a folder: enough for a capsule.", valueName: "file"),
        completion: .file())
    var pin: String?

    @OptionGroup var time: TimeOption

    @OptionGroup var policy: PolicyOption

    @OptionGroup var delegation: DelegationOption

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A document that came with them, in which an issuer says that it is recognised; it informs, and recognises "
                + "nobody; may be repeated.",
            valueName: "file"), completion: .file())
    var registry: [String] = []
    @OptionGroup var status: StatusOption

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Your own name, for which a presentation must be made, over a challenge of yours.",
            discussion: "See testamur challenge. A file without a presentation is not enough then.", valueName: "name"))
    var domain: String?

    @Option(name: .long, help: "How to answer: text, json (one line for each file), or table.")
    var format: ReportFormat?

    @OptionGroup var language: LanguageOption

    func run() throws {
        let now = try time.time()
        guard !policy.isStandardInput || !files.contains("-") else {
            throw Failure(.usage, "error.policy.twiceStandardInput", hint: "hint.twiceStandardInput")
        }
        let handed = delegation.delegation + registry
        let standardInputs =
            (files + handed + status.status).count { $0 == "-" } + (policy.isStandardInput ? 1 : 0)
        guard standardInputs <= 1 || (handed.isEmpty && status.status.isEmpty) else {
            let isStatus = handed.isEmpty
            throw Failure(
                .usage, isStatus ? "error.status.twiceStandardInput" : "error.delegation.twiceStandardInput",
                hint: "hint.twiceStandardInput")
        }
        let domain = try domain.map { name throws(Failure) in try ChallengeDomain.checked(name) }
        let delegations = try delegation.load()
        let state = try trust.verifierState()
        var trust = try trust.load(pin: pin).adding(
            TrustMaterial(delegations: delegations), statusLists: try status.load())
        // What they tell of a stolen key is not forgotten when they are not handed over again.
        if !delegations.isEmpty { trust = trust.kept(in: state, at: Clock.now) }
        for path in registry { trust = try Self.adding(path, to: trust, at: now) }
        let recipient = domain.map { name in
            Recipient(domain: name, challenges: state.map { ChallengeStore(state: $0.path) })
        }
        var judge = InputJudge(trust: trust, policy: try policy.load(), state: state, now: now, recipient: recipient)
        let inputs = Input.all(files, language.chosen, capsules: true)
        var answers = VerifyAnswers(
            style: format ?? .text, language: language.chosen, policy: judge.policy, now: now,
            otherDay: time.otherDay(now), isOne: inputs.count == 1)
        for input in inputs {
            do throws(UnreadInput) {
                // What has only some of the parts of a document waits for the other files.
                if let report = try judge.report(on: input) { answers.add(report, input.name) }
            } catch {
                answers.add(error, input.name)
            }
        }
        for (name, report) in judge.reportsOnLooseParts() { answers.add(report, name) }
        if let code = answers.finish() { throw code }
    }

    /// Adds a document that somebody handed over, which is refused where it is none, or not as it was signed.
    private static func adding(_ path: String, to trust: Trust, at now: Timestamp) throws(Failure) -> Trust {
        try Failure.refuseEmpty(path, option: "--registry")
        let bytes = try Inputs.read(path, limit: Inputs.byteLimit)
        do throws(RegistryError) {
            return try trust.adding(handedOver: PublishedRegistry(parsing: bytes), at: now)
        } catch {
            throw Failure(importing: error, path, nil)
        }
    }
}

/// The files that arguments stand for.
enum Inputs {
    /// More than any document may have, so that one that is too large is judged as such and not as a failure to read.
    static let byteLimit = 64 << 20

    /// The bytes of a file, or of standard input for `-`.
    static func read(_ argument: String, limit: Int) throws(Failure) -> [UInt8] {
        do throws(StorageError) {
            return try FileReader.readArgument(argument, limit: limit)
        } catch {
            throw Failure(reading: error)
        }
    }

    /// The report on an input that could not be read: nothing was checked, and nothing is decided.
    static func unread(
        _ input: String, _ code: String, _ reason: String, by policy: Policy, at time: Timestamp
    ) -> JSONValue {
        [
            "reportVersion": 1, "input": .string(input), "verdict": "undecided", "headline": .string(reason),
            "checks": .array([]), "policy": .string(policy.name), "evaluatedAt": .string(time.description),
            "asOf": .object([]),
            "notes": .array([]), "error": ["code": .string(code), "message": .string(reason)],
        ]
    }
}

/// What came of several verifications.
struct Tally {
    private var valid = 0
    private var invalid = 0
    private var undecided = 0
    private var unread = 0
    private var readFailure: Status?

    mutating func count(_ verdict: VerificationReport.Verdict) {
        switch verdict {
        case .valid: valid += 1
        case .invalid: invalid += 1
        case .undecided: undecided += 1
        }
    }

    mutating func count(_ error: UnreadInput) {
        unread += 1
        readFailure = error.failure.status
    }

    /// The worst answer; `nil` when all is well.
    var exitCode: ExitCode? {
        if let readFailure { return ExitCode(readFailure.rawValue) }
        if invalid > 0 { return ExitCode(Status.invalid.rawValue) }
        return undecided > 0 ? ExitCode(Status.undecided.rawValue) : nil
    }

    func line(_ language: Language) -> String {
        CommandWords.sentence(
            unread > 0 ? "tally.unread" : "tally", language,
            [
                ("files", String(valid + invalid + undecided + unread)), ("valid", String(valid)),
                ("invalid", String(invalid)), ("undecided", String(undecided)),
                ("unread", String(unread)),
            ])
    }
}
