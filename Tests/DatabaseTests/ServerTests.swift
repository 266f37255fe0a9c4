import Database
import DatabaseSupport
import Encodings
import Glibc
import TestSupport
import Testing

@Suite("A PostgreSQL server", .enabled(if: DatabaseServer.isExpected, "\(DatabaseServer.absence)"))
struct ServerTests {
    private static let secret = "s3cret"

    private func error(_ address: String) throws -> DatabaseError {
        let error = #expect(throws: DatabaseError.self) { try Database.server(address, patience: .seconds(2)) }
        let result = try #require(error)
        #expect(!result.reason.contains(Self.secret) && !result.reason.contains("3cre"), "\(result)")
        #expect(!"\(result)".contains(Self.secret))
        if [.notPermitted, .notFound].contains(result.code) { #expect(result.isOfServer) }
        return result
    }

    /// The parts of the server's address: before the password, the password, and after it.
    private func parts() throws -> (user: String, password: String, rest: String) {
        let address = try #require(DatabaseServer.address)
        let scheme = "postgres://"
        let halves = address.dropFirst(scheme.count).split(separator: "@", maxSplits: 1)
        let names = halves[0].split(separator: ":", maxSplits: 1)
        return (scheme + names[0], String(names[1]), String(halves[1]))
    }

    @Test("a wrong password, user or database, and a place without a server each have their own error")
    func refusals() throws {
        let (user, password, rest) = try parts()
        let place = rest.split(separator: "/")[0]
        #expect(try error("\(user):\(Self.secret)@\(rest)").code == .notPermitted)
        #expect(try error("postgres://nobody:\(Self.secret)@\(rest)").code == .notPermitted)
        let absent = try error("\(user):\(password)@\(place)/nowhere")
        #expect(absent.code == .notFound && absent.reason.contains("nowhere") && !absent.reason.contains(password))
        let without = try error("\(user)@\(rest)")
        #expect(without.code == .notPermitted && without.reason.contains(".pgpass"))
        let unreachable = try error("postgres://u:\(Self.secret)@127.0.0.1:1/x")
        #expect(unreachable.code == .unreachable && unreachable.reason.contains("127.0.0.1"))
        #expect(try error("postgres://u:\(Self.secret)@host.invalid/x").code == .unreachable)
        #expect(try error("\(user):\(password)@\(rest)?options=-csearch_path%3Dnowhere").code == .notFound)
    }

    @Test(
        "whatever is wrong with an address, no piece of the password in it is shown",
        arguments: [
            "postgres://user:s3cret", "postgres://user:s3@cret@host/db", "postgres://user:s3/s3cret@host/db",
            "postgres://user:12/s3cret@host/db", "postgres://user:s3cret@host:s3cret/db",
            "postgres://user:s3cret@host/db?s3cret",
            "postgres://user:s3cret@[host/db", "postgres://us%zzer:s3cret@host/db", "mysql://user:s3cret@host/db",
            "host=x password=s3cret", "postgres://user:s3cret?@host/db", "postgres://user:s3cret#@host/db", "",
            "postgres://user:s3cret@host/db\u{0}", "postgresql://user:s3cret@host.invalid:5432/db?sslmode=s3cret",
            "postgres://user:pw@host.invalid/db?password=s3cret",
        ])
    func discretion(_ address: String) throws {
        let error = try error(address)
        #expect([.unusableAddress, .unreachable].contains(error.code), "\(error)")
    }

    @Test("a connection that the server ended is made again for the next transaction")
    func reconnecting() throws {
        try DatabaseDriver.postgresql.withSchema { database throws in
            try database.add(1, "Anna")
            let process = try database.read { transaction throws(DatabaseError) in
                try transaction.first("SELECT pg_backend_pid()") { row throws(DatabaseError) in try row.integer(0) }
            }
            try DatabaseServer.run("SELECT pg_terminate_backend(\(process ?? 0))")
            try database.add(2, "Bert")
            #expect(try database.names() == ["Anna", "Bert"])
        }
    }

    @Test("a connection that ends in the middle of a transaction ends it, and nothing of it is kept")
    func interrupted() throws {
        try DatabaseDriver.postgresql.withSchema { database throws in
            #expect(throws: DatabaseError(.unreachable, "")) {
                try database.write { transaction throws(DatabaseError) in
                    try transaction.run("INSERT INTO people (id, name) VALUES (1, 'Anna')")
                    let process = try transaction.first("SELECT pg_backend_pid()") {
                        row throws(DatabaseError) in try row.integer(0)
                    }
                    #expect(throws: Never.self) {
                        try DatabaseServer.run("SELECT pg_terminate_backend(\(process ?? 0))")
                    }
                    try transaction.run("INSERT INTO people (id, name) VALUES (2, 'Bert')")
                }
            }
            #expect(try database.names().isEmpty)
        }
    }

    @Test("a name is one connection's until it gives it back or ends, in its own schema and in no transaction")
    func claims() throws {
        try DatabaseDriver.postgresql.withPlace { place throws in
            let first = try place.open()
            let second = try place.open()
            #expect(try first.claim("b-1 7") && second.claim("b-1 8") && !second.claim("b-1 7"))
            // What a transaction does with it makes no difference.
            #expect(throws: DatabaseError.self) {
                try first.write { transaction throws(DatabaseError) in try transaction.run("SELECT nothing") }
            }
            #expect(try !second.claim("b-1 7"))
            second.release("b-1 7")
            #expect(try !second.claim("b-1 7"))
            first.release("b-1 7")
            #expect(try second.claim("b-1 7") && !first.claim("b-1 7"))
            try DatabaseDriver.postgresql.withPlace { elsewhere throws in
                #expect(try elsewhere.open().claim("b-1 7"))
            }
            do {
                let third = try place.open()
                #expect(try third.claim("b-1 9") && !first.claim("b-1 9"))
            }
            #expect(try Self.eventually { try first.claim("b-1 9") })
        }
    }

    @Test("what a connection had is free when the server ended it, and the next one is made by itself")
    func lostClaims() throws {
        try DatabaseDriver.postgresql.withPlace { place throws in
            let first = try place.open()
            let second = try place.open()
            #expect(try first.claim("b-1 7"))
            let process = try first.read { transaction throws(DatabaseError) in
                try transaction.first("SELECT pg_backend_pid()") { row throws(DatabaseError) in try row.integer(0) }
            }
            try DatabaseServer.run("SELECT pg_terminate_backend(\(process ?? 0))")
            #expect(try Self.eventually { try second.claim("b-1 7") })
            #expect(try !first.claim("b-1 7"))
            first.release("b-1 7")
            #expect(try first.claim("b-1 8") && !second.claim("b-1 8"))
        }
    }

    /// Whether something becomes so within some seconds: the server ends a session in its own time.
    private static func eventually(_ body: () throws -> Bool) throws -> Bool {
        for _ in 0..<200 {
            if try body() { return true }
            usleep(20_000)
        }
        return false
    }
}
