import CredentialWallet
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
            _ = try? VaultIndex.summaries(in: other)
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

    @Test("finds by words, issuer, field, level, skill and day, and by all of them at once")
    func queries() throws {
        let summaries = try rich()
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
