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
        found = row.found(in: column)
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

/// The problems of a spreadsheet as a registrar reads them.
struct ProblemTable {
    let language: Language
    let terminal: Terminal
    /// The first problems; more than these nobody reads on a screen.
    private(set) var problems: [RowProblem] = []
    /// How many there are in all.
    private(set) var count = 0

    static let limit = 40

    init(language: Language, terminal: Terminal) {
        self.language = language
        self.terminal = terminal
    }

    mutating func add(_ problem: RowProblem) {
        count += 1
        if problems.count < Self.limit { problems.append(problem) }
    }

    /// Row, column, what was found, and what to do.
    var lines: [String] {
        let headings = ["row", "column", "found", "mend"].map { word("issuer.problems.\($0)") }
        let rows = problems.map { problem in
            [
                String(problem.row),
                TerminalText(problem.column.isEmpty ? word("issuer.problems.wholeRow") : problem.column).description,
                found(problem),
            ]
        }
        let bounds = [9, 24, 20]
        let widths = bounds.indices.map { index in
            min(([headings[index]] + rows.map { $0[index] }).map { TerminalText($0).width }.max() ?? 0, bounds[index])
        }
        let indent = widths.reduce(2) { $0 + $1 + 2 }
        let room = max(terminal.width - indent, 30)
        var lines = [line(headings, widths) + headings[3]].map { terminal.paint($0, .faint) }
        for (problem, cells) in zip(problems, rows) {
            for (number, part) in Terminal.wrap(FindingText.harmless(problem.sentence), width: room).enumerated() {
                lines.append((number == 0 ? line(cells, widths) : String(repeating: " ", count: indent)) + part)
            }
        }
        if count > problems.count {
            lines.append("  " + word("issuer.problems.more", [("n", String(count - problems.count))]))
        }
        return lines
    }

    private func found(_ problem: RowProblem) -> String {
        guard !problem.column.isEmpty else { return "" }
        guard let found = problem.found else { return "…" }
        return found.isEmpty ? word("issuer.problems.empty") : TerminalText(found).description
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
