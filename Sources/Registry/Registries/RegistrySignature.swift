import Credentials
public import Encodings
public import Proofs

/// What is known of the signature on a registry.
public enum RegistrySignature: Sendable, Equatable {
    /// There is none: anybody who had the registry in hand could have changed it.
    case absent
    /// The publisher signed it, with the key of this verification method.
    case verified(method: String)
    /// There is one, and what would decide about it is not at hand; the code says what.
    case notChecked(code: String)
}

extension PublishedRegistry {
    /// Checks the registry's own proof, as that of any credential.
    ///
    /// - Parameters:
    ///   - keys: Where keys are found that are no part of an identifier: DID documents that somebody has pinned.
    ///   - contexts: Where the contexts of linked data are found.
    ///   - skew: How far clocks may differ, in seconds.
    /// - Throws: ``RegistryError`` with code `proofRefused` when there is a proof and it is wrong, or
    ///   `cryptographyFailed`.
    public func signature(
        keys: any VerificationKeys, contexts: LinkedDataContexts, at now: Timestamp, skew: Int64 = 300
    ) throws(RegistryError) -> RegistrySignature {
        // A registry of known DIDs has no form for a proof; what stands in its place there says nothing.
        guard kind == .recognizedEntities, received.document.root["proof"] != nil else { return .absent }
        let verifier = ProofVerifier(purpose: .assertionMethod, keys: keys, contexts: contexts, skew: skew)
        switch verifier.verify(received, at: now) {
        case .authentic(let credential, _):
            return .verified(method: credential.issuerProof.proof.verificationMethod ?? "")
        case .undecided(let error): return .notChecked(code: error.code.rawValue)
        case .failed(let error):
            guard error.code != .cryptographyFailed else {
                throw RegistryError(.cryptographyFailed, at: error.pointer, error.reason)
            }
            throw RegistryError(
                .proofRefused, at: error.pointer, error.reason, detail: error.code.rawValue)
        }
    }
}
