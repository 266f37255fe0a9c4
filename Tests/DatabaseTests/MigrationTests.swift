import Database
import DatabaseSupport
import Encodings
import TestSupport
import Testing

@Suite("Migrations")
struct MigrationTests {
    @Test(
        "each is applied once, in order, and recorded by its name and the digest of its text",
        arguments: DatabaseDriver.available)
    func once(_ driver: DatabaseDriver) throws {
        try driver.withDatabase { database throws in
            #expect(try database.migrate([Schema.first], at: Schema.now) == 1)
            #expect(try database.migrate(Schema.all, at: Schema.now) == 1)
            #expect(try database.migrate(Schema.all, at: Schema.now) == 0)
            let names = try database.read { transaction throws(DatabaseError) in
                try transaction.all("SELECT name, digest, applied_at FROM schema_migrations ORDER BY number") {
                    row throws(DatabaseError) in [try row.text(0), try row.text(1), try row.text(2)]
                }
            }
            #expect(names.map { $0[0] } == ["people", "counters"])
            #expect(names.allSatisfy { $0[1].utf8.count == 43 && $0[2] == "\(Schema.now)" })
            try database.requireMigrations(Schema.all)
        }
    }

    @Test(
        "a database of a later version, with an altered migration, or of something else is refused and left as it is",
        arguments: DatabaseDriver.available)
    func refusals(_ driver: DatabaseDriver) throws {
        try driver.withDatabase { database throws in
            #expect(throws: DatabaseError(.earlierSchema, "")) { try database.requireMigrations(Schema.all) }
            try database.migrate(Schema.all, at: Schema.now)
            let altered = Migration("counters", "CREATE TABLE counters (id INTEGER NOT NULL PRIMARY KEY) STRICT;")
            let other = Migration("invoices", altered.text)
            for (migrations, code) in [
                ([Schema.first], DatabaseError.Code.laterSchema), ([Schema.first, altered], .migrationAltered),
                ([Schema.first, other], .foreign), ([Schema.second, Schema.first], .foreign),
            ] {
                #expect(throws: DatabaseError(code, "")) { try database.migrate(migrations, at: Schema.now) }
                #expect(throws: DatabaseError(code, "")) { try database.requireMigrations(migrations) }
            }
            let third = Migration("third", "CREATE TABLE third (id INTEGER NOT NULL PRIMARY KEY) STRICT;")
            #expect(throws: DatabaseError(.earlierSchema, "")) {
                try database.requireMigrations(Schema.all + [third])
            }
            try database.requireMigrations(Schema.all)
        }
    }

    @Test("a migration that fails leaves nothing of itself or of those before it", arguments: DatabaseDriver.available)
    func failing(_ driver: DatabaseDriver) throws {
        try driver.withDatabase { database throws in
            let broken = Migration(
                "broken", "CREATE TABLE half (id INTEGER NOT NULL PRIMARY KEY) STRICT; CREATE NONSENSE;")
            #expect(throws: DatabaseError(.programFailed, "")) {
                try database.migrate([Schema.first, broken], at: Schema.now)
            }
            #expect(try database.migrate(Schema.all, at: Schema.now) == 2)
        }
    }

    @Test("tables of something else in the database are not touched", arguments: DatabaseDriver.available)
    func foreign(_ driver: DatabaseDriver) throws {
        try driver.withPlace { place throws in
            switch place.driver {
            case .sqlite:
                let outcome = try Subprocess.run(
                    "/usr/bin/python3",
                    [
                        "-c", "import sqlite3; sqlite3.connect('\(place.location)').execute('CREATE TABLE songs (id)')",
                    ])
                #expect(outcome.exitCode == 0)
                #expect(throws: DatabaseError(.foreign, "")) { try place.open() }
            case .postgresql:
                let schema = place.location.split(separator: "%3D").last ?? ""
                try DatabaseServer.run("CREATE TABLE \(schema).songs (id integer)")
                #expect(throws: DatabaseError(.foreign, "")) {
                    try place.open().migrate(Schema.all, at: Schema.now)
                }
            }
        }
    }

    @Test("two programs that make the schema at the same moment make it once", arguments: DatabaseDriver.available)
    func race(_ driver: DatabaseDriver) async throws {
        try await driver.withPlaceAsync { place throws in
            let counts = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try place.open().migrate(Schema.all, at: Schema.now) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(counts.sorted() == [0, 0, 0, 2])
        }
    }
}
