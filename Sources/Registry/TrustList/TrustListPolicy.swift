/// What a verifier asks of the age of a list, beyond what the list says itself.
public struct TrustListPolicy: Sendable {
    /// How long ago a list may have been known to be the newest; `nil` leaves it to the list's own next update.
    public var maximumAge: AgeLimit?
    /// Whether the authority's word of these days is needed that the list is its newest.
    public var requiresFreshness: Bool
    /// Whether a list past its next update, or under a root that has ended, still counts for what was known on its date.
    public var acceptsLapsed: Bool
    /// How old the status list of a delegation may be; `nil` leaves it to the list's own end.
    public var maximumStatusAge: AgeLimit?
    /// How far clocks may differ, in seconds.
    public var skew: Int64

    /// States a policy.
    public init(
        maximumAge: AgeLimit? = nil, requiresFreshness: Bool = false, acceptsLapsed: Bool = false,
        maximumStatusAge: AgeLimit? = nil, skew: Int64 = 300
    ) {
        self.maximumStatusAge = maximumStatusAge
        self.maximumAge = maximumAge
        self.requiresFreshness = requiresFreshness
        self.acceptsLapsed = acceptsLapsed
        self.skew = skew
    }

    /// The list's own next update, and clocks that differ by at most five minutes.
    public static let standard = TrustListPolicy()
}
