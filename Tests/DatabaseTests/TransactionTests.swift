import Database
import DatabaseSupport
import Encodings
import TestSupport
import Testing

@Suite("A database")
struct TransactionTests {
    @Test("the tests run on PostgreSQL as well", .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
    func server() throws {
        #expect(DatabaseServer.isUsable, "\(DatabaseServer.absence), and builds with --traits PostgreSQL")
        #expect(DatabaseDriver.available == [.sqlite, .postgresql])
    }

    @Test("every value comes back as it went in", arguments: DatabaseDriver.available)
    func values(_ driver: DatabaseDriver) throws {
        let numbers: [Int64?] = [nil, 0, 1, -1, 127, -128, 65_536, .max, .min]
        let texts = [
            "", "a", "Zoë 🎓 d'\"; DROP TABLE people; --", "é", "e\u{301}", String(repeating: "x", count: 100_000),
        ]
        let blobs: [[UInt8]?] = [nil, [], [0], [0, 1, 255, 0], Array(repeating: 7, count: 1_000_000)]
        try driver.withDatabase { database throws in
            let table = Migration(
                "values",
                "CREATE TABLE kept (id INTEGER NOT NULL PRIMARY KEY, number INTEGER, text TEXT, bytes BLOB) STRICT;")
            try database.migrate([table], at: Schema.now)
            for index in 0..<max(numbers.count, texts.count, blobs.count) {
                let number = numbers[index % numbers.count]
                let text = texts[index % texts.count]
                let blob = blobs[index % blobs.count]
                let values: [SQLValue] = [
                    .integer(index), number.map { .integer($0) } ?? .null, .text(text), .optional(blob),
                ]
                let (count, row) = try database.write { transaction throws(DatabaseError) in
                    let count = try transaction.run(
                        "INSERT INTO kept (id, number, text, bytes) VALUES ($1, $2, $3, $4)", values)
                    let row = try transaction.first(
                        "SELECT id, number, text, bytes FROM kept WHERE id = $1", [.integer(index)]
                    ) {
                        row throws(DatabaseError) in row
                    }
                    return (count, row)
                }
                #expect(count == 1)
                let found = try #require(row)
                #expect(found.values.prefix(2) == values.prefix(2))
                #expect(try Array(found.text(2).utf8) == Array(text.utf8))
                #expect(try found.optionalBytes(3) == blob)
            }
        }
    }

    @Test(
        "a text with a NUL character is refused, and nothing of its transaction is kept",
        arguments: DatabaseDriver.available)
    func nul(_ driver: DatabaseDriver) throws {
        try driver.withSchema { database throws in
            #expect(throws: DatabaseError(.unusableValue, "")) {
                try database.write { transaction throws(DatabaseError) in
                    try transaction.run("INSERT INTO people (id, name) VALUES (1, 'Anna')")
                    try transaction.run("INSERT INTO people (id, name) VALUES (2, $1)", ["Be\u{0}rt"])
                }
            }
            #expect(try database.names().isEmpty)
        }
    }

