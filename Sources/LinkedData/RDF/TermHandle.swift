/// A term of one ``RDFDataset``: a number that stands for it within that dataset, and only there.
///
/// Two handles of a dataset are equal exactly when their terms are.
public struct TermHandle: Hashable, Sendable {
    /// The three kinds of terms (RDF 1.1 Concepts, section 3.1).
    public enum Kind: UInt32, Hashable, Sendable {
        /// An IRI.
        case iri = 0
        /// A blank node.
        case blank = 1
        /// A literal.
        case literal = 2
    }

    /// How many terms one dataset can number: the two highest bits hold the kind.
    static let greatestCount = 1 << 30

    /// The raw value where there is no term: the graph of a statement in the default graph.
    static let none: UInt32 = .max

    /// The kind in the two highest bits, the position in the dataset's table of terms in the others.
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ kind: Kind, index: Int) { rawValue = kind.rawValue << 30 | UInt32(truncatingIfNeeded: index) }

    /// The position in the dataset's table of terms.
    var index: Int { Int(rawValue & 0x3fff_ffff) }

    /// What kind of term it is.
    public var kind: Kind { Kind(rawValue: rawValue >> 30) ?? .literal }

    /// Whether it is a blank node.
    public var isBlank: Bool { rawValue >> 30 == Kind.blank.rawValue }
}
