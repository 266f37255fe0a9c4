import Credentials
import Encodings
import Registry

/// What an institution is recognised for, in words, from the object in the list.
struct RecognitionText {
    private let node: JSONNode
    private let language: Language

    init(_ node: JSONNode, _ language: Language) {
        self.node = node
        self.language = language
    }

    /// The types, the levels, the fields, the places and the time, each where it is limited.
    var parts: [String] {
        var parts = [texts(node["credentialTypes"])]
        if let levels {
            let range = levels.count == 1 ? "\(levels.lowerBound)" : "\(levels.lowerBound)-\(levels.upperBound)"
            parts.append(word("trust.levels", [("levels", range)]))
        }
        if let fields = node["fields"] { parts.append(word("trust.fields", [("fields", digits(fields))])) }
        if let places = node["jurisdictions"] { parts.append(texts(places)) }
        parts.append(window)
        if node["delegation"]?["mayDelegate"]?.boolean == true {
            let steps = node["delegation"]?["maxDepth"]?.integer ?? 1
            if steps > 0 {
                parts.append(word("trust.mayDelegate.\(steps == 1 ? "one" : "many")", [("steps", "\(steps)")]))
            }
        }
        if node["action"]?.isString("issue") != true { parts.append(word("trust.notForIssuing")) }
        return parts
    }

    private var levels: ClosedRange<Int>? {
        let (least, greatest) = (node["eqfMin"]?.integer, node["eqfMax"]?.integer)
        guard least != nil || greatest != nil, (least ?? 1) <= (greatest ?? 8) else { return nil }
        return (least ?? 1)...(greatest ?? 8)
    }

    private var window: String {
        let from = date(node["validFrom"])
        guard let until = node["validUntil"] else { return word("trust.since", [("from", from)]) }
        return word("trust.fromUntil", [("from", from), ("until", date(until))])
    }

    /// A day as people write it; what is no time stays as it is.
    private func date(_ node: JSONNode?) -> String {
        guard let text = node?.string else { return "?" }
        return (try? Timestamp(parsing: text)).map { CommandWords.date($0.date, language) }
            ?? TerminalText(text).description
    }

    /// The digits of fields such as `isced-f:0613`.
    private func digits(_ fields: JSONNode) -> String {
        fields.elements.compactMap(\.string).map { field in
            let isKnown = field.utf8.starts(with: "isced-f:".utf8)
            return TerminalText(isKnown ? String(field.dropFirst(8)) : field).description
        }.joined(separator: ", ")
    }

    private func texts(_ node: JSONNode?) -> String {
        guard let node, node.kind == .array else { return "?" }
        return node.elements.compactMap(\.string).map { TerminalText($0).description }.joined(separator: ", ")
    }

    private func word(_ key: String, _ facts: [(name: String, value: String)] = []) -> String {
        CommandWords.sentence(key, language, facts)
    }
}
