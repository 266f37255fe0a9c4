/// One record of a log.
public struct LogRecord: Hashable, Sendable {
    /// Its place in the log; the first record has 1.
    public let number: Int

    /// The bytes as they were appended.
    public let bytes: [UInt8]

    /// Describes a record.
    public init(number: Int, bytes: [UInt8]) {
        self.number = number
        self.bytes = bytes
    }
}
