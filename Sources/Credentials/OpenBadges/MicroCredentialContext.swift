import Encodings

/// The terms that a micro-credential adds to Open Badges 3.0, and the addresses that name them.
///
/// Where the European Learning Model has a property of the same meaning, a term is mapped to it.
public enum MicroCredentialContext {
    /// The address of the JSON-LD context, as it stands in `@context`.
    public static let url = "\(address)"

    static let address: StaticString = "https://example.org/ns/micro-credential/v1.json"

    /// The address below which our own concepts stand, which no European list has.
    public static let vocabulary = "https://example.org/ns/micro-credential/v1#"

    /// The address of the JSON Schema of a micro-credential.
    public static let schema = "https://example.org/ns/micro-credential/v1/schema.json"

    /// The JSON-LD context document, to be published at ``url`` and pinned by verifiers.
    ///
    /// Datatypes are written in full, without a prefix `xsd`: Open Badges 3.0.3 uses that prefix and does not define it, so
    /// that its own `awardedDate` would get another type where an endorsement names its context once more below this one,
    /// which protected terms forbid.
    public static var document: [UInt8] { PackageResources.micro_credential_context_v1_json }

    /// The words that the context defines for a credential, its issuer, its subject and its achievement.
    static let terms: Set<[UInt8]> = {
        guard let context = try? JSONDocument(parsing: document, limits: .general).root["@context"] else { return [] }
        var terms: Set<[UInt8]> = []
        for (name, value) in context.members where value.kind == .object { terms.insert(name.utf8) }
        return terms
    }()
}
