import Glibc

extension AtomicFile {
    /// What becomes of the file that is replaced.
    package enum PreviousContent: Sendable {
        /// It stays beside the new one under this name, in place of what has it.
        case kept(as: String)
        /// It goes, and so does what has this name.
        case removed(with: String)
    }

    /// Writes a file in place of the one of its name, and keeps that one beside it or takes an earlier one away.
    ///
    /// A crash leaves the old file or the new one under the name, and never neither.
    ///
    /// - Throws: ``StorageError`` as ``replace(at:with:access:)``.
    package static func replace(
        at path: String, with bytes: [UInt8], access: FileAccess, previous: PreviousContent, faults: DiskFaults
    ) throws(StorageError) {
        let location = try FileLocation(path)
        let folder = try OpenFolder(location.folder, faults: faults)
        let mode = try mode(toReplace: location.name, in: folder, access)
        let temporary = try TemporaryFile(bytes, in: folder, for: location.name, mode: mode)
        if case .kept(let name) = previous { try keep(location.name, as: name, in: folder) }
        try temporary.rename(to: location.name)
        try folder.synchronize()
        if case .removed(let name) = previous, try folder.remove(name) { try folder.synchronize() }
    }

    /// Gives a file a second name, in place of what has that name; where the file system has no links, a copy.
    private static func keep(_ name: String, as second: String, in folder: OpenFolder) throws(StorageError) {
        try FileLocation.checkName(second)
        guard try folder.status(of: name) != nil else { return }
        let temporary = TemporaryFile.randomName()
        switch ExclusiveRenaming.link(name, as: temporary, in: folder) {
        case 0:
            let path = folder.path(of: second)
            try folder.faults.check(.rename, "cannot be put in place", path)
            let isNamed = unsafe renameat(folder.descriptor, temporary, folder.descriptor, second) == 0
            let number = errno
            // Where both names led to the same file already, renaming does nothing, and the temporary one stays.
            _ = unsafe unlinkat(folder.descriptor, temporary, 0)
            guard isNamed else { throw .system(number, "cannot be put in place", path) }
        case EPERM, EOPNOTSUPP, ENOSYS, EMLINK:
            let file = try folder.open(name, flags: O_RDONLY | O_NONBLOCK, attempt: "cannot be read")
            let size = try file.requireRegularFile().byteCount
            let content = try FileReader.read(file, expecting: size, limit: .max - 1)
            let copy = try TemporaryFile(
                content, in: folder, for: second, mode: FileAccess.ownerOnly.fileMode)
            try copy.rename(to: second)
        case let number: throw .system(number, "cannot be kept", folder.path(of: name))
        }
    }
}
