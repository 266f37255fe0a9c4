import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

private let folder = "vc-di-eddsa/TestVectors"

private func text(_ path: String) throws -> String { try Vectors.text("\(folder)/\(path)") }

private func line(_ path: String) throws -> String { try text(path).filter { !$0.isNewline } }

/// Files of canonical N-Quads, some of them published without their last line end.
private func quads(_ path: String) throws -> String {
    let text = try text(path)
    return text.hasSuffix("\n") ? text : text + "\n"
}

private func secretKey(_ pair: JSONNode) throws -> Ed25519PrivateKey {
    let secret = try Multibase.decode(#require(pair["privateKeyMultibase"]?.string), as: .base58btc)
    // A Multikey of a private key: the codec 0x1300 as a varint, then the seed.
    #expect(Array(secret.prefix(2)) == [0x80, 0x26])
    var seed = Array(secret.dropFirst(2))
    return try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed))
}

private func options(_ key: Ed25519PrivateKey, _ created: String) throws -> ProofOptions {
    let method = try #require(DIDURL("did:key:\(key.publicKey.multikey)#\(key.publicKey.multikey)"))
    return ProofOptions(verificationMethod: method, created: try Timestamp(parsing: created))
}

/// How checking the proofs of a document ends.
private func code(_ bytes: [UInt8]) throws -> ProofError.Code? {
    let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
    let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
    switch verifier.verify(try ReceivedCredential(parsing: bytes), at: now) {
    case .authentic: return nil
    case .failed(let error), .undecided(let error): return error.code
    }
}

@Suite("Proofs over linked data, published vectors", .enabled(if: Vectors.areAvailable))
struct LinkedDataProofVectorTests {
    @Test(
        "every intermediate value of the signed examples is the published one",
        arguments: [
            ("eddsa-rdfc-2022", "DataInt", "signedDataInt.json"), ("Ed25519Signature2020", "EdSig", "signedEdSig.json"),
        ])
    func intermediateValues(_ suite: String, _ mark: String, _ file: String) throws {
        let root = try JSONDocument(parsing: Vectors.bytes("\(folder)/\(suite)/\(file)"), limits: .credential).root
        let proof = try #require(root["proof"])
        let steps = try EdDSARDFC2022.steps(document: root, proof: proof)
        #expect(try String(decoding: steps.canonicalDocument, as: UTF8.self) == quads("\(suite)/canonDoc\(mark).txt"))
        #expect(try String(decoding: steps.canonicalOptions, as: UTF8.self) == quads("\(suite)/proofCanon\(mark).txt"))
        #expect(try hexadecimal(steps.hashData.bytes) == line("\(suite)/combinedHash\(mark).txt"))
        #expect(try hexadecimal(steps.hashData.bytes.prefix(32)) == line("\(suite)/proofHash\(mark).txt"))
        #expect(try hexadecimal(steps.hashData.bytes.suffix(32)) == line("\(suite)/docHash\(mark).txt"))
        let value = try #require(proof["proofValue"]?.string)
        #expect(try value == line("\(suite)/sigBTC58\(mark).txt"))
        #expect(try hexadecimal(Multibase.decode(value, as: .base58btc)) == line("\(suite)/sigHex\(mark).txt"))
    }

    @Test("signing the unsigned example with the published key gives the published signature")
    func createsThePublishedSignature() throws {
        let pair = try JSONDocument(parsing: Vectors.bytes("\(folder)/keyPair.json"), limits: .credential).root
        let key = try secretKey(pair)
        let secured = try DataIntegrity.secure(
            CredentialDraft(parsing: Vectors.bytes("\(folder)/unsigned.json")), with: [.eddsaRDFC2022],
            options: options(key, "2023-02-24T23:36:38Z"), signer: key)
        let published = try JSONDocument(
            parsing: Vectors.bytes("\(folder)/eddsa-rdfc-2022/signedDataInt.json"), limits: .credential)
        #expect(try JSONDocument(parsing: secured, limits: .credential).root.isEqual(to: published.root))
    }

    @Test("the published proof sets and the chain are made again, proof by proof")
    func createsSetsAndChains() throws {
        let pairs = try JSONDocument(
            parsing: Vectors.bytes("\(folder)/proof-set-chain/multiKeyPairs.json"), limits: .credential
        ).root
        let keys = try ["keyPair1", "keyPair2", "keyPair3"].map { try secretKey(#require(pairs.member($0))) }
        let published = try ["signedProofSet1", "signedProofSet2", "signedProofChain1"].map {
            try JSONDocument(parsing: Vectors.bytes("\(folder)/proof-set-chain/\($0).json"), limits: .credential).root
        }
        var first = try options(keys[0], "2023-02-24T23:36:38Z")
        first.id = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"
        var made = try DataIntegrity.secure(
            CredentialDraft(parsing: Vectors.bytes("\(folder)/proof-set-chain/unsigned.json")), with: [.eddsaRDFC2022],
            options: first, signer: keys[0])
        let proof = try #require(published[0]["proof"])
        #expect(
            try JSONDocument(parsing: made, limits: .credential).root["proof"]?.isEqual(to: proof.firstElement ?? proof)
                == true)
        var second = try options(keys[1], "2023-02-24T23:36:38Z")
        second.id = "urn:uuid:8cc9022b-6b14-4cf3-8571-74972c5feb54"
        made = try DataIntegrity.addProof(
            to: ReceivedCredential(parsing: made), with: .eddsaRDFC2022, options: second, signer: keys[1])
        #expect(try JSONDocument(parsing: made, limits: .credential).root.isEqual(to: published[1]))
        var third = try options(keys[2], "2023-02-26T22:06:38Z")
        third.id = "urn:uuid:d94f792a-c546-4d06-b38a-da070ab56c23"
        third.previousProofs = try [#require(first.id), #require(second.id)]
        made = try DataIntegrity.addProof(
            to: ReceivedCredential(parsing: made), with: .eddsaRDFC2022, options: third, signer: keys[2])
        #expect(try JSONDocument(parsing: made, limits: .credential).root.isEqual(to: published[2]))
    }

    @Test(
        "every proof of the published examples verifies; only the issuer, who is no DID, has none",
        arguments: [
            "eddsa-rdfc-2022/signedDataInt", "Ed25519Signature2020/signedEdSig", "proof-set-chain/signedProofSet1",
            "proof-set-chain/signedProofSet2", "proof-set-chain/signedProofChain1",
            "proof-set-chain/proofChainTempDoc1",
        ])
    func verifies(_ name: String) throws {
        let bytes = try Vectors.bytes("\(folder)/\(name).json")
        #expect(try code(bytes) == .controllerMismatch)
        // Any word that is changed breaks the proof that covers it.
        for (word, other) in [("School", "Schoul"), ("2023-02-24T23:36:38Z", "2023-02-24T23:36:39Z")] {
            let changed = Array(String(decoding: bytes, as: UTF8.self).replacing(word, with: other).utf8)
            #expect(changed != bytes)
            #expect(try code(changed) == .signatureInvalid)
        }
    }
}
