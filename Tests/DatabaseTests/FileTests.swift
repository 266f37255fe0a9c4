import Database
import DatabaseSupport
import Encodings
import Storage
import TestSupport
import Testing

@Suite("The file of a database")
struct FileTests {
    private static func withFile(_ body: (String, String) throws -> Void) throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/register.db"
            do {
                let database = try Database.file(path, for: .create)
                try database.migrate(Schema.all, at: Schema.now)
                try database.add(1, "Anna")
            }
            try body(path, folder)
        }
    }

    private static func python(_ program: String) throws {
        let outcome = try Subprocess.run("/usr/bin/python3", ["-c", "import sqlite3; " + program])
        try #require(outcome.exitCode == 0, "\(outcome.output)")
    }

    @Test("a register in a file shares work with nobody, so that every name is free")
    func claims() throws {
        try Self.withFile { path, _ throws in
            let first = try Database.file(path, for: .change)
            let second = try Database.file(path, for: .change)
            #expect(try first.claim("b-1 7") && second.claim("b-1 7"))
            first.release("b-1 7")
        }
    }

    @Test("it is for its owner alone, with what stands beside it, and what is confirmed is on the disk")
    func settings() throws {
        try Self.withFile { path, folder throws in
            let database = try Database.file(path, for: .change)
            try database.add(2, "Bert")
            #expect(try Files.names(in: folder) == ["register.db", "register.db-shm", "register.db-wal"])
            for name in try Files.names(in: folder) {
                #expect(try FileStatus.at(folder + "/" + name)?.permissions == 0o600)
            }
            let settings = try database.read { transaction throws(DatabaseError) in
                func number(_ sql: StaticString) throws(DatabaseError) -> Int? {
                    try transaction.first(sql) { row throws(DatabaseError) in try row.integer(0) }
                }
                // 2 is FULL.
                return [
                    try number("PRAGMA synchronous"), try number("PRAGMA foreign_keys"),
                    try number("PRAGMA trusted_schema"),
                    try number("PRAGMA secure_delete"),
                ]
            }
            #expect(settings == [2, 1, 0, 1])
        }
    }

    @Test("what is no database is told apart from what is one of somebody else, and from nothing at all")
    func otherFiles() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/register.db"
            for use in [Database.FileUse.change, .read] {
                #expect(throws: DatabaseError(.notFound, "")) { try Database.file(path, for: use) }
            }
            #expect(throws: DatabaseError(.notFound, "")) { try Database.file(folder + "/none/x", for: .create) }
            #expect(throws: DatabaseError(.notAFile, "")) { try Database.file(folder, for: .create) }
            try Files.write(Array(String(repeating: "no database ", count: 500).utf8), to: path)
            for use in [Database.FileUse.change, .read, .create] {
                let error = #expect(throws: DatabaseError.self) { try Database.file(path, for: use) }
                #expect(error?.code == .notADatabase && error?.reason.hasPrefix(path) == true, "\(use)")
            }
            let other = folder + "/other.db"
            try Self.python("sqlite3.connect('\(other)').execute('PRAGMA application_id = 7')")
            #expect(throws: DatabaseError(.foreign, "")) { try Database.file(other, for: .create) }
            #expect(throws: DatabaseError(.foreign, "")) { try Database.file(other, for: .read) }
        }
    }

    @Test("a symbolic link in its place is refused, one among the folders is followed")
    func links() throws {
        try Self.withFile { path, folder throws in
            let link = folder + "/link"
            let folderLink = folder + "/folder"
            for (target, name) in [(path, link), (folder, folderLink)] {
                #expect(try Subprocess.run("/bin/ln", ["-s", target, name]).exitCode == 0)
            }
            for use in [Database.FileUse.change, .read, .create] {
                let error = #expect(throws: DatabaseError.self) { try Database.file(link, for: use) }
                #expect(error?.code == .notAFile && error?.reason.contains("a symbolic link") == true)
            }
            #expect(try Database.file(folderLink + "/register.db", for: .read).names() == ["Anna"])
        }
    }

    @Test("a name with every sign that could mean something in an address is a name")
    func names() throws {
        try Files.withTemporaryFolder { folder throws in
            let path = folder + "/a?mode=memory&b#c%41 'é.db"
            try Database.file(path, for: .create).migrate(Schema.all, at: Schema.now)
            #expect(try Files.names(in: folder).contains("a?mode=memory&b#c%41 'é.db"))
            #expect(try Database.file(path, for: .read).names().isEmpty)
        }
    }

    @Test("who reads does not change it, and another can read while one writes")
    func reading() throws {
        try Self.withFile { path, _ throws in
            let reader = try Database.file(path, for: .read)
            #expect(throws: DatabaseError.self) { try reader.add(2, "Bert") }
            #expect(try reader.names() == ["Anna"])
            try Database.file(path, for: .change).write { transaction throws(DatabaseError) in
                try transaction.run("INSERT INTO people (id, name) VALUES (3, 'Cato')")
                let seen = try reader.names()
                #expect(seen == ["Anna"])
            }
            #expect(try reader.names() == ["Anna", "Cato"])
        }
    }

    @Test("damage within is found by a look at every page, and a damaged page that is read is an error")
    func damage() throws {
        try Self.withFile { path, _ throws in
            let database = try Database.file(path, for: .change)
            for number in 2...2_000 { try database.add(number, "Person \(number)") }
            #expect(try database.findDamage() == [])
        }
        try Self.withFile { path, _ throws in
            do {
                let database = try Database.file(path, for: .change)
                _ = try database.write { transaction throws(DatabaseError) in
                    for number in 2...2_000 {
                        try transaction.run(
                            "INSERT INTO people (id, name) VALUES ($1, $2)", [.integer(number), .text("P\(number)")])
                    }
                }
            }
            var bytes = try Files.read(path)
            try #require(bytes.count > 40_000)
            for index in 20_000..<30_000 { bytes[index] = 0xA5 }
            try Files.write(bytes, to: path)
            let database = try Database.file(path, for: .change)
            do throws(DatabaseError) {
                let damage = try database.findDamage()
                #expect(!damage.isEmpty)
            } catch {
                #expect(error.code == .damaged)
            }
            #expect(throws: DatabaseError(.damaged, "")) { try database.names() }
        }
    }

    @Test("a truncated file is damaged, and says so")
    func truncated() throws {
        try Self.withFile { path, _ throws in
            let bytes = try Files.read(path)
            for count in [100, 4_096, bytes.count / 2] {
                try Files.write(Array(bytes.prefix(count)), to: path)
                // What is left of it may be read, but not taken for whole.
                let error = #expect(throws: DatabaseError.self) {
                    let database = try Database.file(path, for: .change)
                    _ = try database.names()
                    let damage = try database.findDamage()
                    if !damage.isEmpty { throw DatabaseError(.damaged, "") }
                }
                #expect([.damaged, .notADatabase, .foreign].contains(error?.code), "\(count): \(error as Any)")
            }
        }
    }
}

