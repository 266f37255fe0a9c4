public import Storage

/// What lists and searches need of a credential in the wallet, without its document.
///
/// Everything the document says is a claim, as in ``WalletEntry``.
public struct WalletSummary: Sendable, Hashable {
    /// What is found under the digest.
    public enum Content: UInt8, Sendable {
        /// A document.
        case document = 0
        /// The bytes as they were added, which are no document that a credential can be.
        case unreadable = 1
        /// Something else than was added, or nothing.
        case damaged = 2
    }

    /// The number by which people call it, from 1.
    public let number: Int
    /// The SHA-256 digest of the bytes that were added.
    public let digest: ObjectName
    /// What the wallet knows besides the bytes.
    public let note: WalletNote?
    /// What is found under the digest.
    public let content: Content
    /// What the document claims of itself.
    public let claims: SummaryClaims

    /// Whether what is stored is what was added.
    public var isIntact: Bool { content != .damaged }

    /// Summarizes an entry.
    public init(_ entry: WalletEntry) {
        number = entry.number
        digest = entry.digest
        note = entry.note
        content =
            switch entry.content {
            case .document: .document
            case .unreadable: .unreadable
            case .altered, .missing: .damaged
            }
        claims = SummaryClaims(entry)
    }

    init(_ note: WalletNote, _ content: Content, _ claims: SummaryClaims) {
        number = note.number
        digest = note.digest
        self.note = note
        self.content = content
        self.claims = claims
    }

    /// The same with another note.
    func with(_ note: WalletNote) -> WalletSummary { WalletSummary(note, content, claims) }

    /// Whether this credential takes the place of another, which its issuer corrected; see ``WalletEntry``.
    func replaces(_ other: WalletSummary) -> Bool {
        guard number != other.number, note?.verdict?.isAuthentic == true else { return false }
        return claims.replaces(other.claims, digest: other.digest)
    }
}

extension [WalletSummary] {
    /// The number of the credential that takes the place of each that has a successor, the newest of several.
    ///
    /// - Returns: Numbers of successors by number; it takes one look at each credential.
    public func successors() -> [Int: Int] {
        let named = Dictionary(grouping: self.filter { $0.claims.id != nil }) { $0.claims.id ?? "" }
        var result: [Int: Int] = [:]
        for summary in self {
            for resource in summary.claims.related {
                for other in named[resource.id] ?? [] where summary.replaces(other) {
                    result[other.number] = summary.number
                }
            }
        }
        return result
    }
}
