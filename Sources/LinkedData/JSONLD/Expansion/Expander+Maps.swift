internal import Encodings

extension Expander {
    /// Step 13.7: an object whose member names are languages.
    mutating func expandLanguageMap(
        _ map: JSONNode, _ definition: TermDefinition, _ scope: Scope
    ) throws(JSONLDError) -> ExpandedArena.Row {
        try checkDepth(scope.depth + 1, map)
        let direction = direction(definition, scope.context)
        var row = ExpandedArena.Row()
        for (name, value) in map.members {
            let text = name.textBytes
            let isNone =
                text.span.isEqual(to: "@none") || scope.context.definition(text.span)?.keyword == Keyword.none
            let language = isNone ? ExpandedArena.Text.none : arena.add(text.span)
            if value.kind == .array {
                for element in value.elements { try addText(element, language, direction, to: &row) }
            } else {
                try addText(value, language, direction, to: &row)
            }
        }
        return row
    }

    private mutating func addText(
        _ value: JSONNode, _ language: ExpandedArena.Text, _ direction: Direction?, to row: inout ExpandedArena.Row
    ) throws(JSONLDError) {
        guard !value.isNull else { return }
        guard value.kind == .string else {
            throw JSONLDError(
                .invalidLanguageMapValue, "a text in a language is a string, found \(value.kind.name)",
                at: value.pointer)
        }
        let item = try newItem(value)
        arena.items[Int(item)].present.insert(.value)
        if !language.isNone {
            arena.items[Int(item)].present.insert(.language)
            arena.items[Int(item)].language = language
        }
        if let direction { set(direction, of: item) }
        arena.append(item, to: &row)
    }

    /// Step 13.8: an object whose member names are indexes, identifiers or types.
    mutating func expandIndexMap(
        _ map: JSONNode, _ property: ActiveProperty, _ definition: TermDefinition, _ scope: Scope
    ) throws(JSONLDError) -> ExpandedArena.Row {
        try checkDepth(scope.depth + 1, map)
        var row = ExpandedArena.Row()
        for (name, value) in map.members {
            let text = name.textBytes
            var context = scope.context
            if definition.containers.contains(.type) {
                let outer = context.previous ?? context
                // The context of a type does not reach beyond the node of that type.
                if let local = outer.definition(text.span)?.scope {
                    context = try contexts.apply(local, to: outer, overridesProtected: false, propagates: false)
                }
            }
            let active = context === scope.context ? property : property.inside(context, root)
            let expanded = try expand(value, context, active, fromMap: true, depth: scope.depth + 2)
            let isNone =
                text.span.isEqual(to: "@none") || scope.context.definition(text.span)?.keyword == Keyword.none
            var cursor = self.row(expanded).start
            while var item = cursor {
                cursor = arena.detach(item)
                if definition.containers.contains(.graph), !arena.items[Int(item)].isGraph {
                    item = try graphItem(item, root[arena.items[Int(item)].place])
                }
                if !isNone { try setKey(name, of: item, definition, scope) }
                arena.append(item, to: &row)
            }
        }
        return row
    }

    /// Steps 13.8.3.7.2 to 13.8.3.7.5: what the key of a map says about an item.
    private mutating func setKey(
        _ name: JSONNode, of item: UInt32, _ definition: TermDefinition, _ scope: Scope
    ) throws(JSONLDError) {
        let present = arena.items[Int(item)].present
        let text = name.textBytes
        if definition.containers.contains(.index) {
            if let key = definition.index, !key.span.isEqual(to: "@index") {
                return try setIndexProperty(key, name, of: item, scope)
            }
            guard !present.contains(.index) else { return }
            arena.items[Int(item)].present.insert(.index)
            arena.items[Int(item)].index = arena.add(text.span)
        } else if definition.containers.contains(.id) {
            guard !present.contains(.id) else { return }
            let id = try expandReference(name, scope.context, usesVocabulary: false)
            arena.items[Int(item)].present.insert(.id)
            arena.items[Int(item)].id = id
        } else if definition.containers.contains(.type) {
            guard case .text(let iri) = expandIRI(text.span, scope.context, isRelative: false, usesVocabulary: true),
                !requiresTypes || isAbsolute(iri)
            else {
                return try lose(
                    .undefinedType, name, "no context says what the type means, so that it is not signed: correct it")
            }
            arena.items[Int(item)].hasTypeArray = true
            arena.addType(iri, to: item)
        }
    }

    /// Step 13.8.3.7.2: a key that is the value of a property.
    private mutating func setIndexProperty(
        _ key: [UInt8], _ name: JSONNode, of item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        guard !arena.items[Int(item)].isValue else {
            throw JSONLDError(
                .invalidValueObject, "a value has no properties, so that no property can be its index",
                at: root[arena.items[Int(item)].place].pointer)
        }
        let value = try expandValue(name, scope.context, scope.context.definition(key.span))
        guard case .text(let property) = expandIRI(key.span, scope.context, isRelative: false, usesVocabulary: true)
        else { return }
        arena.addProperty(property, arena.row(of: value), at: name.place, to: item)
    }
}
