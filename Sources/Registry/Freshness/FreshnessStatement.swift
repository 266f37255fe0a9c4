import Credentials
import Cryptography
public import Encodings

/// An authority's short word that a list is still its newest, signed every day by a key that is on line.
///
/// The keys that sign lists can so stay off line, while a suspension reaches verifiers within days. Whoever steals the
/// key can say for a week that an old list is the newest, and nothing more.
public final class FreshnessStatement: Sendable {
    /// Size of a statement as it is received, in bytes, at most.
    public static let byteLimit = 4 << 10
    /// Size of a statement without the spaces between its parts, in bytes, at most: it is fetched every day, by everybody.
    public static let contentLimit = 1 << 10
    /// How long a statement can be good for, in seconds.
    public static let largestWindow: Int64 = 7 * Timestamp.secondsPerDay

    /// The document with its bytes.
    public let document: JSONDocument
    /// The version of the newest root.
    public let rootVersion: Int
    /// The number of the newest list.
    public let listSequence: Int
    /// The digest of the newest list.
    public let listDigest: Multihash
    /// When the statement was made.
    public let issued: Timestamp
    /// Its last second.
    public let expires: Timestamp
    /// The SHA-256 digest of the statement's canonical form without its proof, by which a verifier keeps it.
    public let digest: Multihash
    /// Proofs that were not checked, because they are by keys without a role.
    public let notes: [TrustNote]

    /// The type of the credential.
    public static let type: StaticString = "FreshnessStatementCredential"

    /// Verifies a statement by the keys of a root.
    ///
    /// - Throws: ``TrustError`` with code `freshUnreadable`, `freshMalformed` or `freshBadSignature`.
    public init(verifying bytes: [UInt8], root: TrustRoot, pin: TrustPin) throws(TrustError) {
        let document = try Self.parse(bytes)
        guard document.root.canonicalBytes().count <= Self.contentLimit else {
            throw TrustError(
                .freshMalformed, "expected at most \(Self.contentLimit) bytes without spaces, found more")
        }
        let proofs = try DocumentProofs(document.root, .statement)
        guard let role = root[.freshness]?.signing else {
            throw TrustError(.freshBadSignature, "expected a root that lets somebody make statements")
        }
        let checked = try proofs.check(role.keys)
        guard role.isMet(by: checked.keys) else {
            throw TrustError(.freshBadSignature, at: "/proof", role.shortfall(checked.keys))
        }
        let object = try StrictObject(
            document.root,
            members: [
                "@context", "id", "type", "issuer", "validFrom", "validUntil", "credentialSubject", "proof", "info",
            ], code: .freshMalformed)
        try Self.checkEnvelope(object, pin)
        let subject = try StrictObject(
            object.required("credentialSubject"),
            members: ["id", "type", "rootVersion", "listSequence", "listDigest", "issued", "expires", "info"],
            code: .freshMalformed)
        try subject.expect("type", "FreshnessStatement")
        guard try subject.text("id").elementsEqual(pin.listID.utf8) else {
            throw subject.refusal("id", "expected the list that the pin names, found another")
        }
        rootVersion = try subject.integer("rootVersion", in: 1...TrustRootContent.largestVersion)
        listSequence = try subject.integer("listSequence", in: 1...9_007_199_254_740_991)
        guard let digest = try subject.optionalDigest("listDigest") else {
            throw subject.refusal("listDigest", "expected the digest of the newest list, found none")
        }
        listDigest = digest
        issued = try subject.time("issued")
        expires = try subject.time("expires")
        guard issued < expires, expires.seconds(since: issued) <= Self.largestWindow else {
            throw subject.refusal("expires", "expected an end within seven days of the start, found another")
        }
        guard try object.time("validFrom") == issued, try object.time("validUntil") == expires else {
            throw object.refusal("validFrom", "expected the times of the statement itself, found others")
        }
        try subject.checkInfo()
        try object.checkInfo()
        notes = checked.notes
        self.digest = try IssuerTrustList.digest(proofs.canonicalDocument)
        self.document = document
    }

    /// Whether the statement counts at a time: after its end, and before it was made, it is as good as absent, so that
    /// whoever stole its key holds nothing up for longer than a week.
    func isInForce(at now: Timestamp, skew: Int64) -> Bool { issued <= now.adding(seconds: skew) && expires >= now }

    /// The bytes as received.
    public var bytes: [UInt8] { document.bytes }

    static func parse(_ bytes: [UInt8]) throws(TrustError) -> JSONDocument {
        try SignedDocument.parse(bytes, upTo: byteLimit, or: .freshUnreadable)
    }

    private static func checkEnvelope(_ object: StrictObject, _ pin: TrustPin) throws(TrustError) {
        guard let contexts = try object.optionalTexts("@context", limit: 16), let first = contexts.first,
            first.elementsEqual("\(TrustListContent.credentialContext)".utf8)
        else {
            throw object.refusal("@context", "expected '\(TrustListContent.credentialContext)' as the first context")
        }
        let types = try object.optionalTexts("type", limit: 16) ?? []
        for name in ["VerifiableCredential", "\(type)"] where !types.contains(where: { $0.elementsEqual(name.utf8) }) {
            throw object.refusal("type", "expected the type '\(name)' among others, found none")
        }
        guard try object.text("issuer").elementsEqual(pin.authority.id.text.utf8) else {
            throw object.refusal("issuer", "expected the pinned authority, found another")
        }
    }
}
