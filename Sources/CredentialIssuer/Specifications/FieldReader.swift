import Credentials
import YAMLDocuments

/// Reads the fields of one mapping, and remembers which were asked for: all others are problems when it is done.
final class FieldReader {
    /// Where the mapping begins.
    let position: YAMLPosition
    let problems: FileProblems

    private let mapping: YAMLMapping
    private var known: [String] = []

    init(_ mapping: YAMLMapping, at position: YAMLPosition, _ problems: FileProblems) {
        self.mapping = mapping
        self.position = position
        self.problems = problems
    }

    /// Where the mapping begins, as a place of the record.
    var place: RecordPlace { problems.place(position) }

    /// The fields that are there, in the order of the file.
    var keys: [String] { mapping.entries.map(\.key) }

    /// The value of a field; `nil` where it is missing, or where nothing stands after the colon.
    func value(_ key: String) -> FieldValue? {
        if !known.contains(key) { known.append(key) }
        guard let node = mapping[key], !node.isNull else { return nil }
        return FieldValue(node, problems)
    }

    /// The value of a field that must be there.
    func required(_ key: String) -> FieldValue? {
        if let value = value(key) { return value }
        problems.add(.missingField, at: keyPosition(key) ?? position, [("field", key)])
        return nil
    }

    /// Where the name of a field stands; `nil` when it is missing.
    func keyPosition(_ key: String) -> YAMLPosition? {
        mapping.entries.first { $0.key == key }?.keyPosition
    }

    /// Every field with its value where the names are data themselves; all of them count as asked for.
    func all() -> [(key: String, position: YAMLPosition, value: FieldValue)] {
        mapping.entries.map { entry in
            if !known.contains(entry.key) { known.append(entry.key) }
            return (entry.key, entry.keyPosition, FieldValue(entry.value, problems))
        }
    }

    /// Remembers where fields stand, for the rules to point at.
    func notePlaces(_ fields: [(RecordField, String)], in places: inout [RecordField: RecordPlace]) {
        for (field, key) in fields {
            if let position = keyPosition(key) { places[field] = problems.place(position) }
        }
    }

    /// Adds a problem for each field that was not asked for.
    func finish() {
        for entry in mapping.entries where !known.contains(entry.key) && !problems.isFull {
            let free = known.filter { mapping[$0] == nil }
            let near = PlainWord(entry.key).nearest(among: free)
            problems.add(
                .unknownField, near.isEmpty ? nil : "near", at: entry.keyPosition,
                [("field", entry.key), ("near", near.first ?? "")])
        }
    }
}
