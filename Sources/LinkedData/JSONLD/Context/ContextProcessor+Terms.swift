internal import Encodings

extension ContextProcessor {
    /// Defines a term of the local context (JSON-LD 1.1 API, section 4.2.2).
    mutating func createTerm(_ entry: Int, _ creation: inout TermCreation, depth: Int) throws(JSONLDError) {
        // Step 1.
        guard creation.local.state(entry) != .complete else { return }
        let term = [UInt8](creation.local.names.bytes(entry))
        guard try begin(term, entry, &creation, depth: depth) else { return }
        // Step 6.
        let previous = creation.remove(term.span)
        // Steps 10 to 26.
        guard let parts = try termParts(term, entry, &creation, depth) else { return }
        try complete(term, entry, parts, previous, &creation)
    }

    /// Steps 1 to 9; `false` when the name is reserved, so that it is not defined.
    private func begin(
        _ term: [UInt8], _ entry: Int, _ creation: inout TermCreation, depth: Int
    ) throws(JSONLDError) -> Bool {
        let origin = creation.application.origin
        let node = creation.local.values[entry]
        guard creation.local.state(entry) == .untouched else {
            throw fault(.cyclicIRIMapping, "the term is defined by itself: give it an absolute IRI", node, origin)
        }
        guard depth < JSONLDLimits.greatestContextDepth else {
            throw fault(.limit, "contexts and terms depend on each other in too long a row", node, origin)
        }
        // Step 2.
        guard !term.isEmpty else {
            throw fault(.invalidTermDefinition, "a term has a name, found an empty one", node, origin)
        }
        creation.local.set(entry, to: .begun)
        // Steps 4 and 5.
        if term.span.isEqual(to: "@type") {
            try checkTypeDefinition(node, origin)
        } else {
            guard Keyword(term.span) == nil else {
                throw fault(.keywordRedefinition, "a keyword cannot be defined: choose another name", node, origin)
            }
            guard !Keyword.hasForm(term.span) else { return false }
        }
        // Steps 7 to 9.
        guard node.isNull || node.kind == .string || node.kind == .object else {
            throw fault(
                .invalidTermDefinition, "a term is defined by an IRI, an object or null, found \(node.kind.name)",
                node, origin)
        }
        return true
    }

    /// Steps 27 and 28.
    private mutating func complete(
        _ term: [UInt8], _ entry: Int, _ parts: TermDefinition.Parts, _ previous: TermDefinition?,
        _ creation: inout TermCreation
    ) throws(JSONLDError) {
        var definition = TermDefinition(parts)
        if case .iri(let iri) = definition.mapping {
            try count(bytes: iri.count, creation.local.values[entry], creation.application.origin)
        }
        if !creation.application.overridesProtected, let previous, previous.isProtected {
            guard definition.isSame(as: previous) else {
                throw fault(
                    .protectedTermRedefinition,
                    "the term is protected, so that it cannot be defined otherwise: choose another name",
                    creation.local.values[entry], creation.application.origin)
            }
            definition = previous
        }
        creation.set(term.span, definition)
        creation.local.set(entry, to: .complete)
    }

    /// Step 4: all that a definition of `@type` may say.
    private func checkTypeDefinition(_ node: JSONNode, _ origin: ContextOrigin) throws(JSONLDError) {
        var isAllowed = mode == .version11 && node.kind == .object && node.count > 0
        for (name, value) in node.members {
            if name.isString("@container") {
                let isArray = value.kind == .array && value.count == 1
                isAllowed = isAllowed && ((isArray ? value.firstElement : value)?.isString("@set") ?? false)
            } else if !name.isString("@protected") {
                isAllowed = false
            }
        }
        guard isAllowed else {
            throw fault(
                .keywordRedefinition, "a definition of @type says no more than @container @set and @protected", node,
                origin)
        }
    }

    /// Steps 10 to 26; `nil` when the term is not defined, because it stands for a reserved word.
    private mutating func termParts(
        _ term: [UInt8], _ entry: Int, _ creation: inout TermCreation, _ depth: Int
    ) throws(JSONLDError) -> TermDefinition.Parts? {
        let origin = creation.application.origin
        let node = creation.local.values[entry]
        var parts = TermDefinition.Parts()
        parts.isProtected = try isProtected(node, creation)
        // Step 12.
        if let type = node["@type"] { parts.type = try typeMapping(type, &creation, depth) }
        // Steps 13 to 18.
        if let reverse = node["@reverse"] {
            guard try setReverse(reverse, node, &parts, &creation, depth) else { return nil }
        } else {
            guard try setMapping(term, entry, &parts, &creation, depth) else { return nil }
        }
        if let container = node["@container"], !parts.isReverse { try setContainer(container, node, &parts, origin) }
        if let index = node["@index"] { try setIndex(index, &parts, &creation, depth) }
        if let context = node["@context"] { try setScope(context, &parts, creation, depth) }
        try setDetails(term, node, &parts, origin)
        return parts
    }

