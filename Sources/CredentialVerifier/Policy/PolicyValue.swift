import Credentials
import Registry
import YAMLDocuments

/// One value of a policy file, read as what is expected there; what is wrong goes to the list of problems.
struct PolicyValue {
    let node: YAMLNode
    let problems: PolicyProblems

    init(_ node: YAMLNode, _ problems: PolicyProblems) {
        self.node = node
        self.problems = problems
    }

    /// The value as text, without the blanks around it.
    func text() -> String? {
        switch node.content {
        case .scalar(let scalar):
            let text = Self.trimmed(scalar.text)
            guard !scalar.isNull, !text.isEmpty else { return refuse(.emptyField) }
            return text
        case .sequence: return refuse(.wrongKind, "text-list")
        case .mapping: return refuse(.wrongKind, "text-fields")
        }
    }

    /// The value as `true` or `false`, written so and without quotes.
    func boolean() -> Bool? {
        guard text() != nil else { return nil }
        do throws(YAMLError) {
            return try node.boolean()
        } catch {
            return refuse(.notBoolean)
        }
    }

    /// The value as a word out of some.
    func word(of words: [String]) -> String? {
        guard let text = text() else { return nil }
        if let word = words.first(where: { $0.utf8.elementsEqual(text.utf8) }) { return word }
        let near = PlainWord(text).nearest(among: words)
        let shown = (near.isEmpty ? words : near).map { "'\($0)'" }.joined(separator: ", ")
        return refuse(.unknownWord, "near", [("found", text), ("near", shown)])
    }

    /// Reads the value as the greatest age of a list; `nil` is any age.
    func readAge(_ use: (AgeLimit?) -> Void) {
        guard let text = text() else { return }
        switch WrittenAge(text) {
        case .limit(let limit): use(limit)
        case .wrong(let problem):
            problems.add(.unreadableAge, problem?.rawValue, at: node.position, [("found", text)])
        }
    }

    /// The value as the difference between clocks, in seconds.
    func skew() -> Int64? {
        guard let text = text() else { return nil }
        switch WrittenSkew(text) {
        case .seconds(let seconds): return seconds
        case .wrong(let problem): return refuse(.unreadableSkew, problem?.rawValue, [("found", text)])
        }
    }

    /// The value as types of credential, each once.
    func types() -> [String]? {
        switch node.content {
        case .scalar(let scalar) where scalar.isNull: return refuse(.emptyField, "list")
        case .scalar: return refuse(.wrongKind, "list-text")
        case .mapping: return refuse(.wrongKind, "list-fields")
        case .sequence(let nodes):
            guard !nodes.isEmpty else { return refuse(.emptyField, "list") }
            var types: [String] = []
            for value in nodes.map({ PolicyValue($0, problems) }) {
                guard let text = value.text(), let type = value.type(text, at: value.node.position) else { continue }
                if types.contains(where: { $0.utf8.elementsEqual(type.utf8) }) {
                    problems.add(.repeatedType, at: value.node.position, [("type", type)])
                } else {
                    types.append(type)
                }
            }
            return types
        }
    }

    /// A text as the name of a type: a term or an address, which has no blanks.
    func type(_ text: String, at position: YAMLPosition) -> String? {
        let isPlain = text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && Self.isSeen($0) }
        guard isPlain, text.utf8.count <= 200 else {
            problems.add(.unreadableType, at: position)
            return nil
        }
        return text
    }

    /// The value as fields.
    func mapping() -> YAMLMapping? {
        switch node.content {
        case .mapping(let mapping) where mapping.entries.isEmpty: return refuse(.emptyField, "fields")
        case .mapping(let mapping): return mapping
        case .sequence: return refuse(.wrongKind, "fields-list")
        case .scalar(let scalar): return refuse(scalar.isNull ? .emptyField : .wrongKind, "fields-text")
        }
    }

    /// Whether a character shows as what it is: none that steers a terminal, turns the direction of text, or is not seen.
    static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }

    private func refuse<Value>(
        _ code: PolicyCode, _ variant: String? = nil, _ arguments: [(name: String, value: String)] = []
    ) -> Value? {
        problems.add(code, variant, at: node.position, arguments)
        return nil
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
