public import Credentials
public import Cryptography
public import Encodings

/// A DID document, or another controlled identifier document, that somebody has put into a trust folder: which keys its
/// subject signs credentials with.
///
/// It is a snapshot without a signature of its own. It tells which key belongs to an identifier, because the person who
/// put it there says so; it recognises nobody, and a trust list that knows the identifier overrules it.
///
/// Source: Decentralized Identifiers 1.0, section 5; Controlled Identifiers 1.0, sections 2.2 and 3.3.
public struct DIDDocument: Sendable {
    /// How many verification methods a document may have.
    public static let methodLimit = 100

    /// Whose document it is.
    public let id: ControlledIdentifier
    /// The Ed25519 keys that the subject makes assertions with, in the document's order.
    public let assertionMethods: [VerificationMethod]
    /// How many of its assertion methods have a key of a type that is not read here, such as P-256.
    public let otherMethodCount: Int
    /// The document as it was received.
    public let bytes: [UInt8]

    /// A key with its name.
    public struct VerificationMethod: Sendable, Hashable {
        /// The URL by which proofs name the key: the subject's identifier, `#`, and a fragment.
        public let id: String
        /// The key.
        public let publicKey: Ed25519PublicKey
        /// From when on no proof by this method is verified, because it has expired; `nil` when nothing is said.
        public let expires: Timestamp?
        /// From when on no proof by this method is verified, because it was revoked; `nil` when nothing is said.
        public let revoked: Timestamp?

        /// From when on no proof by this method is verified, for whichever reason comes first.
        ///
        /// Source: Controlled Identifiers 1.0, section 2.2, `expires` and `revoked`: at or after that time.
        public var end: Timestamp? {
            guard let expires, let revoked else { return expires ?? revoked }
            return min(expires, revoked)
        }
    }

    /// Reads a document.
    ///
    /// - Throws: ``DIDDocumentError`` when the bytes are no strict JSON, or are no DID document whose parts belong
    ///   together. A method of an unknown type is passed over and counted; a known one with a wrong key is an error.
    public init(parsing bytes: [UInt8]) throws(DIDDocumentError) {
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes, limits: .credential)
        } catch {
            throw DIDDocumentError(.unreadable, at: error.pointer, error.reason)
        }
        let reader = DIDDocumentReader(document.root)
        let id = try reader.subject()
        let methods = try reader.assertionMethods(of: id)
        self.id = id
        assertionMethods = methods.keys
        otherMethodCount = methods.otherCount
        self.bytes = bytes
    }

    /// The key of the verification method with exactly this name, if the subject makes assertions with it.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        method(named: verificationMethod)?.publicKey
    }

    /// The verification method with exactly this name, if the subject makes assertions with it.
    public func method(named name: String) -> VerificationMethod? {
        assertionMethods.first { $0.id.utf8.elementsEqual(name.utf8) }
    }
}
