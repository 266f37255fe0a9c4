/// A value that is bound to a statement, or stands in a column.
///
/// There are no fractions among them: money, marks and credits are text, exact as they were written.
public enum SQLValue: Sendable, Hashable {
    /// Nothing.
    case null
    /// A whole number.
    case integer(Int64)
    /// Text without the NUL character, which PostgreSQL does not keep.
    case text(String)
    /// Bytes as they are.
    case bytes([UInt8])
}

extension SQLValue {
    /// A whole number.
    public static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }

    /// A whole number, or nothing.
    public static func optional(_ value: Int?) -> SQLValue { value.map { .integer($0) } ?? .null }

    /// Text, or nothing.
    public static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }

    /// Bytes, or nothing.
    public static func optional(_ value: [UInt8]?) -> SQLValue { value.map { .bytes($0) } ?? .null }

    /// How many bytes a text has in UTF-8, or bytes are; 0 for anything else.
    var byteCount: Int {
        switch self {
        case .null, .integer: 0
        case .text(let text): text.utf8.count
        case .bytes(let bytes): bytes.count
        }
    }

    /// Whether it is a text with the NUL character.
    var hasNUL: Bool {
        guard case .text(let text) = self else { return false }
        return unsafe text.utf8.withContiguousStorageIfAvailable { unsafe $0.contains(0) } ?? text.utf8.contains(0)
    }

    /// What it is, for a message; never the value itself, which may be about a person.
    var kind: String {
        switch self {
        case .null: "nothing"
        case .integer: "a number"
        case .text: "text"
        case .bytes: "bytes"
        }
    }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }

    /// Text.
    public init(stringLiteral value: String) { self = .text(value) }
}
