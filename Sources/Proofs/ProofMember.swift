import Encodings

/// The members that a proof may have.
///
/// Source: Verifiable Credential Data Integrity 1.0, section 2.1.
enum ProofMember {
    case proofPurpose, created, expires
    /// Defined, and read elsewhere.
    case known
    /// Not defined.
    case other

    init(_ name: JSONNode) {
        switch true {
        case name.isString("proofPurpose"): self = .proofPurpose
        case name.isString("created"): self = .created
        case name.isString("expires"): self = .expires
        case name.isString("type"), name.isString("cryptosuite"), name.isString("verificationMethod"),
            name.isString("proofValue"), name.isString("@context"), name.isString("id"), name.isString("domain"),
            name.isString("challenge"), name.isString("previousProof"), name.isString("nonce"):
            self = .known
        default: self = .other
        }
    }
}
