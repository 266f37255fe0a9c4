public import Encodings

/// A JSON-LD document in expanded form: without contexts, every name an IRI or a keyword (JSON-LD 1.1 API, section 5).
public struct ExpandedDocument: Sendable {
    let arena: ExpandedArena
    let top: ExpandedArena.Row
    /// Any value of the document, to find the others by their places.
    let root: JSONNode

    /// The item of a document that is one node; `nil` for any other.
    var onlyNode: UInt32? {
        guard let first = top.start, arena.item(after: first) == nil else { return nil }
        let item = arena.items[Int(first)]
        return item.isList || item.isValue ? nil : first
    }

    /// The expanded form as JSON: an array of objects.
    public var json: JSONValue { array(top) }

    private func array(_ row: ExpandedArena.Row) -> JSONValue {
        var values: [JSONValue] = []
        var cursor = row.start
        while let item = cursor {
            values.append(json(arena.items[Int(item)]))
            cursor = arena.item(after: item)
        }
        return .array(values)
    }

    private func json(_ item: ExpandedItem) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = []
        if item.present.contains(.id) { members.append(("@id", text(item.id))) }
        if item.present.contains(.type) { members.append(("@type", types(item))) }
        if item.isValue { members.append(("@value", JSONValue(root[item.value]))) }
        if !item.language.isNone { members.append(("@language", text(item.language))) }
        if let direction = item.direction { members.append(("@direction", .string(direction.name))) }
        if item.present.contains(.index) { members.append(("@index", text(item.index))) }
        if item.present.contains(.graph) { members.append(("@graph", array(item.children))) }
        if item.isList { members.append(("@list", array(item.children))) }
        if item.present.contains(.included) { members.append(("@included", array(item.included))) }
        members += properties(item.properties)
        if item.reverse != .max { members.append(("@reverse", .object(properties(item.reverse)))) }
        return .object(members)
    }

    private func types(_ item: ExpandedItem) -> JSONValue {
        var values: [JSONValue] = []
        var cursor = item.types
        while cursor != .max {
            values.append(text(arena.types[Int(cursor)].name))
            cursor = arena.types[Int(cursor)].next
        }
        if item.isValue, values.count == 1 { return values[0] }
        return .array(values.reversed())
    }

    /// The properties in the order of the document, those of one name together.
    private func properties(_ last: UInt32) -> [(name: String, value: JSONValue)] {
        var found: [(name: String, value: JSONValue)] = []
        var cursor = last
        while cursor != .max {
            let entry = arena.entries[Int(cursor)]
            found.append((arena.string(entry.name), array(entry.values)))
            cursor = entry.next
        }
        var merged: [(name: String, value: JSONValue)] = []
        var positions: [String: Int] = [:]
        for (name, value) in found.reversed() {
            guard let position = positions[name] else {
                positions[name] = merged.count
                merged.append((name, value))
                continue
            }
            if case .array(let old) = merged[position].value, case .array(let new) = value {
                merged[position].value = .array(old + new)
            }
        }
        return merged
    }

    private func text(_ text: ExpandedArena.Text) -> JSONValue { text.isNone ? .null : .string(arena.string(text)) }
}
