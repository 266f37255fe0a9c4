extension NQuadsReader {
    /// Reads an `IRIREF` into ``iri``, without its angle brackets and with its escapes resolved.
    mutating func scanIRI(_ expected: String, _ document: Span<UInt8>) throws(RDFError) {
        guard byte(document) == UInt8(ascii: "<") else { throw unexpected(expected, document) }
        offset += 1
        iri.removeAll(keepingCapacity: true)
        var runStart = offset
        while let byte = byte(document) {
            if byte == UInt8(ascii: ">") {
                iri.append(document.extracting(runStart..<offset))
                offset += 1
                return
            }
            if byte == UInt8(ascii: "\\") {
                iri.append(document.extracting(runStart..<offset))
                let start = offset
                let scalar = try readEscape(document, namesCharacters: false)
                guard !scalar.isASCII || TermSyntax.isIRIByte(UInt8(truncatingIfNeeded: scalar.value)) else {
                    throw fault(.iri, "an escape in an IRI stands for a character that no IRI has", at: start, document)
                }
                iri.append(contentsOf: String(scalar).utf8)
                runStart = offset
                continue
            }
            guard TermSyntax.isIRIByte(byte) else {
                throw fault(
                    .iri, "expected '>' or a character of an IRI, found one that no IRI has", at: offset, document)
            }
            offset += 1
        }
        throw unexpected("'>' at the end of an IRI", document)
    }

    /// Reads a `STRING_LITERAL_QUOTE` into ``text``, without its quotation marks and with its escapes resolved.
    mutating func scanText(_ document: Span<UInt8>) throws(RDFError) {
        offset += 1
        text.removeAll(keepingCapacity: true)
        var runStart = offset
        while let byte = byte(document) {
            switch byte {
            case UInt8(ascii: "\""):
                text.append(document.extracting(runStart..<offset))
                offset += 1
                return
            case UInt8(ascii: "\\"):
                text.append(document.extracting(runStart..<offset))
                let scalar = try readEscape(document, namesCharacters: true)
                text.append(contentsOf: String(scalar).utf8)
                runStart = offset
            case 0x0A, 0x0D: throw unexpected("a quotation mark at the end of a literal", document)
            default: offset += 1
            }
        }
        throw unexpected("a quotation mark at the end of a literal", document)
    }

    /// Reads a `UCHAR`, or an `ECHAR` where `namesCharacters`.
    private mutating func readEscape(_ document: Span<UInt8>, namesCharacters: Bool) throws(RDFError) -> Unicode.Scalar
    {
        let start = offset
        offset += 1
        let letter = byte(document) ?? 0
        if namesCharacters, let meaning = LiteralText.meaning(ofEscape: letter) {
            offset += 1
            return Unicode.Scalar(meaning)
        }
        guard letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U") else {
            throw fault(
                .escape, "expected an escape of the grammar, found another after a backslash", at: start, document)
        }
        offset += 1
        var value: UInt32 = 0
        for _ in 0..<(letter == UInt8(ascii: "u") ? 4 : 8) {
            guard let digit = byte(document).flatMap(Self.hexadecimalValue) else {
                throw fault(.escape, "expected 4 digits after \\u or 8 after \\U, found fewer", at: start, document)
            }
            value = value << 4 | digit
            offset += 1
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw fault(
                .escape, "an escape stands for a surrogate, or for no character of Unicode", at: start, document)
        }
        return scalar
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x37)
        case 0x61...0x66: UInt32(byte - 0x57)
        default: nil
        }
    }
}
