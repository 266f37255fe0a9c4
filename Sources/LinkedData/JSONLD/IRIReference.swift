/// References to IRIs, and what they refer to (RFC 3986, sections 3 and 5.2, as RFC 3987, section 6.5, reads them).
enum IRIReference {
    /// The parts of a reference, as ranges of its bytes (RFC 3986, appendix B).
    private struct Parts {
        /// The end of the scheme, where its colon stands; `nil` without one.
        var schemeEnd: Int?
        var authority: Range<Int>?
        var path: Range<Int>
        var query: Range<Int>?
        var fragment: Range<Int>?

        init(_ text: Span<UInt8>) {
            var position = 0
            if let end = IRIReference.schemeEnd(text) {
                schemeEnd = end
                position = end + 1
            }
            if position + 1 < text.count, text[position] == UInt8(ascii: "/"), text[position + 1] == UInt8(ascii: "/") {
                let start = position + 2
                position = Self.end(of: text, from: start, "/?#")
                authority = start..<position
            }
            let pathEnd = Self.end(of: text, from: position, "?#")
            path = position..<pathEnd
            position = pathEnd
            if position < text.count, text[position] == UInt8(ascii: "?") {
                let end = Self.end(of: text, from: position, "#")
                query = position..<end
                position = end
            }
            if position < text.count { fragment = position..<text.count }
        }

        /// The next place of one of the delimiters, or the end.
        private static func end(of text: Span<UInt8>, from start: Int, _ delimiters: StaticString) -> Int {
            var index = start
            while index < text.count {
                let byte = text[index]
                if delimiters.withUTF8Buffer({ unsafe $0.contains(byte) }) { return index }
                index += 1
            }
            return index
        }
    }

    /// Where the colon after a scheme stands; `nil` when the text does not begin with a scheme.
    static func schemeEnd(_ text: Span<UInt8>) -> Int? {
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: ":") { return index > 0 ? index : nil }
            let isMark = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            guard TermSyntax.isLetter(byte) || index > 0 && (TermSyntax.isDigit(byte) || isMark) else { return nil }
            index += 1
        }
        return nil
    }

    /// Whether the text has the form of an IRI: it begins with a scheme.
    static func hasScheme(_ text: Span<UInt8>) -> Bool { schemeEnd(text) != nil }

    /// Whether there is at most one number sign, which begins the fragment: what the grammar of N-Quads does not look at
    /// (RFC 3987, section 2.2).
    static func hasOneFragment(_ text: Span<UInt8>) -> Bool {
        guard let sign = text.firstIndex(of: UInt8(ascii: "#")) else { return true }
        return text.firstIndex(of: UInt8(ascii: "#"), from: sign + 1) == nil
    }

    /// Whether the text is a blank node identifier: it begins with `_:`.
    static func isBlank(_ text: Span<UInt8>) -> Bool {
        text.count > 1 && text[0] == UInt8(ascii: "_") && text[1] == UInt8(ascii: ":")
    }

    /// What a reference refers to (RFC 3986, section 5.2.2), without any normalization but that of dot segments.
    static func resolve(_ reference: Span<UInt8>, against base: Span<UInt8>) -> [UInt8] {
        let parts = Parts(reference)
        var result: [UInt8] = []
        if parts.schemeEnd != nil {
            let prefixEnd = parts.path.lowerBound
            result.append(reference.extracting(0..<prefixEnd))
            appendPath(reference.extracting(parts.path).array, to: &result)
            result.append(reference.extracting(parts.path.upperBound..<reference.count))
            return result
        }
        let baseParts = Parts(base)
        if let end = baseParts.schemeEnd { result.append(base.extracting(0..<end + 1)) }
        if let authority = parts.authority {
            result.append("//")
            result.append(reference.extracting(authority))
            appendPath(reference.extracting(parts.path).array, to: &result)
            result.append(reference.extracting(parts.path.upperBound..<reference.count))
            return result
        }
        if let authority = baseParts.authority {
            result.append("//")
            result.append(base.extracting(authority))
        }
        if parts.path.isEmpty {
            result.append(base.extracting(baseParts.path))
            if let query = parts.query ?? baseParts.query {
                result.append(parts.query == nil ? base.extracting(query) : reference.extracting(query))
            }
        } else {
            appendPath(merged(reference.extracting(parts.path), baseParts, base), to: &result)
            if let query = parts.query { result.append(reference.extracting(query)) }
        }
        if let fragment = parts.fragment { result.append(reference.extracting(fragment)) }
        return result
    }

    /// The path of a reference on that of a base (section 5.2.3).
    private static func merged(_ path: Span<UInt8>, _ baseParts: Parts, _ base: Span<UInt8>) -> [UInt8] {
        if path[0] == UInt8(ascii: "/") { return path.array }
        if baseParts.authority != nil, baseParts.path.isEmpty { return [UInt8(ascii: "/")] + path.array }
        var end = baseParts.path.upperBound
        while end > baseParts.path.lowerBound, base[end - 1] != UInt8(ascii: "/") { end -= 1 }
        return base.extracting(baseParts.path.lowerBound..<end).array + path.array
    }

    /// Adds a path without its dot segments (section 5.2.4).
    private static func appendPath(_ path: [UInt8], to output: inout [UInt8]) {
        let start = output.count
        let slash = UInt8(ascii: "/")
        var rest = path[...]
        // A path that does not begin with a slash loses the dots that it begins with.
        if rest.first != slash {
            while let dots = dotCount(rest), rest.count > dots { rest = rest.dropFirst(dots + 1) }
            if dotCount(rest) != nil { rest = [] }
            let segment = rest.prefix { $0 != slash }
            output.append(contentsOf: segment)
            rest = rest.dropFirst(segment.count)
        }
        while !rest.isEmpty {
            // Here the rest begins with a slash.
            let segment = rest.dropFirst().prefix { $0 != slash }
            let after = rest.dropFirst(1 + segment.count)
            if let dots = dotCount(segment), segment.count == dots {
                if dots == 2 {
                    while output.count > start, output.removeLast() != slash {}
                }
                if after.isEmpty { output.append(slash) }
            } else {
                output.append(slash)
                output.append(contentsOf: segment)
            }
            rest = after
        }
    }

    /// How many dots a path begins with, when those are its whole first segment: one or two.
    private static func dotCount(_ path: ArraySlice<UInt8>) -> Int? {
        let segment = path.prefix { $0 != UInt8(ascii: "/") }
        guard segment.count == 1 || segment.count == 2, segment.allSatisfy({ $0 == UInt8(ascii: ".") }) else {
            return nil
        }
        return segment.count
    }
}
