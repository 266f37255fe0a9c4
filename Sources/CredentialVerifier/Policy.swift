/// What a verifier asks for beyond what must always hold.
public struct Policy: Sendable {
    /// The policy's name, for reports.
    public var name: String
    /// Whether a credential without status entry leaves the status undecided.
    public var requiresStatus: Bool
    /// The greatest age of a trust list in days; `nil` leaves it to the list's own next update.
    public var maximumListAge: Int?
    /// How far clocks may differ, in seconds.
    public var skew: Int64

    /// States a policy.
    public init(name: String, requiresStatus: Bool, maximumListAge: Int?, skew: Int64 = 300) {
        self.name = name
        self.requiresStatus = requiresStatus
        self.maximumListAge = maximumListAge
        self.skew = skew
    }

    /// The policy for daily use.
    public static let standard = Policy(name: "standard", requiresStatus: false, maximumListAge: nil)

    /// A policy for decisions with consequences: a status is required, and the list is at most 30 days old.
    public static let strict = Policy(name: "strict", requiresStatus: true, maximumListAge: 30)
}
