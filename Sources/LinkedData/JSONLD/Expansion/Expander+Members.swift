internal import Encodings

extension Expander {
    /// Steps 13 and 14: the members of an object, added to an item.
    mutating func expandMembers(
        _ element: JSONNode, into item: UInt32, _ scope: Scope, omitting omitted: [[UInt8]] = []
    ) throws(JSONLDError) {
        var nests: [(name: JSONNode, value: JSONNode)] = []
        // Few members need the node of their name, and each node counts a reference to the document.
        for (namePlace, valuePlace) in element.memberPlaces {
            var meaning = Meaning.skipped
            element.withUTF8(at: namePlace) { meaning = Self.meaning(of: $0, scope, omitting: omitted) }
            switch consume meaning {
            case .skipped: continue
            case .keyword(.nest):
                let name = element[namePlace]
                guard scope.property.kind != .reverse else { throw reversedKeyword(name) }
                nests.append((name, element[valuePlace]))
            case .keyword(let keyword):
                try expandKeyword(keyword, element[namePlace], element[valuePlace], into: item, scope)
            case .property(let definition):
                try checkText(element[namePlace])
                guard let property = try expandName(definition, element, namePlace, scope) else { continue }
                let value = element[valuePlace]
                let active = ActiveProperty(kind: .term, definition: definition, name: namePlace)
                let expanded = try expandMemberValue(value, active, scope)
                try addMember(property, expanded, active, value, into: item)
            }
        }
        for nest in nests { try expandNest(nest.name, nest.value, into: item, scope) }
    }

    /// What the name of a member stands for.
    private enum Meaning {
        /// The context, or a name that is left out.
        case skipped
        case keyword(Keyword)
        /// A property, which only a definition or the vocabulary makes one that is kept.
        case property(TermDefinition?)
    }

    private static func meaning(of name: Span<UInt8>, _ scope: Scope, omitting omitted: [[UInt8]]) -> Meaning {
        if name.isEqual(to: "@context") || isOmitted(name, omitted) { return .skipped }
        let definition = scope.context.definition(name)
        if let keyword = Keyword(name) ?? definition?.keyword { return .keyword(keyword) }
        return .property(definition)
    }

    static func isOmitted(_ name: Span<UInt8>, _ omitted: [[UInt8]]) -> Bool {
        for other in omitted where name.isEqual(to: other.span) { return true }
        return false
    }

    /// Steps 13.2 and 13.3: the IRI of a member's name; `nil` when the member is dropped.
    private mutating func expandName(
        _ definition: TermDefinition?, _ element: JSONNode, _ place: JSONNode.Place, _ scope: Scope
    ) throws(JSONLDError) -> ExpandedArena.Text? {
        if let definition, definition.isProperty, case .iri(let iri) = definition.mapping {
            return arena.add(iri.span)
        }
        let name = element[place]
        let text = name.textBytes
        if definition != nil {
            // Nothing else may give a meaning to a term that was defined without one.
        } else if Keyword.hasForm(text.span) {
            try lose(
                .reservedKeyword, name, "names that begin with @ are reserved, and this one means nothing: rename it")
            return nil
        } else if let colon = text.span.firstIndex(of: UInt8(ascii: ":"), from: 1) {
            if let iri = expandCompactIRI(text.span, colon, scope.context) { return iri }
            if let vocabulary = scope.context.parts.vocabulary { return arena.add(vocabulary.span, text.span) }
        } else if let vocabulary = scope.context.parts.vocabulary {
            let iri = arena.add(vocabulary.span, text.span)
            if arena.bytes.span.extracting(arena.range(iri)).firstIndex(of: UInt8(ascii: ":")) != nil { return iri }
        }
        // To the algorithm whatever contains a colon is a property; RDF has no such one.
        if !isSafe, definition == nil, text.contains(UInt8(ascii: ":")) { return arena.add(text.span) }
        try lose(
            .undefinedTerm, name,
            """
            no context says what the name means, so that the member is not signed: correct its spelling, or add the \
            context that defines it
            """)
        return nil
    }

