/// The sentences for what the data model rules find, in English and Dutch.
///
/// Each says what is wrong and what to do; the place and the code stand in the finding.
public enum DataModelMessages {
    /// The sentence for a finding in `language`.
    public static func sentence(for finding: Finding, in language: Language) -> String {
        catalogue?.sentence(finding.code, in: language, finding.arguments) ?? finding.code
    }

    /// The sentence for a code with its placeholders, such as `{property}`, left as they are.
    public static func template(for code: DataModelCode, in language: Language) -> String {
        catalogue?.sentence(code.rawValue, in: language) ?? code.rawValue
    }

    /// The codes that a language has sentences for.
    public static func codes(in language: Language) -> [String] { catalogue?.codes(in: language) ?? [] }

    /// Missing only when the build embedded a damaged catalogue, which the tests find.
    private static let catalogue = try? MessageCatalogue([
        .english: PackageResources.en_json, .dutch: PackageResources.nl_json,
    ])
}
