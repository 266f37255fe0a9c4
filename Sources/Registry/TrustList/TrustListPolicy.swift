/// What a verifier asks of the age of a list, beyond what the list says itself.
public struct TrustListPolicy: Sendable {
    /// The greatest age of a list; `nil` leaves it to the list's own next update.
    public var maximumAge: AgeLimit?
    /// Whether a list past its next update still counts, for what was known on its date.
    public var acceptsLapsed: Bool
    /// How far clocks may differ, in seconds.
    public var skew: Int64

    /// States a policy.
    public init(maximumAge: AgeLimit? = nil, acceptsLapsed: Bool = false, skew: Int64 = 300) {
        self.maximumAge = maximumAge
        self.acceptsLapsed = acceptsLapsed
        self.skew = skew
    }

    /// The list's own next update, and clocks that differ by at most five minutes.
    public static let standard = TrustListPolicy()
}
