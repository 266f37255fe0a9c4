import Glibc

extension AppendOnlyLog {
    /// The largest end of a log that is moved aside, in bytes: 256 MiB.
    private static let setAsideLimit = 268_435_456

    /// Moves the first damaged line and all after it to a file beside the log, so that the log can be opened again.
    ///
    /// What is moved may have been acknowledged: a person must look at it, and record again what the log has to have.
    ///
    /// - Returns: what was moved, or `nil` when nothing is damaged.
    /// - Throws: ``StorageError`` with code `corrupt` if the file is not a log at all, `locked`, `notFound`, `notAFile`,
    ///   `notPermitted`, `noSpace`, `tooLarge` (more than 256 MiB to move), `invalidName` or `inputOutput`.
    public static func setAsideDamage(
        at path: String, recordLimit: Int = defaultRecordLimit
    ) throws(StorageError) -> LogRecovery? {
        let file = try openLocked(path, faults: .none)
        var scanner = LogScanner(recordLimit: recordLimit)
        while true {
            switch try scanner.next(in: file) {
            case .record: continue
            case .damage: return try setAside(in: file, after: scanner, faults: .none)
            case .end(let tornByteCount):
                return tornByteCount == 0 ? nil : try setAside(in: file, after: scanner, faults: .none)
            }
        }
    }

    /// Opens the file of a log for this process alone.
    static func openLocked(_ path: String, faults: DiskFaults) throws(StorageError) -> OpenFile {
        let location = try FileLocation(path)
        let folder = try OpenFolder(location.folder, faults: faults)
        var file = try folder.open(
            location.name, flags: O_RDWR | O_APPEND | O_NONBLOCK, attempt: "cannot be opened")
        _ = try file.requireRegularFile()
        guard try file.lock() else {
            throw .about(path, .locked, "another testamur is writing to this log")
        }
        return file
    }

    /// The error for a line that is not what was written.
    static func damage(in path: String, after count: Int) -> StorageError {
        .about(
            path, .corrupt,
            "record \(count + 1) (line \(count + 2)) is damaged, or lines before it are missing; "
                + "the \(count) records before it are good")
    }

    /// Moves everything from where `scanner` stands to a file of its own.
    ///
    /// The copy is on the disk before the log is cut: at every moment the bytes are in one file at least.
    static func setAside(
        in file: borrowing OpenFile, after scanner: LogScanner, faults: DiskFaults
    ) throws(StorageError) -> LogRecovery {
        let rest = try bytes(of: file, from: scanner.offset)
        let path = try copyAside(rest, beside: file.path, faults: faults)
        try file.truncate(to: scanner.offset)
        try file.synchronize()
        return LogRecovery(path: path, byteCount: rest.count, recordsKept: scanner.count)
    }

    private static func bytes(of file: borrowing OpenFile, from offset: Int) throws(StorageError) -> [UInt8] {
        guard lseek(file.descriptor, offset, SEEK_SET) == offset else {
            throw .system(errno, "cannot be read", file.path)
        }
        let size = try file.status().byteCount - offset
        return try FileReader.read(file, expecting: max(0, size), limit: setAsideLimit)
    }

    /// Writes `bytes` to the first of `LOG.torn-1`, `LOG.torn-2` … that is free, and gives its path.
    private static func copyAside(
        _ bytes: [UInt8], beside path: String, faults: DiskFaults
    ) throws(StorageError) -> String {
        for number in 1...1000 {
            let candidate = "\(path).torn-\(number)"
            do throws(StorageError) {
                try AtomicFile.create(at: candidate, with: bytes, access: .ownerOnly, faults: faults)
                return candidate
            } catch {
                guard error.code == .alreadyExists else { throw error }
            }
        }
        throw .about(path, .alreadyExists, "a thousand files with torn records stand beside it; look at them first")
    }
}
