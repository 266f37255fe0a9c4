/// The blank nodes of a dataset, numbered in the order in which its statements first name them, and the statements
/// that name each: the blank node to quads map of RDFC-1.0, section 4.2.
struct BlankNodeIndex {
    /// Marks a term that is no blank node of any statement.
    static let none = UInt32.max

    /// The blank nodes.
    private(set) var nodes: [TermHandle] = []
    /// The number of the blank node for each term of the dataset, or ``none``.
    private(set) var numbers: [UInt32] = []

    // The statements of all blank nodes one after the other, and where those of each begin.
    private var mentions: [UInt32] = []
    private var starts: [UInt32] = []

    init(_ dataset: RDFDataset, _ quads: [Quad]) {
        guard quads.contains(where: Self.hasBlank) else { return }
        numbers = Array(repeating: Self.none, count: dataset.termCount)
        var counts: [UInt32] = []
        for quad in quads {
            Self.visit(quad) { handle in
                if numbers[handle.index] == Self.none {
                    numbers[handle.index] = UInt32(truncatingIfNeeded: nodes.count)
                    nodes.append(handle)
                    counts.append(0)
                }
                counts[Int(numbers[handle.index])] += 1
            }
        }
        fill(quads, counts)
    }

    /// The positions of the statements that name a blank node.
    func mentions(of number: Int) -> ArraySlice<UInt32> { mentions[Int(starts[number])..<Int(starts[number + 1])] }

    /// The number of a blank node, or `nil` for any other term.
    func number(of handle: TermHandle) -> Int? { handle.isBlank ? Int(numbers[handle.index]) : nil }

    private mutating func fill(_ quads: [Quad], _ counts: [UInt32]) {
        starts = [0]
        starts.reserveCapacity(counts.count + 1)
        var total: UInt32 = 0
        for count in counts {
            total += count
            starts.append(total)
        }
        mentions = Array(repeating: 0, count: Int(total))
        var next = starts
        for (position, quad) in quads.enumerated() {
            Self.visit(quad) { handle in
                let number = Int(numbers[handle.index])
                mentions[Int(next[number])] = UInt32(truncatingIfNeeded: position)
                next[number] += 1
            }
        }
    }

    private static func hasBlank(_ quad: Quad) -> Bool {
        quad.subject.isBlank || quad.object.isBlank || quad.graph?.isBlank == true
    }

    /// Calls `body` with each blank node of a statement once, also where it stands twice in it.
    private static func visit(_ quad: Quad, _ body: (TermHandle) -> Void) {
        if quad.subject.isBlank { body(quad.subject) }
        if quad.object.isBlank, quad.object != quad.subject { body(quad.object) }
        if let graph = quad.graph, graph.isBlank, graph != quad.subject, graph != quad.object { body(graph) }
    }
}
