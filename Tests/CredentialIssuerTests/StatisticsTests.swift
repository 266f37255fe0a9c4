import Credentials
import Database
import Encodings
import RoleSupport
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Numbers of awards")
struct StatisticsTests {
    private func table(
        _ statistics: AwardStatistics, _ dimension: AwardStatistics.Dimension
    ) throws -> [String: AwardStatistics.Count] {
        let table = try #require(statistics.tables.first { $0.dimension == dimension })
        return Dictionary(uniqueKeysWithValues: table.rows.map { ($0.value, $0.count) })
    }

    @Test("awards are counted by everything they say, one that was issued again once, and none under five is told")
    func counting() throws {
        try Files.withTemporaryFolder { folder throws in
            _ = try Institution.folder(folder)
            let issuer = try Institution.issuer(folder)
            func issue(_ name: String, on day: String, _ repetition: Repetition = .once) throws -> IssuedRecord {
                var learner = Institution.Learner(name, "De Smet")
                learner.awardedOn = day
                return try issuer.issue(
                    Institution.record(learner), repetition: repetition, at: Institution.now
                ).record
            }
            for name in ["Anna", "Bert", "Cato", "Dirk", "Eva", "Finn"] { _ = try issue(name, on: "2026-06-26") }
            for name in ["Griet", "Hans", "Ida", "Jan", "Karel"] { _ = try issue(name, on: "2026-09-01") }
            let lies = try issue("Lies", on: "2026-10-02")
            let opened = try IssuerFolder(folder)
            let first = try opened.statistics()
            #expect(first.total == .exactly(12))
            // One award in October alone would be told by the total, so that another month is not told either.
            #expect(
                try table(first, .month) == [
                    "2026-06": .exactly(6), "2026-09": .hidden, "2026-10": .hidden,
                ])
            #expect(try table(first, .level) == ["http://data.europa.eu/snb/eqf/7": .exactly(12)])
            #expect(try table(first, .kind) == ["": .exactly(12)])
            #expect(try table(first, .load).values.elementsEqual([.exactly(12)]))

            _ = try issue("Lies", on: "2026-10-02", .after(credentialID: lies.credentialID))
            let second = try opened.statistics()
            #expect(second.total == .exactly(12))

            let june = try opened.statistics(
                by: [.month], from: CalendarDate(parsing: "2026-06-26"), to: CalendarDate(parsing: "2026-06-26"))
            #expect(june.total == .exactly(6) && june.tables.count == 1)
            let october = try opened.statistics(from: CalendarDate(parsing: "2026-10-01"))
            #expect(october.total == .hidden)
            #expect(october.tables.flatMap(\.rows).allSatisfy { $0.count == .hidden })
            let none = try opened.statistics(from: CalendarDate(parsing: "2027-01-01"))
            #expect(none.total == .exactly(0))
        }
    }

    @Test("an award that was revoked is none, and the order of what is not told tells nothing of it")
    func revokedAwards() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder, id: "did:web:leiehove.example", status: Institution.status())
            var ids: [String] = []
            do {
                let issuer = try Institution.issuer(folder)
                for (specification, count) in [("a", 3), ("b", 4), ("c", 9)] {
                    for number in 0..<count {
                        var learner = Institution.Learner("Anna \(UnicodeScalar(UInt8(97 + number)))", "De Smet")
                        learner.specification = "https://leiehove.example/mc/" + specification
                        ids.append(
                            try issuer.issue(Institution.record(learner), at: Institution.now).record.credentialID)
                    }
                }
            }
            let first = try made.statistics(by: [.specification])
            #expect(first.total == .exactly(16))
            let rows = first.tables[0].rows
            #expect(rows.map { String($0.value.suffix(1)) } == ["c", "a", "b"])
            #expect(rows.map(\.count) == [.exactly(9), .hidden, .hidden])
            _ = try StatusKeeper(made).carryOut(.revoke, [ids[0], ids[15]], reason: .fraud, at: Institution.now)
            #expect(try made.statistics(by: [.specification]).total == .exactly(14))
        }
    }

    @Test("a copy that was lost is no smaller number, but an error")
    func missingCopy() throws {
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            let issued = try Institution.issuer(folder).issue(
                Institution.record(.init("Anna", "De Smet")), at: Institution.now)
            let database = try Database.file(folder + "/register/register.db", for: .change)
            try database.write { transaction throws(DatabaseError) in
                _ = try transaction.run(
                    "UPDATE credentials SET content = $1 WHERE id = $2",
                    [.bytes(Array(issued.bytes.dropLast())), .text(issued.record.credentialID)])
            }
            #expect(throws: IssuerError(.copyMissing, "")) { try made.statistics() }
        }
    }

    @Test("four are not told, and five are")
    func bound() throws {
        #expect(AwardStatistics.hidden(["a": 4, "b": 5, "c": 9], isTotalTold: false) == ["a"])
        try Files.withTemporaryFolder { folder throws in
            let made = try Institution.folder(folder)
            let issuer = try Institution.issuer(folder)
            for (number, name) in ["Anna", "Bert", "Cato", "Dirk", "Eva"].enumerated() {
                _ = try issuer.issue(Institution.record(.init(name, "De Smet")), at: Institution.now)
                let total = try IssuerFolder(made.path).statistics().total
                #expect(total == (number < 4 ? .hidden : .exactly(5)))
            }
        }
    }

    @Test("nothing that is told gives a number under five away", arguments: 0..<400)
    func suppression(_ seed: Int) {
        var random = SeededGenerator(seed: seed)
        var numbers: [String: Int] = [:]
        for index in 0..<Int.random(in: 1...8, using: &random) {
            numbers["row \(index)"] = Int.random(in: 1...(Bool.random(using: &random) ? 6 : 40), using: &random)
        }
        let total = numbers.values.reduce(0, +)
        for isTotalTold in [false, true] where !isTotalTold || total >= AwardStatistics.threshold {
            let hidden = AwardStatistics.hidden(numbers, isTotalTold: isTotalTold)
            let told = numbers.filter { !hidden.contains($0.key) }
            #expect(told.values.allSatisfy { $0 >= AwardStatistics.threshold })
            guard isTotalTold, !hidden.isEmpty else { continue }
            // What is not told adds up to this, which everybody can compute: one value, or a sum under five, would tell.
            #expect(total - told.values.reduce(0, +) >= AwardStatistics.threshold)
            #expect(hidden.count > 1)
        }
    }
}
