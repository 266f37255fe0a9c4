import Credentials
import Encodings
import TestSupport
import Testing

/// The inputs of the W3C test suite for version 2.0, prepared as its runner does.
@Suite("The W3C test suite for the data model", .enabled(if: Vectors.areAvailable))
struct PublishedSuiteTests {
    private static let folder = "vcdm2/input"
    private static let issuer = "did:key:z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj"

    /// What must be found in each input that is to be refused, and where; nothing else may be found.
    ///
    /// No input is left to JSON-LD processing: the meaning of types and terms is decided here where every context is
    /// the base context or stands in the document, and that is so in all of them.
    private static let refusals: [String: [String]] = [
        "credential-context-combo3-fail": ["CONTEXT_NOT_URL /@context/1"],
        "credential-context-combo4-fail": ["CONTEXT_MALFORMED /@context/1"],
        "credential-evidence-missing-type-fail": ["TYPE_MISSING /evidence/type"],
        "credential-id-multi-fail": ["IDENTIFIER_NOT_URL /id"],
        "credential-id-nonidentifier-fail": ["IDENTIFIER_NOT_URL /id"],
        "credential-id-not-url-fail": ["IDENTIFIER_NOT_URL /id"],
        "credential-id-subject-multi-fail": ["IDENTIFIER_NOT_URL /credentialSubject/id"],
        "credential-issuer-no-url-fail": ["ISSUER_MALFORMED /issuer"],
        "credential-issuer-null-fail": ["ISSUER_MALFORMED /issuer"],
        "credential-issuer-object-id-no-url-fail": ["ISSUER_MALFORMED /issuer/id"],
        "credential-issuer-object-id-null-fail": ["ISSUER_MALFORMED /issuer/id"],
        "credential-missing-base-context-fail-or-inject": ["CONTEXT_BASE_NOT_FIRST /@context/0"],
        "credential-missing-required-type-fail": ["TYPE_BASE_MISSING /type"],
        "credential-no-context-fail-or-inject": ["CONTEXT_MISSING /@context"],
        // The runner adds the issuer that the name says is missing; what remains is the empty subject.
        "credential-no-issuer-fail": ["SUBJECT_EMPTY /credentialSubject"],
        "credential-no-subject-fail": ["SUBJECT_MISSING /credentialSubject"],
        "credential-no-type-fail": ["TYPE_MISSING /type"],
        "credential-proof-missing-type-fail": ["TYPE_MISSING /proof/type"],
        "credential-redef-type-fail": ["CONTEXT_REDEFINES_TERM /@context/1/VerifiableCredential"],
        "credential-redef-type2-fail": ["CONTEXT_REDEFINES_TERM /@context/2/ExampleVerifiableCredential"],
        "credential-refresh-no-type-fail": ["TYPE_MISSING /refreshService/type"],
        "credential-schema-no-id-fail": ["IDENTIFIER_MISSING /credentialSchema/id"],
        "credential-schema-no-type-fail": ["TYPE_MISSING /credentialSchema/type"],
        "credential-schema-non-url-id-fail": ["IDENTIFIER_NOT_URL /credentialSchema/id"],
        "credential-status-missing-type-fail": ["TYPE_MISSING /credentialStatus/type"],
        "credential-status-multiple-id-fail": ["IDENTIFIER_NOT_URL /credentialStatus/id"],
        "credential-status-nonurl-id-fail": ["IDENTIFIER_NOT_URL /credentialStatus/id"],
        "credential-status-type-nonurl-fail": ["TYPE_MALFORMED /credentialStatus/type"],
        "credential-subject-multiple-empty-fail": ["SUBJECT_EMPTY /credentialSubject/1"],
        "credential-subject-no-claims-fail": ["SUBJECT_EMPTY /credentialSubject"],
        "credential-termsofuse-missing-type-fail": ["TYPE_MISSING /termsOfUse/type"],
        "credential-termsofuse-no-type-fail": ["TYPE_MISSING /termsOfUse/type"],
        "credential-type-mapped-nonurl-fail": ["CONTEXT_TERM_NOT_URL /@context/1/ExampleTestCredential"],
        "credential-type-unmapped-fail": ["TYPE_NOT_MAPPED /type/1"],
        "credential-validUntil-validFrom-fail": ["VALIDITY_REVERSED /validUntil"],
        "credential-validfrom-invalid-fail": ["VALIDITY_MALFORMED /validFrom"],
        "credential-validuntil-invalid-fail": ["VALIDITY_MALFORMED /validUntil"],
        "names-and-descriptions/credential-description-extra-prop-en-fail": ["TEXT_EXTRA_MEMBER /description/url"],
        "names-and-descriptions/credential-name-extra-prop-en-fail": ["TEXT_EXTRA_MEMBER /name/url"],
        "names-and-descriptions/issuer-description-extra-prop-en-fail": ["TEXT_EXTRA_MEMBER /issuer/description/url"],
        "names-and-descriptions/issuer-name-extra-prop-en-fail": ["TEXT_EXTRA_MEMBER /issuer/name/url"],
        "presentation-context-order-fail": ["CONTEXT_BASE_NOT_FIRST /@context/0"],
        "presentation-enveloped-vc-missing-type-fail": [
            "TYPE_MISSING /verifiableCredential/0/type", "ISSUER_MISSING /verifiableCredential/0/issuer",
            "SUBJECT_MISSING /verifiableCredential/0/credentialSubject", "PRESENTED_HOLDER_MISSING /holder",
        ],
        "presentation-holder-fail": ["HOLDER_MALFORMED /holder"],
        "presentation-holder-name-fail": ["HOLDER_MALFORMED /holder/id"],
        "presentation-holder-object-fail": ["HOLDER_MALFORMED /holder/id"],
        "presentation-missing-base-context-fail": ["CONTEXT_BASE_NOT_FIRST /@context/0"],
        "presentation-missing-required-type-fail": ["TYPE_BASE_MISSING /type"],
        "presentation-no-context-fail-or-inject": ["CONTEXT_MISSING /@context"],
        "presentation-no-type-fail": ["TYPE_MISSING /type"],
        // Three without a suffix: the statement of somebody who is not, or not named as, the one who presents it.
        "presentation-self-asserted-vc-holder-mismatch": ["PRESENTED_NOT_SECURED /verifiableCredential/0/issuer"],
        "presentation-self-asserted-vc-issuer-mismatch": ["PRESENTED_NOT_SECURED /verifiableCredential/0/issuer"],
        "presentation-self-asserted-vc-no-holder": ["PRESENTED_HOLDER_MISSING /holder"],
        "presentation-vc-as-string-fail": ["PRESENTED_NOT_OBJECT /verifiableCredential/0"],
        "presentation-vc-missing-required-type-fail": ["TYPE_BASE_MISSING /verifiableCredential/0/type"],
    ]

