public import Credentials
public import Cryptography
import Encodings

/// What a verifier is configured with: whose list it trusts, by which key, and in which environment.
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

    /// The version of the form that this type reads and writes.
    public static let version = 1

    /// Who keeps the list.
    public let authority: Authority
    /// The key that signs the list.
    public let key: Ed25519PublicKey
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
        guard !name.utf8.isEmpty else {
            throw TrustError(.pinMalformed, at: "/authority/name", "expected the authority's name, found none")
        }
        guard country.utf8.count == 2, country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw TrustError(.pinMalformed, at: "/authority/country", "expected two capital letters, such as BE")
        }
        guard Self.isIdentifier(listID) else {
            throw TrustError(.pinMalformed, at: "/list", "expected an absolute URI without spaces, such as urn:trust:…")
        }
        guard environment == .demonstration || !DemonstrationKeys.contains(key) else {
            throw TrustError(
                .demonstrationKey, at: "/key",
                "expected a key that somebody keeps secret, found a published test key outside the environment "
                    + "'demonstration'")
        }
        authority = Authority(id: id, name: name, country: country)
        self.key = key
        self.environment = environment
        self.listID = listID
        let value = Self.value(authority, key, environment, listID)
        fingerprint = try PinFingerprint(
            canonicalPin: Self.canonicalBytes(value), country: country, environment: environment)
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
