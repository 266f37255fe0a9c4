import Encodings
import TestSupport
import Testing

@testable import Credentials

private let subject = "credentialSubject"
private let achievement = "credentialSubject/achievement"

/// Each of the eleven elements missing, and each wrong, in the order of the elements.
private let elementChanges: [Change] = [
    Change(
        "MC01", at: "/credentialSubject/learnerFamilyName", Edit(subject + "/learnerFamilyName", nil),
        Edit(subject + "/learnerGivenNames", nil), Edit(subject + "/identifier", nil)),
    Change("MC01", at: "/credentialSubject/learnerGivenNames", Edit(subject + "/learnerGivenNames", nil)),
    Change("MC01", at: "/credentialSubject/learnerFamilyName", Edit(subject + "/learnerFamilyName", "  ")),
    Change(
        "MC01", at: "/credentialSubject/learnerFamilyName", variant: "odd",
        Edit(subject + "/learnerFamilyName", "lotte@leiehove.example")),
    Change(
        "MC01", at: "/credentialSubject/identifier/0/identityHash", variant: "other",
        Edit(subject + "/identifier/0/identityHash", "Marie Verhaegen")),
    Change(
        "MC01", at: "/credentialSubject/identifier/1/identityHash", variant: "other",
        Edit(
            subject + "/identifier",
            [
                [
                    "type": "IdentityObject", "hashed": false, "identityType": "name",
                    "identityHash": "Verhaegen, Lotte",
                ],
                ["type": "IdentityObject", "hashed": false, "identityType": "name", "identityHash": "Lotte"],
            ])),
    Change(
        "MC01", at: "/credentialSubject/identifier/0/identityHash", variant: "other",
        Edit(subject + "/learnerFamilyName", nil), Edit(subject + "/learnerGivenNames", nil),
        Edit(
            subject + "/identifier",
            [
                ["type": "IdentityObject", "hashed": false, "identityType": "name", "identityHash": "Lotte Verhaegen"],
                ["type": "IdentityObject", "hashed": false, "identityType": "name", "identityHash": "Marie Verhaegen"],
            ])),
    Change(
        "MC01", at: "/credentialSubject/learnerGivenNames", variant: "odd",
        Edit(subject + "/learnerGivenNames", "Lotte 2")),
    Change("MC01", at: "/credentialSubject/learnerGivenNames", Edit(subject + "/learnerGivenNames", 5)),
    Change(
        "MC01", at: "/credentialSubject/identifier/0/identityHash", variant: "odd",
        Edit(subject + "/learnerFamilyName", nil), Edit(subject + "/learnerGivenNames", nil),
        Edit(subject + "/identifier/0/identityHash", "student 12")),
    Change("MC02", at: "/credentialSubject/achievement/name", Edit(achievement + "/name", nil)),
    Change("MC02", at: "/credentialSubject/achievement/name", Edit(achievement + "/name", " \n")),
    Change("MC02", at: "/credentialSubject/achievement/name", Edit(achievement + "/name", ["A title in a list"])),
    Change(
        "MC02", at: "/credentialSubject/achievement/name", variant: "noLanguage", Edit(achievement + "/name", nil),
        Edit(achievement + "/inLanguage", nil)),
    Change("MC02", at: "/credentialSubject/achievement/name", variant: "code", Edit(achievement + "/name", "MC-BLD-6")),
    Change("MC02", at: "/credentialSubject/achievement/name", variant: "code", Edit(achievement + "/name", "XY_77")),
    Change(
        "MC02", at: "/credentialSubject/achievement/name", variant: "long",
        Edit(achievement + "/name", .string(String(repeating: "é ", count: 126)))),
    Change(
        "MC02", at: "/credentialSubject/achievement/titleTranslations/nl", variant: "long",
        Edit(achievement + "/titleTranslations/nl", .string(String(repeating: "ab ", count: 84)))),
    Change("MC03", at: "/issuer/issuerCountry", Edit("issuer/issuerCountry", nil)),
    Change("MC03", at: "/issuer/issuerCountry", Edit("issuer/issuerCountry", [])),
    Change("MC03", at: "/issuer/issuerCountry", variant: "near", Edit("issuer/issuerCountry", "Belgum")),
    Change(
        "MC03", at: "/issuer/issuerCountry", variant: "unknown",
        Edit("issuer/issuerCountry", "http://publications.europa.eu/resource/authority/country/XXX")),
    Change(
        "MC03", at: "/issuer/issuerCountry/1", variant: "unknown",
        Edit(
            "issuer/issuerCountry",
            ["http://publications.europa.eu/resource/authority/country/BEL", "http://example.org/atlantis"]
        )),
    Change("MC04", at: "/issuer/name", variant: "name", Edit("issuer/name", nil)),
    Change("MC04", at: "/issuer/name", variant: "name", Edit("issuer/name", "")),
    Change(
        "MC04", at: "/credentialSubject/achievement/awardingBodies",
        Edit(
            achievement + "/awardingBodies",
            [
                [
                    "bodyName": "Nova Academy",
                    "bodyCountry": "http://publications.europa.eu/resource/authority/country/NLD",
                ]
            ]
        )),
    Change(
        "MC04", at: "/credentialSubject/achievement/awardingBodies/0", variant: "name",
        Edit(
            achievement + "/awardingBodies",
            [["bodyCountry": "http://publications.europa.eu/resource/authority/country/NLD"]]
        )),
    Change(
        "MC04", at: "/credentialSubject/achievement/awardingBodies/0", variant: "country",
        Edit(achievement + "/awardingBodies", [["bodyName": "Leiehove University"]])),
    Change("MC05", at: "/awardedDate", variant: "missing", Edit("awardedDate", nil)),
    Change("MC05", at: "/awardedDate", variant: "unreadable", Edit("awardedDate", "26 June 2026")),
    Change("MC05", at: "/awardedDate", variant: "unreadable", Edit("awardedDate", "2026-06-31T00:00:00Z")),
    Change("MC05", at: "/awardedDate", Edit("awardedDate", "2026-07-02T00:00:00Z")),
    Change("MC05", at: "/validFrom", variant: "notSigned", Edit("validFrom", nil)),
    Change("MC05", at: "/validUntil", variant: "end", Edit("validUntil", "2026-06-30T10:00:00Z")),
    Change("MC05", at: "/validUntil", variant: "endUnreadable", Edit("validUntil", "2028-12-31T23:59:60Z")),
    Change("MC05", at: "/validUntil", variant: "endUnreadable", Edit("validUntil", "10000-01-01T00:00:00Z")),
    Change("MC06", at: "/credentialSubject/achievement/learningOutcomes", Edit(achievement + "/learningOutcomes", nil)),
    Change("MC06", at: "/credentialSubject/achievement/learningOutcomes", Edit(achievement + "/learningOutcomes", [])),
    Change(
        "MC06", at: "/credentialSubject/achievement/learningOutcomes/1",
        Edit(achievement + "/learningOutcomes/1/outcomeText", nil)),
    Change(
        "MC06", at: "/credentialSubject/achievement/learningOutcomes/1/outcomeText", variant: "short",
        Edit(achievement + "/learningOutcomes/1/outcomeText", "   Can design.   ")),
    Change(
        "MC06c", at: "/credentialSubject/achievement/learningOutcomes/0/escoSkills/0",
        Edit(achievement + "/learningOutcomes/0/escoSkills/0", "http://data.europa.eu/esco/occupation/5fd5c985")),
    Change(
        "MC07", at: "/credentialSubject/achievement/ectsCredits", Edit(achievement + "/ectsCredits", nil),
        Edit(achievement + "/workloadHours", nil)),
    Change(
        "MC07", at: "/credentialSubject/achievement/ectsCredits", Edit(achievement + "/ectsCredits", "0"),
        Edit(achievement + "/workloadHours", "0.00")),
    Change(
        "MC07", at: "/credentialSubject/achievement/ectsCredits", variant: "unreadable",
        Edit(achievement + "/ectsCredits", "six")),
    Change("MC07", at: "/credentialSubject/achievement/ectsCredits", Edit(achievement + "/ectsCredits", 6)),
    Change(
        "MC07", at: "/credentialSubject/achievement/teachingPeriods", variant: "unreadable",
        Edit(achievement + "/teachingPeriods", "-60")),
    Change("MC08", at: "/credentialSubject/achievement/levelStatus", Edit(achievement + "/levelStatus", nil)),
    Change("MC08", at: "/credentialSubject/achievement/levelStatus", Edit(achievement + "/levelStatus", "high")),
    Change(
        "MC08", at: "/credentialSubject/achievement/levelStatus", variant: "contradiction",
        Edit(achievement + "/levelStatus", "notLevelled")),
    Change(
        "MC08", at: "/credentialSubject/achievement/levelStatus", Edit(achievement + "/eqfLevel", nil),
        Edit(achievement + "/nqfLevel", nil)),
    Change(
        "MC08", at: "/credentialSubject/achievement/eqfLevel", variant: "unknown",
        Edit(achievement + "/eqfLevel", "http://data.europa.eu/snb/eqf/9")),
    Change(
        "MC08", at: "/credentialSubject/achievement/nqfLevel", variant: "unknown",
        Edit(achievement + "/nqfLevel", "http://data.europa.eu/snb/qdr/c_95fec239")),
    Change(
        "MC08", at: "/credentialSubject/achievement/nqfLevel", variant: "unknown",
        Edit(achievement + "/nqfLevel", "http://data.europa.eu/snb/qdr/c_ed96825f"),
        Edit("issuer/issuerCountry", "http://publications.europa.eu/resource/authority/country/FRA")),
    Change(
        "MC08b", at: "/credentialSubject/achievement/eqfLevel",
        Edit(achievement + "/eqfLevel", "http://data.europa.eu/snb/eqf/6"), Edit(achievement + "/qfEheaCycle", nil)),
    Change(
        "MC08c", at: "/credentialSubject/achievement/qfEheaCycle", variant: "first",
        Edit(achievement + "/qfEheaCycle", "first")),
    Change(
        "MC08c", at: "/credentialSubject/achievement/qfEheaCycle", variant: "third",
        Edit(achievement + "/qfEheaCycle", "third")),
    Change(
        "MC08c", at: "/credentialSubject/achievement/qfEheaCycle", variant: "short",
        Edit(achievement + "/qfEheaCycle", "short")),
    Change(
        "MC08c", at: "/credentialSubject/achievement/qfEheaCycle", variant: "second",
        Edit(achievement + "/qfEheaCycle", "second"),
        Edit(achievement + "/eqfLevel", "http://data.europa.eu/snb/eqf/6"),
        Edit(achievement + "/nqfLevel", nil), Edit(achievement + "/alignment", nil)),
    Change("MC08c", at: "/credentialSubject/achievement/qfEheaCycle", Edit(achievement + "/qfEheaCycle", "fourth")),
    Change(
        "MC08b", at: "/credentialSubject/achievement/eqfLevel", variant: "alignment",
        Edit(achievement + "/alignment/0/targetUrl", "http://data.europa.eu/snb/eqf/8")),
    Change(
        "MC08b", at: "/credentialSubject/achievement/eqfLevel", variant: "alignment",
        Edit(
            achievement + "/alignment",
            [["type": ["Alignment"], "targetName": "x", "targetUrl": "http://data.europa.eu/snb/qdr/c_65235ec5"]])),
    Change(
        "MC08", at: "/credentialSubject/achievement/levelStatus", variant: "contradiction",
        Edit(achievement + "/levelStatus", "notLevelled"), Edit(achievement + "/eqfLevel", nil),
        Edit(achievement + "/nqfLevel", nil), Edit(achievement + "/qfEheaCycle", nil)),
    Change(
        "MC09", at: "/credentialSubject/achievement/assessmentTypes/1", variant: "summary",
        Edit(
            achievement + "/assessments",
            [["assessmentType": ["http://data.europa.eu/snb/assessment/4f03b91c0e"]]])),
    Change(
        "MC09", at: "/credentialSubject/achievement/assessmentTypes/0", variant: "summary",
        Edit(achievement + "/assessmentTypes", [5]),
        Edit(
            achievement + "/assessments",
            [["assessmentType": ["http://data.europa.eu/snb/assessment/4f03b91c0e"]]])),
    Change("MC09", at: "/credentialSubject/achievement/assessmentTypes", Edit(achievement + "/assessmentTypes", nil)),
    Change("MC09", at: "/credentialSubject/achievement/assessmentTypes", Edit(achievement + "/assessmentTypes", [])),
    Change(
        "MC09", at: "/credentialSubject/achievement/assessmentTypes/0",
        Edit(achievement + "/assessmentTypes", ["urn:epass:concept:home-made"])),
    Change(
        "MC09", at: "/credentialSubject/achievement/assessmentTypes/1", variant: "unknown",
        Edit(achievement + "/assessmentTypes/1", "oral exmination")),
    Change(
        "MC09b", at: "/credentialSubject/achievement/assessmentTypes/0",
        Edit(achievement + "/assessmentTypes", ["http://data.europa.eu/snb/assessment/7331eb4762"])),
    Change(
        "MC10", at: "/credentialSubject/achievement/participationModes", Edit(achievement + "/participationModes", nil)),
    Change(
        "MC10", at: "/credentialSubject/achievement/participationModes/0", variant: "unknown",
        Edit(achievement + "/participationModes/0", "blendid")),
    Change(
        "MC10", at: "/credentialSubject/achievement/participationModes/0",
        Edit(achievement + "/participationModes/0", "http://data.europa.eu/snb/assessment/4f03b91c0e")),
    Change("MC11", at: "/credentialSubject/achievement/qualityAssurance", Edit(achievement + "/qualityAssurance", nil)),
    Change(
        "MC11", at: "/credentialSubject/achievement/qualityAssurance/0", variant: "type",
        Edit(achievement + "/qualityAssurance/0/qaType", nil)),
    Change(
        "MC11", at: "/credentialSubject/achievement/qualityAssurance/0", variant: "scope",
        Edit(achievement + "/qualityAssurance/0/qaScope", nil)),
    Change(
        "MC11", at: "/credentialSubject/achievement/qualityAssurance/0/qaBody", variant: "body",
        Edit(achievement + "/qualityAssurance/0/qaBody", " ")),
    Change(
        "MC11", at: "/credentialSubject/achievement/qualityAssurance/0/qaType", variant: "unknown",
        Edit(achievement + "/qualityAssurance/0/qaType", "institutionl")),
    Change(
        "MC11", at: "/credentialSubject/achievement/qualityAssurance/0/qaScope", variant: "unknown",
        Edit(achievement + "/qualityAssurance/0/qaScope", "everything")),
]

