import Glibc

extension OpenFolder {
    /// Lists the names in the folder without `.` and `..`, sorted by their bytes.
    ///
    /// - Throws: ``StorageError`` with code `tooLarge` for more than `limit` names, `invalidName` for one that is not
    ///   UTF-8, `notPermitted` or `inputOutput`.
    func names(limit: Int) throws(StorageError) -> [String] {
        var names: [String] = []
        for entry in try entries(limit: limit) {
            guard entry.isUTF8 else {
                throw .about(
                    path(of: entry.name), .invalidName,
                    "expected a file name in UTF-8, found other bytes; rename the file")
            }
            names.append(entry.name)
        }
        return names
    }

    /// Lists what is in the folder without `.` and `..`, sorted by the bytes of the names.
    ///
    /// - Throws: ``StorageError`` with code `tooLarge` for more than `limit` names, `notPermitted` or `inputOutput`.
    func entries(limit: Int) throws(StorageError) -> [FolderEntry] {
        // Opened anew, so that the place in the list is this call's own.
        let own = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { throw .system(errno, "cannot be listed", path) }
        guard let stream = unsafe fdopendir(own) else {
            let number = errno
            close(own)
            throw .system(number, "cannot be listed", path)
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            // The end of the list and a failure differ in nothing but errno.
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                let number = errno
                if number == 0 { break }
                throw .system(number, "cannot be listed", path)
            }
            let bytes = unsafe Self.nameBytes(of: entry)
            if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
            guard names.count < limit else {
                throw .about(path, .tooLarge, "expected at most \(limit) names in the folder, found more")
            }
            names.append(bytes)
        }
        return names.sorted { left, right in left.lexicographicallyPrecedes(right) }.map { FolderEntry($0) }
    }

    /// The bytes of an entry's name, read in place: an entry can be shorter than the structure says.
    private static func nameBytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
        let start = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
    }
}
