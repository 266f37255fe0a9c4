public import Cryptography
import Encodings

/// A `did:jwk` of an Ed25519 key: an identifier that holds the key as a JSON Web Key.
///
/// Source: did:jwk Method, sections "Create" and "Read". Unlike with `did:key`, one key has many such identifiers, since
/// its JSON can be written in many ways: identifiers are compared, never the keys in them.
public struct DIDJWK: Sendable, Hashable {
    /// The identifier, `did:jwk:eyJ…`.
    public let did: DID

    /// The key that the identifier holds.
    public let publicKey: Ed25519PublicKey

    /// Reads the key from a `did:jwk`.
    ///
    /// - Throws: ``IdentifierError`` with code `otherMethod`; `keyEncoding` when the part after `did:jwk:` is not the
    ///   base64url form of a JSON object with the members of a JWK; `keyType` for a key of another type; or
    ///   `keyNotAcceptable` for a private key, or bytes that are no acceptable Ed25519 key.
    public init(_ did: DID) throws(IdentifierError) {
        guard did.hasMethod("jwk") else {
            throw IdentifierError(.otherMethod, "expected a did:jwk, found did:\(did.method)")
        }
        self.did = did
        publicKey = try Self.key(in: did.methodSpecificID)
    }

    /// Reads the key from a verification method of a `did:jwk`, `did:jwk:eyJ…#0`.
    ///
    /// - Throws: ``IdentifierError`` with code `fragment` unless `#0` stands after the identifier and nothing else, or a
    ///   code of ``init(_:)``.
    public init(verificationMethod: DIDURL) throws(IdentifierError) {
        try self.init(verificationMethod.did)
        guard verificationMethod.pathAndQuery.isEmpty, verificationMethod.fragment == "0" else {
            throw IdentifierError(.fragment, "expected #0 after the did:jwk, found another verification method")
        }
    }

    private static func key(in text: String) throws(IdentifierError) -> Ed25519PublicKey {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: try Base64URL.decode(text), limits: .credential)
        } catch {
            throw IdentifierError(
                .keyEncoding, "expected a JSON Web Key in base64url after did:jwk:, found something else")
        }
        if let use = document.root["use"], !use.isString("sig") {
            throw IdentifierError(.keyType, "expected a key for signatures, found one for another use")
        }
        do throws(CryptographyError) {
            return try JWK(document.root).publicKey
        } catch {
            switch error.code {
            case .wrongKeyType: throw IdentifierError(.keyType, error.reason)
            case .jwkMalformed where document.root["d"] == nil: throw IdentifierError(.keyEncoding, error.reason)
            default: throw IdentifierError(.keyNotAcceptable, error.reason, key: error.code)
            }
        }
    }
}
