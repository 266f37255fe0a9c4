import Encodings
import Testing

@testable import Credentials

/// One change to the complete example before it is signed, and what the rules must say of it.
struct WrittenChange: Sendable, CustomTestStringConvertible {
    let code: String
    let place: String
    let severity: Finding.Severity
    let phase: ProfilePhase
    let apply: @Sendable (inout MicroCredentialRecord) -> Void

    init(
        _ code: String, at place: String, _ severity: Finding.Severity = .error,
        in phase: ProfilePhase = .specification, _ apply: @escaping @Sendable (inout MicroCredentialRecord) -> Void
    ) {
        self.code = code
        self.place = place
        self.severity = severity
        self.phase = phase
        self.apply = apply
    }

    var testDescription: String { "\(code) at \(place)" }
}

private func text(_ text: String) -> RecordText { Example.text(text, line: 99) }

private let changes: [WrittenChange] = [
    WrittenChange("MC01", at: "june.csv:17:family_name", in: .award) { $0.award?.learner.familyName = nil },
    WrittenChange("MC02", at: "spec.yaml:1:1") { $0.achievement.title.main = nil },
    WrittenChange("MC03", at: "issuer.yaml:1:1") { $0.issuer.countries = [] },
    WrittenChange("MC03", at: "spec.yaml:99:3") { $0.issuer.countries = [text("Vlaanderen")] },
    WrittenChange("MC04", at: "issuer.yaml:1:1") { $0.issuer.name = nil },
    WrittenChange("MC05", at: "june.csv:17:family_name", in: .award) { $0.award?.awardedOn = nil },
    WrittenChange("MC05", at: "spec.yaml:99:3", in: .award) {
        $0.award?.awardedOn = RecordValue(text("2026-07-02"))
    },
    WrittenChange("MC06", at: "spec.yaml:1:1") { $0.achievement.learningOutcomes = [] },
    WrittenChange("MC06", at: "spec.yaml:14:3") { $0.achievement.learningOutcomes[0].text.main = nil },
    WrittenChange("MC07", at: "spec.yaml:1:1") { $0.achievement.workload = NotionalWorkload() },
    WrittenChange("MC08", at: "spec.yaml:1:1") { record in
        record.achievement.level = LevelStatement()
        record.achievement.flandersType = nil
    },
    WrittenChange("MC09", at: "spec.yaml:1:1") { $0.achievement.assessments = [] },
    WrittenChange("MC09", at: "spec.yaml:99:3") { $0.achievement.assessments[0].types = [text("portfollio")] },
    WrittenChange("MC10", at: "spec.yaml:1:1") { $0.achievement.participationModes = [] },
    WrittenChange("MC11", at: "spec.yaml:1:1") { $0.achievement.qualityAssurance = [] },
    WrittenChange("MC11", at: "spec.yaml:30:3") { $0.achievement.qualityAssurance[0].body = nil },
    WrittenChange("MC01c", at: "spec.yaml:99:3") { $0.achievement.criteria.main = text("Ask 85073003328") },
    WrittenChange("MC01c", at: "spec.yaml:99:3", in: .award) { record in
        record.award?.learner.identifiers = [
            LearnerIdentifier(scheme: text("ext:StudentNumber"), value: text("85.07.30-033.28"), isHashed: false)
        ]
    },
    WrittenChange("MO1", at: "spec.yaml:1:1", .info) { $0.achievement.prerequisites = LocalizedText() },
    WrittenChange("MO3", at: "spec.yaml:99:3", in: .award) { $0.award?.grade = text("9.5") },
    WrittenChange("MO3", at: "spec.yaml:99:3", in: .award) { record in
        record.achievement.gradeScale = GradeScale(
            pass: text("voldoende"), labels: [text("onvoldoende"), text("voldoende"), text("goed")])
        record.award?.grade = text("onvoldoende")
    },
    WrittenChange("MO3", at: "spec.yaml:99:3", in: .award) { record in
        record.achievement.gradeScale = GradeScale(pass: text("pass"), labels: [text("fail"), text("pass")])
        record.award?.grade = text("distinction")
    },
    WrittenChange("FL1", at: "spec.yaml:1:3") { $0.achievement.components = [] },
    WrittenChange("FL2", at: "spec.yaml:99:3", .warning) { record in
        record.achievement.workload = NotionalWorkload(ectsCredits: RecordValue(text("24")))
    },
    WrittenChange("FL2", at: "spec.yaml:99:3", .warning) { record in
        record.achievement.workload = NotionalWorkload(ectsCredits: RecordValue(text("2.99")))
    },
    WrittenChange("FL2b", at: "spec.yaml:99:3") { record in
        record.achievement.workload = NotionalWorkload(ectsCredits: RecordValue(text("60")))
    },
    WrittenChange("FL3", at: "spec.yaml:1:1") { record in
        record.achievement.level = LevelStatement(
            status: text("levelled"), national: [text("http://data.europa.eu/snb/qdr/c_65235ec5")])
    },
    WrittenChange("FL4", at: "spec.yaml:1:1") { record in
        record.achievement.level.national = []
    },
    WrittenChange("FL8", at: "spec.yaml:1:3") { record in
        record.achievement.sector = text("adultEducation")
        record.achievement.flandersType = nil
    },
    WrittenChange("FL8", at: "spec.yaml:1:3") { record in
        record.achievement.sector = text("vet")
        record.achievement.flandersType = nil
    },
    WrittenChange("MC01d", at: "spec.yaml:99:3", in: .award) { record in
        record.award?.learner.dateOfBirth = RecordValue(text("2026-02-09"))
    },
    WrittenChange("MC01d", at: "spec.yaml:99:3", in: .award) { record in
        record.award?.activityStart = nil
        record.award?.learner.dateOfBirth = RecordValue(text("2026-06-26"))
    },
    WrittenChange("MC01d", at: "spec.yaml:99:3", .warning, in: .award) { record in
        record.award?.learner.dateOfBirth = RecordValue(text("1884-03-09"))
    },
    WrittenChange("MC05b", at: "spec.yaml:99:3", in: .award) { record in
        record.award?.activityEnd = RecordValue(text("2026-02-08"))
    },
    WrittenChange("MC05b", at: "spec.yaml:99:3", in: .award) { record in
        record.award?.activityEnd = nil
        record.award?.awardedOn = RecordValue(text("2026-02-08"))
    },
    WrittenChange("MC09c", at: "spec.yaml:99:3", .warning) { weigh(&$0, "70", "20") },
    WrittenChange("MC09c", at: "spec.yaml:99:3", .warning) { weigh(&$0, "70", "30.5") },
    WrittenChange("MC09c", at: "spec.yaml:99:3", .warning) { weigh(&$0, "100", nil) },
    WrittenChange("FL5", at: "spec.yaml:99:3", in: .award) { record in
        record.offering.publishedOn = RecordValue(text("2026-02-10"))
    },
    WrittenChange("FL5", at: "spec.yaml:99:3", in: .award) { record in
        record.award?.activityStart = nil
        record.offering.publishedOn = RecordValue(text("2026-06-27"))
    },
    WrittenChange("FL6", at: "spec.yaml:1:3", in: .award) { record in
        record.offering.teachOutUntil = RecordValue(text("2026-06-25"))
    },
    WrittenChange("FL6", at: "spec.yaml:1:3", in: .award) { record in
        record.offering.discontinuedOn = RecordValue(text("2026-06-25"))
    },
    WrittenChange("FL6", at: "spec.yaml:99:3") { record in
        record.offering.discontinuedOn = RecordValue(text("2026-06-25"))
        record.offering.teachOutUntil = RecordValue(text("2026-06-24"))
    },
    WrittenChange("FL7", at: "spec.yaml:1:3", .warning) { record in
        record.offering.authorisedFields = ["0112", "0613"].map { text("http://data.europa.eu/snb/isced-f/" + $0) }
    },
    WrittenChange("FL7", at: "spec.yaml:1:1", .warning) { record in
        record.achievement.fieldsOfStudy = []
        record.offering.authorisedFields = [text("http://data.europa.eu/snb/isced-f/01")]
    },
    WrittenChange("FL10", at: "spec.yaml:99:3", .warning) { record in
        record.achievement.sector = text("secondaryEducation")
        record.achievement.flandersType = nil
        record.achievement.professionalQualification = text("BK-0123")
        record.achievement.certificateKind = text("partialQualification")
    },
    WrittenChange("FL9", at: "spec.yaml:99:3") { $0.achievement.certificateKind = text("partialQualification") },
]

