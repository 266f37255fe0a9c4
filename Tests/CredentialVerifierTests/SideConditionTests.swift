import CredentialVerifier
import Credentials
import Encodings
import Registry
import Testing

extension VerificationReport {
    /// `name code` of the check that decided, for short expectations.
    fileprivate var decision: String { decisive.map { "\($0.name.rawValue) \($0.code)" } ?? "valid" }
}

/// What stands in a credential beside its claims, and what it leaves unsaid.
@Suite("What is attached to a credential")
struct SideConditionTests {
    private func report(
        at time: String = TestWorld.now, _ change: (inout JSONValue) -> Void
    ) throws -> VerificationReport {
        let world = try TestWorld()
        return try world.verifier().verify(world.credential(change), at: world.time(time))
    }

    private func expectWords(_ report: VerificationReport) {
        for language in Language.allCases {
            #expect(!report.headline(in: language).contains("{"), "\(report.decision)")
            #expect(report.verdict == .valid || report.nextStep(in: language) != nil, "\(report.decision)")
            for note in report.notes {
                let sentence = note.message(in: language)
                #expect(sentence != note.code && !sentence.contains("{"), "\(sentence)")
            }
        }
    }

    @Test("what is not judged is named in a note, and nothing is named that is not there")
    func notes() throws {
        let cases: [(String, JSONValue, String)] = [
            ("credentialSchema", ["id": "https://x.example/s", "type": "JsonSchema"], "SCHEMA_NOT_CHECKED"),
            (
                "credentialSchema",
                [
                    ["id": "https://x.example/s", "type": "JsonSchema"],
                    ["id": "https://x.example/t", "type": "https://x.example/#ZkpSchema2017"],
                ], "SCHEMA_TYPE_UNKNOWN"
            ),
            ("refreshService", ["type": "https://x.example/#Refresh"], "EXTENSION_NOT_JUDGED"),
            ("confidenceMethod", ["type": "https://x.example/#Face"], "EXTENSION_NOT_JUDGED"),
            ("revoked", true, "MEMBER_NOT_JUDGED"), ("validuntil", "2020-01-01T00:00:00Z", "MEMBER_NOT_JUDGED"),
            ("termsOfUse", ["type": "https://x.example/#TrustFrameworkPolicy"], "TERMS_OF_USE_NOT_JUDGED"),
            (
                "evidence",
                [["id": "https://x.example/e", "type": ["Evidence"], "digestSRI": "sha256-AAAA"]],
                "EVIDENCE_NOT_CHECKED"
            ),
            (
                "relatedResource",
                [
                    [
                        "id": "https://x.example/picture.png",
                        "digestSRI": "sha256-BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=",
                    ]
                ], "RESOURCE_NOT_CHECKED"
            ),
        ]
        let always = try report { _ in }.notes.map(\.code)
        #expect(always == ["ISSUER_STATE_RETROACTIVE", "STATUS_ABSENT"])
        for (name, value, code) in cases {
            let report = try report { $0[name] = value }
            #expect(report.decision == "valid", "\(name)")
            #expect(report.notes.map(\.code).filter { !always.contains($0) } == [code])
            expectWords(report)
        }
    }

    @Test("nothing is said of what is attached to a document that nobody proved")
    func silentWithoutProof() throws {
        let world = try TestWorld()
        var value = JSONValue(
            try JSONDocument(
                parsing: world.credential { $0["termsOfUse"] = ["type": "TrustFrameworkPolicy"] }, limits: .credential
            ).root)
        value["name"] = "Another"
        let report = try world.verifier().verify(value.serialized(), at: world.time())
        #expect(report.decision == "proof SIGNATURE_INVALID")
        #expect(report.notes.isEmpty)
    }

