import Credentials
import Encodings
import TestSupport
import Testing

/// Credentials that others have issued.
@Suite("Credentials of other issuers", .enabled(if: Vectors.areAvailable))
struct PublishedCredentialTests {
    /// What is wrong with some of them, and where.
    private static let refusals: [String: [String]] = [
        // Edited by its authors to be wrong in just this.
        "open-badges/validator-ob30/simple-err-context.json": [
            "CONTEXT_BASE_NOT_FIRST /@context/0", "BADGE_MEMBER_MISSING /credentialSubject/achievement",
        ],
        "open-badges/validator-ob30/simple-err-issuer-type.json": ["BADGE_TYPE_MISSING /issuer/type"],
        "open-badges/validator-ob30/simple-err-issuer-otheridentifier-type.json": [
            "BADGE_TYPE_MISSING /issuer/otherIdentifier/1/type"
        ],
        "open-badges/validator-ob30/simple-err-credential-subject-identifier-type.json": [
            "BADGE_TYPE_MISSING /credentialSubject/identifier/0/type"
        ],
        "open-badges/validator-ob30/simple-err-credential-subject-profile-type.json": [
            "BADGE_TYPE_MISSING /credentialSubject/source/type"
        ],
        "open-badges/validator-ob30/simple-err-credential-subject-result-type.json": [
            "BADGE_TYPE_MISSING /credentialSubject/result/1/type"
        ],
        "open-badges/validator-ob30/simple-err-evidence-type.json": ["BADGE_TYPE_MISSING /evidence/1/type"],
        // Two that are about something else: not yet valid, and without a proof. They name no achievement either.
        "open-badges/validator-ob30/simple-err-issued.json": [
            "BADGE_MEMBER_MISSING /credentialSubject/achievement"
        ],
        "open-badges/validator-ob30/simple-noproof.json": ["BADGE_MEMBER_MISSING /credentialSubject/achievement"],
        // A line break inside the data: URL.
        "vc-jose-cose/input/presentation-multiple.json": ["ENVELOPE_NOT_DATA_URL /verifiableCredential/2/id"],
        // A space inside the data: URL.
        "vc-jose-cose/spec-blocks/05.json": ["ENVELOPE_NOT_DATA_URL /verifiableCredential/0/id"],
        "vc-jose-cose/spec-blocks/08.json": ["ENVELOPE_NOT_DATA_URL /verifiableCredential/0/id"],
        // The name of a DID method has no hyphen.
        "elm/ebsi-2021/VerifiableAttestation-Europass.json": ["IDENTIFIER_NOT_URL /id"],
        // Version 1.1 with the dates of the European Learning Model: no offset, or no issuanceDate before sealing.
        "elm/v3.2-lts/rdf-samples/credential-sample.jsonld": elmDates,
        "elm/v3.3-master/rdf-samples/credential-sample.jsonld": elmDates,
        "elm/v3.3-master/Sample-CertOfPart-unsigned.jsonld": ["ISSUANCE_DATE_MISSING /issuanceDate"],
        "elm/v3.3-master/Sample-MC-Annex1-unsigned.jsonld": ["ISSUANCE_DATE_MISSING /issuanceDate"],
        // The runner of the suite adds the issuer.
        "status-lists/bitstring/test-suite-validVc.json": ["ISSUER_MISSING /issuer"],
    ]

    private static let elmDates = ["validFrom", "validUntil", "issuanceDate", "expirationDate"].map {
        "VALIDITY_OFFSET_ASSUMED /\($0)"
    }

    /// What well-known issuers do otherwise than the schema of Open Badges has it.
    private static let habits: Set = ["BADGE_SUBJECT_UNNAMED", "BADGE_PICTURE_BARE", "BADGE_KIND_UNKNOWN"]

