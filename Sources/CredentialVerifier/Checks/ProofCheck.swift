import Credentials
import Encodings
import Proofs

/// Whether the issuer's key signed exactly this document.
enum ProofCheck {
    /// The check, and the authentic credential when it passed.
    static func check(
        _ received: ReceivedCredential, _ trust: Trust, _ policy: Policy, at now: Timestamp
    ) -> (check: Check, authentic: AuthenticCredential?, notes: [Note]) {
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: trust, skew: policy.skew)
        switch verifier.verify(received, at: now) {
        case .authentic(let credential, let notChecked):
            var notes: [Note] = []
            for refusal in notChecked {
                notes.append(Note("PROOF_NOT_CHECKED", [("pointer", .text(refusal.pointer))]))
            }
            for proof in credential.proofs where !proof.isByIssuer {
                notes.append(
                    Note(
                        "PROOF_BY_ANOTHER",
                        [
                            ("method", .text(shortened(proof.proof))),
                            ("pointer", .text(proof.proof.pointer)),
                        ]))
            }
            return (
                Check(
                    .proof, .passed, "SIGNATURE_VALID", at: credential.issuerProof.proof.pointer,
                    [("method", .text(shortened(credential.issuerProof.proof)))]), credential, notes
            )
        case .failed(let error): return (Check(.proof, .failed, error.code.rawValue, at: error.pointer), nil, [])
        case .undecided(let error):
            return (Check(.proof, .undecided, error.code.rawValue, at: error.pointer), nil, [])
        }
    }

    /// A verification method as people can take it in: a `did:key` names its key once, by its beginning and its end.
    private static func shortened(_ proof: DataIntegrityProof) -> String {
        let method = proof.verificationMethod ?? ""
        guard method.utf8.starts(with: "did:key:".utf8) else { return method }
        let key = method.utf8.dropFirst(8).prefix { $0 != UInt8(ascii: "#") }
        guard key.count > 20 else { return method }
        return
            "did:key:\(String(decoding: key.prefix(8), as: UTF8.self))…\(String(decoding: key.suffix(6), as: UTF8.self))"
    }
}
