/// RDFC-1.0: finds identifiers for the blank nodes of a dataset that depend on nothing but the dataset.
///
/// Source: W3C Recommendation RDF Dataset Canonicalization (21 May 2024), section 4.
struct Canonicalizer {
    let dataset: RDFDataset
    let quads: [Quad]
    let algorithm: CanonicalizationHash
    let index: BlankNodeIndex
    var budget: WorkBudget

    /// The hash of each blank node's own statements (section 4.6).
    var firstDegreeHashes: [HashValue] = []
    /// The canonical issuer.
    var canonical: IdentifierIssuer
    /// The issuer of the identifiers that are tried.
    var temporary: IdentifierIssuer

    // Kept from one hash to the next for their memory.
    var scratch: [UInt8] = []
    var input: [UInt8] = []
    var lines: [Range<Int>] = []

    init(_ dataset: RDFDataset, _ algorithm: CanonicalizationHash, _ limits: CanonicalizationLimits) {
        self.dataset = dataset
        self.algorithm = algorithm
        quads = dataset.quads
        index = BlankNodeIndex(dataset, quads)
        budget = WorkBudget(limits)
        canonical = IdentifierIssuer(prefix: "_:c14n", nodeCount: index.nodes.count)
        temporary = IdentifierIssuer(prefix: "_:b", nodeCount: index.nodes.count)
    }

    /// Issues every blank node its canonical identifier: the Canonicalization Algorithm, section 4.4.3, steps 2 to 5.
    mutating func issueIdentifiers() throws(RDFError) {
        guard !index.nodes.isEmpty else { return }
        try checkSize()
        firstDegreeHashes.reserveCapacity(index.nodes.count)
        for node in index.nodes.indices { firstDegreeHashes.append(try firstDegreeHash(node)) }
        let groups = groupsOfEqualHashes()
        for group in groups where group.count == 1 { canonical.issue(group[group.startIndex]) }
        for group in groups where group.count > 1 { try issueIdentifiers(to: group) }
    }

    /// Refuses what would make the hashes of all statements long: a long term is held once, and hashed as often as it
    /// is used.
    private func checkSize() throws(RDFError) {
        var count = 0
        for quad in quads {
            count += dataset.terms.range(quad.subject.index).count + dataset.terms.range(quad.predicate.index).count
            count += dataset.terms.range(quad.object.index).count
            if let graph = quad.graph { count += dataset.terms.range(graph.index).count }
            try budget.check(byteCount: count)
        }
    }

    /// The blank nodes ordered by their hashes, those with the same hash together.
    private func groupsOfEqualHashes() -> [ArraySlice<UInt32>] {
        let hashes = firstDegreeHashes
        // By number where hashes are equal, so that equal datasets take equal time.
        let order = (0..<UInt32(truncatingIfNeeded: hashes.count)).sorted { left, right in
            let (one, other) = (hashes[Int(left)], hashes[Int(right)])
            return one == other ? left < right : one < other
        }
        var groups: [ArraySlice<UInt32>] = []
        var start = 0
        for position in order.indices {
            let isLast = position + 1 == order.count
            guard isLast || hashes[Int(order[position])] != hashes[Int(order[position + 1])] else { continue }
            groups.append(order[start...position])
            start = position + 1
        }
        return groups
    }

    /// Issues identifiers to blank nodes that their own statements do not tell apart (section 4.4.3, step 5).
    private mutating func issueIdentifiers(to group: ArraySlice<UInt32>) throws(RDFError) {
        var paths: [(hash: HashValue, order: [UInt32])] = []
        for node in group where !canonical.hasIssued(node) {
            temporary.revert(to: 0)
            temporary.issue(node)
            let hash = try nDegreeHash(node)
            try budget.takeSteps(temporary.order.count)
            paths.append((hash, temporary.order))
        }
        temporary.revert(to: 0)
        // Equal hashes come from blank nodes that can change places, so that their order does not matter.
        paths.sort { $0.hash < $1.hash }
        for path in paths {
            for node in path.order { canonical.issue(node) }
        }
    }
}
