import Encodings

/// What the proofs of one document cover, in the form that each cryptosuite hashes.
///
/// A form of the whole document is made once, however many proofs there are.
struct SecuredForms {
    private let root: JSONNode
    private let set: ProofSet
    private let contexts: LinkedDataContexts
    private var json: [UInt8]?
    private var rdf: LinkedDataForm?

    init(_ root: JSONNode, _ set: ProofSet, _ contexts: LinkedDataContexts) {
        self.root = root
        self.set = set
        self.contexts = contexts
    }

    /// The document without proofs, but with those that `proof` builds on.
    ///
    /// Source: Verifiable Credential Data Integrity 1.0, section 4.5, steps on `previousProof`.
    mutating func document(
        securedBy proof: DataIntegrityProof, _ form: Cryptosuite.Form
    ) throws(ProofError) -> [UInt8] {
        let previous = try set.previousNodes(of: proof)
        guard previous.isEmpty else {
            let document = try ProofSet.document(root, with: previous)
            switch form {
            case .json: return document.canonicalBytes()
            case .rdf: return try LinkedDataForm.canonical(document, omitting: [], contexts)
            }
        }
        switch form {
        case .json:
            if let json { return json }
            let bytes = root.canonicalBytes(omitting: ["proof"])
            json = bytes
            return bytes
        case .rdf: return try linkedData().nQuads
        }
    }

    /// The document without its proofs as linked data.
    mutating func linkedData() throws(ProofError) -> LinkedDataForm {
        if let rdf { return rdf }
        let form = try LinkedDataForm(root, omitting: ["proof"], contexts)
        rdf = form
        return form
    }

    /// The options of `proof`: the proof without its value, and for linked data with the context of the document.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, sections 3.2.5 and 3.3.5.
    func options(of proof: DataIntegrityProof, _ form: Cryptosuite.Form) throws(ProofError) -> [UInt8] {
        switch form {
        case .json: proof.node.canonicalBytes(omitting: ["proofValue"])
        case .rdf: try LinkedDataForm.canonical(options: proof.node, context: root["@context"], contexts)
        }
    }
}
