import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

/// A credential that its university can revoke, judged with the program alone.
@Suite("testamur verify --status")
struct StatusTests {
    private static let address = "https://leiehove.example/status/1"

    /// The key of RFC 8032, TEST 3.
    private static func statusKey() throws -> PublishedKey {
        try PublishedKey("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
    }

    /// A list that names the university with its key for status lists, and a credential with a status.
    private static func play(_ body: (Story) throws -> Void) throws {
        try Story.play(withTrust: false) { story in
            #expect(try story.initTrust().status == 0)
            let key = try statusKey()
            try story.succeed(
                "trust", "add-issuer", "trust", "--did", story.university.did, "--name", "Leiehove University",
                "--also-known-as", key.did, "--types", "MicroCredential", "--eqf", "5-7", "--country", "BE", "--from",
                "2019-09-01", "--at", Story.made)
            try story.succeed(
                "trust", "add-key", "trust", "--did", key.did, "--key", key.did, "--key-purpose", "status",
                "--from", "2019-09-01", "--at", Story.made)
            #expect(try story.sign().status == 0)
            let credential = try story.credential {
                $0["credentialStatus"] = [
                    "id": .string(address + "#94567"), "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation", "statusListIndex": "94567",
                    "statusListCredential": .string(address),
                ]
            }
            try story.write(credential, to: "anna.json")
            try body(story)
        }
    }

    private static func list(_ story: Story, set indexes: [Int], since: String, to name: String) throws {
        var values = StatusBitstring()
        for index in indexes { values.setValue(1, at: index) }
        let start = try Timestamp(parsing: since)
        let key = try statusKey()
        let list = NewStatusList(
            address: address, issuer: try DID(parsing: key.did), purpose: .revocation, values: values,
            validFrom: start, validUntil: start.adding(days: 14))
        try story.write(list.sign(with: key.key, verificationMethod: DIDURL(parsing: key.method)).bytes, to: name)
    }

    private static func words(_ outcome: Program.Outcome) -> String {
        outcome.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    @Test("says as of when it was not revoked, that it was revoked, and from then on whatever list is handed over")
    func story() throws {
        try Self.play { story in
            try Self.list(story, set: [], since: "2026-11-20T03:00:00Z", to: "before.json")
            try Self.list(story, set: [94_567], since: "2026-11-21T03:00:00Z", to: "after.json")
            let without = try story.verify("anna.json")
            #expect(without.status == 2)
            #expect(Self.words(without).contains("revocation was not checked: no status list at hand"))
            #expect(Self.words(without).contains("name it with --status"))

            let good = try story.verify("anna.json", "--status", "before.json", "--state", "state")
            #expect(good.status == 0, "\(good.output)\(good.errors)")
            #expect(Self.words(good).contains("not revoked as of 20 November 2026 at 03:00:00 UTC (2 days old"))
            let json = try story.verify("anna.json", "--status", "before.json", "--state", "state", "--format", "json")
            #expect(json.output.contains(#""status":"2026-11-20T03:00:00Z""#))

            let revoked = try story.verify("anna.json", "--status", "after.json", "--state", "state")
            #expect(revoked.status == 1)
            #expect(revoked.lines.first == "✘ Revoked on or before 21 November 2026 (it was genuine)")
            let dutch = try story.verify(
                "anna.json", "--status", "after.json", "--state", "state", "--language", "nl")
            #expect(dutch.lines.first == "✘ Ingetrokken op of vóór 21 november 2026 (het was echt)")
            let replayed = try story.verify("anna.json", "--status", "before.json", "--state", "state")
            #expect(replayed.status == 1)
            #expect(Self.words(replayed).contains("older than one that was seen here before"))
            #expect(try story.verify("anna.json", "--state", "state").status == 1)
        }
    }

    @Test("a capsule carries the list, and needs the pin alone")
    func capsule() throws {
        try Self.play { story in
            try Self.list(story, set: [7], since: "2026-11-20T03:00:00Z", to: "list.json")
            let made = try story.run(
                "bundle", "anna.json", "--trust", "trust", "--status", "list.json", "--at", Story.now, "--out",
                "anna.capsule.json")
            #expect(made.status == 0, "\(made.output)\(made.errors)")
            let verified = try story.run(
                "verify", "anna.capsule.json", "--pin", "trust/pin.json", "--at", Story.now)
            #expect(verified.status == 0, "\(verified.output)")
            #expect(Self.words(verified).contains("your policy accepts 30 days"))
            let late = try story.run(
                "verify", "anna.capsule.json", "--pin", "trust/pin.json", "--at", "2046-01-01", "--policy", "archive")
            #expect(late.status == 0, "\(late.output)")
            #expect(Self.words(late).contains("as far as was known on 20 November 2026"))
        }
    }

    @Test("what is no status list is refused by name, and nothing is judged")
    func refusals() throws {
        try Self.play { story in
            try story.write("{}", to: "none.json")
            let none = try story.verify("anna.json", "--status", "none.json")
            #expect(none.status == 65 && none.errors.contains("none.json is no status list"))
            try story.write(#"{"id":"a","id":"b"}"#, to: "twice.json")
            let twice = try story.run("verify", "anna.json", "--trust", "trust", "--status", "twice.json")
            #expect(twice.status == 65 && twice.errors.contains("JSON_DUPLICATE_KEY"), "\(twice.errors)")
            #expect(try story.verify("anna.json", "--status", "nosuch.json").status == 66)
            #expect(try story.verify("anna.json", "--status", "").status == 64)
            #expect(try story.verify("-", "--status", "-").status == 64)
        }
    }
}
