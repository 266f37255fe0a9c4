public import Encodings

/// The cryptosuite `eddsa-jcs-2022`: Ed25519 over canonical JSON.
///
/// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.3. Two SHA-256 hashes are signed: first the one of the proof
/// options, then the one of the document.
public enum EdDSAJCS2022 {
    /// The name that proofs carry.
    public static let name = Cryptosuite.eddsaJCS2022.rawValue

    /// The values that the signature of `proof` covers in a document that has no other proofs below it: transformation
    /// (section 3.3.3), proof configuration (3.3.5), and hashing (3.3.4).
    public static func steps(document: JSONNode, proof: JSONNode) throws(ProofError) -> SigningSteps {
        let canonicalDocument = document.canonicalBytes(omitting: ["proof"])
        let canonicalOptions = proof.canonicalBytes(omitting: ["proofValue"])
        return SigningSteps(
            canonicalDocument: canonicalDocument, canonicalOptions: canonicalOptions,
            hashData: try HashData.of(document: canonicalDocument, options: canonicalOptions))
    }
}
