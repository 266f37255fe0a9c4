import Encodings

/// The columns of a list of credentials: number, title, issuer, load, and behind them the verdict.
struct WalletColumns {
    private let widths: [Int]
    /// Whether the verdicts stand on lines of their own.
    private let isVerdictBelow: Bool
    private let terminal: Terminal

    /// Between two columns, and before the first.
    private static let gap = "   "
    private static let margin = "  "
    /// No title and no issuer is cut to less.
    private static let least = 12

    /// Makes the columns as wide as the rows need.
    ///
    /// A screen has room for the whole line: titles and issuers are cut, and where that is not enough the verdicts stand
    /// below, so that they are seen. In a file or a pipe nothing is cut, and what is longer than usual pushes the rest of
    /// its own line alone.
    init(_ rows: [[String]], verdicts: [String], on terminal: Terminal) {
        self.terminal = terminal
        let bounds = [5, 44, 34, 16]
        var widths = bounds.indices.map { column in
            min(rows.map { TerminalText($0[column]).width }.max() ?? 0, bounds[column])
        }
        let verdict = verdicts.map { TerminalText($0).width }.max() ?? 0
        let fixed = Self.margin.count + Self.gap.count * (bounds.count - 1) + widths[0] + widths[3]
        let beside = fixed + Self.gap.count + verdict
        isVerdictBelow = terminal.isScreen && beside + 2 * Self.least > terminal.width
        let room = max(terminal.width - (isVerdictBelow ? fixed : beside), 2 * Self.least)
        if terminal.isScreen, widths[1] + widths[2] > room {
            // What the shorter of the two leaves, the other has.
            widths[2] = min(widths[2], max(room * 2 / 5, room - widths[1]))
            widths[1] = min(widths[1], room - widths[2])
        }
        self.widths = widths
    }

    /// The lines of the list for one credential.
    func lines(_ row: [String], _ verdict: String, _ tone: Terminal.Tone) -> [String] {
        let cells = zip(row, widths).map { terminal.cell($0, width: $1) }
        let line = Self.margin + cells.joined(separator: Self.gap)
        guard isVerdictBelow else { return [line + Self.gap + terminal.paint(verdict, tone)] }
        let indent = Self.margin + String(repeating: " ", count: widths[0]) + Self.gap
        let below = Terminal.wrap(verdict, width: terminal.width - indent.count)
        return [line] + below.map { indent + terminal.paint($0, tone) }
    }
}
