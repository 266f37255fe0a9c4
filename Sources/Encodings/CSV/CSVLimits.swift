/// What a CSV file may hold at most.
public struct CSVLimits: Sendable, Hashable {
    /// The largest cell, in bytes of UTF-8: 32,767 characters is what a spreadsheet takes.
    public var cellByteCount = 65_536

    /// The most cells of a row.
    public var cellCount = 256

    /// The usual limits.
    public static let standard = CSVLimits()

    /// Makes the usual limits.
    public init() {}
}
