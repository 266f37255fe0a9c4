extension RDFDataset {
    /// The handle of a term, which is added if it is new.
    ///
    /// - Throws: ``RDFError`` with code `iri`, `blankNodeLabel` or `languageTag` for what N-Quads cannot write, and
    ///   `datasetTooLarge` when the limits leave no room.
    public mutating func term(_ term: RDFTerm) throws(RDFError) -> TermHandle {
        switch term {
        case .iri(let text): return try iri(utf8: text.utf8Span.span)
        case .blank(let label): return try blank(label: label)
        case .literal(let text, _, language: let language?):
            return try literal(utf8: text.utf8Span.span, language: language.utf8Span.span)
        case .literal(let text, let datatype, language: nil):
            return try literal(utf8: text.utf8Span.span, datatype: datatype.utf8Span.span)
        }
    }

    /// The handle of an absolute IRI, given without angle brackets in valid UTF-8.
    ///
    /// - Throws: ``RDFError`` with code `iri` when it has no scheme, or a character that the grammar of N-Quads excludes
    ///   from an IRI; `datasetTooLarge` when the limits leave no room.
    public mutating func iri(utf8: Span<UInt8>) throws(RDFError) -> TermHandle {
        try makeRoom(for: utf8.count)
        terms.bytes.append(UInt8(ascii: "<"))
        terms.bytes.append(utf8)
        terms.bytes.append(UInt8(ascii: ">"))
        return try intern(.iri, naming: utf8)
    }

    /// The handle of a thing as one of the parts of a document speaks of it; see ``JSONLDOptions/keepingPartsApart``.
    ///
    /// - Throws: ``RDFError`` with code `iri` when the text is no IRI, or has the mark that numbers are put behind;
    ///   `datasetTooLarge` when the limits leave no room.
    mutating func mention(_ number: Int, of iri: Span<UInt8>) throws(RDFError) -> TermHandle {
        var text: [UInt8] = []
        text.append(iri)
        guard MentionMark.start(in: text[...]) == nil else { throw RDFError(.iri) }
        text += MentionMark.bytes
        text += String(number).utf8
        return try self.iri(utf8: text.span)
    }

    /// The handle of the blank node that has the label `b` and a number: what JSON-LD's identifiers look like.
    ///
    /// - Throws: ``RDFError`` with code `datasetTooLarge` when the limits leave no room.
    public mutating func blank(_ number: UInt32) throws(RDFError) -> TermHandle {
        try makeRoom(for: 12)
        terms.bytes.append("_:b")
        terms.bytes.append(decimal: number)
        return try intern(.blank)
    }

    /// The handle of the blank node with a label, given without `_:`.
    ///
    /// - Throws: ``RDFError`` with code `blankNodeLabel` when it is not a label of N-Quads; `datasetTooLarge` when the
    ///   limits leave no room.
    public mutating func blank(label: String) throws(RDFError) -> TermHandle {
        guard TermSyntax.isBlankNodeLabel(label) else {
            throw RDFError(
                .blankNodeLabel, "a blank node label has letters, digits and a few marks, found another text")
        }
        return try blank(checkedLabel: label.utf8Span.span)
    }

    /// The handle of the blank node with a label that is known to follow the grammar.
    mutating func blank(checkedLabel label: Span<UInt8>) throws(RDFError) -> TermHandle {
        try makeRoom(for: label.count)
        terms.bytes.append("_:")
        terms.bytes.append(label)
        return try intern(.blank)
    }

    /// The handle of a literal of type `xsd:string`, given in valid UTF-8.
    ///
    /// - Throws: ``RDFError`` with code `datasetTooLarge` when the limits leave no room.
    public mutating func literal(utf8: Span<UInt8>) throws(RDFError) -> TermHandle {
        try appendQuoted(utf8)
        return try intern(.literal)
    }

    /// The handle of a literal, given in valid UTF-8 with the IRI of its datatype.
    ///
    /// - Throws: ``RDFError`` with code `iri` when the datatype is not an absolute IRI, as for ``iri(utf8:)``;
    ///   `datasetTooLarge` when the limits leave no room.
    public mutating func literal(utf8: Span<UInt8>, datatype: Span<UInt8>) throws(RDFError) -> TermHandle {
        if Self.isStringType(datatype) { return try literal(utf8: utf8) }
        try makeRoom(for: datatype.count)
        try appendQuoted(utf8)
        terms.bytes.append("^^<")
        terms.bytes.append(datatype)
        terms.bytes.append(UInt8(ascii: ">"))
        return try intern(.literal, naming: datatype)
    }

    /// The handle of a literal of type `rdf:langString`, given in valid UTF-8 with its language tag, which is kept as it
    /// is written.
    ///
    /// - Throws: ``RDFError`` with code `languageTag` when the tag does not follow the grammar of N-Quads;
    ///   `datasetTooLarge` when the limits leave no room.
    public mutating func literal(utf8: Span<UInt8>, language: Span<UInt8>) throws(RDFError) -> TermHandle {
        guard TermSyntax.isLanguageTag(language) else {
            throw RDFError(
                .languageTag,
                "a language tag has letters, then groups of letters and digits after hyphens, found another text")
        }
        try makeRoom(for: language.count)
        try appendQuoted(utf8)
        terms.bytes.append(UInt8(ascii: "@"))
        terms.bytes.append(language)
        return try intern(.literal)
    }

    /// The handle of a term that is given as canonical N-Quads writes it, and is known to be well-formed.
    mutating func term(written: Span<UInt8>, _ kind: TermHandle.Kind) throws(RDFError) -> TermHandle {
        try makeRoom(for: written.count)
        terms.bytes.append(written)
        return try intern(kind)
    }

    private static var badIRI: RDFError {
        RDFError(.iri, "an IRI has a scheme, and neither spaces nor any of <>\"{}|^`\\, found another text")
    }

    private static func isStringType(_ datatype: Span<UInt8>) -> Bool {
        let name: StaticString = "http://www.w3.org/2001/XMLSchema#string"
        guard datatype.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { name in
            // From the end, where the types of XML Schema differ.
            for index in name.indices.reversed() where unsafe datatype[index] != name[index] { return false }
            return true
        }
    }

    private mutating func appendQuoted(_ utf8: Span<UInt8>) throws(RDFError) {
        try makeRoom(for: utf8.count)
        terms.bytes.append(UInt8(ascii: "\""))
        LiteralText.append(utf8, to: &terms.bytes)
        terms.bytes.append(UInt8(ascii: "\""))
    }

    /// Refuses a term before its bytes are copied, when they cannot fit.
    private func makeRoom(for byteCount: Int) throws(RDFError) {
        guard byteCount <= limits.termByteCount else { throw tooLarge }
    }

    private var tooLarge: RDFError {
        RDFError(.datasetTooLarge, "the terms of a dataset have at most \(limits.termByteCount) bytes together")
    }

    /// The handle of the term that was just written, which is added if it is new.
    private mutating func intern(_ kind: TermHandle.Kind) throws(RDFError) -> TermHandle {
        let hash = terms.hashOfLast
        if let known = known(hash) { return known }
        return try keepLast(kind, hash: hash)
    }

    /// The handle of the term that was just written and holds an IRI, which is judged only if the term is new.
    private mutating func intern(_ kind: TermHandle.Kind, naming iri: Span<UInt8>) throws(RDFError) -> TermHandle {
        let hash = terms.hashOfLast
        if let known = known(hash) { return known }
        guard TermSyntax.isAbsoluteIRI(iri, in: 0..<iri.count) else {
            terms.discard()
            throw Self.badIRI
        }
        return try keepLast(kind, hash: hash)
    }

    /// The handle that the term that was just written has already.
    private mutating func known(_ hash: UInt32) -> TermHandle? {
        guard let found = terms.find(hash: hash) else { return nil }
        terms.discard()
        return found
    }

    private mutating func keepLast(_ kind: TermHandle.Kind, hash: UInt32) throws(RDFError) -> TermHandle {
        guard terms.bytes.count <= limits.termByteCount, terms.count < TermHandle.greatestCount else {
            terms.discard()
            throw tooLarge
        }
        return terms.keep(kind, hash: hash)
    }
}

extension [UInt8] {
    /// Adds a number in decimal digits.
    mutating func append(decimal number: UInt32) {
        if number >= 10 { append(decimal: number / 10) }
        append(UInt8(truncatingIfNeeded: number % 10) + UInt8(ascii: "0"))
    }
}
