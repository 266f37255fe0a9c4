public import Encodings

/// A credential as it arrived: strictly parsed, its bytes kept, nothing in it believed.
///
/// Only a check of its proof makes an authentic credential of it; views of it are what the document *says*.
public struct ReceivedCredential: Sendable {
    /// The parsed document with the received bytes.
    public let document: JSONDocument

    /// Parses received bytes.
    ///
    /// - Throws: ``JSONError`` when the bytes are not strict JSON within `limits`.
    public init(parsing bytes: [UInt8], limits: Limits = .credential) throws(JSONError) {
        document = try JSONDocument(parsing: bytes, limits: limits)
    }

    /// The bytes as received.
    public var bytes: [UInt8] { document.bytes }

    /// What the document says that it is, by its types.
    public var kind: DocumentKind { DocumentKind(of: document.root) }

    /// What the document says, as a credential.
    public var claims: CredentialView { CredentialView(document.root) }

    /// What the document says, as a presentation.
    public var presentation: PresentationView { PresentationView(document.root) }
}
