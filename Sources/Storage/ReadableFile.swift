import Glibc

/// A regular file that is open to be read in any order, into memory of the caller.
///
/// It stays the same file, also where another one is put in its place meanwhile. Any number of threads may read it.
public final class ReadableFile: Sendable {
    /// How many bytes it had when it was opened.
    public let byteCount: Int

    private let file: OpenFile

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: the path of the file; `-` is a file of that name.
    ///   - limit: the largest size that is accepted, in bytes.
    ///   - links: whether a symbolic link at the end of the path is followed.
    /// - Throws: ``StorageError`` with code `notFound`, `notPermitted`, `notAFile` (a folder, device, pipe, socket, or
    ///   a link that is not followed), `tooLarge`, `invalidName` or `inputOutput`.
    public init(_ path: String, limit: Int, links: SymbolicLinks = .follow) throws(StorageError) {
        try FileLocation.checkPath(path)
        // Without O_NONBLOCK the open itself would wait for the other end of a named pipe.
        let flags = O_RDONLY | O_NONBLOCK | (links == .follow ? 0 : O_NOFOLLOW)
        let file = try OpenFile.open(path, path: path, flags: flags, attempt: "cannot be read")
        let size = try file.requireRegularFile().byteCount
        guard size <= limit else {
            throw .about(path, .tooLarge, "expected at most \(limit) bytes, found \(size)", limit: limit)
        }
        byteCount = size
        self.file = file
    }

    /// Reads `count` bytes from `offset` on into the beginning of `room`, fewer where it is smaller or the file ends.
    ///
    /// - Returns: How many bytes were read.
    /// - Throws: ``StorageError`` with code `inputOutput`.
    public func read(
        _ count: Int, from offset: Int, into room: inout MutableSpan<UInt8>
    ) throws(StorageError) -> Int {
        var failure: Int32 = 0
        let found = unsafe room.withUnsafeMutableBytes { room in
            let end = max(0, min(count, room.count))
            var found = 0
            while found < end {
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: room[found..<end])
                let result = unsafe pread(file.descriptor, rest.baseAddress, rest.count, off_t(offset + found))
                if result > 0 {
                    found += result
                } else if result == 0 {
                    break
                } else if errno != EINTR {
                    failure = errno
                    break
                }
            }
            return found
        }
        if failure != 0 { throw .system(failure, "cannot be read", file.path) }
        return found
    }

    /// The first bytes, at most `count`.
    ///
    /// - Throws: ``StorageError`` with code `inputOutput`.
    public func beginning(_ count: Int) throws(StorageError) -> [UInt8] {
        let count = max(0, min(count, byteCount))
        var bytes = [UInt8](repeating: 0, count: count)
        var room = bytes.mutableSpan
        let found = try read(count, from: 0, into: &room)
        return Array(bytes.prefix(found))
    }
}
