/// How large a YAML document may be; each limit is checked before memory is spent on what is beyond it.
public struct YAMLLimits: Hashable, Sendable {
    /// The largest file, in bytes.
    public var byteCount: Int

    /// How deep lists and mappings may stand in each other; the outermost counts as 1.
    ///
    /// libyaml has no such limit in version 0.2.5, and 1,000 in later ones.
    public var depth: Int

    /// The largest number of nodes: keys, values, lists and mappings.
    public var nodeCount: Int

    /// 1 MiB, 32 levels, 10,000 nodes.
    public static let standard = YAMLLimits(byteCount: 1_048_576, depth: 32, nodeCount: 10_000)

    /// Sets limits.
    public init(byteCount: Int, depth: Int, nodeCount: Int) {
        self.byteCount = byteCount
        self.depth = depth
        self.nodeCount = nodeCount
    }
}
