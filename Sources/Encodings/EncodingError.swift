/// Text or bytes that are not in the encoding that was asked for, with the reason.
///
/// Two errors are equal when their codes are equal. JSON has an error of its own.
public struct EncodingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of rule was broken.
    ///
    /// The raw values are stable.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The text is longer than this decoder accepts.
        case inputTooLong
        /// A character is not in the alphabet of the encoding.
        case invalidCharacter
        /// No bytes have an encoding, or no value a text, of this length.
        case invalidLength
        /// Padding is missing, superfluous, or stands where none may stand.
        case invalidPadding
        /// The text decodes, but it is not the one text that the encoder writes for these bytes.
        case notCanonical
        /// The multibase prefix is missing, unknown, or not the one that is expected.
        case unsupportedMultibase
        /// The bytes end within a variable-length integer.
        case varintTruncated
        /// A variable-length integer is written with more bytes than it needs.
        case varintNotMinimal
        /// A variable-length integer is larger than 2^63 - 1, the largest of the multiformats specification.
        case varintTooLarge
        /// The multicodec prefix is not the one that is expected.
        case unexpectedMulticodec
        /// A multihash names a hash function that is not accepted here.
        case unsupportedHashFunction
        /// A digest does not have the length of its hash function.
        case digestLength
        /// A date or time is not written in the expected form.
        case timeSyntax
        /// A time is written without `Z` or an offset from UTC, so that it names no instant.
        case missingOffset
        /// An offset from UTC is larger than 14 hours, or its minutes are larger than 59.
        case offsetOutOfRange
        /// A year is negative, has more than four digits, or lies outside 0001...9999 (in UTC, for a time).
        case yearOutOfRange
        /// A month or a day does not exist in the calendar.
        case impossibleDate
        /// An hour, a minute or a second does not exist in a day.
        case impossibleTime
        /// A second is written as 60 where the notation, or the calendar, has no leap second.
        case leapSecond
    }

    /// What kind of rule was broken.
    public let code: Code

    /// One sentence: what was expected, what was found, and where.
    ///
    /// It holds no more of the input than a character, or the field that is wrong.
    public let reason: String

    /// Names the broken rule and says why.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The code and the reason on one line.
    public var description: String { "\(code.rawValue): \(reason)" }

    /// Tells whether two errors have the same code.
    public static func == (left: EncodingError, right: EncodingError) -> Bool { left.code == right.code }

    /// Feeds the code, which alone decides equality.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension EncodingError {
    /// The byte at `offset` in words that are safe to print, with its place: `'x' at byte offset 3`.
    ///
    /// - Parameter origin: where `text` starts in what the reader of the message sees.
    static func found(in text: Span<UInt8>, at offset: Int, origin: Int = 0) -> String {
        guard offset >= 0, offset < text.count else {
            return "the end of the text at byte offset \(text.count + origin)"
        }
        let byte = text[offset]
        let place = "at byte offset \(offset + origin)"
        switch byte {
        case 0x21...0x7e: return "'\(Unicode.Scalar(byte))' \(place)"
        case 0x20: return "a space \(place)"
        default: return "byte 0x\(String(byte, radix: 16, uppercase: true)) \(place)"
        }
    }
}
