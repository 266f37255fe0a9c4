import Credentials
public import Cryptography
public import Encodings
public import Proofs

/// A list of the institutions that an authority recognises, whose signatures were checked: by the pinned key, or by
/// enough of the keys that the authority's root names.
///
/// There is no other way to make one, so whoever has a list has a genuine one. Whether it is recent enough depends on the
/// time and is asked with ``check(at:policy:)``; whether it continues a list that was seen before, with
/// ``check(succeeding:)``. A list is immutable and can be read from many threads.
public final class IssuerTrustList: Sendable {
    /// The pin by which the list was verified.
    public let pin: TrustPin
    /// The bytes as received.
    public let bytes: [UInt8]
    private let source: Source

    /// How the list was taken.
    private enum Source {
        /// As a whole.
        case parsed(JSONDocument)
        /// By an index: all but its institutions.
        case indexed(JSONDocument)
    }
    /// The SHA-256 digest of the list's canonical form without its proof, by which the next list names this one.
    public let digest: Multihash
    /// Proofs that were not checked, because they are not by a key that signs lists.
    public let notes: [TrustNote]
    /// The root whose keys signed the list; `nil` where the pin names the key itself.
    public let root: TrustRoot?
    /// The authority's words on which list is its newest, the latest first, whether or not they count at a time.
    public let statements: [FreshnessStatement]
    /// Statements that were seen earlier, and named another list of this number or of a later one.
    let disputes: [SeenTrust.Contradiction]
    /// What this list, or one that it continues, put on record late, as far as that was seen.
    public let late: [LateRecord]

    let content: TrustListContent

    /// The later of when the list says that it was issued, and when its proof says that it was made.
    public let dated: Timestamp

    /// Parses a list and verifies it against a pin.
    ///
    /// - Parameter root: The newest root of the chain that the pin begins; needed exactly where the pin names a root.
    /// - Throws: ``TrustError`` with code `unreadable`, `wrongID`, `threshold`, `badSignature`, `malformed`, `weakKey`,
    ///   `demonstrationKey`, `windowTooLong`, `wrongAuthority`, `wrongEnvironment`, `rootNotPinned`, `needsNewerRoot` or
    ///   `cryptographyFailed`.
    public init(verifying bytes: [UInt8], pin: TrustPin, root trustRoot: TrustRoot? = nil) throws(TrustError) {
        let document = try Self.parse(bytes)
        let root = document.root
        guard let id = root["id"], id.isString(pin.listID) else {
            throw TrustError(.wrongID, at: "/id", "expected the list that the pin names, found another or none")
        }
        // Nothing of the document is read as a list before somebody who may say so has signed it.
        let role = try Self.role(pin, trustRoot)
        let proofs = try DocumentProofs(root, .list)
        let checked: DocumentProofs.Checked
        do throws(TrustError) {
            checked = try proofs.check(role.keys)
            guard role.isMet(by: checked.keys) else {
                throw TrustError(.threshold, at: "/proof", role.shortfall(checked.keys))
            }
        } catch {
            throw Self.needsNewerRoot(root, trustRoot) ?? error
        }
        content = try TrustListContent(root)
        try content.check(pin, keys: trustRoot.map { Set($0.keys.map(\.publicKey)) } ?? role.keys)
        if let trustRoot {
            guard let version = content.rootVersion else {
                throw TrustError(
                    .malformed, at: "/trustList/rootVersion", "expected the version of the root, found none")
            }
            if version > trustRoot.version, let error = Self.needsNewerRoot(root, trustRoot) { throw error }
        }
        digest = try Self.digest(proofs.canonicalDocument)
        dated = max(content.issued, checked.signed ?? content.issued)
        notes = checked.notes
        (self.bytes, source) = (document.bytes, .parsed(document))
        self.pin = pin
        self.root = trustRoot
        (statements, disputes, late) = ([], [], [])
    }

