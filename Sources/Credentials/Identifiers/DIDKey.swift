public import Cryptography

/// A `did:key` of an Ed25519 key: an identifier that is the key itself.
///
/// Source: The did:key Method, section 3. Exactly one identifier exists for a key, so that comparing identifiers byte
/// by byte compares keys.
public struct DIDKey: Sendable, Hashable {
    /// The identifier, `did:key:z6Mk…`.
    public let did: DID

    /// The key that the identifier is.
    public let publicKey: Ed25519PublicKey

    /// Names a key.
    public init(_ publicKey: Ed25519PublicKey) {
        did = DID(knownText: Self.prefix + publicKey.multikey, methodEnd: Self.methodEnd)
        self.publicKey = publicKey
    }

    /// Reads the key from a `did:key`.
    ///
    /// - Throws: ``IdentifierError`` with code `otherMethod`, `keyEncoding`, `keyType` for a key of another type, which
    ///   the reason names, or `keyNotAcceptable`.
    public init(_ did: DID) throws(IdentifierError) {
        guard did.hasMethod("key") else {
            throw IdentifierError(.otherMethod, "expected a did:key, found did:\(did.method)")
        }
        do throws(CryptographyError) {
            publicKey = try Ed25519PublicKey(
                multikey: did.text.utf8.span.extracting(droppingFirst: Self.prefix.utf8.count))
        } catch {
            switch error.code {
            case .multikeyMalformed, .invalidKeyLength: throw IdentifierError(.keyEncoding, error.reason)
            case .wrongKeyType: throw IdentifierError(.keyType, error.reason)
            default: throw IdentifierError(.keyNotAcceptable, error.reason, key: error.code)
            }
        }
        self.did = did
    }

    /// Reads the key from a verification method of a `did:key`, such as `did:key:z6Mk…#z6Mk…`.
    ///
    /// - Throws: ``IdentifierError`` with code `fragment` unless the part after `#` is the key again and nothing else
    ///   stands beside it, or a code of ``init(_:)-(DID)``.
    public init(verificationMethod: DIDURL) throws(IdentifierError) {
        try self.init(verificationMethod.did)
        guard verificationMethod.repeatsMethodSpecificID else {
            throw IdentifierError(
                .fragment, "expected the key of the did:key itself after #, found another verification method")
        }
    }

    /// The name of the key as a verification method: the identifier, `#`, and the key again.
    public var verificationMethod: DIDURL {
        let end = did.text.utf8.count
        let key = did.text.utf8.dropFirst(Self.prefix.utf8.count)
        return DIDURL(
            knownText: "\(did.text)#\(Substring(key))", methodEnd: Self.methodEnd, didEnd: end, fragmentMark: end)
    }

    private static let prefix = "did:key:"
    private static let methodEnd = 7
}

extension DIDKey: CustomStringConvertible {
    /// The identifier.
    public var description: String { did.text }
}
