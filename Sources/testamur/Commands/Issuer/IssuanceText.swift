import CredentialIssuer
import Credentials
import Encodings
import Storage

/// What issuing came to, for a registrar or a program.
struct IssuanceText {
    let language: Language
    let terminal: Terminal
    let format: ListFormat

    /// Tells what would be done.
    func rehearsed(_ entries: [IssuanceRun.Entry]) {
        for entry in entries {
            if format == .json {
                tell(entry, entry.record == nil ? "ready" : "issuedBefore", path: nil)
            } else {
                let key = entry.record == nil ? "issuer.ready" : "issuer.before"
                Output.line("  " + line(entry, key))
            }
        }
        guard format == .text else { return }
        let before = entries.count { $0.record != nil }
        Output.line(
            sentence(
                "issuer.rehearsed", [("ready", String(entries.count - before)), ("before", String(before))]))
    }

    /// Tells what was done for one learner.
    func issued(_ entry: IssuanceRun.Entry) {
        if format == .json {
            tell(entry, entry.isNew ? "issued" : "issuedBefore", path: entry.place.path)
        } else {
            Output.line("  " + line(entry, entry.isNew ? "issuer.issued" : "issuer.again"))
        }
    }

    /// Tells what was done in all.
    func summary(_ entries: [IssuanceRun.Entry]) {
        guard format == .text else { return }
        let new = entries.count(where: \.isNew)
        guard new > 0 else { return Output.line(sentence("issuer.nothingToDo", [])) }
        Output.line(
            terminal.paint(
                sentence("issuer.summary", [("new", String(new)), ("before", String(entries.count - new))]), .strong))
    }

    private func line(_ entry: IssuanceRun.Entry, _ key: String) -> String {
        sentence(
            key,
            [
                ("learner", entry.step.file.name), ("file", TerminalText(entry.place.path).description),
                ("date", entry.record.map { CommandWords.date($0.signedAt.date, language) } ?? ""),
            ])
    }

    private func tell(_ entry: IssuanceRun.Entry, _ outcome: String, path: String?) {
        var value: JSONValue = ["learner": .string(entry.step.file.path), "outcome": .string(outcome)]
        value["id"] = entry.record.map { .string($0.credentialID) }
        value["digest"] = entry.record.map { .string($0.digest.hexadecimal) }
        value["file"] = path.map { .string($0) }
        Output.json(value)
    }

    private func sentence(_ key: String, _ arguments: [(name: String, value: String)]) -> String {
        CommandWords.sentence(key, language, arguments)
    }
}
