public import Credentials
public import Encodings
public import Storage

/// A credential in the wallet: its bytes, read again each time, and what the wallet knows of it.
public struct WalletEntry: Sendable {
    /// What is found under the digest.
    public enum Content: Sendable {
        /// A strictly parsed document, of which nothing is believed.
        case document(ReceivedCredential)
        /// The bytes as they were added, which are no document that a credential can be.
        case unreadable(JSONError)
        /// Bytes with another digest: the file was changed after it was added.
        case altered
        /// Nothing: the file was taken away, and the note on it is left.
        case missing
    }

    /// The number by which people call it, from 1.
    public let number: Int

    /// The SHA-256 digest of the bytes that were added.
    public let digest: ObjectName

    /// What the wallet knows besides the bytes; `nil` for a file that was put into the folder by hand.
    public let note: WalletNote?

    /// What is found under the digest.
    public let content: Content

    /// The document, where there is one.
    public var document: ReceivedCredential? {
        guard case .document(let credential) = content else { return nil }
        return credential
    }

    /// What the document says, as a credential; a claim until a verifier has found it authentic.
    public var claims: CredentialView? { document?.claims }

    /// The identifier that the document claims for itself.
    public var credentialID: String? { claims?.id }

    /// Whether what is stored is what was added.
    public var isIntact: Bool {
        switch content {
        case .document, .unreadable: true
        case .altered, .missing: false
        }
    }
}
