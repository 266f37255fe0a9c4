import Credentials
import Cryptography
public import Encodings

/// Who may sign what in a trust domain, as an unbroken chain of signed versions says it.
///
/// The first version is pinned by its digest. Every later one is signed by enough keys of the one before it and by enough
/// of its own, and names the one before it by its digest, so that keys can be lost, stolen and replaced without anybody
/// being pinned anew. There is no other way to make one than through a pin or a predecessor: whoever has a root has a
/// genuine one. Source: The Update Framework, section 5.3, with the digest chain added.
public final class TrustRoot: Sendable {
    /// Size of a root, in bytes, at most.
    public static let byteLimit = 64 << 10

    /// The document with its bytes.
    public let document: JSONDocument
    /// The SHA-256 digest of the root's canonical form without its proofs, by which a pin or the next root names it.
    public let digest: Multihash
    /// Proofs that were not checked, because they are by keys without a role.
    public let notes: [TrustNote]

    /// The keys of the roots before it, from the pinned one on.
    let formerKeys: Set<Ed25519PublicKey>
    let content: TrustRootContent
    /// The later of the start of its validity and the latest of its signatures.
    let dated: Timestamp

    /// Verifies the root that a pin names.
    ///
    /// - Throws: ``TrustError`` with code `rootUnreadable`, `rootMalformed`, `rootNotPinned` for another root,
    ///   `rootWrongEnvironment`, `wrongAuthority`, `demonstrationKey`, `weakKey`, `badSignature`, or `rootNewThreshold`
    ///   when too few of its own keys have signed it.
    public convenience init(verifying bytes: [UInt8], pin: TrustPin) throws(TrustError) {
        let document = try Self.parse(bytes)
        let proofs = try DocumentProofs(document.root, .root)
        let digest = try IssuerTrustList.digest(proofs.canonicalDocument)
        guard digest == pin.rootDigest else {
            throw TrustError(.rootNotPinned, "expected the root that the pin names, found another")
        }
        let content = try TrustRootContent(document.root)
        guard content.environment == pin.environment else { throw Self.wrongEnvironment(content, pin.environment) }
        guard content.issuer.elementsEqual(pin.authority.id.text.utf8) else {
            throw TrustError(.wrongAuthority, at: "/issuer", "expected the pinned authority, found another")
        }
        try self.init(document, content, digest, proofs, after: nil)
    }

    /// Verifies the root that follows this one.
    ///
    /// - Throws: ``TrustError`` with code `rootUnreadable`, `rootMalformed`, `rootEquivocation` for another root of the
    ///   same version, `rootVersionGap`, `rootChainBroken`, `rootWrongEnvironment`, `rootOldThreshold`,
    ///   `rootNewThreshold`, `badSignature`, `demonstrationKey` or `weakKey`.
    public func successor(verifying bytes: [UInt8]) throws(TrustError) -> TrustRoot {
        let document = try Self.parse(bytes)
        let proofs = try DocumentProofs(document.root, .root)
        let digest = try IssuerTrustList.digest(proofs.canonicalDocument)
        let next = try TrustRootContent(document.root)
        guard next.version != version || digest == self.digest else {
            throw contradiction
        }
        guard next.version == version + 1 else {
            throw TrustError(
                .rootVersionGap, at: "/credentialSubject/version",
                "expected version \(version + 1), which follows the one at hand, found \(next.version)")
        }
        guard next.previousDigest == self.digest else {
            throw Self.broken("/credentialSubject/previousDigest", "the digest of the root before it")
        }
        guard next.environment == content.environment else {
            throw Self.wrongEnvironment(next, content.environment)
        }
        guard next.domain == content.domain, next.issuer == content.issuer else {
            throw Self.broken("/credentialSubject/id", "the domain and the authority of the root before it")
        }
        guard next.issued >= content.issued else {
            throw Self.broken("/validFrom", "a start that is not before that of the root before it")
        }
        return try TrustRoot(document, next, digest, proofs, after: self)
    }

    /// Refuses another root that claims the version of this one: by what is wrong with it, or where nothing is, as a second
    /// word of those who may sign.
    ///
    /// The same root with other proofs is no other root. Anybody can write a number into a document, so that a document
    /// which too few have signed tells nothing of those who may.
    ///
    /// - Parameter previous: The root before this one; `nil` for the pinned one, which its own keys speak for.
    /// - Throws: ``TrustError`` with code `rootEquivocation`, `rootNotPinned` for a stranger's root of the pinned version,
    ///   or a code of ``successor(verifying:)``.
    func check(rival bytes: [UInt8], after previous: TrustRoot?) throws(TrustError) {
        let document = try Self.parse(bytes)
        guard try IssuerTrustList.digest(document.root.canonicalBytes(omitting: ["proof"])) != digest else { return }
        let proofs = try DocumentProofs(document.root, .root)
        if let previous {
            _ = try previous.successor(verifying: bytes)
        } else {
            guard let role = content.roles[.root]?.signing, role.isMet(by: try proofs.check(role.keys).keys) else {
                throw TrustError(.rootNotPinned, "expected the root that the pin names, found another")
            }
        }
        throw contradiction
    }

