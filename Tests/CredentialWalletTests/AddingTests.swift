import CredentialWallet
import Encodings
import Storage
import TestSupport
import Testing

@Suite("Adding to a wallet")
struct AddingTests {
    private let badge = Fixtures.credential("urn:example:1", title: "First aid")

    @Test("what was added comes back byte for byte, with its note", arguments: Fixtures.Kind.allCases)
    func bytesComeBack(_ kind: Fixtures.Kind) throws {
        try Fixtures.withWallet(kind) { wallet, _ in
            guard case .added(let added) = try wallet.add(badge, verdict: Fixtures.genuine, at: Fixtures.now) else {
                return #expect(Bool(false))
            }
            let entries = try wallet.entries()
            let entry = try #require(entries.first)
            #expect(entries.count == 1)
            #expect(try wallet.bytes(of: entry) == badge)
            #expect(entry.digest == added.digest && entry.number == 1 && entry.isIntact)
            #expect(entry.note == added.note)
            #expect(entry.note?.verdict == Fixtures.genuine && entry.note?.addedAt == Fixtures.now)
            #expect(entry.note?.isAcceptedUnverified == false)
            #expect(entry.credentialID == "urn:example:1" && entry.title == "First aid")
            #expect(entry.claimedIssuerName == "Leiehove")
            #expect(entry.validUntil?.description == "2027-03-01T00:00:00Z")
        }
    }

    @Test("the same bytes are kept once", arguments: Fixtures.Kind.allCases)
    func sameBytes(_ kind: Fixtures.Kind) throws {
        try Fixtures.withWallet(kind) { wallet, _ in
            try wallet.addGenuine(badge)
            guard case .alreadyThere(let entry) = try wallet.add(badge, verdict: nil, at: Fixtures.later) else {
                return #expect(Bool(false))
            }
            #expect(entry.note?.addedAt == Fixtures.now && entry.note?.verdict == Fixtures.genuine)
            #expect(try wallet.entries().count == 1)
        }
    }