    /// Takes a list that this verifier has verified before, by the index that it made then; `nil` where that does not fit.
    init?(_ bytes: [UInt8], pin: TrustPin, root: TrustRoot?, index sealed: SealedListIndex) {
        guard let index = ListIndex(sealed, of: bytes, pin: pin, root: root),
            let content = try? TrustListContent(index.header.root, index: index)
        else { return nil }
        (self.bytes, source) = (bytes, .indexed(index.header))
        (self.pin, self.root, self.content) = (pin, root, content)
        (digest, dated, notes) = (index.digest, index.dated, [])
        (statements, disputes, late) = ([], [], [])
    }

    /// Whether the list was taken by an index, so that no other part of it was read than was asked for.
    public var isIndexed: Bool { if case .indexed = source { true } else { false } }

    /// The document with its bytes.
    ///
    /// Of a list that was taken by an index it is parsed when it is asked for.
    public var document: JSONDocument {
        switch source {
        case .parsed(let document): document
        // It was parsed before, or there would be no index of it.
        case .indexed(let header): (try? Self.parse(bytes)) ?? header
        }
    }

    /// The same list with statements that were verified by the keys of the same root.
    private init(
        _ list: IssuerTrustList, _ statements: [FreshnessStatement], _ disputes: [SeenTrust.Contradiction],
        _ late: [LateRecord]
    ) {
        (pin, digest, notes) = (list.pin, list.digest, list.notes)
        (bytes, source) = (list.bytes, list.source)
        (content, dated, root) = (list.content, list.dated, list.root)
        self.statements = statements.sorted { $0.issued > $1.issued }
        self.disputes = disputes
        self.late = late
    }

    /// The list with the authority's words on which list is its newest, and with what was put on record late.
    func stated(
        by statements: [FreshnessStatement], disputed disputes: [SeenTrust.Contradiction] = [],
        late: [LateRecord] = []
    ) -> IssuerTrustList {
        guard !statements.isEmpty || !disputes.isEmpty || late != self.late else { return self }
        return IssuerTrustList(self, statements, disputes, late)
    }

    /// The list with one word of the authority on which list is its newest.
    public func stated(by statement: FreshnessStatement) -> IssuerTrustList { stated(by: [statement]) }

    /// The authority's latest word on which list is its newest; `nil` where there is none.
    public var freshness: FreshnessStatement? { statements.first }

    private static func role(_ pin: TrustPin, _ root: TrustRoot?) throws(TrustError) -> SigningRole {
        switch (pin.anchor, root) {
        case (.key(let key), nil): return SigningRole(key)
        case (.root, let root?):
            guard let role = root[.list] else { break }
            return role.signing
        default: break
        }
        throw TrustError(.rootNotPinned, "expected the root that the pin begins with, found none that is known")
    }

    /// A list that was made under a root which is not at hand is not a forged one.
    private static func needsNewerRoot(_ root: JSONNode, _ trustRoot: TrustRoot?) -> TrustError? {
        guard let trustRoot, let version = root["trustList"]?["rootVersion"]?.integer, version > trustRoot.version
        else { return nil }
        return TrustError(
            .needsNewerRoot, at: "/trustList/rootVersion",
            "expected a list made under a root up to version \(trustRoot.version), found one under version \(version)")
    }

    static func parse(_ bytes: [UInt8]) throws(TrustError) -> JSONDocument {
        try SignedDocument.parse(bytes, or: .unreadable)
    }

    /// The digest by which the next list names a list, whether or not anybody has signed it.
    public static func digest(ofDocument bytes: [UInt8]) throws(TrustError) -> Multihash {
        try digest(parse(bytes).root.canonicalBytes(omitting: ["proof"]))
    }

    /// The number that a list claims to have, whether or not anybody has signed it.
    public static func claimedSequence(of bytes: [UInt8]) -> Int? {
        (try? parse(bytes))?.root["trustList"]?["sequence"]?.integer
    }

    /// Whether a document means to be a list.
    public static func isList(_ bytes: [UInt8]) -> Bool { (try? parse(bytes))?.root["trustList"] != nil }

