public import Cryptography
import Encodings

/// A role of a trust root: which keys may sign one kind of document, and how many of them must.
public struct TrustRole: Sendable {
    /// What a role signs.
    public enum Name: String, Sendable, CaseIterable {
        /// The next root.
        case root
        /// The list of issuers.
        case list
        /// The daily word that a list is still the newest.
        case freshness
    }

    /// How many keys must have signed.
    public let threshold: Int
    /// How many operators the keys must belong to.
    public let distinctOperators: Int
    /// The keys, in the order of the root.
    public let keys: [TrustRootKey]

    var signing: SigningRole {
        SigningRole(
            signers: keys.map { SigningRole.Signer(key: $0.publicKey, holder: $0.holder.host) },
            threshold: threshold, distinctOperators: distinctOperators)
    }
}

/// A key of a trust root, and who holds it.
public struct TrustRootKey: Sendable {
    /// The name of the key in the root.
    public let id: String
    /// The key.
    public let publicKey: Ed25519PublicKey
    /// Who holds the key, as it is counted.
    let holder: OperatorName

    /// Who holds the key, for example `ministry.example`.
    public let `operator`: String
}

extension TrustRootKey {
    static let limit = 64

    /// Reads the keys of a root, each name and each key once.
    static func keys(
        _ array: JSONNode, _ environment: TrustEnvironment
    ) throws(TrustError) -> [[UInt8]: TrustRootKey] {
        var keys: [[UInt8]: TrustRootKey] = [:]
        var bytes: Set<Ed25519PublicKey> = []
        for node in array.elements {
            let object = try StrictObject(
                node, members: ["kid", "publicKeyMultibase", "operator", "info"], code: .rootMalformed)
            let kid = try object.text("kid")
            let key = try object.key("publicKeyMultibase")
            guard bytes.insert(key).inserted else {
                throw object.refusal("publicKeyMultibase", "expected each key once, found one twice")
            }
            guard environment == .demonstration || !DemonstrationKeys.contains(key) else {
                throw object.refusal(
                    "publicKeyMultibase",
                    "expected a key that somebody keeps secret, found a published test key outside the environment "
                        + "'demonstration'", .demonstrationKey)
            }
            try object.checkInfo()
            let name = String(decoding: try object.text("operator"), as: UTF8.self)
            guard let holder = OperatorName(name) else {
                throw object.refusal(
                    "operator",
                    "expected the name of a host in ASCII, such as ministry.example, by which holders are told apart; found "
                        + "something else")
            }
            let entry = TrustRootKey(
                id: String(decoding: kid, as: UTF8.self), publicKey: key, holder: holder, operator: name)
            guard keys.updateValue(entry, forKey: kid) == nil else {
                throw object.refusal("kid", "expected each name of a key once, found one twice")
            }
        }
        return keys
    }
}

extension TrustRole {
    /// Reads a role.
    init(_ node: JSONNode, _ keys: [[UInt8]: TrustRootKey]) throws(TrustError) {
        let object = try StrictObject(
            node, members: ["threshold", "distinctOperators", "kids", "info"], code: .rootMalformed)
        var members: [TrustRootKey] = []
        for kid in try object.optionalTexts("kids", limit: TrustRootKey.limit) ?? [] {
            guard let key = keys[kid] else {
                throw object.refusal("kids", "expected names of keys of this root, found one that it does not have")
            }
            members.append(key)
        }
        guard !members.isEmpty else { throw object.refusal("kids", "expected at least one key, found none") }
        threshold = try object.integer("threshold", in: 1...members.count)
        let operators = Set(members.map(\.holder)).count
        distinctOperators = try object.integer("distinctOperators", in: 1...min(threshold, operators))
        self.keys = members
        try object.checkInfo()
    }
}
