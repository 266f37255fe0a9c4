import Encodings
import Proofs
import Testing

@Suite("What asks for a presentation")
struct PresentationRequestTests {
    private func request() throws -> PresentationRequest {
        try PresentationRequest(
            domain: "did:web:university.example", challenge: TestHolder.challenge,
            expires: Timestamp(parsing: "2026-11-22T09:10:00Z"))
    }

    @Test("its text and its JSON are read back as the same, also with what pasting and people add")
    func roundTrips() throws {
        let request = try request()
        #expect(try PresentationRequest(parsing: Array(request.text.utf8)) == request)
        #expect(try PresentationRequest(parsing: request.json.serialized(indented: true)) == request)
        let pasted = "\r\n# for you\r\n\n  " + request.text.replacing("\n", with: "  \r\n\t") + "\n# end\n"
        #expect(try PresentationRequest(parsing: Array(pasted.utf8)) == request)
    }

    @Test(
        "whatever restricts, repeats or leaves out something, or asks for another purpose, is refused",
        arguments: [
            ("domain: did:web:university.example", "domain: other.example\ndomain: did:web:university.example"),
            ("purpose: authentication", "purpose: assertionMethod"), ("purpose: authentication", ""),
            ("purpose: authentication", "purpose: authentication\nonly: once"),
            ("testamur-challenge: 1", "testamur-challenge: 2"), ("testamur-challenge: 1", ""),
            ("challenge: c2l4", "challenge: c2l4 "), ("2026-11-22T09:10:00Z", "tomorrow"),
            ("domain: did", "domain: d\u{1B}id"), ("domain: did:web:university.example", "domain:"),
            (TestHolder.challenge, "short"), ("testamur-challenge", "\u{FEFF}testamur-challenge"),
        ])
    func refusesText(_ found: String, _ other: String) throws {
        let text = try request().text.replacing(found, with: other)
        #expect(throws: ProofError.self) { try PresentationRequest(parsing: Array(text.utf8)) }
    }

    @Test("JSON with another type, another kind of value or a member too many is refused")
    func refusesJSON() throws {
        let changes: [(inout JSONValue) -> Void] = [
            { $0["type"] = "Challenge" }, { $0["version"] = 2 }, { $0["version"] = nil }, { $0["domain"] = ["a"] },
            { $0["challenge"] = 1 }, { $0["more"] = "x" }, { $0["purpose"] = "assertionMethod" },
            { $0["expires"] = nil },
        ]
        for change in changes {
            var value = try request().json
            change(&value)
            #expect(throws: ProofError.self) { try PresentationRequest(parsing: value.serialized()) }
        }
        let long = [UInt8](repeating: 0x20, count: PresentationRequest.byteLimit + 1)
        for bytes in [[], [0x7B], [0xFF, 0xFE], long] {
            #expect(throws: ProofError.self) { try PresentationRequest(parsing: bytes) }
        }
    }

    @Test("a wallet answers it within ten minutes, and not after its end")
    func answers() throws {
        let holder = try TestHolder(1)
        let request = try request()
        let draft = try PresentationDraft(
            holder: holder.key.holder, credentials: [], answering: request,
            created: Timestamp(parsing: "2026-11-22T09:04:00Z"))
        #expect(draft.challenge == request.challenge && draft.domain == request.domain)
        #expect(draft.expires == request.expires)
        #expect(throws: ProofError.self) {
            try PresentationDraft(
                holder: holder.key.holder, credentials: [], answering: request,
                created: Timestamp(parsing: "2026-11-22T09:10:01Z"))
        }
    }

    @Test("what is longer than any request is refused before it is read")
    func bounds() throws {
        let request = try PresentationRequest(
            domain: "hr.example", challenge: "zYt3xQ0n8kLr5uWc1vHb7A",
            expires: Timestamp(parsing: "2026-11-22T09:00:00Z"))
        for (count, isRefused) in [(3_000, false), (4_096, true)] {
            let text = "# " + String(repeating: "a", count: count) + "\n" + request.text
            #expect(((try? PresentationRequest(parsing: Array(text.utf8))) == nil) == isRefused, "\(count)")
        }
    }
}
