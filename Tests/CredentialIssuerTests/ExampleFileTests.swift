import CredentialIssuer
import Credentials
import Encodings
import TestSupport
import Testing

/// The folders of the examples with their specification and learner.
private let examples = [
    ("leiehove-university", "blended-learning", "lotte-verhaegen"), ("centre-de-brug", "dutch-2-1", "amir-rahimi"),
]

/// What an example folder holds, read.
struct ExampleFiles {
    let issuer: IssuerProfile
    let specification: MicroCredentialSpecification
    let learner: LearnerRecord
    let findings: [Finding]

    init(_ folder: String, _ specification: String, _ learner: String) throws {
        let top = Vectors.repository + "/Examples/" + folder
        let specificationReading = SpecificationReader(file: specification + ".yaml")
            .read(try Files.read(top + "/specifications/" + specification + ".yaml"))
        let learnerReading = LearnerRecordReader(file: learner + ".yaml")
            .read(try Files.read(top + "/learners/" + learner + ".yaml"))
        findings = specificationReading.findings + learnerReading.findings
        issuer = try SpecificationText.issuer()
        self.specification = try #require(specificationReading.value)
        self.learner = try #require(learnerReading.value)
    }

    func award() throws -> AwardRecord {
        try learner.award(
            issuedAt: try Timestamp(parsing: "2026-06-30T10:00:00Z"), validFor: specification.validFor
        ) { "5f3c9a7d1e" }
    }
}

@Test("reads the example files without a finding, and issues from them", arguments: examples)
func readsExamples(_ folder: String, _ specification: String, _ learner: String) throws {
    let files = try ExampleFiles(folder, specification, learner)
    #expect(files.findings.map { "\($0.place) \(SpecificationCatalogue.sentence(for: $0, in: .english))" } == [])
    #expect(files.specification.check(for: files.issuer).map(\.code) == [])
    let award = try files.award()
    let record = files.specification.record(of: files.issuer, award: award, learner: files.learner.places)
    #expect(
        ProfileRules.check(record, phase: .award, at: try Timestamp(parsing: "2026-06-30T10:00:00Z")).map(\.code) == [])
    let builder = OpenBadgesBuilder(issuer: record.issuer, achievement: record.achievement)
    let document = try JSONDocument(
        parsing: builder.credential(for: award, id: "urn:uuid:1").serialized(), limits: .credential)
    let view = CredentialView(document.root)
    #expect(MicroCredentialRecord(view) == record)
    #expect(MicroCredentialProfile.applies(to: view))
    #expect(MicroCredentialProfile.report(on: view).findings.map(\.code) == [])
}

@Test("says in an example of adult education what its law says: a module certificate, in teaching periods")
func showsAdultEducation() throws {
    let files = try ExampleFiles("centre-de-brug", "dutch-2-1", "amir-rahimi")
    let record = files.specification.record(of: files.issuer)
    let builder = OpenBadgesBuilder(issuer: record.issuer, achievement: record.achievement)
    let document = builder.credential(for: try files.award(), id: "urn:uuid:1")
    let view = AchievementView(
        CredentialView(try JSONDocument(parsing: document.serialized(), limits: .credential).root))
    #expect(view.title(in: .dutch) == "Nederlands 2.1" && view.title(in: .english) == "Dutch 2.1")
    #expect(view.kind(in: .english) == "module certificate" && view.kind(in: .dutch) == "deelcertificaat")
    #expect(view.workload(in: .english) == ["60 teaching periods"])
    #expect(view.workload(in: .dutch) == ["60 lestijden"])
    #expect(view.level(in: .dutch) == "niveau 2 (EQF, VKS)")
    #expect(view.grade == "goed")
    #expect(view.participationModes(in: .dutch) == ["op de locatie"])
}
