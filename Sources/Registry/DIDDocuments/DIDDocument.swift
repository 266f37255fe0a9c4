public import Credentials
public import Cryptography
import Encodings

/// A DID document that somebody has put into a trust folder: which keys its subject signs credentials with.
///
/// It is a snapshot without a signature of its own. It tells which key belongs to an identifier, because the person who
/// put it there says so; it recognises nobody, and a trust list that knows the identifier overrules it.
///
/// Source: Decentralized Identifiers 1.0, section 5; Controlled Identifiers 1.0, sections 2.2 and 3.3.
public struct DIDDocument: Sendable {
    /// How many verification methods a document may have.
    public static let methodLimit = 100

    /// Whose document it is.
    public let id: DID
    /// The Ed25519 keys that the subject makes assertions with, in the document's order.
    public let assertionMethods: [VerificationMethod]
    /// How many of its assertion methods have a key of a type that is not read here, such as P-256.
    public let otherMethodCount: Int
    /// The document as it was received.
    public let bytes: [UInt8]

    /// A key with its name.
    public struct VerificationMethod: Sendable, Hashable {
        /// The DID URL by which proofs name the key.
        public let id: DIDURL
        /// The key.
        public let publicKey: Ed25519PublicKey
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
        assertionMethods.first { $0.id.text.utf8.elementsEqual(verificationMethod.utf8) }?.publicKey
    }
}
