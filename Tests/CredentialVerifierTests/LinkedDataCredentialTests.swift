import CredentialVerifier
import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// Our own micro-credentials as linked data: everything in them has a meaning in their contexts.
@Suite("Micro-credentials with proofs over linked data")
struct LinkedDataCredentialTests {
    private func credential(
        _ suites: [Cryptosuite], _ change: (inout JSONValue) -> Void = { _ in }
    ) throws -> (bytes: [UInt8], world: TestWorld) {
        let world = try TestWorld()
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.issuerMethod)),
            created: try world.time("2026-06-30T10:00:00Z"))
        let bytes = try DataIntegrity.secure(
            CredentialDraft(world.draft(change)), with: suites, options: options, signer: world.university.key)
        return (bytes, world)
    }

    @Test(
        "are valid with either cryptosuite, and with both",
        arguments: [[Cryptosuite.eddsaRDFC2022], [.eddsaJCS2022, .eddsaRDFC2022], [.eddsaRDFC2022, .eddsaJCS2022]])
    func valid(_ suites: [Cryptosuite]) throws {
        let (bytes, world) = try credential(suites)
        let report = try world.verifier().verify(bytes, at: world.time())
        #expect(report.verdict == .valid, "\(report.decisive?.code ?? "")")
    }

    /// A way of writing a signed credential otherwise, which changes nothing of its linked data.
    private func rewritten(
        _ rewrite: (inout JSONValue) -> Void, _ draft: (inout JSONValue) -> Void = { _ in }
    ) throws -> (proof: Check, verdict: VerificationReport.Verdict) {
        let (bytes, world) = try credential([.eddsaRDFC2022], draft)
        let report = try world.verifier().verify(bytes, at: world.time())
        #expect(report.checks.first { $0.name == .proof }?.code == "SIGNATURE_VALID")
        var value = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
        rewrite(&value)
        let other = try world.verifier().verify(value.serialized(), at: world.time())
        return (try #require(other.checks.first { $0.name == .proof }), other.verdict)
    }

    @Test("are not accepted when one thing is spread over two places, although the linked data is the same")
    func spread() throws {
        let subject = try rewritten { value in
            guard let learner = value["credentialSubject"] else { return }
            let id: JSONValue = "urn:uuid:5b0f1f0a-2f6f-4f5e-9d65-1f1f4d3f8f10"
            var rest = learner
            rest["id"] = id
            rest["achievement"] = nil
            var other: JSONValue = ["id": id]
            other["type"] = learner["type"]
            other["achievement"] = learner["achievement"]
            value["credentialSubject"] = .array([rest, other])
        } _: {
            $0["credentialSubject"]?["id"] = "urn:uuid:5b0f1f0a-2f6f-4f5e-9d65-1f1f4d3f8f10"
        }
        #expect(subject.proof.code == "LINKED_DATA_AMBIGUOUS")
        // One of the two subjects has no achievement, which an Open Badge may not be without.
        #expect(subject.verdict == .invalid)
    }

    @Test("never lose their end or their status to another description of the credential itself")
    func hiddenEnd() throws {
        let hidden = try rewritten { value in
            guard var evidence = value["evidence"]?.first else { return }
            evidence["validUntil"] = value["validUntil"]
            evidence["type"] = ["Evidence", "VerifiableCredential", "OpenBadgeCredential"]
            value["evidence"] = .array([evidence])
            value["validUntil"] = nil
        } _: { draft in
            draft["validUntil"] = "2026-11-23T00:00:00Z"
            draft["evidence"] = .array([["id": draft["id"] ?? "", "type": ["Evidence"]]])
        }
        #expect(hidden.proof.outcome != .passed)
        #expect(hidden.verdict != .valid)
    }

    @Test("are not accepted with labels of blank nodes, addresses as names, or bare value objects")
    func otherForms() throws {
        for rewrite: (inout JSONValue) -> Void in [
            { $0["credentialSubject"]?["achievement"]?["criteria"]?["id"] = "_:b0" },
            {
                let name = $0["name"]
                $0["name"] = nil
                $0["https://schema.org/name"] = name
            },
            { value in
                guard let name = value["name"] else { return }
                value["name"] = ["@value": name]
            },
        ] {
            let other = try rewritten(rewrite)
            #expect(other.proof.outcome != .passed, "\(other.proof.code)")
            #expect(other.verdict != .valid)
        }
    }

    @Test(
        "never lose their end to another name that a context appended after signing gives it",
        arguments: [
            [
                "until": [
                    "@id": "https://www.w3.org/2018/credentials#validUntil",
                    "@type": "http://www.w3.org/2001/XMLSchema#dateTime",
                ]
            ],
            ["@vocab": "https://www.w3.org/2018/credentials#valid"],
        ] as [JSONValue])
    func aliasedEnd(_ context: JSONValue) throws {
        let hidden = try rewritten { value in
            guard case .array(let contexts) = value["@context"] else { return }
            value["@context"] = .array(contexts + [context])
            let end = value["validUntil"]
            value["validUntil"] = nil
            if context["@vocab"] == nil {
                value["until"] = end
            } else {
                value["Until"] = ["@value": end ?? .null, "type": "http://www.w3.org/2001/XMLSchema#dateTime"]
            }
        } _: { draft in
            draft["validUntil"] = "2026-11-20T00:00:00Z"
        }
        // The proof alone may hold, because the statements are those that were signed.
        #expect(hidden.verdict == .undecided)
    }

    @Test("may hold an endorsement that names the contexts of Open Badges once more")
    func endorsed() throws {
        let (bytes, world) = try credential([.eddsaJCS2022, .eddsaRDFC2022]) { draft in
            draft["endorsement"] = [
                [
                    "@context": [
                        "https://www.w3.org/ns/credentials/v2",
                        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
                    ],
                    "id": "urn:uuid:0c6a2f5e-1111-4b7c-9a55-0f6c1f8d2a01",
                    "type": ["VerifiableCredential", "EndorsementCredential"],
                    "issuer": ["id": "did:example:colleague", "type": ["Profile"], "name": "Colleague University"],
                    "validFrom": "2026-06-30T10:00:00Z", "awardedDate": "2026-06-30T10:00:00Z",
                    "name": "Endorsement",
                    "credentialSubject": [
                        "id": draft["issuer"]?["id"] ?? "", "type": ["EndorsementSubject"],
                        "endorsementComment": "Sound.",
                    ],
                ]
            ]
        }
        let report = try world.verifier().verify(bytes, at: world.time())
        #expect(report.verdict == .valid, "\(report.decisive?.code ?? "")")
    }

    @Test("are valid when the signer wrote language tags in lower case, and a note says so")
    func loweredTags() throws {
        let (bytes, world) = try credential([.eddsaRDFC2022]) { draft in
            draft["credentialSubject"]?["achievement"]?["titleTranslations"] = ["nl-BE": "Opleiding"]
        }
        let report = try world.verifier().verify(bytes, at: world.time())
        #expect(report.verdict == .valid, "\(report.decisive?.code ?? "")")
        let note = try #require(report.notes.first { $0.code == "PROOF_LANGUAGE_TAGS_LOWERED" })
        for language in Language.allCases { #expect(note.message(in: language) != note.code) }
    }

    @Test("need not be written in one way where canonical JSON is signed as well")
    func bothSigned() throws {
        let (bytes, world) = try credential([.eddsaJCS2022, .eddsaRDFC2022]) { draft in
            draft["evidence"] = .array([["id": draft["id"] ?? "", "type": ["Evidence"], "name": "Itself"]])
        }
        let report = try world.verifier().verify(bytes, at: world.time())
        #expect(report.checks.first { $0.name == .proof }?.code == "SIGNATURE_VALID")
    }
}

extension JSONValue {
    /// The first element of an array.
    fileprivate var first: JSONValue? {
        guard case .array(let elements) = self else { return nil }
        return elements.first
    }
}