private func weigh(_ record: inout MicroCredentialRecord, _ first: String, _ second: String?) {
    record.achievement.assessments[0].weight = RecordValue(text(first))
    record.achievement.assessments[1].weight = second.map { RecordValue(text($0)) }
}

@Test("finds nothing in dates, weights and fields that just fit")
func acceptsWhatFits() {
    var record = Example.record
    weigh(&record, "33.3", "66.6")
    record.offering.publishedOn = RecordValue(text("2026-02-09"))
    record.offering.discontinuedOn = RecordValue(text("2026-06-01"))
    record.offering.teachOutUntil = RecordValue(text("2026-06-26"))
    record.offering.authorisedFields = [text("http://data.europa.eu/snb/isced-f/01")]
    record.award?.activityEnd = RecordValue(text("2026-02-09"))
    record.award?.learner.dateOfBirth = RecordValue(text("2026-02-08"))
    #expect(ProfileRules.check(record, phase: .award).map(\.code) == [])
    record.offering.teachOutUntil = RecordValue(text("2026-06-01"))
    #expect(ProfileRules.check(record, phase: .award).map(\.code) == ["FL6"])
    #expect(
        ProfileRules.check(record, phase: .credential).isEmpty, "what no credential says is asked of the issuer alone")
}

@Test("does not repeat a date of birth that is wrong")
func repeatsNoDateOfBirth() throws {
    var record = Example.record
    for date in ["2026-03-09", "1826-03-09"] {
        record.award?.learner.dateOfBirth = RecordValue(text(date))
        let finding = try #require(ProfileRules.check(record, phase: .award).first)
        #expect(finding.code == "MC01d")
        for language in Language.allCases {
            #expect(!ProfileCatalogue.sentence(for: finding, in: language).contains(date))
        }
    }
}

