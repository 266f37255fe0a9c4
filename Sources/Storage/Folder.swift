import Glibc

/// Makes and lists folders.
public enum Folder {
    /// Lists the names in a folder without `.` and `..`, sorted by their bytes.
    ///
    /// - Parameters:
    ///   - path: the path of the folder.
    ///   - limit: the largest number of names that is accepted.
    /// - Throws: ``StorageError`` with code `notFound`, `notAFolder`, `notPermitted`, `tooLarge`, `invalidName` (the
    ///   path, or a name in the folder that is not UTF-8) or `inputOutput`.
    public static func names(in path: String, limit: Int = 100_000) throws(StorageError) -> [String] {
        try OpenFolder(path).names(limit: limit)
    }

    /// Lists the names in a folder that a path can be made of, sorted by their bytes: for who looks for certain files,
    /// and has nothing to say of others that lie beside them.
    ///
    /// - Throws: as ``names(in:limit:)``, but for the names.
    public static func usableNames(in path: String, limit: Int = 100_000) throws(StorageError) -> [String] {
        try entries(in: path, limit: limit).filter(\.isUTF8).map(\.name)
    }

    /// Lists what is in a folder without `.` and `..`, sorted by the bytes of the names; names that are not UTF-8 as well.
    ///
    /// - Throws: as ``names(in:limit:)``, but for the names.
    public static func entries(in path: String, limit: Int = 100_000) throws(StorageError) -> [FolderEntry] {
        try OpenFolder(path).entries(limit: limit)
    }

    /// Makes a folder, which is on the disk when this returns.
    ///
    /// The folder that holds it must exist.
    ///
    /// - Throws: ``StorageError`` with code `alreadyExists`, `notFound`, `notAFolder`, `notPermitted`, `noSpace`,
    ///   `invalidName` or `inputOutput`.
    public static func create(at path: String, access: FileAccess) throws(StorageError) {
        try FileLocation.checkPath(path)
        let location = try FileLocation(withoutTrailingSlashes(path))
        let parent = try OpenFolder(location.folder)
        guard unsafe mkdirat(parent.descriptor, location.name, access.folderMode) == 0 else {
            throw .system(errno, "cannot be created", path)
        }
        try parent.synchronize()
    }

    /// Makes a folder, and those it stands in, where they are missing.
    ///
    /// A folder that exists keeps its permissions. A symbolic link to a folder is as good as a folder.
    ///
    /// - Returns: whether the folder itself was made.
    /// - Throws: ``StorageError`` with code `notAFolder`, `notPermitted`, `noSpace`, `invalidName` or `inputOutput`.
    @discardableResult
    public static func createIfAbsent(at path: String, access: FileAccess) throws(StorageError) -> Bool {
        try FileLocation.checkPath(path)
        var isNew = false
        // Every beginning of the path that ends before a slash, then the whole path.
        var ends = path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") && $0 != path.startIndex }
        ends.append(path.endIndex)
        for end in ends {
            let part = String(path[..<end])
            isNew = try FileStatus.at(part) == nil ? createUnlessMade(at: part, access: access) : false
            if !isNew { try requireFolder(at: part) }
        }
        return isNew
    }

    /// Makes a folder; tells whether it was not made by another process meanwhile.
    private static func createUnlessMade(at path: String, access: FileAccess) throws(StorageError) -> Bool {
        do throws(StorageError) {
            try create(at: path, access: access)
            return true
        } catch {
            guard error.code == .alreadyExists else { throw error }
            return false
        }
    }

    private static func requireFolder(at path: String) throws(StorageError) {
        guard let status = try FileStatus.at(path) else {
            throw .about(path, .notAFolder, "expected a folder, found a link that leads nowhere")
        }
        guard status.kind == .folder else {
            throw .about(path, .notAFolder, "expected a folder, found \(status.kind.words)")
        }
    }

    static func withoutTrailingSlashes(_ path: String) -> String {
        var rest = Substring(path)
        while rest.utf8.count > 1, rest.utf8.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        return String(rest)
    }
}
