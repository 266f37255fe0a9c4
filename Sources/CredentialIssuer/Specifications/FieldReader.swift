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
            if let position = keyPosition(key) ?? misspelt(key, among: fields.map(\.1)) {
                places[field] = problems.place(position)
            }
        }
    }

    /// Where a field stands whose name is nearly `key`: what is said of a missing field belongs there.
    private func misspelt(_ key: String, among names: [String]) -> YAMLPosition? {
        mapping.entries.first { entry in
            !names.contains(entry.key) && PlainWord(entry.key).nearest(among: [key]) == [key]
        }?.keyPosition
    }

    /// Tells that this is a file of another kind, when it has a field of that kind and none of the expected one.
    func isOtherFile(_ kind: String, has foreign: [String], butNot own: [String]) -> Bool {
        guard foreign.contains(where: { keys.contains($0) }), !own.contains(where: { keys.contains($0) }) else {
            return false
        }
        problems.add(.otherFile, kind, at: position)
        known += keys
        return true
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
