import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

/// An issuer in memory with a fixed seed.
struct TestSigner {
    let key: Ed25519PrivateKey
    let did: String

    init(_ seed: UInt8) throws {
        var bytes = [UInt8](repeating: seed, count: 32)
        key = try Ed25519PrivateKey(seed: SecretBytes(overwriting: &bytes))
        did = "did:key:\(key.publicKey.multikey)"
    }

    var method: String { "\(did)#\(key.publicKey.multikey)" }

    func options(id: String? = nil) throws -> ProofOptions {
        var options = ProofOptions(
            verificationMethod: try #require(DIDURL(method)), created: try Timestamp(parsing: "2026-06-30T10:00:00Z"))
        options.id = id
        return options
    }

    /// A small credential issued by this signer, without proof.
    var draft: JSONValue {
        [
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiableCredential"],
            "issuer": .string(did),
            "validFrom": "2026-06-30T10:00:00Z",
            "credentialSubject": ["id": "did:example:learner", "credits": 6, "title": "Blended \"learning\" – é"],
        ]
    }

    func issue(_ change: (inout ProofOptions) -> Void = { _ in }) throws -> [UInt8] {
        var options = try options()
        change(&options)
        return try EdDSAJCS2022.secure(CredentialDraft(draft), options: options, signer: key)
    }
}

private func now() throws -> Timestamp { try Timestamp(parsing: "2026-11-22T09:00:00Z") }

private func verifier(domain: String? = nil, challenge: String? = nil) -> ProofVerifier {
    ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys(), domain: domain, challenge: challenge)
}

/// The code with which checking ends, or `nil` when the document is authentic.
private func code(_ bytes: [UInt8], _ verifier: ProofVerifier = verifier()) throws -> ProofError.Code? {
    switch verifier.verify(try ReceivedCredential(parsing: bytes), at: try now()) {
    case .authentic: nil
    case .failed(let error): error.code
    case .undecided(let error): error.code
    }
}

private func isUndecided(_ bytes: [UInt8]) throws -> Bool {
    guard case .undecided = verifier().verify(try ReceivedCredential(parsing: bytes), at: try now()) else {
        return false
    }
    return true
}

/// Changes a signed document through its tree.
private func changed(_ bytes: [UInt8], _ change: (inout JSONValue) -> Void) throws -> [UInt8] {
    var value = JSONValue(try JSONDocument(parsing: bytes, limits: .general).root)
    change(&value)
    return value.serialized()
}

private func changedProof(_ bytes: [UInt8], _ change: (inout JSONValue) -> Void) throws -> [UInt8] {
    try changed(bytes) { value in
        guard var proof = value["proof"] else { return }
        change(&proof)
        value["proof"] = proof
    }
}

@Suite("Checking eddsa-jcs-2022 proofs")
struct ProofVerifierTests {
    @Test("a credential signed by its issuer is authentic, and the issuer's proof is named")
    func acceptsOwnSignature() throws {
        let signer = try TestSigner(1)
        let received = try ReceivedCredential(parsing: signer.issue())
        guard case .authentic(let credential, let notChecked) = verifier().verify(received, at: try now()) else {
            Issue.record("expected an authentic credential")
            return
        }
        #expect(notChecked.isEmpty)
        #expect(credential.issuerProof.key == signer.key.publicKey)
        #expect(try credential.issuerProof.created == Timestamp(parsing: "2026-06-30T10:00:00Z"))
        #expect(credential.received.bytes == received.bytes)
    }

    @Test("signing keeps the bytes of the draft and adds the proof as the last member")
    func keepsTheDraft() throws {
        let signer = try TestSigner(1)
        let draft = Array(
            "{ \"@context\" : [\"https://www.w3.org/ns/credentials/v2\"],\n \"issuer\":\"\(signer.did)\" }\n".utf8)
        let secured = try EdDSAJCS2022.secure(
            CredentialDraft(parsing: draft), options: signer.options(), signer: signer.key)
        #expect(secured.starts(with: draft.dropLast(2)))
        #expect(secured.suffix(2) == draft.suffix(2))
        #expect(try code(secured) == nil)
    }

    @Test("members in another order, other white space and other escapes are the same document")
    func canonicalFormDecides() throws {
        let bytes = try TestSigner(1).issue()
        let value = JSONValue(try JSONDocument(parsing: bytes, limits: .general).root)
        guard case .object(let members) = value else { return }
        #expect(try code(JSONValue.object(members.reversed()).serialized(indented: true)) == nil)
    }

