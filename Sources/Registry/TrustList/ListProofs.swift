import Cryptography
import Encodings
import Proofs

/// The proofs of a list, of which one by the pinned key is required.
///
/// Proofs by other keys are left alone and noted, so that an authority can let further keys sign before verifiers know
/// them. A proof that names the pinned key and does not hold refuses the list, whatever the others say: somebody tried.
struct ListProofs {
    static let limit = 16

    private let root: JSONNode
    private let proofs: [JSONNode]
    private let key: Ed25519PublicKey
    private let multikey: [UInt8]

    init(_ root: JSONNode, key: Ed25519PublicKey) throws(TrustError) {
        self.root = root
        self.key = key
        multikey = Array(key.multikey.utf8)
        guard root.kind == .object, let proof = root["proof"] else {
            throw TrustError(.threshold, at: "/proof", "expected a proof by the pinned key, found a list without proof")
        }
        proofs = proof.kind == .array ? Array(proof.elements) : [proof]
        guard proofs.count <= Self.limit else {
            throw TrustError(.malformed, at: "/proof", "expected at most \(Self.limit) proofs, found \(proofs.count)")
        }
    }

    /// Checks every proof by the pinned key, and notes the others.
    ///
    /// - Returns: The notes, the canonical form of the list without its proofs, which the signatures cover, and the
    ///   latest time at which the pinned key says that it signed.
    func check() throws(TrustError) -> (notes: [TrustNote], canonicalList: [UInt8], signed: Timestamp?) {
        var notes: [TrustNote] = []
        var signed: Timestamp?
        var canonicalList: [UInt8]?
        for proof in proofs {
            guard isByPinnedKey(proof) else {
                notes.append(TrustNote(.proofNotChecked, [("pointer", .text(proof.pointer))]))
                continue
            }
            canonicalList = try check(proof)
            if let created = try created(proof) { signed = max(created, signed ?? created) }
        }
        guard let canonicalList else {
            throw TrustError(.threshold, at: "/proof", "expected a proof by the pinned key, found none")
        }
        return (notes, canonicalList, signed)
    }

    /// When a proof says that it was made.
    private func created(_ proof: JSONNode) throws(TrustError) -> Timestamp? {
        guard let value = proof["created"] else { return nil }
        guard value.kind == .string, let time = try? Timestamp(parsing: value.utf8) else {
            throw TrustError(.malformed, at: value.pointer, "expected the time of the proof, found something else")
        }
        return time
    }

    /// Whether a proof is one that can be checked, and names the pinned key.
    ///
    /// A verification method names a key where its fragment is the Multikey: always in `did:key`, and in any other DID by
    /// convention. Whose DID it is does not matter, for the key itself is pinned.
    private func isByPinnedKey(_ proof: JSONNode) -> Bool {
        guard proof["type"]?.isString("DataIntegrityProof") == true,
            proof["cryptosuite"]?.isString("eddsa-jcs-2022") == true,
            proof["proofPurpose"]?.isString("assertionMethod") == true,
            let method = proof["verificationMethod"], method.kind == .string
        else { return false }
        let text = method.utf8
        return text.suffix(multikey.count + 1).elementsEqual([UInt8(ascii: "#")] + multikey)
    }

    /// Checks a proof that names the pinned key, and gives the canonical form that it covers.
    private func check(_ proof: JSONNode) throws(TrustError) -> [UInt8] {
        for (name, value) in proof.members {
            let isKnown = Self.members.contains { name.isString($0) }
            guard isKnown else {
                throw TrustError(
                    .malformed, at: value.pointer,
                    "expected a proof without conditions on a list, found a member that may be one")
            }
        }
        if let signed = proof["@context"] {
            // The suite lets a document have contexts after those that were signed; a list may not.
            guard let context = root["@context"], context.isEqual(to: signed) else {
                throw TrustError(
                    .badSignature, at: proof.pointer + "/@context",
                    "expected the @context of the list to be the one that the proof repeats, found another")
            }
        }
        let text = proof["proofValue"]?.utf8 ?? []
        guard text.count <= 90, let signature = try? Multibase.decode(text, as: .base58btc) else {
            throw TrustError(
                .badSignature, at: proof.pointer + "/proofValue",
                "expected a signature in base58btc, found something else")
        }
        let steps: SigningSteps
        do throws(ProofError) {
            steps = try EdDSAJCS2022.steps(document: root, proof: proof)
        } catch {
            throw TrustError(.cryptographyFailed, at: proof.pointer, error.reason)
        }
        guard key.isValidSignature(signature, for: steps.hashData.bytes) else {
            throw TrustError(
                .badSignature, at: proof.pointer + "/proofValue",
                "the signature by the pinned key does not match the list; it was altered after signing")
        }
        return steps.canonicalDocument
    }

    private static let members: [StaticString] = [
        "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue", "@context", "id",
    ]
}
