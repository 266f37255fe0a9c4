/// The sentences that rules speak to people, in English and Dutch.
public enum ProfileCatalogue {
    /// The sentence for a finding in `language`.
    public static func sentence(for finding: Finding, in language: Language) -> String {
        if let variant = finding.variant {
            let key = finding.code + "." + variant
            let sentence = text(key, in: language, finding.arguments)
            // The catalogue gives back a key that it does not have.
            if sentence != key { return sentence }
        }
        return text(finding.code, in: language, finding.arguments)
    }

    /// What an element is called.
    public static func name(of element: ProfileElement, in language: Language) -> String {
        text("element.\(element.number)", in: language)
    }

    /// The sentence or word for a key of the catalogue; the key itself when there is none.
    public static func text(
        _ key: String, in language: Language, _ arguments: [(name: String, value: String)] = []
    ) -> String {
        messages?.sentence(key, in: language, arguments) ?? key
    }

    /// So many of what `key` counts, in the singular for one.
    static func counted(_ key: String, _ count: String, in language: Language) -> String {
        text(count == "1" ? key + ".one" : key, in: language, [("n", count)])
    }

    /// The keys that a language has sentences for.
    public static func keys(in language: Language) -> [String] { messages?.codes(in: language) ?? [] }

    /// Missing only when the build embedded a damaged catalogue, which the tests find.
    private static let messages = try? MessageCatalogue([
        .english: PackageResources.profile_en_json, .dutch: PackageResources.profile_nl_json,
    ])
}
