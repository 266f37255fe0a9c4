/// The terms of a dataset with canonical labels for its blank nodes, to order and write its statements by.
struct CanonicalTerms {
    private var bytes: [UInt8]
    private var ranges: [Range<Int>] = []

    /// Takes the terms of a canonicaliser that has issued all identifiers.
    init(_ canonicalizer: Canonicalizer) {
        let terms = canonicalizer.dataset.terms
        bytes = terms.bytes
        ranges.reserveCapacity(terms.count)
        for index in 0..<terms.count { ranges.append(terms.range(index)) }
        for (number, node) in canonicalizer.index.nodes.enumerated() {
            let start = bytes.count
            canonicalizer.canonical.append(UInt32(truncatingIfNeeded: number), to: &bytes)
            ranges[node.index] = start..<bytes.count
        }
    }

    /// The statements, each as a line of canonical N-Quads, in code point order (RDFC-1.0, section 5).
    ///
    /// - Throws: ``RDFError`` with code `canonicalizationLimit` when they have more bytes together than the
    ///   limits allow.
    func lines(_ quads: [Quad], _ budget: WorkBudget) throws(RDFError) -> [UInt8] {
        let byteCount = try byteCount(quads, budget)
        var output: [UInt8] = []
        output.reserveCapacity(byteCount)
        for quad in quads.sorted(by: isOrdered) {
            append(quad.subject.index, to: &output)
            append(quad.predicate.index, to: &output)
            append(quad.object.index, to: &output)
            if let graph = quad.graph { append(graph.index, to: &output) }
            output.append(".\n")
        }
        return output
    }

    private func append(_ index: Int, to output: inout [UInt8]) {
        output.append(ranges[index], of: bytes)
        output.append(UInt8(ascii: " "))
    }

    /// Whether the line of one statement comes before that of another.
    ///
    /// It compares the terms one by one, which gives the order of the lines: where a term is the beginning of another,
    /// its line goes on with a space, which is lower than all that the other can go on with; and a full stop is lower
    /// than the first character of a graph.
    private func isOrdered(_ left: Quad, before right: Quad) -> Bool {
        if left.subject != right.subject { return isOrdered(left.subject, before: right.subject) }
        if left.predicate != right.predicate { return isOrdered(left.predicate, before: right.predicate) }
        if left.object != right.object { return isOrdered(left.object, before: right.object) }
        guard let one = left.graph, let other = right.graph else { return left.graph == nil && right.graph != nil }
        return isOrdered(one, before: other)
    }

    private func isOrdered(_ left: TermHandle, before right: TermHandle) -> Bool {
        unsafe bytes.span.bytes.isOrdered(ranges[left.index], before: ranges[right.index])
    }

    private func byteCount(_ quads: [Quad], _ budget: WorkBudget) throws(RDFError) -> Int {
        var count = 0
        for quad in quads {
            count += ranges[quad.subject.index].count + ranges[quad.predicate.index].count
            count += ranges[quad.object.index].count + 5
            if let graph = quad.graph { count += ranges[graph.index].count + 1 }
            try budget.check(byteCount: count)
        }
        return count
    }
}
