import Encodings

/// An Ed25519 public key as a JSON Web Key.
///
/// Source: RFC 8037, section 2: `kty` is `OKP`, `crv` is `Ed25519`, and `x` is the key in base64url without padding.
public struct JWK: Hashable, Sendable {
    /// The value of `kty`: an octet key pair.
    public static let keyType = "OKP"

    /// The value of `crv`.
    public static let curve = "Ed25519"

    /// The key.
    public let publicKey: Ed25519PublicKey

    /// Wraps a key.
    public init(_ publicKey: Ed25519PublicKey) { self.publicKey = publicKey }

    /// Reads a key from the members that say what it is.
    ///
    /// The caller refuses a member `d`: a key with it is private, and was given away.
    ///
    /// - Throws: ``CryptographyError`` with code `wrongKeyType` for another `kty` or `crv`; `jwkMalformed` when `x` is not
    ///   base64url without padding in its one form; or `invalidKeyLength`, `keySmallOrder` or `keyNotCanonical` for the
    ///   key itself.
    public init(kty: String, crv: String, x: String) throws(CryptographyError) {
        guard kty.utf8.elementsEqual(Self.keyType.utf8) else {
            throw CryptographyError(.wrongKeyType, "expected a JWK with kty \"\(Self.keyType)\", found another kty")
        }
        guard crv.utf8.elementsEqual(Self.curve.utf8) else {
            throw CryptographyError(.wrongKeyType, "expected a JWK with crv \"\(Self.curve)\", found another crv")
        }
        let bytes: [UInt8]
        do throws(EncodingError) {
            bytes = try Base64URL.decode(x)
        } catch {
            throw CryptographyError(.jwkMalformed, "the member x of the JWK is not base64url: \(error.reason)")
        }
        try self.init(Ed25519PublicKey(bytes: bytes))
    }

    /// The value of `x`: 43 characters.
    public var x: String { Base64URL.encode(publicKey.bytes) }

    /// The JSON text with the members in the order `crv`, `kty`, `x` and nothing between them, as RFC 8785 and RFC 7638
    /// write it too.
    public var json: String { "{\"crv\":\"\(Self.curve)\",\"kty\":\"\(Self.keyType)\",\"x\":\"\(x)\"}" }

    /// The thumbprint: the SHA-256 hash of ``json``, in base64url.
    ///
    /// Source: RFC 7638, section 3, and RFC 8037, appendix A.3.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public func thumbprint() throws(CryptographyError) -> String {
        Base64URL.encode(try SHA256.hash(Array(json.utf8)))
    }
}
