/// Why bytes are not one gzip member of the size that is allowed.
public struct GzipError: Error, Sendable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// The bytes do not begin as gzip does.
        case notGzip
        /// The header names another method than deflate.
        case unsupportedMethod
        /// The header has a field beside the required ones, or a flag that no version has.
        case headerFieldNotAllowed
        /// The compressed data break the rules of deflate.
        case invalidData
        /// The bytes end before the member does.
        case truncated
        /// The checksum is not that of what came out.
        case wrongChecksum
        /// The length is not that of what came out.
        case wrongLength
        /// Another member follows.
        case secondMember
        /// Something follows that is no member.
        case trailingBytes
        /// More would come out than is allowed.
        case tooLarge
        /// zlib did not do its work, for example for want of memory.
        case libraryFailure
    }

    /// What is wrong.
    public let code: Code
    /// Where, as a count of bytes from the start.
    public let byteOffset: Int
    /// One sentence: what was expected and what was found.
    public let reason: String

    init(_ code: Code, at byteOffset: Int, _ reason: String) {
        self.code = code
        self.byteOffset = byteOffset
        self.reason = reason
    }
}

extension GzipError: Equatable {
    /// Errors are equal when their codes are.
    public static func == (left: GzipError, right: GzipError) -> Bool { left.code == right.code }
}

extension GzipError: CustomStringConvertible {
    /// The reason, the place and the code on one line.
    public var description: String { "\(reason) (byte \(byteOffset); \(code.rawValue))" }
}