    private init(
        _ document: JSONDocument, _ content: TrustRootContent, _ digest: Multihash, _ proofs: DocumentProofs,
        after previous: TrustRoot?
    ) throws(TrustError) {
        let own = content.roles[.root]?.signing
        let old = previous?.content.roles[.root]?.signing
        let checked = try proofs.check((own?.keys ?? []).union(old?.keys ?? []))
        if let old, !old.isMet(by: checked.keys) {
            throw TrustError(
                .rootOldThreshold, at: "/proof", "of the root before this one: \(old.shortfall(checked.keys))")
        }
        guard let own, own.isMet(by: checked.keys) else {
            throw TrustError(
                .rootNewThreshold, at: "/proof", "of this root itself: \(own?.shortfall(checked.keys) ?? "no role")")
        }
        self.document = document
        self.content = content
        formerKeys = previous.map { $0.formerKeys.union($0.keys.map(\.publicKey)) } ?? []
        self.digest = digest
        notes = checked.notes
        dated = max(content.issued, checked.signed ?? content.issued)
    }

    /// The digest by which a pin or the next root names a root, whether or not anybody has signed it.
    public static func digest(of bytes: [UInt8]) throws(TrustError) -> Multihash {
        try IssuerTrustList.digest(parse(bytes).root.canonicalBytes(omitting: ["proof"]))
    }

    /// The digest of the root before a root, as the root itself has it, whether or not anybody has signed it.
    public static func previousDigest(in bytes: [UInt8]) -> Multihash? {
        guard let root = try? parse(bytes).root, let content = try? TrustRootContent(root) else { return nil }
        return content.previousDigest
    }

    /// The version that a root claims to have, whether or not anybody has signed it.
    public static func claimedVersion(of bytes: [UInt8]) -> Int? {
        (try? parse(bytes))?.root["credentialSubject"]?["version"]?.integer
    }

    static func parse(_ bytes: [UInt8]) throws(TrustError) -> JSONDocument {
        try SignedDocument.parse(bytes, upTo: byteLimit, or: .rootUnreadable)
    }

    private static func wrongEnvironment(_ content: TrustRootContent, _ expected: TrustEnvironment) -> TrustError {
        TrustError(
            .rootWrongEnvironment, at: "/credentialSubject/environment",
            "expected a root for the environment '\(expected)', found one for '\(content.environment)'")
    }

    private static func broken(_ pointer: String, _ expectation: String) -> TrustError {
        TrustError(.rootChainBroken, at: pointer, "expected \(expectation), found something else")
    }

    /// The bytes as received.
    public var bytes: [UInt8] { document.bytes }
    /// What it is the root of, for example `urn:trust:utopia-he`.
    public var domain: String { String(decoding: content.domain, as: UTF8.self) }
    /// The number of the root; every next root has the next number.
    public var version: Int { content.version }
    /// What it is made for.
    public var environment: TrustEnvironment { content.environment }
    /// When it came into force.
    public var issued: Timestamp { content.issued }
    /// Its last second; after it, a newer root is needed.
    public var validUntil: Timestamp { content.validUntil }
    /// Its keys, by their names.
    public var keys: [TrustRootKey] { content.keys }
    /// Its keys and those of the roots before it, from the pinned one on.
    var signingKeys: Set<Ed25519PublicKey> { formerKeys.union(keys.map(\.publicKey)) }

    /// One of its roles.
    public subscript(_ name: TrustRole.Name) -> TrustRole? { content.roles[name] }
}

extension TrustRoot {
    /// Whether enough of those who sign roots by this one have signed another root of the same line.
    func hasSigned(_ bytes: [UInt8]) -> Bool {
        guard let role = content.roles[.root]?.signing, let document = try? Self.parse(bytes),
            let other = try? TrustRootContent(document.root), other.domain == content.domain,
            other.environment == content.environment, let proofs = try? DocumentProofs(document.root, .root),
            let checked = try? proofs.check(role.keys)
        else { return false }
        return role.isMet(by: checked.keys)
    }

    /// That there is a second root of this version.
    var contradiction: TrustError {
        TrustError(
            .rootEquivocation, at: "/credentialSubject/version",
            "expected one root with version \(version), found two that differ; keep both as evidence")
    }

    /// Whether this root asks for more than `other` did of those who sign lists, or statements: it took a key out, raised
    /// the number of keys or of operators, or lets keys count as those of one operator that counted as those of two.
    ///
    /// What was signed by keys that are not enough any more binds nobody. A key that merely came in takes nothing from
    /// those beside it. Source: The Update Framework, section 5.3.11, recovery from a fast-forward attack.
    func narrows(_ name: TrustRole.Name, of other: TrustRoot) -> Bool {
        guard let old = other.content.roles[name]?.signing, let new = content.roles[name]?.signing else { return true }
        return !Set(old.signers).isSubset(of: new.signers) || new.threshold > old.threshold
            || new.distinctOperators > old.distinctOperators
    }
}
