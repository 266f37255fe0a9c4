import Cryptography
import Encodings

/// What a proof says of itself: its purpose, its times, and what it is bound to.
extension ProofVerifier {
    func checkOptions(
        _ proof: DataIntegrityProof, _ now: Timestamp
    ) throws(ProofError) -> (created: Timestamp?, hasUnknownMember: Bool) {
        var created: Timestamp?
        var hasUnknownMember = false
        var hasPurpose = false
        for (name, value) in proof.node.members {
            switch ProofMember(name) {
            case .proofPurpose:
                hasPurpose = true
                guard value.isString(purpose.rawValue) else {
                    throw ProofError(
                        .wrongPurpose, at: proof.pointer + "/proofPurpose",
                        "expected a proof made for \(purpose.rawValue), found another purpose")
                }
            case .created: created = try time(value, proof.pointer + "/created")
            case .expires:
                let expires = try time(value, proof.pointer + "/expires")
                guard now <= expires.adding(seconds: skew) else {
                    throw ProofError(
                        .expired, at: proof.pointer + "/expires", "the proof was valid until \(expires)")
                }
            case .known: break
            case .other: hasUnknownMember = true
            }
        }
        guard hasPurpose else {
            throw ProofError(
                .wrongPurpose, at: proof.pointer + "/proofPurpose",
                "expected a proof made for \(purpose.rawValue), found none")
        }
        try checkBinding(proof)
        return (created, hasUnknownMember)
    }

    /// Data Integrity 1.0, section 4.4, steps on `domain` and `challenge`.
    private func checkBinding(_ proof: DataIntegrityProof) throws(ProofError) {
        if let domain {
            let named = proof.node["domain"]
            let matches =
                named?.kind == .array ? named?.elements.contains { $0.isString(domain) } : named?.isString(domain)
            guard matches == true else {
                throw ProofError(
                    .domainMismatch, at: proof.pointer + "/domain", "expected a proof made for this verifier's domain")
            }
        }
        if let challenge {
            guard proof.node["challenge"]?.isString(challenge) == true else {
                throw ProofError(
                    .challengeMismatch, at: proof.pointer + "/challenge",
                    "expected a proof that answers this verifier's challenge")
            }
        }
    }

    private func time(_ value: JSONNode, _ pointer: String) throws(ProofError) -> Timestamp {
        guard value.kind == .string else { throw ProofError(.malformed, at: pointer, "expected a time as a string") }
        do throws(EncodingError) {
            return try Timestamp(parsing: value.utf8)
        } catch {
            throw ProofError(.malformed, at: pointer, error.reason)
        }
    }

    /// The 64 bytes of `proofValue`: multibase base58btc, section 3.3.2, step 2.
    func signature(_ proof: DataIntegrityProof) throws(ProofError) -> [UInt8] {
        let text = proof.node["proofValue"]?.utf8 ?? []
        guard text.first == UInt8(ascii: "z"), text.count <= 90,
            let bytes = try? Multibase.decode(text, as: .base58btc), bytes.count == Ed25519PublicKey.signatureByteCount
        else {
            throw ProofError(
                .valueMalformed, at: proof.pointer + "/proofValue",
                "expected 'z' and the base58btc form of the 64 bytes of an Ed25519 signature")
        }
        return bytes
    }
}
