internal import Encodings

/// Turns an expanded document into a dataset (JSON-LD 1.1 API, section 8.1).
///
/// The statements are written as the document is walked, without a node map between: a dataset holds a statement once,
/// however often it is said.
struct DatasetBuilder {
    /// Where statements go.
    enum Graph: Hashable {
        case standard
        case named(TermHandle)
        /// The graph has no well-formed name, so that what stands in it is dropped.
        case dropped
    }

    private struct IndexKey: Hashable {
        let graph: Graph
        let node: TermHandle
    }

    let arena: ExpandedArena
    let root: JSONNode
    let isSafe: Bool
    private let rdfDirection: RDFDirection?
    var parts: DocumentParts?
    var dataset: RDFDataset

    private var labels = ByteTable()
    private var blanks: [TermHandle] = []
    private var blankCount: UInt32 = 0
    private var indexes: [IndexKey: ExpandedArena.Text] = [:]
    var vocabulary = RDFVocabulary()

    init(_ document: ExpandedDocument, _ options: JSONLDOptions) {
        arena = document.arena
        root = document.root
        isSafe = options.isSafe
        rdfDirection = options.rdfDirection
        parts = options.keepingPartsApart.map { DocumentParts(type: Array($0.utf8)) }
        dataset = RDFDataset(limits: options.datasetLimits, reserving: document.arena.items.count)
    }

    /// Writes the nodes of a row into a graph.
    mutating func addNodes(_ row: ExpandedArena.Row, in graph: Graph) throws(JSONLDError) {
        var cursor = row.start
        while let index = cursor {
            let item = arena.items[Int(index)]
            if item.isList || item.isValue || saysNothing(item) {
                // Expansion has seen to it but where a term makes a graph of its value.
                try lose(
                    .freeFloatingValue, item.place,
                    "a graph holds what is said of things, and nothing is said here: leave it out, or put it in a member"
                )
            }
            if item.isList {
                try addNodes(item.children, in: graph)
            } else if !item.isValue {
                _ = try addNode(index, in: graph)
            }
            cursor = arena.item(after: index)
        }
    }

    /// Whether no statement comes of a node by itself, so that its identifier is lost where nothing refers to it.
    private func saysNothing(_ item: ExpandedItem) -> Bool {
        guard item.types == .max, item.children.isEmpty, item.included.isEmpty else { return false }
        for var cursor in [item.properties, item.reverse] {
            while cursor != .max {
                guard arena.entries[Int(cursor)].values.isEmpty else { return false }
                cursor = arena.entries[Int(cursor)].next
            }
        }
        return true
    }

    /// Writes what a node says, and gives the node; `nil` when it has no well-formed identifier.
    mutating func addNode(_ index: UInt32, in graph: Graph) throws(JSONLDError) -> TermHandle? {
        let item = arena.items[Int(index)]
        let around = parts?.current
        enterPart(item)
        defer { if let around { parts?.current = around } }
        let subject = try identifier(item)
        if item.types != .max { try addTypes(item, of: subject, in: graph) }
        if item.present.contains(.index) { try checkIndex(item, of: subject, in: graph) }
        if item.reverse != .max { try addReversed(item, to: subject, in: graph) }
        if item.present.contains(.graph) {
            try addNodes(item.children, in: subject.map { .named($0) } ?? .dropped)
        }
        try addNodes(item.included, in: graph)
        var cursor = item.properties
        while cursor != .max {
            let entry = arena.entries[Int(cursor)]
            try addProperty(entry, of: subject, in: graph)
            cursor = entry.next
        }
        return subject
    }

    private mutating func addProperty(
        _ entry: ExpandedArena.Entry, of subject: TermHandle?, in graph: Graph
    ) throws(JSONLDError) {
        let predicate = try property(entry)
        var cursor = entry.values.start
        while let value = cursor {
            let object = try addObject(value, in: graph)
            try insert(subject, predicate, object, in: graph, entry.place)
            cursor = arena.item(after: value)
        }
    }

    private mutating func addReversed(
        _ item: ExpandedItem, to object: TermHandle?, in graph: Graph
    ) throws(JSONLDError) {
        var cursor = item.reverse
        while cursor != .max {
            let entry = arena.entries[Int(cursor)]
            let predicate = try property(entry)
            var value = entry.values.start
            while let index = value {
                let subject = try addNode(index, in: graph)
                try insert(subject, predicate, object, in: graph, entry.place)
                value = arena.item(after: index)
            }
            cursor = entry.next
        }
    }

    private mutating func addTypes(
        _ item: ExpandedItem, of subject: TermHandle?, in graph: Graph
    ) throws(JSONLDError) {
        let predicate = try known(.type)
        var cursor = item.types
        while cursor != .max {
            let entry = arena.types[Int(cursor)]
            let type = try term(entry.name, item.place, .undefinedType)
            try insert(subject, predicate, type, in: graph, item.place)
            cursor = entry.next
        }
    }

