import Database
import Testing

@Suite("A database in memory")
struct ImageTests {
    private func copy(_ image: [UInt8]) throws -> Database {
        try Database.memory(byteCount: image.count) { (room: inout MutableSpan<UInt8>) throws(DatabaseError) in
            for index in image.indices { room[index] = image[index] }
        }
    }

    @Test("comes back from the bytes it gave, and grows further")
    func roundTrip() throws {
        let first = try copy([])
        try first.write { transaction throws(DatabaseError) in
            try transaction.run("CREATE TABLE things (name TEXT NOT NULL, content BLOB NOT NULL) STRICT")
            for number in 0..<100 {
                try transaction.run(
                    "INSERT INTO things VALUES ($1, $2)",
                    [.text("\(number)"), .bytes([UInt8](repeating: UInt8(number), count: 1_000))])
            }
        }
        let image = try first.image()
        #expect(image.starts(with: Array("SQLite format 3".utf8)))
        let second = try copy(image)
        let large = [UInt8](repeating: 1, count: 100_000)
        _ = try second.write { transaction throws(DatabaseError) in
            try transaction.run("INSERT INTO things VALUES ('new', $1)", [.bytes(large)])
        }
        let names = try copy(second.image()).read { transaction throws(DatabaseError) in
            try transaction.all("SELECT name FROM things") { row throws(DatabaseError) in try row.text(0) }
        }
        #expect(names == (0..<100).map { "\($0)" } + ["new"])
        #expect(try copy(first.image()).findDamage().isEmpty)
    }

    @Test("what was removed is in no byte of its image")
    func removal() throws {
        let canary = [UInt8]("a name that must go".utf8)
        let database = try copy([])
        try database.write { transaction throws(DatabaseError) in
            try transaction.run("CREATE TABLE things (content BLOB NOT NULL) STRICT")
            try transaction.run("INSERT INTO things VALUES ($1)", [.bytes(canary)])
        }
        #expect(try database.image().contains(canary))
        _ = try database.write { transaction throws(DatabaseError) in try transaction.run("DELETE FROM things") }
        #expect(try !database.image().contains(canary))
    }

    @Test("refuses bytes that are no database")
    func noDatabase() throws {
        let database = try copy([UInt8](repeating: 7, count: 8_192))
        #expect(throws: DatabaseError.self) {
            try database.read { transaction throws(DatabaseError) in try transaction.tableNames() }
        }
    }
}
