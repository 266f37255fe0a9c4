internal import Encodings

extension Expander {
    /// Step 13.4: a member whose name is a keyword or an alias of one.
    mutating func expandKeyword(
        _ keyword: Keyword, _ name: JSONNode, _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        try checkKeyword(keyword, name, item, scope)
        // What calls itself in the end stands in functions of its own, so that little of the stack is taken here.
        switch keyword {
        case .type: try expandTypes(value, into: item, scope)
        case .graph: try expandGraph(name, value, into: item, scope)
        case .included: try expandIncluded(name, value, into: item, scope)
        case .list: try expandList(value, into: item, scope)
        case .set: try expandSet(value, into: item, scope)
        case .reverse: try expandReverse(name, value, into: item, scope)
        default: try setKeyword(keyword, name, value, of: item, scope)
        }
    }

    /// Steps 13.4.1 and 13.4.2.
    private func checkKeyword(
        _ keyword: Keyword, _ name: JSONNode, _ item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        guard scope.property.kind != .reverse else { throw reversedKeyword(name) }
        let isRepeatable = contexts.mode == .version11 && (keyword == .included || keyword == .type)
        guard isRepeatable || !arena.items[Int(item)].present.contains(keyword) else {
            throw JSONLDError(
                .collidingKeywords, "an object has each keyword once, found \(keyword.name) again", at: name.pointer)
        }
    }

    /// The keywords whose values are scalars.
    private mutating func setKeyword(
        _ keyword: Keyword, _ name: JSONNode, _ value: JSONNode, of item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        switch keyword {
        case .id:
            guard value.kind == .string else { throw notText(.invalidIdValue, keyword, value) }
            arena.items[Int(item)].present.insert(.id)
            arena.items[Int(item)].id = try expandReference(value, scope.context, usesVocabulary: false)
        case .value: try setValue(value, of: item, scope)
        case .language:
            guard value.kind == .string else { throw notText(.invalidLanguageTaggedString, keyword, value) }
            arena.items[Int(item)].present.insert(.language)
            let text = value.textBytes
            arena.items[Int(item)].language = arena.add(text.span)
        case .direction:
            guard contexts.mode == .version11 else { return }
            guard value.kind == .string, let direction = Direction(value.textBytes.span) else {
                throw JSONLDError(.invalidBaseDirection, "@direction is \"ltr\" or \"rtl\"", at: value.pointer)
            }
            set(direction, of: item)
        case .index:
            guard value.kind == .string else { throw notText(.invalidIndexValue, keyword, value) }
            arena.items[Int(item)].present.insert(.index)
            let text = value.textBytes
            arena.items[Int(item)].index = arena.add(text.span)
        default:
            try lose(.reservedKeyword, name, "the keyword has no meaning outside of a context: leave the member out")
        }
    }

    /// Step 13.4.5.
    private mutating func expandGraph(
        _ name: JSONNode, _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        arena.items[Int(item)].present.insert(.graph)
        let property = ActiveProperty(kind: .graph, definition: nil, name: name.place)
        let expanded = try expand(value, scope.context, property, depth: scope.depth + 1)
        arena.items[Int(item)].children = row(expanded)
    }

    /// Step 13.4.12.
    private mutating func expandSet(
        _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        let property = scope.property.inside(scope.context, root)
        let expanded = try expand(value, scope.context, property, depth: scope.depth + 1)
        arena.items[Int(item)].present.insert(.set)
        arena.items[Int(item)].children = row(expanded)
        if case .null = expanded { arena.items[Int(item)].isNull = true }
    }

    private func notText(_ code: JSONLDError.Code, _ keyword: Keyword, _ value: JSONNode) -> JSONLDError {
        JSONLDError(code, "\(keyword.name) is a string, found \(value.kind.name)", at: value.pointer)
    }

    /// Step 13.4.4.
    private mutating func expandTypes(
        _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        let isRepeated = arena.items[Int(item)].present.contains(.type)
        arena.items[Int(item)].present.insert(.type)
        if value.kind == .array || isRepeated { arena.items[Int(item)].hasTypeArray = true }
        if value.kind == .array {
            for element in value.elements { try expandType(element, into: item, scope) }
        } else {
            try expandType(value, into: item, scope)
        }
    }

