import Encodings
import LinkedData

/// What the proofs of one document cover, in the form that each cryptosuite hashes.
///
/// A form of the whole document is made once, however many proofs there are, and so is one with the same earlier proofs.
/// The work for linked data is counted over all of them: many proofs must not buy a hostile document more of it.
struct SecuredForms {
    private let root: JSONNode
    private let set: ProofSet
    private let contexts: LinkedDataContexts
    private var json: [UInt8]?
    /// By the way language tags are written, and the places of the proofs that are in them.
    private var rdf: [RDFKey: Result<LinkedDataForm, ProofError>] = [:]
    private var work = CanonicalizationLimits.credential

    private struct RDFKey: Hashable {
        let tags: LinkedDataForm.LanguageTags
        /// The places of the proofs, with a line feed behind each.
        let proofs: String
    }

    init(_ root: JSONNode, _ set: ProofSet, _ contexts: LinkedDataContexts) {
        self.root = root
        self.set = set
        self.contexts = contexts
    }

    /// The document without proofs, but with those that `proof` builds on.
    ///
    /// Source: Verifiable Credential Data Integrity 1.0, section 4.5, steps on `previousProof`.
    mutating func document(
        securedBy proof: DataIntegrityProof, _ form: Cryptosuite.Form, tags: LinkedDataForm.LanguageTags = .asWritten
    ) throws(ProofError) -> [UInt8] {
        let previous = try set.previousNodes(of: proof)
        switch form {
        case .json:
            guard previous.isEmpty else { return try ProofSet.document(root, with: previous).canonicalBytes() }
            if let json { return json }
            let bytes = root.canonicalBytes(omitting: ["proof"])
            json = bytes
            return bytes
        case .rdf: return try linkedData(with: previous, tags).nQuads
        }
    }

    /// The document without its proofs as linked data.
    mutating func linkedData() throws(ProofError) -> LinkedDataForm { try linkedData(with: [], .asWritten) }

    private mutating func linkedData(
        with previous: [JSONNode], _ tags: LinkedDataForm.LanguageTags
    ) throws(ProofError) -> LinkedDataForm {
        let key = RDFKey(tags: tags, proofs: previous.reduce(into: "") { $0 += $1.pointer + "\n" })
        // What cannot be read alone cannot be read with proofs in it either.
        if let known = rdf[key] { return try known.get() }
        if case .failure(let refusal)? = rdf[RDFKey(tags: tags, proofs: "")] { throw refusal }
        let result = read(with: previous, tags)
        rdf[key] = result
        return try result.get()
    }

    private mutating func read(
        with previous: [JSONNode], _ tags: LinkedDataForm.LanguageTags
    ) -> Result<LinkedDataForm, ProofError> {
        do throws(ProofError) {
            guard !previous.isEmpty else {
                return .success(try LinkedDataForm(root, omitting: ["proof"], contexts, &work, tags: tags))
            }
            let document = try ProofSet.document(root, with: previous)
            return .success(try LinkedDataForm(document, omitting: [], contexts, &work, tags: tags))
        } catch {
            return .failure(error)
        }
    }

    /// The options of `proof`: the proof without its value, and for linked data with the context of the document.
    ///
    /// Source: Data Integrity EdDSA Cryptosuites 1.0, sections 3.2.5 and 3.3.5.
    mutating func options(
        of proof: DataIntegrityProof, _ form: Cryptosuite.Form, tags: LinkedDataForm.LanguageTags = .asWritten
    ) throws(ProofError) -> [UInt8] {
        switch form {
        case .json: proof.node.canonicalBytes(omitting: ["proofValue"])
        case .rdf:
            try LinkedDataForm.canonical(
                options: proof.node, context: root["@context"], contexts, &work, tags: tags)
        }
    }
}
