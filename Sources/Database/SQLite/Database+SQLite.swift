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

    /// Opens a database in memory from the bytes of a file, which ``image()`` gave once.
    ///
    /// Who keeps it encrypted decrypts a file into it and encrypts the image into the next: nothing of it is ever on the
    /// disk in clear, no journal and no page that was given back among it.
    ///
    /// - Parameters:
    ///   - byteCount: How many bytes there are; 0 for a database without tables.
    ///   - fill: Writes them. Nobody but who made them may have changed them since.
    /// - Throws: what `fill` throws, or ``DatabaseError`` passed on as that, with code `damaged`, `notADatabase` or
    ///   `inputOutput`.
    public static func memory<Failure: DatabaseErrorConvertible>(
        byteCount: Int, filledBy fill: @Sendable (inout MutableSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) -> Database {
        Database(try SQLiteConnection.image(byteCount: byteCount, filledBy: fill))
    }

    static func milliseconds(_ patience: Duration) -> Int32 {
        let (seconds, attoseconds) = patience.components
        return Int32(clamping: max(0, seconds) * 1_000 + attoseconds / 1_000_000_000_000_000)
    }
}
