/// A place in a file, as editors count: lines and columns begin at 1, a column is one Unicode scalar.
public struct YAMLPosition: Hashable, Sendable {
    /// The line, from 1.
    public let line: Int

    /// The column, from 1, where a tab is one column.
    public let column: Int

    /// The first place of a file.
    public static let start = YAMLPosition(line: 1, column: 1)

    /// Names a place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension YAMLPosition: Comparable {
    /// Tells whether the left place comes first in the file.
    public static func < (left: YAMLPosition, right: YAMLPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

extension YAMLPosition: CustomStringConvertible {
    /// The place as compilers write it, for example `14:3`.
    public var description: String { "\(line):\(column)" }
}
