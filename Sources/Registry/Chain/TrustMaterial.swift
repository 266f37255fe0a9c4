/// What an authority published, as it was received: nothing of it is believed before a ``TrustChain`` has checked it.
public struct TrustMaterial: Sendable {
    /// Roots, in any order.
    public var roots: [[UInt8]]
    /// Lists, of which the newest counts.
    public var lists: [[UInt8]]
    /// Freshness statements, of which the newest counts.
    public var statements: [[UInt8]]

    /// Collects documents.
    public init(roots: [[UInt8]] = [], lists: [[UInt8]] = [], statements: [[UInt8]] = []) {
        self.roots = roots
        self.lists = lists
        self.statements = statements
    }
}
