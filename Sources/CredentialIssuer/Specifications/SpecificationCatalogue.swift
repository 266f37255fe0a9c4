public import Credentials

/// The sentences that a registrar reads about the files of an issuer, in English and Dutch.
///
/// It knows the findings of the readers of this module, those of files in general, and those of the rules of the profile.
public enum SpecificationCatalogue {
    /// The sentence for a finding in `language`.
    public static func sentence(for finding: Finding, in language: Language) -> String {
        for key in [finding.variant.map { finding.code + "." + $0 }, finding.code].compactMap({ $0 }) {
            let sentence = messages?.sentence(key, in: language, finding.arguments) ?? key
            // The catalogue gives back a key that it does not have.
            if sentence != key { return sentence }
        }
        return WrittenFileMessages.sentence(for: finding, in: language)
            ?? ProfileCatalogue.sentence(for: finding, in: language)
    }

    /// The keys that a language has sentences for.
    public static func keys(in language: Language) -> [String] {
        (messages?.codes(in: language) ?? []) + WrittenFileMessages.keys(in: language)
    }

    /// Missing only when the build embedded a damaged catalogue, which the tests find.
    private static let messages = try? MessageCatalogue([
        .english: PackageResources.specification_en_json, .dutch: PackageResources.specification_nl_json,
    ])
}
