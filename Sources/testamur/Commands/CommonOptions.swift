import ArgumentParser
import CredentialVerifier
import Credentials
import Encodings
import Glibc

/// A language as an argument names it.
struct LanguageName: ExpressibleByArgument {
    let language: Language

    init?(argument: String) {
        guard let language = Language(tag: argument) else { return nil }
        self.language = language
    }

    static var allValueStrings: [String] { Language.allCases.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

/// The option that every command with words for people has.
struct LanguageOption: ParsableArguments {
    @Option(name: .long, help: "The language of the answers: en or nl. Otherwise the one of your locale.")
    var language: LanguageName?

    /// The language to speak.
    var chosen: Language { language?.language ?? Environment.language }
}

/// How a report is written.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, table
}

/// Where trust comes from.
struct TrustOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with the pin and the lists that you trust.",
            discussion: "Otherwise $TESTAMUR_TRUST, else the folder testamur/trust in your configuration folder.",
            valueName: "folder"), completion: .directory)
    var trust: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder that keeps which lists were seen, so that an older one is noticed.",
            discussion: "Otherwise $TESTAMUR_STATE, else the folder testamur in your folder for state.",
            valueName: "folder"), completion: .directory)
    var state: String?

    /// Loads the trust folder, or nothing when there is none, and keeps what it shows for the next run.
    ///
    /// A folder that was named and is not there is an error; the one in the configuration folder may be missing.
    ///
    /// - Parameter pin: The file of a pin that is trusted in the place of a folder.
    func load(pin: String? = nil) throws -> Trust {
        try Failure.refuseEmpty(pin, option: "--pin")
        let state = try verifierState()
        guard let pin else {
            return try load(state).notBefore(Clock.programFloor).kept(in: state, at: Clock.now)
        }
        guard trust == nil else { throw Failure(.usage, "error.pinAndTrust", hint: "hint.pinAndTrust") }
        let read = try AuthorityFolder.pin(pin, missing: "hint.checkName")
        return TrustFolder.trust(read, state: state).notBefore(Clock.programFloor).kept(in: state, at: Clock.now)
    }

    /// Where what was seen is kept; `nil` where nobody has a home.
    func verifierState() throws(Failure) -> VerifierState? {
        try Failure.refuseEmpty(state, option: "--state")
        return Self.stateFolder(state).map { VerifierState($0) }
    }

    private func load(_ state: VerifierState?) throws -> Trust {
        if let trust { return try TrustSource.option.load(trust, state) }
        if let named = Environment.value("TESTAMUR_TRUST"), !named.isEmpty {
            return try TrustSource.environment.load(named, state)
        }
        guard let standard = Self.standardFolder, FileExistence.isFolder(standard) else { return .none }
        return try TrustSource.configuration.load(standard, state)
    }

    /// The folder that was named, else the one of the environment; `nil` where nobody has a home.
    static func stateFolder(_ named: String?) -> String? {
        if let named { return named }
        if let folder = Environment.value("TESTAMUR_STATE"), !folder.isEmpty { return folder }
        if let folder = Environment.value("XDG_STATE_HOME"), !folder.isEmpty { return folder + "/testamur" }
        return Environment.value("HOME").map { $0 + "/.local/state/testamur" }
    }

    /// The trust folder to look into; `nil` when nobody named one and the usual one is not there.
    func folderIfAny() throws -> String? {
        let isNamed = trust != nil || !(Environment.value("TESTAMUR_TRUST") ?? "").isEmpty
        guard !isNamed else { return try folder().path }
        return Self.standardFolder.flatMap { FileExistence.isFolder($0) ? $0 : nil }
    }

    /// The trust folder to write into, which exists.
    func folder() throws -> (path: String, source: TrustSource) {
        let found: (path: String, source: TrustSource)?
        if let trust {
            try Failure.refuseEmpty(trust, option: "--trust")
            found = (trust, .option)
        } else if let named = Environment.value("TESTAMUR_TRUST"), !named.isEmpty {
            found = (named, .environment)
        } else {
            found = Self.standardFolder.map { ($0, .configuration) }
        }
        guard let found else { throw Failure(.usage, "error.noTrustFolder", hint: "hint.trustFolder") }
        guard FileExistence.isFolder(found.path) else {
            throw Failure(
                .noInput,
                Sentence("error.trustFolder.missing", ["folder": found.path, "source": found.source.sentence]),
                hint: "hint.trustFolder")
        }
        return found
    }

    /// The trust folder in the person's configuration folder.
    static var standardFolder: String? {
        if let configuration = Environment.value("XDG_CONFIG_HOME"), !configuration.isEmpty {
            return configuration + "/testamur/trust"
        }
        return Environment.value("HOME").map { $0 + "/.config/testamur/trust" }
    }
}

/// The time for which something is judged.
struct TimeOption: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Judge for this time instead of now, for example 2026-11-22 or 2026-11-22T09:00:00Z.", valueName: "time"))
    var at: String?

    /// The day that is judged for, where it is not the present one.
    func otherDay(_ time: Timestamp) -> CalendarDate? {
        at != nil && time.date != Clock.now.date ? time.date : nil
    }

    /// The time to judge for; a date means now if it is today, else its last second in UTC.
    func time() throws -> Timestamp {
        guard let at else { return Clock.now }
        if let date = try? CalendarDate(parsing: at) {
            return date == Clock.now.date ? Clock.now : Timestamp(endOf: date)
        }
        do throws(EncodingError) {
            return try Timestamp(parsing: at)
        } catch {
            throw Failure(
                .usage, Sentence("error.notATime", ["option": "--at", "problem": Sentence(error)]),
                hint: "hint.time")
        }
    }
}

/// The clock of this machine.
enum Clock {
    /// A time before which this program cannot have been made: the month in which the sources of this version were finished.
    ///
    /// It moves with every version.
    /// It stands in the sources, and not in the build: the same sources make the same program on every day. A machine that
    /// has lost its clock shows a time long before it. Source: trust list design, section 1.5, step S0.
    static let programFloor = Timestamp(secondsSince1970: 1_793_491_200) ?? .earliest

    /// The current time in whole seconds.
    static var now: Timestamp {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(secondsSince1970: Int64(time.tv_sec)) ?? .earliest
    }
}
