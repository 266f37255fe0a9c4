internal import Encodings

extension ContextProcessor {
    /// Steps 22 to 26 of section 4.2.2: what a definition says beside what its term stands for.
    func setDetails(
        _ term: [UInt8], _ node: JSONNode, _ parts: inout TermDefinition.Parts, _ origin: ContextOrigin
    ) throws(JSONLDError) {
        guard node.kind == .object else { return }
        if let language = node["@language"], node["@type"] == nil {
            guard language.isNull || language.kind == .string else {
                throw fault(
                    .invalidLanguageMapping, "@language is a language tag or null, found \(language.kind.name)",
                    language, origin)
            }
            parts.language = language.isNull ? .null : .value(language.utf8)
        }
        if let direction = node["@direction"], node["@type"] == nil {
            let value = Direction(direction.textBytes.span)
            guard direction.isNull || direction.kind == .string && value != nil else {
                throw fault(.invalidBaseDirection, "@direction is \"ltr\", \"rtl\" or null", direction, origin)
            }
            parts.direction = value.map { .value($0) } ?? .null
        }
        if let nest = node["@nest"] { try setNest(nest, &parts, origin) }
        if let prefix = node["@prefix"] { try setPrefix(prefix, term, &parts, origin) }
        for (name, _) in node.members {
            switch Keyword(name.textBytes.span) {
            case .id, .reverse, .container, .context, .direction, .index, .language, .nest, .prefix, .protected, .type:
                continue
            default:
                throw fault(
                    .invalidTermDefinition, "a definition has keywords only, found another member", name, origin)
            }
        }
    }

    /// Step 20.
    mutating func setIndex(
        _ index: JSONNode, _ parts: inout TermDefinition.Parts, _ creation: inout TermCreation, _ depth: Int
    ) throws(JSONLDError) {
        let origin = creation.application.origin
        try require11(index, origin)
        guard parts.containers.contains(.index) else {
            throw fault(
                .invalidTermDefinition, "a term with @index has the container @index, found another", index, origin)
        }
        guard index.kind == .string,
            case .iri(let iri) = try expandIRI(index.textBytes.span, &creation, index, depth),
            IRIReference.hasScheme(iri.span)
        else {
            throw fault(.invalidTermDefinition, "@index is an absolute IRI, found something else", index, origin)
        }
        parts.index = index.utf8
    }

    /// Step 21: the context is processed for its errors; it is applied where the term is used.
    mutating func setScope(
        _ context: JSONNode, _ parts: inout TermDefinition.Parts, _ creation: TermCreation, _ depth: Int
    ) throws(JSONLDError) {
        let origin = creation.application.origin
        try require11(context, origin)
        parts.scope = ScopedContext(context, origin)
        var application = creation.application
        application.overridesProtected = true
        application.propagates = true
        application.validatesScopes = false
        application.depth = depth + 1
        let outer = usesDocumentBase
        defer { usesDocumentBase = outer }
        do {
            _ = try process(context, on: ActiveContext(creation.parts, isShared: false), application)
        } catch {
            guard error.code != .limit else { throw error }
            throw JSONLDError(
                .invalidScopedContext, "the context of a term is wrong: \(error.reason)", at: error.pointer,
                in: error.contextURL, url: error.url, cause: error.cause ?? error.code)
        }
    }

    /// Step 24.
    private func setNest(
        _ nest: JSONNode, _ parts: inout TermDefinition.Parts, _ origin: ContextOrigin
    ) throws(JSONLDError) {
        try require11(nest, origin)
        let keyword = Keyword(nest.textBytes.span)
        guard nest.kind == .string, keyword == nil || keyword == .nest else {
            throw fault(.invalidNestValue, "@nest is @nest or a term that stands for it", nest, origin)
        }
        parts.nest = nest.utf8
    }

    /// Step 25.
    private func setPrefix(
        _ prefix: JSONNode, _ term: [UInt8], _ parts: inout TermDefinition.Parts, _ origin: ContextOrigin
    ) throws(JSONLDError) {
        try require11(prefix, origin)
        guard !term.contains(UInt8(ascii: ":")), !term.contains(UInt8(ascii: "/")) else {
            throw fault(.invalidTermDefinition, "a term with @prefix has neither a colon nor a slash", prefix, origin)
        }
        guard let value = prefix.boolean else {
            throw fault(.invalidPrefixValue, "@prefix is true or false, found \(prefix.kind.name)", prefix, origin)
        }
        parts.isPrefix = value
        if value, case .keyword = parts.mapping {
            throw fault(.invalidTermDefinition, "an alias of a keyword is no prefix", prefix, origin)
        }
    }

    /// The IRI of a text within a context that is being processed (section 5.2.2, with `vocab` and without
    /// `document relative`).
    mutating func expandIRI(
        _ text: Span<UInt8>, _ creation: inout TermCreation, _ node: JSONNode, _ depth: Int
    ) throws(JSONLDError) -> TermDefinition.Mapping {
        // Steps 1 and 2.
        if let keyword = Keyword(text) { return .keyword(keyword) }
        if Keyword.hasForm(text) { return .null }
        // Step 3.
        if let entry = creation.local.find(text) { try createTerm(entry, &creation, depth: depth + 1) }
        // Steps 4 and 5.
        if let definition = creation.definition(text) { return definition.mapping }
        // Step 6.
        if let colon = text.firstIndex(of: UInt8(ascii: ":"), from: 1) {
            let suffix = colon + 1
            let hasSlashes =
                suffix + 1 < text.count && text[suffix] == UInt8(ascii: "/") && text[suffix + 1] == UInt8(ascii: "/")
            let prefix = text.extracting(0..<colon)
            if !hasSlashes, !prefix.isEqual(to: "_"), let entry = creation.local.find(prefix) {
                try createTerm(entry, &creation, depth: depth + 1)
            }
            if let iri = Self.compactIRI(text, creation.parts) { return .iri(iri) }
        }
        // Step 7.
        if let vocabulary = creation.parts.vocabulary { return .iri(vocabulary + text.array) }
        return .iri(text.array)
    }
}
