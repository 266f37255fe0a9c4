import Credentials
import Encodings
import Registry

/// A delegation as a person reads it: to whom, by whom, for what, until when.
struct DelegationCard {
    let standing: DelegationStanding
    let language: Language
    let terminal: Terminal

    private var delegation: Delegation { standing.delegation }

    var lines: [String] {
        let name = terminal.paint(safe(delegation.entity.legalName), .strong)
        let sentence = standing.sentence(language)
        let text = standing.counts ? sentence : terminal.paint(sentence, standing.isUnknown ? .doubtful : .bad)
        var rows = [("trust.delegation.chain", text), ("trust.delegation.window", window)]
        for (item, end) in zip(delegation.entity.recognitions, standing.earlierEnds) {
            rows.append(("trust.recognised", parts(item)))
            if let end { rows.append(("", terminal.paint(earlierEnd(end), .doubtful))) }
        }
        rows += delegation.entity.keys.map { ("trust.key", key($0)) }
        let labels = rows.map { $0.0.isEmpty ? "" : CommandWords.sentence($0.0, language) }
        let width = (labels.map { TerminalText($0).width }.max() ?? 0) + 3
        var lines = ["  " + name, "    " + safe(delegation.entity.id)]
        for (label, row) in zip(labels, rows) {
            for (position, text) in Terminal.wrap(row.1, width: max(terminal.width - width - 6, 40)).enumerated() {
                lines.append("    " + TerminalText(position == 0 ? label : "").padded(toWidth: width) + text)
            }
        }
        return lines
    }

    /// The delegation for machines.
    var json: JSONValue {
        var value: JSONValue = [
            "delegation": [
                "id": .string(delegation.entity.id), "legalName": .string(delegation.entity.legalName),
                "delegatedBy": .string(delegation.delegator), "depth": .number(String(delegation.depth)),
                "validFrom": .string(delegation.begins.description),
                "validUntil": .string(delegation.validUntil.description),
                "keys": JSONValue(delegation.entity.node["keys"] ?? delegation.entity.node),
                "recognizedTo": JSONValue(delegation.entity.node["recognizedTo"] ?? delegation.entity.node),
            ],
            "counts": .boolean(standing.counts), "message": .string(standing.sentence(language)),
        ]
        if standing.earlierEnds.contains(where: { $0 != nil }) {
            // In the order of what is passed on.
            value["earlierEnds"] = .array(standing.earlierEnds.map { $0.map { .string($0.description) } ?? .null })
        }
        value["code"] = standing.judgement.map { .string($0.code.rawValue) }
        return value
    }

    private var window: String {
        CommandWords.sentence(
            "trust.fromUntil", language,
            [
                ("from", CommandWords.date(delegation.begins.date, language)),
                ("until", CommandWords.date(delegation.validUntil.date, language)),
            ])
    }

    private func earlierEnd(_ end: Timestamp) -> String {
        let name = standing.judgement?.facts.first { $0.name == "delegator" }?.value.description
        return CommandWords.sentence(
            "trust.delegation.earlierEnd", language,
            [
                ("until", CommandWords.date(end.date, language)),
                ("delegator", safe(name ?? delegation.delegator)),
            ])
    }

    private func parts(_ recognition: Recognition) -> String {
        var parts = RecognitionText(recognition.node, language).parts
        if let since = recognition.voidFrom {
            let date = CommandWords.date(since.date, language)
            parts.append(terminal.paint(CommandWords.sentence("trust.void", language, [("since", date)]), .bad))
        }
        return parts.joined(separator: " \(terminal.symbol("·", "-")) ")
    }

    private func key(_ key: ListedKey) -> String {
        let purpose = CommandWords.sentence("trust.purpose.\(key.purpose.rawValue)", language)
        let dot = terminal.symbol("·", "-")
        let text = "\(safe(key.verificationMethod)) \(dot) \(purpose)"
        guard let since = key.compromisedSince else { return text }
        let warning = CommandWords.sentence(
            "trust.delegation.stolen", language, [("since", CommandWords.date(since.date, language))])
        return "\(text) \(dot) \(terminal.paint(warning, .bad))"
    }

    private func safe(_ text: String) -> String { TerminalText(text).description }
}
