/// Terms of RDF and XML Schema that documents do not write, as handles of one dataset once they are used.
struct RDFVocabulary {
    enum Name: Int {
        case type, first, rest, null, value, language, direction

        var iri: String {
            switch self {
            case .type: "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
            case .first: "http://www.w3.org/1999/02/22-rdf-syntax-ns#first"
            case .rest: "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
            case .null: "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil"
            case .value: "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"
            case .language: "http://www.w3.org/1999/02/22-rdf-syntax-ns#language"
            case .direction: "http://www.w3.org/1999/02/22-rdf-syntax-ns#direction"
            }
        }
    }

    static let json: [UInt8] = Array("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON".utf8)
    static let boolean: [UInt8] = Array("http://www.w3.org/2001/XMLSchema#boolean".utf8)
    static let integer: [UInt8] = Array("http://www.w3.org/2001/XMLSchema#integer".utf8)
    static let double: [UInt8] = Array("http://www.w3.org/2001/XMLSchema#double".utf8)

    var handles: [TermHandle?] = [nil, nil, nil, nil, nil, nil, nil]
}