    @Test("a digest of the base context that is not its own is refused: the issuer meant other words")
    func otherBaseContext() throws {
        func decision(_ member: String, _ digest: String) throws -> String {
            try report {
                var resource: JSONValue = ["id": "https://www.w3.org/ns/credentials/v2"]
                resource[member] = .string(digest)
                $0["relatedResource"] = .array([resource])
            }.decision
        }
        let right = "sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ="
        #expect(try decision("digestSRI", right) == "valid")
        let wrong = "sha256-BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc="
        #expect(try decision("digestSRI", wrong) == "dataModel RESOURCE_DIGEST_MISMATCH")
        #expect(try decision("digestSRI", "\(right) \(wrong)") == "dataModel RESOURCE_DIGEST_MISMATCH")
        #expect(
            try decision("digestMultibase", "zQmNT8axScvpgvjKnj47z1KcDuSxkJvW6SkDZoafmvLjrsT")
                == "dataModel RESOURCE_DIGEST_MISMATCH")
    }

    @Test(
        "a member that is named by an address may be a status or an end date, and is not passed over",
        arguments: [
            "https://www.w3.org/2018/credentials#credentialStatus", "https://www.w3.org/ns/credentials/status#x",
            "https://www.w3.org/2018/credentials#expirationDate", "cred:validUntil",
        ])
    func addressedMembers(_ name: String) throws {
        let report = try report { $0[name] = "x" }
        #expect(report.decision == "dataModel MEMBER_NAME_IRI")
        #expect(report.verdict == .undecided)
        expectWords(report)
    }

    @Test(
        "so may one at any depth, which other programs find and readers of the plain names do not",
        arguments: ["https://purl.imsglobal.org/spec/vc/ob/vocab.html#value", "cred:name", ":", "a:"])
    func addressedMembersBelow(_ name: String) throws {
        for place in ["issuer", "credentialSubject"] {
            let report = try report { $0[place]?[name] = "x" }
            #expect(report.decision == "dataModel MEMBER_NAME_IRI")
            expectWords(report)
        }
        let deep = try report { $0["credentialSubject"]?["achievement"]?["criteria"] = ["narrative": [name: "x"]] }
        #expect(deep.verdict != .valid)
    }

    @Test("a value with a colon in it is no name")
    func colonsInValues() throws {
        #expect(try report { $0["credentialSubject"]?["id"] = "did:example:x" }.decision == "valid")
    }

    @Test("an award that is dated in the future decides nothing, outside the profile as well")
    func futureAward() throws {
        let badge: (inout JSONValue) -> Void = {
            $0["@context"] = [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ]
            $0["issuer"]?["issuerCountry"] = nil
            $0["credentialSubject"] = [
                "type": ["AchievementSubject"],
                "achievement": [
                    "id": "https://x.example/1", "type": ["Achievement"], "achievementType": "MicroCredential",
                    "name": "A badge", "description": "A badge.", "criteria": ["narrative": "Be there."],
                    "alignment": [
                        ["type": ["Alignment"], "targetName": "EQF 6", "targetUrl": "http://data.europa.eu/snb/eqf/6"]
                    ],
                ],
            ]
        }
        func decision(_ awarded: String, at time: String = TestWorld.now) throws -> String {
            let report = try report(at: time) {
                badge(&$0)
                $0["awardedDate"] = .string(awarded)
            }
            expectWords(report)
            return report.decision
        }
        #expect(try decision("2026-11-22T00:00:00Z") == "valid")
        // It is tomorrow already where the day begins, 14 hours before it does in Greenwich.
        #expect(try decision("2026-11-23T00:00:00Z", at: "2026-11-22T10:00:00Z") == "valid")
        #expect(try decision("2026-11-23T00:00:00Z") == "validity AWARDED_IN_FUTURE")
        #expect(try decision("2027-06-26T00:00:00Z") == "validity AWARDED_IN_FUTURE")
        #expect(try decision("2026-06-26T00:00:00Z") == "valid")
    }

    @Test("a badge that is called a micro-credential and claims no profile is told apart from one that follows it")
    func microCredentialByName() throws {
        let report = try report {
            $0["@context"] = [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ]
            $0["issuer"]?["issuerCountry"] = nil
            $0["credentialSubject"] = [
                "type": ["AchievementSubject"],
                "achievement": ["achievementType": "MicroCredential", "name": "A badge"],
            ]
        }
        #expect(report[.profile]?.code == "PROFILE_BY_NAME_ALONE")
        #expect(report[.profile]?.outcome == .notApplicable)
        for language in Language.allCases {
            #expect(report[.profile]?.message(in: language).contains("11") == true)
        }
    }

    @Test("words of the profile without its context leave the profile undecided")
    func undefinedTerms() throws {
        let report = try report {
            $0["@context"] = [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ]
        }
        #expect(report.decision == "profile PROFILE_CONTEXT_MISSING")
        #expect(report.verdict == .undecided)
        expectWords(report)
    }

    @Test("a certificate of the profile that leaves out the version is asked for all eleven elements")
    func unversioned() throws {
        let report = try report {
            $0["credentialSubject"]?["achievement"]?["profileVersion"] = nil
            $0["credentialSubject"]?["achievement"]?["certificateKind"] = "microCredential"
            $0["credentialSubject"]?["achievement"]?["learningOutcomes"] = nil
        }
        #expect(report.decision == "profile PROFILE_INCOMPLETE")
    }

    @Test("the machine-readable report has the original beside a translated title")
    func originalTitle() throws {
        let report = try report {
            $0["credentialSubject"]?["achievement"]?["inLanguage"] = "nl"
            $0["credentialSubject"]?["achievement"]?["titleTranslations"] = ["en": "Master of Everything"]
        }
        let text = String(decoding: report.json(inputName: "x").serialized(), as: UTF8.self)
        #expect(text.contains("\"title\":\"Master of Everything\""))
        #expect(text.contains("\"originalTitle\":\"Blended Learning Design for Adult Educators\""))
    }

    @Test("a data model that fails speaks with its error, not with a warning that comes first")
    func speaksWithError() throws {
        let report = try report {
            $0["issuanceDate"] = "2026-06-30T10:00:00Z"
            $0["relatedResource"] = [["id": "https://x.example/a"]]
        }
        #expect(report.decision == "dataModel RESOURCE_DIGEST_MISSING")
        let finding = try #require(report[.dataModel]?.findings.first { $0.severity == .error })
        #expect(
            report[.dataModel]?.message(in: .english) == DataModelMessages.sentence(for: finding, in: .english))
    }
}
