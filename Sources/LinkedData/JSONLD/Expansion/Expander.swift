internal import Encodings

/// Expands one document (JSON-LD 1.1 API, section 5).
///
/// The recursion follows the document down, no deeper than its limits say.
struct Expander {
    /// What the expansion of a text as an IRI gives.
    enum IRI {
        case null
        case keyword(Keyword)
        /// An IRI, a blank node identifier, or a text that is neither.
        case text(ExpandedArena.Text)
    }

    /// Any value of the document, to find the others by their places.
    let root: JSONNode
    let isSafe: Bool
    /// Whether a type without a meaning is an error.
    let requiresTypes: Bool
    let limits: JSONLDLimits
    var contexts: ContextProcessor
    var arena: ExpandedArena

    init(_ root: JSONNode, _ contexts: ContextProcessor, _ options: JSONLDOptions) {
        self.root = root
        isSafe = options.isSafe
        requiresTypes = options.isSafe || options.requiresTypes
        limits = options.limits
        self.contexts = contexts
        arena = ExpandedArena(reserving: min(root.byteRange.count, 1 << 20))
    }

    /// Expands a value (section 5.1.2).
    mutating func expand(
        _ element: JSONNode, _ context: ActiveContext, _ property: ActiveProperty, fromMap: Bool = false, depth: Int
    ) throws(JSONLDError) -> Expanded {
        switch element.kind {
        case .null: return .null
        case .array: return try expandArray(element, context, property, fromMap: fromMap, depth: depth)
        case .object: return try expandObject(element, context, property, fromMap: fromMap, depth: depth)
        default: return try expandScalar(element, context, property)
        }
    }

    /// Step 4.
    private mutating func expandScalar(
        _ element: JSONNode, _ context: ActiveContext, _ property: ActiveProperty
    ) throws(JSONLDError) -> Expanded {
        guard !property.isFree else {
            try lose(.freeFloatingValue, element, "the value belongs to no node: put it in a member of one")
            return .null
        }
        guard let scope = property.definition?.scope else {
            return .single(try expandValue(element, context, property.definition))
        }
        let inner = try contexts.apply(scope, to: context, overridesProtected: true, propagates: true)
        return .single(try expandValue(element, inner, property.inside(inner, root).definition))
    }

    /// Step 5.
    private mutating func expandArray(
        _ element: JSONNode, _ context: ActiveContext, _ property: ActiveProperty, fromMap: Bool, depth: Int
    ) throws(JSONLDError) -> Expanded {
        try checkDepth(depth, element)
        let isList = property.definition?.containers.contains(.list) ?? false
        var row = ExpandedArena.Row()
        for item in element.elements {
            switch try expand(item, context, property, fromMap: fromMap, depth: depth + 1) {
            case .null: continue
            case .single(let item): arena.append(item, to: &row)
            case .array(let inner) where isList: arena.append(try listItem(inner, item), to: &row)
            case .array(let inner): arena.append(inner, to: &row)
            }
        }
        return .array(row)
    }

    /// A list object.
    mutating func listItem(_ row: ExpandedArena.Row, _ node: JSONNode) throws(JSONLDError) -> UInt32 {
        let list = try newItem(node)
        arena.items[Int(list)].present.insert(.list)
        arena.items[Int(list)].children = row
        return list
    }

    /// A graph object around one value.
    mutating func graphItem(_ item: UInt32, _ node: JSONNode) throws(JSONLDError) -> UInt32 {
        let graph = try newItem(node)
        arena.items[Int(graph)].present.insert(.graph)
        arena.items[Int(graph)].children = arena.row(of: item)
        return graph
    }

    mutating func newItem(_ node: JSONNode) throws(JSONLDError) -> UInt32 {
        guard arena.items.count < limits.nodeCount else {
            throw JSONLDError(.limit, "a document has at most \(limits.nodeCount) values", at: node.pointer)
        }
        try checkText(node)
        return arena.add(ExpandedItem(place: node.place))
    }

    /// Refuses more text than the limit; called wherever one more name is expanded, so that no document gets far beyond.
    func checkText(_ node: @autoclosure () -> JSONNode) throws(JSONLDError) {
        guard arena.bytes.count <= limits.textByteCount else {
            throw JSONLDError(
                .limit, "the IRIs of a document have at most \(limits.textByteCount) bytes", at: node().pointer)
        }
    }

    /// What an expansion gives, as a row.
    func row(_ expanded: Expanded) -> ExpandedArena.Row {
        switch expanded {
        case .null: ExpandedArena.Row()
        case .single(let item): arena.row(of: item)
        case .array(let row): row
        }
    }

    func checkDepth(_ depth: Int, _ node: JSONNode) throws(JSONLDError) {
        guard depth < limits.depth else {
            throw JSONLDError(.limit, "values stand at most \(limits.depth) deep within each other", at: node.pointer)
        }
    }

    // MARK: What is lost

    /// Says that something of the document is dropped, which safe mode does not accept.
    func lose(_ code: JSONLDError.Code, _ node: JSONNode, _ reason: StaticString) throws(JSONLDError) {
        guard isSafe || (requiresTypes && code == .undefinedType) else { return }
        throw JSONLDError(code, "\(reason)", at: node.pointer)
    }
}
