import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// Five signed credentials: four made here, with escapes, blanks and a second proof, and one of the examples.
private func fiveCredentials() throws -> [[UInt8]] {
    let signer = try TestSigner(1)
    let second = try TestSigner(2)
    let plain = try signer.issue()
    let spaced = JSONValue(try JSONDocument(parsing: plain, limits: .credential).root).serialized(indented: true)
    var draft = signer.draft
    draft["credentialSubject"]?["notes"] = .string("tab\t quote\" slash\\ accent é, 中, \u{1F600}")
    draft["credentialSubject"]?["numbers"] = [.number("0.5"), .number("12"), .number("1e3"), true, .null]
    let rich = try EdDSAJCS2022.secure(CredentialDraft(draft), options: signer.options(), signer: signer.key)
    let set = try EdDSAJCS2022.addProof(
        to: ReceivedCredential(parsing: plain), options: second.options(id: "urn:uuid:2"), signer: second.key)
    return [plain, spaced, rich, set, try Files.read(Vectors.repository + "/Examples/signed/amir-rahimi.json")]
}

@Test("every single bit of five signed credentials flipped: none is accepted with changed meaning", arguments: 0..<5)
func refusesEveryBitFlip(_ number: Int) throws {
    let bytes = try fiveCredentials()[number]
    // A second proof in a set may become one that is reported as not checked; what the issuer signed may not change.
    let omitted = number >= 3 ? ["proof"] : []
    let original = try JSONDocument(parsing: bytes, limits: .credential).root.canonicalBytes(omitting: omitted)
    let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
    let time = try Timestamp(parsing: "2026-11-22T09:00:00Z")
    guard case .authentic = verifier.verify(try ReceivedCredential(parsing: bytes), at: time) else {
        Issue.record("expected an authentic credential to begin with")
        return
    }
    for index in bytes.indices {
        for bit in 0..<8 {
            var flipped = bytes
            flipped[index] ^= 1 << UInt8(bit)
            guard let received = try? ReceivedCredential(parsing: flipped) else { continue }
            if case .authentic = verifier.verify(received, at: time) {
                // A flip can turn white space or an escape into another spelling of the same document, and no more.
                let isSame = received.document.root.canonicalBytes(omitting: omitted) == original
                #expect(isSame, "byte \(index), bit \(bit)")
            }
        }
    }
}
