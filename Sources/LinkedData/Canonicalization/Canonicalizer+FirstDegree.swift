extension Canonicalizer {
    /// The hash of the statements that name a blank node: Hash First Degree Quads, section 4.6.
    ///
    /// The node itself is written `_:a` and every other `_:z`, so that the hash depends on no label.
    mutating func firstDegreeHash(_ node: Int) throws(RDFError) -> HashValue {
        scratch.removeAll(keepingCapacity: true)
        lines.removeAll(keepingCapacity: true)
        let handle = index.nodes[node]
        for mention in index.mentions(of: node) {
            let start = scratch.count
            let quad = quads[Int(mention)]
            append(quad.subject, from: handle)
            append(quad.predicate, from: handle)
            append(quad.object, from: handle)
            if let graph = quad.graph { append(graph, from: handle) }
            scratch.append(".\n")
            lines.append(start..<scratch.count)
        }
        if lines.count == 1 { return try algorithm.hash(scratch.span) }
        sortLines()
        input.removeAll(keepingCapacity: true)
        for line in lines { input.append(line, of: scratch) }
        return try algorithm.hash(input.span)
    }

    private mutating func append(_ term: TermHandle, from node: TermHandle) {
        if term.isBlank {
            scratch.append(term == node ? "_:a " : "_:z ")
        } else {
            scratch.append(dataset.terms.range(term.index), of: dataset.terms.bytes)
            scratch.append(UInt8(ascii: " "))
        }
    }

    private mutating func sortLines() {
        let scratch = scratch
        lines.sort { unsafe scratch.span.bytes.isOrdered($0, before: $1) }
    }
}
