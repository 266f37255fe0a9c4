import CredentialIssuer
import Credentials
import Encodings

/// What is to be entered in a public register, for people and for programs.
struct RegistrationText {
    let register: PublicRegister
    /// The awards that are not entered, in the order of the institution's register.
    let open: [PublicRegistration]
    let registeredCount: Int
    let today: CalendarDate
    let language: Language
    let terminal: Terminal

    private var sorted: [PublicRegistration] {
        open.sorted { ($0.dueOn ?? $0.awardedOn, $0.credentialID) < ($1.dueOn ?? $1.awardedOn, $1.credentialID) }
    }

    /// A line for each, the most urgent first; nobody is named.
    func lines(file: String?) -> [String] {
        let overdue = open.count { $0.state(on: today) == .overdue }
        let facts = [
            ("register", register.rawValue), ("open", String(open.count)), ("overdue", String(overdue)),
            ("registered", String(registeredCount)), ("file", file.map { TerminalText($0).description } ?? ""),
        ]
        var lines = [terminal.paint(word("report.due.count", facts), .strong)]
        if overdue > 0 { lines.append(terminal.paint(word("report.due.overdue", facts), .bad)) }
        if !open.isEmpty { lines.append("") }
        let width = min(
            open.map { TerminalText($0.title).width }.max() ?? 0, terminal.columnBound(44))
        for registration in sorted {
            let state = registration.state(on: today)
            let due = registration.dueOn.map {
                word("report.due.until", [("date", CommandWords.date($0, language))])
            }
            lines.append(
                "  " + registration.awardedOn.description + "  "
                    + terminal.cell(TerminalText(registration.title).description, width: width) + "  "
                    + TerminalText(registration.credentialID).description + "  "
                    + terminal.paint(due ?? "", state == .overdue ? .bad : .faint))
        }
        if file != nil { lines += ["", word("report.due.file", facts)] }
        return lines
    }

    /// What the register asks for, of each award.
    var registerFile: [UInt8] {
        var writer = CSVWriter(isMarked: true)
        // The mark of UTF-8 stands before the first cell.
        var bytes = writer.row(PublicRegistration.fields.map { .text($0) })
        for registration in open { bytes += writer.row(registration.values.map { .text($0) }) }
        return bytes
    }

    /// The list without names.
    var csv: [UInt8] {
        var writer = CSVWriter()
        var bytes = writer.row(["credential", "title", "awarded_on", "due_on", "state"].map { .text($0) })
        for registration in sorted {
            bytes += writer.row(
                [
                    registration.credentialID, registration.title, registration.awardedOn.description,
                    registration.dueOn?.description ?? "", registration.state(on: today).rawValue,
                ].map { .text($0) })
        }
        return bytes
    }

    var json: JSONValue {
        [
            "register": .string(register.rawValue), "registered": .number(String(registeredCount)),
            "open": .array(
                sorted.map { registration in
                    var value: JSONValue = [
                        "credential": .string(registration.credentialID), "title": .string(registration.title),
                        "awardedOn": .string(registration.awardedOn.description),
                        "state": .string(registration.state(on: today).rawValue),
                    ]
                    value["dueOn"] = registration.dueOn.map { .string($0.description) }
                    return value
                }),
        ]
    }

    private func word(_ key: String, _ facts: [(name: String, value: String)]) -> String {
        CommandWords.sentence(key, language, facts)
    }
}
