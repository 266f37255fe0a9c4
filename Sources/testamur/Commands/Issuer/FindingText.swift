import CredentialIssuer
import Credentials
import Encodings

/// What is to be mended in files that people write, a line and a column each.
struct FindingText {
    let findings: [Finding]
    let language: Language
    let terminal: Terminal
    /// The sentence for a finding.
    private let sentence: (Finding, Language) -> String

    /// Takes findings, each once: what is wrong with a specification is found for every learner.
    init(
        _ findings: [Finding], language: Language, terminal: Terminal,
        in sentence: @escaping (Finding, Language) -> String = SpecificationCatalogue.sentence
    ) {
        var seen: Set<[String]> = []
        let distinct = findings.filter { finding in
            seen.insert([finding.place, finding.code] + finding.arguments.map(\.value)).inserted
        }
        // In the order of the files, and of the lines in each.
        var files: [String: Int] = [:]
        let placed = distinct.enumerated().map { offset, finding in
            let place = Self.place(of: finding)
            let file = files[place.file] ?? files.count
            files[place.file] = file
            return (finding: finding, order: (file, place.line, place.column, offset))
        }
        self.findings = placed.sorted { $0.order < $1.order }.map(\.finding)
        self.language = language
        self.terminal = terminal
        self.sentence = sentence
    }

    /// What reading and the rules found, without what the rules say of a line that could not be read.
    static func merge(_ reading: [Finding], _ rules: [Finding]) -> [Finding] {
        let unread = Set(reading.map { line(of: $0) })
        return reading + rules.filter { !unread.contains(line(of: $0)) }
    }

    /// The file and the line, without the column.
    private static func line(of finding: Finding) -> String {
        let place = place(of: finding)
        return "\(place.file):\(place.line)"
    }

    /// The parts of `file:line:column`; line and column are 0 where there are none.
    private static func place(of finding: Finding) -> (file: String, line: Int, column: Int) {
        let parts = finding.place.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 2, let line = Int(parts[parts.count - 2]), let column = Int(parts[parts.count - 1]) else {
            return (finding.place, 0, 0)
        }
        return (parts.dropLast(2).joined(separator: ":"), line, column)
    }

    /// A sentence that does no harm on a terminal, in which numbers that stand for characters are left as they are.
    ///
    /// Readers of files put them there already, and numbering them again would make them unreadable.
    static func harmless(_ sentence: String) -> String {
        let plain = String(sentence.filter { $0 != "⟨" && $0 != "⟩" })
        let safe = TerminalText(plain)
        return !safe.isIsolated && safe.content.utf8.elementsEqual(plain.utf8)
            ? sentence : TerminalText(sentence).description
    }

    /// How many weigh as much as this.
    func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }

    /// The place, the weight, what to do, and the code.
    var lines: [String] {
        let places = findings.map { TerminalText($0.place).description }
        let widest = places.map { TerminalText($0).width }.max() ?? 0
        // Long places get a line of their own, or the sentences would have none.
        let isBeside = widest <= 40
        let placeWidth = isBeside ? widest : 0
        let weights = findings.map { CommandWords.sentence("issuer.severity.\($0.severity.rawValue)", language) }
        let weightWidth = weights.map { TerminalText($0).width }.max() ?? 0
        let indent = placeWidth + weightWidth + 4
        var lines: [String] = []
        for (position, finding) in findings.enumerated() {
            let weight = TerminalText(weights[position]).padded(toWidth: weightWidth)
            if !isBeside { lines.append(places[position]) }
            let start =
                (isBeside ? TerminalText(places[position]).padded(toWidth: placeWidth) : "") + "  "
                + terminal.paint(weight, finding.severity == .error ? .bad : .doubtful) + "  "
            let text = Self.harmless(sentence(finding, language))
            let words = Terminal.wrap(text + " (\(finding.code))", width: max(terminal.width - indent, 36))
            for (row, line) in words.enumerated() {
                lines.append((row == 0 ? start : String(repeating: " ", count: indent)) + line)
            }
        }
        return lines
    }

    /// One object for each finding.
    var json: [JSONValue] {
        findings.map { finding in
            var value: JSONValue = [
                "severity": .string(finding.severity.rawValue), "code": .string(finding.code),
                "message": .string(sentence(finding, language)),
            ]
            let place = Self.place(of: finding)
            value["file"] = .string(place.file)
            if place.line > 0 {
                value["line"] = .number(String(place.line))
                value["column"] = .number(String(place.column))
            }
            return value
        }
    }
}
