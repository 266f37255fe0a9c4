extension RecordText {
    /// Whether this is an absolute address (URI) rather than a word: a scheme, a colon, and no blank.
    var isAbsoluteAddress: Bool {
        let bytes = self.bytes
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
            bytes.index(after: colon) < bytes.endIndex, let first = bytes.first, Self.isLetter(first)
        else { return false }
        let isScheme = bytes[..<colon].allSatisfy { byte in
            Self.isLetter(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "+-.".utf8.contains(byte)
        }
        return isScheme && !bytes.contains { $0 <= 0x20 }
    }

    /// Whether this is an address of the web: `http` or `https` with a host.
    var isWebAddress: Bool {
        let bytes = self.bytes
        return !bytes.contains { $0 <= 0x20 }
            && (Self.has(bytes, Self.http) || Self.has(bytes, Self.https))
    }

    private static let http = Array("http://".utf8)
    private static let https = Array("https://".utf8)

    private static func has(_ bytes: ArraySlice<UInt8>, _ scheme: [UInt8]) -> Bool {
        bytes.starts(with: scheme) && bytes.count > scheme.count
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
}
