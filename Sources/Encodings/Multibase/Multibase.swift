/// Text that says in its first character how the bytes after it are written.
///
/// Source: Controlled Identifiers 1.0, section 2.4, which requires base58btc (`z`) and base64url without padding
/// (`u`). Every other prefix of the multibase table is refused by its name.
public enum Multibase {
    /// The encodings that are accepted.
    public enum Base: Hashable, Sendable, CaseIterable {
        /// ``Base58BTC``, prefix `z`.
        case base58btc
        /// ``Base64URL``, prefix `u`.
        case base64url

        /// The character that stands before the encoded bytes.
        public var prefix: Character { self == .base58btc ? "z" : "u" }

        /// The name in the multibase table.
        public var name: String { self == .base58btc ? "base58btc" : "base64url" }

        init?(firstOf text: Span<UInt8>) {
            guard !text.isEmpty else { return nil }
            switch text[0] {
            case UInt8(ascii: "z"): self = .base58btc
            case UInt8(ascii: "u"): self = .base64url
            default: return nil
            }
        }
    }

    /// Encodes bytes with the prefix of `base`.
    public static func encode(_ bytes: [UInt8], as base: Base) -> String { encode(bytes.span, as: base) }

    /// Encodes bytes in place with the prefix of `base`.
    public static func encode(_ bytes: Span<UInt8>, as base: Base) -> String {
        switch base {
        case .base58btc: "z" + Base58BTC.encode(bytes)
        case .base64url: "u" + Base64URL.encode(bytes)
        }
    }

    /// Decodes a text.
    ///
    /// - Parameter base: the one encoding that is accepted, or `nil` for either.
    /// - Throws: ``EncodingError`` with code `unsupportedMultibase` for another prefix or none, else a code of
    ///   ``Base58BTC`` or ``Base64URL``.
    public static func decode(_ text: String, as base: Base? = nil) throws(EncodingError) -> [UInt8] {
        try decode(text.utf8.span, as: base)
    }

    /// Decodes a text given as its UTF-8 bytes.
    ///
    /// - Parameter base: the one encoding that is accepted, or `nil` for either.
    /// - Throws: ``EncodingError`` with the codes of the decoder for strings.
    public static func decode(_ text: [UInt8], as base: Base? = nil) throws(EncodingError) -> [UInt8] {
        try decode(text.span, as: base)
    }

    /// Decodes a text given as its UTF-8 bytes in place.
    ///
    /// - Parameter base: the one encoding that is accepted, or `nil` for either.
    /// - Throws: ``EncodingError`` with the codes of the decoder for strings.
    public static func decode(_ text: Span<UInt8>, as base: Base? = nil) throws(EncodingError) -> [UInt8] {
        guard let found = Base(firstOf: text), base == nil || base == found else {
            throw unsupported(text, expected: base)
        }
        let encoded = text.extracting(droppingFirst: 1)
        switch found {
        case .base58btc: return try Base58BTC.decode(encoded, origin: 1)
        case .base64url: return try Base64URL.decode(encoded, origin: 1)
        }
    }

    /// Tells which encoding the first character of a text names; the rest is not looked at.
    ///
    /// - Throws: ``EncodingError`` with code `unsupportedMultibase`.
    public static func base(of text: Span<UInt8>) throws(EncodingError) -> Base {
        guard let base = Base(firstOf: text) else { throw unsupported(text, expected: nil) }
        return base
    }

    private static func unsupported(_ text: Span<UInt8>, expected base: Base?) -> EncodingError {
        let accepted = base.map { [$0] } ?? Base.allCases
        let expected = accepted.map { "'\($0.prefix)' (\($0.name))" }.joined(separator: " or ")
        var found = text.isEmpty ? "an empty text" : EncodingError.found(in: text, at: 0)
        if !text.isEmpty, let name = names[text[0]] { found += " (\(name))" }
        return EncodingError(.unsupportedMultibase, "expected the multibase prefix \(expected), found \(found)")
    }

    /// The names of the multibase table, to tell the person who sent another encoding which one it was.
    private static let names: [UInt8: String] = [
        UInt8(ascii: "0"): "base2", UInt8(ascii: "7"): "base8", UInt8(ascii: "9"): "base10",
        UInt8(ascii: "f"): "base16", UInt8(ascii: "F"): "base16upper",
        UInt8(ascii: "v"): "base32hex", UInt8(ascii: "V"): "base32hexupper",
        UInt8(ascii: "t"): "base32hexpad", UInt8(ascii: "T"): "base32hexpadupper",
        UInt8(ascii: "b"): "base32", UInt8(ascii: "B"): "base32upper",
        UInt8(ascii: "c"): "base32pad", UInt8(ascii: "C"): "base32padupper",
        UInt8(ascii: "h"): "base32z", UInt8(ascii: "k"): "base36", UInt8(ascii: "K"): "base36upper",
        UInt8(ascii: "R"): "base45", UInt8(ascii: "z"): "base58btc", UInt8(ascii: "Z"): "base58flickr",
        UInt8(ascii: "m"): "base64", UInt8(ascii: "M"): "base64pad",
        UInt8(ascii: "u"): "base64url", UInt8(ascii: "U"): "base64urlpad",
    ]
}
