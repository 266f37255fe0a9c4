import Glibc

/// Many new files in one folder, written together: all of them are on the disk when this returns.
///
/// One call for the whole file system takes the place of one for each file, which would take longer than everything else.
/// The order is the same as for one file: all content is on the disk before any of it has its name, so that whatever
/// happens a name stands for a whole file or for nothing.
public enum FileGroup {
    /// Makes files that must not exist yet.
    ///
    /// When it throws, some of them may have been made, each as a whole.
    ///
    /// - Parameters:
    ///   - folder: The path of the folder.
    ///   - files: The names with their content; no more of them than a process may have open.
    /// - Throws: ``StorageError`` with code `alreadyExists`, `notFound` or `notAFolder` (the folder), `notPermitted`,
    ///   `noSpace`, `invalidName`, `notSupported` or `inputOutput`.
    public static func create(
        in folder: String, _ files: [(name: String, bytes: [UInt8])], access: FileAccess
    ) throws(StorageError) {
        try create(in: folder, files, access: access, faults: .none)
    }

    /// The same on a disk that fails where a test says so.
    package static func create(
        in path: String, _ files: [(name: String, bytes: [UInt8])], access: FileAccess, faults: DiskFaults
    ) throws(StorageError) {
        guard !files.isEmpty else { return }
        let folder = try OpenFolder(path, faults: faults)
        var waiting: [WaitingFile] = []
        waiting.reserveCapacity(files.count)
        for file in files { waiting.append(try WaitingFile(file.name, file.bytes, in: folder, mode: access.fileMode)) }
        if try !folder.synchronizeFileSystem() {
            for file in waiting { try file.synchronize() }
        }
        for file in waiting { try file.takeName() }
        try folder.synchronize()
    }
}

/// A file that is written, and waits for its name.
private final class WaitingFile {
    private let file: OpenFile
    private let folder: OpenFolder
    private let temporaryName: String
    private let name: String
    private var isNamed = false

    init(_ name: String, _ bytes: [UInt8], in folder: OpenFolder, mode: mode_t) throws(StorageError) {
        let path = folder.path(of: name)
        try folder.faults.check(.create, "cannot be created", path)
        try FileLocation.checkName(name)
        var temporary = ""
        file = try TemporaryFile.openNew(in: folder, path: path, mode: mode, name: &temporary)
        temporaryName = temporary
        self.name = name
        self.folder = folder
        try file.write(bytes)
    }

    deinit {
        // Nothing can be done about a failure here: the error that led here is the one to report.
        if !isNamed { _ = unsafe unlinkat(folder.descriptor, temporaryName, 0) }
    }

    func synchronize() throws(StorageError) { try file.synchronize() }

    func takeName() throws(StorageError) {
        try folder.give(name, to: temporaryName, replacing: false)
        isNamed = true
    }
}

extension OpenFolder {
    private typealias SynchronizeFileSystem = @convention(c) (Int32) -> Int32

    /// Waits until everything that was written to the file system of this folder is on the disk; `false` where the C library
    /// has no call for it.
    func synchronizeFileSystem() throws(StorageError) -> Bool {
        let attempt = "what was written cannot be saved to the disk"
        try faults.check(.synchronizeFile, attempt, path)
        // The C library has it, but declares it for programs only that ask for its extensions.
        guard let symbol = unsafe dlsym(nil, "syncfs") else { return false }
        let function = unsafe unsafeBitCast(symbol, to: SynchronizeFileSystem.self)
        while function(descriptor) != 0 {
            let number = errno
            if number != EINTR { throw .system(number, attempt, path) }
        }
        return true
    }

    /// Gives a temporary file its name.
    func give(_ name: String, to temporaryName: String, replacing replaces: Bool) throws(StorageError) {
        let path = path(of: name)
        if replaces {
            try faults.check(.rename, "cannot be put in place", path)
            guard unsafe renameat(descriptor, temporaryName, descriptor, name) == 0 else {
                throw .system(errno, "cannot be put in place", path)
            }
            return
        }
        let first = ExclusiveRenaming.rename(temporaryName, to: name, in: self)
        if first == 0 { return }
        guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(first) else { throw .system(first, "cannot be created", path) }
        let second = ExclusiveRenaming.link(temporaryName, as: name, in: self)
        if second == 0 {
            _ = unsafe unlinkat(descriptor, temporaryName, 0)
            return
        }
        guard [EPERM, EOPNOTSUPP, ENOSYS].contains(second) else { throw .system(second, "cannot be created", path) }
        throw .about(
            path, .notSupported, "cannot be created: this file system cannot promise that nothing is overwritten")
    }
}
