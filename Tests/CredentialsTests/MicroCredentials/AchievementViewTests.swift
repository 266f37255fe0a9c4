import Credentials
import Encodings
import TestSupport
import Testing

@Test("shows a micro-credential in the language that was asked for, where it has it")
func showsMicroCredential() throws {
    let view = AchievementView(try Example.view(of: Example.document))
    #expect(view.title(in: .english) == "Blended Learning Design for Adult Educators")
    #expect(view.title(in: .dutch) == "Blended leren ontwerpen")
    #expect(view.hasTitle(in: .dutch))
    #expect(view.kind(in: .dutch) == "microcredential")
    #expect(view.learnerName == "Lotte Verhaegen")
    #expect(view.learnerDateOfBirth == "1984-03-09")
    #expect(view.issuerName == "Leiehove University")
    #expect(view.issuerCountries.map(\.dutch) == ["België"])
    #expect(view.awardedOn?.description == "2026-06-26")
    #expect(view.workload(in: .english) == ["6 ECTS", "165 hours"])
    #expect(view.workload(in: .dutch) == ["6 ECTS", "165 uur"])
    #expect(view.level(in: .english) == "level 7 (EQF, FQF)")
    #expect(view.level(in: .dutch) == "niveau 7 (EQF, VKS)")
    #expect(view.grade == "15/20")
    #expect(
        view.learningOutcomes(in: .dutch) == [
            "Redesign an existing module as a blended module.", "Beoordeelt de toegankelijkheid.",
        ])
    #expect(view.assessmentTypes(in: .dutch) == ["portfolio", "mondeling examen"])
    #expect(view.participationModes(in: .english) == ["blended"])
    #expect(view.qualityAssurance(in: .english) == ["institutional quality assurance, Accreditation body"])
    #expect(view.prerequisites(in: .english) == "Bachelor's degree or equivalent experience.")
}

