import CSQLite

/// A statement that SQLite has prepared.
@safe final class SQLiteStatement {
    private let pointer: OpaquePointer
    private let database: SQLiteHandle
    private let parameterCount: Int

    /// Whether it changes nothing.
    var isReading: Bool { unsafe sqlite3_stmt_readonly(pointer) != 0 }

    /// Prepares a statement.
    ///
    /// - Parameter isKept: Whether it is used again and again.
    init(_ text: String, in database: SQLiteHandle, isKept: Bool) throws(DatabaseError) {
        var pointer: OpaquePointer?
        let flags = isKept ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = unsafe sqlite3_prepare_v3(database.pointer, text, -1, flags, &pointer, nil)
        guard code == SQLITE_OK, let pointer = unsafe pointer else { throw database.failure }
        unsafe self.pointer = unsafe pointer
        self.database = database
        parameterCount = unsafe Int(sqlite3_bind_parameter_count(pointer))
        // SQLite numbers names in the order in which they appear; elsewhere the number in the name counts.
        for number in 0..<parameterCount {
            let name = unsafe sqlite3_bind_parameter_name(pointer, Int32(number + 1))
            let text = unsafe name.map { unsafe String(cString: $0) }
            precondition(text == "$\(number + 1)", "a statement whose values are not numbered as they appear")
        }
    }

    deinit { unsafe sqlite3_finalize(pointer) }

    /// Runs it from the beginning.
    func run(_ values: [SQLValue], _ body: (SQLRow) throws(DatabaseError) -> Void) throws(DatabaseError) {
        precondition(values.count == parameterCount, "a statement with another number of values")
        defer {
            unsafe sqlite3_reset(pointer)
            unsafe sqlite3_clear_bindings(pointer)
        }
        for (index, value) in values.enumerated() { try bind(value, to: Int32(index + 1)) }
        while true {
            switch unsafe sqlite3_step(pointer) {
            case SQLITE_ROW: try body(row())
            case SQLITE_DONE: return
            default: throw database.failure
            }
        }
    }

    private func bind(_ value: SQLValue, to index: Int32) throws(DatabaseError) {
        let code: Int32
        switch value {
        case .null: code = unsafe sqlite3_bind_null(pointer, index)
        case .integer(let number): code = unsafe sqlite3_bind_int64(pointer, index, number)
        case .text(var text):
            code = text.withUTF8 { buffer in
                guard let count = Int32(exactly: buffer.count) else { return SQLITE_TOOBIG }
                // An empty text has no address of its own.
                guard let start = buffer.baseAddress else {
                    return unsafe sqlite3_bind_text_copy(pointer, index, "", 0)
                }
                return unsafe start.withMemoryRebound(to: CChar.self, capacity: buffer.count) { start in
                    unsafe sqlite3_bind_text_copy(pointer, index, start, count)
                }
            }
        case .bytes(let bytes):
            code = unsafe bytes.withUnsafeBytes { buffer in
                guard let count = Int32(exactly: buffer.count) else { return SQLITE_TOOBIG }
                return unsafe sqlite3_bind_blob_copy(pointer, index, buffer.baseAddress, count)
            }
        }
        guard code == SQLITE_OK else { throw SQLiteFailure.error(code, system: 0, database.path) }
    }

    private func row() throws(DatabaseError) -> SQLRow {
        var values: [SQLValue] = []
        let count = unsafe sqlite3_column_count(pointer)
        values.reserveCapacity(Int(count))
        for column in 0..<count { values.append(try value(column)) }
        return SQLRow(values)
    }

    private func value(_ column: Int32) throws(DatabaseError) -> SQLValue {
        switch unsafe sqlite3_column_type(pointer, column) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return unsafe .integer(sqlite3_column_int64(pointer, column))
        case SQLITE_TEXT:
            // The text is asked for before its size, which is that of the form it was last asked for in.
            let start = unsafe sqlite3_column_text(pointer, column)
            let buffer = unsafe UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
            guard let text = unsafe String(validating: buffer, as: UTF8.self) else {
                throw DatabaseError(.damaged, "\(database.path): a text in the database is not UTF-8")
            }
            return .text(text)
        case SQLITE_BLOB:
            let start = unsafe sqlite3_column_blob(pointer, column)
            let count = unsafe Int(sqlite3_column_bytes(pointer, column))
            return unsafe .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: throw DatabaseError(.damaged, "\(database.path): a column of the database holds a fraction")
        }
    }
}
