import Encodings
public import Storage

extension WalletFolder: WalletStore {
    /// Runs `body` while nobody else changes the wallet, and puts right what an interrupted change left behind.
    ///
    /// - Throws: ``WalletError`` as ``WalletStore/exclusively(_:)``.
    public func exclusively<Result>(_ body: () throws(WalletError) -> Result) throws(WalletError) -> Result {
        let lock = try WalletError.passingOn { () throws(StorageError) in
            try FolderLock(folder: path, patience: Self.patience)
        }
        defer { lock.release() }
        try WalletError.passingOn { () throws(StorageError) in
            try lock.removeAbandonedTemporaryFiles(alsoIn: [Self.credentialsName, Self.notesName])
            for (digest, note) in try storedNotes() where note == .removed { try finishRemoving(digest) }
        }
        return try body()
    }

    /// The notes, in any order.
    ///
    /// - Throws: ``WalletError`` as ``WalletStore/notes()``.
    public func notes() throws(WalletError) -> [WalletNote] {
        try WalletError.passingOn { () throws(StorageError) in
            try storedNotes().compactMap { stored in
                guard case .note(let note) = stored.note else { return nil }
                return note
            }
        }
    }

    /// The digests of all files of credentials, in order, but for those whose removal is not finished.
    ///
    /// - Throws: ``WalletError`` as ``WalletStore/digests()``.
    public func digests() throws(WalletError) -> [ObjectName] {
        try WalletError.passingOn { () throws(StorageError) in
            let removed = Set(try storedNotes().filter { $0.note == .removed }.map(\.digest))
            return try credentials.names().filter { !removed.contains($0) }
        }
    }

    /// The content of the file of a credential, or `nil`.
    ///
    /// - Throws: ``WalletError`` as ``WalletStore/bytes(of:)``.
    public func bytes(of digest: ObjectName) throws(WalletError) -> [UInt8]? {
        try WalletError.passingOn { () throws(StorageError) in try Self.content(of: digest, in: credentials) }
    }

    /// The content of a file, or `nil` where there is none, or something else than a file has its name.
    ///
    /// One odd thing in the folder must not keep a learner from all the others.
    private static func content(of digest: ObjectName, in folder: ObjectFolder) throws(StorageError) -> [UInt8]? {
        do throws(StorageError) {
            return try folder.get(digest)
        } catch {
            guard error.code == .notAFile else { throw error }
            return nil
        }
    }

    /// Writes the file of a credential, then its note.
    ///
    /// - Throws: ``WalletError`` as ``WalletStore/keep(_:note:)``.
    public func keep(_ bytes: [UInt8], note: WalletNote) throws(WalletError) {
        try WalletError.passingOn { () throws(StorageError) in
            try credentials.put(bytes, as: note.digest)
            try write(note.json, for: note.digest)
        }
    }

    /// Writes a note in place of the one that is there.
    ///
    /// - Throws: ``WalletError`` as ``WalletStore/replace(_:)``.
    public func replace(_ note: WalletNote) throws(WalletError) {
        try WalletError.passingOn { () throws(StorageError) in try write(note.json, for: note.digest) }
    }

    /// Removes a credential: from the moment the first step is on the disk, it is gone even if the others are not done.
    ///
    /// - Throws: ``WalletError`` as ``WalletStore/remove(_:)``.
    public func remove(_ digest: ObjectName) throws(WalletError) {
        try WalletError.passingOn { () throws(StorageError) in
            try write(["version": 1, "removed": true], for: digest)
            try finishRemoving(digest)
        }
    }

    private func finishRemoving(_ digest: ObjectName) throws(StorageError) {
        try credentials.remove(digest)
        try AtomicFile.remove(at: notePath(digest))
    }

    /// What the file of a note holds.
    private enum StoredNote: Equatable {
        case note(WalletNote)
        case removed
        case unreadable
    }

    private func storedNotes() throws(StorageError) -> [(digest: ObjectName, note: StoredNote)] {
        let folder = try ObjectFolder(path + "/" + Self.notesName, nameSuffix: Self.nameSuffix, objectLimit: 65_536)
        var notes: [(digest: ObjectName, note: StoredNote)] = []
        for digest in try folder.names() {
            notes.append((digest, Self.note(try Self.content(of: digest, in: folder), digest)))
        }
        return notes
    }

    private static func note(_ bytes: [UInt8]?, _ digest: ObjectName) -> StoredNote {
        guard let bytes, let node = try? JSONDocument(parsing: bytes, limits: .credential).root else {
            return .unreadable
        }
        if node["removed"]?.boolean == true { return .removed }
        return WalletNote(node, digest: digest).map { .note($0) } ?? .unreadable
    }

    private func write(_ value: JSONValue, for digest: ObjectName) throws(StorageError) {
        try AtomicFile.replace(
            at: notePath(digest), with: value.serialized() + [0x0A], access: .ownerOnly, faults: faults)
    }

    private func notePath(_ digest: ObjectName) -> String {
        path + "/" + Self.notesName + "/" + digest.hexadecimal + Self.nameSuffix
    }
}
