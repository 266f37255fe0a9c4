public import Encodings

/// Reads JSON-LD 1.1: expands documents and turns them into RDF, with contexts from a loader alone.
///
/// A processor keeps what it made of known contexts, so that one is best made once and used for all documents, by as
/// many threads as there are.
public final class JSONLDProcessor: Sendable {
    /// The version of JSON-LD that is followed.
    public let mode: ProcessingMode

    private let store: ContextStore

    /// Makes a processor that knows the contexts of a loader.
    public init(loader: any ContextLoader, mode: ProcessingMode = .version11) {
        store = ContextStore(loader)
        self.mode = mode
    }

    /// Expands a document (JSON-LD 1.1 API, section 9.1, `expand`).
    ///
    /// - Parameters:
    ///   - document: the document, or a value in one that is read as a document of its own.
    ///   - context: a context that holds before those of the document: a value of `@context`, or an object with one.
    ///   - omitted: names of members of the document itself that are read as if they were not there, compared byte by
    ///     byte.
    /// - Throws: ``JSONLDError`` with the place of the first thing that is wrong.
    public func expand(
        _ document: JSONNode, context: JSONNode? = nil, omitting omitted: [String] = [],
        options: JSONLDOptions = .init()
    ) throws(JSONLDError) -> ExpandedDocument {
        let base = options.base.map { Array($0.utf8) }
        let contexts = ContextProcessor(store: store, mode: mode, documentBase: base, limits: options.limits)
        var expander = Expander(document, contexts, options)
        var active = store.initial
        if let context {
            active = try expander.contexts.apply(inline: context["@context"] ?? context, to: active)
        }
        let top = try expander.expandTop(document, active, omitting: omitted.map { Array($0.utf8) })
        return ExpandedDocument(arena: expander.arena, top: top, root: document)
    }

    /// The RDF of a document (JSON-LD 1.1 API, section 9.1, `toRdf`).
    ///
    /// - Parameters as for ``expand(_:context:omitting:options:)``.
    /// - Throws: ``JSONLDError`` with the place of the first thing that is wrong.
    public func dataset(
        _ document: JSONNode, context: JSONNode? = nil, omitting omitted: [String] = [],
        options: JSONLDOptions = .init()
    ) throws(JSONLDError) -> RDFDataset {
        let expanded = try expand(document, context: context, omitting: omitted, options: options)
        return try dataset(expanded, options: options)
    }

    /// The RDF of a document in expanded form.
    ///
    /// - Throws: ``JSONLDError`` with the place of the first thing that is wrong.
    public func dataset(
        _ expanded: ExpandedDocument, options: JSONLDOptions = .init()
    ) throws(JSONLDError) -> RDFDataset {
        var builder = DatasetBuilder(expanded, options)
        try builder.addNodes(expanded.top, in: .standard)
        return builder.dataset
    }

    /// The RDF of a document, and the node that the document itself is.
    ///
    /// - Parameters as for ``expand(_:context:omitting:options:)``.
    /// - Returns: The node is `nil` for a document that is several nodes, or none, or one without a well-formed
    ///   identifier.
    /// - Throws: ``JSONLDError`` with the place of the first thing that is wrong.
    public func datasetWithTop(
        _ document: JSONNode, context: JSONNode? = nil, omitting omitted: [String] = [],
        options: JSONLDOptions = .init()
    ) throws(JSONLDError) -> (dataset: RDFDataset, top: TermHandle?) {
        let expanded = try expand(document, context: context, omitting: omitted, options: options)
        var builder = DatasetBuilder(expanded, options)
        guard let only = expanded.onlyNode else {
            try builder.addNodes(expanded.top, in: .standard)
            return (builder.dataset, nil)
        }
        let top = try builder.addNode(only, in: .standard)
        return (builder.dataset, top)
    }
}
