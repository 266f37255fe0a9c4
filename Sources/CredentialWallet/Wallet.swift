import Credentials
import Cryptography
public import Encodings
public import Storage

/// A learner's credentials: each kept byte for byte as it was received.
///
/// The wallet never judges a credential: who adds one brings along what a verifier said. It answers the same from every
/// ``WalletStore``; any number of programs may use one store at a time.
public struct Wallet: Sendable {
    /// The largest document that is kept, in bytes: as large as a credential can be.
    public static let documentLimit = Limits.credential.documentByteCount

    /// Where everything is kept.
    public let store: any WalletStore

    /// Opens the wallet in a store.
    public init(_ store: any WalletStore) { self.store = store }

    /// All credentials, by number; those without a note come last.
    ///
    /// - Throws: ``WalletError`` with code `failed`.
    public func entries() throws(WalletError) -> [WalletEntry] {
        let notes = try store.notes().sorted { ($0.number, $0.digest) < ($1.number, $1.digest) }
        var entries: [WalletEntry] = []
        for note in notes { entries.append(try entry(note.digest, number: note.number, note: note)) }
        let noted = Set(notes.map(\.digest))
        var number = notes.last?.number ?? 0
        for digest in try store.digests().sorted() where !noted.contains(digest) {
            number += 1
            let found = try entry(digest, number: number, note: nil)
            // It can have been removed since the digests were listed.
            if case .missing = found.content { continue }
            entries.append(found)
        }
        return entries
    }

    /// Adds a credential; when this returns `added`, it survives a crash and a power failure.
    ///
    /// - Parameters:
    ///   - bytes: The document as received.
    ///   - verdict: What a verifier said of these bytes; `nil` when none was asked.
    ///   - decisions: What a person decided in the cases that are refused otherwise.
    ///   - now: When it is added.
    /// - Throws: ``WalletError`` with code `tooLarge`; `notReadable` for bytes that are no document, and `notVerified`
    ///   for a document that no verifier found authentic, unless `decisions` has `acceptUnverified`; `busy`; `damaged`
    ///   when other bytes stand under the digest; or `failed`.
    public func add(
        _ bytes: [UInt8], verdict: RecordedVerdict?, decisions: AddingDecisions = [], at now: Timestamp
    ) throws(WalletError) -> AddingOutcome {
        guard bytes.count <= Self.documentLimit else {
            throw WalletError(
                .tooLarge, "expected a credential of at most \(Self.documentLimit) bytes, found \(bytes.count)")
        }
        let digest = try Self.digest(of: bytes)
        let content = Self.content(of: bytes)
        return try store.exclusively { () throws(WalletError) -> AddingOutcome in
            let summaries = try summaries()
            let summary = summaries.first { $0.digest == digest }
            var known: WalletEntry?
            if let summary { known = try entry(summary) }
            if let known, known.note != nil, known.isIntact { return .alreadyThere(try update(known, with: verdict)) }
            try Self.checkDecision(content, verdict, decisions)
            let sameID = try self.entries(summaries, withIDOf: content, but: digest)
            if let entry = sameID.first(where: { Self.isSameDocument($0, content) }) {
                return .alreadyThereInOtherForm(entry)
            }
            guard sameID.isEmpty || decisions.contains(.keepBesideSameID) else { return .sameIDOtherContent(sameID) }
            // What was altered in the store is worth nothing beside the bytes that have the digest.
            if case .altered? = known?.content { try store.remove(digest) }
            try keepNumbers(summaries.filter { $0.digest != digest }, at: now)
            let number = known?.number ?? WalletNote.nextNumber(after: Set(summaries.map(\.number)))
            let note = WalletNote(
                digest: digest, number: number, addedAt: known?.note?.addedAt ?? now, verdict: verdict,
                isAcceptedUnverified: verdict?.isAuthentic != true)
            try store.keep(bytes, note: note)
            return .added(WalletEntry(number: number, digest: digest, note: note, content: content))
        }
    }

    /// Writes down the numbers of credentials whose notes were lost, before the others change: what a person has seen
    /// under a number must stay there.
    private func keepNumbers(_ entries: [WalletSummary], at now: Timestamp) throws(WalletError) {
        for entry in entries where entry.note == nil {
            try store.replace(
                WalletNote(
                    digest: entry.digest, number: entry.number, addedAt: now, verdict: nil, isAcceptedUnverified: true))
        }
    }

    /// What stands in the way of adding a credential: others whose document claims the same identifier, and says
    /// something else.
    ///
    /// - Throws: ``WalletError`` with code `tooLarge` or `failed`.
    public func rivals(of bytes: [UInt8]) throws(WalletError) -> [WalletEntry] {
        let content = Self.content(of: bytes)
        let sameID = try entries(try summaries(), withIDOf: content, but: try Self.digest(of: bytes))
        return sameID.contains { Self.isSameDocument($0, content) } ? [] : sameID
    }

    /// Remembers what a verifier says of a credential now.
    ///
    /// A credential that was kept although unverified counts as verified once a verifier has found it authentic.
    ///
    /// - Throws: ``WalletError`` with code `noMatch` when it is no longer there, `busy` or `failed`.
    @discardableResult
    public func record(_ verdict: RecordedVerdict, for entry: WalletEntry) throws(WalletError) -> WalletEntry {
        try store.exclusively { () throws(WalletError) -> WalletEntry in
            guard let summary = try summaries().first(where: { $0.digest == entry.digest }) else {
                throw WalletError(.noMatch, "credential \(entry.number) is no longer in the wallet")
            }
            let current = try self.entry(summary)
            var note = WalletNote(
                digest: current.digest, number: current.number, addedAt: verdict.evaluatedAt, verdict: nil,
                isAcceptedUnverified: true)
            if let kept = current.note { note = kept }
            note.verdict = verdict
            if verdict.isAuthentic { note.isAcceptedUnverified = false }
            try store.replace(note)
            return WalletEntry(number: note.number, digest: note.digest, note: note, content: current.content)
        }
    }

    /// Removes a credential for good; nothing of it stays in the wallet.
    ///
    /// Whether the learner means it is asked before. The others keep their numbers.
    ///
    /// - Parameter now: When it is removed.
    /// - Throws: ``WalletError`` with code `busy` or `failed`.
    public func remove(_ entry: WalletEntry, at now: Timestamp) throws(WalletError) {
        try store.exclusively { () throws(WalletError) in
            try keepNumbers(try summaries().filter { $0.digest != entry.digest }, at: now)
            try store.remove(entry.digest)
        }
    }

    /// The digest by which the wallet knows bytes.
    ///
    /// - Throws: ``WalletError`` with code `failed` when libcrypto cannot hash.
    public static func digest(of bytes: [UInt8]) throws(WalletError) -> ObjectName {
        let hash: [UInt8]
        do throws(CryptographyError) {
            hash = try SHA256.hash(bytes)
        } catch {
            throw WalletError(.failed, error.reason)
        }
        return try WalletError.passingOn { () throws(StorageError) in try ObjectName(digest: hash) }
    }
}
