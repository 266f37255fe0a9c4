import Credentials
import Encodings
import Registry

/// What one list says that the list before it does not.
struct ListChanges {
    /// One change, of one institution.
    enum Change {
        case issuer
        case state(kind: String, since: String, reason: String?)
        case replacedState(kind: String, since: String)
        case key(name: String, state: String)
        case recognition(types: [String])
    }

    /// The number of the later list.
    let sequence: Int
    private var changes: [(issuer: String, id: String, change: Change)] = []

    /// Compares two lists as documents; the later one may be a draft.
    init(from old: JSONNode, to new: JSONNode) {
        sequence = Int(new["trustList"]?["sequence"]?.number ?? "") ?? 0
        var known: [[UInt8]: JSONNode] = [:]
        for issuer in Self.elements(old["credentialSubject"]) { known[issuer["id"]?.utf8 ?? []] = issuer }
        for issuer in Self.elements(new["credentialSubject"]) {
            add(issuer, before: known[issuer["id"]?.utf8 ?? []])
        }
    }

    var isEmpty: Bool { changes.isEmpty }

    /// One line for each change.
    func lines(_ language: Language) -> [String] {
        changes.map { entry in
            let (key, facts) = Self.words(entry.change, language)
            let all = [("name", entry.issuer), ("id", entry.id)] + facts
            return CommandWords.sentence(
                "trust.change." + key, language, all.map { ($0.0, TerminalText($0.1).description) })
        }
    }

    private static func words(_ change: Change, _ language: Language) -> (key: String, facts: [(String, String)]) {
        switch change {
        case .issuer: ("issuer", [])
        case .state(let kind, let since, let reason):
            (
                kind,
                [
                    ("since", date(since, language)),
                    ("reason", reason.map { " (\($0))" } ?? ""),
                ]
            )
        case .replacedState(let kind, let since): ("replaced." + kind, [("since", date(since, language))])
        case .key(let name, let state): ("key." + state, [("key", name)])
        case .recognition(let types): ("recognition", [("types", types.joined(separator: ", "))])
        }
    }

    private mutating func add(_ issuer: JSONNode, before: JSONNode?) {
        let name = issuer["legalName"]?.string ?? ""
        let id = issuer["id"]?.string ?? ""
        guard let before else { return changes.append((name, id, .issuer)) }
        let added = Self.elements(issuer["states"]).dropFirst(before["states"]?.count ?? 0)
        let old = Self.elements(before["states"])
        for (position, state) in old.enumerated()
        where Self.isReplaced(state, by: added) && !Self.isReplaced(state, by: old.dropFirst(position + 1)) {
            changes.append(
                (
                    name, id,
                    .replacedState(kind: state["state"]?.string ?? "", since: state["since"]?.string ?? "")
                ))
        }
        for state in added {
            let change = Change.state(
                kind: state["state"]?.string ?? "", since: state["since"]?.string ?? "",
                reason: state["reason"]?.string)
            changes.append((name, id, change))
        }
        let oldKeys = Self.elements(before["keys"])
        for key in Self.elements(issuer["keys"]) {
            let method = key["kid"]?.string ?? ""
            let state = key["state"]?.string ?? ""
            let old = oldKeys.first { $0["kid"]?.string?.utf8.elementsEqual(method.utf8) ?? false }
            if let old, old.isEqual(to: key) { continue }
            changes.append((name, id, .key(name: method, state: old == nil ? "new" : state)))
        }
        for recognition in Self.elements(issuer["recognizedTo"]).dropFirst(before["recognizedTo"]?.count ?? 0) {
            let types = Self.elements(recognition["credentialTypes"]).compactMap(\.string)
            changes.append((name, id, .recognition(types: types)))
        }
    }

    /// Whether a state that held at some time holds at none any more; one that is recorded anew still does.
    private static func isReplaced(_ state: JSONNode, by added: ArraySlice<JSONNode>) -> Bool {
        let since = state["since"]?.utf8 ?? []
        // Times on a list are written in one way, so that their bytes are in their order.
        let isOver = added.contains { !since.lexicographicallyPrecedes($0["since"]?.utf8 ?? []) }
        let isKept = added.contains {
            $0["since"]?.utf8 == since && $0["state"]?.utf8 == state["state"]?.utf8
        }
        return isOver && !isKept
    }

    private static func date(_ time: String, _ language: Language) -> String {
        (try? Timestamp(parsing: time)).map { CommandWords.date($0.date, language) } ?? time
    }

    private static func elements(_ node: JSONNode?) -> [JSONNode] {
        guard let node, node.kind == .array else { return [] }
        return node.elements.map { $0 }
    }
}
