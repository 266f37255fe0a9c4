import Glibc

/// Writes and removes whole files so that a crash leaves the old content or the new, never a part.
///
/// The content goes to a temporary file in the same folder, is flushed to the disk, gets its name, and the folder is
/// flushed. A process that is killed can leave the temporary file behind;
/// ``FolderLock/removeAbandonedTemporaryFiles()`` takes it away, and ``removeAbandoned(in:)`` in a folder without a lock.
///
/// Nothing is ever written through a symbolic link at the end of a path.
public enum AtomicFile {
    /// Writes a file, in place of the one of that name if there is one.
    ///
    /// A file that exists keeps its permissions where they are narrower than `access`: what a user has closed stays so.
    /// If only the last step fails (code `inputOutput`, the folder cannot be flushed), the new content is in place but
    /// a power failure can still bring the old one back.
    ///
    /// - Throws: ``StorageError`` with code `notFound` or `notAFolder` (the folder), `notPermitted`, `noSpace`,
    ///   `tooLarge`, `notAFile` (a folder, link, device or pipe of that name), `invalidName` or `inputOutput`.
    public static func replace(at path: String, with bytes: [UInt8], access: FileAccess) throws(StorageError) {
        try replace(at: path, with: bytes, access: access, faults: .none)
    }

    /// Writes a file that must not exist yet; nothing is overwritten, whoever else creates it at the same time.
    ///
    /// - Throws: ``StorageError`` with code `alreadyExists` if anything of that name stands there, `notSupported` if
    ///   the file system cannot promise not to overwrite, else as ``replace(at:with:access:)``.
    public static func create(at path: String, with bytes: [UInt8], access: FileAccess) throws(StorageError) {
        try create(at: path, with: bytes, access: access, faults: .none)
    }

    /// Removes a file, or a symbolic link without what it leads to; when this returns, it stays removed.
    ///
    /// - Returns: whether it was there.
    /// - Throws: ``StorageError`` with code `notFound` or `notAFolder` (the folder), `notAFile` (a folder of that
    ///   name), `notPermitted`, `invalidName` or `inputOutput`.
    @discardableResult
    public static func remove(at path: String) throws(StorageError) -> Bool {
        let location = try FileLocation(path)
        let folder = try OpenFolder(location.folder)
        guard try folder.remove(location.name) else { return false }
        try folder.synchronize()
        return true
    }

    /// Takes away the temporary files that processes of the same user left in a folder when they were killed.
    ///
    /// What another process is writing at this moment stays: it holds a lock on its file.
    ///
    /// - Returns: how many there were.
    /// - Throws: ``StorageError`` with code `notFound`, `notAFolder`, `notPermitted`, `tooLarge`, `invalidName` or
    ///   `inputOutput`.
    @discardableResult
    public static func removeAbandoned(in folder: String) throws(StorageError) -> Int {
        try TemporaryFile.removeAbandoned(in: OpenFolder(folder))
    }

    /// Takes away the temporary files that killed processes of the same user left beside a file that is to be written.
    ///
    /// - Throws: ``StorageError`` as ``removeAbandoned(in:)``.
    @discardableResult
    public static func removeAbandoned(beside path: String) throws(StorageError) -> Int {
        try removeAbandoned(in: FileLocation(path).folder)
    }

    /// Replaces a file, on a disk that fails where a test says so.
    package static func replace(
        at path: String, with bytes: [UInt8], access: FileAccess, faults: DiskFaults
    ) throws(StorageError) {
        let location = try FileLocation(path)
        let folder = try OpenFolder(location.folder, faults: faults)
        try replace(location.name, in: folder, with: bytes, access: access)
    }

    /// Creates a file, on a disk that fails where a test says so.
    package static func create(
        at path: String, with bytes: [UInt8], access: FileAccess, faults: DiskFaults
    ) throws(StorageError) {
        let location = try FileLocation(path)
        let folder = try OpenFolder(location.folder, faults: faults)
        try create(location.name, in: folder, with: bytes, access: access)
    }

    static func replace(
        _ name: String, in folder: OpenFolder, with bytes: [UInt8], access: FileAccess
    ) throws(StorageError) {
        let mode = try mode(toReplace: name, in: folder, access)
        let temporary = try TemporaryFile(bytes, in: folder, for: name, mode: mode)
        try temporary.rename(to: name)
        try folder.synchronize()
    }

    /// The permissions for what takes a name; refuses anything but a file that has it.
    static func mode(toReplace name: String, in folder: OpenFolder, _ access: FileAccess) throws(StorageError) -> mode_t
    {
        let existing = try folder.status(of: name)
        if let existing, existing.kind != .file {
            let found = existing.kind.words
            throw .about(folder.path(of: name), .notAFile, "cannot be replaced: expected a file, found \(found)")
        }
        return access.fileMode & mode_t(existing?.permissions ?? 0o777)
    }

    static func create(
        _ name: String, in folder: OpenFolder, with bytes: [UInt8], access: FileAccess
    ) throws(StorageError) {
        // Looked up first, so that a disk is not filled for nothing; what decides is the renaming.
        guard try folder.status(of: name) == nil else {
            throw .system(EEXIST, "cannot be created", folder.path(of: name))
        }
        let temporary = try TemporaryFile(bytes, in: folder, for: name, mode: access.fileMode)
        try temporary.renameWithoutReplacing(to: name)
        try folder.synchronize()
    }
}
