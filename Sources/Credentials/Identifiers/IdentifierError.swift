public import Cryptography

/// Why a text is not the identifier that was asked for.
public struct IdentifierError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The text is not a DID, or not a DID URL.
        case syntax = "DID_SYNTAX"
        /// The identifier holds a character outside ASCII, which may look like another one.
        case notASCII = "DID_NOT_ASCII"
        /// The DID is of another method than the one that is read here.
        case otherMethod = "DID_OTHER_METHOD"
        /// The text after `did:key:` is not a multibase text of a multicodec key, or of one of another length.
        case keyEncoding = "DID_KEY_ENCODING"
        /// The `did:key` holds a key of another type than Ed25519.
        case keyType = "DID_KEY_TYPE"
        /// The `did:key` holds 32 bytes that are not an acceptable Ed25519 public key.
        case keyNotAcceptable = "DID_KEY_NOT_ACCEPTABLE"
        /// The verification method does not name the key of its own `did:key`.
        case fragment = "DID_KEY_FRAGMENT"
        /// The `did:web` names no acceptable host or port.
        case webHost = "DID_WEB_HOST"
        /// The `did:web` names a path that leads elsewhere than it says.
        case webPath = "DID_WEB_PATH"
    }

    /// What is wrong.
    public let code: Code

    /// One sentence: what was expected, what was found, and where.
    ///
    /// It holds no more than one character of the text.
    public let reason: String

    /// Why the bytes of the key are not accepted, with code `keyNotAcceptable`.
    public let key: CryptographyError.Code?

    /// Names what is wrong and says why.
    public init(_ code: Code, _ reason: String, key: CryptographyError.Code? = nil) {
        self.code = code
        self.reason = reason
        self.key = key
    }
}

extension IdentifierError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: IdentifierError, right: IdentifierError) -> Bool { left.code == right.code }
}

extension IdentifierError: CustomStringConvertible {
    /// The reason and the code on one line.
    public var description: String { "\(reason) (\(code.rawValue))" }
}

extension IdentifierError {
    /// The refusal of what stands at `offset`, in words that are safe to print.
    static func unexpected(_ expected: String, in text: Span<UInt8>, at offset: Int) -> IdentifierError {
        guard offset < text.count else { return IdentifierError(.syntax, "expected \(expected), found the end") }
        let byte = text[offset]
        guard byte < 0x80 else {
            return IdentifierError(.notASCII, "expected \(expected), found a character outside ASCII at byte \(offset)")
        }
        let isPrintable = byte > 0x20 && byte < 0x7F
        let found = isPrintable ? "'\(Unicode.Scalar(byte))'" : "the byte 0x" + String(byte, radix: 16)
        return IdentifierError(.syntax, "expected \(expected), found \(found) at byte \(offset)")
    }
}
