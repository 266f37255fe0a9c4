import Encodings
import LinkedData
import Proofs

/// Compares two context documents by what a processor makes of documents that use them.
///
/// Every term is used at every place where it is defined: at the top, and inside the contexts of terms, which are
/// entered as the type of a node and as a property. There it stands with values of every form, as a type, as the
/// beginning of a compact IRI, and with another definition after it, which tells whether it is protected.
struct ContextProbe {
    /// How the context inside a term is entered.
    enum Step: Hashable {
        case type(String)
        case property(String)
    }

    /// A way to a place where terms are defined.
    typealias Way = [Step]
    typealias Member = (name: String, value: JSONValue)

    /// What comes before and after the context, so that nothing in it depends on its surroundings without notice.
    enum Surroundings: CaseIterable { case alone, before, after }

    private static let base = "https://base.example/document"
    // By its address, so that a processor makes what follows from it once.
    private static let others = "https://other.example/context"
    private static let othersDocument = """
        {"@context": {"xsd": "https://other.example/xsd#", "sec": "https://other.example/sec#",
         "cred": "https://other.example/cred#"}}
        """

    private let url: String
    private let left: JSONLDProcessor
    private let right: JSONLDProcessor
    /// The terms of both documents, by the terms whose contexts they stand in.
    let terms: [[String]: [String]]

    /// How many uses of terms were expanded under both, to the same result.
    private(set) var equalCount = 0
    /// The places that such a document led to.
    private(set) var reached: Set<[String]> = []
    private(set) var differences: [String] = []

    init(_ url: String, _ left: JSONDocument, _ right: JSONDocument) {
        self.url = url
        self.left = JSONLDProcessor(loader: Loader(url: url, document: left))
        self.right = JSONLDProcessor(loader: Loader(url: url, document: right))
        var names: [[String]: Set<String>] = [[]: []]
        for document in [left, right] {
            if let context = document.root.member("@context") { Self.collect(context, [], &names) }
        }
        terms = names.mapValues { $0.sorted() }
    }

    private static func collect(_ context: JSONNode, _ trail: [String], _ names: inout [[String]: Set<String>]) {
        for part in context.elements { collect(part, trail, &names) }
        for member in context.members {
            guard let name = member.name.string, !name.hasPrefix("@") else { continue }
            names[trail, default: []].insert(name)
            if let scope = member.value.member("@context") { collect(scope, trail + [name], &names) }
        }
    }

