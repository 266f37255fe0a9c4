import Cryptography
import Storage

extension IssuerFolder {
    /// Begins with status lists in a folder that has none: what is issued from now on has a status.
    ///
    /// What people wrote in `issuer.yaml` stays as it is. Whoever is interrupted begins anew.
    ///
    /// - Throws: ``IssuerError`` with code `hasStatusLists`, `profileMalformed` (what is wrong with the address),
    ///   `keyUnusable`, `folderBusy`, `cryptographyFailed` or `storageFailed`.
    public func beginStatusLists(_ status: NewStatusLists) throws(IssuerError) -> IssuerFolder {
        try beginStatusLists(status, iterations: KeyFileProtection.writtenIterations)
    }

    /// The same with another number of iterations for the key file, for tests.
    package func beginStatusLists(
        _ status: NewStatusLists, iterations: Int
    ) throws(IssuerError) -> IssuerFolder {
        let key = try Self.keyFile(status.key, status.passphrase, iterations)
        let lock = try IssuerError.passingOn { () throws(StorageError) in
            try FolderLock(folder: paths.folder, patience: .seconds(5))
        }
        defer { lock.release() }
        // Somebody can have changed the file since it was read.
        let written = try IssuerError.passingOn { () throws(StorageError) in
            try FileReader.read(paths.profile, limit: IssuerPaths.smallFileLimit)
        }
        let present = try IssuerProfile(parsing: written)
        guard present.statusLists == nil else {
            throw IssuerError(.hasStatusLists, "expected a folder without status lists, found one that has them")
        }
        let end = written.last == UInt8(ascii: "\n") ? "" : "\n"
        let lines = ([end] + status.lines(for: present.id)).joined(separator: "\n") + "\n"
        let next = written + Array(lines.utf8)
        _ = try IssuerProfile(parsing: next)
        try IssuerError.passingOn { () throws(StorageError) in
            try Self.setAsideUnfinishedKey(paths.statusKey, faults)
            try AtomicFile.create(at: paths.statusKey, with: key, access: .ownerOnly, faults: faults)
            try AtomicFile.replace(at: paths.profile, with: next, access: .ownerOnly, faults: faults)
        }
        return try IssuerFolder(path, faults: faults)
    }
}