/// What is no missing element, but wrong or doubtful.
private let furtherChanges: [Change] = [
    Change(
        "MC01b", at: "/credentialSubject/learnerDateOfBirth", severity: .warning, Edit(subject + "/id", nil),
        Edit(subject + "/learnerDateOfBirth", nil)),
    Change(
        "MC01b", at: "/credentialSubject/learnerDateOfBirth", severity: .warning, Edit(subject + "/id", nil),
        Edit(subject + "/learnerDateOfBirth", "9 March 1984")),
    Change(
        "MC01c", at: "/credentialSubject/achievement/description",
        Edit(achievement + "/description", "Contact 85.07.30-033.28 for more")),
    Change(
        "MC01c", at: "/credentialSubject/identifier/1/identityHash", variant: "hashed",
        Edit(
            subject + "/identifier",
            [
                ["type": "IdentityObject", "hashed": false, "identityType": "name", "identityHash": "Lotte Verhaegen"],
                [
                    "type": "IdentityObject", "hashed": true, "identityType": "nationalIdentityNumber",
                    "identityHash": "sha256$ab", "salt": "s",
                ],
            ])),
    Change(
        "MC01c", at: "/credentialSubject/identifier/1/identityHash",
        Edit(
            subject + "/identifier",
            [
                ["type": "IdentityObject", "hashed": false, "identityType": "name", "identityHash": "Lotte Verhaegen"],
                [
                    "type": "IdentityObject", "hashed": false, "identityType": "nationalIdentityNumber",
                    "identityHash": "123",
                ],
            ]
        )),
    Change(
        "MC05", at: "/awardedDate", severity: .warning, variant: "early",
        Edit(subject + "/activityEndDate", "2026-06-27T00:00:00Z")),
    Change(
        "MC06b", at: "/credentialSubject/achievement/learningOutcomes/0/outcomeText", severity: .warning,
        Edit(achievement + "/learningOutcomes/0/outcomeText", "Introduction to blended learning")),
    Change(
        "MC06b", at: "/credentialSubject/achievement/learningOutcomes/0/outcomeText", severity: .warning,
        Edit(achievement + "/learningOutcomes/0/outcomeText", " inleiding TOT blended leren")),
    Change(
        "MC06b", at: "/credentialSubject/achievement/learningOutcomes/1/outcomeText", severity: .warning,
        Edit(achievement + "/learningOutcomes/1/outcomeText", "Blended Learning Design for Adult Educators")),
    Change(
        "MC07b", at: "/credentialSubject/achievement/ectsCredits", severity: .warning,
        Edit(achievement + "/ectsCredits", nil)),
    Change(
        "MC07c", at: "/credentialSubject/achievement/workloadHours", severity: .warning,
        Edit(achievement + "/workloadHours", "149.99")),
    Change(
        "MC07c", at: "/credentialSubject/achievement/workloadHours", severity: .warning,
        Edit(achievement + "/workloadHours", "180.01")),
    Change(
        "MC11b", at: "/credentialSubject/achievement/qualityAssurance/0/qaValidUntil", severity: .warning,
        Edit(achievement + "/qualityAssurance/0/qaValidUntil", "2026-06-25")),
    Change(
        "MO2", at: "/credentialSubject/achievement/supervisionAndIdVerification",
        Edit(achievement + "/supervisionAndIdVerification", "supervised")),
    Change(
        "MO2", at: "/credentialSubject/achievement/supervisionAndIdVerification", severity: .warning,
        variant: "missing",
        Edit(achievement + "/supervisionAndIdVerification", nil),
        Edit(achievement + "/participationModes/0", "http://data.europa.eu/snb/learning-assessment/920fbb3cbe")),
    Change("MO3", at: "/credentialSubject/result/0/value", Edit(subject + "/result/0/value", "8")),
    Change("MO3", at: "/credentialSubject/result/0/value", variant: "scale", Edit(subject + "/result/0/value", "21")),
    Change("MO3", at: "/credentialSubject/result/0/value", variant: "scale", Edit(subject + "/result/0/value", "good")),
    Change(
        "MO3", at: "/credentialSubject/result/0/status", variant: "status",
        Edit(subject + "/result/0/status", "InProgress")),
    Change(
        "MO3", at: "/credentialSubject/result/1/value",
        Edit(
            subject + "/result",
            [
                [
                    "type": ["Result"], "resultDescription": "urn:uuid:0f8d2b0e-3f0c-4df5-8f2e-0a7a4d6f7a01",
                    "value": "15",
                ],
                [
                    "type": ["Result"], "resultDescription": "urn:uuid:0f8d2b0e-3f0c-4df5-8f2e-0a7a4d6f7a01",
                    "value": "8",
                ],
            ])),
    Change(
        "MO3", at: "/credentialSubject/result/1/status", variant: "status",
        Edit(subject + "/result", [["type": ["Result"], "value": "15"], ["type": ["Result"], "status": "Failed"]])),
    Change(
        "MO3", at: "/credentialSubject/result/0/value",
        Edit(
            achievement + "/resultDescription",
            [
                ["id": "urn:x:other", "valueMin": "0", "valueMax": "20", "requiredValue": "10"],
                [
                    "id": "urn:uuid:0f8d2b0e-3f0c-4df5-8f2e-0a7a4d6f7a01", "valueMin": "0", "valueMax": "100",
                    "requiredValue": "50",
                ],
            ])),
    Change(
        "MO3", at: "/credentialSubject/result/0/resultDescription", variant: "noScale",
        Edit(subject + "/result/0/resultDescription", "urn:x:nowhere")),
    Change(
        "MO3", at: "/credentialSubject/result/0", variant: "noScale",
        Edit(subject + "/result/0/resultDescription", nil),
        Edit(
            achievement + "/resultDescription",
            [["id": "urn:x:1", "requiredValue": "10"], ["id": "urn:x:2", "requiredValue": "50"]])),
    Change(
        "MO3", at: "/credentialSubject/result/0/status", variant: "status", Edit(subject + "/result/0/status", "Failed")
    ),
    Change(
        "MO4", at: "/credentialSubject/achievement/stackability", severity: .warning,
        Edit(achievement + "/stackability/stacksTowards", nil)),
    Change(
        "MO4", at: "/credentialSubject/achievement/stackability/stackabilityOption", variant: "unknown",
        Edit(achievement + "/stackability/stackabilityOption", "stakable")),
    Change(
        "MO5", at: "/credentialSubject/achievement/furtherInformation/0",
        Edit(achievement + "/furtherInformation", ["javascript:alert(1)"])),
    Change(
        "MO5", at: "/credentialSubject/achievement/qualityAssurance/0/qaReport",
        Edit(achievement + "/qualityAssurance/0/qaReport", "file:///report")),
]