    private mutating func expandType(
        _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        guard value.kind == .string else {
            throw JSONLDError(
                .invalidTypeValue, "@type is a string or an array of strings, found \(value.kind.name)",
                at: value.pointer)
        }
        try checkText(value)
        let text = value.textBytes
        switch expandIRI(text.span, scope.typeScoped, isRelative: true, usesVocabulary: true) {
        case .null:
            try lose(
                .undefinedType, value, "a context says that the type means nothing, or it begins with @: leave it out")
            arena.addType(.none, to: item)
        case .keyword(let keyword):
            if keyword == .json, !arena.items[Int(item)].hasTypeArray { arena.items[Int(item)].isJSON = true }
            if !scope.isJSON {
                try lose(.undefinedType, value, "a type is an IRI or a term that stands for one, found a keyword")
            }
            arena.addType(arena.add(Array(keyword.name.utf8).span), to: item)
        case .text(let iri):
            if requiresTypes, !isAbsolute(iri) {
                try lose(
                    .undefinedType, value,
                    """
                    no context says what the type means, so that it is not signed: correct its spelling, or add the \
                    context that defines it
                    """)
            }
            arena.addType(iri, to: item)
        }
    }

    /// Step 13.4.6.
    private mutating func expandIncluded(
        _ name: JSONNode, _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        guard contexts.mode == .version11 else { return }
        let property = ActiveProperty(kind: .none, definition: nil, name: name.place)
        guard value.kind == .object || value.kind == .array else { throw notIncluded(value) }
        let expanded = try expand(value, scope.context, property, depth: scope.depth + 1)
        // What belongs to no node was dropped: it is no node itself.
        if case .null = expanded { throw notIncluded(value) }
        try checkIncluded(row(expanded))
        arena.items[Int(item)].present.insert(.included)
        var row = arena.items[Int(item)].included
        arena.append(self.row(expanded), to: &row)
        arena.items[Int(item)].included = row
    }

    private func checkIncluded(_ row: ExpandedArena.Row) throws(JSONLDError) {
        var cursor = row.start
        while let current = cursor {
            let included = arena.items[Int(current)]
            guard !included.isValue, !included.isList, !included.present.contains(.set) else {
                throw notIncluded(root[included.place])
            }
            cursor = arena.item(after: current)
        }
    }

    private func notIncluded(_ value: JSONNode) -> JSONLDError {
        JSONLDError(.invalidIncludedValue, "@included holds nodes, found something else", at: value.pointer)
    }

    /// Step 13.4.7.
    private mutating func setValue(
        _ value: JSONNode, of item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        let isScalar = value.kind != .array && value.kind != .object
        guard isScalar || scope.isJSON, !scope.isJSON || contexts.mode == .version11 else {
            throw JSONLDError(
                .invalidValueObjectValue, "@value is a string, a number, true, false or null, found \(value.kind.name)",
                at: value.pointer)
        }
        arena.items[Int(item)].present.insert(.value)
        arena.items[Int(item)].value = value.place
        arena.items[Int(item)].isNull = value.isNull
    }

    /// Step 13.4.11.
    private mutating func expandList(
        _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        guard !scope.property.isFree else {
            return try lose(.freeFloatingValue, value, "the list belongs to no node: put it in a member of one")
        }
        let property = scope.property.inside(scope.context, root)
        let expanded = try expand(value, scope.context, property, depth: scope.depth + 1)
        arena.items[Int(item)].present.insert(.list)
        arena.items[Int(item)].children = row(expanded)
    }

    /// Step 13.4.13.
    private mutating func expandReverse(
        _ name: JSONNode, _ value: JSONNode, into item: UInt32, _ scope: Scope
    ) throws(JSONLDError) {
        guard value.kind == .object else {
            throw JSONLDError(
                .invalidReverseValue, "@reverse is an object, found \(value.kind.name)", at: value.pointer)
        }
        let property = ActiveProperty(kind: .reverse, definition: nil, name: name.place)
        let expanded = try expand(value, scope.context, property, depth: scope.depth + 1)
        arena.items[Int(item)].present.insert(.reverse)
        guard case .single(let reversed) = expanded else { return }
        // What is reversed twice is a property again.
        var cursor = arena.items[Int(reversed)].reverse
        while cursor != .max {
            let entry = arena.entries[Int(cursor)]
            arena.addProperty(entry.name, entry.values, at: entry.place, to: item)
            cursor = entry.next
        }
        cursor = arena.items[Int(reversed)].properties
        while cursor != .max {
            let entry = arena.entries[Int(cursor)]
            try checkReversed(entry.values)
            arena.addReverse(entry.name, entry.values, at: entry.place, to: item)
            cursor = entry.next
        }
    }
}