    @Test("are accepted, but for those that break a rule")
    func acceptsWhatOthersIssue() throws {
        var refused: Set<String> = []
        var acceptedCount = 0
        var habitCount = 0
        for suite in ["dcc", "elm", "open-badges", "status-lists", "vc-di-eddsa", "vc-jose-cose"] {
            for path in try Self.files(in: suite) {
                guard let document = try? JSONDocument(parsing: Vectors.bytes(path), limits: .credential) else {
                    continue
                }
                let kind = DocumentKind(of: document.root)
                let isCredential = document.root["credentialSubject"] != nil
                guard document.root["@context"] != nil, isCredential || kind != .credential else { continue }
                let all = DataModelRules.check(document.root, as: kind)
                // Learners without an identifier, pictures as an address and kinds of their own: told, and not refused.
                let habits = all.filter { Self.habits.contains($0.code) }
                #expect(habits.allSatisfy { $0.severity == .warning })
                habitCount += habits.count
                let found = summary(all.filter { !Self.habits.contains($0.code) })
                #expect(found == Self.refusals[path] ?? [], "\(path)")
                if found.isEmpty { acceptedCount += 1 } else { refused.insert(path) }
            }
        }
        #expect(refused == Set(Self.refusals.keys))
        #expect(acceptedCount >= 128)
        #expect(habitCount >= 80)
    }

    /// The files below a folder of the vectors, by their paths.
    private static func files(in folder: String) throws -> [String] {
        var files: [String] = []
        var folders = [folder]
        while let folder = folders.popLast() {
            for name in try Vectors.names(in: folder) {
                let path = "\(folder)/\(name)"
                if name.hasSuffix(".json") || name.hasSuffix(".jsonld") || name.hasPrefix("testlist") {
                    files.append(path)
                } else if !name.contains("."), (try? Vectors.names(in: path)) != nil {
                    folders.append(path)
                } else if (try? Vectors.names(in: path))?.isEmpty == false {
                    folders.append(path)
                }
            }
        }
        return files.sorted()
    }
}

/// The base contexts as the W3C publishes them.
@Suite("The terms of the base contexts", .enabled(if: Vectors.areAvailable))
struct BaseContextTests {
    @Test(
        "are all protected, and their own definitions may be repeated",
        arguments: [
            ("credentials-v2.jsonld", "https://www.w3.org/ns/credentials/v2", 30),
            ("credentials-v1.jsonld", "https://www.w3.org/2018/credentials/v1", 9),
        ])
    func protectsEveryTerm(_ file: String, _ url: String, _ termCount: Int) throws {
        let published = try JSONDocument(parsing: Vectors.bytes("contexts/" + file), limits: .general)
        let context = try #require(published.root["@context"])
        var count = 0
        for (name, definition) in context.members {
            let term = try #require(name.string)
            guard !term.hasPrefix("@") else { continue }
            count += 1
            let changed = try Self.findings(term, "https://example.org/#other", url)
            #expect(changed == ["CONTEXT_REDEFINES_TERM"], "\(term)")
            if let target = definition.string {
                #expect(try Self.findings(term, target, url) == [], "\(term)")
            }
        }
        #expect(count == termCount)
        #expect(try Self.findings("credentialSubject", "https://example.org/#other", url) == [])
    }

    private static func findings(_ term: String, _ target: String, _ url: String) throws -> [String] {
        let context: JSONValue = [.string(url), .object([(term, .string(target))])]
        let base = url.hasSuffix("v1") ? Documents.credentialV1 : Documents.credential
        var credential = try JSONValue(Documents.parse(base).root)
        credential["@context"] = context
        let document = try JSONDocument(parsing: credential.serialized(), limits: .credential)
        let findings = DataModelRules.check(document.root, as: .credential)
        return findings.map(\.code).filter { $0.hasPrefix("CONTEXT") }
    }

    @Test("are what a type may be without another context")
    func mapsEveryTerm() throws {
        let published = try JSONDocument(parsing: Vectors.bytes("contexts/credentials-v2.jsonld"), limits: .general)
        for (name, _) in try #require(published.root["@context"]).members {
            let term = try #require(name.string)
            guard !term.hasPrefix("@"), DocumentKind.allCases.allSatisfy({ $0.baseType.description != term }) else {
                continue
            }
            let document = try Documents.parse(
                """
                {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential", "\(term)"],
                 "issuer": "did:example:a", "credentialSubject": {"id": "did:example:b"}}
                """)
            #expect(summary(DataModelRules.check(document.root, as: .credential)) == [], "\(term)")
        }
    }
}
