/// The root of a Merkle tree over texts that come one after the other; it holds one hash for each level.
///
/// Source: RFC 9162, section 2.1.1, with SHA-256: 0x00 before a leaf, 0x01 before two nodes.
struct MerkleTree: Sendable {
    private var nodes: [(height: Int, hash: [UInt8])] = []
    private(set) var count = 0

    /// Adds a leaf.
    mutating func append(_ text: String) throws(IssuerError) {
        count += 1
        var hash = try IssuerPaths.hash(of: [0] + Array(text.utf8))
        var height = 0
        while let last = nodes.last, last.height == height {
            nodes.removeLast()
            hash = try IssuerPaths.hash(of: [1] + last.hash + hash)
            height += 1
        }
        nodes.append((height, hash))
    }

    /// The hash that stands for all leaves in their order; the hash of nothing where there are none.
    func root() throws(IssuerError) -> [UInt8] {
        guard var root = nodes.last?.hash else { return try IssuerPaths.hash(of: []) }
        for node in nodes.dropLast().reversed() { root = try IssuerPaths.hash(of: [1] + node.hash + root) }
        return root
    }
}
