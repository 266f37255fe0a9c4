import CSQLite

/// A database that SQLite has open; its pointer never leaves the files of this folder.
@safe final class SQLiteHandle {
    let pointer: OpaquePointer

    /// The path for messages.
    let path: String

    /// Opens the file, and nothing but the file: what is in it is looked at later.
    init(_ name: String, flags: Int32, path: String) throws(DatabaseError) {
        var pointer: OpaquePointer?
        let code = unsafe sqlite3_open_v2(name, &pointer, flags, nil)
        guard code == SQLITE_OK, let pointer = unsafe pointer else {
            let system = unsafe pointer == nil ? 0 : sqlite3_system_errno(pointer)
            unsafe sqlite3_close_v2(pointer)
            throw SQLiteFailure.error(code, system: system, path)
        }
        unsafe self.pointer = unsafe pointer
        self.path = path
    }

    deinit { unsafe sqlite3_close_v2(pointer) }

    /// What went wrong last.
    var failure: DatabaseError {
        unsafe SQLiteFailure.error(sqlite3_extended_errcode(pointer), system: sqlite3_system_errno(pointer), path)
    }

    /// How many rows the last statement added, changed or removed.
    var changeCount: Int { unsafe Int(sqlite3_changes64(pointer)) }

    /// Whether a transaction is open.
    var isInTransaction: Bool { unsafe sqlite3_get_autocommit(pointer) == 0 }

    /// Whether nothing in it can be changed.
    var isReadOnly: Bool { unsafe sqlite3_db_readonly(pointer, "main") != 0 }

    /// Whether there is a file behind it, and not memory alone.
    var isInFile: Bool {
        guard let name = unsafe sqlite3_db_filename(pointer, "main") else { return false }
        return unsafe name.pointee != 0
    }

    /// Sets what every connection is set to.
    func configure(milliseconds: Int32) throws(DatabaseError) {
        // A file from elsewhere must not make SQLite run what its schema says, and nothing here writes to that schema.
        for (option, value) in [
            (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
            (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
        ] as [(Int32, Int32)] {
            guard unsafe sqlite3_db_config_flag(pointer, option, value) == SQLITE_OK else { throw failure }
        }
        guard unsafe sqlite3_busy_timeout(pointer, milliseconds) == SQLITE_OK else { throw failure }
    }

    /// Runs statements that have no values and whose rows nobody needs.
    func execute(_ text: String) throws(DatabaseError) {
        guard unsafe sqlite3_exec(pointer, text, nil, nil, nil) == SQLITE_OK else { throw failure }
    }

    /// Runs one statement that has no values, and gives its rows.
    func rows(_ text: String) throws(DatabaseError) -> [SQLRow] {
        var rows: [SQLRow] = []
        try SQLiteStatement(text, in: self, isKept: false).run([]) { row throws(DatabaseError) in rows.append(row) }
        return rows
    }
}
