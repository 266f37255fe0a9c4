/// Why a DID document cannot be used.
public struct DIDDocumentError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes are no strict JSON within the limits.
        case unreadable = "DID_DOCUMENT_UNREADABLE"
        /// The document breaks a rule of its form.
        case malformed = "DID_DOCUMENT_MALFORMED"
        /// A verification method has no acceptable key, or its key is a private one.
        case keyRefused = "DID_DOCUMENT_KEY_REFUSED"
    }

    /// What is wrong.
    public let code: Code
    /// The JSON pointer (RFC 6901) of what is wrong; empty for the whole document.
    public let pointer: String
    /// One sentence that tells what was expected and what was found.
    public let reason: String

    /// Names what is wrong, where, and in one sentence why.
    public init(_ code: Code, at pointer: String, _ reason: String) {
        self.code = code
        self.pointer = pointer
        self.reason = reason
    }
}

extension DIDDocumentError: CustomStringConvertible {
    /// The reason, the place and the code on one line.
    public var description: String { "\(reason) (\(pointer.isEmpty ? "/" : pointer); \(code.rawValue))" }
}
