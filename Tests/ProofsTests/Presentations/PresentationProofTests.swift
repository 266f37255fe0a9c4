import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

@Suite("The proof of a presentation")
struct PresentationProofTests {
    private func presentation(_ change: (inout JSONValue) throws -> Void = { _ in }) throws -> [UInt8] {
        let holder = try TestHolder(1)
        let bytes = try holder.draft([holder.credential(), holder.credential("B")]).signed(with: holder.key)
        var value = JSONValue(try JSONDocument(parsing: bytes, limits: .presentation).root)
        try change(&value)
        return value.serialized()
    }

    private func code(_ bytes: [UInt8]) throws -> ProofError.Code? {
        let received = try ReceivedCredential(parsing: bytes, limits: .presentation)
        switch PresentationProofVerifier().verify(received) {
        case .authentic: return nil
        case .failed(let error), .undecided(let error): return error.code
        }
    }

    @Test("one that its holder signed is authentic, with the credentials in their places")
    func authentic() throws {
        let received = try ReceivedCredential(parsing: presentation(), limits: .presentation)
        guard case .authentic(let presentation) = PresentationProofVerifier().verify(received) else {
            Issue.record("not authentic")
            return
        }
        #expect(presentation.holder == (try TestHolder(1).did))
        #expect(presentation.credentials.map(\.pointer) == ["/verifiableCredential/0", "/verifiableCredential/1"])
        #expect(presentation.challenge?.string == TestHolder.challenge)
    }

    @Test("whatever is changed in it after it was signed is found")
    func alterations() throws {
        let other = try JSONValue(TestHolder(1).credential("C").document.root)
        let changes: [(inout JSONValue) -> Void] = [
            { $0["holder"] = .string("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK") },
            { $0["verifiableCredential"] = other },
            { $0["verifiableCredential"] = .array([other]) },
            { $0["verifiableCredential"] = nil },
            { $0["credential"] = other },
            { $0["id"] = "urn:uuid:1" },
            { $0["proof"]?["domain"] = "evil.example" },
            { $0["proof"]?["domain"] = nil },
            { $0["proof"]?["challenge"] = "YW5vdGhlciBjaGFsbGVuZ2UgaGVyZQ" },
            { $0["proof"]?["challenge"] = nil },
            { $0["proof"]?["created"] = "2026-11-22T09:01:00Z" },
            { $0["proof"]?["expires"] = "2026-11-22T19:00:00Z" },
            { $0["proof"]?["expires"] = nil },
            { $0["proof"]?["nonce"] = "x" },
        ]
        for change in changes { #expect(try code(presentation(change)) == .signatureInvalid) }
        #expect(try code(presentation { $0["@context"] = "https://www.w3.org/ns/credentials/v2" }) == .contextMismatch)
    }

    @Test("a proof for another purpose, of another kind, of another key, none, or several, each has its own code")
    func otherProofs() throws {
        #expect(try code(presentation { $0["proof"]?["proofPurpose"] = "assertionMethod" }) == .presentationPurpose)
        #expect(try code(presentation { $0["proof"]?["proofPurpose"] = nil }) == .presentationPurpose)
        #expect(try code(presentation { $0["proof"]?["cryptosuite"] = "eddsa-rdfc-2022" }) == .suiteNotJudged)
        #expect(try code(presentation { $0["proof"]?["type"] = "Ed25519Signature2020" }) == .suiteNotJudged)
        #expect(try code(presentation { $0["proof"] = nil }) == .missing)
        #expect(try code(presentation { $0["proof"] = [] }) == .missing)
        #expect(
            try code(presentation { $0["proof"] = .array([$0["proof"] ?? .null, $0["proof"] ?? .null]) }) == .notOne)
        #expect(
            try code(presentation { $0["proof"] = .array([$0["proof"] ?? .null, ["type": "Other"]]) }) == .notOne)
        #expect(try code(presentation { $0["proof"] = .array([$0["proof"] ?? .null]) }) == nil)
        let (one, two) = (try TestSigner(1), try TestSigner(2))
        let fragment = "\(one.did)#\(two.key.publicKey.multikey)"
        #expect(try code(presentation { $0["proof"]?["verificationMethod"] = .string(fragment) }) == .methodMalformed)
        #expect(
            try code(presentation { $0["proof"]?["verificationMethod"] = .string(two.method) }) == .signatureInvalid)
        #expect(
            try code(presentation { $0["proof"]?["verificationMethod"] = "did:web:anna.example#1" }) == .keyUnavailable)
        #expect(
            try code(presentation { $0["proof"]?["verificationMethod"] = ["id": .string(one.method)] })
                == .methodMalformed)
        #expect(try code(presentation { $0["proof"]?["extra"] = "x" }) == .signatureInvalid)
    }

    /// A presentation that says what it likes, signed as it stands: what no draft of ours would be.
    private func forged(
        by seed: UInt8 = 1, purpose: DataIntegrityProof.Purpose = .authentication,
        _ change: (inout JSONValue) throws -> Void
    ) throws -> [UInt8] {
        var value = JSONValue(try JSONDocument(parsing: presentation(), limits: .presentation).root)
        value["proof"] = nil
        try change(&value)
        let signer = try TestSigner(seed)
        var options = ProofOptions(
            verificationMethod: try #require(DIDURL(signer.method)), purpose: purpose,
            created: try Timestamp(parsing: TestHolder.created))
        options.challenge = TestHolder.challenge
        options.domains = [TestHolder.domain]
        return try EdDSAJCS2022.secure(
            CredentialDraft(value, limits: .presentation), options: options, signer: signer.key)
    }

    @Test("the key that signed must be the holder that the presentation names, byte for byte")
    func holders() throws {
        #expect(try code(forged { _ in }) == nil)
        #expect(try code(forged(by: 2) { _ in }) == .holderMismatch)
        #expect(try code(forged { $0["holder"] = nil }) == .holderMismatch)
        #expect(try code(forged { $0["holder"] = .null }) == .holderMismatch)
        #expect(try code(forged { $0["holder"] = [$0["holder"] ?? .null] }) == .holderMismatch)
        #expect(try code(forged { $0["holder"] = ["name": "Anna"] }) == .holderMismatch)
        #expect(try code(forged { $0["holder"] = ["id": $0["holder"] ?? .null, "name": "Anna"] }) == nil)
        let other = try TestSigner(2).did
        #expect(try code(forged { $0["holder"] = ["id": .string(other)] }) == .holderMismatch)
        let method = try TestSigner(1).method
        #expect(try code(forged { $0["holder"] = .string(method) }) == .holderMismatch)
        #expect(try code(forged(purpose: .assertionMethod) { _ in }) == .presentationPurpose)
    }

    @Test("of every bit of a presentation that is flipped, none leaves it authentic as it was")
    func bits() throws {
        let bytes = try presentation()
        let canonical = try JSONDocument(parsing: bytes, limits: .presentation).root.canonicalBytes()
        for index in bytes.indices where index % 3 == 0 {
            var flipped = bytes
            flipped[index] ^= 1 << UInt8(index % 8)
            guard let received = try? ReceivedCredential(parsing: flipped, limits: .presentation) else { continue }
            guard case .authentic = PresentationProofVerifier().verify(received) else { continue }
            // What means the same as JSON is the same.
            #expect(received.document.root.canonicalBytes() == canonical, "byte \(index)")
        }
    }
}
