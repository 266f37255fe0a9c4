internal import Encodings

/// Writing literals in the JSON form of their datatypes.
///
/// Canonical N-Quads escapes in a literal what JSON escapes in a string, and in a way that JSON reads: its text is copied.
extension DatasetTree {
    private enum Datatype {
        case text, number, boolean, json
    }

    mutating func appendLiteral(_ literal: TermHandle, _ kind: TreeTerm.Kind) throws(RDFError) {
        let bytes = dataset.terms.bytes
        let range = dataset.terms.range(literal.index)
        let text = textRange(range, bytes)
        // What should be a thing, and is only text, is for no reader to take for one.
        let isMisplaced = kind == .object || kind == .reference || kind == .address
        if isMisplaced {
            output.append("{\"@value\":")
            output.append(text, of: bytes)
            output.append(UInt8(ascii: "}"))
            return
        }
        guard text.upperBound < range.upperBound else { return output.append(text, of: bytes) }
        let mark = bytes[text.upperBound]
        guard mark == UInt8(ascii: "^") else {
            return appendTagged(text, language: text.upperBound + 1..<range.upperBound, direction: nil)
        }
        // Behind the text stand two circumflexes and the IRI in angle brackets.
        let datatype = bytes.span.extracting(text.upperBound + 3..<range.upperBound - 1)
        if let tag = Self.directedTag(datatype) {
            let start = text.upperBound + 3
            return appendTagged(
                text, language: start + tag.language.lowerBound..<start + tag.language.upperBound,
                direction: start + tag.direction.lowerBound..<start + tag.direction.upperBound)
        }
        guard kind != .text else { return output.append(text, of: bytes) }
        switch Self.datatype(datatype) {
        case .text: output.append(text, of: bytes)
        case .number: appendNumber(text)
        case .boolean: appendBoolean(text)
        case .json: try appendJSON(text)
        }
    }

    /// Writes texts by their languages; those without a language as `@none`.
    mutating func appendLanguages(
        _ literals: [TermHandle], _ term: TreeVocabulary.Written, _ place: Int, _ depth: Int
    ) throws(RDFError) {
        let bytes = dataset.terms.bytes
        var entries: [(tag: Range<Int>?, text: Range<Int>)] = []
        var others: [TermHandle] = []
        for literal in literals {
            guard literal.kind == .literal else {
                others.append(literal)
                continue
            }
            let range = dataset.terms.range(literal.index)
            let text = textRange(range, bytes)
            let isTagged = text.upperBound < range.upperBound && bytes[text.upperBound] == UInt8(ascii: "@")
            entries.append((isTagged ? text.upperBound + 1..<range.upperBound : nil, text))
        }
        // What is no text stands where no reader of a language map finds one.
        guard others.isEmpty else { return try appendArray(literals, isOrdered: false, term, place, depth) }
        entries.sort { one, other in
            let (left, right) = (one.tag ?? 0..<0, other.tag ?? 0..<0)
            if left.count == right.count, bytes[left].elementsEqual(bytes[right]) {
                return unsafe bytes.span.bytes.isOrdered(one.text, before: other.text)
            }
            return unsafe bytes.span.bytes.isOrdered(left, before: right)
        }
        output.append(UInt8(ascii: "{"))
        var start = 0
        while start < entries.count {
            let tag = entries[start].tag
            var end = start + 1
            while end < entries.count, bytes[entries[end].tag ?? 0..<0].elementsEqual(bytes[tag ?? 0..<0]) { end += 1 }
            if start > 0 { output.append(UInt8(ascii: ",")) }
            if let tag { appendQuoted(tag) } else { output.append("\"@none\"") }
            output.append(UInt8(ascii: ":"))
            if end - start > 1 { output.append(UInt8(ascii: "[")) }
            for position in start..<end {
                if position > start { output.append(UInt8(ascii: ",")) }
                output.append(entries[position].text, of: bytes)
            }
            if end - start > 1 { output.append(UInt8(ascii: "]")) }
            start = end
        }
        output.append(UInt8(ascii: "}"))
    }

    /// Writes a part of the dataset's terms that needs no escapes between quotation marks.
    mutating func appendQuoted(_ range: Range<Int>) {
        output.append(UInt8(ascii: "\""))
        output.append(range, of: dataset.terms.bytes)
        output.append(UInt8(ascii: "\""))
    }

