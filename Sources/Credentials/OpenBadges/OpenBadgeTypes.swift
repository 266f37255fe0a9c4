public import Encodings

/// The types that mean something under the base context of version 2.0 with the context of Open Badges 3.0.2 or
/// 3.0.3.
///
/// Source: Verifiable Credentials Data Model 2.0, appendix B.1; the contexts of Open Badges. A test holds them to JSON-LD.
public enum OpenBadgeTypes {
    /// Whether a value is one of the types, or a list of them; anything else may mean something, too.
    public static func areKnown(_ value: JSONNode) -> Bool {
        guard value.kind == .array else { return isKnown(value) }
        var areKnown = true
        value.forEachElement { areKnown = areKnown && isKnown($0) }
        return areKnown
    }

    private static func isKnown(_ type: JSONNode) -> Bool {
        type.withUTF8 { text in
            guard text.count < byLength.count else { return false }
            for name in byLength[text.count] where text.equals(name) { return true }
            return false
        } ?? false
    }

    /// The types in a row.
    public static let all: [StaticString] = [
        "VerifiableCredential", "OpenBadgeCredential", "AchievementCredential", "EndorsementCredential", "Achievement",
        "AchievementSubject", "Address", "Alignment", "Criteria", "EndorsementSubject", "Evidence", "GeoCoordinates",
        "IdentifierEntry", "IdentityObject", "Image", "Profile", "Related", "Result", "ResultDescription",
        "RubricCriterionLevel", "DataIntegrityProof", "BitstringStatusListEntry", "JsonSchema", "JsonSchemaCredential",
    ]

    private static let byLength: [[StaticString]] = (0...32).map { length in
        all.filter { $0.utf8CodeUnitCount == length }
    }
}
