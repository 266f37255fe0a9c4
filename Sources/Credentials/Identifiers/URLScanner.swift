/// Reads what follows the scheme of a URL, from left to right.
struct URLScanner {
    private var index: Int

    /// Whether a character outside ASCII was read.
    private(set) var hasOtherThanASCII = false

    /// Begins at the byte after the colon of the scheme.
    init(from start: Int) { index = start }

    /// Reads the authority and the two slashes before it, which only web URLs must have: RFC 3986, section 3.2.
    mutating func readAuthority(_ text: Span<UInt8>, isWeb: Bool) -> Bool {
        guard text.count - index >= 2, text[index] == UInt8(ascii: "/"), text[index + 1] == UInt8(ascii: "/") else {
            return !isWeb
        }
        index += 2
        let end = authorityEnd(text)
        if let at = firstIndex(text, of: UInt8(ascii: "@"), before: end) {
            // What stands before the @ is there to be mistaken for the host.
            guard !isWeb, readCharacters(text, ASCIISet.registeredName, orColon: true, before: at) else { return false }
            index = at + 1
        }
        let hostStart = index
        if index < end, text[index] == UInt8(ascii: "[") {
            guard readAddressLiteral(text, before: end) else { return false }
        } else {
            let hostEnd = firstIndex(text, of: UInt8(ascii: ":"), before: end) ?? end
            guard readCharacters(text, ASCIISet.registeredName, orColon: false, before: hostEnd) else { return false }
        }
        guard index > hostStart || !isWeb else { return false }
        return readPort(text, before: end)
    }

    private func authorityEnd(_ text: Span<UInt8>) -> Int {
        var end = index
        while end < text.count, text[end] != UInt8(ascii: "/"), text[end] != UInt8(ascii: "?"),
            text[end] != UInt8(ascii: "#")
        {
            end += 1
        }
        return end
    }

    private func firstIndex(_ text: Span<UInt8>, of byte: UInt8, before end: Int) -> Int? {
        for position in index..<end where text[position] == byte { return position }
        return nil
    }

    /// Reads characters of a set up to `end`.
    private mutating func readCharacters(_ text: Span<UInt8>, _ allowed: ASCIISet, orColon: Bool, before end: Int)
        -> Bool
    {
        while index < end {
            let isAllowed = allowed.contains(text[index]) || (orColon && text[index] == UInt8(ascii: ":"))
            guard isAllowed ? step() : readEncodedOrInternational(text, before: end) else { return false }
        }
        return true
    }

    private mutating func step() -> Bool {
        index += 1
        return true
    }

    /// Reads an IPv6 address in brackets by its characters.
    private mutating func readAddressLiteral(_ text: Span<UInt8>, before end: Int) -> Bool {
        let start = index + 1
        guard let close = firstIndex(text, of: UInt8(ascii: "]"), before: end), close > start else { return false }
        for position in start..<close {
            let byte = text[position]
            guard ASCIISet.hexadecimal.contains(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") else {
                return false
            }
        }
        index = close + 1
        return true
    }

    /// Reads a colon and a port, which may be empty (RFC 3986, section 3.2.3), up to `end`.
    private mutating func readPort(_ text: Span<UInt8>, before end: Int) -> Bool {
        guard index < end else { return true }
        guard text[index] == UInt8(ascii: ":"), end - index <= 6 else { return false }
        var port = 0
        for position in (index + 1)..<end {
            guard ASCIISet.digits.contains(text[position]) else { return false }
            port = port * 10 + Int(text[position] - UInt8(ascii: "0"))
        }
        index = end
        return port <= 65_535
    }

    /// Reads to the end of the text: RFC 3986, sections 3.3 to 3.5.
    mutating func readPathQueryAndFragment(_ text: Span<UInt8>) -> Bool {
        let allowed = ASCIISet.query
        var hasFragment = false
        while index < text.count {
            let byte = text[index]
            if allowed.contains(byte) {
                index += 1
            } else if byte == UInt8(ascii: "#"), !hasFragment {
                hasFragment = true
                index += 1
            } else {
                guard readEncodedOrInternational(text, before: text.count) else { return false }
            }
        }
        return true
    }

    /// Reads a percent-encoded byte or a visible character outside ASCII.
    private mutating func readEncodedOrInternational(_ text: Span<UInt8>, before end: Int) -> Bool {
        let byte = text[index]
        if byte == UInt8(ascii: "%") {
            guard isPercentEncoded(text, at: index), index + 3 <= end else { return false }
            index += 3
            return true
        }
        guard byte >= 0x80 else { return false }
        let count = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        guard index + count <= end else { return false }
        var bytes: [UInt8] = []
        for position in index..<(index + count) { bytes.append(text[position]) }
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
        guard scalars.count == 1, let scalar = scalars.first, isVisible(scalar) else { return false }
        hasOtherThanASCII = true
        index += count
        return true
    }

    private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        // U+FFFD stands where the bytes were no UTF-8.
        guard scalar.value != 0xFFFD else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            return false
        default:
            return true
        }
    }
}