@Test(
    "tells what people wrote by exactly one code, with the place in their file and a sentence in both languages",
    arguments: changes)
func findsInFiles(_ change: WrittenChange) throws {
    var record = Example.record
    if change.phase == .specification { record.award = nil }
    change.apply(&record)
    let findings = ProfileRules.check(record, phase: change.phase)
    #expect(findings.map(\.code) == [change.code])
    let finding = try #require(findings.first)
    #expect(finding.place == change.place)
    #expect(finding.severity == change.severity)
    for language in Language.allCases {
        let sentence = ProfileCatalogue.sentence(for: finding, in: language)
        #expect(sentence.contains(" ") && !sentence.contains("{"), "\(sentence)")
    }
}

@Test("finds nothing in the complete example, as a specification and as an award", arguments: ProfilePhase.allCases)
func acceptsCompleteRecord(_ phase: ProfilePhase) throws {
    let now = try Timestamp(parsing: "2026-06-30T10:00:00Z")
    #expect(ProfileRules.check(Example.record, phase: phase, at: now).map(\.code) == [])
}

@Test("asks for no learner and no date before there is one")
func asksForNoLearnerInSpecifications() {
    var record = Example.record
    record.award = nil
    #expect(ProfileRules.check(record, phase: .specification).isEmpty)
    #expect(ProfileRules.check(record, phase: .award).map(\.code) == ["MC01", "MC01b", "MC05"])
}

