internal import Encodings

extension Expander {
    /// Expands a scalar to a node or a value (section 5.3.2).
    mutating func expandValue(
        _ value: JSONNode, _ context: ActiveContext, _ definition: TermDefinition?
    ) throws(JSONLDError) -> UInt32 {
        let item = try newItem(value)
        let type = definition?.type
        let isString = value.kind == .string
        if isString, type == .id || type == .vocab {
            arena.items[Int(item)].present.insert(.id)
            arena.items[Int(item)].id = try expandReference(value, context, usesVocabulary: type == .vocab)
            return item
        }
        arena.items[Int(item)].present.insert(.value)
        switch type {
        case .iri(let iri): arena.addType(arena.add(iri.span), to: item)
        case .json:
            arena.addType(add("@json"), to: item)
            arena.items[Int(item)].isJSON = true
        default:
            guard isString else { break }
            setLanguage(definition, context, item)
        }
        return item
    }

    /// Steps 5.1 to 5.4 of value expansion: the language and direction of a string.
    private mutating func setLanguage(_ definition: TermDefinition?, _ context: ActiveContext, _ item: UInt32) {
        var language = context.parts.language
        switch definition?.language {
        case .value(let own): language = own
        case .null: language = nil
        default: break
        }
        if let language {
            arena.items[Int(item)].language = arena.add(language.span)
            arena.items[Int(item)].present.insert(.language)
        }
        if let direction = direction(definition, context) { set(direction, of: item) }
    }

    func direction(_ definition: TermDefinition?, _ context: ActiveContext) -> Direction? {
        switch definition?.direction {
        case .value(let own): own
        case .null: nil
        default: context.parts.direction
        }
    }

    mutating func set(_ direction: Direction, of item: UInt32) {
        arena.items[Int(item)].direction = direction
        arena.items[Int(item)].present.insert(.direction)
    }

    mutating func add(_ text: StaticString) -> ExpandedArena.Text {
        text.withUTF8Buffer { unsafe arena.add($0.span) }
    }

    /// A JSON literal (step 13.7 of expansion).
    mutating func jsonItem(_ value: JSONNode) throws(JSONLDError) -> UInt32 {
        let item = try newItem(value)
        arena.items[Int(item)].present.insert(.value)
        arena.items[Int(item)].isJSON = true
        arena.addType(add("@json"), to: item)
        return item
    }

    // MARK: IRIs

    /// The IRI that a string refers to: a node, by a path relative to the document or by a term.
    mutating func expandReference(
        _ value: JSONNode, _ context: ActiveContext, usesVocabulary: Bool
    ) throws(JSONLDError) -> ExpandedArena.Text {
        let text = value.textBytes
        switch expandIRI(text.span, context, isRelative: true, usesVocabulary: usesVocabulary) {
        case .null:
            try lose(
                .reservedKeyword, value,
                "words that begin with @ are reserved, and this one means nothing: leave it out")
            return .none
        case .keyword(let keyword):
            try lose(.relativeIRI, value, "a keyword stands where an IRI is expected: write the IRI in full")
            return arena.add(Array(keyword.name.utf8).span)
        case .text(let iri):
            guard isSafe, !isAbsolute(iri) else { return iri }
            try lose(
                .relativeIRI, value,
                "the IRI is relative, and what it is relative to is not signed: write it in full, such as https://…")
            return iri
        }
    }

    /// Whether a text has a scheme or is a blank node identifier.
    func isAbsolute(_ text: ExpandedArena.Text) -> Bool {
        let bytes = arena.bytes.span.extracting(arena.range(text))
        return IRIReference.hasScheme(bytes) || IRIReference.isBlank(bytes)
    }

    /// Expands a text as an IRI (section 5.2.2).
    ///
    /// - Parameters:
    ///   - isRelative: whether it may be relative to the document.
    ///   - usesVocabulary: whether it may be a term, or relative to the vocabulary.
    mutating func expandIRI(
        _ text: Span<UInt8>, _ context: ActiveContext, isRelative: Bool, usesVocabulary: Bool
    ) -> IRI {
        // Steps 1 and 2.
        if text.count > 1, text[0] == UInt8(ascii: "@") {
            if let keyword = Keyword(text) { return .keyword(keyword) }
            if Keyword.hasForm(text) { return .null }
        }
        let colon = text.firstIndex(of: UInt8(ascii: ":"), from: 1)
        // Steps 4 and 5. A term with a colon inside is never an alias of a keyword.
        if usesVocabulary || colon == nil, let definition = context.definition(text) {
            switch definition.mapping {
            case .keyword(let keyword): return .keyword(keyword)
            case .null where usesVocabulary: return .null
            case .iri(let iri) where usesVocabulary: return .text(arena.add(iri.span))
            default: break
            }
        }
        // Step 6.
        if let colon, let iri = expandCompactIRI(text, colon, context) { return .text(iri) }
        // Step 7.
        if usesVocabulary, let vocabulary = context.parts.vocabulary { return .text(arena.add(vocabulary.span, text)) }
        // Step 8.
        guard isRelative, let base = contexts.base(context.parts) else { return .text(arena.add(text)) }
        return .text(arena.add(IRIReference.resolve(text, against: base.span).span))
    }

    /// Step 6 of IRI expansion; `nil` when the text is no IRI.
    mutating func expandCompactIRI(
        _ text: Span<UInt8>, _ colon: Int, _ context: ActiveContext
    ) -> ExpandedArena.Text? {
        let rest = colon + 1
        let hasSlashes = rest + 1 < text.count && text[rest] == UInt8(ascii: "/") && text[rest + 1] == UInt8(ascii: "/")
        if hasSlashes { return arena.add(text) }
        let prefix = text.extracting(0..<colon)
        if prefix.count == 1, prefix[0] == UInt8(ascii: "_") { return arena.add(text) }
        if let definition = context.definition(prefix), definition.isPrefix, case .iri(let iri) = definition.mapping {
            return arena.add(iri.span, text.extracting(rest..<text.count))
        }
        return IRIReference.hasScheme(text) ? arena.add(text) : nil
    }
}