    /// Steps 10 and 11.
    private func isProtected(_ node: JSONNode, _ creation: TermCreation) throws(JSONLDError) -> Bool {
        guard let isProtected = node["@protected"] else { return creation.protects }
        let origin = creation.application.origin
        guard let value = isProtected.boolean else {
            throw fault(
                .invalidProtectedValue, "@protected is true or false, found \(isProtected.kind.name)", isProtected,
                origin)
        }
        try require11(isProtected, origin)
        return value
    }

    /// Step 19.
    private func setContainer(
        _ container: JSONNode, _ node: JSONNode, _ parts: inout TermDefinition.Parts, _ origin: ContextOrigin
    ) throws(JSONLDError) {
        parts.containers = try containerMapping(container, origin)
        guard parts.containers.contains(.type) else { return }
        parts.type = parts.type ?? .id
        guard parts.type == .id || parts.type == .vocab else {
            throw fault(
                .invalidTypeMapping, "a term with the container @type has the type @id or @vocab", node, origin)
        }
    }

    /// Step 12.
    private mutating func typeMapping(
        _ type: JSONNode, _ creation: inout TermCreation, _ depth: Int
    ) throws(JSONLDError) -> TermDefinition.TypeMapping {
        let origin = creation.application.origin
        guard type.kind == .string else {
            throw fault(.invalidTypeMapping, "@type is an IRI, found \(type.kind.name)", type, origin)
        }
        switch try expandIRI(type.textBytes.span, &creation, type, depth) {
        case .keyword(.id): return .id
        case .keyword(.vocab): return .vocab
        case .keyword(.json) where mode == .version11: return .json
        case .keyword(.none) where mode == .version11: return .none
        case .iri(let iri) where TermSyntax.isAbsoluteIRI(iri.span, in: 0..<iri.count): return .iri(iri)
        default:
            throw fault(
                .invalidTypeMapping, "@type is @id, @vocab, @json, @none or an absolute IRI, found something else",
                type, origin)
        }
    }

    /// Step 13; `false` when the property is a reserved word.
    private mutating func setReverse(
        _ reverse: JSONNode, _ node: JSONNode, _ parts: inout TermDefinition.Parts, _ creation: inout TermCreation,
        _ depth: Int
    ) throws(JSONLDError) -> Bool {
        let origin = creation.application.origin
        guard node["@id"] == nil, node["@nest"] == nil else {
            throw fault(
                .invalidReverseProperty, "a reversed term has neither @id nor @nest: leave them out", node, origin)
        }
        guard reverse.kind == .string else {
            throw fault(.invalidIRIMapping, "@reverse is an IRI, found \(reverse.kind.name)", reverse, origin)
        }
        let text = reverse.textBytes
        // A keyword is no IRI, and is refused below.
        if Keyword(text.span) == nil, Keyword.hasForm(text.span) { return false }
        guard case .iri(let iri) = try expandIRI(text.span, &creation, reverse, depth),
            IRIReference.hasScheme(iri.span) || IRIReference.isBlank(iri.span)
        else {
            throw fault(.invalidIRIMapping, "@reverse is an absolute IRI, found something else", reverse, origin)
        }
        parts.mapping = .iri(iri)
        parts.isReverse = true
        if let container = node["@container"], !container.isNull {
            switch Keyword(container.textBytes.span) {
            case .set: parts.containers = .set
            case .index: parts.containers = .index
            default:
                throw fault(
                    .invalidReverseProperty, "a reversed term has the container @set or @index, found another",
                    container, origin)
            }
        }
        return true
    }

