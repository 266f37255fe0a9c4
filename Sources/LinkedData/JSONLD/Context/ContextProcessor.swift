internal import Encodings

/// Processes contexts (JSON-LD 1.1 API, section 4) for one document.
struct ContextProcessor {
    /// How one context is applied to another.
    struct Application {
        var origin: ContextOrigin
        /// How many context documents led here.
        var remoteCount = 0
        /// The context documents that led here: `remote contexts`.
        var remotes: [RemoteContext] = []
        var overridesProtected = false
        var propagates = true
        /// Whether context documents inside scoped contexts are followed again.
        var validatesScopes = true
        /// How many context documents, definitions of terms and terms that need each other led here.
        var depth = 0
    }

    let store: ContextStore
    let mode: ProcessingMode
    /// What relative references of the document are relative to.
    let documentBase: [UInt8]?
    let limits: JSONLDLimits

    private var definitionCount = 0
    private var textByteCount = 0
    private var inlineByteCount = 0

    // Whether what is being processed used the base of the document, so that it is not the same for all documents.
    var usesDocumentBase = false

    /// What was derived for this document alone.
    private var derived: [Key: (context: ActiveContext, parent: ActiveContext, source: ScopedContext)] = [:]

    private struct Key: Hashable {
        let parent: ObjectIdentifier
        let derivation: ActiveContext.Derivation
    }

    init(store: ContextStore, mode: ProcessingMode, documentBase: [UInt8]?, limits: JSONLDLimits) {
        self.store = store
        self.mode = mode
        self.documentBase = documentBase
        self.limits = limits
    }

    // MARK: What expansion asks for

    /// Applies a context that is written in the document.
    mutating func apply(inline node: JSONNode, to active: ActiveContext) throws(JSONLDError) -> ActiveContext {
        inlineByteCount += node.byteRange.count
        let origin = ContextOrigin(baseURL: documentBase, url: nil)
        guard inlineByteCount <= limits.inlineContextByteCount else {
            throw fault(
                .limit, "the contexts in a document have at most \(limits.inlineContextByteCount) bytes together", node,
                origin)
        }
        return try process(node, on: active, Application(origin: origin))
    }

    /// Applies the context inside the definition of a term.
    mutating func apply(
        _ scope: ScopedContext, to active: ActiveContext, overridesProtected: Bool, propagates: Bool
    ) throws(JSONLDError) -> ActiveContext {
        let derivation = ActiveContext.Derivation(
            source: ObjectIdentifier(scope), overridesProtected: overridesProtected, propagates: propagates)
        let isShared = active.isShared && scope.origin.isRemote
        let key = Key(parent: ObjectIdentifier(active), derivation: derivation)
        if isShared, let known = active.derivedContext(derivation) { return known }
        if let known = derived[key] { return known.context }
        let application = Application(
            origin: scope.origin, overridesProtected: overridesProtected, propagates: propagates)
        let outer = usesDocumentBase
        usesDocumentBase = false
        defer { usesDocumentBase = usesDocumentBase || outer }
        let result = try process(scope.node, on: active, application)
        if isShared, !usesDocumentBase, let shared = share(result) {
            return active.keep(shared, for: derivation, of: scope)
        }
        derived[key] = (result, active, scope)
        return result
    }

    // MARK: Section 4.1.2

    /// The context that results from applying `local` to `active`.
    mutating func process(
        _ local: JSONNode, on active: ActiveContext, _ application: Application
    ) throws(JSONLDError) -> ActiveContext {
        var application = application
        // Step 2. An error in the value of @propagate is found below.
        if let propagate = local["@propagate"]?.boolean { application.propagates = propagate }
        var result = active
        // Step 3.
        if !application.propagates, result.previous == nil {
            var parts = result.parts
            parts.previous = active
            result = ActiveContext(parts, isShared: false)
        }
        guard local.kind == .array else { return try processItem(local, on: result, &application) }
        for item in local.elements {
            result = try processItem(item, on: result, &application)
        }
        return result
    }

