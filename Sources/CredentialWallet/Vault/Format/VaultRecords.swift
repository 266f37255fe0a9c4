import Database
import Encodings

/// The records of a vault in its database.
enum VaultRecords {
    static let migrations: [Migration] = [
        Migration(
            "records",
            """
            CREATE TABLE records (
                kind INTEGER NOT NULL,
                id BLOB NOT NULL,
                generation INTEGER NOT NULL,
                nonce BLOB NOT NULL,
                sealed BLOB NOT NULL,
                PRIMARY KEY (kind, id)
            ) STRICT;
            """)
    ]

    /// A database without records.
    static func empty(at now: Timestamp) throws(DatabaseError) -> Database {
        let database = try Database.memory(byteCount: 0) { (_: inout MutableSpan<UInt8>) throws(DatabaseError) in }
        try database.migrate(migrations, at: now)
        return database
    }

    /// A new database with the records that are found in what is left of another's image.
    ///
    /// Of what is found under one name the newest is taken that is authentic; where none is, what is left of it, so that it
    /// is known to have been there.
    ///
    /// - Throws: ``WalletError`` with code `vaultDamaged` where none is found, or `failed`.
    static func database(
        salvagedFrom image: [UInt8], with keys: VaultKeys
    ) throws(WalletError) -> Database {
        var chosen: [RecordName: SealedRecord?] = [:]
        for (name, records) in RecordScan(image).records() {
            let newest = records.sorted { $0.generation > $1.generation }
            for record in newest where chosen[name] == nil {
                if (try? record.openSecret(as: name, with: keys)) != nil { chosen[name] = .some(record) }
            }
            if chosen[name] == nil, let record = newest.first { chosen[name] = .some(record) }
        }
        guard !chosen.isEmpty else {
            throw WalletError(.vaultDamaged, "the file of the wallet is damaged: nothing in it can be read any more")
        }
        let salvaged = chosen
        return try WalletError.ofDatabase { () throws(DatabaseError) in
            let database = try empty(at: Timestamp(secondsSince1970: 0) ?? .latest)
            try apply(salvaged, to: database)
            return database
        }
    }

    /// Refuses a database that has anything else in it than the tables that are made here.
    ///
    /// Who made a file can have written any schema into it, and a view in the place of a table may never come to an end.
    ///
    /// - Throws: ``WalletError`` with code `vaultDamaged` or `failed`.
    static func requireSchema(of database: Database) throws(WalletError) {
        let schemas = try WalletError.ofDatabase { () throws(DatabaseError) in
            [try schema(of: database), try schema(of: empty(at: Timestamp(secondsSince1970: 0) ?? .latest))]
        }
        guard schemas[0] == schemas[1] else {
            throw WalletError(.vaultDamaged, "the file of the wallet has other tables in it than a wallet has")
        }
    }

    private static func schema(of database: Database) throws(DatabaseError) -> [[String]] {
        try database.read { transaction throws(DatabaseError) in
            try transaction.all("SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master ORDER BY type, name")
            {
                row throws(DatabaseError) in [try row.text(0), try row.text(1), try row.text(2), try row.text(3)]
            }
        }
    }

    /// One record, or `nil`.
    static func get(_ name: RecordName, in database: Database) throws(DatabaseError) -> SealedRecord? {
        try database.read { transaction throws(DatabaseError) in
            try transaction.first(
                "SELECT generation, nonce, sealed FROM records WHERE kind = $1 AND id = $2",
                [.integer(name.kind.rawValue), .bytes(name.id)]
            ) { row throws(DatabaseError) in
                SealedRecord(generation: try row.integer(0), nonce: try row.bytes(1), sealed: try row.bytes(2))
            }
        }
    }

    /// The names of the records of a kind.
    static func names(_ kind: RecordName.Kind, in database: Database) throws(DatabaseError) -> [RecordName] {
        try database.read { transaction throws(DatabaseError) in
            try transaction.all("SELECT id FROM records WHERE kind = $1 ORDER BY id", [.integer(kind.rawValue)]) {
                row throws(DatabaseError) in RecordName(kind: kind, id: try row.bytes(0))
            }
        }
    }

    /// Writes and removes records, all or none.
    static func apply(_ changes: [RecordName: SealedRecord?], to database: Database) throws(DatabaseError) {
        try database.write { transaction throws(DatabaseError) in
            for (name, record) in changes {
                try transaction.run(
                    "DELETE FROM records WHERE kind = $1 AND id = $2",
                    [.integer(name.kind.rawValue), .bytes(name.id)])
                guard let record else { continue }
                try transaction.run(
                    "INSERT INTO records (kind, id, generation, nonce, sealed) VALUES ($1, $2, $3, $4, $5)",
                    [
                        .integer(name.kind.rawValue), .bytes(name.id), .integer(record.generation),
                        .bytes(record.nonce), .bytes(record.sealed),
                    ])
            }
        }
    }
}
