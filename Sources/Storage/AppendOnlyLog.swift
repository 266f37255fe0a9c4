import Glibc
import Synchronization

/// A file to which records are appended, and in which nothing is ever changed: the register of an issuer.
///
/// When ``append(_:)`` returns, the record is on the disk. Each line bears a checksum that runs over all lines before
/// it, so that damage anywhere is found when the log is opened (``LogLine`` has the form). One process writes at a
/// time: the file is locked while it is open. Records can be read by others with ``LogReader`` meanwhile.
///
/// A write that a crash interrupted leaves a last line without its line feed. It was not acknowledged; opening the log
/// moves it to a file beside it and says so in ``recovery``. A complete line that is damaged is another matter, because
/// it may have been acknowledged: opening refuses (code `corrupt`), and ``setAsideDamage(at:recordLimit:)`` is for a
/// person to call.
public final class AppendOnlyLog: RecordLog {
    /// The largest record unless another limit is given: 1 MiB.
    public static let defaultRecordLimit = 1_048_576

    /// What was moved aside when the log was opened, or `nil` when it was in order.
    public let recovery: LogRecovery?

    private let path: String
    private let recordLimit: Int
    private let state: Mutex<State>

    /// What changes with each record.
    private struct State: ~Copyable {
        let file: OpenFile
        var byteCount: Int
        var checksum: CRC32C
        var count: Int
        /// Why nothing more can be appended, after a failure that leaves the end of the file unknown.
        var failure: StorageError?
    }

    private init(
        path: String, recordLimit: Int, recovery: LogRecovery?, file: consuming OpenFile, scanner: LogScanner
    ) {
        self.path = path
        self.recordLimit = recordLimit
        self.recovery = recovery
        state = Mutex(
            State(file: file, byteCount: scanner.offset, checksum: scanner.checksum, count: scanner.count))
    }

    /// Makes a log without records.
    ///
    /// - Throws: ``StorageError`` as ``AtomicFile/create(at:with:access:)``; `alreadyExists` if anything of that name
    ///   stands there.
    public static func create(at path: String, access: FileAccess = .ownerOnly) throws(StorageError) {
        try AtomicFile.create(at: path, with: LogLine.header, access: access)
    }

    /// Opens a log that exists, and checks every line of it.
    ///
    /// - Parameters:
    ///   - path: the path of the log; a symbolic link is refused.
    ///   - recordLimit: the largest record, in bytes.
    ///   - body: receives every record in order, so that an index can be built on the way.
    /// - Throws: ``StorageError`` with code `notFound` (a log that went missing is never begun anew), `locked`,
    ///   `corrupt`, `notAFile`, `notPermitted`, `noSpace` (for what is moved aside), `invalidName` or `inputOutput`.
    public static func open(
        at path: String, recordLimit: Int = defaultRecordLimit, reading body: (LogRecord) -> Void = { _ in }
    ) throws(StorageError) -> AppendOnlyLog {
        try open(at: path, recordLimit: recordLimit, faults: .none, reading: body)
    }

    /// The same on a disk that fails where a test says so.
    package static func open(
        at path: String, recordLimit: Int = defaultRecordLimit, faults: DiskFaults,
        reading body: (LogRecord) -> Void = { _ in }
    ) throws(StorageError) -> AppendOnlyLog {
        let file = try openLocked(path, faults: faults)
        var scanner = LogScanner(recordLimit: recordLimit)
        var recovery: LogRecovery?
        scan: while true {
            switch try scanner.next(in: file) {
            case .record(let record):
                body(record)
            case .damage:
                throw damage(in: path, after: scanner.count)
            case .end(let tornByteCount):
                if tornByteCount > 0 { recovery = try setAside(in: file, after: scanner, faults: faults) }
                break scan
            }
        }
        return AppendOnlyLog(
            path: path, recordLimit: recordLimit, recovery: recovery, file: file, scanner: scanner)
    }

    /// How many records there are.
    public var count: Int { state.withLock { state in state.count } }

    /// Appends records, in order, with one wait for the disk; when this returns they survive a power failure.
    ///
    /// After an error the file is as it was before, or the log refuses everything until it is opened again. A crash
    /// meanwhile can leave the first of the records in the log, so that whoever goes on asks the log what is there.
    ///
    /// - Throws: ``StorageError`` with code `invalidRecord` for a line feed in a record, `tooLarge` for a record above
    ///   the limit, `noSpace`, `corrupt` if another program changed the file, or `inputOutput`.
    public func append(_ records: [[UInt8]]) throws(StorageError) {
        for record in records { try LogLine.check(record, limit: recordLimit, path: path) }
        try state.withLock { state throws(StorageError) in
            if let failure = state.failure { throw failure }
            guard !records.isEmpty else { return }
            try Self.checkSize(of: state)
            var checksum = state.checksum
            var lines: [UInt8] = []
            for record in records { LogLine.append(record, to: &lines, checksum: &checksum) }
            try Self.write(lines, to: &state)
            state.byteCount += lines.count
            state.checksum = checksum
            state.count += records.count
        }
    }

    /// Reads the records back from the disk, in order.
    ///
    /// - Throws: ``StorageError`` with code `corrupt`, `notFound`, `notPermitted` or `inputOutput`.
    public func forEachRecord(_ body: (LogRecord) -> Void) throws(StorageError) {
        var reader = try LogReader(path, recordLimit: recordLimit)
        while let record = try reader.next() { body(record) }
    }

    /// Refuses to write behind what another program has put at the end, or cut off.
    private static func checkSize(of state: borrowing State) throws(StorageError) {
        let found = try state.file.status().byteCount
        guard found == state.byteCount else {
            throw .about(
                state.file.path, .corrupt,
                "expected \(state.byteCount) bytes as this process left them, found \(found): "
                    + "another program changed it")
        }
    }

    private static func write(_ lines: [UInt8], to state: inout State) throws(StorageError) {
        do throws(StorageError) {
            try state.file.write(lines)
        } catch {
            // What was written in part must go before anything is appended behind it.
            do throws(StorageError) {
                try state.file.truncate(to: state.byteCount)
            } catch {
                state.failure = error
            }
            throw error
        }
        do throws(StorageError) {
            try state.file.synchronize()
        } catch {
            // After a failed flush the kernel may have dropped the bytes and report success the next time.
            state.failure = error
            _ = try? state.file.truncate(to: state.byteCount)
            throw error
        }
    }
}
