import Glibc

/// A folder that is open: what is done through it stays in it, even if the folder is moved or replaced meanwhile.
///
/// Names given to its functions are checked, so that none leads out of the folder.
final class OpenFolder: Sendable {
    let descriptor: Int32

    /// The path for messages.
    let path: String

    let faults: DiskFaults

    /// Opens a folder that exists.
    ///
    /// - Throws: ``StorageError`` with code `notFound`, `notAFolder`, `notPermitted`, `invalidName` or `inputOutput`.
    init(_ path: String, faults: DiskFaults = .none) throws(StorageError) {
        try FileLocation.checkPath(path)
        let descriptor = unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, "cannot be opened as a folder", path) }
        self.descriptor = descriptor
        self.path = path
        self.faults = faults
    }

    deinit { close(descriptor) }

    /// The path of something in this folder, for messages.
    func path(of name: String) -> String {
        path == "." ? name : path.utf8.last == UInt8(ascii: "/") ? path + name : path + "/" + name
    }

    /// Opens a file in this folder; a symbolic link is refused.
    func open(_ name: String, flags: Int32, mode: mode_t = 0, attempt: String) throws(StorageError) -> OpenFile {
        try FileLocation.checkName(name)
        return try OpenFile.open(
            name, in: descriptor, path: path(of: name), flags: flags | O_NOFOLLOW, mode: mode, attempt: attempt,
            faults: faults)
    }

    /// What stands under a name, or `nil`; a symbolic link is described itself.
    func status(of name: String) throws(StorageError) -> FileStatus? {
        try FileLocation.checkName(name)
        var status = stat()
        guard unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            let number = errno
            if number == ENOENT { return nil }
            throw .system(number, "cannot be looked at", path(of: name))
        }
        return FileStatus(status)
    }

    /// Takes a name away, and tells whether it was there.
    ///
    /// A link goes, what it leads to stays.
    func remove(_ name: String) throws(StorageError) -> Bool {
        try FileLocation.checkName(name)
        guard unsafe unlinkat(descriptor, name, 0) == 0 else {
            let number = errno
            if number == ENOENT { return false }
            throw .system(number, "cannot be removed", path(of: name))
        }
        return true
    }

    /// Waits until the names in this folder are on the disk.
    func synchronize() throws(StorageError) {
        let attempt = "the change of its names cannot be saved to the disk"
        try faults.check(.synchronizeFolder, attempt, path)
        while fsync(descriptor) != 0 {
            let number = errno
            // Some network and user-space file systems keep names durable themselves and know no such call.
            if number == EINVAL { return }
            if number != EINTR { throw .system(number, attempt, path) }
        }
    }
}
