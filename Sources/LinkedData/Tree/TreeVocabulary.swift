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
        /// The class of the values, or ``TreeClass/other``.
        let place: Int
        let isPlaceOfTypes: Bool
        /// Whether several values with one identifier are one thing, whose parts were written apart.
        let isMerged: Bool
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
    /// For each IRI of a property the classes that have it, and those that have it alone; a bit each.
    private var classes: [(members: UInt32, claims: UInt32)] = []
    /// For each IRI of a type the classes whose things carry it.
    private var typeClasses: [UInt32] = []
    /// For each IRI of a type the class that it puts values in, or a negative number.
    private var typePlaces: [Int8] = []

    /// Collects names.
    ///
    /// - Parameters:
    ///   - scopes: The terms of each scope; `parent` is the position of an earlier one, whose terms hold as well where
    ///     the scope has no other for an IRI.
    ///   - types: The types by name, in the order in which they are written.
    ///   - classes: At most 31 classes of things.
    public init(
        scopes: [(parent: Int?, terms: [TreeTerm])], types typeTerms: [(name: String, iris: [String])],
        classes: [TreeClass] = []
    ) {
        precondition(classes.count <= TreeClass.limit)
        var names: [UInt8] = []
        var terms: [Written] = []
        for term in scopes.flatMap(\.terms) {
            terms.append(
                Written(
                    form: term.form, kind: term.kind, scope: term.scope, place: term.place ?? TreeClass.other,
                    isPlaceOfTypes: term.isPlaceOfTypes, isMerged: term.isMerged,
                    name: Self.write("\"\(term.name)\":", &names)))
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
                typeClasses.append(Self.bits(classes) { $0.types.contains(type.name) })
                typePlaces.append(Int8(classes.firstIndex { $0.valuesOfTypes.contains(type.name) } ?? -1))
            }
        }
        self.names = names
        self.classes = Array(repeating: (0, 0), count: iris.count)
        for term in scopes.flatMap(\.terms) {
            for iri in term.iris {
                guard let place = iris.find(Array(iri.utf8).span) else { continue }
                self.classes[place].members |= Self.bits(classes) {
                    $0.members.contains(term.name) && !$0.excluded.contains(iri)
                }
                self.classes[place].claims |= Self.bits(classes) { $0.claims.contains(term.name) }
            }
        }
    }

    private static func bits(_ classes: [TreeClass], _ isMeant: (TreeClass) -> Bool) -> UInt32 {
        classes.indices.reduce(0) { bits, place in isMeant(classes[place]) ? bits | 1 << UInt32(place) : bits }
    }

    /// Whether a property is written where a thing of several classes stands as one of them.
    ///
    /// What the class does not have, and another one has, was said where the thing stands as that one; and what no class
    /// here has may have been said where it stands as something that is not known.
    func writes(_ entry: Int, at place: Int, of roles: UInt32) -> Bool {
        let own: UInt32 = 1 << UInt32(place)
        let others = roles & ~own
        guard others != 0, entry >= 0 else { return true }
        let (members, claims) = classes[entry]
        if claims & others != 0, claims & own == 0 { return false }
        if members & own != 0 { return true }
        return members & others == 0 && others & 1 << UInt32(TreeClass.other) == 0
    }

    /// Whether a type is written where a thing of several classes stands as one of them.
    func writes(type position: Int, at place: Int, of roles: UInt32) -> Bool {
        let own: UInt32 = 1 << UInt32(place)
        return typeClasses[position] & own != 0 || typeClasses[position] & roles & ~own == 0
    }

    /// The class that a type puts values of its things in; `nil` where it does not.
    func placeOfValues(type position: Int) -> Int? { typePlaces[position] < 0 ? nil : Int(typePlaces[position]) }

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
