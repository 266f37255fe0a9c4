/// The moments at which rules are applied.
public enum ProfilePhase: Int, Sendable, CaseIterable {
    /// Before a specification is published: there is no learner yet.
    case specification
    /// Before a credential is signed for a learner.
    case award
    /// When a credential that somebody else made is verified.
    case credential
}

/// Several moments at which one rule is applied.
public struct ProfilePhases: OptionSet, Sendable {
    /// One bit for each phase.
    public let rawValue: Int

    /// Takes the bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Before a specification is published.
    public static let specification = ProfilePhases(rawValue: 1 << ProfilePhase.specification.rawValue)
    /// Before a credential is signed.
    public static let award = ProfilePhases(rawValue: 1 << ProfilePhase.award.rawValue)
    /// When a received credential is verified.
    public static let credential = ProfilePhases(rawValue: 1 << ProfilePhase.credential.rawValue)
    /// Always.
    public static let all: ProfilePhases = [.specification, .award, .credential]
    /// Wherever there is a learner.
    public static let withLearner: ProfilePhases = [.award, .credential]
    /// On the issuer's side.
    public static let issuing: ProfilePhases = [.specification, .award]

    /// Whether `phase` is among them.
    public func includes(_ phase: ProfilePhase) -> Bool { rawValue & (1 << phase.rawValue) != 0 }
}
