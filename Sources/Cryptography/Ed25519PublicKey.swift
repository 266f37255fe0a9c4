/// An Ed25519 public key: what an issuer publishes and a verifier checks signatures with.
///
/// The 32 bytes are the point encoding of RFC 8032, section 5.1.2. A value of this type has passed the checks that
/// bytes alone allow: its y coordinate is below the field prime, and its order is not small.
public struct Ed25519PublicKey: Hashable, Sendable {
    /// Size of an encoded key, in bytes.
    public static let byteCount = 32

    /// Size of a signature, in bytes: R (32) followed by S (32).
    public static let signatureByteCount = 64

    /// The encoded key, held without an allocation of its own.
    let words: Ed25519Words

    /// The encoded key, always ``byteCount`` bytes.
    public var bytes: [UInt8] { words.bytes }

    /// Reads a key from its raw encoding.
    ///
    /// - Throws: ``CryptographyError`` with code `invalidKeyLength` unless there are exactly ``byteCount`` bytes,
    ///   `keySmallOrder` for the 14 encodings of points of small order (libcrypto accepts them, and under such a key the
    ///   same signature holds for many messages), or `keyNotCanonical` for a y coordinate that is not below 2^255 - 19.
    public init(bytes: [UInt8]) throws(CryptographyError) { try self.init(bytes.span) }

    /// Reads a key from its raw encoding in place; the codes are those of ``init(bytes:)``.
    public init(_ bytes: Span<UInt8>) throws(CryptographyError) {
        guard bytes.count == Self.byteCount, let words = Ed25519Words(bytes) else {
            throw CryptographyError(
                .invalidKeyLength, "an Ed25519 public key has \(Self.byteCount) bytes, found \(bytes.count)")
        }
        // Some encodings break both rules; the harm is in the small order, so that is what they are called.
        guard !words.isSmallOrderPoint else {
            throw CryptographyError(.keySmallOrder, "the Ed25519 public key is a point of small order")
        }
        guard words.isCanonicalPoint else {
            throw CryptographyError(
                .keyNotCanonical, "the y coordinate of the Ed25519 public key is not below the field prime")
        }
        self.words = words
    }
}

extension Ed25519PublicKey {
    /// Checks `signature` over `message` strictly, and says why where it does not hold.
    ///
    /// Source: RFC 8032, section 5.1.7, pure Ed25519 (no prehash, no context). Stricter than libcrypto: R must be
    /// canonical and not of small order, and S below the group order. Safe from any number of threads.
    public func verify(signature: [UInt8], message: [UInt8]) -> SignatureVerdict {
        verify(signature: signature.span, message: message.span)
    }

    /// Checks `signature` over `message` strictly, both in place; the same as the form with arrays.
    public func verify(signature: Span<UInt8>, message: Span<UInt8>) -> SignatureVerdict {
        guard signature.count == Self.signatureByteCount, let r = Ed25519Words(signature),
            let s = Ed25519Words(signature, at: 32)
        else { return .wrongLength }
        if r.isSmallOrderPoint { return .smallOrderR }
        guard r.isCanonicalPoint, s.isCanonicalScalar else { return .notCanonical }
        guard let contexts = ThreadContexts.current else { return .libraryFailure }
        return contexts.verify(words, signature: signature, message: message)
    }

    /// Tells whether `signature` was made over `message` with the private key of this key.
    ///
    /// - SeeAlso: ``verify(signature:message:)-([UInt8],_)`` for the reason.
    public func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        verify(signature: signature, message: message).isValid
    }
}

extension Ed25519PublicKey: CustomStringConvertible {
    /// The Multikey form, by which people and documents name the key.
    public var description: String { multikey }
}
