import Database
import DatabaseSupport
import Encodings

/// The schema of the tests.
enum Schema {
    static let now = Timestamp(secondsSince1970: 1_795_338_000) ?? .earliest

    static let first = Migration(
        "people",
        """
        CREATE TABLE people (
            id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, picture BLOB, size INTEGER CHECK (size > 0)
        ) STRICT;
        CREATE TABLE letters (id INTEGER NOT NULL PRIMARY KEY, person INTEGER NOT NULL REFERENCES people (id)) STRICT;
        """)

    static let second = Migration(
        "counters", "CREATE TABLE counters (id INTEGER NOT NULL PRIMARY KEY, value INTEGER NOT NULL) STRICT;")

    static let all = [first, second]
}

extension DatabaseDriver {
    /// Runs `body` with a database that has the schema.
    func withSchema<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try withDatabase { database throws in
            try database.migrate(Schema.all, at: Schema.now)
            return try body(database)
        }
    }
}

/// An error of somebody who uses a database.
enum CallerError: DatabaseErrorConvertible, Equatable {
    case changedMind
    case database(DatabaseError)

    init(_ error: DatabaseError) { self = .database(error) }
}

extension Database {
    /// The names in the table.
    func names() throws(DatabaseError) -> [String] {
        try read { transaction throws(DatabaseError) in
            try transaction.all("SELECT name FROM people ORDER BY id") { row throws(DatabaseError) in try row.text(0) }
        }
    }

    /// Adds a name to the table.
    func add(_ id: Int, _ name: String) throws(DatabaseError) {
        _ = try write { transaction throws(DatabaseError) in
            try transaction.run("INSERT INTO people (id, name) VALUES ($1, $2)", [.integer(id), .text(name)])
        }
    }
}