    /// The text of a literal with its quotation marks: neither a datatype nor a language has one.
    private func textRange(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound + 1, bytes[end - 1] != UInt8(ascii: "\"") { end -= 1 }
        return range.lowerBound..<end
    }

    private mutating func appendTagged(_ text: Range<Int>, language: Range<Int>, direction: Range<Int>?) {
        output.append(UInt8(ascii: "{"))
        if let direction, !direction.isEmpty {
            output.append("\"@direction\":")
            appendQuoted(direction)
            output.append(UInt8(ascii: ","))
        }
        if !language.isEmpty {
            output.append("\"@language\":")
            appendQuoted(language)
            output.append(UInt8(ascii: ","))
        }
        output.append("\"@value\":")
        output.append(text, of: dataset.terms.bytes)
        output.append(UInt8(ascii: "}"))
    }

    /// Writes a number in the form that RFC 8785 gives it; what is no number of JSON stays a text.
    private mutating func appendNumber(_ text: Range<Int>) {
        let bytes = dataset.terms.bytes
        let digits = text.lowerBound + 1..<text.upperBound - 1
        let isShort = (1...15).contains(digits.count) && bytes[digits].allSatisfy(TermSyntax.isDigit)
        if isShort, digits.count == 1 || bytes[digits.lowerBound] != UInt8(ascii: "0") {
            return output.append(digits, of: bytes)
        }
        guard digits.count <= 400, let document = Self.document(Array(bytes[digits])), document.root.kind == .number
        else { return output.append(text, of: bytes) }
        output.append(contentsOf: document.root.canonicalBytes())
    }

    private mutating func appendBoolean(_ text: Range<Int>) {
        let bytes = dataset.terms.bytes
        let value = bytes.span.extracting(text.lowerBound + 1..<text.upperBound - 1)
        if value.isEqual(to: "true") || value.isEqual(to: "1") {
            output.append("true")
        } else if value.isEqual(to: "false") || value.isEqual(to: "0") {
            output.append("false")
        } else {
            output.append(text, of: bytes)
        }
    }

    /// Writes the value that a literal of JSON holds.
    private mutating func appendJSON(_ text: Range<Int>) throws(RDFError) {
        let inside = text.lowerBound + 1..<text.upperBound - 1
        let written = Array(LiteralText.decoded(dataset.terms.bytes[inside]).utf8)
        guard let document = Self.document(written) else { return output.append(text, of: dataset.terms.bytes) }
        output.append(contentsOf: document.root.canonicalBytes())
    }

    /// A document; `nil` for what is no JSON, which the caller then writes as the text that it is.
    private static func document(_ bytes: [UInt8]) -> JSONDocument? {
        do throws(JSONError) { return try JSONDocument(parsing: bytes, limits: .general) } catch { return nil }
    }

    /// XML Schema is published under `http`; contexts for credentials name its types under `https` and by a prefix that
    /// they do not declare as well.
    private static func datatype(_ iri: Span<UInt8>) -> Datatype {
        for space in ["http://www.w3.org/2001/XMLSchema#", "https://www.w3.org/2001/XMLSchema#", "xsd:"]
            as [StaticString] where iri.starts(with: space)
        {
            let name = iri.extracting(droppingFirst: space.utf8CodeUnitCount)
            if name.isEqual(to: "boolean") { return .boolean }
            return numbers.contains { name.isEqual(to: $0) } ? .number : .text
        }
        return iri.isEqual(to: "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON") ? .json : .text
    }

    private static let numbers: [StaticString] = [
        "integer", "float", "decimal", "double", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort",
        "unsignedByte",
    ]

    /// The language and the direction in the datatype of a text that has both (JSON-LD 1.1, section 4.2.4.1).
    private static func directedTag(_ iri: Span<UInt8>) -> (language: Range<Int>, direction: Range<Int>)? {
        let space: StaticString = "https://www.w3.org/ns/i18n#"
        guard iri.starts(with: space) else { return nil }
        let start = space.utf8CodeUnitCount
        let mark = iri.firstIndex(of: UInt8(ascii: "_"), from: start) ?? iri.count
        return (start..<mark, min(mark + 1, iri.count)..<iri.count)
    }
}

extension Span<UInt8> {
    fileprivate func starts(with text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && extracting(first: text.utf8CodeUnitCount).isEqual(to: text)
    }
}
