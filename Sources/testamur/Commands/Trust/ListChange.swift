import Credentials
import Encodings
import Registry

/// One thing that a list says and the list before does not, or the other way round.
struct ListChange {
    /// What a sentence names.
    enum Fact {
        /// A name or an identifier.
        case text(String)
        /// A time; `nil` for none.
        case time(Timestamp?)
        /// From when until when.
        case window(from: Timestamp?, until: Timestamp?)
        /// A recognition.
        case recognition(JSONNode)
        /// A state of an institution.
        case state(JSONNode)
        /// Why, in brackets; `nil` where no reason is given.
        case reason(String?)
        /// A word of the catalogue.
        case word(String)
        /// Whatever stands there, as JSON; `nil` for nothing.
        case value(JSONNode?)
    }

    /// The stable name of the change, for example `key.retired`.
    let code: String
    /// The institution that it is about: its name and its DID.
    var institution: (name: String, id: String)?
    /// What is changed, in the newer list; in the older one where it is gone.
    let place: JSONNode
    /// Whether ``place`` is one of the older list.
    var isGone = false
    /// What the sentence names.
    var facts: [(name: String, value: Fact)] = []

    /// The change for people.
    func sentence(_ language: Language) -> String {
        var arguments: [(name: String, value: String)] = [
            ("name", institution?.name ?? ""), ("id", institution?.id ?? ""), ("pointer", place.pointer),
        ].map { ($0.0, TerminalText($0.1).description) }
        let showsTimes = self.showsTimes
        arguments += facts.map { ($0.name, Self.text($0.value, language, showsTimes)) }
        return CommandWords.sentence("trust.change." + code, language, arguments)
    }

    /// The change for machines.
    func json(_ language: Language) -> JSONValue {
        var value: JSONValue = ["code": .string(code)]
        value["institution"] = institution.map { ["id": .string($0.id), "name": .string($0.name)] }
        value[isGone ? "oldPointer" : "pointer"] = .string(place.pointer)
        for fact in facts { value[fact.name] = Self.json(fact.value) }
        value["message"] = .string(sentence(language))
        return value
    }

    // MARK: Facts

    /// Whether two times of the sentence lie on one day, so that days alone would not tell them apart.
    private var showsTimes: Bool {
        var days: [CalendarDate: Timestamp] = [:]
        for time in facts.flatMap({ Self.times($0.value) }) {
            if let other = days.updateValue(time, forKey: time.date), other != time { return true }
        }
        return false
    }

    private static func times(_ fact: Fact) -> [Timestamp] {
        switch fact {
        case .time(let time): [time].compactMap { $0 }
        case .window(let from, let until): [from, until].compactMap { $0 }
        case .text, .recognition, .state, .reason, .word, .value: []
        }
    }

    private static func text(_ fact: Fact, _ language: Language, _ showsTimes: Bool) -> String {
        switch fact {
        case .text(let text): TerminalText(text).description
        case .time(let time): date(time, language, showsTimes)
        case .window(let from, let until):
            until.map {
                CommandWords.sentence(
                    "trust.fromUntil", language,
                    [("from", date(from, language, showsTimes)), ("until", date($0, language, showsTimes))])
            } ?? CommandWords.sentence("trust.since", language, [("from", date(from, language, showsTimes))])
        case .recognition(let node): RecognitionText(node, language).parts.joined(separator: ", ")
        case .state(let node): state(node, language)
        case .reason(let reason): reason.map { " (\(TerminalText($0).description))" } ?? ""
        case .word(let key): CommandWords.sentence(key, language)
        case .value(let node):
            node.map { node in
                let json = String(decoding: JSONValue(node).serialized(), as: UTF8.self)
                return TerminalText(json).truncated(toWidth: 80).description
            } ?? CommandWords.sentence("trust.nothing", language)
        }
    }

    private static func state(_ node: JSONNode, _ language: Language) -> String {
        let since = date(ListChanges.time(node["since"]), language, false)
        return CommandWords.sentence("trust.\(node["state"]?.string ?? "")", language, [("since", since)])
            + text(.reason(node["reason"]?.string), language, false)
    }

    private static func date(_ time: Timestamp?, _ language: Language, _ showsTime: Bool) -> String {
        guard let time else { return CommandWords.sentence("trust.nothing", language) }
        let day = CommandWords.date(time.date, language)
        return showsTime ? "\(day) (\(time))" : day
    }

    private static func json(_ fact: Fact) -> JSONValue {
        switch fact {
        case .text(let text): .string(text)
        case .word(let key): .string(key.split(separator: ".").last.map { String($0) } ?? key)
        case .time(let time): time.map { .string($0.description) } ?? .null
        case .window(let from, let until):
            [
                "validFrom": from.map { .string($0.description) } ?? .null,
                "validUntil": until.map { .string($0.description) } ?? .null,
            ]
        case .recognition(let node), .state(let node): JSONValue(node)
        case .reason(let reason): reason.map { .string($0) } ?? .null
        case .value(let node): node.map { JSONValue($0) } ?? .null
        }
    }
}
