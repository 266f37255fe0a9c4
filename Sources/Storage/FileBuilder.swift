import Glibc

/// A file that is written piece by piece, and has its name only when it is whole.
///
/// Until then it has a temporary name in the same folder; without ``finish()`` it goes away again, and after a process that
/// was killed ``AtomicFile/removeAbandoned(beside:)`` takes it away.
public final class FileBuilder {
    private let folder: OpenFolder
    private let file: OpenFile
    private let temporaryName: String
    private let name: String
    private let replaces: Bool
    private var waiting: [UInt8] = []
    private var isFinished = false

    /// How many bytes are written at a time.
    private static let pieceByteCount = 262_144

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: The path that it is to have.
    ///   - replaces: Whether it takes the place of a file that has this path.
    /// - Throws: ``StorageError`` with code `alreadyExists`, `notFound` or `notAFolder` (the folder), `notPermitted`,
    ///   `noSpace`, `invalidName` or `inputOutput`.
    public convenience init(at path: String, access: FileAccess, replacing replaces: Bool = false) throws(StorageError)
    {
        try self.init(at: path, access: access, replacing: replaces, faults: .none)
    }

    /// The same on a disk that fails where a test says so.
    package init(
        at path: String, access: FileAccess, replacing replaces: Bool, faults: DiskFaults
    ) throws(StorageError) {
        let location = try FileLocation(path)
        try FileLocation.checkName(location.name)
        folder = try OpenFolder(location.folder, faults: faults)
        name = location.name
        self.replaces = replaces
        let mode: mode_t
        if replaces {
            mode = try AtomicFile.mode(toReplace: name, in: folder, access)
        } else {
            mode = access.fileMode
            guard try folder.status(of: name) == nil else {
                throw .system(EEXIST, "cannot be created", folder.path(of: name))
            }
        }
        try faults.check(.create, "cannot be created", path)
        var temporary = ""
        file = try TemporaryFile.openNew(in: folder, path: folder.path(of: name), mode: mode, name: &temporary)
        temporaryName = temporary
    }

    deinit {
        // Nothing can be done about a failure here: the error that led here is the one to report.
        if !isFinished { _ = unsafe unlinkat(folder.descriptor, temporaryName, 0) }
    }

    /// Adds bytes at the end.
    ///
    /// - Throws: ``StorageError`` with code `noSpace` or `inputOutput`.
    public func append(_ bytes: [UInt8]) throws(StorageError) {
        waiting += bytes
        if waiting.count >= Self.pieceByteCount { try flush() }
    }

    private func flush() throws(StorageError) {
        guard !waiting.isEmpty else { return }
        try file.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// Gives the file its name; when this returns, all of it is on the disk.
    ///
    /// - Throws: ``StorageError`` as for making it; then nothing stands under the name that did not before.
    public func finish() throws(StorageError) {
        try flush()
        try file.synchronize()
        try folder.give(name, to: temporaryName, replacing: replaces)
        isFinished = true
        try folder.synchronize()
    }
}
