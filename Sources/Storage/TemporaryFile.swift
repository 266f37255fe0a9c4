import Glibc

/// A complete file on the disk that has no name of its own yet; without one it goes away again.
struct TemporaryFile: ~Copyable {
    private let name: String
    private let folder: OpenFolder
    // Open as long as it is temporary: its lock tells others that somebody still needs it.
    private let file: OpenFile
    private var isTemporary: Bool

    /// Writes `bytes` to a new file and flushes it to the disk.
    ///
    /// - Parameter target: the name it is meant for, which messages show.
    init(_ bytes: [UInt8], in folder: OpenFolder, for target: String, mode: mode_t) throws(StorageError) {
        let path = folder.path(of: target)
        try folder.faults.check(.create, "cannot be created", path)
        try FileLocation.checkName(target)
        var name = ""
        let file = try Self.openNew(in: folder, path: path, mode: mode, name: &name)
        do throws(StorageError) {
            try file.write(bytes)
            try file.synchronize()
        } catch {
            // Nothing can be done about a failure here: the error that led here is the one to report.
            _ = unsafe unlinkat(folder.descriptor, name, 0)
            throw error
        }
        self.folder = folder
        self.name = name
        self.file = file
        isTemporary = true
    }

    /// Opens a file under a new name, and holds it.
    static func openNew(
        in folder: OpenFolder, path: String, mode: mode_t, name: inout String
    ) throws(StorageError) -> OpenFile {
        while true {
            name = randomName()
            // A name taken by another is next to impossible with 64 random bits, and then an error like any other.
            var file = try OpenFile.open(
                name, in: folder.descriptor, path: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode,
                attempt: "cannot be created", faults: folder.faults)
            // Between the two somebody else may have taken it for abandoned, and removed it.
            if file.holdAsTemporary() { return file }
        }
    }

    deinit {
        if isTemporary { discard() }
    }

    /// Gives the file its name, in place of what has it.
    consuming func rename(to target: String) throws(StorageError) {
        let path = folder.path(of: target)
        try folder.faults.check(.rename, "cannot be put in place", path)
        guard unsafe renameat(folder.descriptor, name, folder.descriptor, target) == 0 else {
            throw .system(errno, "cannot be put in place", path)
        }
        isTemporary = false
    }

    /// Gives the file its name unless something has it.
    ///
    /// There are two ways, and no file system has neither but a few in user space: FAT has no links, and some
    /// network drives do not know renaming without replacing.
    consuming func renameWithoutReplacing(to target: String) throws(StorageError) {
        let path = folder.path(of: target)
        let first = ExclusiveRenaming.rename(name, to: target, in: folder)
        if first == 0 {
            isTemporary = false
            return
        }
        guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(first) else { throw .system(first, "cannot be created", path) }
        let second = ExclusiveRenaming.link(name, as: target, in: folder)
        // After a link the temporary name is still there, and goes away with this value.
        if second == 0 { return }
        guard [EPERM, EOPNOTSUPP, ENOSYS].contains(second) else { throw .system(second, "cannot be created", path) }
        throw .about(
            path, .notSupported, "cannot be created: this file system cannot promise that nothing is overwritten")
    }

    /// The names that this type uses begin and end so.
    private static let prefix = ".testamur-"
    private static let suffix = ".tmp"

    static func randomName() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return prefix + String(repeating: "0", count: max(0, 16 - digits.count)) + digits + suffix
    }

    /// Tells whether a name is one that this type could have given.
    static func isTemporary(_ name: String) -> Bool {
        let bytes = name.utf8
        guard bytes.count == 30, name.hasPrefix(prefix), name.hasSuffix(suffix) else { return false }
        return bytes.dropFirst(10).prefix(16).allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
        }
    }

    /// Removes what a process that was killed has left in a folder, and nothing that anybody still writes.
    ///
    /// - Returns: how many files there were.
    static func removeAbandoned(in folder: OpenFolder) throws(StorageError) -> Int {
        var count = 0
        for entry in try folder.entries(limit: 1_000_000) where isTemporary(entry.name) {
            let descriptor = unsafe openat(
                folder.descriptor, entry.name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                status.st_uid == geteuid(), flock(descriptor, LOCK_EX | LOCK_NB) == 0
            else { continue }
            defer { flock(descriptor, LOCK_UN) }
            if try folder.remove(entry.name) { count += 1 }
        }
        if count > 0 { try folder.synchronize() }
        return count
    }

    private func discard() {
        // Nothing can be done about a failure here: the error that led here is the one to report.
        _ = unsafe unlinkat(folder.descriptor, name, 0)
    }
}
