import Synchronization

/// A log in memory, for tests: it refuses what the log on the disk refuses, and is gone with the process.
public final class MemoryLog: RecordLog {
    private let records = Mutex<[[UInt8]]>([])
    private let recordLimit: Int

    /// Makes an empty log.
    ///
    /// - Parameter recordLimit: the largest record, in bytes.
    public init(recordLimit: Int = AppendOnlyLog.defaultRecordLimit) {
        self.recordLimit = recordLimit
    }

    /// How many records there are.
    public var count: Int { records.withLock { records in records.count } }

    /// Appends records, all or none.
    ///
    /// - Throws: ``StorageError`` with code `invalidRecord` or `tooLarge`.
    public func append(_ new: [[UInt8]]) throws(StorageError) {
        for record in new { try LogLine.check(record, limit: recordLimit, path: "the log in memory") }
        records.withLock { records in records += new }
    }

    /// Hands out every record, in order.
    public func forEachRecord(_ body: (LogRecord) -> Void) throws(StorageError) {
        for (index, bytes) in records.withLock({ records in records }).enumerated() {
            body(LogRecord(number: index + 1, bytes: bytes))
        }
    }
}