@Test("finds nothing in the complete example, neither at a glance nor by the rules")
func acceptsCompleteExample() throws {
    let view = try Example.view(of: Example.document)
    #expect(ProfileGlance.isClear(view.node))
    let report = MicroCredentialProfile.fullReport(on: view)
    #expect(report.findings.map(\.code) == [])
    #expect(report.isComplete)
    #expect(report.presentCount == 11)
}

@Test(
    "tells a missing or wrong element by exactly one code, with its place and a sentence in both languages",
    arguments: elementChanges)
func findsElement(_ change: Change) throws {
    let report = try check(change)
    let element = try #require(ProfileRules.element(of: change.code))
    #expect(!report.isComplete)
    #expect(report.presentCount == 10)
    #expect(report.incompleteElements == [element])
}

@Test(
    "tells what is doubtful by exactly one code, with its place and a sentence in both languages",
    arguments: furtherChanges)
func findsDoubt(_ change: Change) throws {
    let report = try check(change)
    // A national number is an error about the learner, though all eleven elements are there.
    #expect(report.isComplete == (change.code != "MC01c"))
}

private func check(_ change: Change) throws -> ProfileReport {
    let report = MicroCredentialProfile.report(on: try Example.view(of: change.document))
    #expect(report.findings.map(\.code) == [change.code])
    let finding = try #require(report.findings.first)
    #expect(finding.severity == change.severity)
    #expect(finding.place == change.place)
    #expect(finding.variant == change.variant)
    for language in Language.allCases {
        let sentence = ProfileCatalogue.sentence(for: finding, in: language)
        #expect(sentence.contains(" ") && !sentence.contains("{"), "\(sentence)")
        if let variant = change.variant {
            #expect(ProfileCatalogue.keys(in: language).contains(change.code + "." + variant))
        }
    }
    return report
}

