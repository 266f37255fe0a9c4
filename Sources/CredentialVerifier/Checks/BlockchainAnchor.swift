import Encodings

/// A proof that is anchored in a blockchain, as Blockcerts have; recognised, and never checked here.
struct BlockchainAnchor {
    /// What the proof calls its kind, in its first characters.
    let kind: String

    /// Recognises a proof by its cryptosuite or type, or by the type of anchor in a proof over earlier ones
    /// (`ChainedProof2021`).
    init?(_ proof: JSONNode) {
        let names = [proof["cryptosuite"], proof["chainedProofType"], proof["type"]].compactMap { $0?.string }
        guard let name = names.first(where: Self.isAnchor) else { return nil }
        kind = String(name.prefix(60))
    }

    private static func isAnchor(_ name: String) -> Bool {
        ["MerkleProof", "merkle-proof", "ChainpointSHA"].contains { name.utf8.starts(with: $0.utf8) }
    }

    /// Whether a document has such a proof, alone or among others.
    static func isIn(_ root: JSONNode) -> Bool {
        guard let proof = root["proof"] else { return false }
        return proof.kind == .array ? proof.elements.contains { Self($0) != nil } : Self(proof) != nil
    }
}