    private static func inputs() throws -> [String] {
        let names =
            try Vectors.names(in: folder)
            + Vectors.names(in: folder + "/names-and-descriptions").map {
                "names-and-descriptions/" + $0
            }
        return names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }
    }

    @Test("every input is accepted, or refused for its reason and no other")
    func decidesEveryInput() throws {
        var acceptedCount = 0
        var refusedCount = 0
        for name in try Self.inputs() {
            let document = try Self.prepared(name)
            let kind: DocumentKind = name.hasPrefix("presentation") ? .presentation : .credential
            let found = summary(DataModelRules.check(document.root, as: kind))
            if name.hasSuffix("-ok") {
                #expect(found == [], "\(name)")
                acceptedCount += 1
            } else {
                let expected = try #require(Self.refusals[name], "\(name) has no expectation")
                #expect(found == expected, "\(name)")
                refusedCount += 1
            }
        }
        #expect(acceptedCount >= 47 && refusedCount >= 38)
    }

    @Test("every input that is to be refused is refused as it stands, before its runner fills anything in")
    func refusesUnprepared() throws {
        for name in try Self.inputs() where !name.hasSuffix("-ok") {
            let bytes = try Vectors.bytes("\(Self.folder)/\(name).json")
            let document = try JSONDocument(parsing: bytes, limits: .credential)
            let kind: DocumentKind = name.hasPrefix("presentation") ? .presentation : .credential
            #expect(!DataModelRules.check(document.root, as: kind).isEmpty, "\(name)")
            #expect(!DataModelRules.check(document.root, as: DocumentKind(of: document.root)).isEmpty, "\(name)")
        }
    }

    @Test("the example documents beside the published JSON schema are accepted")
    func acceptsSchemaExamples() throws {
        var count = 0
        for folder in ["verifiable-credential", "verifiable-presentation"] {
            let path = "vcdm2/vc-data-model-v1-schema/" + folder
            for name in try Vectors.names(in: path) where name.hasPrefix("example-") {
                let document = try JSONDocument(parsing: Vectors.bytes("\(path)/\(name)"), limits: .credential)
                let kind: DocumentKind = folder == "verifiable-credential" ? .credential : .presentation
                #expect(DocumentKind(of: document.root) == kind)
                #expect(summary(DataModelRules.check(document.root, as: kind)) == [], "\(name)")
                count += 1
            }
        }
        #expect(count == 9)
    }

    @Test("the runner's default credential of version 1.1 is refused until it says who issued it and when")
    func refusesRunnerDefault() throws {
        let document = try JSONDocument(parsing: Vectors.bytes("vcdm2/validVc.json"), limits: .credential)
        #expect(
            summary(DataModelRules.check(document.root, as: .credential))
                == ["ISSUER_MISSING /issuer", "ISSUANCE_DATE_MISSING /issuanceDate"])
        var value = JSONValue(document.root)
        value["issuer"] = .string(Self.issuer)
        value["issuanceDate"] = "2026-01-01T00:00:00Z"
        let filled = try JSONDocument(parsing: value.serialized(), limits: .credential)
        #expect(summary(DataModelRules.check(filled.root, as: .credential)) == [])
    }

    /// Fills in what the suite's runner does: issuer, dates, and the proofs of presented credentials.
    private static func prepared(_ name: String) throws -> JSONDocument {
        let original = try JSONDocument(parsing: Vectors.bytes("\(folder)/\(name).json"), limits: .credential)
        var value = JSONValue(original.root)
        for (property, marker, date) in [
            ("validFrom", "PAST DATE", "2025-01-01T00:00:00Z"), ("validFrom", "FUTURE DATE", "2027-01-01T00:00:00Z"),
            ("validUntil", "PAST DATE", "2025-01-01T00:00:00Z"), ("validUntil", "FUTURE DATE", "2027-01-01T00:00:00Z"),
        ] where original.root.member(property)?.isString(marker) == true {
            value[property] = .string(date)
        }
        if name.hasPrefix("presentation") {
            // The runner signs what is presented with its own key; a statement of the holder is meant to stay unsigned.
            if !name.contains("self-asserted"), case .array(let presented)? = value["verifiableCredential"] {
                value["verifiableCredential"] = .array(presented.map { secured($0) })
            }
        } else if case .object? = value["issuer"] {
            if value["issuer"]?["id"] == nil { value["issuer"]?["id"] = .string(issuer) }
        } else if value["issuer"] == nil {
            value["issuer"] = .string(issuer)
        }
        return try JSONDocument(parsing: value.serialized(), limits: .credential)
    }

    private static func secured(_ credential: JSONValue) -> JSONValue {
        guard credential["credentialSubject"] != nil, credential["proof"] == nil else { return credential }
        var credential = credential
        credential["issuer"] = .string(issuer)
        credential["proof"] = ["type": "DataIntegrityProof"]
        return credential
    }
}
