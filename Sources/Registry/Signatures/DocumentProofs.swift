import Cryptography
import Encodings

/// The proofs of a document that somebody with a role signs: a list, a root, a statement.
///
/// Proofs by keys that have no role are left alone and noted, so that an authority can let further keys sign before
/// verifiers know them. A proof that names a key with a role and does not hold refuses the document, whatever the others
/// say: somebody tried.
struct DocumentProofs {
    /// What a kind of document calls its faults.
    struct Kind: Sendable {
        let name: StaticString
        let malformed: TrustError.Code
        let badSignature: TrustError.Code
        let unsigned: TrustError.Code

        static let list = Kind(
            name: "list", malformed: .malformed, badSignature: .badSignature, unsigned: .threshold)
        static let root = Kind(
            name: "root", malformed: .rootMalformed, badSignature: .badSignature, unsigned: .rootNewThreshold)
        static let statement = Kind(
            name: "statement", malformed: .freshMalformed, badSignature: .freshBadSignature,
            unsigned: .freshBadSignature)
        static let delegation = Kind(
            name: "delegation", malformed: .delegationMalformed, badSignature: .delegationMalformed,
            unsigned: .delegationMalformed)
    }

    /// What the proofs of a document establish.
    struct Checked {
        /// The keys whose proofs hold.
        var keys: Set<Ed25519PublicKey> = []
        /// Proofs that were not checked.
        var notes: [TrustNote] = []
        /// The latest time at which one of the keys says that it signed.
        var signed: Timestamp?
    }

    static let limit = 16

    private let root: JSONNode
    private let proofs: [JSONNode]
    private let kind: Kind
    /// The canonical form of the document without its proofs, which every signature covers.
    let canonicalDocument: [UInt8]

    init(_ root: JSONNode, _ kind: Kind) throws(TrustError) {
        self.root = root
        self.kind = kind
        guard root.kind == .object, let proof = root["proof"] else {
            throw TrustError(kind.unsigned, at: "/proof", "expected a signed \(kind.name), found one without proof")
        }
        proofs = proof.kind == .array ? Array(proof.elements) : [proof]
        guard proofs.count <= Self.limit else {
            throw TrustError(
                kind.malformed, at: "/proof", "expected at most \(Self.limit) proofs, found \(proofs.count)")
        }
        canonicalDocument = root.canonicalBytes(omitting: ["proof"])
    }

    /// Checks every proof by one of the keys, and notes the others.
    func check(_ keys: Set<Ed25519PublicKey>) throws(TrustError) -> Checked {
        var checked = Checked()
        var hash: [UInt8]?
        for proof in proofs {
            guard let key = key(namedBy: proof), keys.contains(key) else {
                checked.notes.append(TrustNote(.proofNotChecked, [("pointer", .text(proof.pointer))]))
                continue
            }
            try check(proof, by: key, &hash)
            checked.keys.insert(key)
            if let created = try created(proof) { checked.signed = max(created, checked.signed ?? created) }
        }
        return checked
    }

    /// What a signature covers, and the signature.
    struct Signed {
        /// The hash of the proof's configuration, then that of the document.
        let message: [UInt8]
        let signature: [UInt8]

        /// Whether it was made with a key.
        func isValid(by key: Ed25519PublicKey) -> Bool { key.isValidSignature(signature, for: message) }
    }

    /// The only proof, where it is one that can be checked, for whoever knows the key of its verification method.
    func single() -> Signed? {
        guard proofs.count == 1, Self.isOfTheSuite(proofs[0]) else { return nil }
        var hash: [UInt8]?
        return try? signed(proofs[0], &hash)
    }

    /// When a proof says that it was made.
    private func created(_ proof: JSONNode) throws(TrustError) -> Timestamp? {
        guard let value = proof["created"] else { return nil }
        guard value.kind == .string, let time = try? Timestamp(parsing: value.utf8) else {
            throw TrustError(kind.malformed, at: value.pointer, "expected the time of the proof, found something else")
        }
        return time
    }

    /// The key that a proof names, when it is a proof that can be checked.
    ///
    /// A verification method names a key where its fragment is the Multikey: always in `did:key`, and in any other DID by
    /// convention. Whose DID it is does not matter, for the key itself has the role.
    private func key(namedBy proof: JSONNode) -> Ed25519PublicKey? {
        guard Self.isOfTheSuite(proof), let method = proof["verificationMethod"], method.kind == .string
        else { return nil }
        let text = method.utf8
        guard let mark = text.firstIndex(of: UInt8(ascii: "#")), text.count - mark < 64 else { return nil }
        let fragment = Array(text[(mark + 1)...])
        return try? Ed25519PublicKey(multikey: fragment.span)
    }

    private static func isOfTheSuite(_ proof: JSONNode) -> Bool {
        proof["type"]?.isString("DataIntegrityProof") == true
            && proof["cryptosuite"]?.isString("eddsa-jcs-2022") == true
            && proof["proofPurpose"]?.isString("assertionMethod") == true
    }

    /// Checks a proof that names a key with a role.
    private func check(_ proof: JSONNode, by key: Ed25519PublicKey, _ hash: inout [UInt8]?) throws(TrustError) {
        guard try signed(proof, &hash).isValid(by: key) else {
            throw TrustError(
                kind.badSignature, at: proof.pointer + "/proofValue",
                "the signature does not match the \(kind.name); it was altered after signing")
        }
    }

    /// What a proof covers, where it is one that may stand on such a document.
    private func signed(_ proof: JSONNode, _ hash: inout [UInt8]?) throws(TrustError) -> Signed {
        for (name, value) in proof.members {
            guard Self.members.contains(where: { name.isString($0) }) else {
                throw TrustError(
                    kind.malformed, at: value.pointer,
                    "expected a proof without conditions on a \(kind.name), found a member that may be one")
            }
        }
        if let signed = proof["@context"] {
            // The suite lets a document have contexts after those that were signed; here it may not.
            guard let context = root["@context"], context.isEqual(to: signed) else {
                throw TrustError(
                    kind.badSignature, at: proof.pointer + "/@context",
                    "expected the @context of the \(kind.name) to be the one that the proof repeats, found another")
            }
        }
        let text = proof["proofValue"]?.utf8 ?? []
        guard text.count <= 90, let signature = try? Multibase.decode(text, as: .base58btc) else {
            throw TrustError(
                kind.badSignature, at: proof.pointer + "/proofValue",
                "expected a signature in base58btc, found something else")
        }
        let message: [UInt8]
        do throws(CryptographyError) {
            // A long list is hashed once, however many have signed it.
            if hash == nil { hash = try SHA256.hash(canonicalDocument) }
            message = try SHA256.hash(proof.canonicalBytes(omitting: ["proofValue"])) + (hash ?? [])
        } catch {
            throw TrustError(.cryptographyFailed, at: proof.pointer, error.reason)
        }
        return Signed(message: message, signature: signature)
    }

    static let members: [StaticString] = [
        "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue", "@context", "id",
    ]
}