@Test("tells a missing element from a wrong one")
func tellsMissingFromWrong() throws {
    let missing = Example.document.setting(achievement + "/learningOutcomes", to: nil)
    let wrong = Example.document.setting(achievement + "/learningOutcomes/0/outcomeText", to: "short")
    #expect(MicroCredentialProfile.report(on: try Example.view(of: missing)).state(of: .learningOutcomes) == .missing)
    #expect(MicroCredentialProfile.report(on: try Example.view(of: wrong)).state(of: .learningOutcomes) == .wrong)
    #expect(MicroCredentialProfile.report(on: try Example.view(of: wrong)).state(of: .level) == .present)
}

@Test("names all eleven elements as missing in a credential without any")
func namesAllElements() throws {
    let view = try Example.view(of: ["issuer": "did:example:a", "credentialSubject": ["id": "did:example:b"]])
    let report = MicroCredentialProfile.report(on: view)
    #expect(report.presentCount == 0)
    #expect(report.incompleteElements == ProfileElement.allCases)
    #expect(ProfileElement.allCases.allSatisfy { report.state(of: $0) == .missing })
}

@Test("accepts what a country elsewhere writes, by its form, and in Belgium by the list alone")
func acceptsForeignLevels() throws {
    let foreign = Example.document.setting(achievement + "/nqfLevel", to: "http://data.europa.eu/snb/qdr/c_0123abcd")
        .setting("issuer/issuerCountry", to: "http://publications.europa.eu/resource/authority/country/FRA")
    #expect(MicroCredentialProfile.report(on: try Example.view(of: foreign)).findings.isEmpty)
    let belgian = Example.document.setting(achievement + "/nqfLevel", to: "http://data.europa.eu/snb/qdr/c_0123abcd")
    #expect(MicroCredentialProfile.report(on: try Example.view(of: belgian)).findings.map(\.code) == ["MC08"])
}

