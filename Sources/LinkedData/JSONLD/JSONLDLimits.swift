/// How much one document may ask of the algorithms.
public struct JSONLDLimits: Sendable, Hashable {
    /// How deep values stand within each other at most, from 1 to 40; every array and every object is a level.
    public let depth: Int
    /// How many values the expanded form has, those of contexts not counted.
    public let nodeCount: Int
    /// How many context documents one context may lead to, by naming them or by naming those that name them.
    public let remoteContextCount: Int
    /// Bytes of all contexts that are written in the document itself.
    public let inlineContextByteCount: Int
    /// Bytes of the IRIs that a document is expanded to, and of those that its contexts define, each up to 1 GiB.
    ///
    /// A short name may stand for a long IRI any number of times.
    public let textByteCount: Int
    /// How many definitions of terms are made or copied for contexts that are not shared between documents.
    public let definitionCount: Int

    /// The deepest that is admitted at all.
    static let greatestDepth = 40
    /// How deep context documents that name each other, contexts within definitions of terms, and terms that depend on
    /// each other may lead, all counted together.
    static let greatestContextDepth = 16

    /// Collects limits; numbers out of the range of a property count as the end of the range.
    public init(
        depth: Int, nodeCount: Int, remoteContextCount: Int, inlineContextByteCount: Int, textByteCount: Int,
        definitionCount: Int
    ) {
        self.depth = min(max(depth, 1), Self.greatestDepth)
        self.nodeCount = min(max(nodeCount, 0), 1 << 24)
        self.remoteContextCount = max(remoteContextCount, 0)
        self.inlineContextByteCount = max(inlineContextByteCount, 0)
        self.textByteCount = min(max(textByteCount, 0), 1 << 30)
        self.definitionCount = max(definitionCount, 0)
    }

    /// The limits for a credential or a presentation: depth 40, 40,000 values, 16 context documents, 64 KiB of contexts
    /// in the document, 16 MiB of IRIs, 2,000,000 definitions.
    public static let credential = JSONLDLimits(
        depth: 40, nodeCount: 40_000, remoteContextCount: 16, inlineContextByteCount: 64 << 10,
        textByteCount: 16 << 20, definitionCount: 2_000_000)
}
