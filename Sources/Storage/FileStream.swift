import Glibc

/// A file that a person named, read in pieces from the beginning as often as needed: no more than a piece is in memory.
///
/// Standard input and pipes can be read once; their content is kept, up to a limit.
public final class FileStream {
    /// How messages call it.
    public let path: String

    /// The open file; -1 where there is none.
    private let descriptor: Int32
    /// What came through a pipe.
    private let content: [UInt8]
    private var position = 0

    /// How many bytes are read at a time.
    private static let pieceByteCount = 65_536

    /// Opens a file, or reads a pipe, or standard input for `-`.
    ///
    /// - Parameter pipeLimit: The most that is taken of a pipe, in bytes.
    /// - Throws: ``StorageError`` with code `notFound`, `notPermitted`, `notAFile` (a folder, device or socket),
    ///   `tooLarge` (a pipe), `invalidName` or `inputOutput`.
    public init(argument: String, pipeLimit: Int) throws(StorageError) {
        path = argument
        let kind = argument.utf8.elementsEqual("-".utf8) ? nil : try FileStatus.at(argument)?.kind
        guard kind == .file else {
            descriptor = -1
            content = try FileReader.readArgument(argument, limit: pipeLimit)
            return
        }
        try FileLocation.checkPath(argument)
        content = []
        descriptor = unsafe openat(AT_FDCWD, argument, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { throw .system(errno, "cannot be read", argument) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next bytes; nothing at the end.
    ///
    /// - Throws: ``StorageError`` with code `inputOutput`.
    public func next() throws(StorageError) -> [UInt8] {
        let piece: [UInt8]
        if descriptor >= 0 {
            piece = try readFile()
        } else {
            piece = Array(content[position..<min(position + Self.pieceByteCount, content.count)])
        }
        position += piece.count
        return piece
    }

    private func readFile() throws(StorageError) -> [UInt8] {
        var failure: Int32 = 0
        let start = position
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceByteCount) { buffer, count in
            while true {
                let result = unsafe pread(descriptor, buffer.baseAddress, Self.pieceByteCount, off_t(start))
                if result >= 0 {
                    count = result
                    return
                }
                failure = errno
                if failure != EINTR { return }
                failure = 0
            }
        }
        if failure != 0 { throw .system(failure, "cannot be read", path) }
        return bytes
    }

    /// Goes back to the beginning.
    public func rewind() { position = 0 }
}
