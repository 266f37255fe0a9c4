public import Encodings

/// A list that keeps the rules of its form, and of which nobody knows here who signed it.
///
/// It can be compared with another. Nothing is judged by it: that takes an ``IssuerTrustList``.
public struct UnverifiedTrustList: Sendable {
    /// The document with its bytes.
    public let document: JSONDocument
    /// The SHA-256 digest of the list's canonical form without its proof, by which the next list names it.
    public let digest: Multihash

    private let content: TrustListContent

    /// Reads a list without looking at its proof.
    ///
    /// - Throws: ``TrustError`` with code `unreadable`, `malformed`, `weakKey`, `demonstrationKey`, `windowTooLong` or
    ///   `cryptographyFailed`.
    public init(parsing bytes: [UInt8]) throws(TrustError) {
        document = try IssuerTrustList.parse(bytes)
        content = try TrustListContent(document.root)
        digest = try IssuerTrustList.digest(document.root.canonicalBytes(omitting: ["proof"]))
    }

    /// The identifier of the list, the same for all lists of its authority.
    public var id: String { String(decoding: content.idBytes, as: UTF8.self) }
    /// Who keeps the list, by its own word.
    public var authority: ListedAuthority { content.authority }
    /// The number of the list.
    public var sequence: Int { content.sequence }
    /// When the list was issued.
    public var issued: Timestamp { content.issued }
    /// When the next list is due at the latest.
    public var nextUpdate: Timestamp { content.nextUpdate }
    /// Whether there is anything that could be a signature.
    public var hasProof: Bool { document.root["proof"] != nil }

    /// Checks that this list continues another, as ``IssuerTrustList/check(succeeding:)`` does.
    ///
    /// - Returns: What was put on record late.
    /// - Throws: ``TrustError`` with code `wrongID`, `rollback`, `equivocation`, `sequenceJump` or `historyRewritten`.
    @discardableResult
    public func check(succeeding seen: UnverifiedTrustList) throws(TrustError) -> [LateRecord] {
        try content.check(succeeding: seen.content, digest, seen.digest)
    }
}
