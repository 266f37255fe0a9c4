/// An RDF dataset in memory: a set of statements, each in the default graph or in a named one (RDF 1.1 Concepts,
/// section 4).
///
/// Every different term is held once, as canonical N-Quads writes it, and a statement is four small numbers. So a
/// dataset is built without an allocation for each term, and written out by copying bytes.
public struct RDFDataset: Sendable {
    /// What the dataset holds at most.
    public let limits: DatasetLimits

    var terms: TermTable
    private var table: QuadTable

    /// Makes an empty dataset with room for about `quadCount` statements; it grows beyond.
    public init(limits: DatasetLimits = .credential, reserving quadCount: Int = 64) {
        self.limits = limits
        let room = min(max(quadCount, 0), limits.quadCount, 1 << 16)
        terms = TermTable(reserving: 2 * room)
        table = QuadTable(reserving: room)
    }

    /// The statements in the order in which they were first inserted.
    public var quads: [Quad] { table.quads }

    /// How many different statements there are.
    public var count: Int { table.quads.count }

    /// Whether there are no statements.
    public var isEmpty: Bool { table.quads.isEmpty }

    /// How many different terms there are, those included that stand in no statement.
    public var termCount: Int { terms.count }

    /// Inserts a statement, unless it is there.
    ///
    /// - Parameter graph: the name of the graph, or `nil` for the default graph.
    /// - Returns: whether it was not there before.
    /// - Throws: ``RDFError`` with code `misplacedTerm` when a subject or graph is a literal, a predicate is not an IRI,
    ///   or a handle is not of this dataset; `datasetTooLarge` when there are as many statements as the limits allow.
    @discardableResult
    public mutating func insert(
        subject: TermHandle, predicate: TermHandle, object: TermHandle, graph: TermHandle? = nil
    ) throws(RDFError) -> Bool {
        try check(subject: subject, predicate: predicate, object: object, graph: graph)
        let quad = Quad(subject: subject, predicate: predicate, object: object, graph: graph)
        guard !table.contains(quad) else { return false }
        guard count < limits.quadCount else {
            throw RDFError(.datasetTooLarge, "a dataset has at most \(limits.quadCount) statements")
        }
        table.append(quad)
        return true
    }

    /// Inserts a statement of four terms, unless it is there.
    ///
    /// - Returns: whether it was not there before.
    /// - Throws: ``RDFError`` as ``term(_:)`` and ``insert(subject:predicate:object:graph:)`` do.
    @discardableResult
    public mutating func insert(
        _ subject: RDFTerm, _ predicate: RDFTerm, _ object: RDFTerm, graph: RDFTerm? = nil
    ) throws(RDFError) -> Bool {
        let subject = try term(subject)
        let predicate = try term(predicate)
        let object = try term(object)
        guard let graph else { return try insert(subject: subject, predicate: predicate, object: object) }
        return try insert(subject: subject, predicate: predicate, object: object, graph: try term(graph))
    }

    /// Forgets every statement and every term, and keeps the memory for the next.
    public mutating func removeAll() {
        terms.removeAll()
        table.removeAll()
    }

    private func check(
        subject: TermHandle, predicate: TermHandle, object: TermHandle, graph: TermHandle?
    ) throws(RDFError) {
        // Not by a reference to the method, which would copy the table for every statement.
        guard terms.holds(subject), terms.holds(predicate), terms.holds(object), graph.map({ terms.holds($0) }) ?? true
        else {
            throw RDFError(.misplacedTerm, "a statement has terms of its own dataset, found a handle of another")
        }
        guard subject.kind != .literal else {
            throw RDFError(.misplacedTerm, "a subject is an IRI or a blank node, found a literal")
        }
        guard predicate.kind == .iri else {
            throw RDFError(.misplacedTerm, "a predicate is an IRI, found a literal or a blank node")
        }
        guard graph?.kind != .literal else {
            throw RDFError(.misplacedTerm, "the name of a graph is an IRI or a blank node, found a literal")
        }
    }
}
