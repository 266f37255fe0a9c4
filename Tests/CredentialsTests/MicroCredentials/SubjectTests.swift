import Credentials
import Encodings
import Testing

@Test("keeps no more findings than people read, and says how many more there are")
func capsFindingsOverSubjects() throws {
    let broken: JSONValue = ["achievement": ["profileVersion": "1.0"]]
    let one = MicroCredentialProfile.report(
        on: try Example.view(of: Example.document.setting("credentialSubject", to: broken)))
    let count = one.findings.count { $0.severity == .error }
    let document = Example.document.setting(
        "credentialSubject", to: .array([JSONValue](repeating: broken, count: 150)))
    let report = MicroCredentialProfile.report(on: try Example.view(of: document))
    let errors = report.findings.filter { $0.severity == .error }
    #expect(errors.count == ProfileReport.findingLimit)
    #expect(errors.first?.place == "/credentialSubject/0/learnerFamilyName")
    #expect(report.presentCount == one.presentCount && report.state(of: .learningOutcomes) == .missing)
    let last = try #require(report.findings.last)
    #expect(last.code == ProfileReport.omittedCode && last.severity == .info)
    // Whatever each subject has beside its errors is counted as well.
    let lesser = one.findings.count - count
    let omitted = 150 * count - 100 + max(150 * lesser - 100, 0)
    #expect(ProfileCatalogue.sentence(for: last, in: .english).contains(" \(omitted) "))
    #expect(ProfileCatalogue.sentence(for: last, in: .dutch).contains(" \(omitted) "))
}

@Test("lets no number of warnings hide the error of the last subject")
func warningsHideNoError() throws {
    let subject = Example.document["credentialSubject"] ?? .null
    let warned = subject.setting("activityEndDate", to: "2026-06-29T00:00:00Z")
        .setting("achievement/prerequisites", to: nil).setting("achievement/workloadHours", to: "600")
    let broken = subject.setting("achievement/learningOutcomes", to: nil)
    let document = Example.document.setting(
        "credentialSubject", to: .array([JSONValue](repeating: warned, count: 60) + [broken]))
    let report = MicroCredentialProfile.report(on: try Example.view(of: document))
    #expect(report.findings.count { $0.severity != .error } == ProfileReport.findingLimit + 1)
    #expect(report.findings.filter { $0.severity == .error }.map(\.code) == ["MC06"])
    #expect(report.worst == .error)
}

@Test("finds a national number once, whichever of the subjects has it")
func findsNationalNumberInAnySubject() throws {
    let subject = Example.document["credentialSubject"] ?? .null
    let telling = subject.setting("achievement/description", to: "Number 85.07.30-033.28")
    let document = Example.document.setting("credentialSubject", to: .array([subject, subject, telling]))
    let report = MicroCredentialProfile.report(on: try Example.view(of: document))
    #expect(report.findings.map(\.code) == ["MC01c"])
    #expect(report.findings.first?.place == "/credentialSubject/2/achievement/description")
}
