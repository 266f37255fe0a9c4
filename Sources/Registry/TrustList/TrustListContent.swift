import Cryptography
import Encodings

/// What a trust list says, read from its document whether or not that is signed.
///
/// Only ``IssuerTrustList`` lends it authority.
final class TrustListContent: Sendable {
    let root: JSONNode
    let idBytes: [UInt8]
    let authority: ListedAuthority
    let environment: TrustEnvironment
    let sequence: Int
    let previousDigest: Multihash?
    let issued: Timestamp
    let nextUpdate: Timestamp
    let isClosed: Bool
    /// The version of the root under which the list was made; `nil` where a pinned key signs it.
    let rootVersion: Int?
    /// How many steps an institution's powers may be passed on, from 0 to 2.
    let maxDelegationDepth: Int
    /// The institutions, where all of the list was read.
    private let readIssuers: [ListedIssuer]
    private let positionByID: [[UInt8]: Int]
    private let positionByMethod: [[UInt8]: (issuer: Int, key: Int)]
    private let positionByKey: [Ed25519PublicKey: (issuer: Int, key: Int)]
    /// The institutions, where each is read when it is asked for; `nil` where all of the list was read.
    private let indexed: IndexedIssuers?

    static let issuerLimit = 50_000
    static let largestWindow: Int64 = 184 * Timestamp.secondsPerDay
    static let credentialContext: StaticString = "https://www.w3.org/ns/credentials/v2"

    /// Reads a list and checks every rule that needs no time, no earlier list and no signature.
    ///
    /// - Parameter index: Where the institutions stand, for a list that was verified before and that `root` is the rest
    ///   of.
    init(_ root: JSONNode, index: ListIndex? = nil) throws(TrustError) {
        self.root = root
        let document = try StrictObject(
            root,
            members: [
                "@context", "id", "type", "issuer", "name", "description", "validFrom", "validUntil", "trustList",
                "credentialSubject", "proof", "info",
            ])
        try Self.checkEnvelope(document)
        idBytes = try document.text("id")

        let list = try StrictObject(
            document.required("trustList"),
            members: [
                "authority", "environment", "rootVersion", "sequence", "previousDigest", "issued", "nextUpdate",
                "maxDelegationDepth", "closed", "info",
            ])
        authority = try ListedAuthority(list.required("authority"))
        guard authority.id.utf8.elementsEqual(try document.text("issuer")) else {
            throw document.refusal("issuer", "expected the authority of the list, found somebody else")
        }
        guard let environment = TrustEnvironment(try list.text("environment")) else {
            throw list.refusal(
                "environment", "expected a name in small letters, such as production, found something else")
        }
        self.environment = environment
        sequence = try list.integer("sequence", in: 1...9_007_199_254_740_991)
        previousDigest = try list.optionalDigest("previousDigest")
        guard (sequence == 1) == (previousDigest == nil) else {
            throw list.refusal(
                "previousDigest", "expected the digest of the list before this one, except in the first list")
        }
        (issued, nextUpdate) = try Self.times(list, document)
        isClosed = try list.optionalBoolean("closed") ?? false
        rootVersion = try list.optionalInteger("rootVersion", in: 1...TrustRootContent.largestVersion)
        maxDelegationDepth = try list.optionalInteger("maxDelegationDepth", in: 0...2) ?? 0
        try list.checkInfo()

        if let index {
            indexed = IndexedIssuers(index, issued: issued)
            (readIssuers, positionByID, positionByMethod, positionByKey) = ([], [:], [:], [:])
            return
        }
        indexed = nil
        var issuers: [ListedIssuer] = []
        let entries = try document.array("credentialSubject", limit: Self.issuerLimit)
        issuers.reserveCapacity(entries.count)
        for node in entries.elements { issuers.append(try ListedIssuer(node, issued: issued)) }
        readIssuers = issuers
        positionByID = try Self.positionsByID(issuers)
        (positionByMethod, positionByKey) = try Self.positionsOfKeys(issuers, environment)
    }

    /// The institutions, in the order of the list.
    var issuers: [ListedIssuer] { indexed?.all ?? readIssuers }

    /// The institution at a place of the list.
    func issuer(at position: Int) -> ListedIssuer? {
        guard let indexed else { return readIssuers.indices.contains(position) ? readIssuers[position] : nil }
        return indexed.issuer(position)
    }

    /// Where an institution stands, by one of its identifiers.
    func position(ofID id: [UInt8]) -> Int? {
        guard let indexed else { return positionByID[id] }
        // What a hash leads to must be what was asked for.
        guard let place = indexed.index.place(.identifier, id), let issuer = indexed.issuer(place.issuer),
            issuer.idBytes == id || issuer.otherIDs.contains(id)
        else { return nil }
        return place.issuer
    }

