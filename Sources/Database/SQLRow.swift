/// One row that a statement gave, with its columns counted from 0.
///
/// A column that holds another type than is asked for means that somebody else wrote to the database.
public struct SQLRow: Sendable {
    /// The columns.
    public let values: [SQLValue]

    /// Makes a row of its columns.
    init(_ values: [SQLValue]) { self.values = values }

    /// The whole number in a column.
    ///
    /// - Throws: ``DatabaseError`` with code `damaged` when the column holds another type.
    public func integer(_ column: Int) throws(DatabaseError) -> Int {
        guard case .integer(let value) = values[column], let result = Int(exactly: value) else {
            throw mismatch(column, "a number")
        }
        return result
    }

    /// The text in a column.
    ///
    /// - Throws: ``DatabaseError`` with code `damaged` when the column holds another type.
    public func text(_ column: Int) throws(DatabaseError) -> String {
        guard case .text(let value) = values[column] else { throw mismatch(column, "text") }
        return value
    }

    /// The bytes in a column.
    ///
    /// - Throws: ``DatabaseError`` with code `damaged` when the column holds another type.
    public func bytes(_ column: Int) throws(DatabaseError) -> [UInt8] {
        guard case .bytes(let value) = values[column] else { throw mismatch(column, "bytes") }
        return value
    }

    /// The whole number in a column, or `nil` where it holds nothing.
    ///
    /// - Throws: ``DatabaseError`` with code `damaged` when the column holds another type.
    public func optionalInteger(_ column: Int) throws(DatabaseError) -> Int? {
        isNull(column) ? nil : try integer(column)
    }

    /// The text in a column, or `nil` where it holds nothing.
    ///
    /// - Throws: ``DatabaseError`` with code `damaged` when the column holds another type.
    public func optionalText(_ column: Int) throws(DatabaseError) -> String? {
        isNull(column) ? nil : try text(column)
    }

    /// The bytes in a column, or `nil` where it holds nothing.
    ///
    /// - Throws: ``DatabaseError`` with code `damaged` when the column holds another type.
    public func optionalBytes(_ column: Int) throws(DatabaseError) -> [UInt8]? {
        isNull(column) ? nil : try bytes(column)
    }

    /// Whether a column holds nothing.
    public func isNull(_ column: Int) -> Bool { values[column] == .null }

    private func mismatch(_ column: Int, _ expected: String) -> DatabaseError {
        DatabaseError(
            .damaged, "expected \(expected) in column \(column + 1) of a row, found \(values[column].kind)")
    }
}
