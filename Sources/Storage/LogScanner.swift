/// Goes through the bytes of a log from the beginning, one line at a time, in memory for one line.
struct LogScanner {
    /// What the scanner finds next.
    enum Finding {
        /// A record that is as it was written.
        case record(LogRecord)
        /// A line with a line feed at its end that is not what was written there, or is there without those before it.
        case damage
        /// The end of the file; `tornByteCount` bytes follow the last line feed.
        case end(tornByteCount: Int)
    }

    /// Where the next line begins: everything before it is good.
    private(set) var offset = 0

    /// The checksum of the records so far.
    private(set) var checksum = CRC32C()

    /// How many records there were so far.
    private(set) var count = 0

    private let recordLimit: Int
    private var buffer: [UInt8] = []
    private var start = 0
    private var hasHeader = false

    init(recordLimit: Int) {
        self.recordLimit = recordLimit
    }

    /// Reads on.
    ///
    /// - Throws: ``StorageError`` with code `corrupt` if the file does not begin as a log, `tooLarge` for a record above
    ///   the limit, or `inputOutput`.
    mutating func next(in file: borrowing OpenFile) throws(StorageError) -> Finding {
        if !hasHeader { try readHeader(in: file) }
        guard let end = try lineEnd(in: file) else {
            return isDamaged(buffer[start...]) ? .damage : .end(tornByteCount: buffer.count - start)
        }
        guard end - start <= recordLimit + LogLine.prefixCount else {
            throw .about(
                file.path, .tooLarge, "expected records of at most \(recordLimit) bytes, record \(count + 1) has more")
        }
        guard let bytes = LogLine.record(in: buffer[start..<end], checksum: &checksum) else { return .damage }
        advance(past: end)
        count += 1
        return .record(LogRecord(number: count, bytes: bytes))
    }

    /// Tells whether bytes without a line feed are something else than the beginning of a line.
    ///
    /// A line that never ends is not a write that was interrupted, and neither is a whole record with another byte
    /// where its line feed was: that one may have been acknowledged.
    private func isDamaged(_ rest: ArraySlice<UInt8>) -> Bool {
        var ignored = checksum
        return rest.count > recordLimit + LogLine.prefixCount
            || LogLine.record(in: rest.dropLast(), checksum: &ignored) != nil
    }

    private mutating func readHeader(in file: borrowing OpenFile) throws(StorageError) {
        guard let end = try lineEnd(in: file), buffer[start...end].elementsEqual(LogLine.header) else {
            throw .about(
                file.path, .corrupt, "expected a log that begins with the line \"testamur log 1\", found another file")
        }
        advance(past: end)
        hasHeader = true
    }

    private mutating func advance(past end: Int) {
        offset += end + 1 - start
        start = end + 1
    }

    /// The place of the next line feed in the buffer; `nil` at the end of the file, or of what a line can have.
    private mutating func lineEnd(in file: borrowing OpenFile) throws(StorageError) -> Int? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: LogLine.lineFeed) { return end }
            guard buffer.count - start <= recordLimit + LogLine.prefixCount else { return nil }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            let more = try file.read(atMost: 65_536)
            if more.isEmpty { return nil }
            buffer += more
        }
    }
}
