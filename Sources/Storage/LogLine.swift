/// The form of an ``AppendOnlyLog`` in its file.
///
/// The file begins with the line `testamur log 1`. Each record is one line: eight lower-case hexadecimal digits, a
/// space, the record. The digits are the CRC-32C of all records up to and with this one, each with its line feed, so
/// that the last line bears the checksum of the whole log as JSON Lines:
///
///     tail -n +2 register.log | cut -c 10-
///
/// A checksum that runs on shows a line that is missing, twice there or moved as it shows one that is damaged. What it
/// cannot show is that whole lines are missing at the end; who must know that keeps a signed checkpoint elsewhere.
enum LogLine {
    static let lineFeed: UInt8 = 0x0A

    /// The first line of the file, with its line feed.
    ///
    /// A file without it is never taken for a log, and so never cut.
    static let header = Array("testamur log 1\n".utf8)

    /// The checksum and the space.
    static let prefixCount = 9

    /// Refuses a record that a line cannot hold.
    static func check(_ record: [UInt8], limit: Int, path: String) throws(StorageError) {
        guard record.count <= limit else {
            throw .about(path, .tooLarge, "expected a record of at most \(limit) bytes, found \(record.count)")
        }
        guard !record.contains(lineFeed) else {
            throw .about(path, .invalidRecord, "expected a record of one line, found a line feed in it")
        }
    }

    /// Writes the line of a record, and brings the checksum up to date.
    static func append(_ record: [UInt8], to lines: inout [UInt8], checksum: inout CRC32C) {
        checksum.update(record)
        checksum.update(CollectionOfOne(lineFeed))
        for shift in stride(from: 28, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: (checksum.value >> UInt32(shift)) & 15)
            lines.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
        }
        lines.append(0x20)
        lines += record
        lines.append(lineFeed)
    }

    /// Reads a line without its line feed: the record, if the checksum is the one that belongs here.
    static func record(in line: ArraySlice<UInt8>, checksum: inout CRC32C) -> [UInt8]? {
        guard line.count >= prefixCount, let stored = value(of: line.prefix(8)), line.dropFirst(8).first == 0x20
        else { return nil }
        let record = line.dropFirst(prefixCount)
        var found = checksum
        found.update(record)
        found.update(CollectionOfOne(lineFeed))
        guard found.value == stored else { return nil }
        checksum = found
        return Array(record)
    }

    private static func value(of digits: ArraySlice<UInt8>) -> UInt32? {
        var result: UInt32 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: result = result << 4 | UInt32(digit - 0x30)
            case 0x61...0x66: result = result << 4 | UInt32(digit - 0x57)
            default: return nil
            }
        }
        return result
    }
}
