/// Why a dataset cannot be built, read or canonicalised.
///
/// Two errors are equal when their codes are equal.
public struct RDFError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stable name of what is wrong.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// An IRI is not absolute, or holds a character that no IRI has.
        case iri = "RDF_IRI"
        /// A language tag does not have the form that N-Quads can write.
        case languageTag = "RDF_LANGUAGE_TAG"
        /// A blank node label does not have the form that N-Quads can write.
        case blankNodeLabel = "RDF_BLANK_NODE_LABEL"
        /// A term stands where its kind may not, or is of another dataset.
        case misplacedTerm = "RDF_MISPLACED_TERM"
        /// A dataset has more statements or more text than is accepted.
        case datasetTooLarge = "RDF_DATASET_TOO_LARGE"
        /// Canonicalising a dataset takes more work than is accepted: its blank nodes are too much alike.
        case canonicalizationLimit = "RDF_CANONICALIZATION_LIMIT"
        /// The JSON tree of a dataset is larger or deeper than is accepted.
        case treeTooLarge = "RDF_TREE_TOO_LARGE"
        /// A hash could not be computed.
        case hashFailure = "RDF_HASH_FAILURE"
        /// A document is larger than is accepted.
        case documentTooLarge = "NQUADS_TOO_LARGE"
        /// A document is not UTF-8.
        case notUTF8 = "NQUADS_NOT_UTF8"
        /// A document does not follow the grammar of N-Quads.
        case syntax = "NQUADS_SYNTAX"
        /// An escape in a document names no character, or one that may not stand there.
        case escape = "NQUADS_ESCAPE"
    }

    /// A place in a document; both numbers count from one.
    public struct Position: Hashable, Sendable {
        /// The line.
        public let line: Int
        /// The column, in bytes.
        public let column: Int
    }

    /// What is wrong.
    public let code: Code

    /// One sentence: what was expected and what was found, without any value of the dataset.
    public let reason: String

    /// Where in the document it was found, for errors of reading one.
    public let position: Position?

    /// Names what is wrong and says why, and where in a document.
    public init(_ code: Code, _ reason: String = "", at position: Position? = nil) {
        self.code = code
        self.reason = reason
        self.position = position
    }

    /// The reason, the place and the code on one line.
    public var description: String {
        guard let position else { return "\(reason) (\(code.rawValue))" }
        return "\(reason) (line \(position.line), column \(position.column); \(code.rawValue))"
    }

    /// Tells whether two errors have the same code.
    public static func == (left: RDFError, right: RDFError) -> Bool { left.code == right.code }

    /// Feeds the code, which alone decides equality.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