@Test("refuses to sign in the future, but lets a clock be five minutes ahead")
func refusesFuture() throws {
    let now = try Timestamp(parsing: "2026-06-30T09:55:00Z")
    #expect(ProfileRules.check(Example.record, phase: .award, at: now).isEmpty)
    let findings = ProfileRules.check(Example.record, phase: .award, at: now.adding(seconds: -1))
    #expect(findings.map(\.code) == ["MC05"])
    #expect(findings.first?.variant == "future")
}

@Test("accepts a decision of a day that has begun where it was taken, though not yet in UTC")
func acceptsDayElsewhere() throws {
    var record = Example.record
    record.award?.issuedAt = RecordValue(Example.text("2026-06-30T10:00:00Z"))
    record.award?.awardedOn = RecordValue(Example.text("2026-07-01"))
    #expect(ProfileRules.check(record, phase: .award).isEmpty)
    record.award?.issuedAt = RecordValue(Example.text("2026-06-30T09:59:59Z"))
    #expect(ProfileRules.check(record, phase: .award).map(\.code) == ["MC05"])
}

@Test("names the row where a table has no name")
func namesRow() throws {
    var record = Example.record
    record.award?.learner.familyName = nil
    let finding = try #require(ProfileRules.check(record, phase: .award).first)
    #expect(
        ProfileCatalogue.sentence(for: finding, in: .english)
            == "Row 17: the learner has no name. Enter the family name and given names exactly as on the enrolment.")
    #expect(ProfileCatalogue.sentence(for: finding, in: .dutch).hasPrefix("Rij 17: "))
}

@Test("accepts the one name of a learner who has just one")
func acceptsSingleName() {
    var record = Example.record
    record.award?.learner.familyName = nil
    record.award?.learner.givenNames = nil
    record.award?.learner.singleName = Example.text("Sukarno")
    #expect(ProfileRules.check(record, phase: .award).isEmpty)
}

@Test("takes an acknowledged warning as information, with the reason, and never an error")
func takesAcknowledgements() throws {
    var record = Example.record
    record.award = nil
    record.achievement.workload = NotionalWorkload(ectsCredits: RecordValue(Example.text("24")))
    record.acknowledgements = [Acknowledgement(code: "FL2", reason: "Agreed by the board on 3 May 2026.")]
    let finding = try #require(ProfileRules.check(record, phase: .specification).first)
    #expect(finding.code == "FL2" && finding.severity == .info && !finding.stopsIssuing)
    #expect(finding.acknowledgedReason == "Agreed by the board on 3 May 2026.")
    record.achievement.workload = NotionalWorkload()
    record.acknowledgements = [Acknowledgement(code: "MC07", reason: "We do not know it.")]
    #expect(ProfileRules.check(record, phase: .specification).map(\.stopsIssuing) == [true])
}

@Test("takes the usual size from settings, by country and from the day on which it counts")
func takesBoundsFromSettings() throws {
    var record = Example.record
    record.achievement.workload = NotionalWorkload(ectsCredits: RecordValue(Example.text("24")))
    let three = try #require(ExactDecimal("3"))
    let thirty = try #require(ExactDecimal("30"))
    var settings = ProfileSettings.standard
    settings.creditBounds.append(
        .init(country: "BEL", since: try CalendarDate(parsing: "2026-06-26"), smallest: three, largest: thirty))
    #expect(ProfileRules.check(record, phase: .award, settings: settings).isEmpty)
    record.award?.awardedOn = RecordValue(Example.text("2026-06-25"))
    #expect(ProfileRules.check(record, phase: .award, settings: settings).map(\.code) == ["FL2"])
    record.issuer.countries = [Example.text("http://publications.europa.eu/resource/authority/country/NLD")]
    #expect(ProfileRules.check(record, phase: .award).isEmpty)
}

@Test("warns of a skill that the release at hand does not know")
func warnsOfUnknownSkill() {
    let settings = ProfileSettings(creditBounds: []) { _ in false }
    let findings = ProfileRules.check(Example.record, phase: .award, settings: settings)
    #expect(findings.map(\.code) == ["MC06c"])
    #expect(findings.first?.severity == .warning)
}
