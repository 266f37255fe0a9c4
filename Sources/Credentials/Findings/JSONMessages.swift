public import Encodings

/// What the JSON parser expected and found, in the reader's language.
///
/// ``JSONError`` tells its reason in English; the catalogue has the same sentences, by which a reason is recognised, and
/// their translations.
public enum JSONMessages {
    /// The reasons and their parts by name.
    ///
    /// It is empty only when the build embedded a damaged text, which the tests find.
    public static let catalogue: MessageCatalogue = {
        let texts: [Language: [UInt8]] = [
            .english: PackageResources.json_en_json, .dutch: PackageResources.json_nl_json,
        ]
        return (try? MessageCatalogue(texts)) ?? MessageCatalogue()
    }()

    /// The reason of an error in `language`; what its code says where the reason is not recognised.
    public static func reason(_ error: JSONError, in language: Language) -> String {
        reason(error.reason, code: error.code.rawValue, in: language)
    }

    /// A reason that came with the text of a ``JSONError/Code`` in `language`.
    public static func reason(_ reason: String, code: String, in language: Language) -> String {
        guard language != .english, catalogue.recognize(reason, in: .english) == nil else {
            return text(reason, in: language)
        }
        return catalogue.sentence("code.\(code)", in: language)
    }

    /// A reason, a part of one, or the name of a ``JSONKind`` in `language`; as it is where it is not recognised.
    public static func text(_ english: String, in language: Language) -> String {
        guard language != .english, let found = catalogue.recognize(english, in: .english) else { return english }
        // A fact is shorter than the sentence it stands in, so that this ends.
        let facts = found.facts.map { (name: $0.name, value: text($0.value, in: language)) }
        return catalogue.sentence(found.code, in: language, facts)
    }
}
