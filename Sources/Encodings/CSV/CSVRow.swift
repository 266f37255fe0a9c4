/// One row of a CSV file.
public struct CSVRow: Sendable, Equatable {
    /// The row as a spreadsheet counts it, from 1.
    public let number: Int

    /// The line on which it begins as an editor counts it, from 1.
    public let line: Int

    /// The cells, without what stands around them in the file; empty where something is wrong with one.
    public internal(set) var cells: [String]

    /// What is wrong with it, in the order of its cells.
    public internal(set) var problems: [CSVProblem]

    /// Whether the file ends in it, without an end of the line.
    public internal(set) var isLast = false

    /// Whether no cell holds anything.
    public var isBlank: Bool { problems.isEmpty && cells.allSatisfy(\.isEmpty) }
}
