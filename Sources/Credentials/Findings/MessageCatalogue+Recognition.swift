extension MessageCatalogue {
    /// The code and the facts of a sentence that was made from this catalogue in `language`.
    ///
    /// Of several that fit, the one with the most words of its own counts. A fact ends where the next words of its
    /// sentence begin for the first time, and the last one at the end.
    ///
    /// - Returns: `nil` when no sentence of the catalogue fits.
    public func recognize(
        _ text: String, in language: Language
    ) -> (code: String, facts: [(name: String, value: String)])? {
        var best: (code: String, facts: [(name: String, value: String)])?
        var fewest = Int.max
        for code in codes(in: language) {
            guard let facts = Self.facts(in: text, of: sentence(code, in: language)) else { continue }
            let length = facts.reduce(0) { $0 + $1.value.utf8.count }
            if length < fewest { (best, fewest) = ((code, facts), length) }
        }
        return best
    }

    /// The parts of `text` that stand where `template` has `{name}`; `nil` where it does not fit.
    public static func facts(in text: String, of template: String) -> [(name: String, value: String)]? {
        var facts: [(name: String, value: String)] = []
        var rest = Substring(text)
        var pattern = Substring(template)
        while let (before, name, after) = placeholder(pattern) {
            guard rest.hasPrefix(before) else { return nil }
            rest = rest.dropFirst(before.count)
            let literal = placeholder(after)?.before ?? after
            let end: Substring.Index?
            if placeholder(after) == nil {
                end = rest.hasSuffix(literal) ? rest.index(rest.endIndex, offsetBy: -literal.count) : nil
            } else {
                end = rest.firstRange(of: literal)?.lowerBound
            }
            guard let end else { return nil }
            facts.append((String(name), String(rest[..<end])))
            (rest, pattern) = (rest[end...], after)
        }
        return rest == pattern ? facts : nil
    }

    /// The first placeholder with what stands around it: a name of letters in braces, so that a brace alone is none.
    private static func placeholder(
        _ template: Substring
    ) -> (before: Substring, name: Substring, after: Substring)? {
        guard let open = template.firstIndex(of: "{"), let close = template[open...].firstIndex(of: "}") else {
            return nil
        }
        return (
            template[..<open], template[template.index(after: open)..<close], template[template.index(after: close)...]
        )
    }
}
