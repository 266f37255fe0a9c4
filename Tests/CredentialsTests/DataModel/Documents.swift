import Credentials
import Encodings
import Testing

/// Documents that follow every rule, and ways to spoil them.
enum Documents {
    /// A credential of version 2.0 with every property that the data model defines.
    static let credential = """
        {"@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
         "id": "urn:uuid:7b1e8c7e-0f61-4d55-9a2b-4a1f5b0f2c11",
         "type": ["VerifiableCredential", "ExampleDegreeCredential"],
         "name": "Micro-credential",
         "description": [{"@value": "Toekenning", "@language": "nl-BE"},
                         {"@value": "جائزة", "@language": "ar", "@direction": "rtl"}],
         "issuer": {"id": "did:web:university.example", "name": {"@value": "University"}, "url": "https://u.example"},
         "validFrom": "2026-06-30T10:00:00Z", "validUntil": "2031-06-30T12:00:00.5+02:00",
         "credentialSubject": {"id": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "degree": {"n": 1}},
         "credentialStatus": [{"id": "https://u.example/status/1#94567", "type": "BitstringStatusListEntry",
                               "statusPurpose": "revocation"}, {"type": ["BitstringStatusListEntry"]}],
         "credentialSchema": {"id": "https://u.example/schema.json", "type": "JsonSchema"},
         "termsOfUse": {"type": "ExamplePolicy"},
         "evidence": [{"id": "https://u.example/evidence/1", "type": ["Evidence"]}],
         "refreshService": {"type": "https://u.example/#Refresh", "url": "https://u.example/refresh"},
         "relatedResource": [{"id": "https://www.w3.org/ns/credentials/v2", "mediaType": "application/ld+json",
             "digestSRI": "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"},
             {"id": "https://u.example/a.png", "digestMultibase": "uEiBZlVztaXV5x6nFLh0M7iGEiLp4Y1DlgkL_P0ndNTh2qA"}],
         "confidenceMethod": {"id": "did:example:a", "type": "ExampleConfidence"},
         "renderMethod": [{"type": "TemplateRenderMethod"}],
         "somethingElse": null,
         "proof": [{"type": "DataIntegrityProof"}, {"type": "Ed25519Signature2020", "id": "urn:uuid:1"}]}
        """

    /// A credential of version 1.1.
    static let credentialV1 = """
        {"@context": ["https://www.w3.org/2018/credentials/v1"], "id": "http://example.edu/credentials/3732",
         "type": ["VerifiableCredential", "UniversityDegreeCredential"], "issuer": "https://example.edu/issuers/14",
         "issuanceDate": "2010-01-01T19:23:24Z", "expirationDate": "2020-01-01T19:23:24.000+01:00",
         "name": {"en": "A language map of another context"}, "relatedResource": "another context's",
         "renderMethod": "another context's",
         "credentialSubject": {"id": "did:example:ebfeb1f712ebc6f1c276e12ec21", "degree": "BSc"},
         "credentialStatus": {"id": "https://example.edu/status/24", "type": "CredentialStatusList2017"},
         "refreshService": {"id": "https://example.edu/refresh/3732", "type": "ManualRefreshService2018"},
         "proof": {"type": "Ed25519Signature2020"}}
        """

    /// A presentation of one signed credential, one envelope, and one statement of the holder.
    static let presentation = """
        {"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5",
         "type": "VerifiablePresentation", "holder": {"id": "did:example:holder", "name": "H"},
         "termsOfUse": [{"type": "https://u.example/#Policy"}],
         "verifiableCredential": [
            \(credential),
            {"@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
             "id": "data:application/vc+jwt,eyJraWQiO.a-b_c.d~e"},
            {"@context": "https://www.w3.org/ns/credentials/v2", "type": "VerifiableCredential",
             "issuer": "did:example:holder", "credentialSubject": {"favouriteCheese": "Gouda"}}],
         "proof": {"type": "DataIntegrityProof"}}
        """

    /// An envelope around a presentation.
    static let envelope = """
        {"@context": "https://www.w3.org/ns/credentials/v2", "type": ["EnvelopedVerifiablePresentation"],
         "id": "data:application/vp+jwt,eyJraWQiO.a.b"}
        """

    /// Reads a document that a test holds.
    static func parse(_ text: String) throws -> JSONDocument {
        try JSONDocument(parsing: Array(text.utf8), limits: .credential)
    }

    /// Replaces and adds the members of `changes` in the object `text`; `-name` removes the member `name`.
    static func changed(_ text: String, _ changes: String) throws -> JSONDocument {
        var object = try JSONValue(parse(text).root)
        for (name, value) in try parse(changes).root.members {
            let name = try #require(name.string)
            if name.hasPrefix("-") { object[String(name.dropFirst())] = nil } else { object[name] = JSONValue(value) }
        }
        return try JSONDocument(parsing: object.serialized(), limits: .credential)
    }
}

/// What was found, as one text for each finding: `CODE /pointer`.
func summary(_ findings: [Finding]) -> [String] { findings.map { "\($0.code) \($0.place)" } }
