import Credentials
import Encodings
import Registry
import Testing

@Suite("The end of lists and institutions")
struct EndingTests {
    @Test("An authority closes its list once, and nobody opens it again")
    func close() throws {
        let workshop = try Workshop()
        let list = try workshop.listed()
        var editor = try workshop.editing(list)
        try editor.close()
        let error = #expect(throws: TrustError.self) { try editor.close() }
        #expect(error?.refusal?.name == "alreadyClosed")
        let closed = try editor.sign(with: workshop.authority.key)
        #expect(closed.isClosed && !list.isClosed)
        #expect(throws: Never.self) { try closed.check(at: time("2046-01-01T00:00:00Z")) }
        #expect(throws: TrustError.self) { try list.check(at: time("2046-01-01T00:00:00Z")) }

        // Nothing follows, open or closed: else whoever has the key goes on where the authority has stopped.
        let after = #expect(throws: TrustError.self) { try workshop.editing(closed, at: "2026-11-01T00:00:00Z") }
        #expect(after?.refusal?.name == "lastList")
        var value = JSONValue(closed.document.root).setting("/proof", nil)
        value.set("/trustList/sequence", .number(String(closed.sequence + 1)))
        value.set("/trustList/previousDigest", .string(closed.digest.multibase))
        for next in [
            value, value.setting("/trustList/closed", false), value.setting("/trustList/closed", nil),
            value.setting("/trustList/sequence", .number(String(closed.sequence + 7))),
        ] {
            let list = try workshop.authority.list(next)
            let refusal = #expect(throws: TrustError.self) { try list.check(succeeding: closed) }
            #expect(refusal?.code == .historyRewritten)
            #expect(refusal?.pointer == "/trustList/closed")
        }
        #expect(throws: Never.self) { try closed.check(succeeding: closed) }
    }

    @Test("A withdrawal names its successor at once or later, and others do not")
    func successor() throws {
        let workshop = try Workshop()
        let university = try did("did:web:university.example")
        let archive = Successor(id: try did("did:web:archive.example"), legalName: "National Archive")
        var editor = try workshop.editing(workshop.listed())
        try editor.withdraw(university, since: time("2026-10-01T00:00:00Z"), reason: "closed", successor: archive)
        let list = try editor.sign(with: workshop.authority.key)
        #expect(list.issuers.first?.states.last?.successor == archive)

        var late = try workshop.editing(workshop.listed())
        try late.withdraw(university, since: time("2026-10-01T00:00:00Z"))
        let bare = try late.sign(with: workshop.authority.key)
        var again = try workshop.editing(bare, at: "2026-11-01T00:00:00Z")
        #expect(throws: TrustError.self) { try again.withdraw(university, since: time("2026-11-01T00:00:00Z")) }
        try again.withdraw(university, since: time("2026-10-01T00:00:00Z"), successor: archive)
        let named = try again.sign(with: workshop.authority.key)
        #expect(named.issuers.first?.state(at: try time("2026-12-01T00:00:00Z"))?.successor == archive)
        #expect(named.issuers.first?.states.count == 3)

        var unseen = try workshop.editing(workshop.listed())
        let hidden = Successor(id: archive.id, legalName: "National\u{202E}Archive")
        #expect(throws: TrustError.self) {
            try unseen.withdraw(university, since: time("2026-10-01T00:00:00Z"), successor: hidden)
        }
    }

    @Test("What may be passed on over more steps than before raises what the list allows, and nothing lowers it")
    func delegationDepth() throws {
        let workshop = try Workshop()
        var editor = try workshop.first()
        func allowed() throws -> Int? {
            try JSONDocument(parsing: editor.draft(), limits: .trustList).root["trustList"]?["maxDelegationDepth"]?
                .integer
        }
        try editor.addIssuer(workshop.university())
        #expect(try allowed() == nil)
        for (steps, expected) in [(1, 1), (2, 2), (0, 2), (1, 2)] {
            var recognition = NewRecognition(
                credentialTypes: ["Course"], window: ValidityWindow(from: try time("2026-09-01T00:00:00Z")))
            recognition.delegationDepth = steps
            try editor.addRecognition(recognition, to: did("did:web:university.example"))
            #expect(try allowed() == expected)
        }
        let list = try editor.sign(with: workshop.authority.key)
        #expect(list.issuers.first?.recognitions.map(\.delegationDepth) == [0, 1, 2, 0, 1])
    }
}
