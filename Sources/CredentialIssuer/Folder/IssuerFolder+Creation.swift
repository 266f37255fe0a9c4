public import Credentials
public import Cryptography
public import Database
public import Encodings
package import Storage

extension IssuerFolder {
    /// Makes an institution's folder.
    ///
    /// It must not exist, or be empty, or hold specifications and what an interrupted call left behind. Nothing that
    /// somebody could need is overwritten or removed: a key that an interrupted call left is kept under another name.
    ///
    /// - Parameters:
    ///   - path: The path of the folder; it is made if it is missing, with those it stands in.
    ///   - description: What the institution says of itself.
    ///   - key: The private key that issues.
    ///   - passphrase: What the key file is encrypted with.
    ///   - id: The issuer's identifier, for example a `did:web`; by default the `did:key` of the key.
    ///   - keyName: What stands after `#` in the name of the key; by default the Multikey.
    ///   - server: The database for the register, where it is not to be in the folder; its tables are made.
    ///   - status: The status lists that it publishes; `nil` for credentials that cannot be taken back.
    ///   - now: When the folder is made.
    /// - Throws: ``IssuerError`` with code `profileMalformed` (what is wrong with the description), `keyUnusable` (the
    ///   passphrase), `folderExists`, `folderNotEmpty`, `folderIncomplete` (an issuer's folder that lost its profile),
    ///   `folderBusy`, `cryptographyFailed` or `storageFailed`.
    public static func create(
        at path: String, describing description: IssuerDescription, key: Ed25519PrivateKey, passphrase: SecretBytes,
        id: DID? = nil, keyName: String? = nil, status: NewStatusLists? = nil, server: Database? = nil, now: Timestamp
    ) throws(IssuerError) -> IssuerFolder {
        try create(
            at: path, describing: description, key: .file(key, passphrase: passphrase), id: id, keyName: keyName,
            status: status, server: server, now: now)
    }

    /// The same with a key that is in a file or in a device.
    public static func create(
        at path: String, describing description: IssuerDescription, key: NewInstitutionKey.Source,
        id: DID? = nil, keyName: String? = nil, status: NewStatusLists? = nil, server: Database? = nil, now: Timestamp
    ) throws(IssuerError) -> IssuerFolder {
        try create(
            at: path, describing: description, key: key, iterations: KeyFileProtection.writtenIterations, id: id,
            keyName: keyName, status: status, server: server, now: now, faults: .none)
    }

    /// The same with another number of iterations for the key file and a disk that can fail, for tests.
    package static func create(
        at path: String, describing description: IssuerDescription, key: NewInstitutionKey.Source,
        iterations: Int, id: DID? = nil, keyName: String? = nil, status: NewStatusLists? = nil, server: Database? = nil,
        now: Timestamp,
        faults: DiskFaults
    ) throws(IssuerError) -> IssuerFolder {
        // Everything that can be wrong is found before anything is written.
        let profile = try Self.profile(description, key, id, keyName, status, now)
        var issueFile: [UInt8]?
        if case .file(let key, let passphrase) = key { issueFile = try Self.keyFile(key, passphrase, iterations) }
        var statusKey: [UInt8]?
        if let status { statusKey = try keyFile(status.key, status.passphrase, iterations) }
        let content = try NewFolderContent(
            profile: profile, key: issueFile, statusKey: statusKey, salt: Self.newSalt())
        let paths = IssuerPaths(folder: path)
        try IssuerError.passingOn { () throws(StorageError) in
            _ = try Folder.createIfAbsent(at: path, access: .ownerOnly)
        }
        try checkIsFree(paths)
        try fill(paths, with: content, server, at: now, faults)
        return try IssuerFolder(path, server: server, faults: faults)
    }

    /// What is written to a new folder.
    private struct NewFolderContent {
        let profile: [UInt8]
        let key: [UInt8]?
        let statusKey: [UInt8]?
        let salt: [UInt8]
    }

