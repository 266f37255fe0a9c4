import Cryptography
import Storage

/// Where everything stands in an issuer's folder.
struct IssuerPaths: Sendable {
    /// The path of the folder itself.
    let folder: String

    static let keysName = "keys"
    static let specificationsName = "specifications"
    static let registerName = "register"
    static let copiesName = "credentials"

    /// The folders in the folder, each after the one that it stands in.
    static let subfolders = [keysName, specificationsName] + registerFolders

    /// The folders of the register.
    static let registerFolders = [registerName]

    /// The name of the register in the folder.
    static let databaseName = registerName + "/register.db"

    /// The largest file with a key, a salt or a profile, in bytes.
    static let smallFileLimit = 1_048_576

    /// The largest credential that is kept: the largest that anybody can read.
    static let copyLimit = 1_048_576

    /// The profile; a folder without it is no issuer's folder.
    var profile: String { folder + "/" + IssuerProfile.fileName }

    /// The name of the file with the first private key.
    static let keyName = "issue.pem"

    /// The name of the file with the first private key for status lists.
    static let statusKeyName = "status.pem"

    /// The file with a private key, encrypted.
    func key(named name: String) -> String { folder + "/" + Self.keysName + "/" + name }

    /// The first private key, encrypted.
    var key: String { key(named: Self.keyName) }

    /// The first private key for status lists, encrypted.
    var statusKey: String { key(named: Self.statusKeyName) }

    /// The registrar's specifications.
    var specifications: String { folder + "/" + Self.specificationsName }

    /// The register.
    var database: String { folder + "/" + Self.databaseName }

    /// The file that stands in the place of the register where that is on a server.
    var serverMark: String { folder + "/" + Self.registerName + "/on-server" }

    /// What that file says.
    static let serverMarkText = Array(
        "The register of this institution is in a PostgreSQL database, which every command has to be given.\n".utf8)

    /// The log in which the register was kept before.
    var log: String { folder + "/register/issued.log" }

    /// The salt of the digests in the register.
    var saltFile: String { folder + "/register/salt" }

    /// The folder in which the copies were kept before, `<sha256>.json` each.
    var copies: String { folder + "/register/" + Self.copiesName }

    /// The folders of the register that there are.
    func existingRegisterFolders() throws(StorageError) -> [String] {
        let hasCopies = try FileStatus.at(copies, links: .refuse)?.kind == .folder
        return Self.registerFolders + (hasCopies ? [Self.registerName + "/" + Self.copiesName] : [])
    }

    /// The folder of the copies, opened.
    func openCopies(faults: DiskFaults = .none) throws(StorageError) -> ObjectFolder {
        try ObjectFolder(copies, nameSuffix: ".json", objectLimit: Self.copyLimit, faults: faults)
    }

    /// Refuses a folder whose register is in another place than is thought: a second one would issue everything again.
    func checkPlace(isOnServer: Bool) throws(IssuerError) {
        let (hasMark, hasDatabase) = try IssuerError.passingOn { () throws(StorageError) in
            let own = [try FileStatus.at(database, links: .refuse), try FileStatus.at(log, links: .refuse)]
            return (try FileStatus.at(serverMark, links: .refuse) != nil, own.contains { $0 != nil })
        }
        guard hasMark || hasDatabase, hasMark != isOnServer else { return }
        throw IssuerError(
            .registerElsewhere,
            isOnServer
                ? "expected a folder whose register is on a server, found one with its register in it"
                : "expected a folder with its register in it, found one whose register is on a server")
    }

    /// The salt.
    func salt() throws(IssuerError) -> RegisterSalt {
        let bytes = try IssuerError.passingOn { () throws(StorageError) in
            try FileReader.read(saltFile, limit: Self.smallFileLimit, links: .refuse)
        }
        guard bytes.count == RegisterSalt.byteCount else {
            throw IssuerError(
                .registerDamaged,
                "expected a salt of \(RegisterSalt.byteCount) bytes in the register, found \(bytes.count)")
        }
        return RegisterSalt(bytes: bytes)
    }

    /// The name under which a copy is kept.
    static func digest(of bytes: [UInt8]) throws(IssuerError) -> ObjectName {
        let hash = try hash(of: bytes)
        return try IssuerError.passingOn { () throws(StorageError) in try ObjectName(digest: hash) }
    }

    /// The SHA-256 hash of bytes.
    static func hash(of bytes: [UInt8]) throws(IssuerError) -> [UInt8] {
        do throws(CryptographyError) {
            return try SHA256.hash(bytes)
        } catch {
            throw IssuerError(.cryptographyFailed, error)
        }
    }
}

extension ObjectFolder {
    /// The bytes with that digest; `nil` when they are missing or were changed.
    func intact(_ digest: ObjectName) throws(IssuerError) -> [UInt8]? {
        let bytes: [UInt8]?
        do throws(StorageError) {
            bytes = try get(digest)
        } catch {
            guard error.code == .tooLarge || error.code == .notAFile else { throw IssuerError(error) }
            return nil
        }
        guard let bytes, try IssuerPaths.digest(of: bytes) == digest else { return nil }
        return bytes
    }
}