    /// The object of a statement; `nil` when it has none that is well-formed.
    mutating func addObject(_ index: UInt32, in graph: Graph) throws(JSONLDError) -> TermHandle? {
        let item = arena.items[Int(index)]
        if item.isValue {
            guard let direction = item.direction, let rdfDirection else { return try literal(item) }
            return try directed(item, direction, as: rdfDirection, in: graph)
        }
        if item.isList { return try addList(item, in: graph) }
        return try addNode(index, in: graph)
    }

    /// Section 8.3: a list as a chain of blank nodes.
    private mutating func addList(_ list: ExpandedItem, in graph: Graph) throws(JSONLDError) -> TermHandle? {
        try checkIndex(list, of: nil, in: graph)
        let nothing = try known(.null)
        guard var cursor = list.children.start else { return nothing }
        let (first, rest) = (try known(.first), try known(.rest))
        let head = try newBlank()
        var current = head
        while true {
            let object = try addObject(cursor, in: graph)
            try insert(current, first, object, in: graph, list.place)
            guard let next = arena.item(after: cursor) else { break }
            let following = try newBlank()
            try insert(current, rest, following, in: graph, list.place)
            (current, cursor) = (following, next)
        }
        try insert(current, rest, nothing, in: graph, list.place)
        return head
    }

    // MARK: Terms

    private mutating func identifier(_ item: ExpandedItem) throws(JSONLDError) -> TermHandle? {
        guard item.present.contains(.id) else { return try newBlank() }
        guard let part = parts?.current, part > 0 else { return try term(item.id, item.place, .relativeIRI) }
        return try mention(item, in: part)
    }

    private mutating func property(_ entry: ExpandedArena.Entry) throws(JSONLDError) -> TermHandle? {
        guard !IRIReference.isBlank(arena.bytes.span.extracting(arena.range(entry.name))) else {
            try lose(.blankNodeProperty, entry.place, "a property is an IRI in RDF, found a blank node: name an IRI")
            return nil
        }
        return try term(entry.name, entry.place, .undefinedTerm)
    }

    /// An IRI or blank node; `nil` when the text is not well-formed as either.
    private mutating func term(
        _ text: ExpandedArena.Text, _ place: JSONNode.Place, _ code: JSONLDError.Code
    ) throws(JSONLDError) -> TermHandle? {
        // A reference of its own, so that the dataset may change while a part is lent.
        let all = arena.bytes
        let bytes = all.span.extracting(arena.range(text))
        if IRIReference.isBlank(bytes) { return try blank(bytes) }
        do throws(RDFError) {
            guard IRIReference.hasOneFragment(bytes) else { throw RDFError(.iri) }
            return try dataset.iri(utf8: bytes)
        } catch {
            guard error.code == .iri else { throw tooLarge(error, place) }
            if IRIReference.hasScheme(bytes) {
                try lose(.invalidIRI, place, "the text has a character that no IRI has, such as a space: encode it")
            } else {
                try lose(code, place, "the text is no absolute IRI: write it in full, such as https://…")
            }
            return nil
        }
    }

    /// The blank node that a label of the document stands for (section 7.4).
    mutating func blank(_ label: Span<UInt8>) throws(JSONLDError) -> TermHandle {
        let (index, isNew) = labels.insert(label)
        if isNew { blanks.append(try newBlank()) }
        return blanks[index]
    }

    mutating func newBlank() throws(JSONLDError) -> TermHandle {
        blankCount += 1
        do {
            return try dataset.blank(blankCount - 1)
        } catch {
            throw tooLarge(error, root.place)
        }
    }

    // MARK: Statements

    mutating func insert(
        _ subject: TermHandle?, _ predicate: TermHandle?, _ object: TermHandle?, in graph: Graph,
        _ place: JSONNode.Place
    ) throws(JSONLDError) {
        guard let subject, let predicate, let object else { return }
        let name: TermHandle?
        switch graph {
        case .standard: name = nil
        case .named(let handle): name = handle
        case .dropped: return
        }
        do {
            try dataset.insert(subject: subject, predicate: predicate, object: object, graph: name)
        } catch {
            throw tooLarge(error, place)
        }
    }

    /// Refuses two indexes of one node (section 7.2, step 6.8), and in safe mode any index: RDF has none.
    private mutating func checkIndex(
        _ item: ExpandedItem, of node: TermHandle?, in graph: Graph
    ) throws(JSONLDError) {
        try checkIndex(item)
        guard item.present.contains(.index), let node else { return }
        let known = indexes.updateValue(item.index, forKey: IndexKey(graph: graph, node: node))
        guard known.map({ arena.string($0) == arena.string(item.index) }) ?? true else {
            throw JSONLDError(
                .conflictingIndexes, "a node has one @index, found another for the same @id",
                at: root[item.place].pointer)
        }
    }

    func tooLarge(_ error: RDFError, _ place: JSONNode.Place) -> JSONLDError {
        JSONLDError(.limit, error.reason, at: root[place].pointer)
    }

    /// Says that something is not in the dataset, which safe mode does not accept.
    func lose(
        _ code: JSONLDError.Code, _ place: JSONNode.Place, _ reason: StaticString
    ) throws(JSONLDError) {
        guard isSafe else { return }
        throw JSONLDError(code, "\(reason)", at: root[place].pointer)
    }
}
