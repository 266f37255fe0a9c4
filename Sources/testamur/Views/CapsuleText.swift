import CredentialVerifier
import Credentials
import Encodings
import Registry

/// What is in a capsule that was saved, for a person or a program.
struct CapsuleText {
    let packed: CapsulePacker.Packed
    let place: CapsulePlaces.Place
    let language: Language
    let terminal: Terminal

    private var path: String { place.path ?? "-" }

    /// What is to be said of what is kept from one run to the next.
    var stateNotes: [Note] = []

    /// The lines of the whole text.
    var lines: [String] {
        [headline, ""] + rows + [""] + StateNotes.lines(stateNotes, language, terminal) + advice
    }

    /// That it was saved, and what it is worth alone.
    var headline: String {
        let isValid = packed.report.verdict == .valid
        let name =
            place.path == nil ? CommandWords.sentence("bundle.output", language) : TerminalText(path).description
        let text = sentence(
            "bundle.saved",
            [("path", name), ("verdict", TerminalText(packed.report.headline(in: language)).description)])
        let sign = isValid ? terminal.symbol("✔", "OK") : terminal.symbol("?", "??")
        return terminal.paint("\(sign) \(text)", isValid ? .good : .doubtful)
    }

    private var rows: [String] {
        var rows = [("bundle.row.credential", title)]
        let roots = packed.capsule.files.filter { $0.name.role == .root }
        if let first = roots.first, let last = roots.last {
            let versions = [("first", String(first.name.number)), ("last", String(last.name.number))]
            rows.append(
                ("bundle.row.roots", sentence(roots.count == 1 ? "bundle.root" : "bundle.roots", versions)))
        }
        rows.append(("bundle.row.list", list))
        for (role, row) in [
            (CapsuleName.Role.delegation, "delegations"), (.document, "documents"), (.context, "contexts"),
            (.statusList, "status"),
        ] {
            let count = packed.capsule.files.count { $0.name.role == role }
            if count > 0 { rows.append(("bundle.row.\(row)", String(count))) }
        }
        rows.append(("bundle.row.size", "\(size) bytes"))
        let labels = rows.map { CommandWords.sentence($0.0, language) }
        let width = (labels.map { TerminalText($0).width }.max() ?? 0) + 3
        return zip(labels, rows).flatMap { label, row in
            Terminal.wrap(row.1, width: max(terminal.width - width - 4, 30)).enumerated().map { position, line in
                "  "
                    + (position == 0
                        ? TerminalText(label).padded(toWidth: width) : String(repeating: " ", count: width))
                    + line
            }
        }
    }

    private var title: String {
        let title = packed.report.claims.flatMap { AchievementView($0).title(in: language) }
        return TerminalText([title, packed.report.issuer?.legalName].compactMap { $0 }.joined(separator: " · "))
            .description
    }

    private var list: String {
        let list = packed.list
        let facts = [
            ("sequence", String(list.sequence)), ("authority", TerminalText(list.authority.legalName).description),
            ("issued", CommandWords.date(list.issued.date, language)),
            ("known", CommandWords.date((packed.report.capsule?.age?.known ?? list.issued).date, language)),
        ]
        return sentence(packed.capsule.material.statements.isEmpty ? "bundle.list" : "bundle.list.stated", facts)
    }

    private var size: Int {
        if case .folder = place { return packed.capsule.files.reduce(0) { $0 + $1.bytes.count } }
        return packed.capsule.bytes.count
    }

    private var advice: [String] {
        let command = Sentence("bundle.command", ["path": ShellWord(path)]).text(in: language)
        let facts = [("authority", TerminalText(packed.list.pin.authority.name).description), ("command", command)]
        var advice = [sentence("bundle.advice", facts)]
        if packed.report.verdict != .valid, let next = packed.report.nextStep(in: language) {
            advice.insert(TerminalText(next).description, at: 0)
        }
        return advice.flatMap { Terminal.wrap($0, width: terminal.width - 4) }.map { "  " + $0 }
    }

    private func sentence(_ key: String, _ facts: [(name: String, value: String)]) -> String {
        CommandWords.sentence(key, language, facts)
    }

    /// The same for a program.
    var json: JSONValue {
        let files = packed.capsule.files.map { file -> JSONValue in
            [
                "name": .string(file.name.text), "size": .number(String(file.bytes.count)),
                "digest": .string(file.digest.multibase),
            ]
        }
        var value: JSONValue = [
            "path": .string(path), "size": .number(String(size)), "files": .array(files),
            "report": packed.report.json(inputName: path, language: language),
        ]
        if !stateNotes.isEmpty { value["notes"] = StateNotes.json(stateNotes, language) }
        return value
    }
}

/// The note in a capsule that is a folder: how to check it, in every language, and without a word about the learner.
struct CapsuleNote {
    static let name = "README.txt"

    let packed: CapsulePacker.Packed

    /// The text, in lines of at most 78 columns.
    var bytes: [UInt8] {
        let parts = Language.allCases.map { language in
            let facts = [
                ("authority", TerminalText(packed.list.pin.authority.name).description),
                ("known", CommandWords.date((packed.report.capsule?.age?.known ?? packed.list.issued).date, language)),
            ]
            let paragraphs = ["what", "how", "pin", "keep"].map { part in
                Terminal.wrap(CommandWords.sentence("bundle.note.\(part)", language, facts), width: 78)
                    .joined(separator: "\n")
            }
            return ([CommandWords.sentence("bundle.note.title", language)] + paragraphs + [table(language)])
                .joined(separator: "\n\n")
        }
        return Array((parts.joined(separator: "\n\n\n") + "\n").utf8)
    }

    /// Every file that is there, with what it is.
    private func table(_ language: Language) -> String {
        let names = packed.capsule.files.map(\.name)
        let width = (names.map { $0.text.utf8.count }.max() ?? 0) + 3
        return names.map { name in
            TerminalText(name.text).padded(toWidth: width)
                + CommandWords.sentence("bundle.role.\(name.role)", language)
        }.joined(separator: "\n")
    }
}
