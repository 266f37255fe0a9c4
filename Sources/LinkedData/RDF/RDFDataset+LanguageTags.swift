extension RDFDataset {
    /// Whether a language tag has a capital, so that ``lowercasingLanguageTags()`` changes something.
    public var hasCapitalsInLanguageTags: Bool {
        for index in 0..<terms.count where languageTag(index).contains(where: { Self.isCapital(terms.bytes[$0]) }) {
            return true
        }
        return false
    }

    /// The same statements with every language tag in lower case.
    ///
    /// They mean the same: the value space of language tags is in lower case, and a processor may write them so (RDF 1.1
    /// Concepts, section 3.3; JSON-LD 1.1 API, section 5.1.2). Which form is hashed is open therefore, and implementations
    /// differ.
    ///
    /// - Throws: ``RDFError`` with code `datasetTooLarge` when the limits leave no room.
    public func lowercasingLanguageTags() throws(RDFError) -> RDFDataset {
        var result = RDFDataset(limits: limits, reserving: count)
        var handles: [TermHandle] = []
        handles.reserveCapacity(terms.count)
        for index in 0..<terms.count {
            var written = Array(terms.bytes[terms.range(index)])
            let start = terms.range(index).lowerBound
            for position in languageTag(index) where Self.isCapital(written[position - start]) {
                written[position - start] |= 0x20
            }
            handles.append(try result.term(written: written.span, terms.kind(index)))
        }
        for quad in quads {
            try result.insert(
                subject: handles[quad.subject.index], predicate: handles[quad.predicate.index],
                object: handles[quad.object.index], graph: quad.graph.map { handles[$0.index] })
        }
        return result
    }

    /// Where the language tag of a term stands among the bytes of all; empty for one that has none.
    private func languageTag(_ index: Int) -> Range<Int> {
        let range = terms.range(index)
        guard terms.kind(index) == .literal else { return range.upperBound..<range.upperBound }
        // Neither a tag nor a datatype holds a quotation mark: the last one ends the text.
        var start = range.upperBound
        while start > range.lowerBound, terms.bytes[start - 1] != UInt8(ascii: "\"") { start -= 1 }
        guard start < range.upperBound, terms.bytes[start] == UInt8(ascii: "@") else {
            return range.upperBound..<range.upperBound
        }
        return start + 1..<range.upperBound
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
}
