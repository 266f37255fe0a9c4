/// New content for a file that is replaced together with others.
public struct FileReplacement: Sendable, Hashable {
    /// The path of the file; the folder in it must exist.
    public let path: String

    /// What the file is to hold.
    public let bytes: [UInt8]

    /// Names a file and what it is to hold.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

extension AtomicFile {
    /// Writes several files, each in place of the one of its name if there is one, after all of them are on the disk.
    ///
    /// A disk that is full, or that fails while content is written, leaves every file as it was. The names are given
    /// one after the other in the order of `files`, each for good before the next: a process that is killed meanwhile
    /// leaves the first ones new and the others old, and no file in parts. The order must be one in which every
    /// beginning makes sense.
    ///
    /// - Throws: ``StorageError`` as ``replace(at:with:access:)``.
    public static func replace(_ files: [FileReplacement], access: FileAccess) throws(StorageError) {
        try replace(files, access: access, faults: .none)
    }

    /// The same on a disk that fails where a test says so.
    package static func replace(
        _ files: [FileReplacement], access: FileAccess, faults: DiskFaults
    ) throws(StorageError) {
        var folders: [String: OpenFolder] = [:]
        var waiting: [WaitingFile] = []
        for file in files {
            let location = try FileLocation(file.path)
            let folder: OpenFolder
            if let known = folders[location.folder] {
                folder = known
            } else {
                folder = try OpenFolder(location.folder, faults: faults)
                folders[location.folder] = folder
            }
            waiting.append(try WaitingFile(file.bytes, in: folder, for: location.name, access: access))
        }
        for file in waiting { try file.takeName() }
    }
}

/// A file that is complete on the disk and waits for its name.
private final class WaitingFile {
    private let folder: OpenFolder
    private let name: String
    private var file: TemporaryFile?

    init(_ bytes: [UInt8], in folder: OpenFolder, for name: String, access: FileAccess) throws(StorageError) {
        self.folder = folder
        self.name = name
        file = try TemporaryFile(
            bytes, in: folder, for: name, mode: try AtomicFile.mode(toReplace: name, in: folder, access))
    }

    func takeName() throws(StorageError) {
        guard let file = file.take() else { return }
        try file.rename(to: name)
        try folder.synchronize()
    }
}
