internal import Encodings

extension ContextProcessor {
    /// Steps 5.4 to 5.13: a context definition.
    mutating func processDefinition(
        _ node: JSONNode, on active: ActiveContext, _ application: Application
    ) throws(JSONLDError) -> ActiveContext {
        guard node.count > 0 else { return active }
        var creation = try prepare(node, on: active, application)
        for index in 0..<creation.local.count where !Self.isSetting(creation.local, index) {
            try createTerm(index, &creation, depth: application.depth)
        }
        // A context that changes nothing gives no new one, so that those inside each other do not pile up.
        if creation.parts.isSame(as: active.parts) { return active }
        return ActiveContext(creation.parts, isShared: false)
    }

    /// Steps 5.4 to 5.12: all but the terms.
    private mutating func prepare(
        _ node: JSONNode, on active: ActiveContext, _ application: Application
    ) throws(JSONLDError) -> TermCreation {
        let origin = application.origin
        let imported = try importedContext(node, application)
        let local = LocalContext(node, importing: imported)
        try checkVersion(local, origin)
        var parts = active.parts
        try count(parts.definitions.count + local.count, node, origin)
        try setBase(local, &parts, application)
        try setVocabulary(local, &parts, origin)
        try setLanguage(local, &parts, origin)
        if let propagate = local.value("@propagate") {
            try require11(propagate, origin, else: .invalidContextEntry)
            guard propagate.boolean != nil else {
                throw fault(
                    .invalidPropagateValue, "@propagate is true or false, found \(propagate.kind.name)", propagate,
                    origin)
            }
        }
        var creation = TermCreation(local: local, parts: parts, application: application)
        if let isProtected = local.value("@protected") {
            guard let value = isProtected.boolean else {
                throw fault(
                    .invalidProtectedValue, "@protected is true or false, found \(isProtected.kind.name)", isProtected,
                    origin)
            }
            creation.protects = value
        }
        return creation
    }

    private static func isSetting(_ local: LocalContext, _ index: Int) -> Bool {
        let name = local.names.bytes(index)
        switch Keyword(name.span) {
        case .base, .direction, .import, .language, .propagate, .protected, .version, .vocab: return true
        default: return false
        }
    }

    /// Step 5.5.
    private func checkVersion(_ local: LocalContext, _ origin: ContextOrigin) throws(JSONLDError) {
        guard let version = local.value("@version") else { return }
        guard version.number.flatMap(Double.init) == 1.1 else {
            throw fault(.invalidVersionValue, "@version is the number 1.1, found something else", version, origin)
        }
        guard mode == .version11 else {
            throw fault(
                .processingModeConflict, "the context is of JSON-LD 1.1, and the processor is set to 1.0", version,
                origin)
        }
    }

    /// Step 5.6: the context that `@import` names.
    private func importedContext(
        _ node: JSONNode, _ application: Application
    ) throws(JSONLDError) -> JSONNode? {
        guard let item = node["@import"] else { return nil }
        try require11(item, application.origin, else: .invalidContextEntry)
        guard item.kind == .string else {
            throw fault(
                .invalidImportValue, "@import is the address of a context, found \(item.kind.name)", item,
                application.origin)
        }
        let remote = try load(item, application.origin)
        guard remote.context.kind == .object else {
            throw fault(
                .invalidRemoteContext,
                "@import must name a document whose context is one object, found \(remote.context.kind.name)", item,
                application.origin)
        }
        if let second = remote.context["@import"] {
            throw fault(
                .invalidContextEntry, "a context that is imported imports no other, found @import", second,
                remote.origin)
        }
        return remote.context
    }

    /// Step 5.7.
    private mutating func setBase(
        _ local: LocalContext, _ parts: inout ActiveContext.Parts, _ application: Application
    ) throws(JSONLDError) {
        // Within a context document that is named by its address, @base says nothing; within one of its scoped
        // contexts, which is applied without naming the document, it does.
        guard let value = local.value("@base"), application.remotes.isEmpty else { return }
        let origin = application.origin
        if value.isNull {
            parts.base = .none
            return
        }
        guard value.kind == .string else {
            throw fault(.invalidBaseIRI, "@base is an IRI or null, found \(value.kind.name)", value, origin)
        }
        let text = value.textBytes
        if IRIReference.hasScheme(text.span) {
            parts.base = .iri([UInt8](text))
            return
        }
        guard let base = base(parts) else {
            throw fault(
                .invalidBaseIRI, "@base must be an absolute IRI where there is no other base, found a relative one",
                value, origin)
        }
        parts.base = .iri(IRIReference.resolve(text.span, against: base.span))
    }