    @Test("every change of a claim or of a proof option is refused as a signature that does not match")
    func refusesChanges() throws {
        let bytes = try TestSigner(1).issue()
        #expect(try code(changed(bytes) { $0["validFrom"] = "2026-06-30T10:00:01Z" }) == .signatureInvalid)
        #expect(try code(changed(bytes) { $0["more"] = true }) == .signatureInvalid)
        #expect(try code(changed(bytes) { $0["validFrom"] = nil }) == .signatureInvalid)
        #expect(try code(changedProof(bytes) { $0["created"] = "2026-06-30T10:00:01Z" }) == .signatureInvalid)
        #expect(try code(changedProof(bytes) { $0["created"] = nil }) == .signatureInvalid)
        #expect(try code(changedProof(bytes) { $0["nonce"] = "n" }) == .signatureInvalid)
        #expect(try code(changedProof(bytes) { $0["nonce"] = 5 }) == .signatureInvalid)
    }

    @Test("a proof that does not repeat the context covers the document's own, and no other")
    func readsImpliedContext() throws {
        let bytes = try changedProof(TestSigner(1).issue()) { $0["@context"] = nil }
        #expect(try code(bytes) == nil)
        let appended = try changed(bytes) {
            $0["@context"] = ["https://www.w3.org/ns/credentials/v2", "https://evil.example/context"]
        }
        #expect(try code(appended) == .signatureInvalid)
    }

    @Test("a context appended after signing is refused, although the specification would let it pass")
    func refusesAppendedContext() throws {
        let bytes = try TestSigner(1).issue()
        let appended = try changed(bytes) {
            $0["@context"] = ["https://www.w3.org/ns/credentials/v2", "https://evil.example/context"]
        }
        #expect(try code(appended) == .contextMismatch)
    }

