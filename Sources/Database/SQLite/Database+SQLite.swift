extension Database {
    /// How the file of a database is opened.
    public enum FileUse: Sendable {
        /// For changing it; it is made, for its owner alone, where nothing stands.
        case create
        /// For changing it; it must exist.
        case change
        /// For reading it, while others may change it.
        case read
    }

    /// Opens a database in a file.
    ///
    /// Changes are on the disk when a transaction ends (`synchronous=FULL`, with a write-ahead log beside the file).
    ///
    /// - Parameters:
    ///   - path: the path of the file; a symbolic link at its end is refused.
    ///   - use: what for.
    ///   - patience: how long a transaction waits for another process.
    /// - Throws: ``DatabaseError`` with code `notFound`, `notAFile`, `notADatabase`, `foreign` (of another program),
    ///   `damaged`, `busy`, `notPermitted`, `noSpace` or `inputOutput`.
    public static func file(
        _ path: String, for use: FileUse, patience: Duration = .seconds(10)
    ) throws(DatabaseError) -> Database {
        let file = try SQLiteFile(path, for: use)
        let connection = try SQLiteConnection(file, milliseconds: milliseconds(patience))
        return Database(connection)
    }

    /// Makes a database that goes away with this value; what is too much for memory is on the disk, without a name.
    ///
    /// - Throws: ``DatabaseError`` with code `inputOutput`.
    public static func temporary() throws(DatabaseError) -> Database {
        Database(try SQLiteConnection.temporary())
    }

    static func milliseconds(_ patience: Duration) -> Int32 {
        let (seconds, attoseconds) = patience.components
        return Int32(clamping: max(0, seconds) * 1_000 + attoseconds / 1_000_000_000_000_000)
    }
}
