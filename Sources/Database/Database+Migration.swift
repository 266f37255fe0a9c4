import Cryptography
public import Encodings

extension Database {
    /// Brings the schema to what this software needs: applies the migrations that were not applied yet, all or none.
    ///
    /// - Parameter now: when they are applied, for the record.
    /// - Returns: how many were applied.
    /// - Throws: ``DatabaseError`` with code `laterSchema` when the database has migrations that are not known here,
    ///   `foreign` when they are of something else, `migrationAltered`, or what a transaction throws.
    @discardableResult
    public func migrate(_ migrations: [Migration], at now: Timestamp) throws(DatabaseError) -> Int {
        try write { transaction throws(DatabaseError) in
            let tables = try transaction.tableNames()
            guard tables.isEmpty || tables.contains(Self.tableName) else {
                throw DatabaseError(
                    .foreign, "expected an empty database, or one of testamur, found tables of something else")
            }
            try transaction.script(Self.table)
            let applied = try Self.compare(migrations, with: transaction)
            for (number, migration) in migrations.enumerated().dropFirst(applied) {
                try transaction.script(migration.text)
                try transaction.run(
                    "INSERT INTO schema_migrations (number, name, digest, applied_at) VALUES ($1, $2, $3, $4)",
                    [
                        .integer(number + 1), .text("\(migration.name)"), .text(try Self.digest(of: migration)),
                        .text(now.description),
                    ])
            }
            return migrations.count - applied
        }
    }

    /// Refuses a database whose schema is not exactly what this software needs; nothing is changed.
    ///
    /// - Throws: ``DatabaseError`` with code `earlierSchema` when migrations are missing, else as ``migrate(_:at:)``.
    public func requireMigrations(_ migrations: [Migration]) throws(DatabaseError) {
        let applied = try read { transaction throws(DatabaseError) in
            guard try transaction.tableNames().contains(Self.tableName) else { return 0 }
            return try Self.compare(migrations, with: transaction)
        }
        guard applied == migrations.count else {
            throw DatabaseError(
                .earlierSchema,
                "expected \(migrations.count) migrations in the database, found \(applied): an earlier version of "
                    + "testamur made it, and this one has to work in it once before it can be read")
        }
    }

    /// Whether the database has no tables: no migration was ever applied to it.
    ///
    /// - Throws: ``DatabaseError`` as a transaction.
    public func isEmpty() throws(DatabaseError) -> Bool {
        try read { transaction throws(DatabaseError) in try transaction.tableNames().isEmpty }
    }

    private static let tableName = "schema_migrations"

    private static let table: StaticString = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            number INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            digest TEXT NOT NULL,
            applied_at TEXT NOT NULL
        ) STRICT;
        """

    /// How many of the migrations were applied; all of those in the database must be the first of these.
    private static func compare(
        _ migrations: [Migration], with transaction: Transaction
    ) throws(DatabaseError) -> Int {
        let applied = try transaction.all("SELECT number, name, digest FROM schema_migrations ORDER BY number") {
            row throws(DatabaseError) in (try row.integer(0), try row.text(1), try row.text(2))
        }
        for (index, (number, name, digest)) in applied.enumerated() {
            guard number == index + 1 else {
                throw DatabaseError(.damaged, "migration \(index + 1) is missing from the list of those applied")
            }
            guard index < migrations.count else {
                throw DatabaseError(
                    .laterSchema,
                    "the database has migration \(number), which this version of testamur does not know: a later "
                        + "version made it; use that one")
            }
            guard name == "\(migrations[index].name)" else {
                throw DatabaseError(
                    .foreign,
                    "expected migration \(number) to be \(migrations[index].name), found another: the "
                        + "database serves something else")
            }
            guard try Self.digest(of: migrations[index]) == digest else {
                throw DatabaseError(
                    .migrationAltered,
                    "migration \(number) (\(name)) was applied with another text than this version of testamur has")
            }
        }
        return applied.count
    }

    private static func digest(of migration: Migration) throws(DatabaseError) -> String {
        do throws(CryptographyError) {
            return Base64URL.encode(try SHA256.hash(migration.text.bytes))
        } catch {
            throw DatabaseError(.programFailed, error.reason)
        }
    }
}
