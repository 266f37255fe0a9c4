import Credentials
import Cryptography
import Encodings
import Proofs
import Testing

/// A holder, with what a test presents.
struct TestHolder {
    let key: HolderKey

    init(_ seed: UInt8) throws { key = HolderKey(try TestSigner(seed).key) }

    var did: String { key.holder.did.text }

    static let domain = "hr.example"
    static let challenge = "c2l4dGVlbiBieXRlcyBhbmQgbW9yZQ"
    static let created = "2026-11-22T09:00:00Z"

    /// A credential that is about this holder.
    func credential(_ title: String = "Teamwork", subject: JSONValue? = nil) throws -> ReceivedCredential {
        let issuer = try TestSigner(0x11)
        var draft = issuer.draft
        draft["credentialSubject"]?["id"] = subject ?? .string(did)
        draft["credentialSubject"]?["title"] = .string(title)
        draft["unknownMember"] = ["kept": [1, "two", .null]]
        return try ReceivedCredential(
            parsing: EdDSAJCS2022.secure(CredentialDraft(draft), options: issuer.options(), signer: issuer.key))
    }

    func draft(
        _ credentials: [ReceivedCredential], domain: String = domain, challenge: String? = challenge,
        expires: String? = nil
    ) throws -> PresentationDraft {
        try PresentationDraft(
            holder: key.holder, credentials: credentials.map { try PresentedCredential($0) }, domain: domain,
            challenge: challenge, created: Timestamp(parsing: Self.created),
            expires: expires.map { try Timestamp(parsing: $0) })
    }
}

@Suite("Making presentations")
struct PresentationDraftTests {
    @Test("credentials stand in it byte for byte as they were received, with what nobody knows, and their proofs hold")
    func keepsBytes() throws {
        let holder = try TestHolder(1)
        let credentials = [try holder.credential("A \u{1F600} \"quoted\""), try holder.credential("B")]
        // Spaces and the order of members are nobody's to change.
        let spaced = try ReceivedCredential(
            parsing: Array("\n  ".utf8) + JSONValue(credentials[0].document.root).serialized(indented: true) + [0x0A])
        let bytes = try holder.draft([spaced, credentials[1]]).signed(with: holder.key)
        let root = try JSONDocument(parsing: bytes, limits: .presentation).root
        let inside = try #require(root["verifiableCredential"]).elements.map { Array($0.receivedBytes) }
        #expect(inside == [Array(spaced.document.root.receivedBytes), credentials[1].bytes])
        for bytes in inside {
            let outcome = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys()).verify(
                try ReceivedCredential(parsing: bytes), at: try Timestamp(parsing: TestHolder.created))
            guard case .authentic = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
    }

    @Test("what is signed says for whom, over which challenge, for what purpose, when and until when")
    func statesTerms() throws {
        let holder = try TestHolder(1)
        let bytes = try holder.draft([holder.credential()]).signed(with: holder.key)
        let root = try JSONDocument(parsing: bytes, limits: .presentation).root
        #expect(root["holder"]?.string == holder.did)
        #expect(root["type"]?.firstElement?.string == "VerifiablePresentation")
        let proof = try #require(root["proof"])
        #expect(proof["proofPurpose"]?.string == "authentication")
        #expect(proof["domain"]?.string == TestHolder.domain)
        #expect(proof["challenge"]?.string == TestHolder.challenge)
        #expect(proof["created"]?.string == TestHolder.created)
        #expect(proof["expires"]?.string == "2026-11-22T09:10:00Z")
        #expect(proof["cryptosuite"]?.string == "eddsa-jcs-2022")
    }

