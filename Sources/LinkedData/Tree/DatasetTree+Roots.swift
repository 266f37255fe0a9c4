/// Finding where a tree begins.
extension DatasetTree {
    /// The things of a type in the default graph to which nothing else refers there.
    ///
    /// - Parameter property: The IRI of a property whose references do not count.
    public func roots(ofType type: StaticString, exceptBy property: StaticString? = nil) -> [TermHandle] {
        var candidates: [TermHandle] = []
        for quad in quads where quad.graph == nil && isIRI(quad.object, type) && isType(quad.predicate) {
            candidates.append(quad.subject)
        }
        guard !candidates.isEmpty else { return [] }
        var isReferred = Array(repeating: false, count: dataset.termCount)
        for quad in quads where quad.graph == nil && quad.object.kind != .literal && quad.object != quad.subject {
            if let property, isIRI(quad.predicate, property) { continue }
            isReferred[quad.object.index] = true
        }
        return candidates.filter { !isReferred[$0.index] }
    }

    /// Whether a thing has a property.
    public func has(_ property: StaticString, _ node: TermHandle) -> Bool {
        var cursor = firsts[node.index]
        while cursor >= 0 {
            if isIRI(quads[Int(cursor)].predicate, property) { return true }
            cursor = nexts[Int(cursor)]
        }
        return false
    }

    private func isIRI(_ term: TermHandle, _ iri: StaticString) -> Bool {
        guard term.kind == .iri else { return false }
        let range = inner(term)
        return range.count == iri.utf8CodeUnitCount && dataset.terms.bytes.span.extracting(range).isEqual(to: iri)
    }

    private func isType(_ predicate: TermHandle) -> Bool {
        isIRI(predicate, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    }
}

extension RDFDataset {
    /// Whether a property is used whose IRI begins with these characters.
    public func usesProperty(in space: StaticString) -> Bool {
        quads.contains { quad in
            // After the angle bracket.
            let start = terms.range(quad.predicate.index).lowerBound + 1
            let end = start + space.utf8CodeUnitCount
            guard end < terms.range(quad.predicate.index).upperBound else { return false }
            return terms.bytes.span.extracting(start..<end).isEqual(to: space)
        }
    }
}
