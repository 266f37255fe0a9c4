/// What was moved from the end of a log to a file of its own.
public struct LogRecovery: Hashable, Sendable {
    /// The path of the file that holds it now.
    public let path: String

    /// How many bytes it has.
    public let byteCount: Int

    /// How many records the log has kept: all that were before it.
    public let recordsKept: Int

    /// Describes a recovery.
    public init(path: String, byteCount: Int, recordsKept: Int) {
        self.path = path
        self.byteCount = byteCount
        self.recordsKept = recordsKept
    }
}
