import Glibc

/// Makes a whole folder so that a crash leaves all of it under its name, or nothing.
///
/// It is filled under a name of its own beside its place, and then renamed. A process that is killed can leave that
/// behind; the next one that makes a folder in the same place takes it away.
public enum AtomicFolder {
    /// Makes a folder that must not exist yet, with what `fill` puts into it.
    ///
    /// - Parameter fill: Writes into the folder whose path it is given. What it throws takes the folder away again.
    /// - Throws: ``StorageError`` with code `alreadyExists` if anything of that name stands there, else as
    ///   ``Folder/create(at:access:)`` and `fill`.
    public static func create(
        at path: String, access: FileAccess, fill: (_ folder: String) throws(StorageError) -> Void
    ) throws(StorageError) {
        try FileLocation.checkPath(path)
        let location = try FileLocation(Folder.withoutTrailingSlashes(path))
        let parent = try OpenFolder(location.folder)
        // Looked up first, so that nothing is written for nothing; what decides is the renaming.
        guard try parent.status(of: location.name) == nil else { throw .system(EEXIST, "cannot be created", path) }
        // What another was killed over is no reason to write nothing here.
        _ = try? removeAbandoned(in: parent)
        let (name, lock) = try openNew(in: parent, path: path, access)
        do throws(StorageError) {
            try fill(parent.path(of: name))
            try lock.synchronize()
            try parent.renameFolder(name, to: location.name, path)
        } catch {
            // Why it could not be made matters more than that a part of it was left.
            _ = try? parent.removeTree(name)
            throw error
        }
        try parent.synchronize()
    }

    /// Makes a folder under a new name, and holds it as long as it is open.
    private static func openNew(
        in parent: OpenFolder, path: String, _ access: FileAccess
    ) throws(StorageError) -> (name: String, folder: OpenFolder) {
        while true {
            let name = TemporaryFile.randomName()
            guard unsafe mkdirat(parent.descriptor, name, access.folderMode) == 0 else {
                throw .system(errno, "cannot be created", path)
            }
            let folder = try OpenFolder(parent.path(of: name))
            // Between the two somebody else may have taken it for abandoned, and removed it.
            if folder.holdAsTemporary() { return (name, folder) }
        }
    }

    /// Removes what a process that was killed has left in a folder, and nothing that anybody still fills.
    private static func removeAbandoned(in parent: OpenFolder) throws(StorageError) {
        for entry in try parent.entries(limit: 1_000_000) where TemporaryFile.isTemporary(entry.name) {
            guard try parent.status(of: entry.name)?.kind == .folder else { continue }
            let folder = try OpenFolder(parent.path(of: entry.name))
            var status = stat()
            guard unsafe fstat(folder.descriptor, &status) == 0, status.st_uid == geteuid(), folder.holdAsTemporary()
            else { continue }
            try parent.removeTree(entry.name)
        }
    }
}

extension OpenFolder {
    /// Locks the folder as one that is being filled; tells whether nobody else holds or has removed it.
    ///
    /// Where a file system knows no locks, whoever makes the folder has it.
    fileprivate func holdAsTemporary() -> Bool {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else { return false }
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 && status.st_nlink > 0
    }

    /// Gives a folder in this one its name, unless something has it.
    fileprivate func renameFolder(_ name: String, to target: String, _ path: String) throws(StorageError) {
        let number = ExclusiveRenaming.rename(name, to: target, in: self)
        guard number != 0 else { return }
        // Elsewhere a folder is renamed to one that is there only where that is empty, and then nothing is lost.
        guard [EINVAL, ENOSYS, EOPNOTSUPP].contains(number) else { throw .system(number, "cannot be created", path) }
        guard unsafe renameat(descriptor, name, descriptor, target) == 0 else {
            throw .system(errno == ENOTEMPTY ? EEXIST : errno, "cannot be created", path)
        }
    }

    /// Removes a folder in this one with all that is in it; no link is followed.
    fileprivate func removeTree(_ name: String) throws(StorageError) {
        let folder = try OpenFolder(path(of: name))
        for entry in try folder.entries(limit: 1_000_000) where entry.isUTF8 {
            if try folder.status(of: entry.name)?.kind == .folder {
                try folder.removeTree(entry.name)
            } else {
                _ = try folder.remove(entry.name)
            }
        }
        guard unsafe unlinkat(descriptor, name, AT_REMOVEDIR) == 0 else {
            throw .system(errno, "cannot be removed", path(of: name))
        }
    }
}
