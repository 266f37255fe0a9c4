import Encodings
import TestSupport

extension RandomCredential {
    /// A credential of words that no context defines one by one.
    mutating func freeTerms(issuer: String) -> JSONValue {
        var credential = frame(
            ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/undefined-terms/v2"],
            [.string(word())], issuer: issuer)
        addVersion2(to: &credential)
        for _ in 0..<random.number(in: 0...3) { credential[word()] = freeValue(depth: 2) }
        credential["credentialSubject"] = oneOrMany(1...3) { $0.freeNode(depth: 3) }
        return credential
    }

    private mutating func word() -> String {
        random.pick(["alpha", "beta", "Gamma", "deltaÉ", "epsilon-1", "zeta_2", "eta.x", "theta"])
    }

    private mutating func freeNode(depth: Int) -> JSONValue {
        var node: JSONValue = [:]
        switch random.number(in: 0...3) {
        case 0: node["id"] = address()
        case 1: node["id"] = blankNode()
        default: break
        }
        maybe("type", in: &node) { random in random.oneOrMany(1...2) { .string($0.word()) } }
        for _ in 0..<random.number(in: 1...4) { node[word()] = freeValue(depth: depth - 1) }
        return node
    }

    private mutating func freeValue(depth: Int) -> JSONValue {
        switch random.number(in: 0...(depth > 0 ? 13 : 8)) {
        case 0, 1: return text()
        case 2, 3: return number()
        case 4: return .boolean(random.isOne(in: 2))
        case 5: return ["@value": text(), "@language": language()]
        case 6: return ["@value": random.isOne(in: 2) ? text() : number(), "type": typeAddress()]
        case 7: return ["id": random.isOne(in: 2) ? address() : blankNode()]
        case 8: return isSafe ? text() : .null
        case 9, 10: return many { $0.freeValue(depth: depth - 1) }
        case 11: return ["@list": many { $0.freeValue(depth: 0) }]
        default: return freeNode(depth: depth - 1)
        }
    }

    private mutating func typeAddress() -> JSONValue {
        .string(
            random.pick([
                "http://www.w3.org/2001/XMLSchema#date", "http://www.w3.org/2001/XMLSchema#double",
                "http://www.w3.org/2001/XMLSchema#integer", "https://other.example/type",
            ]))
    }

    /// A credential whose subjects use terms of a context that stands in the document.
    mutating func ownContext(issuer: String) -> JSONValue {
        var definitions: JSONValue = [
            "own": "https://own.example/", "xsd": "http://www.w3.org/2001/XMLSchema#", "Kind": "own:Kind",
            "nested": "own:nested",
            "Sort": ["@id": "own:Sort", "@context": ["scoped": "own:in-sort", "plain": "own:other-plain"]],
        ]
        for form in OwnTerm.allCases { definitions[form.rawValue] = form.definition }
        maybe("@language", in: &definitions) { $0.language() }
        var credential = frame(
            ["https://www.w3.org/ns/credentials/v2", definitions], random.isOne(in: 2) ? ["Kind"] : [], issuer: issuer)
        addVersion2(to: &credential)
        credential["credentialSubject"] = oneOrMany(1...3) { $0.ownNode(depth: 3) }
        return credential
    }

    private mutating func ownNode(depth: Int) -> JSONValue {
        var node: JSONValue = [:]
        maybe("id", in: &node) { $0.random.isOne(in: 2) ? $0.address() : $0.blankNode() }
        let isSort = random.isOne(in: 3)
        if isSort {
            node["type"] = "Sort"
            node["scoped"] = text()
        } else {
            maybe("type", in: &node) { $0.oneOrMany(1...2) { .string($0.random.pick(["Kind", "own:Other"])) } }
        }
        for _ in 0..<random.number(in: 1...5) {
            let term = random.pick(OwnTerm.allCases)
            guard !isSafe || !term.isLossy else { continue }
            node[term.rawValue] = ownValue(term, depth: depth - 1)
        }
        return node
    }

    private mutating func leafOrNode(_ depth: Int) -> JSONValue {
        depth > 0 && random.isOne(in: 2) ? ownNode(depth: depth) : ["own:leaf": text()]
    }

