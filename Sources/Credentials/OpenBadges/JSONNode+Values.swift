import Encodings

/// JSON-LD writes one value where it could write an array of one: these read both alike.
extension JSONNode {
    /// Runs `body` on the value, or on each value of an array.
    func forEachValue(_ body: (JSONNode) -> Void) {
        guard kind == .array else { return body(self) }
        forEachElement(body)
    }

    /// What `transform` makes of the value, or of each value of an array.
    func values<Result>(_ transform: (JSONNode) -> Result) -> [Result] {
        guard kind == .array else { return [transform(self)] }
        var results: [Result] = []
        results.reserveCapacity(count)
        forEachElement { results.append(transform($0)) }
        return results
    }

    /// The value, or the values of an array, as texts.
    var texts: [RecordText] { values { RecordText($0) } }

    /// The value, or the first value of an array.
    var firstValue: JSONNode? {
        kind == .array ? firstElement : self
    }

    /// The members of a language map as translations.
    var translations: [LocalizedText.Translation] {
        var translations: [LocalizedText.Translation] = []
        for (name, value) in members {
            translations.append(LocalizedText.Translation(language: RecordText(name), text: RecordText(value)))
        }
        return translations
    }
}
