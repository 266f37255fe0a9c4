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
        rows += delegation.entity.recognitions.map { ("trust.recognised", parts($0)) }
        rows += delegation.entity.keys.map { ("trust.key", key($0)) }
        let labels = rows.map { CommandWords.sentence($0.0, language) }
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

    private func parts(_ recognition: Recognition) -> String {
        RecognitionText(recognition.node, language).parts.joined(separator: " \(terminal.symbol("·", "-")) ")
    }

    private func key(_ key: ListedKey) -> String {
        let purpose = CommandWords.sentence("trust.purpose.\(key.purpose.rawValue)", language)
        return "\(safe(key.verificationMethod)) \(terminal.symbol("·", "-")) \(purpose)"
    }

    private func safe(_ text: String) -> String { TerminalText(text).description }
}
