/// The sentences for what the data model rules find, in English and Dutch.
///
/// Each says what is wrong and what to do; the place and the code stand in the finding.
public enum DataModelMessages {
    /// The sentences by the text of a ``DataModelCode``.
    ///
    /// It is empty only when the build embedded a damaged text, which the tests find.
    public static let catalogue: MessageCatalogue = {
        let texts: [Language: [UInt8]] = [.english: PackageResources.en_json, .dutch: PackageResources.nl_json]
        return (try? MessageCatalogue(texts)) ?? MessageCatalogue()
    }()

    /// The sentence for a finding in `language`.
    public static func sentence(for finding: Finding, in language: Language) -> String {
        catalogue.sentence(finding.code, in: language, finding.arguments)
    }
}
