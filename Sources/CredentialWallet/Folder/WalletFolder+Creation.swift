public import Encodings
package import Storage

extension WalletFolder {
    /// Makes an empty wallet, for its owner alone, or makes one whole whose mark was lost or damaged.
    ///
    /// The folder must not exist, or be empty, or hold what an interrupted call left behind, or a wallet without its mark.
    /// Nothing is overwritten: credentials and notes stay, and a mark that cannot be read stays beside the new one.
    ///
    /// - Parameters:
    ///   - path: The path of the folder; it is made if it is missing, with those it stands in.
    ///   - now: When it is made.
    /// - Throws: ``WalletError`` with code `alreadyAWallet`, `folderNotEmpty`, `busy` or `failed`.
    @discardableResult
    public static func create(at path: String, now: Timestamp) throws(WalletError) -> WalletFolder {
        try create(at: path, now: now, faults: .none)
    }

    /// The same on a disk that fails where a test says so.
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
            try setAsideMark(path)
            try AtomicFile.create(at: path + "/" + markName, with: mark(now), access: .ownerOnly, faults: faults)
        }
    }

    /// Refuses a folder that is a wallet, and one that holds anything that a wallet without its mark does not.
    private static func checkIsFree(_ path: String) throws(WalletError) {
        if case .whole = try mark(at: path) {
            throw WalletError(.alreadyAWallet, "expected a place without a wallet, found one")
        }
        // Credentials are what a wallet is there for: a folder that has some is made whole, whatever else lies in it.
        guard try !hasCredentials(path) else { return }
        let names = try WalletError.passingOn { () throws(StorageError) in try Folder.names(in: path) }
        // A file of the mark's name alone may be anything; beside the folders of a wallet it is a mark that was damaged.
        let hasFolders = names.contains(credentialsName) && names.contains(notesName)
        let isForeign = names.contains { name in
            name != FolderLock.fileName && name != credentialsName && name != notesName
                && !(hasFolders && (name == markName || name.hasPrefix(asidePrefix)))
                && !FolderLock.isTemporaryFile(name)
        }
        var isEmpty = true
        for name in [credentialsName, notesName] where names.contains(name) {
            let inside = (try? Folder.names(in: path + "/" + name)) ?? [""]
            isEmpty = isEmpty && inside.allSatisfy { FolderLock.isTemporaryFile($0) }
        }
        guard !isForeign, isEmpty else {
            throw WalletError(.folderNotEmpty, "expected an empty folder for the wallet, found files in it")
        }
    }

    /// Whether a folder holds at least one credential under the name that a wallet gives it.
    private static func hasCredentials(_ path: String) throws(WalletError) -> Bool {
        try WalletError.passingOn { () throws(StorageError) in
            let place = path + "/" + credentialsName
            guard try FileStatus.at(place, links: .refuse)?.kind == .folder else { return false }
            return try !ObjectFolder(place, nameSuffix: nameSuffix, objectLimit: Wallet.documentLimit).names().isEmpty
        }
    }

    private static let asidePrefix = markName + ".unreadable-"

    /// Gives a mark that cannot be read another name: what it was may still tell somebody something.
    private static func setAsideMark(_ path: String) throws(StorageError) {
        let place = path + "/" + markName
        guard try FileStatus.at(place, links: .refuse) != nil else { return }
        let bytes = try FileReader.read(place, limit: 64 << 20, links: .refuse)
        for number in 1...1_000 {
            let aside = path + "/" + asidePrefix + String(number)
            if try FileStatus.at(aside, links: .refuse) == nil {
                try AtomicFile.create(at: aside, with: bytes, access: .ownerOnly)
            } else if try FileReader.read(aside, limit: 64 << 20, links: .refuse) != bytes {
                continue
            }
            try AtomicFile.remove(at: place)
            return
        }
        throw StorageError(.alreadyExists, "a thousand unreadable marks stand in the folder; look at them first")
    }

    private static func mark(_ now: Timestamp) -> [UInt8] {
        let value: JSONValue = ["format": .string(format), "version": 1, "createdAt": .string(now.description)]
        return value.serialized(indented: true) + [0x0A]
    }
}
