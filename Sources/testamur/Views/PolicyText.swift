import CredentialVerifier
import Credentials
import Encodings
import Registry

/// A policy as a person reads it.
struct PolicyText {
    let policy: Policy
    let language: Language
    let terminal: Terminal

    /// The name, what it is for, and a line for each thing that it asks for.
    var lines: [String] {
        let isProfile = policy.name.utf8.elementsEqual(policy.profile.rawValue.utf8)
        let purpose =
            isProfile
            ? word("policy.purpose.\(policy.profile.rawValue)")
            : word("policy.basedOn", [("profile", policy.profile.rawValue)])
        let rows: [(label: String, sentences: [String])] = [
            ("policy.list", list), ("policy.statusList", statusList),
            ("policy.status", [demand(policy.requiresStatus, "status")]),
            ("policy.time", [demand(policy.requiresTimeEvidence, "time")]),
            ("policy.freshness", [demand(policy.requiresFreshness, "freshness")]),
            ("policy.holder", holder), ("policy.kinds", [kinds]),
            ("policy.clocks", [word("policy.skew", [("skew", skew)])]),
        ]
        let labels = rows.map { word($0.label) }
        let width = (labels.map { TerminalText($0).width }.max() ?? 0) + 3
        var lines = [terminal.paint(TerminalText(policy.name).description, .strong) + ": " + purpose]
        for (label, row) in zip(labels, rows) {
            let texts = row.sentences.flatMap { Terminal.wrap($0, width: max(terminal.width - width - 2, 30)) }
            for (position, text) in texts.enumerated() {
                lines.append("  " + TerminalText(position == 0 ? label : "").padded(toWidth: width) + text)
            }
        }
        return lines
    }

    // MARK: What is asked for

    private var list: [String] {
        let lapse = word(policy.acceptsLapsedTrust ? "policy.list.lapsed" : "policy.list.current")
        return [age(policy.maximumListAge.general) + "; " + lapse] + ages(policy.maximumListAge)
    }

    private var statusList: [String] { [age(policy.maximumStatusAge.general)] + ages(policy.maximumStatusAge) }

    private func demand(_ isMade: Bool, _ what: String) -> String {
        word("policy.\(what).\(isMade ? "required" : "optional")")
    }

    private var holder: [String] {
        let demand = [demand(policy.requiresHolderBinding, "holder")]
        return policy.acceptsReplayable ? demand + [word("policy.holder.replayable")] : demand
    }

    private var kinds: String {
        policy.allowedTypes.map { types in types.map { TerminalText($0).description }.joined(separator: ", ") }
            ?? word("policy.kinds.all")
    }

    private func ages(_ limits: AgeLimits) -> [String] {
        limits.ofTypes.map {
            word("policy.ageOfType", [("type", TerminalText($0.type).description), ("age", age($0.limit))])
        }
    }

    private func age(_ limit: AgeLimit?) -> String {
        guard let limit else { return word("policy.anyAge") }
        return word("policy.age", [("age", limit.words(in: language))])
    }

    private var skew: String {
        let isMinutes = policy.skew >= 60 && policy.skew % 60 == 0
        let count = isMinutes ? policy.skew / 60 : policy.skew
        let key = "policy.skew.\(isMinutes ? "minutes" : "seconds").\(count == 1 ? "one" : "many")"
        return word(key, [("n", String(count))])
    }

    private func word(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, facts)
    }
}

extension PolicyText {
    /// The policy for machines; ages are durations of ISO 8601, and `null` is any age.
    var json: JSONValue {
        [
            "name": .string(policy.name), "basedOn": .string(policy.profile.rawValue),
            "maximumAge": [
                "trustList": json(policy.maximumListAge.general), "statusList": json(policy.maximumStatusAge.general),
                "byType": .object(types.map { (name: $0, value: json($0)) }),
            ],
            "acceptsLapsedTrust": .boolean(policy.acceptsLapsedTrust),
            "require": [
                "status": .boolean(policy.requiresStatus), "timeEvidence": .boolean(policy.requiresTimeEvidence),
                "freshnessStatement": .boolean(policy.requiresFreshness),
                "holderBinding": .boolean(policy.requiresHolderBinding),
            ],
            "accept": ["replayablePresentation": .boolean(policy.acceptsReplayable)],
            "allowedTypes": policy.allowedTypes.map { .array($0.map { .string($0) }) } ?? .null,
            "clockSkew": .string("PT\(policy.skew)S"),
        ]
    }

    /// The types that have an age of their own, each once.
    private var types: [String] {
        var types: [String] = []
        for entry in policy.maximumListAge.ofTypes + policy.maximumStatusAge.ofTypes
        where !types.contains(where: { $0.utf8.elementsEqual(entry.type.utf8) }) {
            types.append(entry.type)
        }
        return types
    }

    private func json(_ type: String) -> JSONValue {
        var value: JSONValue = .object([])
        for (name, limits) in [("trustList", policy.maximumListAge), ("statusList", policy.maximumStatusAge)] {
            for entry in limits.ofTypes where entry.type.utf8.elementsEqual(type.utf8) {
                value[name] = json(entry.limit)
            }
        }
        return value
    }

    private func json(_ limit: AgeLimit?) -> JSONValue { limit.map { .string($0.description) } ?? .null }
}
