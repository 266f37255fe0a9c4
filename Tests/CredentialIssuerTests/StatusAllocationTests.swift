import CredentialIssuer
import Database
import DatabaseSupport
import Encodings
import Registry
import RoleSupport
import TestSupport
import Testing

@Suite("Places on status lists")
struct StatusAllocationTests {
    private func withDatabase(_ driver: DatabaseDriver, _ body: (Database) throws -> Void) throws {
        try driver.withDatabase { database throws in
            try database.migrate(RegisterSchema.migrations, at: Institution.now)
            try body(database)
        }
    }

    private func reserve(
        _ allocation: StatusAllocation, _ names: [String], _ database: Database
    ) throws -> [StatusPlace] {
        try database.write { transaction throws(IssuerError) in
            var places: [StatusPlace] = []
            for name in names {
                places.append(try allocation.reserve(for: name, at: Institution.now, in: transaction))
            }
            return places
        }
    }

    private func allocation(_ capacity: Int = StatusAllocation.standardCapacity) -> StatusAllocation {
        StatusAllocation(base: Institution.statusBase, purposes: [.revocation, .suspension], capacity: capacity)
    }

    /// The number of each list, how many of its places are taken, and whether it is closed.
    private func lists(_ database: Database) throws -> [[Int]] {
        try database.read { transaction throws(DatabaseError) in
            try transaction.all(
                """
                SELECT l.number, l.reserved, (SELECT count(*) FROM status_entries e WHERE e.list = l.number), l.closed_at
                FROM status_lists l ORDER BY l.number
                """
            ) { row throws(DatabaseError) in
                [try row.integer(0), try row.integer(1), try row.integer(2), row.isNull(3) ? 0 : 1]
            }
        }
    }

    @Test(
        "every credential has a place of its own, always the same, on one of two lists of 131,072",
        arguments: DatabaseDriver.available)
    func places(_ driver: DatabaseDriver) throws {
        try withDatabase(driver) { database throws in
            let names = (1...400).map { "urn:uuid:\($0)" }
            let allocation = self.allocation()
            let places = try reserve(allocation, names, database)
            #expect(Set(places).count == 400)
            #expect(Set(places.map(\.list)) == [1, 2])
            #expect(places.allSatisfy { (0..<131_072).contains($0.index) })
            #expect(try reserve(allocation, names, database) == places)
            #expect(try lists(database).map { $0[1] == $0[2] && $0[3] == 0 } == [true, true])
            // Drawn from the whole list, not from its beginning: each of four quarters gets its share.
            let quarters = Dictionary(grouping: places) { $0.index / 32_768 }.mapValues(\.count)
            #expect(quarters.count == 4 && quarters.values.allSatisfy { $0 > 50 })
        }
    }

    @Test(
        "a list is closed when four fifths of it are taken, and two are open at any time",
        arguments: DatabaseDriver.available)
    func closing(_ driver: DatabaseDriver) throws {
        try withDatabase(driver) { database throws in
            let allocation = self.allocation(10)
            var places = Set<StatusPlace>()
            for number in 1...100 {
                places.formUnion(try reserve(allocation, ["urn:\(number)"], database))
                let found = try lists(database)
                #expect(found.allSatisfy { $0[1] == $0[2] && ($0[3] == 1) == ($0[1] >= 8) && $0[1] <= 8 })
                #expect(found.count { $0[3] == 0 } >= 1)
            }
            #expect(places.count == 100)
        }
    }

    @Test(
        "what is not kept in the end is nobody's place, and what is kept is never given again",
        arguments: DatabaseDriver.available)
    func rollback(_ driver: DatabaseDriver) throws {
        try withDatabase(driver) { database throws in
            let allocation = self.allocation(10)
            let first = try reserve(allocation, ["urn:1", "urn:2"], database)
            #expect(throws: IssuerError(.conflict, "")) {
                try database.write { transaction throws(IssuerError) in
                    _ = try allocation.reserve(for: "urn:3", at: Institution.now, in: transaction)
                    throw IssuerError(.conflict, "")
                }
            }
            #expect(try lists(database).map { $0[2] }.reduce(0, +) == 2)
            let more = try reserve(allocation, (3...60).map { "urn:\($0)" }, database)
            #expect(Set(first + more).count == 60)
        }
    }

    @Test("processes that draw at the same time never draw the same", arguments: DatabaseDriver.available)
    func drawing(_ driver: DatabaseDriver) async throws {
        try await driver.withPlaceAsync { place in
            try place.open().migrate(RegisterSchema.migrations, at: Institution.now)
            let places = try await withThrowingTaskGroup(of: [StatusPlace].self) { group in
                for worker in 0..<4 {
                    group.addTask {
                        let database = try place.open()
                        var places: [StatusPlace] = []
                        for number in 0..<30 {
                            places += try database.write { transaction throws(IssuerError) in
                                [
                                    try self.allocation(20).reserve(
                                        for: "urn:\(worker):\(number)", at: Institution.now, in: transaction)
                                ]
                            }
                        }
                        return places
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(places.count == 120 && Set(places).count == 120)
        }
    }

    @Test(
        "another address, or other purposes, have lists of their own: a list keeps its address for good",
        arguments: DatabaseDriver.available)
    func families(_ driver: DatabaseDriver) throws {
        try withDatabase(driver) { database throws in
            func lists(_ base: String, _ purposes: [StatusPurpose], _ name: String) throws -> Set<Int> {
                let allocation = StatusAllocation(base: base, purposes: purposes)
                return Set(try reserve(allocation, (1...20).map { "urn:\(name):\($0)" }, database).map(\.list))
            }
            #expect(try lists("https://a.example", [.revocation], "a") == [1, 2])
            #expect(try lists("https://b.example", [.revocation], "b") == [3, 4])
            #expect(try lists("https://a.example", [.revocation, .suspension], "c") == [5, 6])
            #expect(try lists("https://a.example", [.revocation], "d") == [1, 2])
        }
    }

    @Test("numbers are drawn from all that there are, each about as often as the others")
    func uniform() throws {
        for bound in [1, 2, 3, 7, 1 << 17] {
            for _ in 0..<50 { #expect(try StatusAllocation.draw(below: bound) < bound) }
        }
        var counts = [Int](repeating: 0, count: 3)
        for _ in 0..<9_000 { counts[try StatusAllocation.draw(below: 3)] += 1 }
        // Six standard deviations from 3,000.
        #expect(counts.allSatisfy { (2_730...3_270).contains($0) })
    }
}