    private mutating func ownValue(_ term: OwnTerm, depth: Int) -> JSONValue {
        switch term {
        case .plain, .absolute:
            oneOrMany { $0.random.isOne(in: 2) ? $0.text() : $0.leafOrNode(depth) }
        case .reference: oneOrMany { $0.random.isOne(in: 2) ? $0.address() : $0.leafOrNode(depth) }
        case .word: oneOrMany { .string($0.random.pick(["Kind", "own:x", "https://other.example/word"])) }
        case .moment: oneOrMany { $0.time() }
        case .double: oneOrMany { $0.number() }
        case .data: json(depth: 2)
        case .sequence: oneOrMany { $0.random.isOne(in: 2) ? $0.text() : $0.leafOrNode(depth) }
        case .sequences: many { $0.many { $0.text() } }
        case .group: oneOrMany { $0.number() }
        case .translated: languageMap()
        case .untranslated: text()
        case .indexed: map(["a", "b", "@none"]) { random in random.oneOrMany { $0.text() } }
        case .byProperty: map(["Ω", "b"]) { $0.leafOrNode(depth) }
        case .byIdentifier: map(["https://own.example/1", "own:2", "_:b1"]) { $0.leafOrNode(0) }
        case .byType: map(["Kind", "own:Other"]) { $0.leafOrNode(0) }
        case .graph: oneOrMany { $0.leafOrNode(depth) }
        case .graphsByIdentifier: map(["https://own.example/g", "own:h", "@none"]) { $0.leafOrNode(0) }
        case .graphsByIndex: map(["i", "j"]) { $0.leafOrNode(0) }
        case .inverse: oneOrMany { $0.leafOrNode(depth) }
        case .nest: ["nested": text(), "plain": text()]
        case .scope: ["inner": number(), "plain": text()]
        case .included: many(1...2) { $0.leafOrNode(0) }
        }
    }

    private mutating func map(
        _ keys: [String], _ value: (inout RandomCredential) -> JSONValue
    ) -> JSONValue {
        var map: JSONValue = [:]
        for key in keys where random.isOne(in: 2) { map[key] = value(&self) }
        return map
    }

    private mutating func json(depth: Int) -> JSONValue {
        switch random.number(in: 0...(depth > 0 ? 6 : 3)) {
        case 0: return text()
        case 1: return number()
        case 2: return .boolean(true)
        case 3: return .null
        case 4: return many { $0.json(depth: depth - 1) }
        default: return map(["@id", "é", "\u{1F600}", "\u{E000}", "a"]) { $0.json(depth: depth - 1) }
        }
    }
}

/// The terms of ``RandomCredential/ownContext(issuer:)``, one for each way in which a context can define one.
enum OwnTerm: String, CaseIterable {
    case plain, absolute, reference, word, moment, double, data, sequence, sequences, group, translated, untranslated
    case indexed, byProperty, byIdentifier, byType, graph, graphsByIdentifier, graphsByIndex, inverse, nest, scope
    case included

    /// Whether RDF has no place for something that the term says.
    var isLossy: Bool { self == .indexed || self == .graphsByIndex }

    var definition: JSONValue {
        switch self {
        case .plain: "own:plain"
        case .absolute: ["@id": "https://other.example/absolute"]
        case .reference: ["@id": "own:reference", "@type": "@id"]
        case .word: ["@id": "own:word", "@type": "@vocab"]
        case .moment: ["@id": "own:moment", "@type": "xsd:dateTime"]
        case .double: ["@id": "own:double", "@type": "xsd:double"]
        case .data: ["@id": "own:data", "@type": "@json"]
        case .sequence, .sequences: ["@id": .string("own:\(rawValue)"), "@container": "@list"]
        case .group: ["@id": "own:group", "@container": "@set"]
        case .translated: ["@id": "own:translated", "@container": "@language"]
        case .untranslated: ["@id": "own:untranslated", "@language": .null]
        case .indexed: ["@id": "own:indexed", "@container": ["@index", "@set"]]
        case .byProperty: ["@id": "own:byProperty", "@container": "@index", "@index": "own:key"]
        case .byIdentifier: ["@id": "own:byIdentifier", "@container": "@id"]
        case .byType: ["@id": "own:byType", "@container": "@type"]
        case .graph: ["@id": "own:graph", "@container": "@graph"]
        case .graphsByIdentifier: ["@id": "own:graphs", "@container": ["@graph", "@id"]]
        case .graphsByIndex: ["@id": "own:indexedGraphs", "@container": ["@graph", "@index"]]
        case .inverse: ["@reverse": "own:inverse"]
        case .nest: "@nest"
        case .scope:
            [
                "@id": "own:scope",
                "@context": ["inner": ["@id": "own:inner", "@type": "xsd:decimal"], "plain": "own:scoped-plain"],
            ]
        case .included: "@included"
        }
    }
}
