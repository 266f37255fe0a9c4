public import Storage

/// What lists and searches need of a credential in the wallet, without its document.
///
/// Everything the document says is a claim, as in ``WalletEntry``. What is not needed of ten thousand is read only when
/// somebody asks for it, each time anew: who needs the claims more than once keeps them.
public struct WalletSummary: Sendable {
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
    /// What is found under the digest.
    public let content: Content

    private let source: Source

    /// Where the rest is.
    private enum Source: Sendable {
        case made(Made)
        case row(IndexRow)
    }

    /// What was made here; behind a reference, because a list of it would be large.
    private final class Made: Sendable {
        let note: WalletNote?
        let claims: SummaryClaims

        init(_ note: WalletNote?, _ claims: SummaryClaims) {
            self.note = note
            self.claims = claims
        }
    }

    /// What the wallet knows besides the bytes.
    public var note: WalletNote? {
        switch source {
        case .made(let made): made.note
        case .row(let row): row.note
        }
    }

    /// What the document claims of itself.
    public var claims: SummaryClaims {
        switch source {
        case .made(let made): made.claims
        case .row(let row): row.claims
        }
    }

    /// Whether what is stored is what was added.
    public var isIntact: Bool { content != .damaged }

    /// Summarizes an entry.
    public init(_ entry: WalletEntry) {
        number = entry.number
        digest = entry.digest
        content =
            switch entry.content {
            case .document: .document
            case .unreadable: .unreadable
            case .altered, .missing: .damaged
            }
        source = .made(Made(entry.note, SummaryClaims(entry)))
    }

    init(_ note: WalletNote, _ content: Content, _ claims: SummaryClaims) {
        number = note.number
        digest = note.digest
        self.content = content
        source = .made(Made(note, claims))
    }

    init(number: Int, digest: ObjectName, _ content: Content, _ row: IndexRow) {
        self.number = number
        self.digest = digest
        self.content = content
        source = .row(row)
    }

    /// The same with another note.
    func with(_ note: WalletNote) -> WalletSummary { WalletSummary(note, content, claims) }

    /// Whether this credential takes the place of another, which its issuer corrected; see ``WalletEntry``.
    func replaces(_ other: WalletSummary) -> Bool {
        guard number != other.number, note?.verdict?.isAuthentic == true else { return false }
        return claims.replaces(other.claims, digest: other.digest)
    }
}

extension WalletSummary {
    /// The row of an index that this is.
    var row: IndexRow? {
        guard case .row(let row) = source else { return nil }
        return row
    }

    /// The identifier of the document.
    var documentID: String? {
        switch source {
        case .made(let made): made.claims.id
        case .row(let row): row.documentID
        }
    }

    /// The claims with numbers and days alone; whether there are texts in them as well, nobody may rely on.
    var outline: SummaryClaims {
        switch source {
        case .made(let made): made.claims
        case .row(let row): row.outline
        }
    }

    /// Whether the document names others with their digests.
    var namesOthers: Bool {
        switch source {
        case .made(let made): !made.claims.related.isEmpty
        case .row(let row): row.namesOthers
        }
    }

    /// Whether text occurs in what a search looks through.
    func isFound(_ wanted: SearchedText) -> Bool {
        switch source {
        case .made(let made): wanted.occurs(in: made.claims.searched.utf8.span)
        case .row(let row): row.isFound(wanted)
        }
    }
}

extension WalletSummary: Hashable {
    /// Whether two say the same, wherever it is read from.
    public static func == (left: WalletSummary, right: WalletSummary) -> Bool {
        left.number == right.number && left.digest == right.digest && left.content == right.content
            && left.note == right.note && left.claims == right.claims
    }

    /// Mixes in by what it is found.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(number)
        hasher.combine(digest)
    }
}

extension [WalletSummary] {
    /// The number of the credential that takes the place of each that has a successor, the newest of several.
    ///
    /// - Returns: Numbers of successors by number; it takes one look at each credential.
    public func successors() -> [Int: Int] {
        // Few name others, and those that nobody names need not be looked at any further.
        let naming = filter(\.namesOthers)
        guard !naming.isEmpty else { return [:] }
        let named = Dictionary(grouping: self) { $0.documentID }
        var result: [Int: Int] = [:]
        for summary in naming {
            for resource in summary.claims.related {
                for other in named[resource.id] ?? [] where summary.replaces(other) {
                    result[other.number] = summary.number
                }
            }
        }
        return result
    }
}
