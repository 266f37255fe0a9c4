public import Encodings

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

    /// Reads a key from a JSON object.
    ///
    /// Members that do not say what the key is, such as `kid`, `alg` or `use`, are the caller's to judge.
    ///
    /// - Throws: ``CryptographyError`` with code `jwkMalformed` when this is no object, `kty`, `crv` or `x` is missing or
    ///   no string, or there is a member `d`: such a key is private, and was given away. Else with the codes of
    ///   ``init(kty:crv:x:)``.
    public init(_ object: JSONNode) throws(CryptographyError) {
        guard let kty = object["kty"]?.string else { throw Self.missing("kty") }
        guard kty.utf8.elementsEqual(Self.keyType.utf8) else { throw Self.wrong("kty", expected: Self.keyType) }
        guard let crv = object["crv"]?.string else { throw Self.missing("crv") }
        guard let x = object["x"]?.string else { throw Self.missing("x") }
        guard object["d"] == nil else {
            throw CryptographyError(
                .jwkMalformed, "the JWK has a member d: it is a private key where a public one belongs")
        }
        try self.init(kty: kty, crv: crv, x: x)
    }

    /// Reads a key from the members that say what it is.
    ///
    /// - Throws: ``CryptographyError`` with code `wrongKeyType` for another `kty` or `crv`; `jwkMalformed` when `x` is not
    ///   base64url without padding in its one form; or `invalidKeyLength`, `keySmallOrder` or `keyNotCanonical` for the
    ///   key itself.
    public init(kty: String, crv: String, x: String) throws(CryptographyError) {
        guard kty.utf8.elementsEqual(Self.keyType.utf8) else { throw Self.wrong("kty", expected: Self.keyType) }
        guard crv.utf8.elementsEqual(Self.curve.utf8) else { throw Self.wrong("crv", expected: Self.curve) }
        let bytes: [UInt8]
        do throws(EncodingError) {
            bytes = try Base64URL.decode(x)
        } catch {
            throw CryptographyError(.jwkMalformed, "the member x of the JWK is not base64url: \(error.reason)")
        }
        try self.init(Ed25519PublicKey(bytes: bytes))
    }

    private static func missing(_ member: String) -> CryptographyError {
        CryptographyError(.jwkMalformed, "expected a JWK with a string as its member \(member), found none")
    }

    private static func wrong(_ member: String, expected: String) -> CryptographyError {
        CryptographyError(
            .wrongKeyType, "expected an Ed25519 JWK with \(member) \"\(expected)\", found another \(member)")
    }

    /// The value of `x`: 43 characters.
    public var x: String { Base64URL.encode(publicKey.bytes) }

    /// The JSON text with the members `crv`, `kty`, `x` in this order and nothing between them.
    ///
    /// RFC 8785 and RFC 7638 write it so, too.
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
