import Storage

/// Makes the folders above a path.
enum FolderMaker {
    /// Makes every missing folder above `path`, for its owner alone.
    static func makeParents(of path: String) throws {
        var folder = path.utf8.first == UInt8(ascii: "/") ? "" : "."
        for part in path.split(separator: "/").dropLast() {
            folder += "/" + part
            do throws(StorageError) {
                _ = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
            } catch {
                throw Failure(creating: error)
            }
        }
    }
}
