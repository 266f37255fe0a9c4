public import Credentials
import Encodings

/// Checks the proof of a presentation: one proof, made for `authentication`, by the key that is the holder.
///
/// Only `eddsa-jcs-2022` is judged, because it covers the presentation as it is read: where linked data alone is
/// signed, the place of a credential in the document is nobody's word. Source: trust list design, section 3.4;
/// Verifiable Credential Data Integrity 1.0, section 4.4.
public struct PresentationProofVerifier: Sendable {
    /// What came of checking.
    public enum Outcome: Sendable {
        /// The holder signed this.
        case authentic(AuthenticPresentation)
        /// The proof is wrong.
        case failed(ProofError)
        /// What would decide is not at hand.
        case undecided(ProofError)
    }

    /// Prepares a verifier, which knows holders whose identifier is their key.
    public init() {}

    /// Checks the proof of a presentation; its times are left for others to judge.
    public func verify(_ presentation: ReceivedCredential) -> Outcome {
        do throws(ProofError) {
            return .authentic(try check(presentation))
        } catch {
            switch error.code {
            case .wrongPurpose:
                return .failed(ProofError(.presentationPurpose, at: error.pointer, error.reason))
            case .suiteNotJudged: return .undecided(error)
            default: return ProofVerifier.isUndecided(error.code) ? .undecided(error) : .failed(error)
            }
        }
    }

    private func check(_ presentation: ReceivedCredential) throws(ProofError) -> AuthenticPresentation {
        let root = presentation.document.root
        let set = try ProofSet(root)
        guard set.proofs.count == 1, let proof = set.proofs.first else {
            throw ProofError(
                .notOne, at: "/proof", "a presentation has one proof, its holder's; found \(set.proofs.count)")
        }
        guard proof.suite == .eddsaJCS2022 else {
            throw ProofError(
                .suiteNotJudged, at: proof.pointer, "expected a proof of the cryptosuite eddsa-jcs-2022, found another")
        }
        guard let holder = presentation.presentation.holderNode, holder.kind == .string else {
            throw ProofError(.holderMismatch, at: "/holder", "expected the holder's identifier, found none")
        }
        // A skew without end: what the times of a presentation have to be, whoever judges it says.
        let verifier = ProofVerifier(purpose: .authentication, keys: NoPinnedKeys(), skew: .max)
        var forms = SecuredForms(root, set, .builtIn)
        let checked = try verifier.check(proof, .eddsaJCS2022, root, &forms, .latest)
        let method = proof.node["verificationMethod"]?.utf8 ?? []
        guard method.prefix(while: { $0 != UInt8(ascii: "#") }).elementsEqual(holder.utf8) else {
            throw ProofError(
                .holderMismatch, at: proof.pointer + "/verificationMethod",
                "the proof verifies, but its key is not the holder that the presentation names")
        }
        return AuthenticPresentation(
            received: presentation, proof: proof, key: checked.key,
            holder: String(decoding: holder.utf8, as: UTF8.self),
            credentials: presentation.presentation.credentials.map(\.node))
    }
}
