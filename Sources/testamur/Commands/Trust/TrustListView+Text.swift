import Credentials
import Cryptography
import Encodings
import Registry

extension TrustListView {
    /// The list for people.
    func lines(_ terminal: Terminal) -> [String] {
        let text = TrustListText(view: self, terminal: terminal)
        var lines = text.heading
        for issuer in issuers { lines += [""] + text.lines(issuer) }
        let pending = changes?.lines(language) ?? []
        if let changes, !changes.isEmpty {
            let facts = [("sequence", String(changes.sequence))]
            lines += ["", "  " + terminal.paint(word("trust.pending", facts), .doubtful)]
            lines += pending.map { "    " + terminal.symbol("•", "-") + " " + $0 }
        }
        return lines
    }

    func word(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, facts)
    }
}

/// The parts of a list as lines on a terminal.
private struct TrustListText {
    let view: TrustListView
    let terminal: Terminal

    private var list: IssuerTrustList { view.list }

    var heading: [String] {
        let authority = "\(safe(list.authority.legalName)) (\(safe(list.authority.jurisdiction)))"
        var rows = [
            (
                "trust.list",
                view.word(
                    "trust.numberAndDate",
                    [("sequence", String(list.sequence)), ("issued", date(list.issued)), ("dated", date(list.dated))])
            ),
            ("trust.next", currency),
            ("trust.environment", environment),
            ("trust.pin", list.pin.fingerprint.description),
            anchor,
            ("trust.institutions", String(list.issuers.count)),
        ]
        if list.isClosed { rows.append(("trust.note", RegistryMessages.sentence("LIST_CLOSED", in: view.language))) }
        for note in list.notes {
            rows.append(
                ("trust.note", RegistryMessages.sentence(note.code.rawValue, in: view.language, note.facts)))
        }
        return [terminal.paint(authority, .strong)] + self.rows(rows, indent: "  ")
    }

    private var anchor: (String, String) {
        guard let root = list.root else { return ("trust.key", list.pin.key?.multikey ?? "") }
        return (
            "trust.root",
            view.word("trust.rootVersion", [("version", String(root.version)), ("until", date(root.validUntil))])
        )
    }

    func lines(_ issuer: ListedIssuer) -> [String] {
        let name = terminal.paint(safe(issuer.legalName), .strong)
        var lines = ["  " + name + "   " + state(issuer), "    " + safe(issuer.id)]
        lines += issuer.otherIDs.map { "    " + safe(String(decoding: $0, as: UTF8.self)) }
        var rows = issuer.identifiers.map { ("=" + $0.scheme, safe($0.value)) }
        rows += issuer.recognitions.map { ("trust.recognised", recognition($0)) }
        rows += issuer.keys.map { ("trust.key", key($0)) }
        if issuer.states.count > 1 {
            rows += issuer.states.indices.map { ("trust.history", recorded(issuer, $0)) }
        }
        lines += self.rows(rows, indent: "    ")
        return lines
    }

    // MARK: The list

    private var currency: String {
        let facts = [("nextUpdate", date(list.nextUpdate)), ("issued", date(list.issued))]
        switch view.lapse {
        case nil where list.isClosed: return view.word("trust.nextNone", facts)
        case nil: return view.word("trust.nextBy", facts)
        case .expired: return painted(view.word("trust.expired", facts), .bad)
        case .fromFuture: return painted(view.word("trust.fromFuture", facts), .bad)
        default: return painted(view.word("trust.stale", facts), .doubtful)
        }
    }

    /// A sentence in lines that fit beside the labels, each in its colour.
    private func painted(_ text: String, _ tone: Terminal.Tone) -> String {
        Terminal.wrap(text, width: max(terminal.width - 20, 40)).map { terminal.paint($0, tone) }.joined(
            separator: "\n")
    }

    private var environment: String {
        switch list.environment {
        case .production: view.word("trust.production")
        case .demonstration: terminal.paint(view.word("trust.demonstration"), .doubtful)
        default: terminal.paint(list.environment.name, .doubtful)
        }
    }

