import Credentials
import Encodings
import Storage

extension Wallet {
    /// Refuses what nobody found authentic, unless a person decided to keep it.
    static func checkDecision(
        _ content: WalletEntry.Content, _ verdict: RecordedVerdict?, _ decisions: AddingDecisions
    ) throws(WalletError) {
        guard !decisions.contains(.acceptUnverified) else { return }
        if case .unreadable(let error) = content {
            throw WalletError(.notReadable, "expected a credential: \(error.reason)")
        }
        guard let verdict else {
            throw WalletError(.notVerified, "expected the verdict of a verifier on this credential, found none")
        }
        guard verdict.isAuthentic else {
            throw WalletError(
                .notVerified,
                "expected a credential whose proof holds, found one that was not authentic (\(verdict.code))")
        }
    }

    /// The entries whose document claims the same identifier as `content`, but not the one under `digest`.
    func entries(
        _ summaries: [WalletSummary], withIDOf content: WalletEntry.Content, but digest: ObjectName
    ) throws(WalletError) -> [WalletEntry] {
        guard case .document(let credential) = content, let id = credential.claims.id else { return [] }
        var entries: [WalletEntry] = []
        for summary in summaries where summary.digest != digest {
            guard let other = summary.documentID, other.utf8.elementsEqual(id.utf8) else { continue }
            entries.append(try entry(summary))
        }
        return entries
    }

    /// Whether an entry holds the same document, though not written with the same bytes.
    static func isSameDocument(_ entry: WalletEntry, _ content: WalletEntry.Content) -> Bool {
        guard case .document(let credential) = content, let other = entry.document else { return false }
        return credential.document.root.isEqual(to: other.document.root)
    }

    /// Takes note of a verdict that settles what was open when the credential was first added.
    func update(_ entry: WalletEntry, with verdict: RecordedVerdict?) throws(WalletError) -> WalletEntry {
        guard var note = entry.note, note.isAcceptedUnverified, let verdict, verdict.isAuthentic else { return entry }
        note.verdict = verdict
        note.isAcceptedUnverified = false
        try store.replace(note)
        return WalletEntry(number: entry.number, digest: entry.digest, note: note, content: entry.content)
    }
}
