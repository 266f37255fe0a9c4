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
        let sorted = quads.sorted(by: isOrdered)
        return unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { output, count in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                for quad in sorted {
                    unsafe append(bytes, ranges[quad.subject.index], to: output, &count)
                    unsafe append(bytes, ranges[quad.predicate.index], to: output, &count)
                    unsafe append(bytes, ranges[quad.object.index], to: output, &count)
                    if let graph = quad.graph { unsafe append(bytes, ranges[graph.index], to: output, &count) }
                    unsafe output[count] = UInt8(ascii: ".")
                    unsafe output[count + 1] = UInt8(ascii: "\n")
                    count += 2
                }
            }
        }
    }

    /// Writes a term and a space; the room for all of them was counted before.
    private func append(
        _ bytes: UnsafeBufferPointer<UInt8>, _ term: Range<Int>, to output: UnsafeMutableBufferPointer<UInt8>,
        _ count: inout Int
    ) {
        precondition(term.upperBound <= bytes.count && count + term.count + 3 <= output.count)
        guard let source = bytes.baseAddress, let target = output.baseAddress else { return }
        unsafe (target + count).initialize(from: source + term.lowerBound, count: term.count)
        count += term.count
        unsafe output[count] = UInt8(ascii: " ")
        count += 1
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