@Suite(
    "The file of a database on a difficult disk",
    .enabled(if: SmallDisk.isAvailable, "a small disk can be mounted by root only"))
struct DifficultDiskTests {
    @Test("a full disk stops a transaction, keeps all before it, and work goes on when there is space")
    func full() throws {
        try SmallDisk.with(pages: 80) { folder throws in
            let path = folder + "/register.db"
            try Files.write([UInt8](repeating: 0, count: 100_000), to: folder + "/ballast")
            let database = try Database.file(path, for: .create)
            try database.migrate(Schema.all, at: Schema.now)
            var count = 0
            let error = #expect(throws: DatabaseError.self) {
                while count < 1_000 {
                    _ = try database.write { transaction throws(DatabaseError) in
                        try transaction.run(
                            "INSERT INTO people (id, name, picture) VALUES ($1, $2, $3)",
                            [.integer(count), .text("P\(count)"), .bytes([UInt8](repeating: 1, count: 3_000))])
                    }
                    count += 1
                }
            }
            #expect(error?.code == .noSpace, "\(error as Any)")
            #expect(try database.names().count == count && count > 3)
            Files.remove(folder + "/ballast")
            try database.add(count, "P\(count)")
            #expect(try database.names().count == count + 1)
            #expect(try database.findDamage() == [])
        }
    }

    @Test("a disk for reading only is named as such; what is on it can be read")
    func readOnly() throws {
        try Files.withTemporaryFolder { source throws in
            let path = source + "/register.db"
            do {
                let database = try Database.file(path, for: .create)
                try database.migrate(Schema.all, at: Schema.now)
                try database.add(1, "Anna")
            }
            try Files.withTemporaryFolder { target throws in
                func mount(_ arguments: [String]) throws {
                    let outcome = try Subprocess.run(arguments[0], Array(arguments.dropFirst()))
                    try #require(outcome.exitCode == 0, "\(outcome.output)")
                }
                try mount(["/usr/bin/mount", "--bind", source, target])
                defer { _ = try? Subprocess.run("/usr/bin/umount", ["--lazy", target]) }
                try mount(["/usr/bin/mount", "-o", "remount,ro,bind", target])
                #expect(try Database.file(target + "/register.db", for: .read).names() == ["Anna"])
                for use in [Database.FileUse.change, .create] {
                    let error = #expect(throws: DatabaseError.self) {
                        try Database.file(target + "/register.db", for: use).add(2, "Bert")
                    }
                    #expect(error?.code == .notPermitted, "\(error as Any)")
                }
                #expect(throws: DatabaseError(.notPermitted, "")) {
                    try Database.file(target + "/new.db", for: .create)
                }
            }
        }
    }
}