    // MARK: An institution

    private func state(_ issuer: ListedIssuer) -> String {
        guard let state = issuer.state(at: view.now) else {
            return terminal.paint(view.word("trust.notYet", [("since", date(issuer.firstSince))]), .doubtful)
        }
        let text = self.state(state)
        switch state.kind {
        case .granted: return text
        case .suspended: return terminal.paint(text, .doubtful)
        case .withdrawn: return terminal.paint(text, .bad)
        }
    }

    private func state(_ state: ListedState) -> String {
        let reason = state.reason.map { " (\(safe($0)))" } ?? ""
        let successor = state.successor.map { successor in
            "; " + view.word("trust.successor", [("name", safe(successor.legalName)), ("id", safe(successor.id.text))])
        }
        return view.word("trust.\(state.kind.rawValue)", [("since", date(state.since))]) + reason + (successor ?? "")
    }

    /// A state as it was recorded, and that it holds at no time any more where another took its place.
    private func recorded(_ issuer: ListedIssuer, _ position: Int) -> String {
        let text = state(issuer.states[position])
        guard let other = issuer.replacement(ofStateAt: position) else { return text }
        return terminal.paint(
            view.word("trust.replaced", [("state", text), ("recorded", date(other.recordedAt))]), .faint)
    }

    private func recognition(_ recognition: Recognition) -> String {
        let parts = RecognitionText(recognition.node, view.language).parts
        var lines = Terminal.wrap(joined(parts), width: max(terminal.width - 24, 40))
        if let void = recognition.voidFrom {
            lines.append(terminal.paint(view.word("trust.void", [("since", date(void))]), .bad))
        }
        return lines.joined(separator: "\n")
    }

    private func key(_ key: ListedKey) -> String {
        // A name that is not the key itself says nothing to who compares keys.
        let isOwnName = key.methodBytes.suffix(49).elementsEqual("#\(key.publicKey.multikey)".utf8)
        let names = [safe(key.verificationMethod)] + (isOwnName ? [] : [key.publicKey.multikey])
        var parts: [String] = []
        parts.append(view.word("trust.purpose.\(key.purpose.rawValue)"))
        parts.append(window(key.window))
        switch key.state {
        case .active: break
        case .retired: parts.append(view.word("trust.key.retired"))
        case .compromised:
            let since = key.compromisedSince.map { date($0) } ?? "?"
            parts.append(terminal.paint(view.word("trust.key.compromised", [("since", since)]), .bad))
        }
        return (names + [joined(parts)]).joined(separator: "\n")
    }

    private func joined(_ parts: [String]) -> String { parts.joined(separator: " \(terminal.symbol("·", "-")) ") }

    private func window(_ window: ValidityWindow) -> String {
        guard let until = window.until else { return view.word("trust.since", [("from", date(window.from))]) }
        return view.word("trust.fromUntil", [("from", date(window.from)), ("until", date(until))])
    }

    // MARK: Words

    /// Rows with their labels in a column; a text may have several lines.
    private func rows(_ rows: [(key: String, text: String)], indent: String) -> [String] {
        let labels = rows.map { $0.key.hasPrefix("=") ? safe(String($0.key.dropFirst())) : view.word($0.key) }
        let width = (labels.map { TerminalText($0).width }.max() ?? 0) + 3
        return zip(labels, rows).enumerated().map { position, row in
            // A label that repeats is said once.
            let isRepeated = position > 0 && labels[position - 1].utf8.elementsEqual(row.0.utf8)
            let lines = row.1.text.split(separator: "\n", omittingEmptySubsequences: false)
            let space = "\n" + indent + String(repeating: " ", count: width)
            return indent + TerminalText(isRepeated ? "" : row.0).padded(toWidth: width)
                + lines.joined(separator: space)
        }
    }

    private func date(_ time: Timestamp) -> String { CommandWords.date(time.date, view.language) }

    private func safe(_ text: String) -> String { TerminalText(text).description }
}
