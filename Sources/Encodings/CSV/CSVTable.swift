/// Reads the rows of a table whose first row has the names of the columns.
///
/// Blank rows are left out, wherever they are. A row may have fewer cells than there are columns, because spreadsheets
/// leave out what is empty at the end; more only where the rest is empty. The last row may not, if no end of a line comes
/// after it: then the file was probably cut off.
public struct CSVTable: Sendable {
    private var parser: CSVParser

    /// The names of the columns, without blanks around them; empty until the first row was read.
    ///
    /// A column without name and content at the end, as spreadsheets leave them, is not among them.
    public private(set) var columns: [String] = []

    private var hasHeader = false

    /// Begins with nothing.
    public init(limits: CSVLimits = .standard) { parser = CSVParser(limits: limits) }

    /// The separator that was found.
    public var separator: Character { parser.foundSeparator }

    /// Takes the next bytes, and hands out the rows that end in them; what is wrong with the names of the columns comes
    /// with a row of its own, without cells.
    public mutating func take<Failure: Error>(
        _ bytes: [UInt8], _ body: (CSVRow) throws(Failure) -> Void
    ) throws(Failure) {
        var parser = parser
        defer { self.parser = parser }
        try parser.take(bytes) { row throws(Failure) in try give(row, body) }
    }

    /// Ends, and hands out the last row if it has no end of its own.
    public mutating func finish<Failure: Error>(_ body: (CSVRow) throws(Failure) -> Void) throws(Failure) {
        var parser = parser
        defer { self.parser = parser }
        try parser.finish { row throws(Failure) in try give(row, body) }
        guard !hasHeader else { return }
        hasHeader = true
        let problem = CSVProblem(
            .empty, row: 1, column: nil, line: 1, "expected a row with the names of the columns, found none")
        try body(CSVRow(number: 1, line: 1, cells: [], problems: [problem]))
    }

    private mutating func give<Failure: Error>(
        _ row: CSVRow, _ body: (CSVRow) throws(Failure) -> Void
    ) throws(Failure) {
        if row.isBlank { return }
        guard hasHeader else {
            hasHeader = true
            let problems = takeHeader(row)
            if problems.isEmpty { return }
            return try body(CSVRow(number: row.number, line: row.line, cells: [], problems: problems))
        }
        var row = row
        for (index, cell) in row.cells.enumerated() where !cell.isEmpty {
            if index >= columns.count {
                row.problems.append(
                    CSVProblem(
                        .cellWithoutColumn, row: row.number, column: index, line: row.line,
                        "expected at most \(columns.count) cells, one for each column, found another with content"))
                break
            }
            switch SpreadsheetCell(cell) {
            case .text(let text): row.cells[index] = text
            case .formula:
                refuse(&row, index, .formula, "expected a value, found a formula: paste it as values")
            case .failure:
                refuse(&row, index, .spreadsheetError, "expected a value, found the error of a formula")
            }
        }
        if row.isLast, row.cells.count < columns.count, !row.problems.contains(where: { $0.code == .openQuote }) {
            row.problems.append(
                CSVProblem(
                    .halfRow, row: row.number, column: row.cells.count, line: row.line,
                    "expected \(columns.count) cells, found the end of the file after \(row.cells.count)"))
        }
        while row.cells.count < columns.count { row.cells.append("") }
        row.cells.removeLast(row.cells.count - columns.count)
        try body(row)
    }

    private func refuse(_ row: inout CSVRow, _ column: Int, _ code: CSVProblem.Code, _ reason: String) {
        row.problems.append(CSVProblem(code, row: row.number, column: column, line: row.line, reason))
        row.cells[column] = ""
    }

    private mutating func takeHeader(_ row: CSVRow) -> [CSVProblem] {
        var names = row.cells.map { Self.trimmed($0) }
        while names.last?.isEmpty == true { names.removeLast() }
        var problems = row.problems
        for (index, name) in names.enumerated() {
            let problem: (CSVProblem.Code, String)?
            if name.isEmpty {
                problem = (.columnWithoutName, "expected the name of a column, found nothing")
            } else if names[..<index].contains(where: { $0.lowercased() == name.lowercased() }) {
                problem = (.columnTwice, "expected each name of a column once, found one a second time")
            } else {
                problem = nil
            }
            if let (code, reason) = problem, !problems.contains(where: { $0.column == index }) {
                problems.append(CSVProblem(code, row: row.number, column: index, line: row.line, reason))
            }
        }
        columns = names
        return problems
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text.unicodeScalars[...]
        while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}

/// What a cell of a spreadsheet comes to.
enum SpreadsheetCell: Equatable {
    /// A value.
    case text(String)
    /// Something to be computed, which nothing here does.
    case formula
    /// What stands in place of the result of a formula.
    case failure

    private static let failures = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#N/B", "#VERW!",
        "#WAARDE!", "#NAAM?", "#DEEL/0!", "#GETAL!", "#LEEG!",
    ]

    init(_ text: String) {
        if Self.failures.contains(text) {
            self = .failure
        } else if text.utf8.first == UInt8(ascii: "=") {
            // ="0123" is how people keep a spreadsheet from taking a text for a number.
            let inner = text.utf8.dropFirst()
            guard inner.count >= 2, inner.first == UInt8(ascii: "\""), inner.last == UInt8(ascii: "\""),
                !inner.dropFirst().dropLast().contains(UInt8(ascii: "\""))
            else {
                self = .formula
                return
            }
            self = .text(String(Substring(inner.dropFirst().dropLast())))
        } else {
            self = .text(text)
        }
    }
}
