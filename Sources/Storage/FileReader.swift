import Glibc

/// Reads whole files, never more than a limit that is known before memory is asked for.
public enum FileReader {
    /// Reads a regular file.
    ///
    /// - Parameters:
    ///   - path: the path of the file; `-` is a file of that name.
    ///   - limit: the largest size that is accepted, in bytes.
    ///   - links: whether a symbolic link at the end of the path is followed.
    /// - Throws: ``StorageError`` with code `notFound`, `notPermitted`, `notAFile` (a folder, device, pipe, socket, or
    ///   a link that is not followed), `tooLarge`, `invalidName` or `inputOutput`.
    public static func read(
        _ path: String, limit: Int, links: SymbolicLinks = .follow
    ) throws(StorageError) -> [UInt8] {
        try FileLocation.checkPath(path)
        // Without O_NONBLOCK the open itself would wait for the other end of a named pipe.
        let flags = O_RDONLY | O_NONBLOCK | (links == .follow ? 0 : O_NOFOLLOW)
        let file = try OpenFile.open(path, path: path, flags: flags, attempt: "cannot be read")
        let status = try file.requireRegularFile()
        return try read(file, expecting: status.byteCount, limit: limit)
    }

    /// Reads what a person named on the command line: a regular file, a pipe, or standard input for `-`.
    ///
    /// A pipe is read until its other end is closed.
    ///
    /// - Parameters:
    ///   - argument: a path, or `-`.
    ///   - limit: the largest size that is accepted, in bytes.
    /// - Throws: ``StorageError`` with code `notFound`, `notPermitted`, `notAFile` (a folder, device or socket),
    ///   `tooLarge`, `invalidName` or `inputOutput`.
    public static func readArgument(_ argument: String, limit: Int) throws(StorageError) -> [UInt8] {
        if argument.utf8.elementsEqual("-".utf8) {
            return try readStandardInput(descriptor: STDIN_FILENO, limit: limit)
        }
        try FileLocation.checkPath(argument)
        let file = try OpenFile.open(
            argument, path: argument, flags: O_RDONLY | O_NONBLOCK, attempt: "cannot be read")
        let status = try file.status()
        guard status.kind == .file || status.kind == .pipe else {
            throw .about(argument, .notAFile, "expected a file, found \(status.kind.words)")
        }
        // A named pipe nobody has opened for writing yet reads like one that has ended.
        if status.kind == .pipe { file.waitForBytes() }
        return try read(file, expecting: status.kind == .file ? status.byteCount : 0, limit: limit)
    }

    /// Reads standard input, whatever it is connected to, but a folder.
    package static func readStandardInput(descriptor: Int32, limit: Int) throws(StorageError) -> [UInt8] {
        let file = OpenFile.borrowed(descriptor, path: "standard input")
        let status = try file.status()
        guard status.kind != .folder else {
            throw .about("standard input", .notAFile, "expected a file or a pipe, found a folder")
        }
        return try read(file, expecting: status.kind == .file ? status.byteCount : 0, limit: limit)
    }

    /// Reads to the end: `size` says what to expect, and the file may still have grown or be a pipe.
    static func read(_ file: borrowing OpenFile, expecting size: Int, limit: Int) throws(StorageError) -> [UInt8] {
        guard size <= limit else {
            throw .about(file.path, .tooLarge, "expected at most \(limit) bytes, found \(size)", limit: limit)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        // The piece after the expected end is small: it finds nothing where the file is as large as it said.
        var piece = size > 0 ? size : 65_536
        while true {
            let room = limit - bytes.count
            // One byte more than there is room for tells a file that is too large from one that just fits.
            let more = try file.read(atMost: room < piece ? room + 1 : piece)
            if more.isEmpty { return bytes }
            guard more.count <= room else {
                throw .about(file.path, .tooLarge, "expected at most \(limit) bytes, found more", limit: limit)
            }
            if bytes.isEmpty { bytes = more } else { bytes += more }
            piece = bytes.count < size ? size - bytes.count : 65_536
        }
    }
}
