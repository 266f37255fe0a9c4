public import Encodings

/// Why a registry of issuers that somebody else publishes is not read, or not kept.
public struct RegistryError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes are no strict JSON within the limits for registries.
        case unreadable = "REGISTRY_UNREADABLE"
        /// The document is of no kind of registry that is read here.
        case otherForm = "REGISTRY_OTHER_FORM"
        /// The document is a trust list with keys and states, which a pin vouches for.
        case trustList = "REGISTRY_IS_TRUST_LIST"
        /// A part is of another kind than it must be, for example text where an object is expected.
        case wrongKind = "REGISTRY_WRONG_KIND"
        /// A name, a place or an address is no text, or is empty or too long.
        case badText = "REGISTRY_BAD_TEXT"
        /// A time cannot be read, or an end lies before its beginning.
        case badTime = "REGISTRY_BAD_TIME"
        /// An issuer or a publisher is not named by a well-formed identifier.
        case badIdentifier = "REGISTRY_BAD_IDENTIFIER"
        /// An identifier stands on the registry twice.
        case duplicate = "REGISTRY_DUPLICATE"
        /// The registry has more entries than are read.
        case tooManyEntries = "REGISTRY_TOO_MANY"
        /// The context of Verifiable Credentials 2.0 does not come first.
        case badContext = "REGISTRY_BAD_CONTEXT"
        /// The document, an entity or an action lacks the type that it must have.
        case badType = "REGISTRY_BAD_TYPE"
        /// The registry carries a proof, and that is wrong: it was altered or forged.
        case proofRefused = "REGISTRY_PROOF_REFUSED"
        /// The registry has no name of its own, and nobody gave it one.
        case nameMissing = "REGISTRY_NAME_MISSING"
        /// The name for a registry is empty, too long, or holds characters that cannot be seen.
        case nameRefused = "REGISTRY_NAME_REFUSED"
        /// Another registry, of another publisher or kind, is kept under the name.
        case nameTaken = "REGISTRY_NAME_TAKEN"
        /// The signature on the list that is kept under the name held, and nothing shows who made this one.
        case signatureLost = "REGISTRY_SIGNATURE_LOST"
        /// No registry is kept under the name.
        case nameUnknown = "REGISTRY_NAME_UNKNOWN"
        /// A file of a registry that is kept is not the one that was imported.
        case fileChanged = "REGISTRY_FILE_CHANGED"
        /// The index of the registries that are kept is not as it was written.
        case indexMalformed = "REGISTRY_INDEX_MALFORMED"
        /// The cryptographic library did not do its work.
        case cryptographyFailed = "LIBCRYPTO_FAILURE"
    }

    /// Where something stands in a file.
    public struct Place: Sendable, Equatable {
        /// The row, counted from 1.
        public let row: Int
        /// The byte, counted from 0.
        public let byteOffset: Int

        /// Counts the rows of `bytes` up to a byte.
        init(_ byteOffset: Int, in bytes: [UInt8]) {
            row = 1 + bytes.prefix(byteOffset).count { $0 == UInt8(ascii: "\n") }
            self.byteOffset = byteOffset
        }
    }

    /// What is wrong.
    public let code: Code
    /// The JSON pointer (RFC 6901) of what is wrong; empty for the whole document.
    public let pointer: String
    /// Where in the file; `nil` when nothing in it is wrong.
    public let place: Place?
    /// One sentence that tells what was expected and what was found.
    public let reason: String
    /// What the parser says, with code `unreadable`.
    public let syntax: JSONError?
    /// The code of the proof's fault, with code `proofRefused`; that of the identifier's, with `badIdentifier`.
    public let detail: String?

    /// Names what is wrong, where, and in one sentence why.
    public init(
        _ code: Code, at pointer: String = "", _ reason: String, place: Place? = nil, detail: String? = nil
    ) {
        self.code = code
        self.pointer = pointer
        self.place = place
        self.reason = reason
        syntax = nil
        self.detail = detail
    }

    /// Says of a value in a registry what is wrong with it.
    init(_ code: Code, at node: JSONNode, in bytes: [UInt8], _ reason: String, detail: String? = nil) {
        self.init(
            code, at: node.pointer, reason, place: Place(node.byteOffset, in: bytes), detail: detail)
    }

    /// Says that the bytes of a registry are no strict JSON.
    init(_ error: JSONError, in bytes: [UInt8]) {
        code = .unreadable
        pointer = error.pointer
        place = Place(error.byteOffset, in: bytes)
        reason = error.reason
        syntax = error
        detail = error.code.rawValue
    }
}

extension RegistryError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: RegistryError, right: RegistryError) -> Bool { left.code == right.code }
}

extension RegistryError: CustomStringConvertible {
    /// The reason, the place and the code on one line.
    public var description: String {
        let row = place.map { "row \($0.row), byte \($0.byteOffset), " } ?? ""
        return "\(reason) (\(row)\(JSONPointer.printable(pointer.isEmpty ? "/" : pointer)); \(code.rawValue))"
    }
}
