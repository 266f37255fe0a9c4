extension Database {
    /// Whether this program was built with the driver for PostgreSQL.
    public static var hasPostgreSQL: Bool {
        #if PostgreSQL
            true
        #else
            false
        #endif
    }

    /// Opens a database on a PostgreSQL server, version 12 or later.
    ///
    /// The password is better in the file `~/.pgpass` or in the variable `PGPASSWORD` than in the address; neither is
    /// ever part of an error. Changes survive a power failure of the server when a transaction ends
    /// (`synchronous_commit=on`; a server with `fsync=off` is refused). A connection that was lost is made again for
    /// the next transaction.
    ///
    /// - Parameters:
    ///   - address: a `postgres://` or `postgresql://` address as libpq takes it.
    ///   - patience: how long to wait for the server to answer, and a transaction for another process.
    /// - Throws: ``DatabaseError`` with code `notBuilt`, `unusableAddress`, `unreachable`, `notPermitted`, `notFound`,
    ///   `notDurable` or `foreign`.
    public static func server(
        _ address: String, patience: Duration = .seconds(10)
    ) throws(DatabaseError) -> Database {
        #if PostgreSQL
            let server = try PostgreSQLAddress(address)
            return Database(try PostgreSQLConnection(server, milliseconds: milliseconds(patience)))
        #else
            throw DatabaseError(
                .notBuilt,
                "this testamur was built without PostgreSQL: build it with --traits PostgreSQL, or use the register in "
                    + "the issuer's folder")
        #endif
    }
}
