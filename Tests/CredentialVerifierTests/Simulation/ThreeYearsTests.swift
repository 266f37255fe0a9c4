import CredentialVerifier
import Encodings
import Registry
import TestSupport
import Testing
import TrustSimulator

@Suite("Three years of an authority and its institutions")
struct ThreeYearsTests {
    /// On which days the question is asked: once in every month of thirty days.
    private static let askedOn = (0..<36).map { 30 * $0 + 20 }

    /// Two hundred credentials: most are signed as they should be, the others at a wrong time, with an old or a stolen
    /// key, at a level out of reach, or by nobody's institution.
    private static let rows: [ThreeYearsTable.Row] = {
        let usual: [(issuer: String, key: String, days: ClosedRange<Int>)] = [
            ("Alder", "k1", -900...229), ("Alder", "k2", 200...505), ("Alder", "k3", 500...830),
            ("Alder", "k4", 800...1_070), ("Birch", "k1", -900...310), ("Birch", "k2", 300...699),
            ("Birch", "k3", 690...1_070), ("Cedar", "k1", -900...399), ("Cedar", "k2", 430...1_070),
            ("Dogwood", "k1", -900...599), ("Elm", "k1", -900...760), ("Fir", "k1", 750...1_040),
            ("Fir", "k2", 1_001...1_070), ("Gorse", "k1", -900...899), ("Mill", "k1", -900...1_070),
        ]
        var random = SeededGenerator(seed: 2_026)
        var rows: [ThreeYearsTable.Row] = []
        // The edges of everything that begins or ends: a day and the next, in pairs.
        for (issuer, key, day) in [
            ("Alder", "k1", 229), ("Alder", "k2", 199), ("Alder", "k2", 505), ("Birch", "k2", 349),
            ("Birch", "k2", 419), ("Cedar", "k1", 399), ("Cedar", "k2", 429), ("Dogwood", "k1", 599),
            ("Elm", "k1", 760), ("Fir", "k1", 749), ("Gorse", "k1", 899),
        ] {
            for day in [day, day + 1] { rows.append(.init(issuer: issuer, key: key, day: day, level: 6)) }
        }
        rows.append(.init(issuer: "Dogwood", key: "k1", day: 900, level: 6))
        while rows.count < 200 {
            let (issuer, key, days) = random.pick(usual)
            let day = random.number(in: random.isOne(in: 4) ? -900...1_070 : days)
            rows.append(
                .init(issuer: issuer, key: key, day: day, level: random.number(in: random.isOne(in: 6) ? 4...8 : 5...6))
            )
        }
        return rows
    }()

    /// The credentials, signed at noon; those at an edge in the last second of a day and in the first of the next.
    private func credentials(_ story: ThreeYears) throws -> [[UInt8]] {
        try Self.rows.enumerated().map { number, row in
            let noon = SimulatedClock.day(row.day, hour: 12)
            let edge = number.isMultiple(of: 2) ? SimulatedClock.end(of: row.day) : SimulatedClock.day(row.day)
            return try story.institution(row.issuer).credential(
                with: row.key, created: number < 22 ? edge : noon, level: row.level)
        }
    }

    /// Asks about every credential on a day, and compares with the table; returns what was said how often.
    private func ask(
        _ credentials: [[UInt8]], _ chain: TrustChain, on day: Int, news: Int
    ) -> [ThreeYearsTable.Answer: Int] {
        let verifier = Verifier(trust: Trust(chains: [chain]))
        let now = SimulatedClock.day(day, hour: 18)
        var counts: [ThreeYearsTable.Answer: Int] = [:]
        for (row, bytes) in zip(Self.rows, credentials) {
            let report = verifier.verify(bytes, at: now)
            let found = ThreeYearsTable.Answer(
                code: report[.issuer]?.code ?? "", verdict: report.verdict.rawValue)
            counts[found, default: 0] += 1
            let expected = ThreeYearsTable.answer(row, on: day, news: news)
            #expect(
                found == expected, "\(row) on day \(day): \(report.checks.map { "\($0.name) \($0.code)" })")
        }
        return counts
    }

    @Test("Every month, of each of 200 credentials, it is said what a table made by hand says")
    func attentive() throws {
        let story = try ThreeYears()
        let credentials = try credentials(story)
        var counts: [ThreeYearsTable.Answer: Int] = [:]
        var seen = SeenTrust()
        var seenLists: [[UInt8]] = []
        for day in Self.askedOn {
            let material = try story.published(by: day)
            let chain = TrustChain(
                pin: story.days[0].authority.pin, material: material, seen: seen, seenLists: seenLists)
            #expect(chain.problems.isEmpty && chain.notes.isEmpty, "day \(day)")
            counts.merge(ask(credentials, chain, on: day, news: day), uniquingKeysWith: +)
            seen = chain.seen(at: SimulatedClock.day(day, hour: 18))
            seenLists = [chain.list?.bytes].compactMap { $0 }
        }
        #expect(counts.values.reduce(0, +) == 7_200)
        #expect(seen.root?.version == 3 && seen.list?.sequence == 19)
        // Every answer that the story is about was given, and none of them is rare.
        for code in [
            "ISSUER_RECOGNISED", "ISSUER_NOT_LISTED", "KEY_NOT_LISTED", "KEY_OUTSIDE_WINDOW", "KEY_COMPROMISED",
            "KEY_COMPROMISED_NO_TIME_EVIDENCE", "ISSUER_SUSPENDED_AT_ISSUE", "ISSUER_WITHDRAWN_AT_ISSUE",
            "ISSUER_WITHDRAWN_NO_TIME_EVIDENCE", "ISSUER_CLOSED_NO_TIME_EVIDENCE", "SCOPE_EQF", "TIME_FROM_FUTURE",
            "LIST_EXPIRED",
        ] { #expect(counts.filter { $0.key.code == code }.values.reduce(0, +) >= 12, "\(code)") }
        let closed = zip(Self.rows, credentials).filter { row, _ in row.issuer == "Elm" && row.day <= 760 }
        let last = try TrustChain(pin: story.days[0].authority.pin, material: story.published(by: 1_070))
        for (row, bytes) in closed where 5...7 ~= row.level {
            let report = Verifier(trust: Trust(chains: [last])).verify(bytes, at: SimulatedClock.day(1_070, hour: 18))
            #expect(report.notes.contains { $0.code == "ISSUER_RECORDS_VOUCHED_FOR" }, "\(row)")
        }
    }

    @Test(
        "A verifier that gets no news after ten months is never wrong, and soon decides nothing that news could change")
    func cutOff() throws {
        let story = try ThreeYears()
        let credentials = try credentials(story)
        let chain = TrustChain(pin: story.days[0].authority.pin, material: try story.published(by: 320))
        for day in [320, 350, 380, 410, 440, 740, 1_070] {
            let counts = ask(credentials, chain, on: day, news: 320)
            // The first root was good for 400 days.
            #expect((counts.filter { $0.key.verdict == "valid" }.count == 0) == (day >= 400))
        }
    }
}