    @Test("the same document with other blanks is the same credential, and the first bytes stay")
    func otherForm() throws {
        try Fixtures.withWallet { wallet, _ in
            try wallet.addGenuine(badge)
            let spaced = Array(String(decoding: badge, as: UTF8.self).replacing(",", with: ", ").utf8)
            guard
                case .alreadyThereInOtherForm(let entry) = try wallet.add(
                    spaced, verdict: Fixtures.genuine, at: Fixtures.later)
            else { return #expect(Bool(false)) }
            #expect(try wallet.bytes(of: entry) == badge)
            #expect(try wallet.entries().count == 1)
        }
    }

    @Test("another document with the same identifier is reported, and kept only on a decision")
    func sameID() throws {
        try Fixtures.withWallet { wallet, _ in
            let first = try wallet.addGenuine(badge)
            let other = Fixtures.credential("urn:example:1", title: "First aid, with distinction")
            guard
                case .sameIDOtherContent(let existing) = try wallet.add(
                    other, verdict: Fixtures.genuine, at: Fixtures.later)
            else { return #expect(Bool(false)) }
            #expect(existing.map(\.digest) == [first?.digest])
            #expect(try wallet.entries().count == 1)
            guard
                case .added = try wallet.add(
                    other, verdict: Fixtures.genuine, decisions: .keepBesideSameID, at: Fixtures.later)
            else { return #expect(Bool(false)) }
            #expect(try wallet.entries().map(\.number) == [1, 2])
        }
    }

    @Test("credentials without an identifier are never taken for each other")
    func withoutID() throws {
        try Fixtures.withWallet { wallet, _ in
            try wallet.addGenuine(Fixtures.credential(title: "First aid"))
            try wallet.addGenuine(Fixtures.credential(title: "Second aid"))
            #expect(try wallet.entries().count == 2)
        }
    }

    @Test("a document that no verifier found authentic is refused unless a person decides to keep it")
    func unverified() throws {
        try Fixtures.withWallet { wallet, _ in
            let verdicts: [RecordedVerdict?] = [
                nil, Fixtures.forged,
                RecordedVerdict(.undecided, isAuthentic: false, code: "CONTEXT_UNKNOWN", evaluatedAt: Fixtures.now),
            ]
            for verdict in verdicts {
                #expect(throws: WalletError(.notVerified, "")) {
                    try wallet.add(badge, verdict: verdict, at: Fixtures.now)
                }
            }
            #expect(try wallet.entries().isEmpty)
            let outcome = try wallet.add(
                badge, verdict: Fixtures.forged, decisions: .acceptUnverified, at: Fixtures.now)
            #expect(outcome.entry?.note?.isAcceptedUnverified == true)
            #expect(try wallet.entries().first?.note?.verdict == Fixtures.forged)
        }
    }

    @Test("an expired or unlisted credential whose proof holds needs no decision")
    func authenticButNotValid() throws {
        try Fixtures.withWallet { wallet, _ in
            let expired = RecordedVerdict(.invalid, isAuthentic: true, code: "EXPIRED", evaluatedAt: Fixtures.now)
            let entry = try wallet.add(badge, verdict: expired, at: Fixtures.now).entry
            #expect(entry?.note?.isAcceptedUnverified == false)
        }
    }

    @Test(
        "bytes that are no document are refused, whatever a verifier says, unless a person decides to keep them",
        arguments: [
            [], [0x00], Array("not a credential".utf8), Array("{".utf8), Array(#"{"a":1}{"a":1}"#.utf8),
            Array(#"{"a":1,"a":2}"#.utf8), [0xEF, 0xBB, 0xBF] + Array("{}".utf8),
            Array(repeating: UInt8(ascii: "["), count: 100_000),
        ] as [[UInt8]])
    func notReadable(_ bytes: [UInt8]) throws {
        try Fixtures.withWallet { wallet, _ in
            #expect(throws: WalletError(.notReadable, "")) {
                try wallet.add(bytes, verdict: Fixtures.genuine, at: Fixtures.now)
            }
            #expect(try wallet.entries().isEmpty)
            _ = try wallet.add(bytes, verdict: nil, decisions: .acceptUnverified, at: Fixtures.now)
            let entry = try #require(try wallet.entries().first)
            #expect(try wallet.bytes(of: entry) == bytes)
            #expect(entry.isIntact && entry.document == nil && entry.title == nil)
        }
    }

    @Test("a file larger than a credential can be is refused whatever anybody decides")
    func tooLarge() throws {
        try Fixtures.withWallet { wallet, _ in
            let bytes = [UInt8](repeating: 0x20, count: Wallet.documentLimit + 1)
            #expect(throws: WalletError(.tooLarge, "")) {
                try wallet.add(
                    bytes, verdict: nil, decisions: [.acceptUnverified, .keepBesideSameID], at: Fixtures.now)
            }
        }
    }

    @Test("a reason holds nothing that the document says")
    func reasonsAreDiscreet() throws {
        try Fixtures.withWallet { wallet, _ in
            let bytes = Array(#"{"name":"Anna De Smet","name":"x"}"#.utf8)
            let error = #expect(throws: WalletError.self) {
                try wallet.add(bytes, verdict: nil, at: Fixtures.now)
            }
            #expect(error?.reason.contains("Anna") == false)
        }
    }

    @Test("a verdict that settles what was open is remembered, and no lesser one replaces it")
    func betterVerdict() throws {
        try Fixtures.withWallet { wallet, _ in
            _ = try wallet.add(badge, verdict: nil, decisions: .acceptUnverified, at: Fixtures.now)
            let entry = try #require(try wallet.add(badge, verdict: Fixtures.genuine, at: Fixtures.later).entry)
            #expect(entry.note?.isAcceptedUnverified == false && entry.note?.verdict == Fixtures.genuine)
            _ = try wallet.add(badge, verdict: Fixtures.forged, at: Fixtures.later)
            #expect(try wallet.entries().first?.note == entry.note)
        }
    }

    @Test("a later verdict on a credential in the wallet replaces the one from before")
    func recording() throws {
        try Fixtures.withWallet { wallet, _ in
            let entry = try #require(try wallet.addGenuine(badge))
            let revoked = RecordedVerdict(.invalid, isAuthentic: true, code: "REVOKED", evaluatedAt: Fixtures.later)
            try wallet.record(revoked, for: entry)
            #expect(try wallet.entries().first?.note?.verdict == revoked)
            try wallet.remove(entry, at: Fixtures.later)
            #expect(throws: WalletError(.noMatch, "")) { try wallet.record(revoked, for: entry) }
        }
    }
}