    /// Steps 14 to 18; `false` when the term stands for a reserved word.
    private mutating func setMapping(
        _ term: [UInt8], _ entry: Int, _ parts: inout TermDefinition.Parts, _ creation: inout TermCreation,
        _ depth: Int
    ) throws(JSONLDError) -> Bool {
        let origin = creation.application.origin
        let node = creation.local.values[entry]
        let id = node.kind == .object ? node["@id"] : node
        let colon = term.span.firstIndex(of: UInt8(ascii: ":"), from: 1)
        let hasSlash = term.contains(UInt8(ascii: "/"))
        if let id, id.kind != .string || id.utf8 != term {
            // Step 14.1: the term is kept, so that it is known to be defined.
            if id.isNull { return true }
            guard id.kind == .string else {
                throw fault(.invalidIRIMapping, "a term stands for an IRI, found \(id.kind.name)", id, origin)
            }
            let text = id.textBytes
            if Keyword(text.span) == nil, Keyword.hasForm(text.span) { return false }
            parts.mapping = try expandIRI(text.span, &creation, id, depth)
            try checkMapping(parts.mapping, id, origin)
            let isInside = colon.map { $0 < term.count - 1 } ?? false
            if isInside || hasSlash {
                creation.local.set(entry, to: .complete)
                guard try expandIRI(term.span, &creation, node, depth) == parts.mapping else {
                    throw fault(
                        .invalidIRIMapping, "a term that looks like an IRI stands for that IRI, found another", id,
                        origin)
                }
            }
            let isSimple = node.kind != .object
            if !term.contains(UInt8(ascii: ":")), !hasSlash, isSimple, case .iri(let iri) = parts.mapping {
                parts.isPrefix = IRIReference.isBlank(iri.span) || Self.endsWithDelimiter(iri)
            }
        } else if let colon {
            // Step 15.
            let prefix = [UInt8](term[..<colon])
            if let index = creation.local.find(prefix.span) { try createTerm(index, &creation, depth: depth + 1) }
            if case .iri(let iri) = creation.definition(prefix.span)?.mapping {
                parts.mapping = .iri(iri + term[(colon + 1)...])
            } else {
                parts.mapping = .iri(term)
            }
        } else if hasSlash {
            // Step 16.
            guard let vocabulary = creation.parts.vocabulary, IRIReference.hasScheme(vocabulary.span) else {
                throw fault(.invalidIRIMapping, "the term stands for no absolute IRI: say which with @id", node, origin)
            }
            parts.mapping = .iri(vocabulary + term)
        } else if term.span.isEqual(to: "@type") {
            parts.mapping = .keyword(.type)
        } else if let vocabulary = creation.parts.vocabulary {
            parts.mapping = .iri(vocabulary + term)
        } else {
            throw fault(
                .invalidIRIMapping, "the term stands for no IRI, and there is no @vocab: say which with @id", node,
                origin)
        }
        return true
    }

    /// Step 14.2.3.
    private func checkMapping(
        _ mapping: TermDefinition.Mapping, _ id: JSONNode, _ origin: ContextOrigin
    ) throws(JSONLDError) {
        switch mapping {
        case .keyword(.context):
            throw fault(.invalidKeywordAlias, "@context has no aliases", id, origin)
        case .keyword: return
        case .iri(let iri) where IRIReference.hasScheme(iri.span) || IRIReference.isBlank(iri.span): return
        default:
            throw fault(
                .invalidIRIMapping, "a term stands for a keyword or an absolute IRI, found something else", id, origin)
        }
    }

    /// Whether an IRI ends with one of the general delimiters of RFC 3986, section 2.2.
    private static func endsWithDelimiter(_ iri: [UInt8]) -> Bool {
        guard let last = iri.last else { return false }
        return ":/?#[]@".utf8.contains(last)
    }

    /// Step 19.1.
    private func containerMapping(
        _ container: JSONNode, _ origin: ContextOrigin
    ) throws(JSONLDError) -> ContainerMapping {
        var result: ContainerMapping = []
        var isKnown = container.kind == .string || container.kind == .array && container.count > 0
        if container.kind == .string {
            result = ContainerMapping(Keyword(container.textBytes.span)) ?? []
            isKnown = !result.isEmpty && (mode == .version11 || result.isSubset(of: [.list, .set, .language, .index]))
        } else {
            for element in container.elements {
                let one = element.kind == .string ? ContainerMapping(Keyword(element.textBytes.span)) : nil
                isKnown = isKnown && one != nil && mode == .version11
                result.formUnion(one ?? [])
            }
        }
        guard isKnown, result.isAllowed else {
            throw fault(
                .invalidContainerMapping,
                "@container is one of @graph, @id, @index, @language, @list, @set and @type, or some that may stand "
                    + "together, found something else", container, origin)
        }
        return result
    }

    /// Refuses what came with JSON-LD 1.1 when the processor is set to 1.0.
    func require11(
        _ node: JSONNode, _ origin: ContextOrigin, else code: JSONLDError.Code = .invalidTermDefinition
    ) throws(JSONLDError) {
        guard mode == .version11 else {
            throw fault(code, "a context of JSON-LD 1.0 does not have this entry", node, origin)
        }
    }
}
