import Credentials
import Encodings
import Testing

/// A document with one thing wrong, and what must be found: each as `CODE /pointer`.
struct HostileCase: Sendable, CustomTestStringConvertible {
    let changes: String
    let expected: [String]

    init(_ changes: String, _ expected: String...) {
        self.changes = changes
        self.expected = expected
    }

    var testDescription: String { changes }
}

@Suite("The data model rules")
struct DataModelRuleTests {
    @Test("find nothing in documents that follow them")
    func acceptsGoodDocuments() throws {
        for (text, kind) in [
            (Documents.credential, DocumentKind.credential), (Documents.credentialV1, .credential),
            (Documents.presentation, .presentation), (Documents.envelope, .envelopedPresentation),
        ] {
            let document = try Documents.parse(text)
            #expect(DocumentKind(of: document.root) == kind)
            #expect(summary(DataModelRules.check(document.root, as: kind)) == [])
        }
        #expect(try DataModelRules.check(CredentialView(Documents.parse(Documents.credential).root)).isEmpty)
        #expect(try DataModelRules.check(PresentationView(Documents.parse(Documents.presentation).root)).isEmpty)
    }

    @Test("find what is wrong in a credential of version 2.0, and where", arguments: hostileCredentials)
    func findsInCredential(_ hostile: HostileCase) throws {
        let document = try Documents.changed(Documents.credential, hostile.changes)
        let findings = DataModelRules.check(document.root, as: .credential)
        #expect(summary(findings) == hostile.expected)
        expectSentences(findings)
    }

    @Test("find what is wrong in a credential of version 1.1, and where", arguments: hostileCredentialsV1)
    func findsInCredentialV1(_ hostile: HostileCase) throws {
        let document = try Documents.changed(Documents.credentialV1, hostile.changes)
        let findings = DataModelRules.check(document.root, as: .credential)
        #expect(summary(findings) == hostile.expected)
        expectSentences(findings)
    }

    @Test("find what is wrong in a presentation and in what it presents, and where", arguments: hostilePresentations)
    func findsInPresentation(_ hostile: HostileCase) throws {
        let document = try Documents.changed(Documents.presentation, hostile.changes)
        let findings = DataModelRules.check(document.root, as: .presentation)
        #expect(summary(findings) == hostile.expected)
        expectSentences(findings)
    }

    @Test("find what is wrong in an envelope, and where", arguments: hostileEnvelopes)
    func findsInEnvelope(_ hostile: HostileCase) throws {
        let document = try Documents.changed(Documents.envelope, hostile.changes)
        let findings = DataModelRules.check(document.root, as: .envelopedPresentation)
        #expect(summary(findings) == hostile.expected)
        expectSentences(findings)
    }

    /// Every sentence has its facts, in both languages.
    private func expectSentences(_ findings: [Finding]) {
        for finding in findings {
            for language in Language.allCases {
                let sentence = DataModelMessages.sentence(for: finding, in: language)
                #expect(sentence != finding.code)
                #expect(!sentence.contains("{") && !sentence.contains("}"), "\(sentence)")
            }
        }
    }

    @Test("refuse what is no object", arguments: ["null", "[]", "\"a\"", "1", "true", "[{}]"])
    func refusesOtherValues(_ text: String) throws {
        let document = try Documents.parse(text)
        for kind in DocumentKind.allCases {
            #expect(summary(DataModelRules.check(document.root, as: kind)) == ["DOCUMENT_NOT_OBJECT "])
        }
    }

    @Test("are each provoked by a case of these tables, with every code that they name")
    func everyCodeIsProvoked() {
        let cases = hostileCredentials + hostileCredentialsV1 + hostilePresentations + hostileEnvelopes
        let provoked = Set(cases.flatMap(\.expected).map { String($0.prefix { $0 != " " }) })
        let elsewhere: Set = [DataModelCode.documentNotObject.rawValue, DataModelCode.findingsOmitted.rawValue]
        #expect(provoked.union(elsewhere) == Set(DataModelCode.allCases.map(\.rawValue)))
        #expect(Set(DataModelRules.all.flatMap(\.codes)).map(\.rawValue).allSatisfy { provoked.contains($0) })
    }

    @Test("keep the first findings of a document that breaks a rule thousands of times, and count the others")
    func keepsFirstFindings() throws {
        let subjects = Array(repeating: "{}", count: 5_000).joined(separator: ",")
        let document = try Documents.changed(Documents.credential, #"{"credentialSubject": [\#(subjects)]}"#)
        let findings = DataModelRules.check(document.root, as: .credential)
        #expect(findings.count == DataModelFindings.limit)
        #expect(findings.allSatisfy { $0.code == "SUBJECT_EMPTY" })

        var collector = DataModelFindings()
        for _ in 0..<100 { collector.add(.typeMissing, at: document.root) }
        #expect(collector.all.count == DataModelFindings.limit + 1)
        let last = try #require(collector.all.last)
        #expect(last.code == "FINDINGS_OMITTED")
        #expect(last.severity == .info)
        #expect(DataModelMessages.sentence(for: last, in: .english).contains("36"))
    }

    @Test("never let warnings hide an error, however many there are")
    func keepsErrorsApart() throws {
        let lapsing = try Documents.changed(Documents.credentialV1, #"{"issuanceDate": "2010-01-01T19:23:24"}"#)
        let warned = String(decoding: lapsing.bytes, as: UTF8.self)
        let presented = Array(repeating: warned, count: 100).joined(separator: ",")
        let document = try Documents.changed(
            Documents.presentation, #"{"verifiableCredential": [\#(presented), 1, {"proof": {}}]}"#)
        let findings = DataModelRules.check(document.root, as: .presentation)
        #expect(findings.filter { $0.severity == .warning }.count == DataModelFindings.limit)
        let codes = findings.filter { $0.severity == .error }.map(\.code)
        #expect(codes.contains("PRESENTED_NOT_OBJECT") && codes.contains("CONTEXT_MISSING"))
        #expect(findings.last?.code == "FINDINGS_OMITTED")
        #expect(findings.last?.arguments.first?.value == "36")
    }

    @Test("tell a warning from what makes a document unacceptable")
    func tellsSeverity() throws {
        let v2 = try Documents.changed(Documents.credential, #"{"expirationDate": "2020-01-01T00:00:00Z"}"#)
        #expect(DataModelRules.check(v2.root, as: .credential).map(\.severity) == [.warning])
        let v1 = try Documents.changed(Documents.credentialV1, #"{"issuanceDate": "2010-01-01T19:23:24"}"#)
        #expect(DataModelRules.check(v1.root, as: .credential).map(\.severity) == [.warning])
        let missing = try Documents.changed(Documents.credential, #"{"-issuer": 0}"#)
        #expect(DataModelRules.check(missing.root, as: .credential).map(\.severity) == [.error])
    }

    @Test("read a document through its escapes")
    func readsEscapes() throws {
        let text = Documents.credential
            .replacing(#""issuer""#, with: #""\u0069ssuer""#)
            .replacing("https://www.w3.org/ns/credentials/v2", with: #"https:\/\/www.w3.org\/ns\/credentials\/v2"#)
            .replacing("2026-06-30T10", with: #"2026-06-30\u005410"#)
            .replacing("VerifiableCredential", with: #"Verifiable\u0043redential"#)
        #expect(text.contains(#"\u0069ssuer"#) && text.contains(#"\/"#) && text.contains(#"\u0054"#))
        #expect(summary(try DataModelRules.check(Documents.parse(text).root, as: .credential)) == [])
    }
}