    @Test("a document without proof, with an empty proof set or with too many proofs is refused by name")
    func refusesMissingProofs() throws {
        let bytes = try TestSigner(1).issue()
        #expect(try code(changed(bytes) { $0["proof"] = nil }) == .missing)
        #expect(try code(changed(bytes) { $0["proof"] = [] }) == .missing)
        #expect(try code(changed(bytes) { $0["proof"] = "z" }) == .malformed)
        #expect(try code(changed(bytes) { $0["proof"] = [1] }) == .malformed)
        #expect(
            try code(
                changed(bytes) { value in
                    value["proof"] = .array([JSONValue](repeating: value["proof"] ?? .null, count: 17))
                }) == .tooMany)
    }

    @Test("another suite is not decided, and neither is a member that no specification defines")
    func leavesUnknownUndecided() throws {
        let bytes = try TestSigner(1).issue()
        let other = try changedProof(bytes) { $0["cryptosuite"] = "ecdsa-jcs-2019" }
        #expect(try code(other) == .noneSupported)
        #expect(try isUndecided(other))
    }

    @Test("a proof member that no specification defines leaves open what it restricts, and saves no forgery")
    func unknownMember() throws {
        let signer = try TestSigner(1)
        // Added after signing, it is not signed: the proof is simply wrong.
        #expect(try code(changedProof(signer.issue()) { $0["onlyFor"] = "exams" }) == .signatureInvalid)
        // Signed along, the signature holds, and nobody here knows what it means.
        let unsigned = try changedProof(signer.issue()) {
            $0["onlyFor"] = "exams"
            $0["proofValue"] = nil
        }
        let root = try JSONDocument(parsing: unsigned, limits: .credential).root
        let steps = try EdDSAJCS2022.steps(document: root, proof: #require(root["proof"]))
        let signature = try signer.key.signature(over: steps.hashData, selfCheck: true)
        let signed = try changedProof(unsigned) {
            $0["proofValue"] = .string(Multibase.encode(signature, as: .base58btc))
        }
        #expect(try code(signed) == .unknownMember)
        #expect(try isUndecided(signed))
    }

    @Test("a proof made for authentication does not stand for claims")
    func refusesOtherPurpose() throws {
        let signer = try TestSigner(1)
        #expect(try code(signer.issue { $0.purpose = .authentication }) == .wrongPurpose)
        #expect(try code(changedProof(signer.issue()) { $0["proofPurpose"] = nil }) == .wrongPurpose)
    }

    @Test("an expired proof is refused, within the skew it still holds")
    func refusesExpiredProof() throws {
        let signer = try TestSigner(1)
        let expired = try now().adding(seconds: -301)
        let recent = try now().adding(seconds: -299)
        #expect(try code(signer.issue { $0.expires = expired }) == .expired)
        #expect(try code(signer.issue { $0.expires = recent }) == nil)
    }

    @Test("domain and challenge must be the verifier's when it has some")
    func checksBinding() throws {
        let bytes = try TestSigner(1).issue {
            $0.domains = ["https://hr.example", "https://other.example"]
            $0.challenge = "c-1"
        }
        #expect(try code(bytes, verifier(domain: "https://hr.example", challenge: "c-1")) == nil)
        #expect(try code(bytes, verifier(domain: "https://hr.example.evil", challenge: "c-1")) == .domainMismatch)
        #expect(try code(bytes, verifier(domain: "https://hr.example", challenge: "c-2")) == .challengeMismatch)
        #expect(try code(TestSigner(1).issue(), verifier(domain: "https://hr.example")) == .domainMismatch)
        #expect(try code(TestSigner(1).issue(), verifier(challenge: "c-1")) == .challengeMismatch)
    }

    @Test("a proof by somebody else does not make the credential the issuer's")
    func refusesForeignController() throws {
        let issuer = try TestSigner(1)
        let thief = try TestSigner(2)
        let bytes = try EdDSAJCS2022.secure(CredentialDraft(issuer.draft), options: thief.options(), signer: thief.key)
        #expect(try code(bytes) == .controllerMismatch)
    }

    @Test("a did:key without fragment names its only key, and stands for nobody else")
    func acceptsBareKey() throws {
        let issuer = try TestSigner(1)
        var options = try issuer.options()
        options.verificationMethod = try #require(DIDURL(issuer.did))
        let bytes = try EdDSAJCS2022.secure(CredentialDraft(issuer.draft), options: options, signer: issuer.key)
        #expect(try code(bytes) == nil)
        let thief = try TestSigner(2)
        let stolen = try EdDSAJCS2022.secure(CredentialDraft(issuer.draft), options: options, signer: thief.key)
        #expect(try code(stolen) == .signatureInvalid)
    }

    @Test("a verification method that claims the issuer's name with another key is refused")
    func refusesMixedMethod() throws {
        let issuer = try TestSigner(1)
        let thief = try TestSigner(2)
        var options = try thief.options()
        options.verificationMethod = try #require(DIDURL("\(issuer.did)#\(thief.key.publicKey.multikey)"))
        let bytes = try EdDSAJCS2022.secure(CredentialDraft(issuer.draft), options: options, signer: thief.key)
        #expect(try code(bytes) == .methodMalformed)
        for method in ["#key", "", "did:key:", "https://", "did:key:z6Mk#z6Mk"] {
            let changed = try changedProof(bytes) { $0["verificationMethod"] = .string(method) }
            #expect([.methodMalformed, .keyMalformed].contains(try code(changed)), "\(method)")
        }
        #expect(try code(changedProof(bytes) { $0["verificationMethod"] = nil }) == .methodMalformed)
        // Any other address names a key that somebody may have, too.
        for other in ["urn:uuid:5b0f1f0a-2f6f-4f5e-9d65-1f1f4d3f8f10#\(thief.key.publicKey.multikey)", "ipfs://x/y"] {
            #expect(try code(changedProof(bytes) { $0["verificationMethod"] = .string(other) }) == .keyUnavailable)
        }
        // An address on the web names a key that somebody may have; that it carries one itself proves nothing.
        let web = "https://x.example/#\(thief.key.publicKey.multikey)"
        #expect(try code(changedProof(bytes) { $0["verificationMethod"] = .string(web) }) == .keyUnavailable)
    }

    @Test("a did:key is refused by what is wrong with it: its form, its type, its length, or a weak key")
    func refusesOtherKeys() throws {
        let bytes = try TestSigner(1).issue()
        for (key, expected) in [
            ("z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP", ProofError.Code.keySmallOrder),
            (
                // y is two above the field prime: the second form of another point.
                Multibase.encode([0xED, 0x01, 0xEF] + [UInt8](repeating: 0xFF, count: 30) + [0x7F], as: .base58btc),
                .keyNotCanonical
            ),
            (Multikeys.text(.ed25519PublicKey, byteCount: 31), .keyMalformed),
            (Multikeys.text(.p256PublicKey, byteCount: 33), .keyMalformed), ("z6Mk", .keyMalformed),
        ] {
            let changed = try changedProof(bytes) { $0["verificationMethod"] = .string("did:key:\(key)#\(key)") }
            #expect(try code(changed) == expected, "\(key)")
            let other = try changedProof(bytes) { $0["verificationMethod"] = .string("did:key:\(key)#key-1") }
            #expect([.methodMalformed, expected].contains(try code(other)), "\(key)")
        }
    }

    @Test("a signature that is a second form of another, or made of a point of small order, is refused by that name")
    func namesSignatureFaults() throws {
        let bytes = try TestSigner(1).issue()
        let text = try #require(JSONDocument(parsing: bytes, limits: .general).root["proof"]?["proofValue"]?.string)
        let value = try Multibase.decode(Array(text.utf8), as: .base58btc)
        // S and the order of the group have the same effect as S alone (RFC 8032, section 5.1.7).
        let order: [UInt8] =
            [0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14]
            + [UInt8](repeating: 0, count: 15) + [0x10]
        var second = value
        var carry = 0
        for (position, byte) in order.enumerated() {
            let sum = Int(second[32 + position]) + Int(byte) + carry
            second[32 + position] = UInt8(sum & 0xFF)
            carry = sum >> 8
        }
        let point = [1] + [UInt8](repeating: 0, count: 31) + value[32...]
        for (signature, expected) in [
            (second, ProofError.Code.signatureNotCanonical), (point, .signatureSmallOrder),
        ] {
            let changed = try changedProof(bytes) {
                $0["proofValue"] = .string(Multibase.encode(signature, as: .base58btc))
            }
            #expect(try code(changed) == expected)
        }
    }

    @Test("a key that is not at hand leaves the proof undecided")
    func leavesUnknownKeyUndecided() throws {
        let bytes = try changedProof(TestSigner(1).issue()) {
            $0["verificationMethod"] = "did:web:university.example#2026"
        }
        #expect(try code(bytes) == .keyUnavailable)
        #expect(try isUndecided(bytes))
    }

    @Test("a proof value of another form is refused before any arithmetic")
    func refusesMalformedValues() throws {
        let bytes = try TestSigner(1).issue()
        let value = try #require(JSONDocument(parsing: bytes, limits: .general).root["proof"]?["proofValue"]?.string)
        for wrong in [
            "", "z", "u" + value.dropFirst(), " " + value, value + " ", value + "1", "z1" + value.dropFirst(),
            "z0" + value.dropFirst(),
        ] {
            #expect(try code(changedProof(bytes) { $0["proofValue"] = .string(wrong) }) == .valueMalformed, "\(wrong)")
        }
        #expect(try code(changedProof(bytes) { $0["proofValue"] = 5 }) == .valueMalformed)
    }

    @Test("an issuer that is an object is found by its id, and a missing one is refused")
    func readsIssuer() throws {
        let signer = try TestSigner(1)
        var draft = signer.draft
        draft["issuer"] = ["id": .string(signer.did), "name": "University"]
        let bytes = try EdDSAJCS2022.secure(CredentialDraft(draft), options: signer.options(), signer: signer.key)
        #expect(try code(bytes) == nil)
        draft["issuer"] = nil
        let anonymous = try EdDSAJCS2022.secure(CredentialDraft(draft), options: signer.options(), signer: signer.key)
        #expect(try code(anonymous) == .issuerMalformed)
    }
}