    static func digest(_ canonical: [UInt8]) throws(TrustError) -> Multihash {
        do throws(CryptographyError) {
            let hash = try SHA256.hash(canonical)
            guard let digest = try? Multihash(.sha256, digest: hash) else {
                throw CryptographyError(.libraryFailure, "a SHA-256 hash has 32 bytes, found another number")
            }
            return digest
        } catch {
            throw TrustError(.cryptographyFailed, error.reason)
        }
    }

    /// The identifier of the list, the same for all lists of its authority.
    public var id: String { pin.listID }
    /// Who keeps the list.
    public var authority: ListedAuthority { content.authority }
    /// What the list is made for.
    public var environment: TrustEnvironment { content.environment }
    /// The number of the list; every new list has a higher one.
    public var sequence: Int { content.sequence }
    /// The digest of the list before this one; `nil` in the first.
    public var previousDigest: Multihash? { content.previousDigest }
    /// When the list was issued.
    public var issued: Timestamp { content.issued }
    /// When the next list is due at the latest.
    public var nextUpdate: Timestamp { content.nextUpdate }
    /// Whether the authority has said that it keeps the list no longer.
    public var isClosed: Bool { content.isClosed }
    /// The institutions, in the order of the list.
    public var issuers: [ListedIssuer] { content.issuers }

    /// The institution with this identifier, its own or another of its identifiers, compared byte by byte.
    public func issuer(_ id: [UInt8]) -> ListedIssuer? {
        content.position(ofID: id).flatMap { content.issuer(at: $0) }
    }
}

extension IssuerTrustList: VerificationKeys {
    /// The key of a verification method that is on the list, compared byte by byte, so that `did:web` needs no network.
    ///
    /// That a key is found says only whose it is: whether it may sign, and could at the time, is for
    /// ``judge(_:at:today:policy:)``.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        guard let place = content.place(ofMethod: Array(verificationMethod.utf8)) else { return nil }
        return content.issuer(at: place.issuer)?.keys[place.key].publicKey
    }
}

extension IssuerTrustList {
    /// The keys that sign for the authority or did, as far as the roots at hand tell.
    ///
    /// A key has one purpose, for ever: one that a root has or had is nobody's to issue, to revoke or to delegate with. A
    /// list that names one of the newest root is refused as a whole. One that was taken out of the root, as keys are that
    /// were lost or stolen, does not stop the list, for who pins a later root knows nothing of it; the key alone counts for
    /// nothing. Source: trust list design, section 1.2 ("Root keys ≠ issuing keys").
    var signingKeys: Set<Ed25519PublicKey> {
        root?.signingKeys ?? Set([pin.key].compactMap { $0 })
    }

    /// Whether a key signs for the authority, or did.
    func isOfAuthority(_ key: Ed25519PublicKey) -> Bool {
        guard let root else { return pin.key == key }
        return root.formerKeys.contains(key) || root.keys.contains { $0.publicKey == key }
    }
}

extension TrustListContent {
    /// Checks that the list is the pinned authority's, for the pinned environment.
    ///
    /// - Parameter keys: The keys that sign for the authority, none of which may be an institution's; the pinned key
    ///   where nothing is said.
    func check(_ pin: TrustPin, keys: Set<Ed25519PublicKey>? = nil) throws(TrustError) {
        let keys = keys ?? Set([pin.key].compactMap { $0 })
        guard authority.id.utf8.elementsEqual(pin.authority.id.text.utf8) else {
            throw TrustError(
                .wrongAuthority, at: authority.node.pointer + "/id", "expected the pinned authority, found another")
        }
        guard environment == pin.environment else {
            throw TrustError(
                .wrongEnvironment, at: "/trustList/environment",
                "expected a list for the environment '\(pin.environment)', found one for '\(environment)'")
        }
        for issuer in issuers {
            guard let position = issuer.keys.firstIndex(where: { keys.contains($0.publicKey) }) else { continue }
            throw TrustError(
                .malformed, at: issuer.node.pointer + "/keys/\(position)",
                "expected a key with one purpose, found the key of the authority as the key of an institution")
        }
    }
}
