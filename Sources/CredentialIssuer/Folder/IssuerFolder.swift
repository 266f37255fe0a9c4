public import Database
package import Storage

/// An institution's folder for issuing.
///
///     issuer.yaml                           who issues, and what specifications need not repeat
///     keys/issue.pem                        the private key, encrypted (PKCS#8), for its owner alone
///     keys/status.pem                       the one for status lists, where the institution publishes them
///     keys/issue-2.pem, keys/status-2.pem   those that came later
///     specifications/                       what can be awarded, one file each
///     register/register.db                  what was planned and issued, with each credential as it was handed out
///     register/salt                         what keeps the digests in the register from being guessed
///
/// An institution with a register on a PostgreSQL server has `register/on-server` in the place of `register.db`: then the
/// folder opens only with the server's address, so that nobody begins a second register by leaving it out.
///
/// A folder from before the register was a database has `register/issued.log` and `register/credentials` too; they are
/// taken over when it is opened for issuing, and stay.
///
/// All of it is for its owner alone (modes 0700 and 0600).
public struct IssuerFolder: Sendable {
    /// The path of the folder.
    public let path: String

    /// Who issues, and with which keys: those of the profile alone, unless ``withKeys()`` gave the folder.
    public internal(set) var profile: IssuerProfile

    let faults: DiskFaults

    /// The server with the register; `nil` where it is in the folder.
    let server: Database?

    var paths: IssuerPaths { IssuerPaths(folder: path) }

    /// The path of the folder with the registrar's specifications.
    public var specificationsPath: String { paths.specifications }

    /// The path of the file with the encrypted private key of an institution that began without a device.
    public var keyPath: String { paths.key }

    /// The path of the file with the encrypted private key for status lists.
    public var statusKeyPath: String { paths.statusKey }

    /// Opens an issuer's folder.
    ///
    /// - Parameter server: The database with the register, where it is not in the folder.
    /// - Throws: ``IssuerError`` with code `notAnIssuerFolder`, `folderIncomplete` (the reason names what is missing),
    ///   `registerElsewhere`, `profileMalformed`, `madeByLaterVersion` or `storageFailed`.
    public init(_ path: String, server: Database? = nil) throws(IssuerError) {
        try self.init(path, server: server, faults: .none)
    }

    /// The same with a disk that fails where a test says so.
    package init(_ path: String, server: Database? = nil, faults: DiskFaults) throws(IssuerError) {
        let paths = IssuerPaths(folder: path)
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try FileReader.read(paths.profile, limit: IssuerPaths.smallFileLimit)
        } catch {
            guard error.code == .notFound || error.code == .notAFolder else { throw IssuerError(error) }
            throw Self.absence(at: path)
        }
        profile = try IssuerProfile(parsing: bytes, file: IssuerProfile.fileName)
        self.path = path
        self.faults = faults
        self.server = server
        try paths.checkPlace(isOnServer: server != nil)
        let hasLog = try EarlierLog.exists(paths)
        for file in [server != nil ? paths.serverMark : hasLog ? paths.copies : paths.database, paths.saltFile] {
            let status = try IssuerError.passingOn { () throws(StorageError) in
                try FileStatus.at(file, links: .refuse)
            }
            guard status != nil else {
                throw IssuerError(
                    .folderIncomplete,
                    "expected \(file.dropFirst(path.utf8.count + 1)) in the issuer's folder, found nothing there")
            }
        }
    }

    /// Why there is no issuer's folder: nothing was made, or not all of it.
    private static func absence(at path: String) -> IssuerError {
        let names = (try? Folder.usableNames(in: path)) ?? []
        return names.contains(IssuerPaths.registerName) || names.contains(IssuerPaths.keysName)
            ? IssuerError(
                .folderIncomplete,
                "expected \(IssuerProfile.fileName) in the folder, found an issuer's folder without it")
            : IssuerError(.notAnIssuerFolder, "expected a folder with \(IssuerProfile.fileName), found none")
    }
}
