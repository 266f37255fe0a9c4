internal import Encodings

/// Reads the lines of a table into a context.
struct NotationReader {
    private let lines: [NotationLine]
    private var position = 0
    private(set) var abbreviations: [String: String] = [:]
    private(set) var scopes: [String: NotationScope] = [:]

    init(lines: [NotationLine]) { self.lines = lines }

    /// The context document.
    mutating func read() throws(ContextNotationError) -> JSONValue {
        let scope = try readScope(level: 0)
        guard !scope.imports.isEmpty else { return ["@context": scope.json] }
        return ["@context": .array(scope.imports.map { .string($0) } + [scope.json])]
    }

    /// Whether the next line is indented below `line`.
    func opensScope(_ line: NotationLine) -> Bool {
        position < lines.count && lines[position].level == line.level + 1
    }

    /// Reads the lines from here that stand at `level`, and those indented below them.
    mutating func readScope(level: Int) throws(ContextNotationError) -> NotationScope {
        var scope = NotationScope()
        while position < lines.count, lines[position].level >= level {
            let line = lines[position]
            guard line.level == level, level <= ContextNotation.greatestDepth else {
                throw ContextNotationError(
                    .badIndentation, line: line.number,
                    "expected at most \(min(level, ContextNotation.greatestDepth)) levels here, found \(line.level)")
            }
            position += 1
            try read(line, into: &scope)
        }
        return scope
    }

    private mutating func read(_ line: NotationLine, into scope: inout NotationScope) throws(ContextNotationError) {
        // A term may have the name of a keyword, if it stands alone.
        guard line.words.count < 2 || line.words[1] != "=" else { return try readTerms(line, into: &scope) }
        switch line.words[0] {
        case "protected":
            try expect(1, "protected", line)
            try scope.protect(at: line)
        case "vocab":
            try expect(2, "vocab IRI", line)
            try scope.setVocabulary(iri(line.words[1], line), at: line)
        case "prefix":
            for name in line.words.dropFirst() {
                try scope.add(name, .string(abbreviation(name, line)), scope: nil, at: line)
            }
        case "include":
            try expect(2, "include NAME", line)
            try scope.include(sharedScope(line.words[1], line), at: line)
        case "let", "scope", "context": try readDeclaration(line, into: &scope)
        default: try readTerms(line, into: &scope)
        }
    }

    /// Reads a line that may stand only where nothing is indented.
    private mutating func readDeclaration(
        _ line: NotationLine, into scope: inout NotationScope
    ) throws(ContextNotationError) {
        guard line.level == 0 else {
            throw ContextNotationError(
                .badIndentation, line: line.number, "expected '\(line.words[0])' without indentation, found it indented"
            )
        }
        switch line.words[0] {
        case "let":
            try expect(4, "let NAME = IRI", line)
            let name = line.words[1]
            guard line.words[2] == "=", !name.utf8.contains(UInt8(ascii: ":")) else {
                throw unexpected("let NAME = IRI", line)
            }
            guard abbreviations.updateValue(try wholeIRI(line.words[3], line), forKey: name) == nil else {
                throw ContextNotationError(
                    .duplicate, line: line.number, "expected the abbreviation '\(name)' once, found it again")
            }
        case "scope":
            try expect(2, "scope NAME", line)
            let name = line.words[1]
            // The empty context has the name null, as it has in JSON-LD.
            guard scopes[name] == nil, name != "null" else {
                throw ContextNotationError(
                    .duplicate, line: line.number, "expected a name that no other scope has, found '\(name)'")
            }
            guard opensScope(line) else {
                throw ContextNotationError(
                    .badIndentation, line: line.number, "expected lines indented below 'scope \(name)', found none")
            }
            scopes[name] = try readScope(level: 1)
        default:
            try expect(2, "context URL", line)
            try scope.addImport(wholeIRI(line.words[1], line), at: line)
        }
    }

    /// The IRI that an abbreviation stands for.
    func abbreviation(_ name: String, _ line: NotationLine) throws(ContextNotationError) -> String {
        guard let iri = abbreviations[name] else { throw unknown(name, "let", line) }
        return iri
    }

    /// The scope that was given a name.
    func sharedScope(_ name: String, _ line: NotationLine) throws(ContextNotationError) -> NotationScope {
        guard let scope = scopes[name] else { throw unknown(name, "scope", line) }
        return scope
    }

    private func expect(_ count: Int, _ form: String, _ line: NotationLine) throws(ContextNotationError) {
        guard line.words.count == count else { throw unexpected(form, line) }
    }

    private func unexpected(_ form: String, _ line: NotationLine) -> ContextNotationError {
        ContextNotationError(
            .unexpectedWord, line: line.number, "expected '\(form)', found \(line.words.count) words of another form")
    }

    private func unknown(_ name: String, _ keyword: String, _ line: NotationLine) -> ContextNotationError {
        ContextNotationError(
            .unknownName, line: line.number, "expected a name that '\(keyword)' declared above, found '\(name)'")
    }
}
