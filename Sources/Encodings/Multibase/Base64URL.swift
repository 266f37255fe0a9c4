/// Base64 for URLs and JSON: no padding, no line breaks, `-` and `_` for the last two characters.
///
/// Source: RFC 4648, section 5, read strictly as section 3 recommends: a text is accepted only if it is the one that
/// the encoder writes for its bytes, so that no two texts stand for the same signature or digest.
public enum Base64URL {
    private static let coding = Base64Coding(name: "base64url", lastTwoCharacters: "-_", isPadded: false)

    /// Encodes bytes.
    public static func encode(_ bytes: [UInt8]) -> String { coding.encode(bytes.span) }

    /// Encodes bytes in place.
    public static func encode(_ bytes: Span<UInt8>) -> String { coding.encode(bytes) }

    /// Decodes a text.
    ///
    /// - Throws: ``EncodingError`` with code `invalidCharacter`, `invalidPadding` (any padding), `invalidLength`
    ///   (one character too many), or `notCanonical` (unused bits that are not zero).
    public static func decode(_ text: String) throws(EncodingError) -> [UInt8] { try coding.decode(text.utf8.span) }

    /// Decodes a text given as its ASCII characters.
    ///
    /// - Throws: ``EncodingError`` with the codes of the decoder for strings.
    public static func decode(_ text: [UInt8]) throws(EncodingError) -> [UInt8] { try coding.decode(text.span) }

    /// Decodes a text given as its ASCII characters in place.
    ///
    /// - Throws: ``EncodingError`` with the codes of the decoder for strings.
    public static func decode(_ text: Span<UInt8>) throws(EncodingError) -> [UInt8] { try coding.decode(text) }

    static func decode(_ text: Span<UInt8>, origin: Int) throws(EncodingError) -> [UInt8] {
        try coding.decode(text, origin: origin)
    }
}
