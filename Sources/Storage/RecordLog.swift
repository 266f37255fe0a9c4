/// Where records are kept in order, for good: a file, a database, or memory in tests.
///
/// A record is any bytes without a line feed; one line of JSON is what it is meant for.
public protocol RecordLog: Sendable {
    /// How many records there are.
    var count: Int { get }

    /// Appends records, in order; when this returns they survive a crash and a power failure.
    ///
    /// After an error none of them was acknowledged; a crash meanwhile can leave the first of them in the log.
    ///
    /// - Throws: ``StorageError`` with code `invalidRecord` for a line feed in a record, `tooLarge` for a record above
    ///   the limit of the log, `noSpace`, `corrupt` or `inputOutput`.
    func append(_ records: [[UInt8]]) throws(StorageError)

    /// Hands out every record, in order, one at a time.
    ///
    /// - Throws: ``StorageError`` with code `corrupt`, or `inputOutput`.
    func forEachRecord(_ body: (LogRecord) -> Void) throws(StorageError)
}

extension RecordLog {
    /// Appends one record; when this returns it survives a crash and a power failure.
    ///
    /// - Throws: ``StorageError`` as the appending of many.
    public func append(_ record: [UInt8]) throws(StorageError) {
        try append([record])
    }
}
