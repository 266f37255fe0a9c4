import Encodings

/// A way of making proofs that can be checked here.
public enum Cryptosuite: String, CaseIterable, Sendable {
    /// Canonical JSON: Data Integrity EdDSA Cryptosuites 1.0, section 3.3.
    case eddsaJCS2022 = "eddsa-jcs-2022"
    /// Canonical RDF: Data Integrity EdDSA Cryptosuites 1.0, section 3.2.
    case eddsaRDFC2022 = "eddsa-rdfc-2022"
    /// What drafts called ``eddsaRDFC2022``. Only for verifying.
    case eddsa2022 = "eddsa-2022"
    /// The proof type from before there were cryptosuites, of the same making as ``eddsaRDFC2022``. Only for verifying.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, appendix A.1.
    case ed25519Signature2020 = "Ed25519Signature2020"

    /// What a document becomes before it is hashed.
    enum Form {
        /// The canonical form of JSON, RFC 8785.
        case json
        /// The canonical N-Quads of the document read as JSON-LD, RDFC-1.0.
        case rdf
    }

    var form: Form { self == .eddsaJCS2022 ? .json : .rdf }

    /// Whether a proof that holds shows that the whole document means something as linked data.
    public var readsLinkedData: Bool { form == .rdf }

    /// Whether new proofs can be made with it.
    public var isForSigning: Bool { self == .eddsaJCS2022 || self == .eddsaRDFC2022 }

    /// The cryptosuite of a proof, or `nil` when it is none of these.
    init?(_ proof: JSONNode) {
        guard let type = proof["type"], type.kind == .string else { return nil }
        if type.isString("DataIntegrityProof") {
            guard let name = proof["cryptosuite"] else { return nil }
            switch true {
            case name.isString("eddsa-jcs-2022"): self = .eddsaJCS2022
            case name.isString("eddsa-rdfc-2022"): self = .eddsaRDFC2022
            case name.isString("eddsa-2022"): self = .eddsa2022
            default: return nil
            }
        } else if type.isString("Ed25519Signature2020"), proof["cryptosuite"] == nil {
            self = .ed25519Signature2020
        } else {
            return nil
        }
    }
}
