/// A decentralized identifier, such as `did:web:university.example`.
///
/// Source: Decentralized Identifiers 1.0, section 3.1. The syntax is ASCII, and identifiers compare byte by byte.
public struct DID: Sendable, Hashable {
    /// The whole identifier as it was written.
    public let text: String

    /// The method name, for example `key` or `web`.
    public let method: String

    /// The part after the method name and its colon.
    public let methodSpecificID: String

    /// Reads a DID.
    ///
    /// - Returns: `nil` unless `text` follows the syntax.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.starts(with: "did:".utf8) else { return nil }
        let rest = bytes[4...]
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")), colon > 4 else { return nil }
        let isLowerOrDigit = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard bytes[4..<colon].allSatisfy(isLowerOrDigit) else { return nil }
        let specific = bytes[(colon + 1)...]
        guard !specific.isEmpty, specific.last != UInt8(ascii: ":") else { return nil }
        var index = specific.startIndex
        while index < specific.endIndex {
            let byte = specific[index]
            if byte == UInt8(ascii: "%") {
                guard index + 2 < specific.endIndex, Self.isHexadecimal(specific[index + 1]),
                    Self.isHexadecimal(specific[index + 2])
                else { return nil }
                index += 3
                continue
            }
            let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            guard isLowerOrDigit(byte) || isUpper || ".-_:".utf8.contains(byte) else { return nil }
            index += 1
        }
        self.text = text
        method = String(decoding: bytes[4..<colon], as: UTF8.self)
        methodSpecificID = String(decoding: specific, as: UTF8.self)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
