/// How readers of a JSON tree know a property of a dataset: by which name, and in which form they expect its values.
public struct TreeTerm: Sendable {
    /// How the values of the property stand together.
    public enum Form: Sendable {
        /// One value by itself, as there is one at most; several in an array.
        case one
        /// One value by itself; several in an array, as there may be.
        case some
        /// An array, however many there are.
        case many
        /// An array in the order of an RDF list. Several values that are in no list have no order, and are put in that
        /// of their bytes.
        case list
        /// An array in the order of an RDF list, which means something: several values that are in no list stand in an
        /// object under `@set`, so that no reader takes them for such an array.
        case order
        /// An object with the texts of each language, as in a language map of JSON-LD.
        case languages
        /// Left out, and no property that nobody knows.
        case omitted
    }

    /// What the values of the property are.
    public enum Kind: Sendable {
        /// Literals, each in the JSON form of its datatype.
        case literal
        /// Literals, each as its text whatever its datatype.
        case text
        /// IRIs, each as its text, also where more is said about what it names.
        case address
        /// Objects, also where nothing is said but an identifier.
        case object
        /// Objects, or texts where nothing is said but an identifier.
        case reference
        /// As ``reference``, and a literal too is a text.
        case any
    }

    /// The name in the tree.
    public let name: String
    let form: Form
    let kind: Kind
    let scope: Int?
    let place: Int?
    let isPlaceOfTypes: Bool
    let isMerged: Bool
    let iris: [String]

    /// Describes a property.
    ///
    /// - Parameters:
    ///   - name: The name in the tree, which needs no escapes in JSON.
    ///   - scope: The scope in which the properties of the values are looked up; the outermost one unless it is given.
    ///   - place: The position of the ``TreeClass`` that the values belong to; no class that is known unless it is given.
    ///   - isPlaceOfTypes: Whether a type of the thing that has the property may tell another class.
    ///   - isMerged: Whether values with one identifier are taken for one thing without a doubt.
    ///   - iris: Every IRI that the property has.
    public init(
        _ name: String, _ form: Form, _ kind: Kind, scope: Int? = nil, place: Int? = nil, isPlaceOfTypes: Bool = false,
        isMerged: Bool = false, _ iris: String...
    ) {
        self.name = name
        self.form = form
        self.kind = kind
        self.scope = scope
        self.place = place
        self.isPlaceOfTypes = isPlaceOfTypes
        self.isMerged = isMerged
        self.iris = iris
    }
}