    private static func fill(
        _ paths: IssuerPaths, with content: NewFolderContent, _ server: Database?, at now: Timestamp,
        _ faults: DiskFaults
    ) throws(IssuerError) {
        let lock = try IssuerError.passingOn { () throws(StorageError) in
            try FolderLock(folder: paths.folder, patience: .seconds(5))
        }
        defer { lock.release() }
        // Another program can have made an issuer's folder here while this one waited for the lock.
        try checkIsFree(paths)
        try IssuerError.passingOn { () throws(StorageError) in
            for name in IssuerPaths.subfolders {
                _ = try Folder.createIfAbsent(at: paths.folder + "/" + name, access: .ownerOnly)
            }
            try lock.removeAbandonedTemporaryFiles(alsoIn: IssuerPaths.subfolders)
            for path in [paths.key, paths.statusKey] { try setAsideUnfinishedKey(path, faults) }
            for suffix in ["", "-wal", "-shm"] { try AtomicFile.remove(at: paths.database + suffix) }
            try AtomicFile.remove(at: paths.log)
            if let key = content.key {
                try AtomicFile.create(at: paths.key, with: key, access: .ownerOnly, faults: faults)
            }
            if let key = content.statusKey {
                try AtomicFile.create(at: paths.statusKey, with: key, access: .ownerOnly, faults: faults)
            }
        }
        try makeRegister(paths, content.salt, server, at: now, faults)
        try IssuerError.passingOn { () throws(StorageError) in
            try AtomicFile.create(at: paths.profile, with: content.profile, access: .ownerOnly, faults: faults)
        }
    }

    /// Makes an empty register in the folder, or on a server.
    private static func makeRegister(
        _ paths: IssuerPaths, _ newSalt: [UInt8], _ server: Database?, at now: Timestamp, _ faults: DiskFaults
    ) throws(IssuerError) {
        let salt = try IssuerError.passingOn { () throws(StorageError) in
            // Whoever was interrupted has perhaps made the tables on the server, and they are for this salt.
            let mark = try FileStatus.at(paths.serverMark, links: .refuse)
            if server != nil, mark != nil, try FileStatus.at(paths.saltFile, links: .refuse) != nil {
                let begun = try FileReader.read(paths.saltFile, limit: IssuerPaths.smallFileLimit, links: .refuse)
                if begun.count == RegisterSalt.byteCount { return begun }
            }
            try AtomicFile.remove(at: paths.serverMark)
            try AtomicFile.remove(at: paths.saltFile)
            try AtomicFile.create(at: paths.saltFile, with: newSalt, access: .ownerOnly, faults: faults)
            return newSalt
        }
        let database: Database
        if let server {
            try IssuerError.passingOn { () throws(StorageError) in
                try AtomicFile.remove(at: paths.serverMark)
                try AtomicFile.create(
                    at: paths.serverMark, with: IssuerPaths.serverMarkText, access: .ownerOnly, faults: faults)
            }
            database = server
        } else {
            database = try IssuerError.passingOn { () throws(DatabaseError) in
                try Database.file(paths.database, for: .create)
            }
        }
        try RegisterSchema.make(in: database, for: RegisterSalt(bytes: salt), at: now)
    }

    /// Refuses a folder that is an issuer's, and one that holds anything that an issuer's folder in the making does not.
    private static func checkIsFree(_ paths: IssuerPaths) throws(IssuerError) {
        let names = try IssuerError.passingOn { () throws(StorageError) in try Folder.names(in: paths.folder) }
        guard !names.contains(IssuerProfile.fileName) else {
            throw IssuerError(.folderExists, "expected a place without an issuer's folder, found one")
        }
        let known = [
            FolderLock.fileName, IssuerPaths.keysName, IssuerPaths.specificationsName, IssuerPaths.registerName,
        ]
        guard names.allSatisfy({ known.contains($0) || FolderLock.isTemporaryFile($0) }) else {
            throw IssuerError(.folderNotEmpty, "expected an empty folder for the issuer, found files in it")
        }
        guard try isUnused(paths) else {
            throw IssuerError(
                .folderIncomplete,
                "found a register with records but no \(IssuerProfile.fileName): get that file back from a copy of the "
                    + "folder")
        }
    }

