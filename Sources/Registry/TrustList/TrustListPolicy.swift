/// What a verifier asks of the age of a list, beyond what the list says itself.
public struct TrustListPolicy: Sendable {
    /// The greatest age of a list, in days; `nil` leaves it to the list's own next update.
    public var maximumAge: Int?
    /// Whether the authority's word of these days is needed that the list is its newest.
    public var requiresFreshness: Bool
    /// How far clocks may differ, in seconds.
    public var skew: Int64

    /// States a policy.
    public init(maximumAge: Int? = nil, requiresFreshness: Bool = false, skew: Int64 = 300) {
        self.maximumAge = maximumAge
        self.requiresFreshness = requiresFreshness
        self.skew = skew
    }

    /// The list's own next update, and clocks that differ by at most five minutes.
    public static let standard = TrustListPolicy()
}
