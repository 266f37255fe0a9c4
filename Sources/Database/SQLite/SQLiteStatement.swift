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
    ///
    /// All texts and bytes are lent to SQLite from one place until it is done, so that it makes no copy of each.
    func run(_ values: [SQLValue], _ body: (SQLRow) throws(DatabaseError) -> Void) throws(DatabaseError) {
        precondition(values.count == parameterCount, "a statement with another number of values")
        var room: [UInt8] = []
        room.reserveCapacity(values.reduce(1) { $0 + $1.byteCount })
        for value in values {
            switch value {
            case .null, .integer: break
            case .text(let text): room += text.utf8
            case .bytes(let bytes): room += bytes
            }
        }
        // Even a text without bytes has an address.
        room.append(0)
        try unsafe room.withUnsafeBufferPointer { room throws(DatabaseError) in
            defer {
                unsafe sqlite3_reset(pointer)
                unsafe sqlite3_clear_bindings(pointer)
            }
            var place = 0
            for (index, value) in values.enumerated() {
                let count = value.byteCount
                unsafe try bind(value, room.extracting(place..<place + count), to: Int32(index + 1))
                place += count
            }
            while true {
                switch unsafe sqlite3_step(pointer) {
                case SQLITE_ROW: try body(row())
                case SQLITE_DONE: return
                default: throw database.failure
                }
            }
        }
    }

    private func bind(
        _ value: SQLValue, _ content: UnsafeBufferPointer<UInt8>, to index: Int32
    ) throws(DatabaseError) {
        let code: Int32
        if let count = Int32(exactly: content.count) {
            switch value {
            case .null: code = unsafe sqlite3_bind_null(pointer, index)
            case .integer(let number): code = unsafe sqlite3_bind_int64(pointer, index, number)
            case .text: code = unsafe sqlite3_bind_text_lent(pointer, index, content.baseAddress, count)
            case .bytes: code = unsafe sqlite3_bind_blob_lent(pointer, index, content.baseAddress, count)
            }
        } else {
            code = SQLITE_TOOBIG
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
