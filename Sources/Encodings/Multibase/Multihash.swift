/// A digest that names its hash function: `digestMultibase` of the W3C, and every digest in a trust list.
///
/// Source: multiformats multihash (function, length, digest) and Controlled Identifiers 1.0, section 2.5. In text it
/// is written in base64url, so that a SHA-256 digest begins with `uEi`.
public struct Multihash: Hashable, Sendable, CustomStringConvertible {
    /// The hash functions that are accepted.
    public enum Function: Hashable, Sendable, CaseIterable {
        /// SHA-256.
        case sha256
        /// SHA-384.
        case sha384

        /// Size of a digest, in bytes.
        public var digestByteCount: Int { self == .sha256 ? 32 : 48 }

        /// The codec that names the function.
        public var codec: Multicodec { self == .sha256 ? .sha256 : .sha384 }
    }

    /// The hash function.
    public let function: Function

    /// The digest, always as many bytes as ``Function/digestByteCount`` says.
    public let digest: [UInt8]

    /// Names the function of a digest.
    ///
    /// - Throws: ``EncodingError`` with code `digestLength` unless the digest has the length of its function.
    public init(_ function: Function, digest: [UInt8]) throws(EncodingError) {
        guard digest.count == function.digestByteCount else {
            throw EncodingError(
                .digestLength,
                "expected \(function.digestByteCount) bytes of \(function.codec), found \(digest.count)")
        }
        self.function = function
        self.digest = digest
    }

    /// Reads the binary form: function, length, digest, nothing after it.
    ///
    /// - Throws: ``EncodingError`` with code `unsupportedHashFunction`, `digestLength`, or one of
    ///   ``UnsignedVarint``.
    public init(bytes: [UInt8]) throws(EncodingError) {
        let (codec, rest) = try Multicodec.split(bytes)
        guard let function = Function.allCases.first(where: { $0.codec == codec }) else {
            throw EncodingError(
                .unsupportedHashFunction,
                "expected a digest by \(Multicodec.sha256) or \(Multicodec.sha384), found \(codec)")
        }
        let (length, lengthByteCount) = try UnsignedVarint.decode(rest.span)
        let digest = rest.dropFirst(lengthByteCount)
        guard length == UInt64(function.digestByteCount) else {
            throw EncodingError(
                .digestLength,
                "expected the length \(function.digestByteCount) for \(function.codec), found \(length)")
        }
        try self.init(function, digest: Array(digest))
    }

    /// Reads the text form.
    ///
    /// - Parameter base: the one encoding that is accepted, or `nil` for base58btc too.
    /// - Throws: ``EncodingError`` with a code of ``Multibase`` or of ``init(bytes:)``.
    public init(multibase text: String, as base: Multibase.Base? = .base64url) throws(EncodingError) {
        try self.init(bytes: Multibase.decode(text, as: base))
    }

    /// Reads the text form from its UTF-8 bytes in place.
    ///
    /// - Parameter base: the one encoding that is accepted, or `nil` for base58btc too.
    /// - Throws: ``EncodingError`` with a code of ``Multibase`` or of ``init(bytes:)``.
    public init(multibase text: Span<UInt8>, as base: Multibase.Base? = .base64url) throws(EncodingError) {
        try self.init(bytes: Multibase.decode(text, as: base))
    }

    /// The binary form.
    public var bytes: [UInt8] {
        function.codec.bytes + UnsignedVarint.encodeUnchecked(UInt64(digest.count)) + digest
    }

    /// The text form in base64url: `uEi…` for SHA-256, `uID…` for SHA-384.
    public var multibase: String { Multibase.encode(bytes, as: .base64url) }

    /// The text form in base64url.
    public var description: String { multibase }
}
