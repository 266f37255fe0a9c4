public import Cryptography
public import Encodings

/// A key of a listed institution: what it may do, and when.
public struct ListedKey: Sendable {
    /// What a key is for.
    ///
    /// A key has one purpose, so that a signature made for one thing can never count for another.
    public enum Purpose: String, Sendable, CaseIterable {
        /// Signing credentials.
        case issue
        /// Signing status lists.
        case status
        /// Signing delegations to parts of the institution.
        case delegate
        /// Signing presentations.
        case present
    }

    /// Where a key is in its life; it never goes back.
    public enum State: String, Sendable, CaseIterable {
        /// In use.
        case active
        /// No longer used; what it signed in its window stays good.
        case retired
        /// In the hands of somebody else.
        case compromised

        /// 0 for the first state of a key's life, and up from there.
        var age: Int { self == .active ? 0 : self == .retired ? 1 : 2 }
    }

    /// The verification method, byte for byte as proofs name it.
    public let methodBytes: [UInt8]
    /// The key.
    public let publicKey: Ed25519PublicKey
    /// What the key is for.
    public let purpose: Purpose
    /// When the key signs.
    public let window: ValidityWindow
    /// Where the key is in its life.
    public let state: State
    /// From when on somebody else may have signed with it; there for a compromised key alone.
    public let compromisedSince: Timestamp?

    /// The verification method as text.
    public var verificationMethod: String { String(decoding: methodBytes, as: UTF8.self) }
}

extension ListedKey {
    static let keyLimit = 64

    /// Reads a key of the institution that `owners` are the identifiers of.
    init(_ node: JSONNode, owners: [[UInt8]]) throws(TrustError) {
        let object = try StrictObject(
            node,
            members: [
                "kid", "publicKeyMultibase", "purposes", "validFrom", "validUntil", "state", "compromisedSince", "info",
            ])
        let (kid, didCount) = try Identifier.verificationMethod(object.required("kid"))
        guard owners.contains(where: { $0.elementsEqual(kid.prefix(didCount)) }) else {
            throw object.refusal(
                "kid", "expected a verification method of the institution or of one of its other identifiers")
        }
        methodBytes = kid
        publicKey = try object.key("publicKeyMultibase")
        guard !kid.starts(with: "did:key:".utf8) || kid == Array("did:key:\(publicKey)#\(publicKey)".utf8) else {
            throw object.refusal("publicKeyMultibase", "expected the key that the did:key identifier is, found another")
        }
        guard let purposes = try object.optionalTexts("purposes"), purposes.count == 1,
            let purpose = Purpose(rawValue: String(decoding: purposes[0], as: UTF8.self))
        else {
            let names = Purpose.allCases.map(\.rawValue).joined(separator: ", ")
            throw object.refusal("purposes", "expected exactly one purpose out of \(names)")
        }
        self.purpose = purpose
        window = try object.window()
        guard let state = State(rawValue: String(decoding: try object.text("state"), as: UTF8.self)) else {
            throw object.refusal("state", "expected active, retired or compromised, found another state")
        }
        self.state = state
        compromisedSince = try object.optionalTime("compromisedSince")
        guard (state == .compromised) == (compromisedSince != nil) else {
            throw object.refusal("compromisedSince", "expected a time exactly where the state is compromised")
        }
        try object.checkInfo()
    }
}
