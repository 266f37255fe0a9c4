import Credentials
import Encodings
import LinkedData
import Proofs
import TestSupport
import Testing

/// A context that somebody has added to those that are built in.
private let ownContext = "https://words.example/terms.json"

private func contexts() throws -> LinkedDataContexts {
    let text = #"""
        {"@context":{"a":"https://a.example/","b":{"@id":"a:b","@type":"@id"},"c":{"@id":"a:c","@container":"@list"},
        "d":{"@id":"a:d","@type":"@json"}}}
        """#
    return LinkedDataContexts(adding: [ownContext: try JSONDocument(parsing: Array(text.utf8), limits: .credential)])
}

/// Three small credentials signed as linked data: the plainest, one whose terms an added context defines, and one signed
/// with both cryptosuites.
private func threeCredentials() throws -> [[UInt8]] {
    let signer = try TestSigner(1)
    func secured(_ draft: JSONValue, _ suites: [Cryptosuite]) throws -> [UInt8] {
        try DataIntegrity.secure(
            CredentialDraft(draft), with: suites, options: signer.options(), signer: signer.key, contexts: contexts())
    }
    let plain: JSONValue = [
        "@context": "https://www.w3.org/ns/credentials/v2", "type": "VerifiableCredential",
        "issuer": .string(signer.did), "validFrom": "2026-06-30T10:00:00Z",
        "credentialSubject": ["name": ["@value": "caf\u{E9} \"x\"", "@language": "nl"]],
    ]
    var own = plain
    own["@context"] = ["https://www.w3.org/ns/credentials/v2", .string(ownContext)]
    own["credentialSubject"] = ["id": "did:example:x", "b": "a:y", "c": [1, .number("2.50")], "d": ["e": .null]]
    return [
        try secured(plain, [.eddsaRDFC2022]), try secured(own, [.eddsaRDFC2022]),
        try secured(plain, [.eddsaJCS2022, .eddsaRDFC2022]),
    ]
}

/// What a document says as linked data without its proofs, and what its checked proofs say as linked data or as JSON.
///
/// Capitals in a language tag say nothing.
private struct Meaning: Equatable {
    let document: [UInt8]
    let proofs: [[UInt8]]

    init(_ root: JSONNode, checked: [CheckedProof]) throws {
        let steps = try EdDSARDFC2022.steps(
            document: root, proof: #require(checked.last).proof.node, contexts: contexts())
        document = try Self.lowered(steps.canonicalDocument)
        proofs = try checked.map { proof in
            guard proof.suite == .eddsaRDFC2022 else { return proof.proof.node.canonicalBytes() }
            return try Self.lowered(
                EdDSARDFC2022.steps(document: root, proof: proof.proof.node, contexts: contexts()).canonicalOptions)
        }
    }

    private static func lowered(_ form: [UInt8]) throws -> [UInt8] {
        try CanonicalDataset(NQuadsReader.read(form).lowercasingLanguageTags()).nQuads
    }
}

@Test(
    "every single bit of three credentials signed as linked data flipped: none is accepted with changed meaning",
    arguments: 0..<3)
func refusesEveryBitFlipOfLinkedData(_ number: Int) throws {
    let bytes = try threeCredentials()[number]
    let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys(), contexts: try contexts())
    let time = try Timestamp(parsing: "2026-11-22T09:00:00Z")
    let original = try ReceivedCredential(parsing: bytes)
    guard case .authentic(let first, _) = verifier.verify(original, at: time) else {
        Issue.record("expected an authentic credential to begin with")
        return
    }
    let canonical = original.document.root.canonicalBytes(omitting: ["proof"])
    let meaning = try Meaning(original.document.root, checked: first.proofs)
    for index in bytes.indices {
        for bit in 0..<8 {
            var flipped = bytes
            flipped[index] ^= 1 << UInt8(bit)
            guard let received = try? ReceivedCredential(parsing: flipped),
                case .authentic(let credential, let notChecked) = verifier.verify(received, at: time)
            else { continue }
            let root = received.document.root
            // The same statements, made by the same proofs.
            var isSame = try Meaning(root, checked: credential.proofs) == meaning
            // Of two proofs one may become a proof that nobody can check; the other then covers the very same JSON.
            if !isSame, notChecked.count == 1, credential.proofs.count == 1 {
                isSame = root.canonicalBytes(omitting: ["proof"]) == canonical
            }
            #expect(isSame, "byte \(index), bit \(bit): \(String(decoding: flipped, as: UTF8.self))")
        }
    }
}
