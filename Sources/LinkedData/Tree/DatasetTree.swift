/// Makes a JSON tree of what the default graph of a dataset says, under the names of a ``TreeVocabulary``.
///
/// The tree depends on the statements alone, and neither on their order nor on the labels of blank nodes: two documents
/// with the same canonical form give the same tree, byte for byte. A thing stands wherever it is referred to; one that is
/// referred to from inside itself stands there with what literals say of it, and nothing more. Properties without a name
/// are left out.
public struct DatasetTree {
    /// How many things and lists may be written: one that is referred to often is written often.
    static let partLimit = 20_000
    /// Size of the tree, in bytes.
    static let byteLimit = 4 << 20
    /// How many things may stand inside each other.
    static let depthLimit = 64

    let dataset: RDFDataset
    let vocabulary: TreeVocabulary
    let quads: [Quad]

    // The statements of the default graph about each term, as a chain of their positions.
    let firsts: [Int32]
    let nexts: [Int32]

    // What a property is in the vocabulary, by its term: found when it is needed first.
    private var entries: [Int32]

    // The things around the place that is written, and what is still to be written of them, the innermost last.
    var isOpen: [Bool]
    var pending: [Value] = []
    var output: [UInt8] = []
    var partCount = 0
    let outermost: Int

    /// Prepares to write what a dataset says.
    ///
    /// - Parameter scope: The outermost scope of the vocabulary.
    public init(_ dataset: RDFDataset, _ vocabulary: TreeVocabulary, scope: Int) {
        self.dataset = dataset
        self.vocabulary = vocabulary
        outermost = scope
        quads = dataset.quads
        var firsts = Array(repeating: Int32(-1), count: dataset.termCount)
        var nexts = Array(repeating: Int32(-1), count: quads.count)
        entries = Array(repeating: Self.unknown, count: dataset.termCount)
        isOpen = Array(repeating: false, count: dataset.termCount)
        for position in quads.indices.reversed() where quads[position].graph == nil {
            let subject = quads[position].subject.index
            nexts[position] = firsts[subject]
            firsts[subject] = Int32(truncatingIfNeeded: position)
        }
        self.firsts = firsts
        self.nexts = nexts
    }

    private static let unknown: Int32 = -2

    /// A value of a property that has a name, or of the types.
    struct Value {
        /// Stands for the types of a thing, before all terms.
        static let type = -1

        let term: Int
        let object: TermHandle
    }

    /// Whether anything is said about a thing.
    func isDescribed(_ node: TermHandle) -> Bool { firsts[node.index] >= 0 }

    /// The number of a property in the vocabulary, or -1.
    mutating func entry(of predicate: TermHandle) -> Int {
        if entries[predicate.index] == Self.unknown {
            let found = vocabulary.entry(dataset.terms.bytes.span.extracting(inner(predicate)))
            entries[predicate.index] = Int32(truncatingIfNeeded: found ?? -1)
        }
        return Int(entries[predicate.index])
    }

    /// Where the text of an IRI stands, without its angle brackets.
    func inner(_ iri: TermHandle) -> Range<Int> {
        let range = dataset.terms.range(iri.index)
        return range.lowerBound + 1..<max(range.upperBound - 1, range.lowerBound + 1)
    }

    /// The tree of a thing, as JSON.
    ///
    /// - Parameter members: Members that the outermost object has before the others, as JSON with a comma at the end.
    /// - Throws: ``RDFError`` with code `treeTooLarge` when the tree is larger, or deeper, than is accepted.
    public mutating func json(of root: TermHandle, after members: [UInt8] = []) throws(RDFError) -> [UInt8] {
        output.removeAll(keepingCapacity: true)
        output.reserveCapacity(dataset.terms.bytes.count)
        partCount = 0
        pending.removeAll(keepingCapacity: true)
        pending.reserveCapacity(quads.count)
        try appendNode(root, in: outermost, depth: 1, after: members)
        return output
    }

    /// The properties of a thing that have no name in the outermost scope, in the order of their bytes.
    public mutating func unknownProperties(of node: TermHandle) -> [String] {
        var cursor = firsts[node.index]
        var found: Set<TermHandle> = []
        while cursor >= 0 {
            let predicate = quads[Int(cursor)].predicate
            let entry = entry(of: predicate)
            if entry != TreeVocabulary.Structure.type.rawValue, vocabulary.term(entry, in: outermost) < 0 {
                found.insert(predicate)
            }
            cursor = nexts[Int(cursor)]
        }
        let bytes = dataset.terms.bytes.span
        let ordered = found.sorted { unsafe bytes.bytes.isOrdered(inner($0), before: inner($1)) }
        return ordered.map { String(decoding: dataset.terms.bytes[inner($0)], as: UTF8.self) }
    }

    /// Counts a part that is written.
    mutating func takePart(depth: Int) throws(RDFError) {
        partCount += 1
        guard partCount <= Self.partLimit, output.count <= Self.byteLimit, depth <= Self.depthLimit else {
            throw RDFError(
                .treeTooLarge,
                "a tree has at most \(Self.partLimit) parts and \(Self.byteLimit) bytes, at most \(Self.depthLimit) deep"
            )
        }
    }
}