    @Test(
        "what a transaction changed is gone when it throws, or when a statement failed and somebody went on",
        arguments: DatabaseDriver.available)
    func rollback(_ driver: DatabaseDriver) throws {
        try driver.withSchema { database throws in
            try database.add(1, "Anna")
            #expect(throws: CallerError.changedMind) {
                try database.write { transaction throws(CallerError) in
                    do throws(DatabaseError) {
                        try transaction.run("DELETE FROM people")
                    } catch {
                        throw CallerError(error)
                    }
                    throw .changedMind
                }
            }
            #expect(throws: CallerError.database(DatabaseError(.duplicate, ""))) {
                try database.write { transaction throws(CallerError) in
                    for name in ["Bert", "Anna", "Cato"] {
                        _ = try? transaction.run(
                            "INSERT INTO people (id, name) VALUES ($1, $2)",
                            [
                                .integer(name.utf8.count + Int(name.utf8.first ?? 0)), .text(name),
                            ])
                    }
                }
            }
            #expect(try database.names() == ["Anna"])
        }
    }

    @Test(
        "what breaks a rule of the schema is an error of its own kind, without any value of a row",
        arguments: DatabaseDriver.available)
    func constraints(_ driver: DatabaseDriver) throws {
        try driver.withSchema { database throws in
            try database.add(1, "Anna")
            func code(_ sql: StaticString) throws -> DatabaseError.Code? {
                let error = #expect(throws: DatabaseError.self) {
                    try database.write { transaction throws(DatabaseError) in try transaction.run(sql) }
                }
                #expect(error?.reason.contains("Anna") == false && error?.reason.contains("sqlite_") == false)
                return error?.code
            }
            #expect(try code("INSERT INTO people (id, name) VALUES (2, 'Anna')") == .duplicate)
            #expect(try code("INSERT INTO people (id, name) VALUES (1, 'Bert')") == .duplicate)
            #expect(try code("INSERT INTO people (id, name, size) VALUES (2, 'Bert', 0)") == .constraint)
            #expect(try code("INSERT INTO people (id, name) VALUES (2, NULL)") == .constraint)
            #expect(try code("INSERT INTO letters (id, person) VALUES (1, 7)") == .constraint)
            #expect(try code("INSERT INTO nowhere (id) VALUES (1)") == .programFailed)
            #expect(try database.names() == ["Anna"])
        }
    }

    @Test("a transaction for reading changes nothing", arguments: DatabaseDriver.available)
    func readOnly(_ driver: DatabaseDriver) throws {
        try driver.withSchema { database throws in
            try database.add(1, "Anna")
            #expect(throws: DatabaseError.self) {
                try database.read { transaction throws(DatabaseError) in try transaction.run("DELETE FROM people") }
            }
            #expect(try database.names() == ["Anna"])
        }
    }

    @Test("a column of another type than is asked for is damage", arguments: DatabaseDriver.available)
    func mismatch(_ driver: DatabaseDriver) throws {
        try driver.withSchema { database throws in
            try database.add(1, "Anna")
            #expect(throws: DatabaseError(.damaged, "")) {
                try database.read { transaction throws(DatabaseError) in
                    try transaction.first("SELECT name FROM people") { row throws(DatabaseError) in try row.integer(0) }
                }
            }
        }
    }

    @Test(
        "what one connection has changed stays when it is gone, and counts of changed rows are right",
        arguments: DatabaseDriver.available)
    func reopening(_ driver: DatabaseDriver) throws {
        try driver.withPlace { place throws in
            do {
                let database = try place.open()
                try database.migrate(Schema.all, at: Schema.now)
                for (index, name) in ["Anna", "Bert", "Cato"].enumerated() { try database.add(index, name) }
            }
            let database = try place.open()
            #expect(try database.names() == ["Anna", "Bert", "Cato"])
            let counts = try database.write { transaction throws(DatabaseError) in
                [
                    try transaction.run("UPDATE people SET size = 3 WHERE id < 2"),
                    try transaction.run("UPDATE people SET size = 3 WHERE id > 7"),
                    try transaction.run("INSERT INTO people (id, name) VALUES (9, 'Anna') ON CONFLICT DO NOTHING"),
                    try transaction.run("DELETE FROM people"),
                ]
            }
            #expect(counts == [2, 0, 0, 3])
        }
    }

    @Test(
        "nothing is lost when threads of several connections count at the same time",
        arguments: DatabaseDriver.available)
    func counting(_ driver: DatabaseDriver) async throws {
        try await driver.withPlaceAsync { place throws in
            let first = try place.open()
            try first.migrate(Schema.all, at: Schema.now)
            _ = try first.write { transaction throws(DatabaseError) in
                try transaction.run("INSERT INTO counters (id, value) VALUES (1, 0)")
            }
            let connections = [first, try place.open(), try place.open()]
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<6 {
                    let database = connections[number % 3]
                    group.addTask {
                        for _ in 0..<25 {
                            _ = try database.write { transaction throws(DatabaseError) in
                                // Read and written in two steps: only who is alone adds up.
                                let value = try transaction.first("SELECT value FROM counters WHERE id = 1") {
                                    row throws(DatabaseError) in try row.integer(0)
                                }
                                try transaction.run(
                                    "UPDATE counters SET value = $1 WHERE id = 1", [.integer((value ?? 0) + 1)])
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let sum = try first.read { transaction throws(DatabaseError) in
                try transaction.first("SELECT value FROM counters") { row throws(DatabaseError) in try row.integer(0) }
            }
            #expect(sum == 150)
        }
    }

    @Test(
        "who cannot wait is told that another is working; who reads sees what was, and waits for nobody",
        arguments: DatabaseDriver.available)
    func busy(_ driver: DatabaseDriver) throws {
        try driver.withPlace { place throws in
            let first = try place.open()
            try first.migrate(Schema.all, at: Schema.now)
            try first.add(1, "Anna")
            let second = try place.open(patience: .milliseconds(50))
            try first.write { transaction throws(DatabaseError) in
                try transaction.run("DELETE FROM people")
                let error = #expect(throws: DatabaseError.self) { try second.add(2, "Bert") }
                #expect(error?.code == .busy, "\(String(describing: error))")
                let seen = try second.names()
                #expect(seen == ["Anna"])
            }
            #expect(try second.names().isEmpty)
            try second.add(2, "Bert")
            #expect(try first.names() == ["Bert"])
        }
    }
}