    func reversedKeyword(_ name: JSONNode) -> JSONLDError {
        JSONLDError(.invalidReversePropertyMap, "@reverse holds properties, found a keyword", at: name.pointer)
    }

    /// Steps 13.5 to 13.9: the value of a member that is no keyword.
    private mutating func expandMemberValue(
        _ value: JSONNode, _ property: ActiveProperty, _ scope: Scope
    ) throws(JSONLDError) -> Expanded {
        if let definition = property.definition {
            if definition.type == .json { return .single(try jsonItem(value)) }
            if value.kind == .object {
                if definition.containers.contains(.language) {
                    return .array(try expandLanguageMap(value, definition, scope))
                }
                if !definition.containers.isDisjoint(with: .maps) {
                    return .array(try expandIndexMap(value, property, definition, scope))
                }
            }
        }
        return try expand(value, scope.context, property, depth: scope.depth + 1)
    }

    /// Steps 13.10 to 13.14: puts an expanded value where it belongs.
    private mutating func addMember(
        _ name: ExpandedArena.Text, _ expanded: Expanded, _ property: ActiveProperty, _ value: JSONNode,
        into item: UInt32
    ) throws(JSONLDError) {
        if case .null = expanded { return }
        var values = row(expanded)
        guard let definition = property.definition else {
            return arena.addProperty(name, values, at: property.name, to: item)
        }
        if definition.containers.contains(.list) {
            var isList = false
            if case .single(let single) = expanded { isList = arena.items[Int(single)].isList }
            if !isList { values = arena.row(of: try listItem(values, value)) }
        }
        if definition.containers.contains(.graph), definition.containers.isDisjoint(with: [.id, .index]) {
            var graphs = ExpandedArena.Row()
            var cursor = values.start
            while let current = cursor {
                cursor = arena.detach(current)
                let place = root[arena.items[Int(current)].place]
                arena.append(try graphItem(current, place), to: &graphs)
            }
            values = graphs
        }
        guard definition.isReverse else { return arena.addProperty(name, values, at: property.name, to: item) }
        try checkReversed(values)
        if !values.isEmpty { arena.addReverse(name, values, at: property.name, to: item) }
    }

    /// Refuses values that cannot be the subject of a statement.
    func checkReversed(_ values: ExpandedArena.Row) throws(JSONLDError) {
        var cursor = values.start
        while let current = cursor {
            let item = arena.items[Int(current)]
            guard !item.isValue, !item.isList else {
                throw JSONLDError(
                    .invalidReversePropertyValue,
                    "a reversed property has nodes as its values, found a value or a list",
                    at: root[item.place].pointer)
            }
            cursor = arena.item(after: current)
        }
    }

    /// Step 14: members that are nested in an object which means nothing itself.
    private mutating func expandNest(
        _ name: JSONNode, _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        let definition = scope.context.definition(name.textBytes.span)
        var context = scope.context
        if let local = definition?.scope {
            context = try contexts.apply(local, to: context, overridesProtected: true, propagates: true)
        }
        let property = ActiveProperty(kind: .term, definition: definition, name: name.place)
        let inner = Scope(
            context: context, typeScoped: scope.typeScoped, property: property, isJSON: scope.isJSON,
            depth: scope.depth + 1)
        try checkDepth(inner.depth, value)
        if value.kind == .array {
            for element in value.elements { try expandNested(element, into: item, inner) }
        } else {
            try expandNested(value, into: item, inner)
        }
    }

    private mutating func expandNested(
        _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        var isAllowed = value.kind == .object
        for (name, _) in value.members where scope.context.isValue(name.textBytes.span) { isAllowed = false }
        guard isAllowed else {
            throw JSONLDError(
                .invalidNestValue, "@nest holds objects without @value, found something else", at: value.pointer)
        }
        try expandMembers(value, into: item, scope)
    }
}
