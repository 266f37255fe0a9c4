import CredentialVerifier
import Credentials
import Encodings
import Registry

/// What a fetch came to, for people and for machines.
struct FetchText {
    let report: TrustUpdateReport
    let source: String
    let language: Language
    let terminal: Terminal
    /// What is to be said of what is kept from one run to the next.
    let stateNotes: [Note]

    var lines: [String] {
        let bullet = "  " + terminal.symbol("•", "-") + " "
        var lines = wrapped(heading).map { terminal.paint($0, .strong) }
        lines += wrapped(
            report.list.isClosed
                ? word("fetch.last") : word("fetch.due", [("nextUpdate", date(report.list.nextUpdate))]))
        if report.isPartial { lines += wrapped(word("fetch.partial", [("source", safe(source))])) }
        let said = changes?.lines(language) ?? []
        if !said.isEmpty { lines += ["", word("fetch.changes")] + said.map { bullet + $0 } }
        for note in report.notes {
            lines += wrapped(FindingText.harmless(note.sentence(in: language)))
        }
        let others = report.changes.filter { !$0.path.utf8.elementsEqual(TrustFolder.listName.utf8) }
        if !others.isEmpty {
            lines += ["", word("fetch.others")]
            lines += others.map { change in
                bullet + word(change.isNew ? "fetch.file.new" : "fetch.file.replaced", [("file", safe(change.path))])
            }
        }
        if !report.leftOut.isEmpty {
            lines += ["", word("fetch.leftOut")]
            lines += report.leftOut.map { left in
                bullet + word("fetch.leftOut.\(left.reason.rawValue)", [("file", safe(left.name.text))])
            }
        }
        let notes = StateNotes.lines(stateNotes, language, terminal)
        return notes.isEmpty ? lines : lines + [""] + notes
    }

    /// What is new, in a sentence.
    private var heading: String {
        let list = report.list
        var facts = [("sequence", String(list.sequence)), ("issued", date(list.issued))]
        guard report.isListNew else {
            facts.append(("source", safe(source)))
            return word("fetch.nothing", facts)
        }
        if let previous = report.previous {
            facts.append(("previous", String(previous.sequence)))
            return word("fetch.new", facts)
        }
        guard let problem = report.previousProblem else { return word("fetch.first", facts) }
        facts.append(("code", problem.code.rawValue))
        return word("fetch.mended", facts)
    }

    /// What the new list says that the one before does not.
    private var changes: ListChanges? {
        guard report.isListNew, let previous = report.previous else { return nil }
        return ListChanges(from: previous.document.root, to: report.list.document.root)
    }

    var json: JSONValue {
        let list = report.list
        var value: JSONValue = [
            "outcome": report.changes.isEmpty ? "unchanged" : "updated", "source": .string(source),
            "folder": .string(report.folder),
            "list": [
                "id": .string(list.id), "sequence": .number(String(list.sequence)),
                "issued": .string(list.issued.description), "nextUpdate": .string(list.nextUpdate.description),
                "digest": .string(list.digest.multibase), "isNew": .boolean(report.isListNew),
            ],
            "changes": .array((changes?.lines(language) ?? []).map { .string($0) }),
            "files": .array(
                report.changes.map { ["path": .string($0.path), "change": $0.isNew ? "new" : "replaced"] }),
            "leftOut": .array(
                report.leftOut.map { ["name": .string($0.name.text), "reason": .string($0.reason.rawValue)] }),
            "isPartial": .boolean(report.isPartial),
        ]
        if !report.notes.isEmpty {
            value["list"]?["notes"] = .array(
                report.notes.map { note in
                    [
                        "code": .string(note.code.rawValue),
                        "message": .string(note.sentence(in: language)),
                    ]
                })
        }
        if !stateNotes.isEmpty { value["notes"] = StateNotes.json(stateNotes, language) }
        value["list"]?["previousSequence"] = report.previous.map { .number(String($0.sequence)) }
        return value
    }

    private func word(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, facts)
    }

    private func wrapped(_ text: String) -> [String] { Terminal.wrap(text, width: terminal.width) }

    private func date(_ time: Timestamp) -> String { CommandWords.date(time.date, language) }

    private func safe(_ text: String) -> String { TerminalText(text).description }
}
