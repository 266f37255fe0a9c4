/// A statement of an ``RDFDataset`` and the graph that it stands in, as handles of that dataset.
public struct Quad: Hashable, Sendable {
    /// What the statement is about: an IRI or a blank node.
    public let subject: TermHandle
    /// The property: an IRI.
    public let predicate: TermHandle
    /// The value of the property: any term.
    public let object: TermHandle

    /// The raw handle of the graph: a whole optional handle would make a quad larger by half.
    let graphValue: UInt32

    init(subject: TermHandle, predicate: TermHandle, object: TermHandle, graph: TermHandle?) {
        self.subject = subject
        self.predicate = predicate
        self.object = object
        graphValue = graph?.rawValue ?? TermHandle.none
    }

    /// The name of the graph, an IRI or a blank node, or `nil` in the default graph.
    public var graph: TermHandle? { graphValue == TermHandle.none ? nil : TermHandle(rawValue: graphValue) }
}
