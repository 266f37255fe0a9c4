/// A DID URL: a decentralized identifier with an optional path, query and fragment, for example a verification method.
///
/// Source: Decentralized Identifiers 1.0, section 3.2. The syntax is ASCII, and identifiers compare byte by byte.
public struct DIDURL: Sendable, Hashable {
    /// The whole URL as it was written.
    public let text: String

    /// The part before the first of `/`, `?` and `#`: who controls what the URL names.
    public let did: DID

    /// The part after `#`, without it; `nil` when there is none.
    public let fragment: String?

    /// Reads a DID URL.
    ///
    /// - Returns: `nil` unless `text` follows the syntax.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        let end = bytes.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        guard let did = DID(String(decoding: bytes[..<(end ?? bytes.count)], as: UTF8.self)) else { return nil }
        let rest = bytes[(end ?? bytes.count)...]
        guard rest.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}".utf8.contains($0) }) else { return nil }
        let marks = rest.indices.filter { rest[$0] == UInt8(ascii: "#") }
        guard marks.count <= 1 else { return nil }
        self.text = text
        self.did = did
        fragment = marks.first.map { String(decoding: rest[($0 + 1)...], as: UTF8.self) }
    }
}