    /// Uses every term at every place.
    mutating func run() throws {
        for (trail, defined) in terms.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            // What is not defined shows the vocabulary.
            let names = defined + ["notDefined"]
            for way in Self.ways(trail) {
                for surroundings in Surroundings.allCases {
                    // Not every term can be a type, and not every context bears the one before it.
                    guard try isEqual([("urn:example:p", "x")], way, surroundings, isLast: true) else { continue }
                    try compare(names.map { Self.values(of: $0, inside: terms[trail + [$0]] ?? []) }, way, surroundings)
                    try compare(names.map { ($0, ["nl": "een", "en": "one"] as JSONValue) }, way, surroundings)
                    try compare(names.map { ($0, ["urn:example:a": ["urn:example:p": "x"]]) }, way, surroundings)
                    try compare(names.map { ($0 + ":suffix", .string("text")) }, way, surroundings)
                }
                for name in names {
                    try compareWhole(
                        [
                            ("@context", .object([(name, .string("https://other.example/term"))])),
                            (name, .string("text")),
                        ], way)
                    guard case .type? = way.last else {
                        try compareWhole([("@type", .string(name)), ("urn:example:p", .string("text"))], way)
                        continue
                    }
                }
            }
        }
    }

    /// The ways to a place; the context of a type does not hold for other types, nor in the nodes below.
    private static func ways(_ trail: [String]) -> [Way] {
        var ways: [Way] = [[]]
        for name in trail {
            ways = ways.flatMap { way in
                if case .type? = way.last { return [way + [.property(name)]] }
                return [way + [.type(name)], way + [.property(name)]]
            }
        }
        return ways
    }

    /// A term with values of every form; the terms inside its own context may be words that it takes.
    private static func values(of name: String, inside scope: [String]) -> Member {
        let words = [
            name, "text of \(name)", "assertionMethod", "sec:x", "xsd:dateTime", "https://example.org/x", "did:x:y",
        ]
        let forms: [JSONValue] = [
            1, .number("1.5"), true, .null, ["@value": "v", "@type": "xsd:string"], ["@value": "v", "@language": "nl"],
            ["a", "b"], ["@list": ["p", "q"]], ["@id": "https://example.org/i"],
            ["id": "https://example.org/i", "type": "T"], [["@id": "urn:example:a", "name": "n"], ["id": "b"]],
            ["a": ["name": "x"]],
        ]
        return (name, .array((words + scope).map { .string($0) } + forms))
    }

    // MARK: Comparing

    private mutating func compare(_ members: [Member], _ way: Way, _ surroundings: Surroundings) throws {
        guard try !isEqual(members, way, surroundings, isLast: members.count == 1) else { return }
        guard members.count == 1, case .array(let values) = members[0].value else {
            guard members.count > 1 else { return }
            let middle = members.count / 2
            try compare(Array(members[..<middle]), way, surroundings)
            try compare(Array(members[middle...]), way, surroundings)
            return
        }
        for value in values {
            _ = try isEqual([(members[0].name, value)], way, surroundings, isLast: true)
        }
    }

    private mutating func compareWhole(_ members: [Member], _ way: Way) throws {
        _ = try isEqual(members, way, .alone, isLast: true)
    }

    /// Whether both give the same expanded form; an error says little, so that it is looked into where more was used.
    private mutating func isEqual(
        _ members: [Member], _ way: Way, _ surroundings: Surroundings, isLast: Bool
    ) throws -> Bool {
        let context: JSONValue =
            switch surroundings {
            case .alone: .string(url)
            case .before: [.string(Self.others), .string(url)]
            case .after: [.string(url), .string(Self.others)]
            }
        let value = JSONValue.object([("@context", context), ("@graph", [.object(Self.enter(way[...], members))])])
        let document = try JSONDocument(parsing: value.serialized(), limits: .general)
        let (one, other) = (Self.expand(document, left), Self.expand(document, right))
        switch (one, other) {
        case (.success(let one), .success(let other)) where one == other:
            equalCount += members.count
            reached.insert(
                way.map { step in
                    switch step {
                    case .type(let name), .property(let name): name
                    }
                })
            return true
        case (.failure(let one), .failure(let other)) where one == other: return false
        default:
            if isLast { differences.append("\(way) \(members): \(one) instead of \(other)") }
            return false
        }
    }

    private static func enter(_ way: ArraySlice<Step>, _ members: [Member]) -> [Member] {
        switch way.first {
        case nil: members
        case .type(let name): [("@type", .string(name))] + enter(way.dropFirst(), members)
        case .property(let name): [(name, .object(enter(way.dropFirst(), members)))]
        }
    }

    private static func expand(_ document: JSONDocument, _ processor: JSONLDProcessor) -> Result<[UInt8], Refusal> {
        do throws(JSONLDError) {
            let options = JSONLDOptions(base: base, isSafe: false)
            return .success(try processor.expand(document.root, options: options).json.serialized())
        } catch {
            return .failure(Refusal(code: "\(error.code)"))
        }
    }

    private struct Refusal: Error, Equatable {
        let code: String
    }

    private struct Loader: ContextLoader {
        let url: String
        let document: JSONDocument

        func contextDocument(at url: String) throws -> JSONDocument? {
            if url == self.url { return document }
            if url == ContextProbe.others {
                return try JSONDocument(parsing: Array(ContextProbe.othersDocument.utf8), limits: .general)
            }
            // A context that both documents name and nobody has at hand makes no difference between them.
            return try BuiltInContexts.context(at: url)?.document()
                ?? JSONDocument(parsing: Array("{\"@context\":{}}".utf8), limits: .general)
        }
    }
}
