import Encodings
import Storage

/// The register of an issuer while it issues.
///
/// It holds the lock of the issuer's folder, so that no other process issues the same meanwhile.
struct Register: Sendable {
    /// What was planned and issued.
    private(set) var book: RegisterBook

    private let lock: FolderLock
    private let log: AppendOnlyLog

    /// What was moved aside when the log was opened, or `nil` when it was in order.
    var recovery: LogRecovery? { log.recovery }

    /// Opens the register of a folder.
    init(_ paths: IssuerPaths, patience: Duration, faults: DiskFaults) throws(IssuerError) {
        let lock = try IssuerError.passingOn { () throws(StorageError) in
            let lock = try FolderLock(folder: paths.folder, patience: patience)
            try lock.removeAbandonedTemporaryFiles(alsoIn: IssuerPaths.registerFolders)
            return lock
        }
        var index = RegisterIndex()
        var failure: IssuerError?
        let log = try IssuerError.passingOn { () throws(StorageError) in
            try AppendOnlyLog.open(at: paths.log, faults: faults) { record in
                guard failure == nil else { return }
                do throws(IssuerError) {
                    try index.read(record.bytes)
                } catch {
                    failure = error
                }
            }
        }
        if let failure { throw failure }
        let copies = try IssuerError.passingOn { () throws(StorageError) in try paths.openCopies(faults: faults) }
        book = RegisterBook(salt: try paths.salt(), index: index, copies: copies)
        self.lock = lock
        self.log = log
    }

    /// Adds a record; when this returns, it survives a power failure.
    mutating func append(_ event: RegisterRecord.Event, at time: Timestamp) throws(IssuerError) {
        let record = RegisterRecord(sequence: book.index.count + 1, time: time, event: event)
        let line = try record.line(after: book.index.chain)
        try IssuerError.passingOn { () throws(StorageError) in try log.append(line.bytes) }
        try book.index.take(record, chain: line.chain)
    }

    /// Keeps the copy of a credential that was signed, durably.
    func keep(_ bytes: [UInt8]) throws(IssuerError) -> ObjectName {
        let name = try IssuerPaths.digest(of: bytes)
        try IssuerError.passingOn { () throws(StorageError) in _ = try book.copies.put(bytes, as: name) }
        return name
    }

    /// The copy of a credential that was issued; `nil` when it is missing or was changed.
    func copy(_ digest: ObjectName) throws(IssuerError) -> [UInt8]? { try book.copies.intact(digest) }

    /// The name of the kept copy that carries out a plan and that no record names; `nil` when there is none.
    func copy(of plan: IssuancePlan) throws(IssuerError) -> ObjectName? {
        let recorded = Set(book.index.entries.values.compactMap { $0.issued?.digest })
        let names = try IssuerError.passingOn { () throws(StorageError) in try book.copies.names() }
        for name in names where !recorded.contains(name) {
            // What cannot be read as a credential is a stranger's file.
            guard let bytes = try copy(name),
                let root = try? JSONDocument(parsing: bytes, limits: .credential).root, root.kind == .object,
                root["id"]?.isString(plan.credentialID) == true
            else { continue }
            if try book.salt.digest(ofDraft: root).utf8.elementsEqual(plan.draft.utf8) { return name }
        }
        return nil
    }

    /// Keeps a copy again that is missing or was changed.
    func restore(_ bytes: [UInt8], as digest: ObjectName) throws(IssuerError) {
        try IssuerError.passingOn { () throws(StorageError) in
            try book.copies.remove(digest)
            _ = try book.copies.put(bytes, as: digest)
        }
    }

    /// What the register says of a credential that is known to be issued.
    func record(_ credentialID: String) throws(IssuerError) -> IssuedRecord { try book.record(credentialID) }
}
