import Encodings

/// All proofs of one document: a single proof, a proof set, or a proof chain.
///
/// Source: Verifiable Credential Data Integrity 1.0, sections 2.1.1 and 2.1.2.
struct ProofSet {
    let proofs: [DataIntegrityProof]
    private let hasChain: Bool

    /// Collects the proofs of a document.
    init(_ root: JSONNode) throws(ProofError) {
        guard let value = root["proof"] else {
            throw ProofError(.missing, at: "", "the document has no proof: nobody signed it")
        }
        if value.kind == .object {
            proofs = [DataIntegrityProof(value, pointer: "/proof")]
        } else {
            guard value.kind == .array else {
                throw ProofError(
                    .malformed, at: "/proof", "expected a proof or an array of proofs, found \(value.kind.name)")
            }
            guard value.count > 0 else { throw ProofError(.missing, at: "/proof", "the document has no proof") }
            guard value.count <= ProofVerifier.proofLimit else {
                throw ProofError(
                    .tooMany, at: "/proof",
                    "a document has at most \(ProofVerifier.proofLimit) proofs, found \(value.count)")
            }
            proofs = value.elements.enumerated().map { DataIntegrityProof($1, pointer: "/proof/\($0)") }
        }
        // What a proof of another kind means by a previous proof is its own affair: Blockcerts put a whole proof there.
        hasChain = proofs.contains { $0.suite != nil && $0.node["previousProof"] != nil }
        for proof in proofs {
            guard proof.node.kind == .object else {
                throw ProofError(.malformed, at: proof.pointer, "expected a proof, found \(proof.node.kind.name)")
            }
            guard proof.node["type"]?.kind == .string else {
                throw ProofError(.malformed, at: proof.pointer + "/type", "expected the type of the proof as a string")
            }
            if let id = proof.node["id"], id.kind != .string {
                throw ProofError(.malformed, at: proof.pointer + "/id", "expected the proof's identifier as a string")
            }
        }
        if proofs.count > 1 { try checkIdentifiers() }
        if hasChain { try checkChain() }
    }

    private func checkIdentifiers() throws(ProofError) {
        var seen: Set<[UInt8]> = []
        for proof in proofs {
            guard let id = proof.node["id"]?.utf8 else { continue }
            guard seen.insert(id).inserted else {
                throw ProofError(
                    .duplicateID, at: proof.pointer + "/id", "each proof has an identifier of its own, found one twice")
            }
        }
    }

    /// Every previous proof exists, and none is, over any number of steps, its own predecessor.
    private func checkChain() throws(ProofError) {
        var predecessors: [[Int]] = []
        for proof in proofs { predecessors.append(try previous(of: proof)) }
        // Proofs whose predecessors are all settled are settled, until nothing changes.
        var settled: Set<Int> = []
        while true {
            let ready = proofs.indices.filter { index in
                !settled.contains(index) && predecessors[index].allSatisfy(settled.contains)
            }
            if ready.isEmpty { break }
            settled.formUnion(ready)
        }
        if let stuck = proofs.indices.first(where: { !settled.contains($0) }) {
            throw ProofError(
                .chainLoop, at: proofs[stuck].pointer + "/previousProof",
                "the proofs name each other as previous in a circle")
        }
    }

    /// The positions of the proofs that `proof` names as previous, in the order in which it names them.
    private func previous(of proof: DataIntegrityProof) throws(ProofError) -> [Int] {
        guard proof.suite != nil, let value = proof.node["previousProof"] else { return [] }
        return try positions(of: value, at: proof.pointer + "/previousProof")
    }

    /// The proofs with these identifiers, in this order.
    func nodes(named names: [String]) throws(ProofError) -> [JSONNode] {
        var result: [JSONNode] = []
        for name in names {
            guard let proof = proofs.first(where: { $0.node["id"]?.isString(name) == true }) else {
                throw ProofError(.chainBroken, at: "/proof", "the document lacks a proof that the new one builds on")
            }
            result.append(proof.node)
        }
        return result
    }

    private func positions(of value: JSONNode, at pointer: String) throws(ProofError) -> [Int] {
        let names = value.kind == .array ? Array(value.elements) : [value]
        guard !names.isEmpty, names.count <= ProofVerifier.proofLimit else {
            throw ProofError(
                .malformed, at: pointer, "expected one to \(ProofVerifier.proofLimit) identifiers, found \(names.count)"
            )
        }
        var result: [Int] = []
        for name in names {
            guard name.kind == .string else {
                throw ProofError(.malformed, at: pointer, "expected identifiers as strings, found \(name.kind.name)")
            }
            let id = name.utf8
            guard let index = proofs.firstIndex(where: { $0.node["id"]?.utf8 == id }) else {
                throw ProofError(.chainBroken, at: pointer, "the document lacks a proof that this one builds on")
            }
            result.append(index)
        }
        return result
    }

    /// The proofs that `proof` builds on, in the order in which it names them.
    func previousNodes(of proof: DataIntegrityProof) throws(ProofError) -> [JSONNode] {
        hasChain ? try previous(of: proof).map { proofs[$0].node } : []
    }

    /// The document with only these proofs: what a further proof on top of them secures.
    ///
    /// Source: Verifiable Credential Data Integrity 1.0, section 4.5, steps on `previousProof`.
    static func document(_ root: JSONNode, with proofs: [JSONNode]) throws(ProofError) -> JSONNode {
        var value = JSONValue(root)
        value["proof"] = .array(proofs.map { JSONValue($0) })
        do throws(JSONError) {
            return try JSONDocument(parsing: value.serialized(), limits: .general).root
        } catch {
            throw ProofError(.malformed, at: "/proof", error.reason)
        }
    }
}
