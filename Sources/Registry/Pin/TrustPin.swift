public import Credentials
public import Cryptography
public import Encodings

/// What a verifier is configured with: whose list it trusts, by which key or root, and in which environment.
///
/// It is the one thing that must reach a verifier over a channel that it trusts. Everything else follows from signatures.
/// People compare two pins by their ``fingerprint``.
public struct TrustPin: Sendable {
    /// Who keeps the list.
    public struct Authority: Sendable, Equatable {
        /// The authority's identifier.
        public let id: DID
        /// The authority's name, for people.
        public let name: String
        /// The country, as two capital letters of ISO 3166-1.
        public let country: String

        /// Whether two authorities have the same members, byte for byte.
        public static func == (left: Authority, right: Authority) -> Bool {
            left.id.text.utf8.elementsEqual(right.id.text.utf8) && left.name.utf8.elementsEqual(right.name.utf8)
                && left.country.utf8.elementsEqual(right.country.utf8)
        }
    }

    /// What the trust in a list begins with.
    public enum Anchor: Sendable, Hashable {
        /// The one key that signs the list.
        case key(Ed25519PublicKey)
        /// The first ``TrustRoot``, by the digest of its canonical form without its proofs: it says which keys sign the
        /// list, how many of them are needed, and which root follows it.
        case root(Multihash)

        /// The version of the pin file that holds it.
        var version: Int {
            switch self {
            case .key: 1
            case .root: 2
            }
        }
    }

    /// The versions of the form that this type reads and writes: 1 pins a key, 2 a root.
    public static let versions = 1...2

    /// Who keeps the list.
    public let authority: Authority
    /// What the trust in the list begins with.
    public let anchor: Anchor
    /// The environment that the list must be made for.
    public let environment: TrustEnvironment
    /// The identifier that the list must have, for example `urn:trust:utopia-he:list`.
    public let listID: String
    /// What people compare: eight words made from the hash of the pin.
    public let fingerprint: PinFingerprint

    /// Makes a pin.
    ///
    /// - Throws: ``TrustError`` with code `pinMalformed` for a name, a country or a list identifier that a pin cannot
    ///   have, `demonstrationKey` for a published key outside a demonstration, or `cryptographyFailed`.
    public init(
        authority id: DID, name: String, country: String, key: Ed25519PublicKey, environment: TrustEnvironment,
        listID: String
    ) throws(TrustError) {
        try self.init(
            authority: id, name: name, country: country, anchor: .key(key), environment: environment, listID: listID)
    }

    /// Makes a pin of a key or of a root.
    ///
    /// - Throws: as ``init(authority:name:country:key:environment:listID:)``.
    public init(
        authority id: DID, name: String, country: String, anchor: Anchor, environment: TrustEnvironment,
        listID: String
    ) throws(TrustError) {
        guard !name.utf8.isEmpty else {
            throw TrustError(.pinMalformed, at: "/authority/name", "expected the authority's name, found none")
        }
        guard country.utf8.count == 2, country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw TrustError(.pinMalformed, at: "/authority/country", "expected two capital letters, such as BE")
        }
        guard Self.isIdentifier(listID) else {
            throw TrustError(.pinMalformed, at: "/list", "expected an absolute URI without spaces, such as urn:trust:…")
        }
        if case .key(let key) = anchor, environment != .demonstration, DemonstrationKeys.contains(key) {
            throw TrustError(
                .demonstrationKey, at: "/key",
                "expected a key that somebody keeps secret, found a published test key outside the environment "
                    + "'demonstration'")
        }
        authority = Authority(id: id, name: name, country: country)
        self.anchor = anchor
        self.environment = environment
        self.listID = listID
        let value = Self.value(authority, anchor, environment, listID)
        fingerprint = try PinFingerprint(
            canonicalPin: Self.canonicalBytes(value), country: country, environment: environment)
    }

    /// The key that signs the list; `nil` where a root is pinned.
    public var key: Ed25519PublicKey? {
        guard case .key(let key) = anchor else { return nil }
        return key
    }

    /// The digest of the pinned root; `nil` where a key is pinned.
    public var rootDigest: Multihash? {
        guard case .root(let digest) = anchor else { return nil }
        return digest
    }

    /// A URI: a scheme, a colon, and visible ASCII.
    private static func isIdentifier(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0, colon + 1 < bytes.count else {
            return false
        }
        return bytes.count <= 1_024 && bytes.allSatisfy { (0x21...0x7E).contains($0) }
            && bytes[..<colon].allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
            }
    }
}
