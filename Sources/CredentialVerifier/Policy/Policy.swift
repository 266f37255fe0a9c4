public import Registry

/// What a verifier asks for beyond what must always hold.
///
/// Three policies have a name, see ``Profile``; a file can state another, see ``init(parsing:file:)``.
public struct Policy: Sendable {
    /// The policy's name, for reports.
    public var name: String
    /// The policy with a name that it is or is based on.
    public var profile: Profile
    /// Whether a credential without status entry leaves the status undecided.
    public var requiresStatus: Bool
    /// Whether the issuer's own word on when it signed is not enough.
    public var requiresTimeEvidence: Bool
    /// Whether somebody must vouch that the trust list is still the newest.
    public var requiresFreshness: Bool
    /// Whether the credential must come from its holder, and not as a file that anybody may have.
    public var requiresHolderBinding: Bool
    /// Whether a presentation without a challenge is enough, which whoever has it can show again until its end.
    ///
    /// It proves that the holder signed it for the one who asks, and not that she is there now. It is never enough
    /// where ``requiresHolderBinding`` is asked for.
    public var acceptsReplayable: Bool
    /// Whether a list, or what vouches for it, still counts when it is past its end, for what was known on its date.
    public var acceptsLapsedTrust: Bool
    /// The greatest age of a trust list; without one its own next update decides alone.
    public var maximumListAge: AgeLimits
    /// The greatest age of a status list; without one its own end decides alone.
    public var maximumStatusAge: AgeLimits
    /// The kinds of credential that are accepted; `nil` for every kind.
    ///
    /// They are compared as the types of a recognition on a trust list are: see
    /// ``Registry/ClaimedScope/isCovered(by:)``.
    public var allowedTypes: [String]?
    /// How far clocks may differ, in seconds.
    public var skew: Int64

    /// States a policy that asks for what `profile` asks for, until it is changed.
    public init(name: String, basedOn profile: Profile) {
        self.name = name
        self.profile = profile
        requiresStatus = false
        requiresTimeEvidence = false
        requiresFreshness = false
        requiresHolderBinding = false
        acceptsReplayable = false
        acceptsLapsedTrust = false
        maximumListAge = .unlimited
        maximumStatusAge = .unlimited
        allowedTypes = nil
        skew = 300
        switch profile {
        case .strict:
            requiresStatus = true
            maximumListAge = AgeLimits(AgeLimit(30, .days))
            maximumStatusAge = AgeLimits(AgeLimit(7, .days))
        case .standard: maximumStatusAge = AgeLimits(AgeLimit(30, .days))
        case .archive: acceptsLapsedTrust = true
        }
    }
}

extension Policy {
    /// The policies that have a name.
    public enum Profile: String, Sendable, CaseIterable {
        /// For decisions with consequences: a status is required, the trust list is at most 30 days old, and the status
        /// list at most 7.
        case strict
        /// For daily use: the trust list is not past its next update, and the status list is at most 30 days old.
        case standard
        /// For papers of long ago: lists count for what was known on their dates, which the report names.
        case archive

        /// The policy.
        public var policy: Policy { Policy(name: rawValue, basedOn: self) }
    }

    /// The policy for decisions with consequences.
    public static let strict = Profile.strict.policy
    /// The policy for daily use.
    public static let standard = Profile.standard.policy
    /// The policy for papers of long ago.
    public static let archive = Profile.archive.policy
}

extension Policy {
    /// Whether a presentation that can be shown again is enough.
    var takesReplayable: Bool { acceptsReplayable && !requiresHolderBinding }

    /// The greatest age of the trust list by which a credential is judged; `nil` for any age.
    public func maximumListAge(for scope: @autoclosure () -> ClaimedScope) -> AgeLimit? {
        maximumListAge.limit(for: scope())
    }

    /// What is asked of the trust list by which a credential is judged.
    func listPolicy(for scope: @autoclosure () -> ClaimedScope) -> TrustListPolicy {
        TrustListPolicy(
            maximumAge: maximumListAge(for: scope()), requiresFreshness: requiresFreshness,
            acceptsLapsed: acceptsLapsedTrust, maximumStatusAge: maximumStatusAge(for: scope()), skew: skew)
    }

    /// What is asked of the status lists by which a credential is judged.
    func statusPolicy(for scope: @autoclosure () -> ClaimedScope) -> StatusPolicy {
        StatusPolicy(
            maximumAge: maximumStatusAge(for: scope()), acceptsLapsed: acceptsLapsedTrust, skew: skew)
    }

    /// The greatest age of the status list by which a credential is judged; `nil` for any age.
    public func maximumStatusAge(for scope: @autoclosure () -> ClaimedScope) -> AgeLimit? {
        maximumStatusAge.limit(for: scope())
    }
}
