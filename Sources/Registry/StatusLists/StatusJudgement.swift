public import Encodings

/// What status lists say of a credential.
public struct StatusJudgement: Sendable {
    /// How a judgement ends.
    public enum Outcome: Sendable {
        /// The lists say that it stands.
        case passed
        /// It was taken back, or does not count for now.
        case failed
        /// They do not tell. Never counted as passed.
        case undecided
        /// It says nothing by which it could cease to count.
        case notApplicable
    }

    /// The code of a credential that stands.
    public static let notRevoked = "STATUS_NOT_REVOKED"
    /// The code of one that was taken back.
    public static let revoked = "REVOKED"
    /// The code of one that does not count for now.
    public static let suspended = "SUSPENDED"
    /// The code of one that has no status by which it could cease to count.
    public static let absent = "STATUS_ABSENT"
    /// The code of one that has a list of statuses with nothing in it.
    public static let empty = "STATUS_EMPTY"

    /// Of a credential that has no status.
    public static let withoutStatus = StatusJudgement(.notApplicable, absent, at: "")

    /// How it ends.
    public let outcome: Outcome
    /// The stable name of what was decisive.
    public let code: String
    /// The JSON pointer of the entry that was decisive.
    public let pointer: String
    /// What the sentence names.
    public let facts: [(name: String, value: TrustFact)]
    /// What is worth knowing besides.
    public internal(set) var notes: [TrustNote] = []
    /// The time for which the answer is known: that of the oldest list that decided.
    public internal(set) var asOf: Timestamp?
    /// The lists that were read.
    public internal(set) var lists: [StatusList] = []

    init(
        _ outcome: Outcome, _ code: String, at pointer: String = "/credentialStatus",
        _ facts: [(name: String, value: TrustFact)] = []
    ) {
        self.outcome = outcome
        self.code = code
        self.pointer = pointer
        self.facts = facts
    }

    init(_ error: StatusError, at pointer: String) {
        // What is wrong with an entry stands in the credential, and what is wrong with a list in the list.
        self.init(.undecided, error.code.rawValue, at: pointer, error.facts + [("reason", .text(error.reason))])
    }
}

/// What a verifier asks of status lists.
public struct StatusPolicy: Sendable {
    /// The greatest age of a list; `nil` leaves it to the list's own end.
    public var maximumAge: AgeLimit?
    /// Whether a list past its end still counts for what was known on its date.
    public var acceptsLapsed: Bool
    /// How far clocks may differ, in seconds.
    public var skew: Int64

    /// States a policy.
    public init(maximumAge: AgeLimit? = nil, acceptsLapsed: Bool = false, skew: Int64 = 300) {
        self.maximumAge = maximumAge
        self.acceptsLapsed = acceptsLapsed
        self.skew = skew
    }
}

extension AgeLimit {
    /// An age that has passed, told in hours that have begun for the first two days, then in whole days; as no hour where
    /// less than one has passed.
    public init(passed seconds: Int64) {
        let seconds = max(0, seconds)
        let days = Int(clamping: seconds / Unit.days.seconds)
        guard days < 2 else {
            self.init(days, .days)
            return
        }
        let hours = Unit.hours.seconds
        self.init(seconds < hours ? 0 : Int(clamping: (seconds + hours - 1) / hours), .hours)
    }
}
