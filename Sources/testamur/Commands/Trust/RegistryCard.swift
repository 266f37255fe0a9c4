import Credentials
import Cryptography
import Encodings
import Registry

/// An imported registry as it is shown: what it is, and what it does not say.
struct RegistryCard {
    let registry: ImportedRegistry
    /// The one issuer to show; `nil` for none in the text and all in JSON.
    var only: DID?
    let language: Language
    let terminal: Terminal

    /// The registry for `trust show`.
    var lines: [String] {
        [terminal.paint(safe(registry.name), .strong)] + rows + issuer
            + Terminal.wrap(word("trust.registry.informs"), width: terminal.width - 2).map {
                "  " + terminal.paint($0, .doubtful)
            }
    }

    // MARK: What it is

    /// A row for each fact.
    var rows: [String] {
        let content = registry.registry
        var rows = [
            ("trust.registry.kind", word("trust.registry.kind.\(content.kind.rawValue)")),
            ("trust.registry.publisher", content.publisher.map { safe($0) } ?? word("trust.registry.notStated")),
            ("trust.registry.dated", dates),
            ("trust.registry.signature", signature),
            ("trust.registry.issuers", count),
            ("trust.registry.imported", date(registry.imported)),
        ]
        if let until = content.validUntil { rows.insert(("trust.registry.until", date(until)), at: 3) }
        let width = (rows.map { TerminalText(word($0.0)).width }.max() ?? 0) + 3
        return rows.flatMap { key, text in
            Terminal.wrap(text, width: max(terminal.width - width - 2, 30)).enumerated().map { position, line in
                "  " + TerminalText(position == 0 ? word(key) : "").padded(toWidth: width) + line
            }
        }
    }

    private var dates: String {
        let content = registry.registry
        guard let dated = content.dated ?? content.created else { return word("trust.registry.notStated") }
        guard let created = content.created, created != dated else { return date(dated) }
        return word("trust.registry.datedSince", [("dated", date(dated)), ("created", date(created))])
    }

    private var signature: String {
        switch registry.signature {
        case .absent: word("trust.registry.absent")
        case .verified(let method): word("trust.registry.verified", [("method", safe(method))])
        case .notChecked(let code): word("trust.registry.notChecked", [("code", code)])
        }
    }

    private var count: String {
        let content = registry.registry
        let issuers = content.issuerCount
        let others = content.entries.count - issuers
        var parts = [String(issuers)]
        if others > 0 { parts.append(word("trust.registry.others", [("count", String(others))])) }
        if content.namelessCount > 0 {
            parts.append(word("trust.registry.nameless", [("count", String(content.namelessCount))]))
        }
        return parts.joined(separator: " \(terminal.symbol("·", "-")) ")
    }

    /// What it says of the issuer that is asked for.
    private var issuer: [String] {
        guard let only, let entry = registry.registry.entry(Array(only.text.utf8)) else { return [] }
        let key = entry.isForIssuing ? "trust.registry.calls" : "trust.registry.callsOther"
        let texts = [entry.location, entry.url].compactMap { $0.map { safe($0) } }
        return Terminal.wrap(
            word(key, [("name", safe(entry.name))]), width: terminal.width - 2
        ).map { "  " + $0 } + texts.map { "    " + $0 }
    }

    // MARK: What it does not say

    /// What whoever relies on it would have to know from elsewhere.
    var gaps: [String] {
        [word("trust.registry.gaps")]
            + registry.gaps.flatMap { gap in
                Terminal.wrap(RegistryMessages.sentence(gap.rawValue, in: language), width: terminal.width - 4)
                    .enumerated().map { "  " + ($0.offset == 0 ? terminal.symbol("•", "-") : " ") + " " + $0.element }
            }
    }

    /// What can be done, and what follows from it all.
    var advice: [String] {
        var texts = [word("trust.registry.undecided")]
        if case .notChecked(let code) = registry.signature, CommandWords.has("trust.registry.next.\(code)", .english) {
            let publisher = safe(registry.registry.publisher ?? "")
            texts.append(word("trust.registry.next.\(code)", [("publisher", publisher)]))
        }
        return texts.flatMap { Terminal.wrap($0, width: terminal.width) }
    }

    private func word(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, facts)
    }

    private func date(_ time: Timestamp) -> String { CommandWords.date(time.date, language) }

    private func safe(_ text: String) -> String { TerminalText(text).description }
}

extension RegistryCard {
    /// The registry for machines, without its issuers.
    var json: JSONValue {
        let content = registry.registry
        var value: JSONValue = ["registry": .string(registry.name), "kind": .string(content.kind.rawValue)]
        value["publisher"] = content.publisher.map { .string($0) }
        value["created"] = content.created.map { .string($0.description) }
        value["dated"] = content.dated.map { .string($0.description) }
        value["validUntil"] = content.validUntil.map { .string($0.description) }
        value["signature"] = signatureJSON
        value["issuerCount"] = .number(String(content.issuerCount))
        value["otherCount"] = .number(String(content.entries.count - content.issuerCount))
        value["namelessCount"] = .number(String(content.namelessCount))
        value["imported"] = .string(registry.imported.description)
        value["doesNotSay"] = .array(
            registry.gaps.map { gap in
                [
                    "code": .string(gap.rawValue),
                    "message": .string(RegistryMessages.sentence(gap.rawValue, in: language)),
                ]
            })
        return value
    }

    /// The registry for machines, with what it says of its issuers.
    var wholeJSON: JSONValue {
        var value = json
        let entries = registry.registry.entries.filter { entry in
            only.map { entry.idBytes.elementsEqual($0.text.utf8) } ?? true
        }
        value["issuers"] = .array(
            entries.map { entry in
                var issuer: JSONValue = ["id": .string(entry.id), "name": .string(entry.name)]
                issuer["location"] = entry.location.map { .string($0) }
                issuer["url"] = entry.url.map { .string($0) }
                issuer["isForIssuing"] = .boolean(entry.isForIssuing)
                return issuer
            })
        return value
    }

    private var signatureJSON: JSONValue {
        switch registry.signature {
        case .absent: ["state": "absent"]
        case .verified(let method): ["state": "verified", "method": .string(method)]
        case .notChecked(let code): ["state": "notChecked", "code": .string(code)]
        }
    }
}
