extension RecordText {
    /// Whether this is an absolute address (URI) rather than a word: a scheme, a colon, and no blank.
    public var isAbsoluteAddress: Bool { withBytes { $0.isAbsoluteAddress } }

    /// Whether this is an address of the web: `http` or `https` with a host.
    public var isWebAddress: Bool { withBytes { $0.isWebAddress } }
}

extension Span<UInt8> {
    /// Whether this is an absolute address (URI) rather than a word: a scheme, a colon, and no blank.
    var isAbsoluteAddress: Bool {
        var colon: Int?
        for index in 0..<count {
            let byte = self[index]
            guard byte > 0x20 else { return false }
            guard colon == nil else { continue }
            switch byte {
            case UInt8(ascii: ":"): colon = index
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): break
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                guard index > 0 else { return false }
            default: return false
            }
        }
        return colon.map { $0 > 0 && $0 + 1 < count } ?? false
    }

    /// Whether this is an address of the web: `http` or `https` with a host.
    var isWebAddress: Bool {
        let http = WebScheme.http
        let https = WebScheme.https
        guard hasPrefix(http.span) && count > http.count || hasPrefix(https.span) && count > https.count else {
            return false
        }
        for index in 0..<count where self[index] <= 0x20 { return false }
        return true
    }
}

private enum WebScheme {
    static let http = Array("http://".utf8)
    static let https = Array("https://".utf8)
}
