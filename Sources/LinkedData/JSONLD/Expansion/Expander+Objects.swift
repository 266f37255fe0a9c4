internal import Encodings

extension Expander {
    /// What stays the same while the members of an object are expanded.
    struct Scope {
        let context: ActiveContext
        /// The active context before contexts of types were applied.
        let typeScoped: ActiveContext
        let property: ActiveProperty
        /// Whether the object's type is `@json`.
        let isJSON: Bool
        let depth: Int
    }

    /// Steps 7 to 20: an object.
    mutating func expandObject(
        _ element: JSONNode, _ context: ActiveContext, _ property: ActiveProperty, fromMap: Bool, depth: Int
    ) throws(JSONLDError) -> Expanded {
        try checkDepth(depth, element)
        var context = context
        // Step 7.
        if !fromMap, let previous = context.previous, !keepsContext(element, context) { context = previous }
        // Step 8.
        if let scope = property.definition?.scope {
            context = try contexts.apply(scope, to: context, overridesProtected: true, propagates: true)
        }
        // Step 9.
        if let local = element["@context"] { context = try contexts.apply(inline: local, to: context) }
        return try expandNode(element, context, property, depth: depth)
    }

    /// Steps 10 to 20: an object whose own context has been applied.
    mutating func expandNode(
        _ element: JSONNode, _ typeScoped: ActiveContext, _ property: ActiveProperty, omitting omitted: [[UInt8]] = [],
        depth: Int
    ) throws(JSONLDError) -> Expanded {
        let (context, isJSON) = try applyTypes(element, typeScoped, omitting: omitted)
        let item = try newItem(element)
        let scope = Scope(
            context: context, typeScoped: typeScoped, property: property, isJSON: isJSON, depth: depth)
        try expandMembers(element, into: item, scope, omitting: omitted)
        return try finish(item, element, property)
    }

    /// Whether an object is a value or a mere reference, for which the context of the type around it still holds.
    private func keepsContext(_ element: JSONNode, _ context: ActiveContext) -> Bool {
        var hasValue = false
        var hasID = false
        element.forEachMember { name, _ in
            hasValue = hasValue || context.isValue(name)
            hasID = hasID || context.isID(name)
        }
        return hasValue || hasID && element.count == 1
    }

    /// Steps 11 and 12: the context with those of the types applied, and whether the input type is `@json`.
    private mutating func applyTypes(
        _ element: JSONNode, _ typeScoped: ActiveContext, omitting omitted: [[UInt8]]
    ) throws(JSONLDError) -> (ActiveContext, Bool) {
        var only: JSONNode?
        var count = 0
        element.forEachMember { name, value in
            guard typeScoped.isType(name), !Self.isOmitted(name, omitted) else { return }
            count += 1
            if count == 1 { only = value }
        }
        guard var first = only else { return (typeScoped, false) }
        var context = typeScoped
        if count == 1 {
            try applyTypes(first, typeScoped, to: &context)
        } else {
            var members: [(name: [UInt8], value: JSONNode)] = []
            element.forEachMember { name, value in
                guard typeScoped.isType(name), !Self.isOmitted(name, omitted) else { return }
                members.append((name.array, value))
            }
            members.sort { $0.name.lexicographicallyPrecedes($1.name) }
            first = members[0].value
            for member in members { try applyTypes(member.value, typeScoped, to: &context) }
        }
        var last: JSONNode? = first
        for element in first.elements { last = element }
        guard let last, last.kind == .string else { return (context, false) }
        let isJSON = last.withUTF8 { $0.isEqual(to: "@json") || context.definition($0)?.keyword == .json }
        return (context, isJSON ?? false)
    }

