/// The sentences about files that people write, whatever they hold: their fields, their words, and YAML itself.
public enum WrittenFileMessages {
    /// The sentence for a finding in `language`; `nil` for one of another kind.
    public static func sentence(for finding: Finding, in language: Language) -> String? {
        for key in [finding.variant.map { finding.code + "." + $0 }, finding.code].compactMap({ $0 }) {
            let sentence = catalogue?.sentence(key, in: language, finding.arguments) ?? key
            // The catalogue gives back a key that it does not have.
            if sentence != key { return sentence }
        }
        return nil
    }

    /// The keys that a language has sentences for.
    public static func keys(in language: Language) -> [String] { catalogue?.codes(in: language) ?? [] }

    /// Missing only when the build embedded a damaged catalogue, which the tests find.
    private static let catalogue = try? MessageCatalogue([
        .english: PackageResources.file_en_json, .dutch: PackageResources.file_nl_json,
    ])
}
