/// Makes a JSON tree of what the default graph of a dataset says, under the names of a ``TreeVocabulary``.
///
/// The tree depends on the statements alone, and neither on their order nor on the labels of blank nodes: two documents
/// with the same canonical form give the same tree, byte for byte. A thing stands wherever it is referred to, with what
/// things in such a place have, see ``TreeClass``; one that is referred to from inside itself stands there with what
/// literals say of it, and nothing more. Properties without a name are left out, and told.
public struct DatasetTree {
    /// How many things and lists may be written: one that is referred to often is written often.
    static let partLimit = 20_000
    /// Size of the tree, in bytes.
    static let byteLimit = 4 << 20
    /// How many ambiguous places are kept.
    static let ambiguousPlaceLimit = 64
    /// How many things may stand inside each other.
    static let depthLimit = 64

    let dataset: RDFDataset
    let vocabulary: TreeVocabulary
    let quads: [Quad]

    // The statements of the default graph about each term, as a chain of their positions.
    let firsts: [Int32]
    let nexts: [Int32]

    /// The classes of the places that each thing stands in, a bit each.
    private(set) var roles: [UInt32]
    /// In how many places each thing stands, or may have stood.
    private(set) var references: [Int32]
    /// The only class whose things may have several values of a property that has one, because several documents in this one
    /// speak of them.
    public var mergedPlace: Int?
    /// The class whose things, inside the outermost one, are written with their identifiers and types alone.
    public var shallowPlace: Int?

    // What a property is in the vocabulary, by its term: found when it is needed first.
    private var entries: [Int32]

    // The things around the place that is written by the classes that they stand there as, and what is still to be
    // written of them, the innermost last.
    var open: [UInt32]
    var pending: [Value] = []
    /// Whether what is written may stand in several places, or stands inside something that may: whatever is said of it may
    /// have been said once in each.
    var isShared = false
    /// The names around the place that is written, as their ranges among those of the vocabulary.
    var path: [Range<Int>] = []
    /// The first places with several values where there is one, as JSON pointers without the numbers of elements.
    ///
    /// Only those of things that may stand in several places: nobody knows which was said where.
    public private(set) var ambiguousPlaces: [String] = []
    /// The blank nodes that were found to begin no list.
    var isNoList: [Bool]
    /// The properties that were left out.
    var isLeftOut: [Bool]
    var output: [UInt8] = []
    var partCount = 0
    /// The outermost scope of the vocabulary.
    public var outermost: Int

    /// Whether the dataset keeps apart what the parts of a document say.
    private let keepsPartsApart: Bool

    /// Prepares to write what a dataset says.
    ///
    /// - Parameters:
    ///   - scope: The outermost scope of the vocabulary.
    ///   - keepsPartsApart: Whether the dataset was made with ``JSONLDOptions/keepingPartsApart``: each part of the tree then says
    ///     what that part of the document says.
    public init(_ dataset: RDFDataset, _ vocabulary: TreeVocabulary, scope: Int, keepsPartsApart: Bool = false) {
        self.dataset = dataset
        self.keepsPartsApart = keepsPartsApart
        self.vocabulary = vocabulary
        outermost = scope
        quads = dataset.quads
        var firsts = Array(repeating: Int32(-1), count: dataset.termCount)
        var nexts = Array(repeating: Int32(-1), count: quads.count)
        entries = Array(repeating: Self.unknown, count: dataset.termCount)
        open = Array(repeating: 0, count: dataset.termCount)
        roles = open
        references = Array(repeating: 0, count: dataset.termCount)
        isNoList = Array(repeating: false, count: dataset.termCount)
        isLeftOut = isNoList
        for position in quads.indices.reversed() where quads[position].graph == nil {
            let subject = quads[position].subject.index
            nexts[position] = firsts[subject]
            firsts[subject] = Int32(truncatingIfNeeded: position)
        }
        self.firsts = firsts
        self.nexts = nexts
        findPlaces()
    }