    /// Step 5, for one item.
    private mutating func processItem(
        _ item: JSONNode, on result: ActiveContext, _ application: inout Application
    ) throws(JSONLDError) -> ActiveContext {
        switch item.kind {
        case .null:
            // What earlier contexts of the same array protect is protected too.
            guard application.overridesProtected || !result.hasProtectedTerms else {
                throw fault(
                    .invalidContextNullification,
                    "a context that protects terms cannot be set to null here: leave the null out", item,
                    application.origin)
            }
            guard !application.propagates else { return store.initial }
            var parts = store.initial.parts
            parts.previous = result
            return ActiveContext(parts, isShared: false)
        case .string: return try processRemote(item, on: result, &application)
        case .object: return try processDefinition(item, on: result, application)
        default:
            throw fault(
                .invalidLocalContext, "a context is an address, an object or null, found \(item.kind.name)", item,
                application.origin)
        }
    }

    /// Step 5.2: a context that is named by its address.
    private mutating func processRemote(
        _ item: JSONNode, on result: ActiveContext, _ application: inout Application
    ) throws(JSONLDError) -> ActiveContext {
        let remote = try load(item, application.origin)
        if !application.validatesScopes, application.remotes.contains(where: { $0 === remote }) { return result }
        application.remoteCount += 1
        guard application.remoteCount <= limits.remoteContextCount else {
            throw fault(
                .contextOverflow,
                """
                a context leads to at most \(limits.remoteContextCount) context documents, found more: they may name \
                each other
                """, item, application.origin)
        }
        let derivation = ActiveContext.Derivation(
            source: ObjectIdentifier(remote), overridesProtected: application.overridesProtected, propagates: true)
        // What is processed for its errors alone is not kept: it may have been cut short.
        let isShared = result.isShared && application.validatesScopes
        if isShared, let known = result.derivedContext(derivation) { return known }
        var inner = application
        inner.origin = remote.origin
        inner.remotes.append(remote)
        inner.propagates = true
        inner.depth += 1
        let outer = usesDocumentBase
        usesDocumentBase = false
        defer { usesDocumentBase = usesDocumentBase || outer }
        let processed = try process(remote.context, on: result, inner)
        if isShared, !usesDocumentBase, let shared = share(processed) {
            return result.keep(shared, for: derivation, of: remote)
        }
        return processed
    }

    /// Loads the context document that `item` names.
    func load(_ item: JSONNode, _ origin: ContextOrigin) throws(JSONLDError) -> RemoteContext {
        let reference = item.textBytes
        do throws(JSONLDError) {
            if IRIReference.hasScheme(reference.span) { return try store.document(at: reference.span) }
            guard let base = origin.baseURL, IRIReference.hasScheme(base.span) else {
                throw JSONLDError(
                    .loadingDocumentFailed,
                    "the address of a context must be absolute here, found a relative one: write it in full")
            }
            return try store.document(at: IRIReference.resolve(reference.span, against: base.span).span)
        } catch {
            // An error in the context document itself has its place already.
            guard error.contextURL == nil else { throw error }
            throw JSONLDError(error.code, error.reason, at: item.pointer, in: origin.url, url: error.url)
        }
    }

    /// The same context as one that is shared between documents, if there is room for one more.
    private func share(_ context: ActiveContext) -> ActiveContext? {
        if context.isShared { return context }
        // What it falls back to must be shared too, so that no document's own context outlives it.
        guard store.reserve(), context.previous?.isShared ?? true else { return nil }
        return ActiveContext(context.parts, isShared: true)
    }

    // MARK: What the other parts need

    /// Counts definitions that are made or copied.
    mutating func count(_ definitions: Int, _ node: JSONNode, _ origin: ContextOrigin) throws(JSONLDError) {
        definitionCount += definitions
        guard definitionCount <= limits.definitionCount else {
            throw fault(.limit, "the contexts of a document define too many terms too often", node, origin)
        }
    }

    /// Counts the bytes of IRIs that terms stand for.
    mutating func count(bytes: Int, _ node: JSONNode, _ origin: ContextOrigin) throws(JSONLDError) {
        textByteCount += bytes
        guard textByteCount <= limits.textByteCount else {
            throw fault(
                .limit, "the IRIs that contexts define have at most \(limits.textByteCount) bytes", node, origin)
        }
    }

    /// An error at a place of a context.
    func fault(
        _ code: JSONLDError.Code, _ reason: String, _ node: JSONNode, _ origin: ContextOrigin
    ) -> JSONLDError {
        JSONLDError(code, reason, at: node.pointer, in: origin.url)
    }
}
