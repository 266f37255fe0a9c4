public import Credentials
public import Cryptography
import Encodings

/// A public key in every form in which people and programs ask for it.
public struct KeyDescription: Sendable {
    /// The key.
    public let publicKey: Ed25519PublicKey

    /// Describes a key.
    public init(_ publicKey: Ed25519PublicKey) { self.publicKey = publicKey }

    /// The Multikey, for `publicKeyMultibase` in DID documents and trust lists.
    public var multikey: String { publicKey.multikey }

    /// The `did:key` that is the key itself.
    public var did: DID { DIDKey(publicKey).did }

    /// The name of the key in proofs by its `did:key`.
    public var verificationMethod: DIDURL { DIDKey(publicKey).verificationMethod }

    /// The JSON Web Key (RFC 8037).
    public var jwk: String { JWK(publicKey).json }

    /// The thumbprint of the JSON Web Key (RFC 7638), in base64url.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public func thumbprint() throws(CryptographyError) -> String { try JWK(publicKey).thumbprint() }

    /// All of it as one JSON object.
    ///
    /// - Throws: ``CryptographyError`` with code `libraryFailure`.
    public func json() throws(CryptographyError) -> [UInt8] {
        let value: JSONValue = [
            "did": .string(did.text), "verificationMethod": .string(verificationMethod.text),
            "publicKeyMultibase": .string(multikey),
            "publicKeyJwk": ["crv": .string(JWK.curve), "kty": .string(JWK.keyType), "x": .string(JWK(publicKey).x)],
            "jwkThumbprint": .string(try thumbprint()),
        ]
        return value.serialized(indented: true) + [0x0A]
    }
}
