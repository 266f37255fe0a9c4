public import Encodings
import Storage
import Synchronization

extension Vault {
    /// Takes everything from a backup that is not here yet, in one change.
    ///
    /// A credential keeps its number unless another has it here; what is here already stays as it is.
    ///
    /// - Throws: ``WalletError`` as ``exclusively(_:)``. What cannot be read in the backup is in the report, and no error.
    public func restore(from backup: VaultBackup, at now: Timestamp) throws(WalletError) -> RestoreReport {
        let source = backup.vault
        var report = RestoreReport()
        report.isSourceWhole = backup.isWhole
        let contents = backup.hasIndex ? source.summaries() : try Self.found(in: source, at: now)
        return try exclusively { () throws(WalletError) in
            try restore(contents, from: source, into: &report)
            for kind in [RecordName.Kind.holderKeyNote, .presentation] {
                for name in (try? source.names(kind)) ?? [] where try content(name) == nil {
                    guard let content = try? source.content(name) else { continue }
                    if kind == .holderKeyNote, !(try copyKey(name, from: source)) { continue }
                    try change { (pending: inout PendingChanges) throws(WalletError) in
                        try write(content.span, as: name, in: &pending)
                    }
                    report.keyCount += 1
                }
            }
            return report
        }
    }

    /// Takes everything from a wallet of an earlier version, with numbers and notes, in one change.
    ///
    /// - Throws: ``WalletError`` as ``exclusively(_:)``, or what reading the other throws.
    public func takeOver(_ folder: WalletFolder, at now: Timestamp) throws(WalletError) -> RestoreReport {
        var report = RestoreReport()
        let summaries = try Wallet(folder).summaries().map { summary in
            // What lies there without a note was put there by hand, and never verified.
            summary.note == nil
                ? summary.with(
                    WalletNote(
                        digest: summary.digest, number: summary.number, addedAt: now, verdict: nil,
                        isAcceptedUnverified: true)) : summary
        }
        return try exclusively { () throws(WalletError) in
            try restore(summaries, from: folder, into: &report)
            return report
        }
    }

    private func restore(
        _ contents: [WalletSummary], from source: any WalletStore, into report: inout RestoreReport
    ) throws(WalletError) {
        let present = summaries()
        var intact = Dictionary(
            present.filter(\.isIntact).map { ($0.digest, $0.number) }, uniquingKeysWith: { first, _ in first })
        var numbers = Set(present.map(\.number))
        for summary in contents {
            guard var note = summary.note else { continue }
            func add(_ outcome: RestoreReport.Outcome, _ number: Int) {
                report.items.append(
                    RestoreReport.Item(
                        number: number, digest: summary.digest, title: summary.claims.title, outcome: outcome))
            }
            if let number = intact[summary.digest] {
                add(.alreadyThere, number)
                continue
            }
            guard let bytes = try? source.bytes(of: summary.digest),
                try Wallet.digest(of: bytes) == summary.digest
            else {
                add(.damaged, note.number)
                continue
            }
            if numbers.contains(note.number) { note.number = (numbers.max() ?? 0) + 1 }
            try keep(bytes, note: note)
            numbers.insert(note.number)
            intact[note.digest] = note.number
            add(.restored, note.number)
        }
    }

    /// What a backup without its list holds, as far as it can be read.
    private static func found(in source: Vault, at now: Timestamp) throws(WalletError) -> [WalletSummary] {
        var summaries: [WalletSummary] = []
        for name in try source.names(.document) {
            guard let digest = try? ObjectName(digest: name.id) else { continue }
            let note = WalletNote(
                digest: digest, number: summaries.count + 1, addedAt: now, verdict: nil, isAcceptedUnverified: true)
            let content = try? source.content(name)
            summaries.append(
                WalletSummary(
                    WalletEntry(
                        number: note.number, digest: digest, note: note,
                        content: content.map { Wallet.content(of: $0) } ?? .altered)))
        }
        return summaries
    }

    /// Copies the seed of a key; tells whether it could be read.
    private func copyKey(_ note: RecordName, from source: Vault) throws(WalletError) -> Bool {
        let name = RecordName(kind: .holderKey, id: note.id)
        guard let seed = try? source.secret(name) else { return false }
        try change { (pending: inout PendingChanges) throws(WalletError) in try write(seed, as: name, in: &pending) }
        return true
    }
}