    @Test("the signature is none under which the document could pass for an issuer's word")
    func isNoAssertion() throws {
        let holder = try TestHolder(1)
        let bytes = try holder.draft([holder.credential()]).signed(with: holder.key)
        for purpose in [DataIntegrityProof.Purpose.assertionMethod, .authentication] {
            var value = JSONValue(try JSONDocument(parsing: bytes, limits: .presentation).root)
            value["proof"]?["proofPurpose"] = .string(purpose.rawValue)
            value["issuer"] = .string(holder.did)
            let outcome = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys()).verify(
                try ReceivedCredential(parsing: value.serialized()), at: try Timestamp(parsing: TestHolder.created))
            guard case .failed = outcome else {
                Issue.record("\(purpose): \(outcome)")
                continue
            }
        }
    }

    @Test("a token is put into an envelope, and a text that is none is refused")
    func envelopes() throws {
        let holder = try TestHolder(1)
        let tokens = [
            try PresentedCredential(token: "eyJh.eyJi.c2ln"), try PresentedCredential(token: "eyJh.eyJi.c2ln~d2~"),
        ]
        let draft = try PresentationDraft(
            holder: holder.key.holder, credentials: tokens, domain: TestHolder.domain, challenge: TestHolder.challenge,
            created: Timestamp(parsing: TestHolder.created))
        let root = try JSONDocument(parsing: draft.signed(with: holder.key), limits: .presentation).root
        let inside = try #require(root["verifiableCredential"]).elements.map { $0["id"]?.string }
        #expect(inside == ["data:application/vc+jwt,eyJh.eyJi.c2ln", "data:application/vc+sd-jwt,eyJh.eyJi.c2ln~d2~"])
        for text in ["", "a.b", "a..c", "a.b.c\",\"proof\":{", "a.b.c d"] {
            #expect(throws: ProofError.self) { try PresentedCredential(token: text) }
        }
    }

    @Test("a proof of possession holds no credential, and always answers a challenge")
    func possession() throws {
        let holder = try TestHolder(1)
        let root = try JSONDocument(parsing: holder.draft([]).signed(with: holder.key), limits: .presentation).root
        #expect(root["verifiableCredential"] == nil)
        #expect(refusal { try holder.draft([], challenge: nil, expires: "2026-11-22T09:05:00Z") } == "/proof/challenge")
    }

    @Test("what a holder should not sign is refused, and the place is told")
    func refuses() throws {
        let holder = try TestHolder(1)
        let other = try TestHolder(2)
        let mine = try holder.credential()
        #expect(refusal { try holder.draft([mine], domain: "") } == "/proof/domain")
        #expect(refusal { try holder.draft([mine], domain: "hr example") } == "/proof/domain")
        #expect(refusal { try holder.draft([mine], domain: "hr.exämple") } == "/proof/domain")
        #expect(refusal { try holder.draft([mine], challenge: "tooshort") } == "/proof/challenge")
        let long = String(repeating: "a", count: 513)
        #expect(refusal { try holder.draft([mine], domain: long) } == "/proof/domain")
        #expect(refusal { try holder.draft([mine], challenge: long) } == "/proof/challenge")
        #expect(refusal { try holder.draft([mine], challenge: nil) } == "/proof/expires")
        #expect(
            refusal { try holder.draft([mine], challenge: nil, expires: "2026-12-22T09:00:01Z") } == "/proof/expires")
        #expect(refusal { try holder.draft([mine], challenge: nil, expires: "2026-12-22T09:00:00Z") } == nil)
        #expect(refusal { try holder.draft([mine], expires: "2026-11-22T09:10:01Z") } == "/proof/expires")
        #expect(refusal { try holder.draft([mine], expires: "2026-11-22T08:59:59Z") } == "/proof/expires")
        #expect(refusal { try holder.draft([mine, mine]) } == "/verifiableCredential/1")
        #expect(
            refusal { try holder.draft([mine, other.credential()]) } == "/verifiableCredential/1/credentialSubject/id")
        #expect(refusal { try holder.draft([holder.credential(subject: ["id": "x"])]) } != nil)
        #expect(refusal { try holder.draft([holder.credential(subject: "urn:uuid:1")]) } == nil)
        #expect(refusal { try holder.draft([holder.credential(subject: "DID:web:b.example")]) } != nil)
        let ended = try PresentationRequest(
            domain: TestHolder.domain, challenge: TestHolder.challenge,
            expires: Timestamp(parsing: TestHolder.created).adding(seconds: -1))
        #expect(
            refusal {
                try PresentationDraft(
                    holder: holder.key.holder, credentials: [PresentedCredential(mine)], answering: ended,
                    created: Timestamp(parsing: TestHolder.created))
            } == "/proof/challenge")
        let many = try (0...64).map { try holder.credential("\($0)") }
        #expect(refusal { try holder.draft(many) } == "/verifiableCredential")
        #expect(refusal { try holder.draft(many.dropLast()) } == nil)
    }

    @Test("only the key of the holder signs")
    func onlyHolder() throws {
        let holder = try TestHolder(1)
        let draft = try holder.draft([holder.credential()])
        let other = try TestHolder(2)
        #expect(throws: ProofError.self) { try draft.signed(with: other.key) }
    }

    @Test("what is no signed credential is not presented")
    func refusesOthers() throws {
        let holder = try TestHolder(1)
        let presentation = try holder.draft([holder.credential()]).signed(with: holder.key)
        var unsigned = JSONValue(try holder.credential().document.root)
        unsigned["proof"] = nil
        for bytes in [presentation, unsigned.serialized(), Array("[]".utf8), Array("{}".utf8)] {
            #expect(throws: ProofError.self) { try PresentedCredential(ReceivedCredential(parsing: bytes)) }
        }
    }

    private func refusal(_ make: () throws -> PresentationDraft) -> String? {
        do {
            _ = try make()
            return nil
        } catch let error as ProofError {
            return error.pointer
        } catch {
            return "\(error)"
        }
    }
}
