import Credentials
import Cryptography
import Encodings
import Proofs
import Registry
import TestSupport
import Testing

@Suite("The signature on a registry")
struct RegistrySignatureTests {
    /// The keys of DID documents, as a trust folder has them.
    private struct PinnedKey: VerificationKeys {
        let method: String
        let key: Ed25519PublicKey

        func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
            verificationMethod.utf8.elementsEqual(method.utf8) ? key : nil
        }
    }

    private func signature(
        _ bytes: [UInt8], keys: any VerificationKeys = NoPinnedKeys()
    ) throws -> RegistrySignature {
        try PublishedRegistry(parsing: bytes).signature(
            keys: keys, contexts: .builtIn, at: time("2026-11-22T09:00:00Z"))
    }

    @Test("of known DIDs is never there, whatever stands in its place")
    func knownDIDs() throws {
        let registry = try ExampleRegistry.knownDIDs()
        #expect(try signature(registry.serialized()) == .absent)
        #expect(try signature(registry.setting("/proof", ["type": "DataIntegrityProof"]).serialized()) == .absent)
    }

    @Test(
        "holds with the key that the publisher's identifier is", arguments: [Cryptosuite.eddsaJCS2022, .eddsaRDFC2022])
    func holds(_ suite: Cryptosuite) throws {
        let key = try TrustAuthority.key("accreditor")
        let list = ExampleRegistry.recognizedEntities(by: key)
        let method = DIDKey(key.publicKey).verificationMethod.text
        #expect(try signature(ExampleRegistry.sign(list, with: key, [suite])) == .verified(method: method))
        #expect(try signature(list.serialized()) == .absent)
    }

    @Test("of a publisher on the web holds with the key that is pinned for it, and is open without")
    func pinned() throws {
        let key = try TrustAuthority.key("accreditor")
        let method = "did:web:accreditor.example#1"
        let list = ExampleRegistry.recognizedEntities(by: key).setting("/issuer/id", "did:web:accreditor.example")
        let bytes = try ExampleRegistry.sign(list, with: key, method: method)
        let pinned = PinnedKey(method: method, key: key.publicKey)
        #expect(try signature(bytes, keys: pinned) == .verified(method: method))
        #expect(try signature(bytes) == .notChecked(code: "KEY_UNAVAILABLE"))
        let other = PinnedKey(method: method, key: try TrustAuthority.key("college").publicKey)
        #expect(throws: RegistryError(.proofRefused, "")) { try signature(bytes, keys: other) }
    }

    @Test("that is forged refuses the list: altered, by somebody else, for another purpose, with an added context")
    func forged() throws {
        let key = try TrustAuthority.key("accreditor")
        let stranger = try TrustAuthority.key("stranger")
        let list = ExampleRegistry.recognizedEntities(by: key)
        let signed = JSONValue(
            try JSONDocument(parsing: ExampleRegistry.sign(list, with: key), limits: .registry).root)
        let cases: [(JSONValue, String)] = [
            (signed.setting("/credentialSubject/0/legalName", "Fake University"), "SIGNATURE_INVALID"),
            (signed.setting("/credentialSubject/0/id", "did:web:fake.example"), "SIGNATURE_INVALID"),
            (signed.setting("/credentialSubject/3", nil), "SIGNATURE_INVALID"),
            (signed.setting("/validUntil", "2036-01-01T00:00:00Z"), "SIGNATURE_INVALID"),
            (signed.setting("/@context/-", "https://words.example/terms.json"), "CONTEXT_MISMATCH"),
            (signed.setting("/proof/proofPurpose", "authentication"), "PROOF_WRONG_PURPOSE"),
            (signed.setting("/proof/proofValue", "z1"), "PROOF_VALUE_MALFORMED"),
            (signed.setting("/proof", .array([])), "PROOF_MISSING"),
            (
                JSONValue(
                    try JSONDocument(parsing: ExampleRegistry.sign(list, with: stranger), limits: .registry).root),
                "PROOF_CONTROLLER_MISMATCH"
            ),
        ]
        for (value, code) in cases {
            do {
                _ = try signature(value.serialized())
                Issue.record("\(code) is accepted")
            } catch let error as RegistryError {
                #expect(error.code == .proofRefused && error.detail == code, "\(error)")
                #expect(error.pointer.hasPrefix("/proof"), "\(error)")
            }
        }
    }

    @Test("of a kind that is not read here, or over unknown words, is open and never taken for one that holds")
    func open() throws {
        let key = try TrustAuthority.key("accreditor")
        let list = ExampleRegistry.recognizedEntities(by: key)
        let signed = JSONValue(
            try JSONDocument(parsing: ExampleRegistry.sign(list, with: key), limits: .registry).root)
        let other = signed.setting("/proof/cryptosuite", "ecdsa-rdfc-2019")
        #expect(try signature(other.serialized()) == .notChecked(code: "PROOF_NONE_SUPPORTED"))
        let unknown = signed.setting("/@context/1", "https://words.example/terms.json")
            .setting("/proof/cryptosuite", "eddsa-rdfc-2022").setting("/proof/@context", nil)
        #expect(try signature(unknown.serialized()) == .notChecked(code: "CONTEXT_UNKNOWN"))
    }
}