    /// Where a key stands, by its verification method: the institution, and the key among its keys.
    func place(ofMethod method: [UInt8]) -> (issuer: Int, key: Int)? {
        guard indexed != nil else { return positionByMethod[method] }
        return place(.method, method) { $0.methodBytes == method }
    }

    /// Where a key stands, by the key itself: on one list each stands once.
    func place(ofKey key: Ed25519PublicKey) -> (issuer: Int, key: Int)? {
        guard indexed != nil else { return positionByKey[key] }
        return place(.key, key.bytes) { $0.publicKey == key }
    }

    private func place(
        _ kind: ListIndex.Kind, _ value: [UInt8], where isMeant: (ListedKey) -> Bool
    ) -> (issuer: Int, key: Int)? {
        guard let indexed, let place = indexed.index.place(kind, value),
            let issuer = indexed.issuer(place.issuer), issuer.keys.indices.contains(place.key),
            isMeant(issuer.keys[place.key])
        else { return nil }
        return place
    }

    /// What makes the document a verifiable credential that is a trust list.
    private static func checkEnvelope(_ document: StrictObject) throws(TrustError) {
        guard let contexts = try document.optionalTexts("@context", limit: 16), let first = contexts.first,
            first.elementsEqual("\(credentialContext)".utf8)
        else { throw document.refusal("@context", "expected '\(credentialContext)' as the first context") }
        let types = try document.optionalTexts("type", limit: 16) ?? []
        for type in ["VerifiableCredential", "RecognizedEntityCredential", "IssuerTrustListCredential"]
        where !types.contains(where: { $0.elementsEqual(type.utf8) }) {
            throw document.refusal("type", "expected the type '\(type)' among others, found none")
        }
        _ = try document.optionalText("name")
        _ = try document.optionalText("description")
        try document.checkInfo()
    }

    /// The times of the list, which the credential around it must repeat.
    private static func times(
        _ list: StrictObject, _ document: StrictObject
    ) throws(TrustError) -> (issued: Timestamp, nextUpdate: Timestamp) {
        let issued = try list.time("issued")
        let nextUpdate = try list.time("nextUpdate")
        guard issued < nextUpdate else {
            throw list.refusal("nextUpdate", "expected a time after the list was issued, found an earlier one")
        }
        guard nextUpdate.seconds(since: issued) <= largestWindow else {
            throw list.refusal(
                "nextUpdate", "expected the next list within 184 days, found a list that claims to be good for longer",
                .windowTooLong)
        }
        guard try document.time("validFrom") == issued else {
            throw document.refusal("validFrom", "expected the time at which the list was issued, found another")
        }
        guard try document.time("validUntil") == nextUpdate else {
            throw document.refusal("validUntil", "expected the time of the next update, found another")
        }
        return (issued, nextUpdate)
    }

    private static func positionsByID(_ issuers: [ListedIssuer]) throws(TrustError) -> [[UInt8]: Int] {
        var positions: [[UInt8]: Int] = [:]
        positions.reserveCapacity(issuers.count)
        for (position, issuer) in issuers.enumerated() {
            for id in [issuer.idBytes] + issuer.otherIDs {
                guard positions.updateValue(position, forKey: id) == nil else {
                    throw TrustError(
                        .malformed, at: issuer.node.pointer,
                        "expected each identifier on the list once, found one twice")
                }
            }
        }
        return positions
    }

    private static func positionsOfKeys(
        _ issuers: [ListedIssuer], _ environment: TrustEnvironment
    ) throws(TrustError) -> (
        byMethod: [[UInt8]: (issuer: Int, key: Int)], byKey: [Ed25519PublicKey: (issuer: Int, key: Int)]
    ) {
        var positions: [[UInt8]: (issuer: Int, key: Int)] = [:]
        var keys: [Ed25519PublicKey: (issuer: Int, key: Int)] = [:]
        positions.reserveCapacity(issuers.count)
        keys.reserveCapacity(issuers.count)
        for (issuerPosition, issuer) in issuers.enumerated() {
            for (keyPosition, key) in issuer.keys.enumerated() {
                let pointer = { issuer.node.pointer + "/keys/\(keyPosition)" }
                guard positions.updateValue((issuerPosition, keyPosition), forKey: key.methodBytes) == nil else {
                    throw TrustError(
                        .malformed, at: pointer(), "expected each verification method on the list once, found one twice"
                    )
                }
                guard keys.updateValue((issuerPosition, keyPosition), forKey: key.publicKey) == nil else {
                    throw TrustError(.malformed, at: pointer(), "expected each key on the list once, found one twice")
                }
                guard environment == .demonstration || !DemonstrationKeys.contains(key.publicKey) else {
                    throw TrustError(
                        .demonstrationKey, at: pointer(),
                        "expected a key that somebody keeps secret, found a published test key outside the environment "
                            + "'demonstration'")
                }
            }
        }
        return (positions, keys)
    }
}
