public import Encodings

/// Where a fact of a record stands, so that a person can find and mend it.
public enum RecordPlace: Sendable {
    /// A value in a received document.
    case node(JSONNode)
    /// A member of an object in a received document, present or missing.
    case member(JSONNode, String)
    /// A character in a text file, lines and columns counted from 1.
    case position(file: String, line: Int, column: Int)
    /// A cell of a table, rows counted from 1 with the heading as the first.
    case cell(file: String, row: Int, column: String)

    /// The row of a table, when the fact comes from one.
    public var row: Int? {
        guard case .cell(_, let row, _) = self else { return nil }
        return row
    }
}

extension RecordPlace: CustomStringConvertible {
    /// The place as people and programs read it: a JSON pointer, `file:line:column`, or `file:row:column`.
    public var description: String {
        switch self {
        case .node(let node): node.pointer
        case .member(let node, let name): node.pointer + "/" + JSONPointer.escape(name)
        case .position(let file, let line, let column): "\(file):\(line):\(column)"
        case .cell(let file, let row, let column): "\(file):\(row):\(column)"
        }
    }
}
