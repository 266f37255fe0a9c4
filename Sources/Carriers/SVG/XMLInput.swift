/// The bytes of an XML document and a place in them.
struct XMLInput {
    private let bytes: [UInt8]
    /// Where it is read next.
    var position = 0

    /// Takes a document and reads over the mark with which UTF-8 may begin.
    ///
    /// - Throws: ``CarrierError`` with code `notUTF8`, or `xmlSyntax` for a character that no XML document may hold.
    init(_ bytes: [UInt8]) throws(CarrierError) {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw CarrierError(.notUTF8, "expected an image in UTF-8, found other bytes")
        }
        self.bytes = bytes
        if let offset = Self.firstForbidden(in: bytes) {
            throw CarrierError(
                .xmlSyntax, at: offset, "expected characters that XML allows, found another",
                [("expected", "characters that XML allows")])
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// Where a character stands that XML does not allow (section 2.2), in bytes that are valid UTF-8.
    static func firstForbidden(in bytes: [UInt8]) -> Int? {
        var earlier: UInt8 = 0
        var earliest: UInt8 = 0
        for (offset, byte) in bytes.enumerated() {
            if byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D { return offset }
            // U+FFFE and U+FFFF.
            if byte >= 0xBE && earlier == 0xBF && earliest == 0xEF { return offset - 2 }
            (earliest, earlier) = (earlier, byte)
        }
        return nil
    }

    /// The byte that stands so many bytes on.
    func byte(_ offset: Int) -> UInt8? {
        let (place, overflow) = position.addingReportingOverflow(offset)
        return !overflow && bytes.indices.contains(place) ? bytes[place] : nil
    }

    /// Whether a text stands here.
    func isAt(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    /// Goes on by so many bytes, which the caller has seen.
    mutating func advance(by count: Int) { position = min(position + count, bytes.count) }

    /// Part of the document.
    func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range.clamped(to: bytes.indices)] }

    /// Goes on behind a text, and gives what stood before it.
    mutating func skip(past text: String) throws(CarrierError) -> Range<Int> {
        let start = position
        let end = Array(text.utf8)
        while position < bytes.count {
            if bytes[position] == end.first, bytes[position...].starts(with: end) {
                let range = start..<position
                position += end.count
                return range
            }
            position += 1
        }
        throw fault("\(text) before the end")
    }

    /// Goes on over white space, and tells whether there was any.
    @discardableResult
    mutating func skipSpace() -> Bool {
        let start = position
        while position < bytes.count, CarrierPayload.Form.isSpace(bytes[position]) { position += 1 }
        return position > start
    }

    /// A name with at most one prefix; of characters beyond ASCII every one is taken for a letter.
    mutating func name() throws(CarrierError) -> ArraySlice<UInt8> {
        let start = position
        var colons = 0
        while position < bytes.count {
            let byte = bytes[position]
            let isLetter = byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
            let isOther = (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            let isFirst = position == start || bytes[position - 1] == UInt8(ascii: ":")
            if byte == UInt8(ascii: ":"), !isFirst {
                colons += 1
            } else if !(isLetter || isOther && !isFirst) {
                break
            }
            position += 1
        }
        guard position > start, colons <= 1, bytes[position - 1] != UInt8(ascii: ":") else { throw fault("a name") }
        return bytes[start..<position]
    }

    /// A reference to one of the five characters that XML names itself, or to one by its number, as the character.
    mutating func reference() throws(CarrierError) -> [UInt8] {
        let end = min(position + 12, bytes.count)
        guard let semicolon = bytes[position..<end].firstIndex(of: UInt8(ascii: ";")) else { throw entities }
        let name = String(decoding: bytes[(position + 1)..<semicolon], as: UTF8.self)
        let character: Unicode.Scalar?
        switch name {
        case "amp": character = "&"
        case "lt": character = "<"
        case "gt": character = ">"
        case "quot": character = "\""
        case "apos": character = "'"
        case _ where name.hasPrefix("#x"): character = Self.scalar(name.dropFirst(2), radix: 16)
        case _ where name.hasPrefix("#"): character = Self.scalar(name.dropFirst(1), radix: 10)
        default: throw entities
        }
        guard let character else { throw fault("the number of a character") }
        position = semicolon + 1
        return Array(String(character).utf8)
    }

    private static func scalar(_ digits: Substring, radix: Int) -> Unicode.Scalar? {
        guard digits.utf8.first.map({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) ?? false,
            let number = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(number),
            firstForbidden(in: Array(String(scalar).utf8)) == nil
        else { return nil }
        return scalar
    }

    /// Something else than what was expected stands here.
    func fault(_ expected: String) -> CarrierError {
        CarrierError(.xmlSyntax, at: position, "expected \(expected), found something else")
    }

    /// Something is declared or used here that would stand for something else.
    var entities: CarrierError {
        CarrierError(
            .xmlEntities, at: position,
            "expected an image without declarations and entities of its own, found one that has them")
    }
}
