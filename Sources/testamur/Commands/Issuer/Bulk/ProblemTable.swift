import CredentialIssuer
import Credentials
import Encodings

/// One thing to be mended in a spreadsheet.
struct RowProblem {
    let row: Int
    /// The column; empty where the whole row is meant.
    let column: String
    let code: String
    /// What stands there, as far as it may be repeated; `nil` where it may not.
    let found: String?
    let sentence: String

    init(_ finding: Finding, in row: LearnerRow, _ language: Language) {
        let cell = finding.cell
        self.row = cell?.row ?? row.number
        column = cell?.column ?? ""
        code = finding.code
        // What cannot be read as it stands there is not empty.
        found = CSVProblem.Code(rawValue: finding.code) == nil ? row.found(in: column) : nil
        sentence = Self.sentence(for: finding, language)
    }

    /// The sentence, without the number of the row, which stands beside it.
    private static func sentence(for finding: Finding, _ language: Language) -> String {
        guard finding.variant == "row" else { return SpecificationCatalogue.sentence(for: finding, in: language) }
        let plain = Finding(
            finding.code, finding.severity, at: finding.place, finding.arguments.filter { $0.name != "variant" })
        return SpecificationCatalogue.sentence(for: plain, in: language)
    }

    /// The problem for programs.
    var json: JSONValue {
        var value: JSONValue = ["code": .string(code), "message": .string(sentence)]
        value["column"] = column.isEmpty ? nil : .string(column)
        value["found"] = found.map { .string($0) }
        return value
    }

    /// The names of the columns of a file of problems.
    static let heading: [CSVWriter.Cell] = [
        .text("row"), .text("column"), .text("found"), .text("what_to_do"), .text("code"),
    ]

    /// A row of a file of problems.
    var cells: [CSVWriter.Cell] {
        [.number(row), .text(column), .text(found ?? ""), .text(sentence), .text(code)]
    }
}

/// The rows in which the same is to be mended.
struct RowGroup {
    /// The first of these problems.
    let problem: RowProblem
    /// How many rows there are.
    private(set) var count = 1
    /// Whether the same stands in all of the cells.
    private(set) var isSameFound = true
    /// The rows, as far as a person reads them.
    private var ranges: [ClosedRange<Int>]
    private var last: Int

    /// How many ranges are kept.
    private static let limit = 4
    /// The width of a column of them.
    static let width = 20

    init(_ problem: RowProblem) {
        self.problem = problem
        last = problem.row
        ranges = [last...last]
    }

    /// Adds the same problem in a later row.
    mutating func add(_ other: RowProblem) {
        if other.found != problem.found { isSameFound = false }
        guard other.row != last else { return }
        count += 1
        if let end = ranges.last, other.row == last + 1, end.upperBound == last {
            ranges[ranges.count - 1] = end.lowerBound...other.row
        } else if ranges.count < Self.limit {
            ranges.append(other.row...other.row)
        }
        last = other.row
    }

    /// The rows, for example `2-301` or `4, 7, 9-12`; no more of them than fit into a column.
    var rows: String {
        var text = ""
        var named = 0
        for range in ranges {
            let next = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
            guard text.isEmpty || text.utf8.count + next.utf8.count <= Self.width - 5 else { break }
            text += (text.isEmpty ? "" : ", ") + next
            named += range.count
        }
        return named == count ? text : text + ", …"
    }
}

/// The problems of a spreadsheet as a registrar reads them.
struct ProblemTable {
    let language: Language
    let terminal: Terminal
    /// The first problems, each with all of its rows; more than these nobody reads on a screen.
    private(set) var groups: [RowGroup] = []
    /// How many problems there are in all.
    private(set) var count = 0

    private var places: [[String]: Int] = [:]
    private var shownCount = 0

    static let limit = 40

    init(language: Language, terminal: Terminal) {
        self.language = language
        self.terminal = terminal
    }

    mutating func add(_ problem: RowProblem) {
        count += 1
        let key = [problem.code, problem.column, problem.sentence]
        if let place = places[key] {
            groups[place].add(problem)
        } else if groups.count < Self.limit {
            places[key] = groups.count
            groups.append(RowGroup(problem))
        } else {
            return
        }
        shownCount += 1
    }

    /// Row, column, what was found, and what to do.
    var lines: [String] {
        let headings = ["row", "column", "found", "mend"].map { word("issuer.problems.\($0)") }
        let rows = groups.map { group in
            let column = group.problem.column
            return [
                group.rows, TerminalText(column.isEmpty ? word("issuer.problems.wholeRow") : column).description,
                found(group),
            ]
        }
        let bounds = [RowGroup.width, 24, 20]
        let widths = bounds.indices.map { index in
            min(([headings[index]] + rows.map { $0[index] }).map { TerminalText($0).width }.max() ?? 0, bounds[index])
        }
        let indent = widths.reduce(2) { $0 + $1 + 2 }
        let room = max(terminal.width - indent, 30)
        var lines = [line(headings, widths) + headings[3]].map { terminal.paint($0, .faint) }
        for (group, cells) in zip(groups, rows) {
            for (number, part) in Terminal.wrap(sentence(group), width: room).enumerated() {
                lines.append((number == 0 ? line(cells, widths) : String(repeating: " ", count: indent)) + part)
            }
        }
        if count > shownCount {
            lines.append("  " + word("issuer.problems.more", [("n", String(count - shownCount))]))
        }
        return lines
    }

    private func sentence(_ group: RowGroup) -> String {
        let text = FindingText.harmless(group.problem.sentence)
        guard group.count > 1 else { return text }
        return word("issuer.problems.group", [("n", ProgressBar.grouped(group.count)), ("text", text)])
    }

    private func found(_ group: RowGroup) -> String {
        guard !group.problem.column.isEmpty else { return "" }
        guard let found = group.problem.found else { return "…" }
        let text = found.isEmpty ? word("issuer.problems.empty") : TerminalText(found).description
        return group.isSameFound ? text : text + " …"
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var line = "  "
        for (index, width) in widths.enumerated() {
            let text = TerminalText(cells[index]).truncated(toWidth: width)
            let filled = text.padded(toWidth: width)
            // Numbers end under each other.
            line +=
                (index == 0 ? String(repeating: " ", count: max(width - text.width, 0)) + text.description : filled)
                + "  "
        }
        return line
    }

    private func word(_ key: String, _ arguments: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, arguments)
    }
}
