public import Encodings
package import Storage

extension WalletFolder {
    /// Makes an empty wallet, for its owner alone.
    ///
    /// The folder must not exist, or be empty, or hold what an interrupted call left behind. Nothing is overwritten.
    ///
    /// - Parameters:
    ///   - path: The path of the folder; it is made if it is missing, with those it stands in.
    ///   - now: When it is made.
    /// - Throws: ``WalletError`` with code `alreadyAWallet`, `folderNotEmpty`, `busy` or `failed`.
    @discardableResult
    public static func create(at path: String, now: Timestamp) throws(WalletError) -> WalletFolder {
        try create(at: path, now: now, faults: .none)
    }

    package static func create(
        at path: String, now: Timestamp, faults: DiskFaults
    ) throws(WalletError) -> WalletFolder {
        try WalletError.passingOn { () throws(StorageError) in
            _ = try Folder.createIfAbsent(at: path, access: .ownerOnly)
        }
        // Looked at before anything is written: a folder of somebody's own files gets no lock file either.
        try checkIsFree(path)
        try fill(path, now: now, faults: faults)
        return try WalletFolder(path, faults: faults)
    }

    private static func fill(_ path: String, now: Timestamp, faults: DiskFaults) throws(WalletError) {
        let lock = try WalletError.passingOn { () throws(StorageError) in
            try FolderLock(folder: path, patience: patience)
        }
        defer { lock.release() }
        // Another program can have made a wallet here while this one waited for the lock.
        try checkIsFree(path)
        try WalletError.passingOn { () throws(StorageError) in
            try lock.removeAbandonedTemporaryFiles()
            try Folder.createIfAbsent(at: path + "/" + credentialsName, access: .ownerOnly)
            try Folder.createIfAbsent(at: path + "/" + notesName, access: .ownerOnly)
            try AtomicFile.create(at: path + "/" + markName, with: mark(now), access: .ownerOnly, faults: faults)
        }
    }

    /// Refuses a folder that is a wallet, and one that holds anything that a wallet in the making does not.
    private static func checkIsFree(_ path: String) throws(WalletError) {
        let names = try WalletError.passingOn { () throws(StorageError) in try Folder.names(in: path) }
        guard !names.contains(markName) else {
            throw WalletError(.alreadyAWallet, "expected a place without a wallet, found one")
        }
        let isForeign = names.contains { name in
            name != FolderLock.fileName && name != credentialsName && name != notesName
                && !FolderLock.isTemporaryFile(name)
        }
        var isEmpty = true
        for name in [credentialsName, notesName] where names.contains(name) {
            let inside = (try? Folder.names(in: path + "/" + name)) ?? [""]
            isEmpty = isEmpty && inside.isEmpty
        }
        guard !isForeign, isEmpty else {
            throw WalletError(.folderNotEmpty, "expected an empty folder for the wallet, found files in it")
        }
    }

    private static func mark(_ now: Timestamp) -> [UInt8] {
        let value: JSONValue = ["format": .string(format), "version": 1, "createdAt": .string(now.description)]
        return value.serialized(indented: true) + [0x0A]
    }
}