    /// Whether nothing was issued from a folder without profile.
    private static func isUnused(_ paths: IssuerPaths) throws(IssuerError) -> Bool {
        guard try isDatabaseUnused(paths) else { return false }
        do throws(StorageError) {
            // Copies that cannot be listed may be there: only a folder that is missing holds none.
            let isThere = try FileStatus.at(paths.copies) != nil
            let copies = isThere ? try Folder.entries(in: paths.copies) : []
            guard copies.allSatisfy({ FolderLock.isTemporaryFile($0.name) }) else { return false }
            var reader = try LogReader(paths.log)
            return try reader.next() == nil
        } catch {
            guard error.code == .notFound || error.code == .notAFolder else { throw IssuerError(error) }
            return true
        }
    }

    /// Whether a database in a folder without profile is one that was only just made, or missing.
    private static func isDatabaseUnused(_ paths: IssuerPaths) throws(IssuerError) -> Bool {
        let status = try IssuerError.passingOn { () throws(StorageError) in
            try FileStatus.at(paths.database, links: .refuse)
        }
        guard status != nil else { return true }
        do throws(DatabaseError) {
            let database = try Database.file(paths.database, for: .read)
            return try database.read { transaction throws(DatabaseError) in
                guard try transaction.tableNames().contains("events") else { return true }
                return try transaction.lastEvent().sequence == 0
            }
        } catch {
            // What cannot be read may be the register of somebody.
            return false
        }
    }

    /// Gives the key that an interrupted call left another name.
    ///
    /// Nobody has learned of it, in all likelihood; a key is not thrown away on a likelihood.
    static func setAsideUnfinishedKey(_ key: String, _ faults: DiskFaults) throws(StorageError) {
        guard try FileStatus.at(key, links: .refuse) != nil else { return }
        let bytes = try FileReader.read(key, limit: IssuerPaths.smallFileLimit, links: .refuse)
        for number in 1...1_000 {
            let path = "\(key).unfinished-\(number)"
            guard try FileStatus.at(path, links: .refuse) == nil else { continue }
            try AtomicFile.create(at: path, with: bytes, access: .ownerOnly, faults: faults)
            try AtomicFile.remove(at: key)
            return
        }
        throw StorageError(.alreadyExists, "a thousand unfinished keys stand in the folder; look at them first")
    }

    private static func profile(
        _ description: IssuerDescription, _ source: NewInstitutionKey.Source, _ id: DID?, _ keyName: String?,
        _ status: NewStatusLists?, _ now: Timestamp
    ) throws(IssuerError) -> [UInt8] {
        let key = source.publicKey
        let id = id ?? DIDKey(key).did
        guard let method = DIDURL("\(id.text)#\(keyName ?? key.multikey)") else {
            throw IssuerError(
                .profileMalformed, "expected a name for the key of letters, digits, hyphens and dots, found another")
        }
        var device: String?
        if case .device(let address, _) = source { device = address }
        let bytes = description.file(
            verificationMethod: method, publicKey: key, device: device, status: status, createdAt: now)
        _ = try IssuerProfile(parsing: bytes)
        return bytes
    }

    static func keyFile(
        _ key: Ed25519PrivateKey, _ passphrase: SecretBytes, _ iterations: Int
    ) throws(IssuerError) -> [UInt8] {
        do throws(CryptographyError) {
            return try key.encryptedPEM(passphrase: passphrase, iterations: iterations)
        } catch {
            throw IssuerError(error.code == .unusablePassphrase ? .keyUnusable : .cryptographyFailed, error)
        }
    }

    private static func newSalt() throws(IssuerError) -> [UInt8] {
        do throws(CryptographyError) {
            return try SecureRandom.bytes(RegisterSalt.byteCount)
        } catch {
            throw IssuerError(.cryptographyFailed, error)
        }
    }
}
