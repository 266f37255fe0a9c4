import Credentials
import Cryptography
public import Encodings
public import Proofs

/// The signatures that several people put on one document, each on a machine of their own.
///
/// Every signature covers the document without its proofs, so that they can be made in any order; together they count
/// when the roles of the root say so.
public enum TrustSignatures {
    /// Which keys of a role have signed a document.
    public struct Progress: Sendable {
        /// The version of the root whose role it is.
        public let rootVersion: Int
        /// How many keys must have signed, and how many operators they must belong to.
        public let role: TrustRole
        /// The keys that have signed.
        public let signed: [TrustRootKey]
        /// Whether they are enough.
        public let isMet: Bool
    }

    /// Adds a signature to a document, in place of an older one by the same key.
    ///
    /// - Returns: The document with its signatures, as indented JSON with a line feed at its end.
    /// - Throws: ``TrustError`` with code `signerRefused`, also when the signature does not verify.
    public static func adding(
        _ signer: any CredentialSigner, to bytes: [UInt8], at now: Timestamp
    ) throws(TrustError) -> [UInt8] {
        let multikey = signer.publicKey.multikey
        guard let method = DIDURL("did:key:\(multikey)#\(multikey)") else {
            throw TrustError(.signerRefused, "expected a key that a verification method can name, found another")
        }
        var document = JSONValue(try IssuerTrustList.parse(bytes).root)
        var proofs = proofs(of: document)
        proofs.removeAll { proof in
            guard case .string(let text)? = proof["verificationMethod"] else { return false }
            return text.utf8.elementsEqual(method.text.utf8)
        }
        document["proof"] = nil
        do throws(ProofError) {
            let draft = try CredentialDraft(document, limits: .trustList)
            let secured = try EdDSAJCS2022.secure(
                draft, options: ProofOptions(verificationMethod: method, created: now), signer: signer)
            let signed = JSONValue(try parsed(secured))
            proofs += Self.proofs(of: signed)
        } catch {
            throw TrustError(.signerRefused, at: error.pointer, "\(error.reason) (\(error.code.rawValue))")
        }
        document["proof"] = proofs.count == 1 ? proofs[0] : .array(proofs)
        return document.serialized(indented: true) + [0x0A]
    }

    /// How many signatures a document carries, good or bad.
    public static func count(_ bytes: [UInt8]) throws(TrustError) -> Int {
        proofs(of: JSONValue(try IssuerTrustList.parse(bytes).root)).count
    }

    /// The document without its signatures.
    public static func removing(from bytes: [UInt8]) throws(TrustError) -> [UInt8] {
        var document = JSONValue(try IssuerTrustList.parse(bytes).root)
        document["proof"] = nil
        return document.serialized(indented: true) + [0x0A]
    }

    /// Which of the keys that must sign a root have signed this draft: those of the root before it, then its own.
    ///
    /// - Throws: ``TrustError`` with code `rootUnreadable`, `rootMalformed`, or `badSignature` for one that does not hold.
    public static func progress(ofRoot bytes: [UInt8], after previous: TrustRoot?) throws(TrustError) -> [Progress] {
        let root = try TrustRoot.parse(bytes).root
        let content = try TrustRootContent(root)
        var roles: [(version: Int, role: TrustRole)] = []
        if let previous, let role = previous[.root] { roles.append((previous.version, role)) }
        if let own = content.roles[.root] { roles.append((content.version, own)) }
        return try progress(root, .root, roles)
    }

    /// Which of the keys that sign lists have signed this draft.
    ///
    /// - Throws: ``TrustError`` with code `unreadable`, or `badSignature` for a signature that does not hold.
    public static func progress(ofList bytes: [UInt8], under root: TrustRoot) throws(TrustError) -> Progress {
        guard let role = root[.list] else {
            throw TrustError(.rootMalformed, "expected a root that lets somebody sign lists, found another")
        }
        let all = try progress(IssuerTrustList.parse(bytes).root, .list, [(root.version, role)])
        guard let progress = all.first else {
            throw TrustError(.rootMalformed, "expected a role to sign lists, found none")
        }
        return progress
    }

    private static func progress(
        _ root: JSONNode, _ kind: DocumentProofs.Kind, _ roles: [(version: Int, role: TrustRole)]
    ) throws(TrustError) -> [Progress] {
        var keys: Set<Ed25519PublicKey> = []
        if root["proof"] != nil {
            let candidates = roles.reduce(into: Set()) { $0.formUnion($1.role.signing.keys) }
            keys = try DocumentProofs(root, kind).check(candidates).keys
        }
        return roles.map { version, role in
            Progress(
                rootVersion: version, role: role, signed: role.keys.filter { keys.contains($0.publicKey) },
                isMet: role.signing.isMet(by: keys))
        }
    }

    private static func proofs(of document: JSONValue) -> [JSONValue] {
        switch document["proof"] {
        case .array(let proofs)?: proofs
        case let proof?: [proof]
        case nil: []
        }
    }

    private static func parsed(_ bytes: [UInt8]) throws(ProofError) -> JSONNode {
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes, limits: .trustList).root
        } catch {
            throw ProofError(.draftRefused, at: error.pointer, error.reason)
        }
    }
}