@Suite("Proof sets and chains")
struct ProofSetTests {
    private let endorser = 9

    private func set(chained: Bool) throws -> [UInt8] {
        let issuer = try TestSigner(1)
        let second = try TestSigner(2)
        let first = try EdDSAJCS2022.secure(
            CredentialDraft(issuer.draft), options: issuer.options(id: "urn:uuid:first"), signer: issuer.key)
        var options = try second.options(id: "urn:uuid:second")
        if chained { options.previousProofs = ["urn:uuid:first"] }
        return try EdDSAJCS2022.addProof(to: ReceivedCredential(parsing: first), options: options, signer: second.key)
    }

    @Test(
        "a set of the issuer's and another's proof is authentic, the other's reported as theirs",
        arguments: [false, true])
    func acceptsSets(chained: Bool) throws {
        let bytes = try set(chained: chained)
        guard
            case .authentic(let credential, _) = verifier().verify(
                try ReceivedCredential(parsing: bytes), at: try now())
        else {
            Issue.record("expected an authentic credential")
            return
        }
        #expect(credential.proofs.map(\.isByIssuer) == [true, false])
        #expect(credential.issuerProof.proof.pointer == "/proof/0")
    }

    @Test("every proof of a known suite must hold, in either order")
    func refusesOneBadProof() throws {
        let bytes = try changed(set(chained: false)) { value in
            guard case .array(var proofs) = value["proof"] else { return }
            proofs[1]["created"] = "2020-01-01T00:00:00Z"
            value["proof"] = .array(proofs)
        }
        #expect(try code(bytes) == .signatureInvalid)
        let reversed = try changed(bytes) { value in
            guard case .array(let proofs) = value["proof"] else { return }
            value["proof"] = .array(proofs.reversed())
        }
        #expect(try code(reversed) == .signatureInvalid)
    }

