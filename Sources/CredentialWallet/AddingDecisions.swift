/// What a person decided before a credential is added that the wallet would otherwise refuse.
public struct AddingDecisions: OptionSet, Sendable, Hashable {
    /// The decisions as bits.
    public let rawValue: Int

    /// Takes decisions as bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Keep it although no verifier found it authentic: it is damaged, forged, or nobody checked it.
    public static let acceptUnverified = AddingDecisions(rawValue: 1)

    /// Keep it beside another credential that has the same identifier and says something else.
    public static let keepBesideSameID = AddingDecisions(rawValue: 2)
}
