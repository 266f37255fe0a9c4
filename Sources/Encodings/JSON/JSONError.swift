/// Why bytes are not an acceptable JSON document.
public struct JSONError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The document is larger than the limit.
        case inputTooLarge = "INPUT_TOO_LARGE"
        /// The bytes are not UTF-8, or they begin with a byte-order mark.
        case notUTF8 = "JSON_NOT_UTF8"
        /// The bytes do not follow the grammar of RFC 8259, or something follows the document.
        case syntax = "JSON_SYNTAX"
        /// An object has two members of the same name.
        case duplicateKey = "JSON_DUPLICATE_KEY"
        /// A string holds a lone surrogate, or a character that is not admitted.
        case badString = "JSON_BAD_STRING"
        /// A member name is not in Unicode Normalization Form C.
        case nameNotNFC = "JSON_NAME_NOT_NFC"
        /// A number is not admitted, or canonical JSON would change its value.
        case numberNotAllowed = "JSON_NUMBER_NOT_ALLOWED"
        /// The document is too deep, has too many members, or holds too long a string.
        case limit = "JSON_LIMIT"
    }

    /// What is wrong.
    public let code: Code
    /// Where, as a count of bytes from the start of the document.
    public let byteOffset: Int
    /// The JSON pointer (RFC 6901) of the innermost value that was begun and not ended; empty for the document itself.
    ///
    /// Where a member name occurs twice or is not composed, it is the pointer of that member. Names stand here as the
    /// document has them, so whoever prints a pointer must mind control characters; ``description`` does.
    public let pointer: String
    /// One sentence that tells what was expected and what was found, without any value of the document.
    public let reason: String
}

extension JSONError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: JSONError, right: JSONError) -> Bool { left.code == right.code }
}

extension JSONError: CustomStringConvertible {
    /// The reason, the place and the code on one short line that is safe to print.
    public var description: String {
        let place = pointer.isEmpty ? "byte \(byteOffset)" : "byte \(byteOffset), at \(JSONPointer.printable(pointer))"
        return "\(reason) (\(place); \(code.rawValue))"
    }
}