@Test("asks for no form of participation where competences were recognised without a course")
func waivesParticipation() throws {
    let document = Example.document.setting(achievement + "/participationModes", to: nil)
        .setting(achievement + "/awardBasis", to: "evc")
    #expect(MicroCredentialProfile.report(on: try Example.view(of: document)).findings.isEmpty)
}

@Test("accepts an issuer that signs for others with a mandate, and a joint award that lists it")
func acceptsJointAwards() throws {
    let other: JSONValue = [
        "bodyName": "Nova Academy", "bodyCountry": "http://publications.europa.eu/resource/authority/country/NLD",
    ]
    let own: JSONValue = [
        "bodyIdentifier": "did:web:credentials.leiehove.example", "bodyName": "Leiehove",
        "bodyCountry": "http://publications.europa.eu/resource/authority/country/BEL",
    ]
    let mandated = Example.document.setting(achievement + "/awardingBodies", to: [other])
        .setting(achievement + "/signingMandate", to: "Agreement of 1 March 2026")
    let joint = Example.document.setting(achievement + "/awardingBodies", to: [other, own])
    #expect(MicroCredentialProfile.report(on: try Example.view(of: mandated)).findings.isEmpty)
    #expect(MicroCredentialProfile.report(on: try Example.view(of: joint)).findings.isEmpty)
}