    /// What relative references are relative to.
    mutating func base(_ parts: ActiveContext.Parts) -> [UInt8]? {
        switch parts.base {
        case .none: return nil
        case .iri(let iri): return iri
        case .document:
            usesDocumentBase = true
            return documentBase
        }
    }

    /// Step 5.8.
    private mutating func setVocabulary(
        _ local: LocalContext, _ parts: inout ActiveContext.Parts, _ origin: ContextOrigin
    ) throws(JSONLDError) {
        guard let value = local.value("@vocab") else { return }
        if value.isNull {
            parts.vocabulary = nil
            return
        }
        guard value.kind == .string else {
            throw fault(.invalidVocabMapping, "@vocab is an IRI or null, found \(value.kind.name)", value, origin)
        }
        let text = value.textBytes
        switch expandIRI(text.span, parts) {
        case .iri(let iri):
            guard
                iri.isEmpty || !iri.elementsEqual(text) || IRIReference.hasScheme(text.span)
                    || IRIReference.isBlank(text.span) || mode == .version11
            else {
                throw fault(.invalidVocabMapping, "@vocab is an absolute IRI, found a relative one", value, origin)
            }
            parts.vocabulary = iri
        case .null, .keyword:
            throw fault(.invalidVocabMapping, "@vocab is an IRI, found what stands for none", value, origin)
        }
    }

    /// The IRI of a text with the vocabulary and the base as they are so far (section 5.2, without a local context).
    private mutating func expandIRI(_ text: Span<UInt8>, _ parts: ActiveContext.Parts) -> TermDefinition.Mapping {
        if let keyword = Keyword(text) { return .keyword(keyword) }
        if Keyword.hasForm(text) { return .null }
        if let index = parts.names.find(text), let definition = parts.definitions[index] { return definition.mapping }
        if let iri = Self.compactIRI(text, parts) { return .iri(iri) }
        if let vocabulary = parts.vocabulary { return .iri(vocabulary + text.array) }
        if IRIReference.hasScheme(text) { return .iri(text.array) }
        guard let base = base(parts) else { return .iri(text.array) }
        return .iri(IRIReference.resolve(text, against: base.span))
    }

    /// The IRI of a text that contains a colon after its first character; `nil` when it stands for none.
    static func compactIRI(_ text: Span<UInt8>, _ parts: ActiveContext.Parts) -> [UInt8]? {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":"), from: 1) else { return nil }
        let prefix = text.extracting(0..<colon)
        if prefix.isEqual(to: "_") { return text.array }
        let suffix = text.extracting(colon + 1..<text.count)
        if suffix.count > 1, suffix[0] == UInt8(ascii: "/"), suffix[1] == UInt8(ascii: "/") { return text.array }
        if let index = parts.names.find(prefix), let definition = parts.definitions[index], definition.isPrefix,
            case .iri(let iri) = definition.mapping
        {
            return iri + suffix.array
        }
        return IRIReference.hasScheme(text) ? text.array : nil
    }

    /// Steps 5.9 and 5.10.
    private func setLanguage(
        _ local: LocalContext, _ parts: inout ActiveContext.Parts, _ origin: ContextOrigin
    ) throws(JSONLDError) {
        if let value = local.value("@language") {
            guard value.isNull || value.kind == .string else {
                throw fault(
                    .invalidDefaultLanguage, "@language is a language tag or null, found \(value.kind.name)", value,
                    origin)
            }
            parts.language = value.isNull ? nil : value.utf8
        }
        guard let value = local.value("@direction") else { return }
        try require11(value, origin, else: .invalidContextEntry)
        guard !value.isNull else {
            parts.direction = nil
            return
        }
        guard let direction = Direction(value.textBytes.span), value.kind == .string else {
            throw fault(.invalidBaseDirection, "@direction is \"ltr\", \"rtl\" or null", value, origin)
        }
        parts.direction = direction
    }
}
