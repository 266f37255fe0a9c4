public import Encodings

/// The cryptosuite `eddsa-rdfc-2022`: Ed25519 over canonical RDF.
///
/// Source: Data Integrity EdDSA Cryptosuites 1.0, section 3.2. The document and the proof options are read as JSON-LD with
/// pinned contexts, and their canonical N-Quads are hashed; the rest is as in ``EdDSAJCS2022``.
public enum EdDSARDFC2022 {
    /// The name that proofs carry.
    public static let name = Cryptosuite.eddsaRDFC2022.rawValue

    /// The values that the signature of `proof` covers in a document that has no other proofs below it: transformation
    /// (section 3.2.3), proof configuration (3.2.5), and hashing (3.2.4).
    ///
    /// - Throws: ``ProofError`` with code `contextUnknown` or `notLinkedData`.
    public static func steps(
        document: JSONNode, proof: JSONNode, contexts: LinkedDataContexts = .builtIn
    ) throws(ProofError) -> SigningSteps {
        let canonicalDocument = try LinkedDataForm.canonical(document, omitting: ["proof"], contexts)
        let canonicalOptions = try LinkedDataForm.canonical(options: proof, context: document["@context"], contexts)
        return SigningSteps(
            canonicalDocument: canonicalDocument, canonicalOptions: canonicalOptions,
            hashData: try HashData.of(document: canonicalDocument, options: canonicalOptions))
    }
}
