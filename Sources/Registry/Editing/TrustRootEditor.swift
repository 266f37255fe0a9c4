public import Credentials
public import Cryptography
public import Encodings

/// Makes the next root from the one before, or the first one: the tool of those who hold an authority's keys.
///
/// It writes a draft, which the holders sign one after the other with ``TrustSignatures``. It is deterministic, for the time
/// of the edit is given.
public struct TrustRootEditor: Sendable {
    /// How long a root is in force unless the authority says otherwise, in days.
    public static let usualWindow = 400

    /// The root that the next one follows; `nil` for the first.
    public let previous: TrustRoot?

    private var value: JSONValue

    /// Begins the first root of an authority, with no key.
    ///
    /// - Parameters:
    ///   - domain: What it is the root of, for example `urn:trust:utopia-he`.
    ///   - authority: Who keeps the list.
    public init(
        creating domain: String, authority: DID, environment: TrustEnvironment, at now: Timestamp,
        until end: Timestamp? = nil
    ) {
        previous = nil
        value = [
            "@context": [
                .string("\(TrustListContent.credentialContext)"),
                "https://www.w3.org/ns/credentials/undefined-terms/v2",
            ],
            "id": .string("\(domain):root:1"), "type": ["VerifiableCredential", "TrustRootCredential"],
            "issuer": .string(authority.text), "validFrom": .string(now.description),
            "validUntil": .string((end ?? now.adding(days: Self.usualWindow)).description),
            "credentialSubject": [
                "id": .string(domain), "type": "TrustRoot", "specVersion": "1.0",
                "environment": .string(environment.name), "version": 1, "keys": [],
                "roles": [
                    "root": Self.emptyRole, "list": Self.emptyRole, "freshness": Self.emptyRole,
                ],
            ],
        ]
    }

    /// Begins the root that follows `root`, with the same keys and roles.
    public init(succeeding root: TrustRoot, at now: Timestamp, until end: Timestamp? = nil) {
        previous = root
        var value = JSONValue(root.document.root)
        value["proof"] = nil
        value["id"] = .string("\(root.domain):root:\(root.version + 1)")
        value["validFrom"] = .string(now.description)
        value["validUntil"] = .string((end ?? now.adding(days: Self.usualWindow)).description)
        value["credentialSubject"]?["version"] = .number(String(root.version + 1))
        value["credentialSubject"]?["previousDigest"] = .string(root.digest.multibase)
        self.value = value
    }

    private static let emptyRole: JSONValue = ["threshold": 1, "distinctOperators": 1, "kids": []]

    /// Adds a key, with the roles that it has from now on.
    public mutating func addKey(
        _ key: Ed25519PublicKey, id: String, operator holder: String, roles: [TrustRole.Name]
    ) {
        append(
            ["kid": .string(id), "publicKeyMultibase": .string(key.multikey), "operator": .string(holder)],
            to: ["credentialSubject", "keys"])
        for role in roles { append(.string(id), to: ["credentialSubject", "roles", role.rawValue, "kids"]) }
    }

    /// Takes a key out, from every role.
    ///
    /// - Throws: ``TrustError`` with code `unknownKey`.
    public mutating func removeKey(_ id: String) throws(TrustError) {
        let keys = elements(["credentialSubject", "keys"])
        let rest = keys.filter { !Self.isText($0["kid"], id) }
        guard rest.count < keys.count else {
            throw TrustError(.unknownKey, at: "/credentialSubject/keys", "expected a key of the root, found another")
        }
        set(["credentialSubject", "keys"], .array(rest))
        for role in TrustRole.Name.allCases {
            let path = ["credentialSubject", "roles", role.rawValue, "kids"]
            set(path, .array(elements(path).filter { !Self.isText($0, id) }))
        }
    }

    /// Says how many keys of a role must sign, and how many people must hold them.
    public mutating func setThreshold(of role: TrustRole.Name, _ threshold: Int, distinctOperators: Int) {
        let path = ["credentialSubject", "roles", role.rawValue]
        set(path + ["threshold"], .number(String(threshold)))
        set(path + ["distinctOperators"], .number(String(distinctOperators)))
    }

    /// The next root without proof, to be signed: indented JSON with a line feed at its end.
    ///
    /// - Throws: ``TrustError`` with code `rootMalformed`, `demonstrationKey` or `weakKey` when nobody could accept it.
    public func draft() throws(TrustError) -> [UInt8] {
        let bytes = value.serialized(indented: true) + [0x0A]
        _ = try TrustRootContent(TrustRoot.parse(bytes).root)
        return bytes
    }

    /// The digest by which a pin names the first root, of its draft: signatures do not change it.
    ///
    /// - Throws: ``TrustError`` with code `rootUnreadable` or `cryptographyFailed`.
    public static func digest(of draft: [UInt8]) throws(TrustError) -> Multihash {
        try IssuerTrustList.digest(TrustRoot.parse(draft).root.canonicalBytes(omitting: ["proof"]))
    }

    private static func isText(_ value: JSONValue?, _ text: String) -> Bool {
        guard case .string(let found)? = value else { return false }
        return found.utf8.elementsEqual(text.utf8)
    }

    private func elements(_ path: [String]) -> [JSONValue] {
        var found: JSONValue? = value
        for name in path { found = found?[name] }
        guard case .array(let elements)? = found else { return [] }
        return elements
    }

    private mutating func append(_ element: JSONValue, to path: [String]) {
        set(path, .array(elements(path) + [element]))
    }

    private mutating func set(_ path: [String], _ new: JSONValue) { Self.set(&value, path[...], new) }

    private static func set(_ value: inout JSONValue, _ path: ArraySlice<String>, _ new: JSONValue) {
        guard let name = path.first else {
            value = new
            return
        }
        var child = value[name] ?? .object([])
        set(&child, path.dropFirst(), new)
        value[name] = child
    }
}
