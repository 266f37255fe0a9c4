import Credentials
import Encodings
import Storage

extension WalletEntry {
    /// Whether this credential takes the place of another, which its issuer corrected.
    ///
    /// It does when a verifier found it authentic, and it names the other one by its identifier and the digest of its very
    /// bytes, and both are by the same issuer about the same achievement. A credential that was put together from others
    /// names them in the same way, but is about another achievement.
    /// Source: Verifiable Credentials Data Model 2.0, section 5.3 (related resources).
    func replaces(_ other: WalletEntry) -> Bool {
        guard number != other.number, note?.verdict?.isAuthentic == true, let claims, let before = other.claims,
            let issuer = claims.issuer, let id = before.id, let digest = Self.hash(other.digest),
            before.issuer?.utf8.elementsEqual(issuer.utf8) == true,
            let achievement = Self.achievements(claims).first, Self.achievements(before) == [achievement],
            Self.achievements(claims).count == 1
        else { return false }
        let resources = claims.node["relatedResource"]
        let named = resources.map { $0.kind == .array ? Array($0.elements) : [$0] } ?? []
        return named.contains { resource in
            resource["id"]?.string?.utf8.elementsEqual(id.utf8) == true
                && resource["digestMultibase"]?.string?.utf8.elementsEqual(digest.utf8) == true
        }
    }

    /// The digest as a credential writes it.
    static func hash(_ digest: ObjectName) -> String? {
        let digits = Array(digest.hexadecimal.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        return (try? Multihash(.sha256, digest: bytes))?.multibase
    }

    /// The identifiers of what a credential is about.
    static func achievements(_ claims: CredentialView) -> [String] {
        claims.subjects.compactMap { $0["achievement"]?["id"]?.string }
    }
}

extension [WalletEntry] {
    /// The entry that takes the place of another, the newest of several; `nil` where none does.
    public func successor(of entry: WalletEntry) -> WalletEntry? { last { $0.replaces(entry) } }

    /// The entries whose place another takes.
    public func predecessors(of entry: WalletEntry) -> [WalletEntry] { filter { entry.replaces($0) } }
}
