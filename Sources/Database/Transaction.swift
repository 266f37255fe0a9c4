/// What can be done in a database while a transaction lasts.
///
/// A statement is a literal of the program with `$1`, `$2` … for values, in order of appearance; it is prepared once, and
/// no value ever becomes part of it. The same text runs on every driver. Whatever fails ends the transaction: its
/// changes are gone even if somebody goes on after the error.
public final class Transaction {
    private let connection: any DatabaseConnection

    /// The first error of this transaction, which nothing comes after.
    private(set) var failure: DatabaseError?

    init(_ connection: any DatabaseConnection) { self.connection = connection }

    /// Ends its use: whoever kept it can do nothing with it.
    func end() {
        if failure == nil { failure = DatabaseError(.programFailed, "a statement after the end of its transaction") }
    }

    /// Runs a statement for its effect.
    ///
    /// - Returns: how many rows it added, changed or removed.
    /// - Throws: ``DatabaseError``, for example with code `duplicate`, `constraint`, `noSpace` or `unusableValue`.
    @discardableResult
    public func run(_ sql: StaticString, _ values: [SQLValue] = []) throws(DatabaseError) -> Int {
        try perform(sql, values) { _ throws(DatabaseError) in }
    }

    /// Every row that a statement gives; ask for a limited number of them where there can be many.
    ///
    /// - Throws: ``DatabaseError`` as ``run(_:_:)``, and what `read` throws.
    public func all<Element>(
        _ sql: StaticString, _ values: [SQLValue] = [], _ read: (SQLRow) throws(DatabaseError) -> Element
    ) throws(DatabaseError) -> [Element] {
        var result: [Element] = []
        _ = try perform(sql, values) { row throws(DatabaseError) in result.append(try read(row)) }
        return result
    }

    /// The first row that a statement gives, or `nil` when it gives none.
    ///
    /// - Throws: ``DatabaseError`` as ``run(_:_:)``, and what `read` throws.
    public func first<Element>(
        _ sql: StaticString, _ values: [SQLValue] = [], _ read: (SQLRow) throws(DatabaseError) -> Element
    ) throws(DatabaseError) -> Element? {
        var result: Element?
        _ = try perform(sql, values) { row throws(DatabaseError) in
            if result == nil { result = try read(row) }
        }
        return result
    }

    /// Runs the statements of a migration.
    func script(_ text: StaticString) throws(DatabaseError) {
        try remembering { () throws(DatabaseError) in try connection.script(text) }
    }

    /// The names of the tables there are.
    public func tableNames() throws(DatabaseError) -> [String] {
        try remembering { () throws(DatabaseError) in try connection.tables() }
    }

    private func perform(
        _ sql: StaticString, _ values: [SQLValue], _ body: (SQLRow) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Int {
        try remembering { () throws(DatabaseError) in
            if values.contains(where: \.hasNUL) {
                throw DatabaseError(
                    .unusableValue, "expected text without the NUL character for the database, found one")
            }
            return try connection.run(sql, values, body)
        }
    }

    private func remembering<Result>(
        _ body: () throws(DatabaseError) -> Result
    ) throws(DatabaseError) -> Result {
        if let failure { throw failure }
        do throws(DatabaseError) {
            return try body()
        } catch {
            failure = error
            throw error
        }
    }
}
