import Credentials
public import Encodings

/// One proof of a document, as the document has it.
///
/// Source: Verifiable Credential Data Integrity 1.0, section 2.1.
public struct DataIntegrityProof: Sendable {
    /// What a proof is meant for: how the verification method may be used.
    public enum Purpose: String, Sendable {
        /// The controller makes the claims of the document.
        case assertionMethod
        /// The controller shows that it is present, for example with a presentation.
        case authentication
    }

    /// The proof object.
    public let node: JSONNode
    /// The proof's place in the document.
    public let pointer: String

    /// Reads a proof; what it lacks is found by ``ProofVerifier``.
    init(_ node: JSONNode, pointer: String) {
        self.node = node
        self.pointer = pointer
    }

    /// The proof's own identifier.
    public var id: String? { node["id"]?.string }
    /// The type, `DataIntegrityProof` for a proof with a cryptosuite.
    public var type: String? { node["type"]?.string }
    /// The cryptosuite.
    public var cryptosuite: String? { node["cryptosuite"]?.string }
    /// The DID URL of the verification method.
    public var verificationMethod: String? { node["verificationMethod"]?.string }
    /// The purpose, as text.
    public var purpose: String? { node["proofPurpose"]?.string }
    /// When the proof says that it was made.
    public var created: Timestamp? { time("created") }
    /// When the proof says that it ends.
    public var expires: Timestamp? { time("expires") }

    private func time(_ name: StaticString) -> Timestamp? {
        (node[name]?.utf8).flatMap { try? Timestamp(parsing: $0) }
    }

    /// The identifiers of the proofs that this one also secures (section 2.1.2, proof chains).
    public var previousProofs: [String] {
        guard let previous = node["previousProof"] else { return [] }
        return previous.kind == .array ? previous.elements.compactMap(\.string) : [previous.string].compactMap { $0 }
    }

    /// The cryptosuite that checks this proof, or `nil` when there is none here.
    public var suite: Cryptosuite? { Cryptosuite(node) }
}