    /// Finds as what each thing stands in the tree, and how often.
    private mutating func findPlaces() {
        for quad in quads where quad.graph == nil && quad.object.kind != .literal {
            let entry = entry(of: quad.predicate)
            guard entry != TreeVocabulary.Structure.type.rawValue else { continue }
            let number = vocabulary.term(entry, in: outermost)
            guard number >= 0 else {
                roles[quad.object.index] |= 1 << UInt32(TreeClass.other)
                references[quad.object.index] += 1
                continue
            }
            let term = vocabulary.terms[number]
            guard term.kind != .address, term.kind != .text else { continue }
            roles[quad.object.index] |= 1 << UInt32(place(of: term, quad.subject))
            // Of many that are described one by one, two may have one identifier.
            let isOneOfMany = term.form != .one && !quad.object.isBlank && !term.isMerged
            references[quad.object.index] += isOneOfMany ? 2 : 1
        }
    }

    /// The class that the values of a term belong to where a thing has it.
    mutating func place(of term: TreeVocabulary.Written, _ node: TermHandle) -> Int {
        guard term.isPlaceOfTypes else { return term.place }
        var place = -1
        var cursor = firsts[node.index]
        while cursor >= 0 {
            let quad = quads[Int(cursor)]
            cursor = nexts[Int(cursor)]
            guard quad.object.kind == .iri, entry(of: quad.predicate) == TreeVocabulary.Structure.type.rawValue,
                let type = vocabulary.type(dataset.terms.bytes.span.extracting(inner(quad.object)))
            else { continue }
            place = max(place, vocabulary.placeOfValues(type: type.position) ?? -1)
        }
        return place < 0 ? term.place : place
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
        let text = range.lowerBound + 1..<max(range.upperBound - 1, range.lowerBound + 1)
        guard keepsPartsApart, let end = MentionMark.start(in: dataset.terms.bytes[text]) else { return text }
        return text.lowerBound..<end
    }

    /// The tree of a thing, as JSON.
    ///
    /// - Parameters:
    ///   - place: The position of the class that the thing is of, where it is known.
    ///   - members: Members that the outermost object has before the others, as JSON with a comma at the end.
    /// - Throws: ``RDFError`` with code `treeTooLarge` when the tree is larger, or deeper, than is accepted.
    public mutating func json(
        of root: TermHandle, at place: Int? = nil, after members: [UInt8] = []
    ) throws(RDFError) -> [UInt8] {
        let place = place ?? TreeClass.other
        output.removeAll(keepingCapacity: true)
        output.reserveCapacity(dataset.terms.bytes.count)
        partCount = 0
        pending.removeAll(keepingCapacity: true)
        pending.reserveCapacity(quads.count)
        path.removeAll(keepingCapacity: true)
        isShared = false
        ambiguousPlaces.removeAll()
        roles[root.index] |= 1 << UInt32(place)
        references[root.index] += 1
        try appendNode(root, in: outermost, at: place, depth: 1, after: members)
        return output
    }

    /// Keeps the place that is written.
    mutating func addAmbiguousPlace() {
        guard ambiguousPlaces.count < Self.ambiguousPlaceLimit else { return }
        let place = path.reduce(into: "") { pointer, name in
            pointer +=
                "/" + String(decoding: vocabulary.names[name.lowerBound + 1..<name.upperBound - 2], as: UTF8.self)
        }
        if !ambiguousPlaces.contains(where: { $0.utf8.elementsEqual(place.utf8) }) { ambiguousPlaces.append(place) }
    }

    /// The properties without a name that were left out of the tree, in the order of their bytes.
    public var leftOutProperties: [String] {
        let found = quads.lazy.map(\.predicate).filter { isLeftOut[$0.index] }
        let bytes = dataset.terms.bytes.span
        let ordered = Set(found).sorted { unsafe bytes.bytes.isOrdered(inner($0), before: inner($1)) }
        return ordered.map { String(decoding: dataset.terms.bytes[inner($0)], as: UTF8.self) }
    }

    /// Whether a property with one of these positions in the outermost scope is used.
    public mutating func usesTerm(in positions: Range<Int>) -> Bool {
        for quad in quads where quad.graph == nil {
            if positions.contains(vocabulary.term(entry(of: quad.predicate), in: outermost)) { return true }
        }
        return false
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