@Test("reports the worst of several subjects")
func reportsSeveralSubjects() throws {
    let good = try #require(Example.document["credentialSubject"])
    let bad = good.setting("achievement/ectsCredits", to: "0").setting("achievement/workloadHours", to: nil)
    let document = Example.document.setting("credentialSubject", to: .array([good, bad]))
    let report = MicroCredentialProfile.report(on: try Example.view(of: document))
    #expect(report.findings.map(\.place) == ["/credentialSubject/1/achievement/ectsCredits"])
    #expect(report.incompleteElements == [.workload])
}

@Test("accepts the design's own example", .enabled(if: Example.publishedPath != nil))
func acceptsPublishedExample() throws {
    let bytes = try Files.read(try #require(Example.publishedPath))
    let view = CredentialView(try JSONDocument(parsing: bytes, limits: .credential).root)
    #expect(MicroCredentialProfile.applies(to: view))
    #expect(ProfileGlance.isClear(view.node))
    #expect(MicroCredentialProfile.fullReport(on: view).findings.isEmpty)
}

@Test("says a thing twenty times and no more, whatever a document holds")
func limitsFindings() throws {
    let many = JSONValue.array(Array(repeating: "x", count: 2_000))
    let document = Example.document.setting(achievement + "/learningOutcomes", to: many)
        .setting(achievement + "/qualityAssurance", to: many)
        .setting(achievement + "/furtherInformation", to: .array(Array(repeating: "javascript:x", count: 2_000)))
    let report = MicroCredentialProfile.report(on: try Example.view(of: document))
    for code in ["MC06", "MC11", "MO5"] { #expect(report.findings.count { $0.code == code } == 20) }
    #expect(report.incompleteElements == [.learningOutcomes, .qualityAssurance])
}
