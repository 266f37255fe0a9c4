import Credentials
import Encodings
import Testing

@Suite("The view of a credential")
struct CredentialViewTests {
    private func view(_ changes: String, of text: String = Documents.credential) throws -> CredentialView {
        CredentialView(try Documents.changed(text, changes).root)
    }

    @Test("reads the properties of the data model")
    func readsProperties() throws {
        let credential = try view("{}")
        #expect(credential.version == .v2)
        #expect(credential.contexts.count == 2)
        #expect(credential.id == "urn:uuid:7b1e8c7e-0f61-4d55-9a2b-4a1f5b0f2c11")
        #expect(credential.types == ["VerifiableCredential", "ExampleDegreeCredential"])
        #expect(credential.hasType("ExampleDegreeCredential") && !credential.hasType("Example"))
        #expect(credential.issuer == "did:web:university.example")
        #expect(credential.subjects.count == 1)
        #expect(credential.proofs.count == 2)
        #expect(credential.statusEntries.count == 2)
        #expect(credential.validFrom?.string == "2026-06-30T10:00:00Z")
        #expect(credential.validUntil?.string == "2031-06-30T12:00:00.5+02:00")
    }

    @Test("reads one value and a list of one alike")
    func readsSingleValues() throws {
        let credential = try view(
            #"{"@context": "https://www.w3.org/ns/credentials/v2", "type": "A", "issuer": "did:example:a", "proof": {}}"#
        )
        #expect(credential.version == .v2)
        #expect(credential.types == ["A"])
        #expect(credential.hasType("A") && !credential.hasType("B"))
        #expect(credential.issuer == "did:example:a")
        #expect(credential.proofs.count == 1)
    }

    @Test("gives nothing for what has another form")
    func readsOtherForms() throws {
        let credential = try view(#"{"@context": {}, "id": 1, "issuer": ["a"], "type": [1, "A"], "-proof": 0}"#)
        #expect(credential.version == nil)
        #expect(credential.id == nil)
        #expect(credential.issuer == nil)
        #expect(credential.types == ["A"])
        #expect(credential.proofs.isEmpty)
        #expect(try view(#"{"issuer": {"name": "A"}}"#).issuerNode == nil)
        #expect(try CredentialView(Documents.parse("[1]").root).types.isEmpty)
    }

    @Test("takes in version 1.1 the dates that count there, whatever else is written")
    func readsDatesOfVersion1() throws {
        let both = try view(
            #"{"validFrom": "2000-01-01T00:00:00Z", "validUntil": "2999-01-01T00:00:00Z"}"#, of: Documents.credentialV1)
        #expect(both.version == .v1)
        #expect(both.validFrom?.string == "2010-01-01T19:23:24Z")
        #expect(both.validUntil?.string == "2020-01-01T19:23:24.000+01:00")
        let other = try view(
            #"{"-issuanceDate": 0, "-expirationDate": 0, "validFrom": "2000-01-01T00:00:00Z"}"#,
            of: Documents.credentialV1)
        #expect(other.validFrom?.string == "2000-01-01T00:00:00Z")
        #expect(other.validUntil == nil)
        #expect(try view(#"{"-validUntil": 0, "expirationDate": "2020-01-01T00:00:00Z"}"#).validUntil == nil)
    }

    @Test("reads a presentation")
    func readsPresentation() throws {
        let presentation = PresentationView(try Documents.parse(Documents.presentation).root)
        #expect(presentation.id == "urn:uuid:3978344f-8596-4c3a-a978-8fcaba3903c5")
        #expect(presentation.holder == "did:example:holder")
        #expect(presentation.credentials.map(\.issuer) == ["did:web:university.example", nil, "did:example:holder"])
        #expect(presentation.proofs.count == 1)
        let plain = PresentationView(try Documents.changed(Documents.presentation, #"{"holder": "did:a:b"}"#).root)
        #expect(plain.holder == "did:a:b")
    }

    @Test(
        "tells what kind of document it is by its types",
        arguments: [
            (#""VerifiableCredential""#, DocumentKind.credential), (#"["A", "VerifiableCredential"]"#, .credential),
            (#"["A", "VerifiablePresentation"]"#, .presentation), (#"[]"#, .credential), (#"1"#, .credential),
            (#"["VerifiableCredential", "VerifiablePresentation"]"#, .presentation),
            (#""EnvelopedVerifiableCredential""#, .envelopedCredential),
            (#"["VerifiablePresentation", "EnvelopedVerifiablePresentation"]"#, .envelopedPresentation),
        ])
    func tellsKind(_ types: String, _ kind: DocumentKind) throws {
        #expect(try DocumentKind(of: Documents.parse(#"{"type": \#(types)}"#).root) == kind)
        #expect(try DocumentKind(of: Documents.parse(types).root) == .credential)
    }

    @Test("finds each property by its name and by no name like it", arguments: StatedProperty.allCases)
    func findsProperties(_ property: StatedProperty) throws {
        let name = property.name.description
        let statement = Statement(try Documents.parse(#"{"a": 1, "\#(name)": 2}"#).root, as: .credential)
        for other in StatedProperty.allCases { #expect(statement[other]?.integer == (other == property ? 2 : nil)) }

        // Every other character in every place, and every other length.
        for place in name.indices {
            let changed = name.replacingCharacters(at: place)
            let statement = Statement(try Documents.parse(#"{"\#(changed)": 2}"#).root, as: .credential)
            #expect(StatedProperty.allCases.allSatisfy { statement[$0] == nil }, "\(changed)")
        }
        for changed in [name + "s", String(name.dropLast())] {
            let statement = Statement(try Documents.parse(#"{"\#(changed)": 2}"#).root, as: .credential)
            #expect(StatedProperty.allCases.allSatisfy { statement[$0] == nil }, "\(changed)")
        }
    }

    @Test("reads a time without offset as UTC, and says so")
    func readsTimes() throws {
        func read(_ text: String, _ rounding: Timestamp.Rounding = .down) throws -> ValidityTime {
            ValidityTime.read(try Documents.parse(text).root, rounding: rounding)
        }
        let noon = try Timestamp(parsing: "2026-06-30T12:00:00Z")
        #expect(try read(#""2026-06-30T14:00:00+02:00""#) == .instant(noon))
        #expect(try read(#""2026-06-30T12:00:00""#) == .withoutOffset(noon))
        #expect(try read(#""2026-06-30T11:59:59.1""#, .up) == .withoutOffset(noon))
        #expect(try read(#""2026-06-30T11:59:59.1Z""#, .up).timestamp == noon)
        for text in [#""2026-06-30""#, #""""#, "1", "null", #""2026-06-31T12:00:00""#, #""2026-06-30T12:00:00+""#] {
            #expect(try read(text) == .malformed)
            #expect(try read(text).timestamp == nil)
        }
    }
}

extension String {
    /// The text with another letter at `place`.
    fileprivate func replacingCharacters(at place: Index) -> String {
        self[..<place] + "Z" + self[index(after: place)...]
    }
}
