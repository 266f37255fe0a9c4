import Credentials
public import Cryptography
public import Encodings
import Proofs
public import Registry

/// An authority in memory: it makes roots, lists and statements on demand, as the holders of its keys would, and signs
/// whatever else a test makes up.
///
/// Its first root has the keys `r1`, `r2` and `r3` of three operators, of which two must sign roots and lists, and `f1`
/// for the statements of every day.
public struct SimulatedAuthority: Sendable {
    /// Its identifier.
    public static let did = "did:web:ministry.example"
    /// What its roots are the roots of.
    public static let domain = "urn:trust:utopia-he"
    /// Its name in law.
    public static let name = "Ministry of Education of Utopia"

    /// What verifiers are given.
    public let pin: TrustPin
    /// Its roots, from the first on.
    public private(set) var roots: [TrustRoot]
    /// Its lists, from the first on.
    public private(set) var lists: [IssuerTrustList] = []

    private let keys: SimulatedKeys

    /// Founds an authority.
    ///
    /// - Parameters:
    ///   - did: Its identifier.
    ///   - domain: What its roots are the roots of.
    ///   - days: For how many days its first root is good.
    public init(
        _ environment: TrustEnvironment = .production, did: String = Self.did, domain: String = Self.domain,
        keys: SimulatedKeys = .anyEnvironment, at now: Timestamp, days: Int = 400
    ) throws {
        self.keys = keys
        var editor = TrustRootEditor(
            creating: domain, authority: try DID(parsing: did), environment: environment, at: now,
            until: now.adding(days: days))
        for (id, holder) in [("r1", "ministry.example"), ("r2", "quality.example"), ("r3", "rectors.example")] {
            editor.addKey(try keys.key(id).publicKey, id: id, operator: holder, roles: [.root, .list])
        }
        editor.addKey(try keys.key("f1").publicKey, id: "f1", operator: "ministry.example", roles: [.freshness])
        for role in [TrustRole.Name.root, .list] { editor.setThreshold(of: role, 2, distinctOperators: 2) }
        let draft = try editor.draft()
        pin = try TrustPin(
            authority: DID(parsing: did), name: Self.name, country: "UT",
            anchor: .root(TrustRootEditor.digest(of: draft)), environment: environment, listID: domain + ":list")
        roots = []
        let signed = try sign(Self.value(draft), by: ["r1", "r2"], at: now)
        roots = [try TrustRoot(verifying: signed, pin: pin)]
    }

    /// One of the keys of its holders.
    public func key(_ id: String) throws -> Ed25519PrivateKey { try keys.key(id) }

    /// Signs a document as it is, however wrong it may be.
    public func sign(_ value: JSONValue, by ids: [String], at created: Timestamp) throws -> [UInt8] {
        try ids.reduce(value.serialized()) { try TrustSignatures.adding(key($1), to: $0, at: created) }
    }

    /// What a document says, without its proof.
    public static func value(_ bytes: [UInt8]) throws -> JSONValue {
        var value = JSONValue(try JSONDocument(parsing: bytes, limits: .trustList).root)
        value["proof"] = nil
        return value
    }

    /// The digest by which others name what a document says.
    public static func digest(_ value: JSONValue) throws -> Multihash {
        let bytes = try JSONDocument(parsing: value.serialized(), limits: .trustList).root
            .canonicalBytes(omitting: ["proof"])
        return try Multihash(.sha256, digest: SHA256.hash(bytes))
    }
}

extension SimulatedAuthority {
    /// Why a simulation goes no further.
    public enum Failure: Error {
        /// The authority has published no list yet.
        case noList
    }

    /// Its newest root.
    public var root: TrustRoot { roots[roots.count - 1] }

    /// The next root, not signed and not in force.
    public func nextRoot(
        at now: Timestamp, days: Int = 400, _ change: (inout TrustRootEditor) throws -> Void = { _ in }
    ) throws -> JSONValue {
        var editor = TrustRootEditor(succeeding: root, at: now, until: now.adding(days: days))
        try change(&editor)
        return try Self.value(editor.draft())
    }

    /// Puts the next root in force, signed by enough holders of the old keys and of the new.
    public mutating func rotate(
        by ids: [String], at now: Timestamp, _ change: (inout TrustRootEditor) throws -> Void = { _ in }
    ) throws {
        roots.append(try root.successor(verifying: sign(nextRoot(at: now, change), by: ids, at: now)))
    }

    /// The next list, not signed and not published.
    ///
    /// - Parameter days: For how many days it is good.
    public func nextList(
        at now: Timestamp, days: Int = 180, _ change: (inout TrustListEditor) throws -> Void = { _ in }
    ) throws -> JSONValue {
        var editor: TrustListEditor
        if let last = lists.last {
            editor = try TrustListEditor(editing: last, at: now)
        } else {
            editor = TrustListEditor(creating: pin, legalName: Self.name, jurisdiction: "UT", at: now)
        }
        editor.rootVersion = root.version
        editor.nextUpdate = now.adding(days: days)
        try change(&editor)
        return try Self.value(editor.draft())
    }

    /// Publishes the next list.
    @discardableResult
    public mutating func publish(
        by ids: [String] = ["r1", "r2"], at now: Timestamp, days: Int = 180,
        _ change: (inout TrustListEditor) throws -> Void = { _ in }
    ) throws -> IssuerTrustList {
        let bytes = try sign(nextList(at: now, days: days, change), by: ids, at: now)
        let list = try IssuerTrustList(verifying: bytes, pin: pin, root: root)
        if let last = lists.last { try list.check(succeeding: last) }
        lists.append(list)
        return list
    }

    /// The word of a day that a list is the newest, the last one unless another is given.
    public func statement(
        of list: IssuerTrustList? = nil, by id: String = "f1", at now: Timestamp, days: Int = 7
    ) throws -> [UInt8] {
        guard let list = list ?? lists.last else { throw Failure.noList }
        return try FreshnessStatement.make(for: list, days: days, signer: key(id), at: now).bytes
    }

    /// What it has published up to now: every root, and its newest list.
    public var published: TrustMaterial {
        TrustMaterial(roots: roots.map(\.bytes), lists: lists.suffix(1).map(\.bytes))
    }
}

extension SimulatedAuthority {
    /// Publishes a list as it is written, which must continue the one before it.
    public mutating func publish(_ value: JSONValue, by ids: [String], at now: Timestamp) throws {
        let list = try IssuerTrustList(verifying: sign(value, by: ids, at: now), pin: pin, root: root)
        if let last = lists.last { try list.check(succeeding: last) }
        lists.append(list)
    }
}
