import Credentials
import Encodings
import Testing

@Test("applies to credentials that name a version of the profile, or our context for a micro-credential")
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
