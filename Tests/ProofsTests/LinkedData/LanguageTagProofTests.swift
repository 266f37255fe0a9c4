import Credentials
import Encodings
import LinkedData
import Proofs
import TestSupport
import Testing

@Suite("Capitals in language tags, which some implementations of JSON-LD keep and others do not")
struct LanguageTagProofTests {
    private let signer: TestSigner

    init() throws { signer = try TestSigner(7) }

    private func draft(_ language: String) -> JSONValue {
        var draft = signer.draft
        draft["credentialSubject"] = ["id": "did:example:learner"]
        draft["name"] = ["@value": "Pédagogie", "@language": .string(language)]
        return draft
    }

    /// The outcome for a document: the form that was signed, or the code of the refusal.
    private func outcome(_ document: JSONValue) throws -> (form: CheckedProof.Form?, code: ProofError.Code?) {
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
        let received = try ReceivedCredential(parsing: document.serialized())
        switch verifier.verify(received, at: try Timestamp(parsing: "2026-11-22T09:00:00Z")) {
        case .authentic(let credential, _): return (credential.issuerProof.form, nil)
        case .failed(let error), .undecided(let error): return (nil, error.code)
        }
    }

    private func secured(_ language: String) throws -> JSONValue {
        let draft = try CredentialDraft(draft(language))
        let bytes = try DataIntegrity.secure(
            draft, with: [.eddsaRDFC2022], options: signer.options(), signer: signer.key)
        return JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
    }

    /// Signed as an implementation does it that keeps what is written.
    private func securedAsWritten(_ language: String) throws -> JSONValue {
        var document = draft(language)
        let proof: JSONValue = [
            "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2026-06-30T10:00:00Z",
            "verificationMethod": .string(signer.method), "proofPurpose": "assertionMethod",
        ]
        let steps = try EdDSARDFC2022.steps(
            document: JSONDocument(parsing: document.serialized(), limits: .credential).root,
            proof: JSONDocument(parsing: proof.serialized(), limits: .credential).root)
        let signature = try signer.key.signature(over: steps.hashData, selfCheck: true)
        document["proof"] = proof
        document["proof"]?["proofValue"] = .string(Multibase.encode(signature, as: .base58btc))
        return document
    }

    private func proofValue(_ document: JSONValue) -> [UInt8]? { document["proof"]?["proofValue"]?.serialized() }

    @Test("a credential is verified whether its signer kept them or not")
    func bothVerified() throws {
        let kept = try securedAsWritten("fr-BE")
        #expect(try outcome(kept).form == .asSpecified)
        let lowered = try secured("fr-BE")
        #expect(try outcome(lowered).form == .languageTagsLowered)
        #expect(proofValue(lowered) != proofValue(kept))
    }

    @Test("without them there is one form, which all signers make")
    func oneForm() throws {
        let ours = try secured("fr-be")
        #expect(try outcome(ours).form == .asSpecified)
        #expect(try proofValue(ours) == proofValue(securedAsWritten("fr-be")))
    }

    @Test("a language changed to another is refused as ever", arguments: ["fr-NL", "FR", "nl-BE", "fr-be-x", "en"])
    func changed(_ language: String) throws {
        for var document in [try secured("fr-BE"), try securedAsWritten("fr-BE")] {
            document["name"]?["@language"] = .string(language)
            #expect(try outcome(document).code == .signatureInvalid)
        }
    }

    @Test("a text or an address with other capitals is refused as ever")
    func otherCapitals() throws {
        let original = try secured("fr-BE")
        for change in [
            { (document: inout JSONValue) in document["name"]?["@value"] = "pédagogie" },
            { document in document["credentialSubject"]?["id"] = "did:example:Learner" },
            { document in document["type"] = ["verifiableCredential"] },
        ] as [(inout JSONValue) -> Void] {
            var document = original
            change(&document)
            #expect(try outcome(document).form == nil)
        }
    }

    @Test("a second proof, and one that builds on the first, hold as well")
    func furtherProofs() throws {
        let first = try DataIntegrity.secure(
            CredentialDraft(draft("fr-BE")), with: [.eddsaRDFC2022], options: signer.options(id: "urn:uuid:1"),
            signer: signer.key)
        for previous in [[], ["urn:uuid:1"]] {
            var options = try signer.options(id: "urn:uuid:2")
            options.previousProofs = previous
            let second = try DataIntegrity.addProof(
                to: ReceivedCredential(parsing: first), with: .eddsaRDFC2022, options: options, signer: signer.key)
            let value = JSONValue(try JSONDocument(parsing: second, limits: .credential).root)
            #expect(try outcome(value).form == .languageTagsLowered)
        }
    }
}
