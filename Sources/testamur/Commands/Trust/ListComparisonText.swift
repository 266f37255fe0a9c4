import Credentials
import Encodings
import Registry

/// What changed from one list to another, as a person reads it.
struct ListComparisonText {
    let comparison: ListComparison
    let language: Language
    let terminal: Terminal

    private var old: UnverifiedTrustList { comparison.old.list }
    private var new: UnverifiedTrustList { comparison.new.list }

    /// Which lists, who vouches for them, whether one continues the other, and what changed.
    var lines: [String] {
        var lines = [
            terminal.paint(TerminalText(new.authority.legalName).description, .strong),
            word(
                "heading",
                [
                    ("old", String(old.sequence)), ("oldIssued", date(old.issued)), ("new", String(new.sequence)),
                    ("newIssued", date(new.issued)),
                ]),
        ]
        lines += signatures
        lines += discontinuity.map { [""] + $0 } ?? []
        if comparison.areSame { return lines + ["", word("same")] }
        if let gap { lines += [""] + wrapped(gap, "") }
        let changes = comparison.changes
        let heading = changes.isEmpty ? "unchanged" : comparison.discontinuity == nil ? "changes" : "differs"
        lines += ["", terminal.paint(word(heading), .strong)]
        for sentence in changes.lines(language) {
            let sign = terminal.symbol("•", "-")
            lines += wrapped(sentence, "    ", first: "  \(sign) ")
        }
        for record in comparison.late {
            let text = FindingText.harmless(record.note.sentence(in: language))
            lines += wrapped(text, "").map { terminal.paint($0, .doubtful) }
        }
        if let renewal = changes.renewal { lines += wrapped(renewal.sentence(language), "") }
        return lines
    }

    // MARK: Parts

    private var signatures: [String] {
        let lists = [comparison.old, comparison.new]
        let names = lists.map { TerminalText(Inputs.name($0.path)).description }
        let width = (names.map { TerminalText($0).width }.max() ?? 0) + 3
        var lines = zip(lists, names).flatMap { list, name in
            let (key, facts) = list.signature.words
            let text = wrapped(word(key, facts), String(repeating: " ", count: width + 2), first: "")
            let painted = list.isChecked ? text : text.map { terminal.paint($0, .doubtful) }
            return ["  " + TerminalText(name).padded(toWidth: width) + (painted.first ?? "")] + painted.dropFirst()
        }
        if lists.contains(where: { $0.signature.name == "notChecked" }) { lines += wrapped(word("why"), "  ") }
        if let pin = lists.compactMap(\.pinBeside).last {
            lines += wrapped(word("pinBeside", [("pin", TerminalText(pin).description)]), "  ")
        }
        if lists.contains(where: { $0.signature.name == "noRoot" }) { lines += wrapped(word("whyNoRoot"), "  ") }
        return lines
    }

    private var discontinuity: [String]? {
        guard let error = comparison.discontinuity else { return nil }
        let code = error.code.rawValue
        let problem = FindingText.harmless(RegistryMessages.sentence(code, in: language, error.facts))
        let next = RegistryMessages.sentence("next.\(code)", in: language)
        return wrapped(word("broken", [("problem", problem), ("code", code)]), "").map { terminal.paint($0, .bad) }
            + wrapped(next, "")
    }

    /// Which lists are missing between the two.
    private var gap: String? {
        guard new.sequence > old.sequence + 1 else { return nil }
        let isOne = new.sequence == old.sequence + 2
        return word(
            isOne ? "between.one" : "between.many",
            [("first", String(old.sequence + 1)), ("last", String(new.sequence - 1))])
    }

    private func wrapped(_ text: String, _ indent: String, first: String? = nil) -> [String] {
        let lines = Terminal.wrap(text, width: max(terminal.width - TerminalText(indent).width, 30))
        return lines.enumerated().map { ($0.offset == 0 ? first ?? indent : indent) + $0.element }
    }

    private func date(_ time: Timestamp) -> String { CommandWords.date(time.date, language) }

    private func word(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence("trust.diff." + key, language, facts)
    }
}

extension ListComparisonText {
    /// The same for machines.
    var json: JSONValue {
        var value: JSONValue = [
            "list": .string(new.id), "old": json(comparison.old), "new": json(comparison.new),
            "continues": .boolean(comparison.discontinuity == nil),
        ]
        value["discontinuity"] = comparison.discontinuity.map { error in
            [
                "code": .string(error.code.rawValue), "pointer": .string(error.pointer),
                "message": .string(RegistryMessages.sentence(error.code.rawValue, in: language, error.facts)),
            ]
        }
        if !comparison.late.isEmpty {
            value["recordedLate"] = .array(
                comparison.late.map {
                    [
                        "code": .string($0.note.code.rawValue), "pointer": .string($0.pointer),
                        "message": .string($0.note.sentence(in: language)),
                    ]
                })
        }
        let changes = comparison.changes
        let renewal = [changes.renewal].compactMap { $0 }
        value["changes"] = .array((changes.changes + renewal).map { $0.json(language) })
        return value
    }

    private func json(_ list: ComparedList) -> JSONValue {
        var value: JSONValue = [
            "file": .string(list.path),
            "signature": .string(
                list.signature.isChecked && !list.isChecked ? "checkedByPinBeside" : list.signature.name),
            "sequence": .number(String(list.list.sequence)), "issued": .string(list.list.issued.description),
            "nextUpdate": .string(list.list.nextUpdate.description), "digest": .string(list.list.digest.multibase),
        ]
        value["pinBeside"] = list.pinBeside.map { .string($0) }
        value["rootVersion"] = list.signature.rootVersion.map { .number(String($0)) }
        return value
    }
}
