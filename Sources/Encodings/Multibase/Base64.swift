/// Base64 with padding: the text form of PEM files and of `digestSRI`.
///
/// Source: RFC 4648, section 4, read strictly: the padding must be there, line breaks may not (a PEM reader removes
/// its own), and a text is accepted only if it is the one that the encoder writes for its bytes.
public enum Base64 {
    private static let coding = Base64Coding(name: "base64", lastTwoCharacters: "+/", isPadded: true)

    /// Encodes bytes.
    public static func encode(_ bytes: [UInt8]) -> String { coding.encode(bytes.span) }

    /// Encodes bytes in place.
    public static func encode(_ bytes: Span<UInt8>) -> String { coding.encode(bytes) }

    /// Decodes a text.
    ///
    /// - Throws: ``EncodingError`` with code `invalidCharacter`, `invalidPadding` (missing or misplaced), or
    ///   `notCanonical` (unused bits that are not zero).
    public static func decode(_ text: String) throws(EncodingError) -> [UInt8] { try coding.decode(text.utf8.span) }

    /// Decodes a text given as its ASCII characters.
    ///
    /// - Throws: ``EncodingError`` with the codes of the decoder for strings.
    public static func decode(_ text: [UInt8]) throws(EncodingError) -> [UInt8] { try coding.decode(text.span) }

    /// Decodes a text given as its ASCII characters in place.
    ///
    /// - Throws: ``EncodingError`` with the codes of the decoder for strings.
    public static func decode(_ text: Span<UInt8>) throws(EncodingError) -> [UInt8] { try coding.decode(text) }
}
