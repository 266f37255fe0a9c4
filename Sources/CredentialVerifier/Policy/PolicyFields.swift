import Credentials
import YAMLDocuments

/// The fields of one mapping of a policy file; every field that means nothing there is a problem.
struct PolicyFields {
    /// Where the mapping begins.
    let position: YAMLPosition
    let problems: PolicyProblems

    private let mapping: YAMLMapping
    /// The fields that unknown ones were probably meant to be: what is written wrongly is not missing as well.
    private var meant: [String] = []

    /// The groups of fields, and the fields of each: a field that stands outside of its group is told where it belongs.
    static let groups: [(name: String, fields: [String])] = [
        ("maximum_age", ["trust_list", "status_list", "by_type"]),
        ("require", ["status", "time_evidence", "freshness_statement", "holder_binding"]),
        ("accept", ["replayable_presentation"]),
    ]

    /// Takes a value as fields, all of which are among `known`.
    init?(_ value: PolicyValue, known: [String]) {
        guard let mapping = value.mapping() else { return nil }
        self.init(mapping, at: value.node.position, value.problems)
        for entry in mapping.entries where !known.contains(where: { $0.utf8.elementsEqual(entry.key.utf8) }) {
            // Looking for what was meant takes time that a file of nonsense must not cost.
            guard !problems.isFull else { break }
            if let near = refuse(entry, known) { meant.append(near) }
        }
    }

    /// Takes fields whose names are data.
    init(_ mapping: YAMLMapping, at position: YAMLPosition, _ problems: PolicyProblems) {
        self.mapping = mapping
        self.position = position
        self.problems = problems
    }

    /// The value of a field; `nil` where it is missing.
    func value(_ key: String) -> PolicyValue? { mapping[key].map { PolicyValue($0, problems) } }

    /// The value of a field that must be there.
    func required(_ key: String) -> PolicyValue? {
        if let value = value(key) { return value }
        if !meant.contains(key) { problems.add(.missingField, at: position, [("field", key)]) }
        return nil
    }

    /// Every field with its value.
    var all: [(key: String, position: YAMLPosition, value: PolicyValue)] {
        mapping.entries.map { ($0.key, $0.keyPosition, PolicyValue($0.value, problems)) }
    }

    /// Tells that a field means nothing here, and what was probably meant.
    private func refuse(_ entry: YAMLMapping.Entry, _ known: [String]) -> String? {
        if let group = Self.groups.first(where: { $0.fields.contains(entry.key) }), known.contains(group.name) {
            problems.add(
                .unknownField, "place", at: entry.keyPosition, [("field", entry.key), ("group", group.name)])
            return nil
        }
        let near = PlainWord(entry.key).nearest(among: known.filter { mapping[$0] == nil })
        problems.add(
            .unknownField, near.isEmpty ? "known" : "near", at: entry.keyPosition,
            [("field", entry.key), ("near", near.first ?? ""), ("list", known.joined(separator: ", "))])
        return near.first
    }
}
