import CSQLite
import Storage

/// What SQLite answers, in the words of this program: its own can hold names that mean nothing to whoever reads them.
enum SQLiteFailure {
    /// The error for a result code.
    ///
    /// Source: <https://www.sqlite.org/rescode.html>.
    ///
    /// - Parameters:
    ///   - code: The result code, extended or not.
    ///   - system: The error number of the system that it comes from; 0 for none.
    static func error(_ code: Int32, system: Int32, _ path: String) -> DatabaseError {
        func error(_ meaning: DatabaseError.Code, _ words: String) -> DatabaseError {
            DatabaseError(meaning, "\(path): \(words)")
        }
        switch code {
        // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE and _ROWID.
        case 1_555, 2_067, 2_579: return error(.duplicate, "what was to be unique is in the database already")
        // SQLITE_CANTOPEN_SYMLINK
        case 1_550: return error(.notAFile, "expected the file of a database, found a symbolic link")
        // SQLITE_READONLY_DBMOVED
        case 1_032: return error(.notFound, "the file of the database was moved or removed while it was open")
        default: break
        }
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED:
            return error(.busy, "another process is working in the database, and did not finish in time")
        case SQLITE_NOTADB:
            return error(.notADatabase, "expected the file of a database, found another file, or an encrypted one")
        case SQLITE_CORRUPT:
            return error(.damaged, "the file of the database is damaged: get it back from a copy")
        case SQLITE_FULL: return error(.noSpace, "the disk is full; nothing of this step was kept")
        case SQLITE_READONLY:
            return error(.notPermitted, "the database cannot be changed: its file or its folder is for reading only")
        case SQLITE_PERM, SQLITE_AUTH: return error(.notPermitted, "the database cannot be opened: permission denied")
        case SQLITE_CONSTRAINT: return error(.constraint, "the change breaks a rule of the database (\(code))")
        case SQLITE_TOOBIG: return error(.unusableValue, "a value is larger than the database holds")
        case SQLITE_CANTOPEN, SQLITE_IOERR:
            guard system != 0 else {
                return error(
                    .inputOutput, "the file of the database, or one beside it, cannot be used (SQLite \(code))")
            }
            let (kind, words) = StorageError.meaning(of: system)
            return DatabaseError(StorageError(kind, "\(path): the database cannot be used: \(words)"))
        case SQLITE_NOMEM: return error(.inputOutput, "there is not enough memory for the database")
        case SQLITE_PROTOCOL:
            return error(.inputOutput, "the locks of the database do not work on this file system")
        default: return error(.programFailed, "the database refuses a statement of this program (SQLite \(code))")
        }
    }
}
