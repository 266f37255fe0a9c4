package import Database
import Encodings

/// The tables of a register.
///
/// `events` is what happened, each line chained to the one before; the other tables are what it comes to, and hold what
/// the lines do not: the signed bytes. Nothing in them names a learner but these bytes.
package enum RegisterSchema {
    /// Everything that makes the tables.
    package static let migrations = [
        register, status, statusValues, batches, checkpoints, registrations, corrections, keys, holders,
    ]

    /// Applies what a later version of this software needs, at the time of the last event: the only one there is.
    static func bringUpToDate(_ database: Database) throws(DatabaseError) {
        do throws(DatabaseError) {
            // Who only looks need not wait for those who write.
            return try database.requireMigrations(migrations)
        } catch {
            guard error.code == .earlierSchema else { throw error }
        }
        let time = try database.read { transaction throws(DatabaseError) in try transaction.lastTime() }
        try database.migrate(migrations, at: time)
    }

    /// Makes the tables in an empty database, for the register with `salt`; in one that has them, sees to it that it is
    /// that register.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` when the database is of a register with another salt: then
    ///   it would recognise no learner, and everything would be issued again.
    static func make(in database: Database, for salt: RegisterSalt, at now: Timestamp) throws(IssuerError) {
        try IssuerError.passingOn { () throws(DatabaseError) in _ = try database.migrate(migrations, at: now) }
        let mark = try salt.mark()
        try database.write { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                _ = try transaction.run(
                    "INSERT INTO registers (number, salt) VALUES (1, $1) ON CONFLICT DO NOTHING", [.text(mark)])
            }
        }
        try check(database, salt)
    }

    /// Refuses a database that is not of the register with `salt`.
    static func check(_ database: Database, _ salt: RegisterSalt) throws(IssuerError) {
        let mark = try salt.mark()
        let found = try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first("SELECT salt FROM registers WHERE number = 1") {
                    row throws(DatabaseError) in try row.text(0)
                }
            }
        }
        guard let found, found.utf8.elementsEqual(mark.utf8) else {
            throw IssuerError(
                .registerDamaged,
                "expected register/salt and the register to belong together, found those of two registers")
        }
    }

    private static let register = Migration(
        "register",
        """
        CREATE TABLE registers (
            number INTEGER NOT NULL PRIMARY KEY CHECK (number = 1),
            salt TEXT NOT NULL
        ) STRICT;
        CREATE TABLE events (
            sequence INTEGER NOT NULL PRIMARY KEY,
            chain BLOB NOT NULL,
            line BLOB NOT NULL
        ) STRICT;
        CREATE TABLE specifications (
            digest TEXT NOT NULL PRIMARY KEY,
            id TEXT NOT NULL
        ) STRICT;
        CREATE TABLE batches (
            id TEXT NOT NULL PRIMARY KEY,
            planned_at TEXT NOT NULL,
            source TEXT NOT NULL,
            cancelled_at TEXT
        ) STRICT;
        CREATE TABLE credentials (
            number INTEGER NOT NULL PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL CHECK (state IN ('planned', 'indexed', 'signed', 'delivered', 'abandoned')),
            batch TEXT REFERENCES batches (id),
            batch_row INTEGER,
            idempotency_key TEXT UNIQUE,
            signed_at TEXT NOT NULL,
            verification_method TEXT NOT NULL,
            cryptosuites TEXT NOT NULL,
            specification TEXT NOT NULL REFERENCES specifications (digest),
            claims TEXT NOT NULL,
            draft TEXT NOT NULL,
            after_id TEXT REFERENCES credentials (id),
            digest TEXT UNIQUE,
            issued_sequence INTEGER UNIQUE REFERENCES events (sequence),
            recorded_at TEXT,
            delivered_at TEXT,
            content BLOB,
            UNIQUE (batch, batch_row),
            CHECK ((issued_sequence IS NOT NULL) = (state IN ('signed', 'delivered')))
        ) STRICT;
        CREATE INDEX credentials_after ON credentials (after_id);
        CREATE INDEX credentials_unfinished ON credentials (number) WHERE state IN ('planned', 'indexed');
        CREATE TABLE holders (
            credential TEXT NOT NULL REFERENCES credentials (id),
            digest TEXT NOT NULL,
            is_name INTEGER NOT NULL CHECK (is_name IN (0, 1)),
            PRIMARY KEY (credential, digest)
        ) STRICT;
        CREATE INDEX holders_digest ON holders (digest);
        """)

    private static let status = Migration(
        "status lists",
        """
        CREATE TABLE status_lists (
            number INTEGER NOT NULL PRIMARY KEY,
            capacity INTEGER NOT NULL CHECK (capacity > 0),
            reserved INTEGER NOT NULL CHECK (reserved >= 0 AND reserved <= capacity),
            opened_at TEXT NOT NULL,
            closed_at TEXT
        ) STRICT;
        CREATE TABLE status_entries (
            list INTEGER NOT NULL REFERENCES status_lists (number),
            position INTEGER NOT NULL CHECK (position >= 0),
            credential TEXT NOT NULL UNIQUE,
            reserved_at TEXT NOT NULL,
            PRIMARY KEY (list, position)
        ) STRICT;
        """)

    private static let statusValues = Migration(
        "status values",
        """
        ALTER TABLE status_lists ADD COLUMN base TEXT;
        ALTER TABLE status_lists ADD COLUMN purposes TEXT;
        CREATE TABLE status_values (
            list INTEGER NOT NULL,
            purpose TEXT NOT NULL,
            position INTEGER NOT NULL,
            value INTEGER NOT NULL CHECK (value >= 0 AND value < 256),
            changed_at TEXT NOT NULL,
            event INTEGER NOT NULL REFERENCES events (sequence),
            PRIMARY KEY (list, purpose, position),
            FOREIGN KEY (list, position) REFERENCES status_entries (list, position)
        ) STRICT;
        CREATE TABLE status_notes (
            event INTEGER NOT NULL PRIMARY KEY REFERENCES events (sequence),
            salt BLOB NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE TABLE published_lists (
            event INTEGER NOT NULL PRIMARY KEY REFERENCES events (sequence),
            list INTEGER NOT NULL REFERENCES status_lists (number),
            purpose TEXT NOT NULL,
            valid_from TEXT NOT NULL,
            valid_until TEXT NOT NULL,
            digest TEXT NOT NULL,
            verification_method TEXT NOT NULL,
            public_key TEXT NOT NULL,
            content BLOB NOT NULL,
            UNIQUE (list, purpose, valid_from)
        ) STRICT;
        """)
}
