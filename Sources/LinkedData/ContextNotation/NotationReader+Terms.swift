internal import Encodings

extension NotationReader {
    /// The keywords that a term may stand for (JSON-LD 1.1, section 4.1.2), as far as contexts have need of them.
    private static let aliases: Set<String> = ["@id", "@type", "@value", "@language", "@graph", "@index", "@none"]
    /// The keywords that may be the type of values.
    private static let types: Set<String> = ["@id", "@vocab", "@json", "@none"]
    private static let containers: Set<String> = ["set", "list", "language", "graph", "index", "id", "type"]

    /// What follows the IRI of a term.
    private struct Details {
        var type: String?
        var containers: [String] = []
        var isReverse = false
        var scope: NotationScope?
        var hasNullScope = false
    }

    /// Reads a line that defines terms, and the lines indented below it.
    mutating func readTerms(_ line: NotationLine, into scope: inout NotationScope) throws(ContextNotationError) {
        guard let equals = line.words.firstIndex(of: "="), equals > 0 else {
            throw ContextNotationError(
                .unexpectedWord, line: line.number,
                "expected a keyword of the notation, or terms and '=', found '\(line.words[0])'")
        }
        guard equals + 1 < line.words.count else {
            throw ContextNotationError(
                .missingIRI, line: line.number, "expected after '=' what the term stands for, found nothing")
        }
        let names = line.words[..<equals]
        if let name = names.first(where: { $0.utf8.first == UInt8(ascii: "@") }) {
            throw ContextNotationError(
                .unexpectedWord, line: line.number, "expected the name of a term, found the keyword '\(name)'")
        }
        let iri = line.words[equals + 1]
        guard names.count == 1 || iri.utf8.last == UInt8(ascii: ":") else {
            throw ContextNotationError(
                .badIRI, line: line.number,
                "expected an abbreviation that ends in ':' for several terms at once, found '\(iri)'")
        }
        var details = try readDetails(line, from: equals + 2)
        if names.count == 1, details.scope == nil, !details.hasNullScope, opensScope(line) {
            details.scope = try readScope(level: line.level + 1)
        }
        for name in names {
            let definition = Self.definition(try self.iri(iri, of: name, line), details)
            try scope.add(name, definition, scope: details.scope, at: line)
        }
    }

    private func readDetails(_ line: NotationLine, from start: Int) throws(ContextNotationError) -> Details {
        var details = Details()
        var words = line.words[start...]
        while let word = words.popFirst() {
            var isFirst = true
            if word == "scope" {
                isFirst = details.scope == nil && !details.hasNullScope
                guard let name = words.popFirst() else { throw unexpected(word, line) }
                if name == "null" { details.hasNullScope = true } else { details.scope = try sharedScope(name, line) }
            } else if word == "reverse" {
                isFirst = !details.isReverse
                details.isReverse = true
            } else if Self.containers.contains(word) {
                isFirst = !details.containers.contains("@" + word)
                details.containers.append("@" + word)
            } else if Self.types.contains(word) || word.utf8.contains(UInt8(ascii: ":")) {
                isFirst = details.type == nil
                details.type = Self.types.contains(word) ? word : try iri(word, line)
            } else {
                throw unexpected(word, line)
            }
            guard isFirst else {
                throw ContextNotationError(
                    .duplicate, line: line.number, "expected one type, scope and word of each kind, found '\(word)' too"
                )
            }
        }
        return details
    }

    private func unexpected(_ word: String, _ line: NotationLine) -> ContextNotationError {
        ContextNotationError(
            .unexpectedWord, line: line.number,
            "expected a type, a container, 'reverse' or 'scope NAME', found '\(word)'")
    }

    /// The definition of a term: its IRI alone where there is no more to say (JSON-LD 1.1, section 9.15.1).
    private static func definition(_ iri: String, _ details: Details) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = []
        if details.containers.count == 1 {
            members.append(("@container", .string(details.containers[0])))
        } else if !details.containers.isEmpty {
            members.append(("@container", .array(details.containers.map { .string($0) })))
        }
        if let scope = details.scope { members.append(("@context", scope.json)) }
        if details.hasNullScope { members.append(("@context", .null)) }
        guard details.isReverse || details.type != nil || !members.isEmpty else { return .string(iri) }
        members.append((details.isReverse ? "@reverse" : "@id", .string(iri)))
        if let type = details.type { members.append(("@type", .string(type))) }
        return .object(members)
    }

    /// What the term `name` is said to stand for.
    private func iri(_ word: String, of name: String, _ line: NotationLine) throws(ContextNotationError) -> String {
        if Self.aliases.contains(word) { return word }
        guard word.utf8.last == UInt8(ascii: ":"), word.utf8.first != UInt8(ascii: "<") else {
            return try iri(word, line)
        }
        return try checked(abbreviation(String(word.utf8.dropLast()) ?? "", line) + name, line)
    }

    /// An IRI: whole, between brackets, or abbreviated.
    func iri(_ word: String, _ line: NotationLine) throws(ContextNotationError) -> String {
        guard word.utf8.first != UInt8(ascii: "<"), let colon = word.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            return try wholeIRI(word, line)
        }
        let rest = word[word.utf8.index(after: colon)...]
        guard !rest.utf8.starts(with: "//".utf8) else { return try wholeIRI(word, line) }
        guard colon > word.startIndex, !rest.isEmpty else { throw noIRI(word, line) }
        return try checked(abbreviation(String(word[..<colon]), line) + rest, line)
    }

    /// An IRI with `://`, or any text between brackets.
    func wholeIRI(_ word: String, _ line: NotationLine) throws(ContextNotationError) -> String {
        if word.utf8.count > 2, word.utf8.first == UInt8(ascii: "<"), word.utf8.last == UInt8(ascii: ">") {
            return try checked(String(word.dropFirst().dropLast()), line)
        }
        let scheme = word.utf8.prefix { $0 != UInt8(ascii: ":") }
        guard !scheme.isEmpty, word.utf8[scheme.endIndex...].starts(with: "://".utf8) else { throw noIRI(word, line) }
        return try checked(word, line)
    }

    /// The IRI, unless it has a character that RFC 3987, section 2.2, has in none.
    private func checked(_ iri: String, _ line: NotationLine) throws(ContextNotationError) -> String {
        for byte in iri.utf8 {
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"),
                UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"):
                throw noIRI(iri, line)
            default: continue
            }
        }
        return iri
    }

    private func noIRI(_ word: String, _ line: NotationLine) -> ContextNotationError {
        ContextNotationError(
            .badIRI, line: line.number,
            "expected an IRI, one of an abbreviation and ':', or a text between '<' and '>', found '\(word)'")
    }
}
