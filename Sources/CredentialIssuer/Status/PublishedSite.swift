import Credentials
import Database
import Encodings
import Registry
public import Storage
import Synchronization

/// A folder that is published on the web as it is: the root of a site.
///
/// Files are replaced whole. Whoever is killed while it is written leaves every file as it was before or as it is after.
public struct PublishedSite: Sendable {
    /// A file of the site.
    public struct File: Sendable {
        /// Its path in the folder.
        public let path: String
        /// Its content.
        public let bytes: [UInt8]

        /// Names a file and its content.
        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// The path of the folder.
    public let folder: String

    private let faults: DiskFaults

    /// Names a folder; it is made when something is written to it.
    public init(_ folder: String) { self.init(folder, faults: .none) }

    /// The same with a disk that fails where a test says so.
    package init(_ folder: String, faults: DiskFaults) {
        self.folder = folder
        self.faults = faults
    }

    /// The path of what is published at an https address, in the folder of its host.
    public static func path(of address: String) -> String {
        let rest = address.utf8.dropFirst("https://".utf8.count).drop { $0 != UInt8(ascii: "/") }
        return String(decoding: Array(rest.dropFirst()), as: UTF8.self)
    }

    /// The files of an institution: first what says whose keys are whose, then its lists in the order that is given.
    public static func files(of profile: IssuerProfile, _ lists: [ReleasedList]) -> [File] {
        var files: [File] = []
        if let document = try? DIDWeb(profile.id).documentURL {
            files.append(File(path: path(of: document), bytes: profile.didDocument))
        }
        return files + lists.map { File(path: path(of: $0.list.id), bytes: $0.list.bytes) }
    }

    /// Whether a file stands there as it is.
    public func has(_ file: File) throws(StorageError) -> Bool {
        do throws(StorageError) {
            return try FileReader.read(folder + "/" + file.path, limit: file.bytes.count, links: .refuse) == file.bytes
        } catch {
            switch error.code {
            case .notFound, .notAFolder, .tooLarge: return false
            default: throw error
            }
        }
    }

    /// Writes files, in order; those that stand there already are left alone.
    ///
    /// - Returns: The paths of those that were written.
    /// - Throws: `StorageError` of the first that cannot be written; those before it are there.
    @discardableResult
    public func write(_ files: [File]) throws(StorageError) -> [String] {
        var written: [String] = []
        for file in files {
            let path = folder + "/" + file.path
            guard try !has(file) else { continue }
            try makeParents(of: path)
            try AtomicFile.replace(at: path, with: file.bytes, access: .readableByAll, faults: faults)
            written.append(file.path)
        }
        return written
    }

    /// Everybody reads what is published, so that everybody may enter its folders.
    private func makeParents(of path: String) throws(StorageError) {
        var parent = path.utf8.first == UInt8(ascii: "/") ? "" : "."
        for part in path.split(separator: "/").dropLast() {
            parent += "/" + part
            _ = try Folder.createIfAbsent(at: parent, access: .readableByAll)
        }
        // What a process left that was killed is nothing that anybody should be given.
        try AtomicFile.removeAbandoned(in: parent)
    }
}

extension StatusKeeper {
    /// Refuses to go on where a folder has a list of this institution that the register does not know.
    ///
    /// The register is then an old copy, or one of two that went on by themselves: what it says would take back what was
    /// revoked by the other. Lists that are not signed by the institution prove nothing, and are written over.
    ///
    /// - Throws: ``IssuerError`` with code `registerOutdated`, `registerDamaged` or `storageFailed`.
    public func checkIsNotBehind(_ site: PublishedSite) throws(IssuerError) {
        let lists = try profile.requiredStatusLists
        let (families, published) = try register.withLock { register throws(IssuerError) in
            try register.book.database.read { transaction throws(IssuerError) in
                try IssuerError.passingOn { () throws(DatabaseError) in
                    (try transaction.statusFamilies(), try transaction.newestPublished())
                }
            }
        }
        let keys = KnownStatusKeys(published.map(\.list), of: profile)
        let known = Dictionary(
            published.map { (IssuerStatusLists.fileName($0.purpose, $0.number), $0.list) }
        ) { first, _ in first }
        for base in Set(families.map(\.base) + [lists.base]).sorted() where !base.isEmpty {
            let folder = PublishedSite.path(of: base + "/x").dropLast(1)
            for name in try Self.listNames(in: site.folder + "/" + folder) {
                let bytes = try? FileReader.read(
                    site.folder + "/" + folder + name, limit: Limits.statusList.documentByteCount, links: .refuse)
                guard let bytes, let start = StatusList.claimedStart(of: bytes),
                    let list = try? StatusList(verifying: bytes, keys: keys, at: start)
                else { continue }
                guard let own = known[name] else { throw Self.outdated(name, list, nil) }
                guard list.validFrom <= own.validFrom, try isSignedHere(bytes) else {
                    throw Self.outdated(name, list, own)
                }
            }
        }
    }

    /// Whether this register, and not a copy of it, has signed a list.
    private func isSignedHere(_ list: [UInt8]) throws(IssuerError) -> Bool {
        let digest = try IssuerPaths.digest(of: list)
        return try register.withLock { register throws(IssuerError) in
            try register.book.database.read { transaction throws(IssuerError) in
                try IssuerError.passingOn { () throws(DatabaseError) in try transaction.hasPublished(digest) }
            }
        }
    }

    private static func outdated(_ name: String, _ found: StatusList, _ known: SignedList?) -> IssuerError {
        IssuerError(
            .registerOutdated,
            "found \(name) of \(found.validFrom), signed by this institution, and "
                + (known.map { "the newest that the register knows is of \($0.validFrom)" }
                    ?? "the register knows no such list"))
    }

    /// Names such as `revocation-1.json` in a folder that may be missing.
    private static func listNames(in folder: String) throws(IssuerError) -> [String] {
        do throws(StorageError) {
            return try Folder.usableNames(in: folder).filter { name in
                guard name.hasSuffix(".json"), let hyphen = name.lastIndex(of: "-") else { return false }
                let number = name[name.index(after: hyphen)...].dropLast(5)
                return !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }.sorted()
        } catch {
            guard error.code == .notFound || error.code == .notAFolder else { throw IssuerError(error) }
            return []
        }
    }
}
