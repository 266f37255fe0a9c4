/// One run of Hash N-Degree Quads that is under way (RDFC-1.0, section 4.8).
///
/// The algorithm calls itself as deep as blank nodes are chained, so its calls are kept in a list of these instead of on
/// the stack.
struct NDegreeFrame {
    /// A blank node that shares a statement with the one that is hashed, and the hash of how they are related.
    struct Relation {
        let hash: HashValue
        let node: UInt32
    }

    /// The related blank nodes, ordered by hash.
    let relations: [Relation]
    /// The next of them that belongs to no group yet.
    var nextRelation = 0

    /// Data to hash.
    var data: [UInt8] = []

    /// The permutation that is tried of the present group, or `nil` between two groups.
    var permutation: Permutation?
    /// How many identifiers were issued before the present group.
    var mark = 0

    /// Path, and the recursion list with the place up to which it was worked off.
    var path: [UInt8] = []
    var recursion: [UInt32] = []
    var recursionPosition = 0

    /// Chosen path, empty until there is one, and the identifiers that go with it.
    var chosenPath: [UInt8] = []
    var chosenOrder: [UInt32] = []

    init(_ relations: [Relation]) { self.relations = relations }

    /// Whether the path, however it goes on, cannot become the chosen one.
    var isWorse: Bool {
        guard !chosenPath.isEmpty, path.count >= chosenPath.count else { return false }
        return path.isOrdered(after: chosenPath)
    }

    /// Whether the path is to be chosen now that it is complete.
    var isBetter: Bool { chosenPath.isEmpty || chosenPath.isOrdered(after: path) }

    /// The blank nodes of the next group, and what they have in common; `nil` after the last.
    mutating func takeGroup() -> (hash: HashValue, nodes: [UInt32])? {
        guard nextRelation < relations.count else { return nil }
        let hash = relations[nextRelation].hash
        var nodes: [UInt32] = []
        while nextRelation < relations.count, relations[nextRelation].hash == hash {
            nodes.append(relations[nextRelation].node)
            nextRelation += 1
        }
        return (hash, nodes)
    }
}

extension [UInt8] {
    /// Whether these bytes come after others in the order of their values, a continuation after its beginning.
    fileprivate func isOrdered(after other: [UInt8]) -> Bool {
        for (own, its) in zip(self, other) where own != its { return own > its }
        return count > other.count
    }
}