    @Test("in a chain the earlier proof is secured as well: changing, removing or exchanging it is refused")
    func chainSecuresEarlierProof() throws {
        let bytes = try set(chained: true)
        let removed = try changed(bytes) { value in
            guard case .array(let proofs) = value["proof"] else { return }
            value["proof"] = .array([proofs[1]])
        }
        #expect(try code(removed) == .chainBroken)
        let issuer = try TestSigner(1)
        let other = try EdDSAJCS2022.secure(
            CredentialDraft(issuer.draft),
            options: {
                var options = try issuer.options(id: "urn:uuid:first")
                options.created = try Timestamp(parsing: "2026-07-01T00:00:00Z")
                return options
            }(), signer: issuer.key)
        let exchanged = try changed(bytes) { value in
            guard case .array(let proofs) = value["proof"],
                let replacement = try? JSONDocument(parsing: other, limits: .general).root["proof"]
            else { return }
            value["proof"] = .array([JSONValue(replacement), proofs[1]])
        }
        #expect(try code(exchanged) == .signatureInvalid)
    }

    @Test("duplicate identifiers and circles are refused by name")
    func refusesCircles() throws {
        let duplicate = try changed(set(chained: false)) { value in
            guard case .array(var proofs) = value["proof"] else { return }
            proofs[1]["id"] = "urn:uuid:first"
            value["proof"] = .array(proofs)
        }
        #expect(try code(duplicate) == .duplicateID)
        let circle = try changed(set(chained: true)) { value in
            guard case .array(var proofs) = value["proof"] else { return }
            proofs[0]["previousProof"] = "urn:uuid:second"
            value["proof"] = .array(proofs)
        }
        #expect(try code(circle) == .chainLoop)
    }

    @Test("a further proof of an unknown suite is reported as not checked, and decides nothing")
    func reportsUnknownSuite() throws {
        let bytes = try changed(TestSigner(1).issue()) { value in
            guard let proof = value["proof"] else { return }
            value["proof"] = [
                proof, ["type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofPurpose": "assertionMethod"],
            ]
        }
        guard
            case .authentic(_, let notChecked) = verifier().verify(
                try ReceivedCredential(parsing: bytes), at: try now())
        else {
            Issue.record("expected an authentic credential")
            return
        }
        #expect(notChecked.map(\.code) == [.noneSupported])
        #expect(notChecked.map(\.pointer) == ["/proof/1"])
    }

    @Test("an issuer's proof that cannot be checked is not replaced by somebody else's that can")
    func doesNotBorrowProofs() throws {
        let issuer = try TestSigner(1)
        let other = try TestSigner(2)
        let byOther = try EdDSAJCS2022.secure(
            CredentialDraft(issuer.draft), options: other.options(), signer: other.key)
        let bytes = try changed(byOther) { value in
            guard let proof = value["proof"] else { return }
            value["proof"] = [
                proof,
                [
                    "type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofPurpose": "assertionMethod",
                    "verificationMethod": .string(issuer.method), "proofValue": "z1",
                ],
            ]
        }
        #expect(try code(bytes) == .noneSupported)
        #expect(try isUndecided(bytes))
    }
}

private enum Multikeys {
    static func text(_ codec: Multicodec, byteCount: Int) -> String {
        Multibase.encode(codec.prefixing([UInt8](repeating: 9, count: byteCount)), as: .base58btc)
    }
}
