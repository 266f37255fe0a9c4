/// The names by which readers of a JSON tree know properties and types: a JSON-LD context read the other way.
///
/// An IRI has one name in a scope; several IRIs may share a name. It is made once and used for all datasets.
public struct TreeVocabulary: Sendable {
    /// The properties of RDF that make lists and types.
    enum Structure: Int, CaseIterable {
        case type, first, rest

        var iri: String {
            switch self {
            case .type: RDFVocabulary.Name.type.iri
            case .first: RDFVocabulary.Name.first.iri
            case .rest: RDFVocabulary.Name.rest.iri
            }
        }
    }

    /// A term with what is written of it; without references, so that looking at one counts none.
    struct Written: Sendable {
        let form: TreeTerm.Form
        let kind: TreeTerm.Kind
        let scope: Int?
        /// Where the name stands among ``names``, in quotation marks and with a colon behind it.
        let name: Range<Int>
    }

    let terms: [Written]
    /// The names of all terms and types, one after the other.
    let names: [UInt8]
    private var iris = ByteTable(reserving: 512)
    /// For each scope the number of the term that an IRI has there, or a negative number.
    private var numbers: [[Int16]] = []
    private var types = ByteTable(reserving: 128)
    private var typeNames: [Range<Int>] = []

    /// Collects names.
    ///
    /// - Parameters:
    ///   - scopes: The terms of each scope; `parent` is the position of an earlier one, whose terms hold as well where
    ///     the scope has no other for an IRI.
    ///   - types: The types by name, in the order in which they are written.
    public init(
        scopes: [(parent: Int?, terms: [TreeTerm])], types typeTerms: [(name: String, iris: [String])]
    ) {
        var names: [UInt8] = []
        var terms: [Written] = []
        for term in scopes.flatMap(\.terms) {
            terms.append(
                Written(
                    form: term.form, kind: term.kind, scope: term.scope, name: Self.write("\"\(term.name)\":", &names)))
        }
        self.terms = terms
        for structure in Structure.allCases { _ = iris.insert(Array(structure.iri.utf8).span) }
        for term in scopes.flatMap(\.terms) {
            for iri in term.iris { _ = iris.insert(Array(iri.utf8).span) }
        }
        var next: Int16 = 0
        for scope in scopes {
            var row = [Int16](repeating: -1, count: iris.count)
            if let parent = scope.parent { row = numbers[parent] }
            for term in scope.terms {
                for iri in term.iris {
                    if let place = iris.find(Array(iri.utf8).span) { row[place] = next }
                }
                next += 1
            }
            numbers.append(row)
        }
        for type in typeTerms {
            for iri in type.iris where types.insert(Array(iri.utf8).span).isNew {
                typeNames.append(Self.write("\"\(type.name)\"", &names))
            }
        }
        self.names = names
    }

    private static func write(_ name: String, _ names: inout [UInt8]) -> Range<Int> {
        let start = names.count
        names.append(contentsOf: name.utf8)
        return start..<names.count
    }

    /// The number of an IRI among all that are known, or `nil`.
    func entry(_ iri: Span<UInt8>) -> Int? { iris.find(iri) }

    /// The number of the term of an entry in a scope, or a negative number.
    func term(_ entry: Int, in scope: Int) -> Int { entry < 0 ? -1 : Int(numbers[scope][entry]) }

    /// The position of a type and where its name stands in quotation marks, or `nil` where it has none.
    func type(_ iri: Span<UInt8>) -> (position: Int, name: Range<Int>)? {
        types.find(iri).map { ($0, typeNames[$0]) }
    }
}
