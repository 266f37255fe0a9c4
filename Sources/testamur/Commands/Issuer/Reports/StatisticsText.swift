import CredentialIssuer
import Credentials
import Encodings

/// Numbers of awards, for people and for programs.
struct StatisticsText {
    let statistics: AwardStatistics
    let language: Language
    let terminal: Terminal

    init(_ statistics: AwardStatistics, language: Language, terminal: Terminal) {
        self.statistics = statistics
        self.language = language
        self.terminal = terminal
    }

    /// A table for each dimension, with a bar beside each number where a person looks at it.
    var lines: [String] {
        var lines = [terminal.paint(word("report.total", [("n", told(statistics.total))]), .strong)]
        var isHiding = statistics.total == .hidden
        for table in statistics.tables where !table.rows.isEmpty {
            lines += ["", terminal.paint(title(table), .strong)]
            let bound = terminal.columnBound(44)
            let width = min(table.rows.map { TerminalText(label($0, table)).width }.max() ?? 0, bound)
            let largest = table.rows.map { number($0.count) }.max() ?? 0
            let digits = max(String(largest).utf8.count, 2)
            for row in table.rows {
                if row.count == .hidden { isHiding = true }
                let count = told(row.count)
                let gap = String(repeating: " ", count: max(digits - count.utf8.count, 0))
                let bar = self.bar(number(row.count), of: largest)
                lines.append(
                    "  " + terminal.cell(label(row, table), width: width) + "  " + gap + count
                        + (bar.isEmpty ? "" : "  " + terminal.paint(bar, .faint)))
            }
        }
        if isHiding {
            lines.append("")
            lines += Terminal.wrap(
                word("report.hidden", [("n", String(AwardStatistics.threshold))]), width: terminal.width)
        }
        return lines
    }

    /// One table with everything: by what, the value, its words, and the number.
    var csv: [UInt8] {
        var writer = CSVWriter()
        var bytes = writer.row(["dimension", "value", "label", "awards"].map { .text($0) })
        bytes += writer.row([.text("total"), .text(""), .text(""), cell(statistics.total)])
        for table in statistics.tables {
            for row in table.rows {
                bytes += writer.row([
                    .text(table.dimension.rawValue), .text(row.value), .text(words(row, table)), cell(row.count),
                ])
            }
        }
        return bytes
    }

    /// The same for programs.
    var json: JSONValue {
        [
            "total": value(statistics.total), "threshold": .number(String(AwardStatistics.threshold)),
            "tables": .array(
                statistics.tables.map { table in
                    [
                        "by": .string(table.dimension.rawValue), "isMultiple": .boolean(table.dimension.isMultiple),
                        "rows": .array(
                            table.rows.map { row in
                                [
                                    "value": .string(row.value), "label": .string(words(row, table)),
                                    "awards": value(row.count),
                                ]
                            }),
                    ]
                }),
        ]
    }

    // MARK: Parts

    private func title(_ table: AwardStatistics.Table) -> String {
        word("report.by.\(table.dimension.rawValue)")
            + (table.dimension.isMultiple ? " " + word("report.multiple") : "")
    }

    private func words(_ row: AwardStatistics.Row, _ table: AwardStatistics.Table) -> String {
        if row.value.isEmpty {
            return word(table.dimension == .kind ? "report.plainKind" : "report.notStated")
        }
        return row.words[language] ?? row.value
    }

    private func label(_ row: AwardStatistics.Row, _ table: AwardStatistics.Table) -> String {
        TerminalText(words(row, table)).description
    }

    private func told(_ count: AwardStatistics.Count) -> String {
        switch count {
        case .exactly(let number): String(number)
        case .hidden: "·"
        }
    }

    private func number(_ count: AwardStatistics.Count) -> Int {
        guard case .exactly(let number) = count else { return 0 }
        return number
    }

    private func cell(_ count: AwardStatistics.Count) -> CSVWriter.Cell {
        switch count {
        case .exactly(let number): .number(number)
        case .hidden: .text("hidden")
        }
    }

    private func value(_ count: AwardStatistics.Count) -> JSONValue {
        switch count {
        case .exactly(let number): .number(String(number))
        case .hidden: .null
        }
    }

    /// A bar for a person who looks before she reads.
    private func bar(_ number: Int, of largest: Int) -> String {
        guard terminal.isScreen, largest > 0, number > 0 else { return "" }
        return String(repeating: terminal.symbol("█", "#"), count: max(number * 24 / largest, 1))
    }

    private func word(_ key: String, _ arguments: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, arguments)
    }
}
