import Credentials
public import Cryptography
public import Encodings
public import Proofs

/// A list of the institutions that an authority recognises, whose signature by the pinned key was checked.
///
/// There is no other way to make one, so whoever has a list has a genuine one. Whether it is recent enough depends on the
/// time and is asked with ``check(at:policy:)``; whether it continues a list that was seen before, with
/// ``check(succeeding:)``. A list is immutable and can be read from many threads.
public final class IssuerTrustList: Sendable {
    /// The pin by which the list was verified.
    public let pin: TrustPin
    /// The document with its bytes.
    public let document: JSONDocument
    /// The SHA-256 digest of the list's canonical form without its proof, by which the next list names this one.
    public let digest: Multihash
    /// Proofs that were not checked, because they are not by the pinned key.
    public let notes: [TrustNote]

    let content: TrustListContent

    /// The later of when the list says that it was issued, and when its proof says that it was made.
    public let dated: Timestamp

    /// Parses a list and verifies it against a pin.
    ///
    /// - Throws: ``TrustError`` with code `unreadable`, `wrongID`, `threshold`, `badSignature`, `malformed`, `weakKey`,
    ///   `demonstrationKey`, `windowTooLong`, `wrongAuthority`, `wrongEnvironment` or `cryptographyFailed`.
    public init(verifying bytes: [UInt8], pin: TrustPin) throws(TrustError) {
        let document = try Self.parse(bytes)
        let root = document.root
        guard let id = root["id"], id.isString(pin.listID) else {
            throw TrustError(.wrongID, at: "/id", "expected the list that the pin names, found another or none")
        }
        // Nothing of the document is read as a list before somebody who may say so has signed it.
        let (notes, canonical, signed) = try ListProofs(root, key: pin.key).check()
        content = try TrustListContent(root)
        try content.check(pin)
        digest = try Self.digest(canonical)
        dated = max(content.issued, signed ?? content.issued)
        self.notes = notes
        self.document = document
        self.pin = pin
    }

    static func parse(_ bytes: [UInt8]) throws(TrustError) -> JSONDocument {
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes, limits: .trustList)
        } catch {
            throw TrustError(.unreadable, at: error.pointer, "\(error.reason) (\(error.code.rawValue))")
        }
    }

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

    /// The bytes as received.
    public var bytes: [UInt8] { document.bytes }
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
    public func issuer(_ id: [UInt8]) -> ListedIssuer? { content.positionByID[id].map { content.issuers[$0] } }
}

extension IssuerTrustList: VerificationKeys {
    /// The key of a verification method that is on the list, compared byte by byte, so that `did:web` needs no network.
    ///
    /// That a key is found says only whose it is: whether it may sign, and could at the time, is for
    /// ``judge(_:at:today:policy:)``.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        guard let position = content.positionByMethod[Array(verificationMethod.utf8)] else { return nil }
        return content.issuers[position.issuer].keys[position.key].publicKey
    }
}

extension TrustListContent {
    /// Checks that the list is the pinned authority's, for the pinned environment.
    func check(_ pin: TrustPin) throws(TrustError) {
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
            guard let position = issuer.keys.firstIndex(where: { $0.publicKey == pin.key }) else { continue }
            throw TrustError(
                .malformed, at: issuer.node.pointer + "/keys/\(position)",
                "expected a key with one purpose, found the key of the authority as the key of an institution")
        }
    }
}
