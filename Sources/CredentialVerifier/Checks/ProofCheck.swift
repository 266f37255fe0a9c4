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
                            ("method", .text(proof.proof.verificationMethod ?? "")),
                            ("pointer", .text(proof.proof.pointer)),
                        ]))
            }
            return (
                Check(
                    .proof, .passed, "SIGNATURE_VALID", at: credential.issuerProof.proof.pointer,
                    [("method", .text(credential.issuerProof.proof.verificationMethod ?? ""))]), credential, notes
            )
        case .failed(let error): return (Check(.proof, .failed, error.code.rawValue, at: error.pointer), nil, [])
        case .undecided(let error):
            return (Check(.proof, .undecided, error.code.rawValue, at: error.pointer), nil, [])
        }
    }
}
