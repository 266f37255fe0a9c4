/// What is wrong with one place of a CSV file.
///
/// It holds nothing of what stands in a cell: cells are about people.
public struct CSVProblem: Error, Sendable, Hashable {
    /// The stable name of what is wrong.
    public enum Code: String, Sendable, CaseIterable {
        /// There is no row with the names of the columns.
        case empty = "CSV_EMPTY"
        /// The bytes are not UTF-8.
        case notUTF8 = "CSV_NOT_UTF8"
        /// The bytes are UTF-16, which spreadsheets write under the name "Unicode text".
        case utf16 = "CSV_UTF16"
        /// A cell holds a control character.
        case controlCharacter = "CSV_CONTROL_CHARACTER"
        /// A quotation mark stands where neither a quoted cell begins nor ends.
        case strayQuote = "CSV_STRAY_QUOTE"
        /// The file ends in a quoted cell.
        case openQuote = "CSV_OPEN_QUOTE"
        /// A cell is larger than the limit.
        case cellTooLarge = "CSV_CELL_TOO_LARGE"
        /// A row has more cells than the limit.
        case tooManyCells = "CSV_TOO_MANY_CELLS"
        /// A row has a cell for which there is no column.
        case cellWithoutColumn = "CSV_CELL_WITHOUT_COLUMN"
        /// The file ends in the middle of a row.
        case halfRow = "CSV_HALF_ROW"
        /// Two columns have the same name.
        case columnTwice = "CSV_COLUMN_TWICE"
        /// A column with content has no name.
        case columnWithoutName = "CSV_COLUMN_WITHOUT_NAME"
        /// A cell holds a formula.
        case formula = "CSV_FORMULA"
        /// A cell holds what a spreadsheet shows in place of a result, such as #N/A.
        case spreadsheetError = "CSV_SPREADSHEET_ERROR"
    }

    /// What is wrong.
    public let code: Code

    /// The row as a spreadsheet counts it, from 1: the names of the columns are in row 1.
    public let row: Int

    /// The column, counted from 0; `nil` where the whole row is meant.
    public let column: Int?

    /// The line as an editor counts it, from 1: more than the row where cells have several lines.
    public let line: Int

    /// One sentence: what was expected and what was found.
    public let reason: String

    init(_ code: Code, row: Int, column: Int?, line: Int, _ reason: String) {
        self.code = code
        self.row = row
        self.column = column
        self.line = line
        self.reason = reason
    }

    /// The name of a column as a spreadsheet shows it: A to Z, then AA and so on.
    public static func letters(of column: Int) -> String {
        var number = column + 1
        var letters: [UInt8] = []
        while number > 0 {
            number -= 1
            letters.insert(UInt8(ascii: "A") + UInt8(number % 26), at: 0)
            number /= 26
        }
        return String(decoding: letters, as: UTF8.self)
    }
}

extension CSVProblem: CustomStringConvertible {
    /// The place, the reason and the code.
    public var description: String {
        let cell = column.map { "cell \(Self.letters(of: $0))\(row)" } ?? "row \(row)"
        return "\(cell) (line \(line)): \(reason) (\(code.rawValue))"
    }
}
