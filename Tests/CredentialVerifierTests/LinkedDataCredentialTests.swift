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

    @Test("say the same when the proof over canonical JSON is taken away, although then only linked data is signed")
    func halfUnsigned() throws {
        let (bytes, world) = try credential([.eddsaJCS2022, .eddsaRDFC2022]) { draft in
            draft["credentialSubject"]?["id"] = "did:example:anna"
            draft["validUntil"] = "2027-06-30T10:00:00Z"
        }
        var value = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
        guard case .array(let proofs)? = value["proof"] else { return #expect(Bool(false), "two proofs") }
        value["proof"] = proofs.last
        #expect(value["proof"]?["cryptosuite"].map { $0.serialized() } == Array("\"eddsa-rdfc-2022\"".utf8))
        let verifier = try world.verifier()
        let whole = Reading(try verifier.verify(bytes, at: world.time()), withProof: false, withClaims: false)
        let half = try verifier.verify(value.serialized(), at: world.time())
        #expect(half.verdict == .valid)
        let rest = Reading(half, withProof: false, withClaims: false)
        #expect(rest.lines == whole.lines)
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

    @Test("say nothing where a context that is kept in the trust folder is none any more, and forge nothing either")
    func defectiveContext() throws {
        let url = "https://words.example/terms.json"
        func contexts(_ text: String) throws -> LinkedDataContexts {
            LinkedDataContexts(adding: [url: try JSONDocument(parsing: Array(text.utf8), limits: .general)])
        }
        let world = try TestWorld()
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.issuerMethod)),
            created: try world.time("2026-06-30T10:00:00Z"))
        let whole = try contexts(#"{"@context":{"colour":"https://words.example/#colour"}}"#)
        let bytes = try DataIntegrity.secure(
            CredentialDraft(
                world.draft { draft in
                    guard case .array(let names)? = draft["@context"] else { return }
                    draft["@context"] = .array(names + [.string(url)])
                    draft["credentialSubject"]?["colour"] = "blue"
                }), with: [.eddsaRDFC2022], options: options, signer: world.university.key, contexts: whole)
        func check(_ known: LinkedDataContexts, _ bytes: [UInt8]) throws -> Check? {
            let report = Verifier(trust: Trust(lists: [try world.list()], contexts: known)).verify(
                bytes, at: try world.time())
            #expect(report[.proof]?.outcome == .passed || report.verdict == .undecided)
            return report[.proof]
        }
        #expect(try check(whole, bytes)?.code == "SIGNATURE_VALID")
        let forged = Array(String(decoding: bytes, as: UTF8.self).replacing("blue", with: "pink").utf8)
        for text in [
            #"{"@context":{"colour":{"@id":7}}}"#, #"{"@context":{"@version":2}}"#,
            #"{"@context":{"colour":{"@type":"no"}}}"#, #"{"@context":{"@vocab":7}}"#,
        ] {
            for bytes in [bytes, forged] {
                let found = try #require(try check(contexts(text), bytes))
                #expect(found.outcome == .undecided && found.code == "CONTEXT_DEFECTIVE", "\(text): \(found.code)")
                #expect(found.pointer == "/@context")
                for language in Language.allCases { #expect(found.message(in: language).contains(url)) }
            }
        }
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
