internal import Encodings

/// A context as its lines add up to it.
struct NotationScope {
    private(set) var isProtected = false
    private(set) var vocabulary: String?
    private(set) var imports: [String] = []
    private var terms: [(name: String, value: JSONValue)] = []
    private var names: Set<String> = []

    /// How many terms it has, those within its terms included.
    private(set) var termCount = 0
    /// How many contexts stand within each other, itself included.
    private(set) var depth = 1

    /// The context as a JSON object, its members in canonical order.
    var json: JSONValue {
        var members = terms
        if isProtected { members.append(("@protected", true)) }
        if let vocabulary { members.append(("@vocab", .string(vocabulary))) }
        // The names are ASCII, for which the order of RFC 8785 (UTF-16 code units) is that of the bytes.
        members.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return .object(members)
    }

    mutating func protect(at line: NotationLine) throws(ContextNotationError) {
        guard !isProtected else { throw Self.duplicate("protected", line) }
        isProtected = true
    }

    mutating func setVocabulary(_ iri: String, at line: NotationLine) throws(ContextNotationError) {
        guard vocabulary == nil else { throw Self.duplicate("vocab", line) }
        vocabulary = iri
    }

    mutating func addImport(_ url: String, at line: NotationLine) throws(ContextNotationError) {
        guard !imports.contains(url) else { throw Self.duplicate(url, line) }
        imports.append(url)
    }

    /// Adds a term, within whose values `scope` holds.
    mutating func add(
        _ name: String, _ value: JSONValue, scope: NotationScope?, at line: NotationLine
    ) throws(ContextNotationError) {
        guard names.insert(name).inserted else { throw Self.duplicate(name, line) }
        terms.append((name, value))
        try grow(by: 1 + (scope?.termCount ?? 0), depth: 1 + (scope?.depth ?? 0), at: line)
    }

    /// Adds every statement of `other`.
    mutating func include(_ other: NotationScope, at line: NotationLine) throws(ContextNotationError) {
        if other.isProtected { try protect(at: line) }
        if let vocabulary = other.vocabulary { try setVocabulary(vocabulary, at: line) }
        for term in other.terms {
            guard names.insert(term.name).inserted else { throw Self.duplicate(term.name, line) }
            terms.append(term)
        }
        try grow(by: other.termCount, depth: other.depth, at: line)
    }

    private mutating func grow(
        by count: Int, depth inner: Int, at line: NotationLine
    ) throws(ContextNotationError) {
        termCount += count
        depth = max(depth, inner)
        guard termCount <= ContextNotation.greatestTermCount, depth <= ContextNotation.greatestDepth else {
            throw ContextNotationError(
                .tooLarge, line: line.number,
                """
                expected at most \(ContextNotation.greatestTermCount) terms and \(ContextNotation.greatestDepth) \
                contexts within each other, found more
                """)
        }
    }

    private static func duplicate(_ name: String, _ line: NotationLine) -> ContextNotationError {
        ContextNotationError(.duplicate, line: line.number, "expected '\(name)' once in a context, found it again")
    }
}
