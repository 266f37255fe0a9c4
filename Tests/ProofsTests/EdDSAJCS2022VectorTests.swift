import Credentials
import Cryptography
import Encodings
import Proofs
import TestSupport
import Testing

private let folder = "vc-di-eddsa/TestVectors"

private func text(_ path: String) throws -> String {
    String(decoding: try Vectors.bytes("\(folder)/\(path)"), as: UTF8.self).filter { !$0.isNewline }
}

/// The verification time for published vectors, some years after they were made.
let laterThanVectors = try? Timestamp(parsing: "2026-11-22T09:00:00Z")

@Suite("eddsa-jcs-2022, published vectors", .enabled(if: Vectors.areAvailable))
struct EdDSAJCS2022VectorTests {
    private func signed() throws -> JSONDocument {
        try JSONDocument(parsing: Vectors.bytes("\(folder)/eddsa-jcs-2022/signedJCS.json"), limits: .credential)
    }

    @Test("every intermediate value of the signed example is the published one")
    func intermediateValues() throws {
        let root = try signed().root
        let proof = try #require(root["proof"])
        let steps = try EdDSAJCS2022.steps(document: root, proof: proof)
        #expect(try String(decoding: steps.canonicalDocument, as: UTF8.self) == text("eddsa-jcs-2022/canonDocJCS.txt"))
        #expect(try String(decoding: steps.canonicalOptions, as: UTF8.self) == text("eddsa-jcs-2022/proofCanonJCS.txt"))
        #expect(try hexadecimal(steps.hashData.bytes) == text("eddsa-jcs-2022/combinedHashJCS.txt"))
        #expect(try hexadecimal(steps.hashData.bytes.prefix(32)) == text("eddsa-jcs-2022/proofHashJCS.txt"))
        #expect(try hexadecimal(steps.hashData.bytes.suffix(32)) == text("eddsa-jcs-2022/docHashJCS.txt"))
        let value = try #require(proof["proofValue"]?.string)
        #expect(try value == text("eddsa-jcs-2022/sigBTC58JCS.txt"))
        #expect(try hexadecimal(Multibase.decode(value, as: .base58btc)) == text("eddsa-jcs-2022/sigHexJCS.txt"))
    }

    @Test("signing the unsigned example with the published key gives the published signature")
    func createsThePublishedSignature() throws {
        let pair = try JSONDocument(parsing: Vectors.bytes("\(folder)/keyPair.json"), limits: .credential).root
        let secret = try Multibase.decode(#require(pair["privateKeyMultibase"]?.string), as: .base58btc)
        // A Multikey of a private key: the codec 0x1300 as a varint, then the seed.
        #expect(Array(secret.prefix(2)) == [0x80, 0x26])
        var seed = Array(secret.dropFirst(2))
        let key = try Ed25519PrivateKey(seed: SecretBytes(overwriting: &seed))
        let method = try #require(
            DIDURL("did:key:\(key.publicKey.multikey)#\(key.publicKey.multikey)"))
        let draft = try CredentialDraft(parsing: Vectors.bytes("\(folder)/unsigned.json"))
        let options = ProofOptions(
            verificationMethod: method, created: try Timestamp(parsing: "2023-02-24T23:36:38Z"))
        let secured = try EdDSAJCS2022.secure(draft, options: options, signer: key)
        let made = try JSONDocument(parsing: secured, limits: .credential).root
        let published = try signed().root
        #expect(made.isEqual(to: published))
    }
}