@Test("shows what any other Open Badge says, and makes nothing of what it leaves open")
func showsOtherBadge() throws {
    let text = #"""
        {"name":[{"@value":"Verpleegkunde","@language":"nl"},{"@value":"Nursing","@language":"en"}],
        "issuer":{"id":"did:key:z6Mk","name":"Example College"},"validFrom":"2025-03-03T12:00:00+01:00",
        "credentialSubject":{"identifier":[{"identityType":"emailAddress","hashed":true,"identityHash":"sha256$x"},
        {"identityType":"name","hashed":false,"identityHash":"J. Doe"}],"creditsEarned":2.5,
        "achievement":{"achievementType":"Badge","alignment":[{"targetUrl":"http://data.europa.eu/snb/eqf/6"}],
        "resultDescription":[{"valueMax":"A"}]},"result":[{"value":"B"}]}}
        """#
    let view = AchievementView(CredentialView(try JSONDocument(parsing: Array(text.utf8), limits: .credential).root))
    #expect(view.isAchievement)
    #expect(view.title(in: .dutch) == "Verpleegkunde" && view.title(in: .english) == "Nursing")
    #expect(view.kind(in: .english) == "Badge")
    #expect(view.learnerName == "J. Doe" && view.issuerName == "Example College")
    #expect(view.awardedOn?.description == "2025-03-03")
    #expect(view.workload(in: .english) == ["2.5 credits"])
    #expect(view.level(in: .english) == "level 6 (EQF)")
    #expect(view.grade == "B")
    #expect(view.learningOutcomes(in: .english).isEmpty)
}

@Test("says that there is no level where that is stated, and nothing where nothing is")
func showsMissingLevel() throws {
    let none = Example.document.setting("credentialSubject/achievement/levelStatus", to: "notLevelled")
    #expect(
        AchievementView(try Example.view(of: none)).level(in: .english) == "no level in a qualifications framework")
    #expect(AchievementView(try Example.view(of: [:])).level(in: .english) == nil)
    #expect(!AchievementView(try Example.view(of: [:])).isAchievement)
}

@Test("names the original beside a translated title, and nothing where they are the same")
func namesOriginalTitle() throws {
    let view = AchievementView(try Example.view(of: Example.document))
    #expect(view.originalTitle(in: .dutch) == "Blended Learning Design for Adult Educators")
    #expect(
        view.titleWithOriginal(in: .dutch) == "Blended leren ontwerpen (Blended Learning Design for Adult Educators)")
    #expect(view.originalTitle(in: .english) == nil)
    #expect(view.titleWithOriginal(in: .english) == "Blended Learning Design for Adult Educators")
    let same = Example.document.setting(
        "credentialSubject/achievement/titleTranslations",
        to: ["nl": "Blended Learning Design for Adult Educators"])
    #expect(AchievementView(try Example.view(of: same)).originalTitle(in: .dutch) == nil)
}

@Test("takes nothing from words of the profile that no context defines")
func ignoresUndefinedTerms() throws {
    let document = Example.document.setting("@context", to: ["https://www.w3.org/ns/credentials/v2"])
    let view = AchievementView(try Example.view(of: document))
    #expect(view.title(in: .dutch) == "Blended Learning Design for Adult Educators")
    #expect(view.learnerDateOfBirth == nil && view.issuerCountries.isEmpty)
    #expect(view.workload(in: .english) == ["6 credits"])
    #expect(view.learningOutcomes(in: .english).isEmpty && view.assessmentTypes(in: .english).isEmpty)
    #expect(view.participationModes(in: .english).isEmpty && view.qualityAssurance(in: .english).isEmpty)
    #expect(view.prerequisites(in: .english) == nil)
    // The name in clear and the alignments are words of Open Badges.
    #expect(view.learnerName == "Lotte Verhaegen")
    #expect(view.level(in: .english) == "level 7 (EQF, FQF)")
}

@Test("shows a mark on the scale that the result names, and on no other")
func showsNamedScale() throws {
    let scales: JSONValue = [
        ["id": "urn:x:other", "valueMax": "20"],
        ["id": "urn:uuid:0f8d2b0e-3f0c-4df5-8f2e-0a7a4d6f7a01", "valueMax": "100"],
    ]
    let document = Example.document.setting("credentialSubject/achievement/resultDescription", to: scales)
    #expect(AchievementView(try Example.view(of: document)).grade == "15/100")
    let path = "credentialSubject/result/0/resultDescription"
    #expect(AchievementView(try Example.view(of: document.setting(path, to: "urn:x:nowhere"))).grade == "15")
    #expect(AchievementView(try Example.view(of: document.setting(path, to: nil))).grade == "15")
    let alone = Example.document.setting(path, to: nil)
    #expect(AchievementView(try Example.view(of: alone)).grade == "15/20")
}

@Test("accepts a name in clear with the words of the names in any order")
func acceptsNameOrders() throws {
    for name in ["Lotte Verhaegen", "Verhaegen Lotte", "Verhaegen, Lotte", "Verhaegen  Lotte"] {
        let document = Example.document.setting("credentialSubject/identifier/0/identityHash", to: .string(name))
        #expect(MicroCredentialProfile.report(on: try Example.view(of: document)).findings.isEmpty, "\(name)")
    }
}

@Test("takes a title without a stated language for one in any language, and one in another language for what it is")
func judgesTheLanguageOfTitles() throws {
    func view(_ achievement: String) throws -> AchievementView {
        let text = #"{"credentialSubject":{"achievement":{"name":"Teamwork"\#(achievement)}}}"#
        let document = try JSONDocument(parsing: Array(text.utf8), limits: .credential)
        return AchievementView(CredentialView(document.root))
    }
    #expect(try view("").hasTitle(in: .english))
    #expect(try view("").hasTitle(in: .dutch))
    #expect(try view(#","inLanguage":"en""#).hasTitle(in: .english))
    #expect(try !view(#","inLanguage":"en""#).hasTitle(in: .dutch))
    #expect(try !view(#","inLanguage":"fr""#).hasTitle(in: .dutch))
}

@Test("counts one hour, period or credit in the singular")
func countsOne() throws {
    let subject = "credentialSubject/achievement/"
    var document = Example.document.setting(subject + "ectsCredits", to: nil).setting(
        "credentialSubject/creditsEarned", to: 1)
    document = document.setting(subject + "workloadHours", to: "1").setting(subject + "teachingPeriods", to: 1)
    let view = AchievementView(try Example.view(of: document))
    #expect(view.workload(in: .english) == ["1 credit", "1 teaching period", "1 hour"])
    #expect(view.workload(in: .dutch) == ["1 credit", "1 lestijd", "1 uur"])
}
