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