    /// Applies the contexts of types, in the order of the types' code points.
    private mutating func applyTypes(
        _ value: JSONNode, _ typeScoped: ActiveContext, to context: inout ActiveContext
    ) throws(JSONLDError) {
        let single = value.count == 1 ? value.firstElement ?? value : value
        if single.kind == .string {
            let definition = single.withUTF8 { typeScoped.definition($0) } ?? nil
            guard let scope = definition?.scope else { return }
            context = try contexts.apply(scope, to: context, overridesProtected: false, propagates: false)
            return
        }
        var found: [(type: ArraySlice<UInt8>, scope: ScopedContext)] = []
        for element in value.elements where element.kind == .string {
            let type = element.textBytes
            if let scope = typeScoped.definition(type.span)?.scope { found.append((type, scope)) }
        }
        if found.count > 1 { found.sort { $0.type.lexicographicallyPrecedes($1.type) } }
        for (_, scope) in found {
            context = try contexts.apply(scope, to: context, overridesProtected: false, propagates: false)
        }
    }

    // MARK: Steps 15 to 20

    /// Judges a finished map, and gives what becomes of it.
    private func finish(
        _ index: UInt32, _ element: JSONNode, _ property: ActiveProperty
    ) throws(JSONLDError) -> Expanded {
        let item = arena.items[Int(index)]
        let keywords = item.keywords
        if item.isValue {
            guard try checkValue(item, element) else { return .null }
        } else if keywords.contains(.set) || keywords.contains(.list) {
            // Step 17.
            let kind = keywords.subtracting(KeywordSet(.index))
            guard item.hasNoProperties, kind == KeywordSet(.set) || kind == KeywordSet(.list) else {
                throw JSONLDError(
                    .invalidSetOrListObject, "an object with @set or @list has no other member but @index",
                    at: element.pointer)
            }
            if kind == KeywordSet(.set) {
                // The value of @set was null: nothing is left of it.
                return item.isNull ? .null : .array(item.children)
            }
        }
        if item.isJSON, !item.isValue {
            try lose(.undefinedType, element, "@json is the type of values: add @value, or name another type")
        }
        // Step 18.
        if item.hasNoProperties, keywords == KeywordSet(.language) {
            try lose(.freeFloatingValue, element, "a language without a value says nothing: add @value")
            return .null
        }
        // Step 19.
        guard property.isFree else { return .single(index) }
        if item.isValue || item.isList {
            try lose(.freeFloatingValue, element, "the value belongs to no node: put it in a member of one")
            return .null
        }
        guard item.hasNoProperties, keywords.isEmpty || keywords == KeywordSet(.id) else { return .single(index) }
        try lose(.freeFloatingValue, element, "the object says nothing: add what is known of it, or leave it out")
        return .null
    }

    /// Step 15; `false` when the value is null.
    private func checkValue(_ item: ExpandedItem, _ element: JSONNode) throws(JSONLDError) -> Bool {
        let allowed: KeywordSet = [
            KeywordSet(.value), KeywordSet(.type), KeywordSet(.language), KeywordSet(.direction), KeywordSet(.index),
        ]
        let hasLanguage = item.present.contains(.language) || item.present.contains(.direction)
        guard item.hasNoProperties, item.keywords.isSubset(of: allowed),
            !hasLanguage || !item.present.contains(.type)
        else {
            throw JSONLDError(
                .invalidValueObject,
                "an object with @value has beside it @index, and either @type or @language and @direction, found more",
                at: element.pointer)
        }
        if item.isJSON { return true }
        let value = root[item.value]
        guard !item.isNull else {
            try lose(.nullValue, element, "a value that is null says nothing: leave it out")
            return false
        }
        guard value.kind == .string || !item.present.contains(.language) else {
            throw JSONLDError(
                .invalidLanguageTaggedValue, "only a string has a language, found \(value.kind.name)",
                at: value.pointer)
        }
        guard item.present.contains(.type) else { return true }
        let type = item.types == .max ? ExpandedArena.Text.none : arena.types[Int(item.types)].name
        guard !item.hasTypeArray, TermSyntax.isAbsoluteIRI(arena.bytes.span, in: arena.range(type)) else {
            throw JSONLDError(
                .invalidTypedValue, "the @type of a value is one absolute IRI, found something else",
                at: element.pointer)
        }
        return true
    }
}
