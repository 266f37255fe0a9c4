import CredentialWallet
import Cryptography
import Encodings
import TestSupport
import Testing

@testable import CredentialWallet

@Suite("What lists and searches need")
struct SummaryTests {
    private let badge = Fixtures.credential(
        "urn:example:1", title: "First aid",
        more: #""awardedDate":"2026-05-03T10:00:00Z","validFrom":"2026-05-04T00:00:00Z","#)

    private func summary(_ bytes: [UInt8], number: Int = 1, verdict: RecordedVerdict? = Fixtures.genuine) throws
        -> WalletSummary
    {
        let note = WalletNote(
            digest: try Wallet.digest(of: bytes), number: number, addedAt: Fixtures.now, verdict: verdict,
            isAcceptedUnverified: verdict == nil)
        return WalletSummary(
            WalletEntry(number: number, digest: note.digest, note: note, content: Wallet.content(of: bytes)))
    }

    private func rich() throws -> [WalletSummary] {
        let achievement = #"""
            {"id":"urn:a:1","name":"Verpleegkunde Ä","fieldOfStudy":"Nursing","tag":["Care","Wound"],
             "alignment":[{"type":["Alignment"],"targetName":"EQF level 6","targetType":"ext:EQFLevel",
             "targetCode":"6","targetUrl":"http://data.europa.eu/snb/eqf/6"},
             {"type":["Alignment"],"targetName":"Nursing and midwifery","targetType":"ext:ISCEDF","targetCode":"0913",
             "targetUrl":"http://data.europa.eu/snb/isced-f/0913"}]}
            """#
        let nursing =
            Array(
                #"{"@context":["https://www.w3.org/ns/credentials/v2"],"id":"urn:n","type":["VerifiableCredential"],"#
                    .utf8)
            + Array(
                (#""issuer":{"id":"did:web:z.example","name":"Zorgschool"},"validFrom":"2025-01-02T00:00:00Z","#
                    + #""credentialSubject":{"achievement":\#(achievement)}}"#).utf8)
        return [
            try summary(badge), try summary(nursing, number: 2, verdict: nil),
            try summary([1, 2, 3], number: 3, verdict: nil),
            try summary(Array("{}".utf8), number: 4, verdict: nil),
        ]
    }

    @Test("comes back from the index as it was, and nothing that was cut off or changed traps")
    func indexRoundTrip() throws {
        let summaries = try rich()
        let bytes = VaultIndex.bytes(of: summaries)
        #expect(try VaultIndex.summaries(in: bytes) == summaries)
        #expect(try VaultIndex.summaries(in: VaultIndex.bytes(of: [])).isEmpty)
        for count in 0..<bytes.count {
            #expect(throws: WalletError.self) { try VaultIndex.summaries(in: Array(bytes.prefix(count))) }
        }
        #expect(throws: WalletError(.vaultDamaged, "")) { try VaultIndex.summaries(in: bytes + [0]) }
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            var other = bytes
            for _ in 0..<3 {
                other[Int.random(in: 0..<other.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            // What is accepted at once is read later, all of it.
            for row in (try? VaultIndex.summaries(in: other)) ?? [] {
                let claims = row.claims
                #expect(row.note?.number == row.number && row.note?.digest == row.digest)
                #expect(claims.levels == row.outline.levels && claims.awardedOn == row.outline.awardedOn)
            }
        }
        #expect(throws: WalletError(.madeByLaterVersion, "")) { try VaultIndex.summaries(in: [4] + bytes.dropFirst()) }
    }

    @Test("numbers of any size are written and read alike")
    func numbers() {
        for number in [0, 1, -1, 63, 64, -64, -65, 127, 128, 1 << 40, -(1 << 40), .max, .min] {
            var writer = IndexWriter()
            writer.write(number)
            var reader = IndexReader(writer.bytes)
            #expect(reader.number() == number && reader.isAtEnd)
        }
        for hostile in [[], [0x80], [UInt8](repeating: 0xFF, count: 9), [UInt8](repeating: 0xFF, count: 30)]
            as [[UInt8]]
        {
            var reader = IndexReader(hostile)
            #expect(reader.number() == nil)
        }
    }

    @Test("a row of the index says of itself what it says as a whole, and is written as it was read")
    func rows() throws {
        func course(_ id: String, _ more: String = "") -> [UInt8] {
            Array(
                #"{"id":"\#(id)","type":["VerifiableCredential"],"issuer":"did:web:leiehove.example",\#(more)"#.utf8)
                + Array(#""credentialSubject":{"achievement":{"id":"urn:a:9","name":"Statistics"}}}"#.utf8)
        }
        let first = course("urn:example:8")
        let digest = try Multihash(.sha256, digest: SHA256.hash(first)).multibase
        let second = course(
            "urn:example:9", #""relatedResource":{"id":"urn:example:8","digestMultibase":"\#(digest)"},"#)
        let summaries = try rich() + [summary(first, number: 5), summary(second, number: 6)]
        let bytes = VaultIndex.bytes(of: summaries)
        let rows = try VaultIndex.summaries(in: bytes)
        #expect(rows.allSatisfy { $0.row != nil } && summaries.allSatisfy { $0.row == nil })
        #expect(VaultIndex.bytes(of: rows) == bytes)
        #expect(rows.map(\.documentID) == summaries.map(\.claims.id) && Set(rows.map(\.documentID)).count == 5)
        #expect(rows.map(\.namesOthers) == [false, false, false, false, false, true])
        #expect(summaries.map(\.namesOthers) == rows.map(\.namesOthers))
        #expect(rows.successors() == [5: 6] && summaries.successors() == [5: 6])
        for (row, summary) in zip(rows, summaries) {
            #expect(row == summary && row.outline.levels == summary.claims.levels)
            #expect(row.outline.validUntil == summary.claims.validUntil && row.outline.titles.isEmpty)
        }
        // What changes is made anew, between rows that stay as they are.
        var note = try #require(rows[1].note)
        note.verdict = Fixtures.genuine
        var changed = rows
        changed[1] = rows[1].with(note)
        let read = try VaultIndex.summaries(in: VaultIndex.bytes(of: changed))
        #expect(read == changed && read[1].note?.verdict == Fixtures.genuine && read[1] != rows[1])
    }

    @Test(
        "finds by words, issuer, field, level, skill and day, and by all of them at once",
        arguments: [false, true])
    func queries(_ areRows: Bool) throws {
        let summaries = areRows ? try VaultIndex.summaries(in: VaultIndex.bytes(of: rich())) : try rich()
        func numbers(_ change: (inout WalletQuery) throws -> Void) rethrows -> [Int] {
            var query = WalletQuery()
            try change(&query)
            return query.matches(in: summaries).map(\.number)
        }
        #expect(numbers { _ in } == [1, 2, 3, 4])
        #expect(numbers { $0.words = ["AID"] } == [1])
        #expect(numbers { $0.words = ["aid", "leiehove"] } == [1])
        #expect(numbers { $0.words = ["aid", "zorg"] } == [])
        #expect(numbers { $0.words = ["verpleegkunde ä"] } == [2])
        #expect(numbers { $0.words = [""] } == [1, 2, 3, 4])
        #expect(numbers { $0.issuer = "leiehove university" } == [1], "the name on the trust list")
        #expect(numbers { $0.issuer = "ZORGSCHOOL" } == [2])
        #expect(numbers { $0.issuer = "did:web:z.example" } == [2])
        #expect(numbers { $0.field = "nursing" } == [2])
        #expect(numbers { $0.field = "09" } == [2])
        #expect(numbers { $0.field = "13" } == [], "digits in the middle of a code")
        #expect(numbers { $0.level = 6 } == [2])
        #expect(numbers { $0.level = 7 } == [])
        #expect(numbers { $0.skill = "wound" } == [2])
        #expect(try numbers { $0.from = try CalendarDate(parsing: "2026-05-03") } == [1])
        #expect(try numbers { $0.from = try CalendarDate(parsing: "2026-05-04") } == [])
        #expect(try numbers { $0.until = try CalendarDate(parsing: "2026-05-02") } == [2])
        #expect(
            try numbers {
                $0.words = ["nursing"]
                $0.level = 6
                $0.until = try CalendarDate(parsing: "2025-01-02")
            } == [2])
    }

    @Test("a summary says the same of every kind of wallet", arguments: Fixtures.Kind.allCases)
    func kinds(_ kind: Fixtures.Kind) throws {
        try Fixtures.withWallet(kind) { wallet, _ in
            try wallet.addGenuine(badge)
            _ = try wallet.add([7], verdict: nil, decisions: .acceptUnverified, at: Fixtures.now)
            let summaries = try wallet.summaries()
            #expect(try summaries == wallet.entries().map { WalletSummary($0) })
            #expect(summaries.map(\.content) == [.document, .unreadable])
            #expect(summaries.first?.claims.title?.english == "First aid")
            #expect(summaries.first?.claims.awardedOn?.description == "2026-05-03")
        }
    }
}
