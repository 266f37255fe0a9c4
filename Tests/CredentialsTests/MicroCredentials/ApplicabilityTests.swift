import Credentials
import Encodings
import Testing

@Test("applies to credentials that name a version of the profile, or use its words for a micro-credential")
func appliesToOwnClaims() throws {
    let document = Example.document
    #expect(MicroCredentialProfile.applies(to: try Example.view(of: document)))
    let unversioned = document.setting("credentialSubject/achievement/profileVersion", to: nil)
    #expect(MicroCredentialProfile.applies(to: try Example.view(of: unversioned)))
    let listed = document.setting("credentialSubject", to: .array([document["credentialSubject"] ?? .null]))
    #expect(MicroCredentialProfile.applies(to: try Example.view(of: listed)))
}

@Test(
    "does not apply to other badges, nor to documents of any shape",
    arguments: [
        #"{}"#, #"[]"#, #""text""#, #"{"credentialSubject":5}"#, #"{"credentialSubject":[[],{"achievement":[5]}]}"#,
        #"{"credentialSubject":{"achievement":{"achievementType":"MicroCredential","name":"A badge of another vendor"}}}"#,
        #"{"@context":["https://example.org/ns/micro-credential/v1.json"],"credentialSubject":{"achievement":{"achievementType":"Badge"}}}"#,
        #"{"@context":["https://example.org/ns/micro-credential/v1.json"],"credentialSubject":{"achievement":{"achievementType":"MicroCredential","name":"Names the context alone"}}}"#,
    ])
func doesNotApplyToOthers(_ text: String) throws {
    let view = CredentialView(try JSONDocument(parsing: Array(text.utf8), limits: .credential).root)
    #expect(!MicroCredentialProfile.applies(to: view))
    #expect(MicroCredentialProfile.report(on: view).presentCount < 2)
}

@Test("knows its own version and no other")
func knowsVersion() throws {
    let document = Example.document
    #expect(MicroCredentialProfile.isKnownVersion(try Example.view(of: document)))
    #expect(MicroCredentialProfile.claimedVersion(of: try Example.view(of: document)) == "1.0")
    let later = document.setting("credentialSubject/achievement/profileVersion", to: "2.0")
    #expect(!MicroCredentialProfile.isKnownVersion(try Example.view(of: later)))
    let number = document.setting("credentialSubject/achievement/profileVersion", to: 1)
    #expect(!MicroCredentialProfile.isKnownVersion(try Example.view(of: number)))
    #expect(MicroCredentialProfile.applies(to: try Example.view(of: number)))
    let none = document.setting("credentialSubject/achievement/profileVersion", to: nil)
    #expect(MicroCredentialProfile.claimedVersion(of: try Example.view(of: none)) == nil)
}

@Test("applies to a certificate of the profile that leaves out the version")
func appliesToCertificateKinds() throws {
    let document = Example.document
        .setting("credentialSubject/achievement/profileVersion", to: nil)
        .setting("credentialSubject/achievement/achievementType", to: "Certificate")
    #expect(!MicroCredentialProfile.applies(to: try Example.view(of: document)))
    let kind = document.setting("credentialSubject/achievement/certificateKind", to: "microCredential")
    #expect(MicroCredentialProfile.applies(to: try Example.view(of: kind)))
    let elsewhere = kind.setting("@context", to: ["https://www.w3.org/ns/credentials/v2"])
    #expect(!MicroCredentialProfile.applies(to: try Example.view(of: elsewhere)))
}

@Test(
    "finds words of the profile that no context defines, wherever they stand",
    arguments: [
        ("issuer/issuerCountry", "/issuer/issuerCountry"),
        ("credentialSubject/learnerFamilyName", "/credentialSubject/learnerFamilyName"),
        ("credentialSubject/achievement/eqfLevel", "/credentialSubject/achievement/eqfLevel"), ("sector", "/sector"),
    ])
func findsUndefinedTerms(_ path: String, _ pointer: String) throws {
    let plain: JSONValue = [
        "@context": ["https://www.w3.org/ns/credentials/v2"], "issuer": ["id": "did:web:x.example"],
        "credentialSubject": ["achievement": ["achievementType": "MicroCredential", "name": "A badge"]],
    ]
    let none = MicroCredentialProfile.undefinedTerm(in: try Example.view(of: plain))
    #expect(none == nil)
    #expect(MicroCredentialProfile.isCalledMicroCredential(try Example.view(of: plain)))
    let used = plain.setting(path, to: "x")
    #expect(MicroCredentialProfile.undefinedTerm(in: try Example.view(of: used))?.pointer == pointer)
    let named = used.setting(
        "@context", to: ["https://www.w3.org/ns/credentials/v2", "https://example.org/ns/micro-credential/v1.json"])
    #expect(MicroCredentialProfile.undefinedTerm(in: try Example.view(of: named)) == nil)
}
