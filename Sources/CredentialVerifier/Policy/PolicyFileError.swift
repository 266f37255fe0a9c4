public import Credentials

/// All that is wrong with a policy file, in the order of its lines.
public struct PolicyFileError: Error, Sendable {
    /// What is wrong, each with its place as `file:line:column`; at least one.
    public let findings: [Finding]

    /// The sentence for one of the findings in `language`.
    public static func sentence(for finding: Finding, in language: Language) -> String {
        for key in [finding.variant.map { finding.code + "." + $0 }, finding.code].compactMap({ $0 }) {
            let sentence = catalogue?.sentence(key, in: language, finding.arguments) ?? key
            // The catalogue gives back a key that it does not have.
            if sentence != key { return sentence }
        }
        return WrittenFileMessages.sentence(for: finding, in: language) ?? finding.code
    }

    /// Missing only when the build embedded a damaged catalogue, which the tests find.
    private static let catalogue = try? MessageCatalogue([
        .english: PackageResources.policy_en_json, .dutch: PackageResources.policy_nl_json,
    ])
}
