/// What an authority published, as it was received: nothing of it is believed before a ``TrustChain`` has checked it.
public struct TrustMaterial: Sendable {
    /// Roots, in any order.
    public var roots: [[UInt8]]
    /// Lists, of which the newest counts.
    public var lists: [[UInt8]]
    /// Freshness statements, of which the newest counts.
    public var statements: [[UInt8]]
    /// Delegations, in any order.
    public var delegations: [[UInt8]]

    /// Collects documents.
    public init(
        roots: [[UInt8]] = [], lists: [[UInt8]] = [], statements: [[UInt8]] = [], delegations: [[UInt8]] = []
    ) {
        self.roots = roots
        self.lists = lists
        self.statements = statements
        self.delegations = delegations
    }

    /// The documents of both.
    public static func + (left: TrustMaterial, right: TrustMaterial) -> TrustMaterial {
        TrustMaterial(
            roots: left.roots + right.roots, lists: left.lists + right.lists,
            statements: left.statements + right.statements, delegations: left.delegations + right.delegations)
    }
}
