/// Takes an address apart from its beginning to its end.
struct WebAddressReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) throws(RetrievalError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= WebAddress.byteLimit, bytes.allSatisfy({ Self.isAllowed($0) }) else {
            // A name or a password could be in it, so that it is not quoted.
            throw RetrievalError(.malformedAddress)
        }
        rest = bytes[...]
    }

    /// Visible ASCII but what RFC 3986 leaves out, and the backslash, which some programs read as a slash.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"\"<>\\^`{|}".utf8.contains(byte)
    }

    mutating func readScheme() throws(RetrievalError) {
        let scheme = "https://"
        guard rest.prefix(scheme.utf8.count).map({ $0 | 0x20 }).elementsEqual(scheme.utf8) else {
            let name = rest.prefix { $0 != UInt8(ascii: ":") }
            throw RetrievalError(.notHTTPS, name.count < 20 ? String(decoding: name, as: UTF8.self) : "")
        }
        rest = rest.dropFirst(scheme.utf8.count)
    }

    mutating func readAuthority() throws(RetrievalError) -> (host: ArraySlice<UInt8>, port: ArraySlice<UInt8>?) {
        let authority = rest.prefix { !"/?#".utf8.contains($0) }
        rest = rest.dropFirst(authority.count)
        guard !authority.contains(UInt8(ascii: "@")) else { throw RetrievalError(.credentials) }
        var host = authority.prefix { $0 != UInt8(ascii: ":") }
        if authority.first == UInt8(ascii: "[") {
            host = authority.prefix { $0 != UInt8(ascii: "]") }
            guard host.count < authority.count else { throw RetrievalError(.malformedAddress) }
            host = authority.prefix(host.count + 1)
        }
        let after = authority.dropFirst(host.count)
        guard !after.isEmpty else { return (host, nil) }
        guard after.first == UInt8(ascii: ":") else { throw RetrievalError(.malformedAddress) }
        return (host, after.dropFirst())
    }

    mutating func readPathAndQuery() throws(RetrievalError) -> (path: String, query: String?) {
        guard !rest.contains(UInt8(ascii: "#")) else { throw RetrievalError(.notAFolder, "#") }
        try checkEscapes()
        let path = rest.prefix { $0 != UInt8(ascii: "?") }
        let query = path.count < rest.count ? rest.dropFirst(path.count + 1) : nil
        for segment in path.split(separator: UInt8(ascii: "/")) where Self.isDots(segment) {
            throw RetrievalError(.malformedAddress)
        }
        let text = path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
        return (text, query.map { String(decoding: $0, as: UTF8.self) })
    }

    /// Refuses a percent sign that begins no escape, and the escape of NUL.
    private func checkEscapes() throws(RetrievalError) {
        for position in rest.indices where rest[position] == UInt8(ascii: "%") {
            let digits = rest.dropFirst(position - rest.startIndex + 1).prefix(2)
            guard digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), value != 0,
                digits.first != UInt8(ascii: "+")
            else { throw RetrievalError(.malformedAddress) }
        }
    }

    /// Whether a part of a path stands for the folder itself or the one above, also where dots are escaped.
    private static func isDots(_ segment: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: segment.map { $0 | 0x20 }, as: UTF8.self).replacing("%2e", with: ".")
        return text == "." || text == ".."
    }

    // MARK: The parts

    static func port(_ digits: ArraySlice<UInt8>?) throws(RetrievalError) -> Int {
        guard let digits else { return 443 }
        guard (1...5).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(String(decoding: digits, as: UTF8.self)), (1...65_535).contains(port)
        else { throw RetrievalError(.malformedAddress) }
        return port
    }

    static func host(_ bytes: ArraySlice<UInt8>) throws(RetrievalError) -> (String, NetworkAddress?) {
        let text = String(decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        if bytes.first == UInt8(ascii: "[") {
            guard let number = NetworkAddress(version6: String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self))
            else { throw RetrievalError(.malformedAddress) }
            return (text, number)
        }
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...253).contains(bytes.count), labels.allSatisfy({ isLabel($0) }), let last = labels.last else {
            throw RetrievalError(.malformedAddress)
        }
        // Some systems read numbers in other forms, such as 0x7f.1 or 2130706433, as addresses as well.
        guard last.allSatisfy({ (0x30...0x39).contains($0) }) || last.starts(with: "0x".utf8) else {
            return (text, nil)
        }
        guard let number = NetworkAddress(version4: text) else { throw RetrievalError(.malformedAddress) }
        return (text, number)
    }

    private static func isLabel(_ label: Substring.UTF8View) -> Bool {
        let hyphen = UInt8(ascii: "-")
        return (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
            && label.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == hyphen
                    || byte == UInt8(ascii: "_")
            }
    }
}
