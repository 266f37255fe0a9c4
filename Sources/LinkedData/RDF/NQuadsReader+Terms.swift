extension NQuadsReader {
    /// Reads an IRI or a blank node.
    mutating func readResource(_ expected: String, _ document: Span<UInt8>) throws(RDFError) -> TermHandle {
        if byte(document) == UInt8(ascii: "_") { return try readBlankNode(document) }
        return try readIRI(expected, document)
    }

    /// Reads an `IRIREF`.
    mutating func readIRI(_ expected: String, _ document: Span<UInt8>) throws(RDFError) -> TermHandle {
        let start = offset
        try scanIRI(expected, document)
        let iri = iri
        do throws(RDFError) {
            return try dataset.iri(utf8: iri.span)
        } catch {
            throw placed(error, at: start, document)
        }
    }

    /// Reads any term.
    mutating func readObject(_ document: Span<UInt8>) throws(RDFError) -> TermHandle {
        guard byte(document) == UInt8(ascii: "\"") else {
            return try readResource("an object: an IRI, a blank node or a literal", document)
        }
        return try readLiteral(document)
    }

    /// Reads a `BLANK_NODE_LABEL`.
    private mutating func readBlankNode(_ document: Span<UInt8>) throws(RDFError) -> TermHandle {
        offset += 1
        guard byte(document) == UInt8(ascii: ":") else {
            throw unexpected("a colon after the underscore of a blank node", document)
        }
        offset += 1
        let start = offset
        while offset < document.count {
            let (scalar, width) = Self.scalar(at: offset, of: document)
            guard offset == start ? TermSyntax.isLabelStart(scalar) : TermSyntax.isLabelScalar(scalar) else { break }
            offset += width
        }
        // No label ends with a full stop: that one ends the statement.
        while offset > start, document[offset - 1] == UInt8(ascii: ".") { offset -= 1 }
        guard offset > start else { throw unexpected("the label of a blank node", document) }
        do throws(RDFError) {
            return try dataset.blank(checkedLabel: document.extracting(start..<offset))
        } catch {
            throw placed(error, at: start, document)
        }
    }

    /// Reads a literal: a quoted text, then a datatype, a language or neither.
    private mutating func readLiteral(_ document: Span<UInt8>) throws(RDFError) -> TermHandle {
        try scanText(document)
        let text = text
        let start = offset
        do throws(RDFError) {
            switch byte(document) {
            case UInt8(ascii: "@"):
                let language = scanLanguage(document)
                return try dataset.literal(utf8: text.span, language: document.extracting(language))
            case UInt8(ascii: "^"):
                offset += 1
                guard byte(document) == UInt8(ascii: "^") else { throw unexpected("a second '^'", document) }
                offset += 1
                try scanIRI("the IRI of a datatype", document)
                let iri = iri
                return try dataset.literal(utf8: text.span, datatype: iri.span)
            default: return try dataset.literal(utf8: text.span)
            }
        } catch {
            throw error.position == nil ? placed(error, at: start, document) : error
        }
    }

    /// The bytes behind an `@` that a language tag may have; whether they are one is judged later.
    private mutating func scanLanguage(_ document: Span<UInt8>) -> Range<Int> {
        offset += 1
        let start = offset
        while let byte = byte(document), TermSyntax.isLetter(byte) || TermSyntax.isDigit(byte) || byte == 0x2D {
            offset += 1
        }
        return start..<offset
    }

    /// The byte at the offset, or `nil` at the end of the document.
    func byte(_ document: Span<UInt8>) -> UInt8? { offset < document.count ? document[offset] : nil }

    /// The character at `offset` of valid UTF-8, and how many bytes it has.
    private static func scalar(at offset: Int, of document: Span<UInt8>) -> (Unicode.Scalar, Int) {
        let first = document[offset]
        let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard width > 1, offset + width <= document.count else { return (Unicode.Scalar(first), 1) }
        var value = UInt32(first) & (0x7F >> UInt32(width))
        for index in offset + 1..<offset + width { value = value << 6 | UInt32(document[index] & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
    }
}
