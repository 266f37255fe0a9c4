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
