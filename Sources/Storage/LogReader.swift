import Glibc

/// Reads an ``AppendOnlyLog`` one record at a time, without a lock and without changing it, whatever its length.
public struct LogReader: ~Copyable {
    private let file: OpenFile
    private var scanner: LogScanner

    /// How many bytes follow the last complete line, known once ``next()`` has given `nil`.
    ///
    /// More than 0: a process is writing just now, or was interrupted. ``AppendOnlyLog/open(at:recordLimit:reading:)``
    /// puts that right.
    public private(set) var tornByteCount = 0

    /// Opens a log for reading.
    ///
    /// - Throws: ``StorageError`` with code `notFound`, `notAFile`, `notAFolder`, `notPermitted`, `invalidName` or
    ///   `inputOutput`.
    public init(_ path: String, recordLimit: Int = AppendOnlyLog.defaultRecordLimit) throws(StorageError) {
        try FileLocation.checkPath(path)
        let flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW
        let opened = try OpenFile.open(path, path: path, flags: flags, attempt: "cannot be read")
        _ = try opened.requireRegularFile()
        file = opened
        scanner = LogScanner(recordLimit: recordLimit)
    }

    /// The next record, or `nil` at the end.
    ///
    /// - Throws: ``StorageError`` with code `corrupt` for a line that is damaged, or whose predecessors are missing,
    ///   and for a file that is not a log; or `inputOutput`.
    public mutating func next() throws(StorageError) -> LogRecord? {
        switch try scanner.next(in: file) {
        case .record(let record):
            return record
        case .damage:
            throw AppendOnlyLog.damage(in: file.path, after: scanner.count)
        case .end(let tornByteCount):
            self.tornByteCount = tornByteCount
            return nil
        }
    }
}
