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
        var contents = backup.hasIndex ? source.summaries() : []
        if !backup.isWhole {
            // What the list that is left does not name. Of what cannot be read the name may be all that was hit.
            let listed = Set(contents.map(\.digest))
            let first = WalletNote.nextNumber(after: Set(contents.map(\.number)))
            contents += try Self.found(in: source, from: first, at: now).filter { summary in
                !listed.contains(summary.digest) && (summary.isIntact || !backup.hasIndex)
            }
        }
        return try exclusively { () throws(WalletError) in
            try restore(contents, from: source, into: &report)
            report.keys = try restoreKeys(from: backup, at: now)
            report.presentations = try restorePresentations(from: backup)
            return report
        }
    }

    /// Takes the keys that are not here yet.
    ///
    /// One of which only the note is damaged signs as before.
    private func restoreKeys(from backup: VaultBackup, at now: Timestamp) throws(WalletError) -> RestoreReport.Count {
        var count = RestoreReport.Count()
        let ids = try names([.holderKey, .holderKeyNote], in: backup).map(\.id)
        for id in Set(ids).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let (key, note) = (RecordName(kind: .holderKey, id: id), RecordName(kind: .holderKeyNote, id: id))
            guard try content(note) == nil else { continue }
            guard let seed = Self.readable({ () throws(WalletError) in try backup.vault.secret(key) }) else {
                count.damaged += 1
                continue
            }
            let unknown: JSONValue = ["version": 1, "madeAt": .string(now.description)]
            let text =
                Self.readable { () throws(WalletError) in try backup.vault.content(note) } ?? unknown.serialized()
            try change { (pending: inout PendingChanges) throws(WalletError) in
                try write(seed, as: key, in: &pending)
                try write(text.span, as: note, in: &pending)
            }
            count.restored += 1
        }
        return count
    }

    /// Takes the notes on what was shown that are not here yet.
    private func restorePresentations(from backup: VaultBackup) throws(WalletError) -> RestoreReport.Count {
        var count = RestoreReport.Count()
        for name in try names([.presentation], in: backup) where try content(name) == nil {
            guard let note = Self.readable({ () throws(WalletError) in try backup.vault.content(name) }) else {
                count.damaged += 1
                continue
            }
            try change { (pending: inout PendingChanges) throws(WalletError) in
                try write(note.span, as: name, in: &pending)
            }
            count.restored += 1
        }
        return count
    }

    /// The names of records in a backup.
    ///
    /// Of a damaged one there may be no list of them left, which its report says.
    private func names(_ kinds: [RecordName.Kind], in backup: VaultBackup) throws(WalletError) -> [RecordName] {
        var names: [RecordName] = []
        for kind in kinds {
            do throws(WalletError) {
                names += try backup.vault.names(kind)
            } catch {
                guard !backup.isWhole else { throw error }
            }
        }
        return names
    }

    /// What a source gives; `nil` where it is damaged there, which is counted and told.
    private static func readable<Value>(_ read: () throws(WalletError) -> Value?) -> Value? {
        do throws(WalletError) { return try read() } catch { return nil }
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
            guard let bytes = Self.readable({ () throws(WalletError) in try source.bytes(of: summary.digest) }),
                try Wallet.digest(of: bytes) == summary.digest
            else {
                add(.damaged, note.number)
                continue
            }
            if numbers.contains(note.number) { note.number = WalletNote.nextNumber(after: numbers) }
            try keep(bytes, note: note)
            numbers.insert(note.number)
            intact[note.digest] = note.number
            add(.restored, note.number)
        }
    }

    /// What a backup holds, whatever its list says, as far as it can be read; numbered from a number on.
    private static func found(
        in source: Vault, from number: Int, at now: Timestamp
    ) throws(WalletError) -> [WalletSummary] {
        var summaries: [WalletSummary] = []
        for name in try source.names(.document) {
            guard let digest = try? ObjectName(digest: name.id) else { continue }
            let note = WalletNote(
                digest: digest, number: min(number + summaries.count, WalletNote.numbers.upperBound - 1), addedAt: now,
                verdict: nil, isAcceptedUnverified: true)
            let content = try? source.content(name)
            summaries.append(
                WalletSummary(
                    WalletEntry(
                        number: note.number, digest: digest, note: note,
                        content: content.map { Wallet.content(of: $0) } ?? .altered)))
        }
        return summaries
    }
}
