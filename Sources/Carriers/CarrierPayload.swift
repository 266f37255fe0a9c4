/// What was found in a carrier, byte for byte as it stood there.
///
/// Nothing of it was checked: that it came out of an image says nothing about who put it in.
public struct CarrierPayload: Hashable, Sendable {
    /// In which of its two forms a credential is written.
    public enum Form: String, Hashable, Sendable {
        /// A JSON document; the proof is in it.
        case json
        /// A compact JWS (RFC 7515, section 7.1), the proof around it.
        case compactJWS
    }

    /// Where in a carrier a credential stood.
    public enum Place: Hashable, Sendable {
        /// In the text of an `iTXt` chunk that begins at this byte.
        case pngChunk(byteOffset: Int)
        /// In the body of an element that begins at this byte.
        case svgElement(byteOffset: Int)
        /// In the attribute `verify` of an element that begins at this byte.
        case svgAttribute(byteOffset: Int)
        /// In numbered parts of a text.
        case parts
    }

    /// The bytes, as they stood there.
    public let bytes: [UInt8]
    /// The form they have by their beginning; `nil` where parts were put together, which can carry any document.
    ///
    /// Whether they keep the rules of the form was not looked at.
    public let form: Form?
    /// Where they stood.
    public let place: Place
}

extension CarrierPayload.Form {
    /// The form that bytes have, as far as their beginning and their characters tell; `nil` for anything else.
    init?(of bytes: ArraySlice<UInt8>) {
        let trimmed = bytes.drop(while: Self.isSpace)
        if trimmed.first == UInt8(ascii: "{") {
            self = .json
        } else if Self.isCompactJWS(trimmed) {
            self = .compactJWS
        } else {
            return nil
        }
    }

    /// Three texts of base64url with dots between them, and nothing around them but white space at the end; the first begins
    /// as that of a JSON object does, so that a name such as `www.example.org` is none.
    static func isCompactJWS(_ bytes: ArraySlice<UInt8>) -> Bool {
        var end = bytes.endIndex
        while end > bytes.startIndex, isSpace(bytes[end - 1]) { end -= 1 }
        let parts = bytes[..<end].split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count > 2, parts[0].first == UInt8(ascii: "e"), !parts[1].isEmpty else {
            return false
        }
        // The six bits behind the first six end with half a byte; before it stand the last two of an opening brace.
        guard let second = parts[0].dropFirst().first, isBase64URL(second),
            !(0x41...0x5A).contains(second), !(0x61...0x76).contains(second)
        else { return false }
        return parts.allSatisfy { $0.allSatisfy(isBase64URL) }
    }

    private static func isBase64URL(_ character: UInt8) -> Bool {
        switch character {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }

    /// Tab, line feed, carriage return and space: white space of JSON and of XML.
    static func isSpace(_ character: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(character) }
}
