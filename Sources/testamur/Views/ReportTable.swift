import CredentialVerifier
import Credentials
import Registry
import Encodings

/// Many reports, one line each.
struct ReportTable {
    let language: Language
    let terminal: Terminal
    private var rows: [(tone: Terminal.Tone, cells: [String])] = []

    init(language: Language, terminal: Terminal) {
        self.language = language
        self.terminal = terminal
    }

    /// Adds one line, and after that of a presentation one for each credential in it.
    mutating func add(_ report: VerificationReport, _ input: String) {
        addLine(report, input)
        for (index, credential) in report.credentials.enumerated() { addLine(credential, "\(input)#\(index + 1)") }
    }

    private mutating func addLine(_ report: VerificationReport, _ input: String) {
        let tone: Terminal.Tone
        let sign: String
        switch report.verdict {
        case .valid: (tone, sign) = (.good, terminal.symbol("✔", "OK"))
        case .invalid: (tone, sign) = (.bad, terminal.symbol("✘", "NO"))
        case .undecided: (tone, sign) = (.doubtful, terminal.symbol("?", "??"))
        }
        var cells = [sign, input, "", "", "", ""]
        if let claims = report.claims, report[.proof]?.outcome != .failed {
            let view = AchievementView(claims)
            cells[2] = (view.learnerName ?? "") + ClaimsText.more(view.subjectCount, language)
            cells[3] = (view.titleWithOriginal(in: language) ?? "") + ClaimsText.moreAchievements(view, language)
            cells[4] = report.issuer?.legalName ?? CommandWords.sentence("notOnYourLists", language)
        }
        if report.verdict != .valid || report.isByPastTrust || report.isPresentation {
            cells[5] = report.headline(in: language)
        }
        rows.append((tone, cells))
    }

    /// Adds the line of an input that could not be read.
    mutating func addUnread(_ input: String, because reason: String) {
        let cells = [terminal.symbol("–", "-"), input, "", "", "", reason]
        rows.append((.doubtful, cells))
    }

    /// The header and the lines, in columns that fit the terminal.
    var lines: [String] {
        let titles = ["verdict", "file", "learner", "credential", "issuer", "why"].map {
            CommandWords.sentence("column.\($0)", language)
        }
        // Generous, but bounded: one long name must not push the verdicts of the others off the screen.
        let bounds = [9, 28, 24, 36, 26, 200]
        let widths = titles.indices.map { column in
            min(
                (rows.map { TerminalText($0.cells[column]).width } + [TerminalText(titles[column]).width])
                    .max() ?? 0, terminal.columnBound(bounds[column]))
        }
        var lines = [terminal.paint(line(titles, widths), .strong)]
        for row in rows {
            let first = TerminalText(row.cells[0]).padded(toWidth: widths[0])
            lines.append(
                terminal.paint(first, row.tone) + "  " + line(Array(row.cells.dropFirst()), Array(widths.dropFirst())))
        }
        return lines
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        var parts: [String] = []
        for (cell, width) in zip(cells, widths) {
            parts.append(terminal.cell(cell, width: width))
        }
        var line = parts.joined(separator: "  ")
        while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
        return line
    }
}
