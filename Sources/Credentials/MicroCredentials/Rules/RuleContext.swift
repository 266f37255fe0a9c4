public import Encodings

/// What a rule knows beside the record.
public struct RuleContext: Sendable {
    /// Why the record is checked.
    public let phase: ProfilePhase
    /// The time now; `nil` when the rule must not depend on it.
    public let now: Timestamp?
    /// What an institution or a country can set.
    public let settings: ProfileSettings

    /// Collects what rules know.
    public init(phase: ProfilePhase, now: Timestamp? = nil, settings: ProfileSettings = .standard) {
        self.phase = phase
        self.now = now
        self.settings = settings
    }
}
