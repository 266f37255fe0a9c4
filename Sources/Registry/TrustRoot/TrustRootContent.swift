import Cryptography
import Encodings

/// What a trust root says, read from its document whether or not that is signed.
///
/// Only ``TrustRoot`` lends it authority.
struct TrustRootContent: Sendable {
    /// What the root and its successors are the root of, for example `urn:trust:utopia-he`.
    let domain: [UInt8]
    let issuer: [UInt8]
    let environment: TrustEnvironment
    let version: Int
    let previousDigest: Multihash?
    let issued: Timestamp
    let validUntil: Timestamp
    let roles: [TrustRole.Name: TrustRole]
    let keys: [TrustRootKey]

    static let largestVersion = 1_000_000

    init(_ root: JSONNode) throws(TrustError) {
        let document = try StrictObject(
            root,
            members: [
                "@context", "id", "type", "issuer", "name", "description", "validFrom", "validUntil",
                "credentialSubject", "proof", "info",
            ], code: .rootMalformed)
        try Self.checkEnvelope(document)
        issuer = try Self.did(document, "issuer")
        issued = try document.time("validFrom")
        validUntil = try document.time("validUntil")
        guard issued < validUntil else {
            throw document.refusal("validUntil", "expected an end after the start, found an earlier one")
        }
        let subject = try StrictObject(
            document.required("credentialSubject"),
            members: [
                "id", "type", "specVersion", "environment", "version", "previousDigest", "keys", "roles",
                "timeEvidence", "info",
            ], code: .rootMalformed)
        try subject.expect("type", "TrustRoot")
        try subject.expect("specVersion", "1.0")
        domain = try subject.text("id")
        guard let environment = TrustEnvironment(try subject.text("environment")) else {
            throw subject.refusal(
                "environment", "expected a name in small letters, such as production, found something else")
        }
        self.environment = environment
        version = try subject.integer("version", in: 1...Self.largestVersion)
        previousDigest = try subject.optionalDigest("previousDigest")
        guard (version == 1) == (previousDigest == nil) else {
            throw subject.refusal(
                "previousDigest", "expected the digest of the root before this one, except in the first root")
        }
        let keys = try TrustRootKey.keys(subject.array("keys", limit: TrustRootKey.limit), environment)
        self.keys = keys.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
        roles = try Self.roles(subject, keys)
        try Self.checkTimeEvidence(subject)
        try subject.checkInfo()
    }

    private static func checkEnvelope(_ document: StrictObject) throws(TrustError) {
        guard let contexts = try document.optionalTexts("@context", limit: 16), let first = contexts.first,
            first.elementsEqual("\(TrustListContent.credentialContext)".utf8)
        else {
            throw document.refusal(
                "@context", "expected '\(TrustListContent.credentialContext)' as the first context")
        }
        let types = try document.optionalTexts("type", limit: 16) ?? []
        for type in ["VerifiableCredential", "TrustRootCredential"]
        where !types.contains(where: { $0.elementsEqual(type.utf8) }) {
            throw document.refusal("type", "expected the type '\(type)' among others, found none")
        }
        _ = try document.text("id")
        _ = try document.optionalText("name")
        _ = try document.optionalText("description")
        try document.checkInfo()
    }

    private static func did(_ document: StrictObject, _ name: StaticString) throws(TrustError) -> [UInt8] {
        do throws(TrustError) {
            return try Identifier.did(document.required(name))
        } catch {
            throw document.refusal(name, "expected a DID, found something else")
        }
    }

    private static func roles(
        _ subject: StrictObject, _ keys: [[UInt8]: TrustRootKey]
    ) throws(TrustError) -> [TrustRole.Name: TrustRole] {
        let object = try StrictObject(
            subject.required("roles"), members: ["root", "list", "freshness"], code: .rootMalformed)
        let root = try TrustRole(object.required("root"), keys)
        let list = try TrustRole(object.required("list"), keys)
        let freshness = try TrustRole(object.required("freshness"), keys)
        // It is used every day by a machine on line: whoever steals it must not gain a vote on anything else.
        let offline = Set((root.keys + list.keys).map(\.publicKey))
        guard freshness.keys.allSatisfy({ !offline.contains($0.publicKey) }) else {
            throw TrustError(
                .rootMalformed, at: object.node.pointer + "/freshness/kids",
                "expected keys that no other role has, found one that signs roots or lists as well")
        }
        return [.root: root, .list: list, .freshness: freshness]
    }

    /// Checks the form of what a later verifier reads as evidence of time; nothing is decided by it here.
    private static func checkTimeEvidence(_ subject: StrictObject) throws(TrustError) {
        guard let node = subject.node["timeEvidence"] else { return }
        let evidence = try StrictObject(
            node, members: ["logs", "witnesses", "quorum", "timestampAuthorities", "info"], code: .rootMalformed)
        _ = try evidence.optionalArray("logs", limit: 64)
        _ = try evidence.optionalArray("witnesses", limit: 64)
        _ = try evidence.optionalArray("timestampAuthorities", limit: 64)
        _ = try evidence.optionalInteger("quorum", in: 1...64)
        try evidence.checkInfo()
    }
}
