import Cryptography
import Database
import Encodings
import Glibc
public import Storage
import Synchronization

extension Vault: WalletStore {
    /// Runs `body` while nobody else changes the vault, and saves all of its changes as one.
    ///
    /// When this returns, they survive a crash and a power failure; when it throws, none was made. Within `body` the same
    /// thread can call this again: what it changes there is saved with the rest.
    ///
    /// - Throws: ``WalletError`` as ``WalletStore/exclusively(_:)``.
    public func exclusively<Result>(_ body: () throws(WalletError) -> Result) throws(WalletError) -> Result {
        if isChanging { return try body() }
        guard !isReadOnly else {
            throw WalletError(.failed, "this file is only read from, and is not changed")
        }
        let lock = try WalletError.passingOn { () throws(StorageError) in
            // What an interrupted change left behind is encrypted; that it cannot be taken away stops nothing.
            _ = try? AtomicFile.removeAbandoned(beside: path)
            return try FileLock(file: path, patience: Self.patience)
        }
        defer { lock.release() }
        try begin()
        let result: Result
        do throws(WalletError) {
            result = try body()
        } catch {
            state.withLock { $0.pending = nil }
            throw error
        }
        try commit()
        return result
    }

    /// Whether this thread is changing the vault.
    private var isChanging: Bool {
        state.withLock { state in state.pending.map { pthread_equal($0.owner, pthread_self()) != 0 } ?? false }
    }

    /// The notes, by number.
    public func notes() -> [WalletNote] { summaries().compactMap(\.note) }

    /// The digests of all credentials.
    public func digests() -> [ObjectName] { summaries().map(\.digest) }

    /// What lists and searches need, by number; no document is looked at.
    public func indexed() throws(WalletError) -> [WalletSummary]? { summaries() }

    func summaries() -> [WalletSummary] { state.withLock { $0.pending?.summaries ?? $0.summaries } }

    /// The bytes of a credential, or `nil`.
    ///
    /// - Throws: ``WalletError`` with code `vaultDamaged` or `failed`.
    public func bytes(of digest: ObjectName) throws(WalletError) -> [UInt8]? {
        try content(RecordName(digest))
    }

    /// Keeps a credential with a note on it.
    ///
    /// - Throws: ``WalletError`` as ``exclusively(_:)``.
    public func keep(_ bytes: [UInt8], note: WalletNote) throws(WalletError) {
        let entry = WalletEntry(
            number: note.number, digest: note.digest, note: note, content: Wallet.content(of: bytes))
        try change { (pending: inout PendingChanges) throws(WalletError) in
            try write(bytes.span, as: RecordName(note.digest), in: &pending)
            pending.put(WalletSummary(entry))
        }
    }

    /// Puts a note in place of the one with the same digest.
    ///
    /// - Throws: ``WalletError`` as ``exclusively(_:)``.
    public func replace(_ note: WalletNote) throws(WalletError) {
        try change { (pending: inout PendingChanges) throws(WalletError) in
            guard let summary = pending.summaries.first(where: { $0.digest == note.digest }) else { return }
            pending.put(summary.with(note))
        }
    }

    /// Removes a credential and its note; the file before this change goes as well.
    ///
    /// - Throws: ``WalletError`` as ``exclusively(_:)``.
    public func remove(_ digest: ObjectName) throws(WalletError) {
        try change { (pending: inout PendingChanges) throws(WalletError) in
            pending.records.updateValue(nil, forKey: RecordName(digest))
            pending.summaries.removeAll { $0.digest == digest }
            pending.digests.remove(digest)
            pending.changesIndex = true
            pending.removesPrevious = true
        }
    }
}

extension RecordName {
    /// The record of a credential.
    init(_ digest: ObjectName) {
        let digits = Array(digest.hexadecimal.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        self.init(
            kind: .document,
            id: stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }
}

extension PendingChanges {
    /// Puts a summary in the place of the one with the same digest, or where its number belongs.
    mutating func put(_ summary: WalletSummary) {
        changesIndex = true
        if !digests.insert(summary.digest).inserted { summaries.removeAll { $0.digest == summary.digest } }
        // Almost always it is the last.
        var place = summaries.endIndex
        while place > 0, summaries[place - 1].number > summary.number { place -= 1 }
        summaries.insert(summary, at: place)
    }
}
