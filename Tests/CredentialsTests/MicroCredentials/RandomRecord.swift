import Credentials
import Encodings
import TestSupport

/// Makes random records: each optional field is there or not, texts hold whatever texts may hold.
struct RandomRecord {
    private var random: SeededGenerator
    private let words = [
        "Ontwerpt", "een", "module", "with \"quotes\"", "tabs\tand\nlines", "back\\slash", "é", "e\u{301}", "漢字", "𝄞",
        "/", "{x}",
        "and a long tail of words",
    ]

    init(_ random: SeededGenerator) { self.random = random }

    mutating func record() -> MicroCredentialRecord {
        var record = Example.record
        vary(&record.achievement)
        var award = Example.award
        maybe { award.learner.dateOfBirth = nil }
        maybe { award.activityEnd = nil }
        maybe { award.grade = nil }
        maybe { award.validUntil = RecordValue(Example.text("2028-06-30T10:00:00Z")) }
        if random.isOne(in: 4) {
            award.learner.familyName = nil
            award.learner.givenNames = nil
            award.learner.singleName = text()
        }
        for _ in 0..<random.number(in: 0...2) {
            award.learner.identifiers.append(
                LearnerIdentifier(
                    scheme: Example.text("ext:StudentNumber"), value: text(), isHashed: true, salt: text()))
        }
        record.award = award
        maybe { record.issuer.address = nil }
        if random.isOne(in: 3) {
            record.issuer.countries.append(
                Example.text("http://publications.europa.eu/resource/authority/country/NLD"))
        }
        return record
    }

    private mutating func vary(_ entry: inout AchievementRecord) {
        entry.title = localized()
        entry.description = localized()
        if random.isOne(in: 2) { entry.prerequisites = localized() }
        maybe { entry.workload.hours = nil }
        maybe { entry.workload.teachingPeriods = RecordValue(Example.text("60")) }
        maybe { entry.level = LevelStatement(status: Example.text("notLevelled")) }
        maybe { entry.supervision = nil }
        maybe { entry.stackability = nil }
        maybe { entry.components = [] }
        maybe { entry.gradeScale = nil }
        maybe { entry.sector = nil }
        maybe { entry.flandersType = nil }
        maybe { entry.certificateKind = Example.text("moduleCertificate") }
        maybe { entry.awardBasis = Example.text("mixed") }
        maybe { entry.fieldsOfStudy.append(Example.text("http://data.europa.eu/snb/isced-f/0613")) }
        maybe { entry.furtherInformation = [Example.text("https://www.leiehove.example/mc")] }
        if random.isOne(in: 3) {
            entry.assessments = [
                Assessment(
                    title: localized(), types: entry.assessments.flatMap(\.types),
                    mode: Example.text("http://data.europa.eu/snb/learning-assessment/9191af2ed9"),
                    weight: RecordValue(Example.text("70")))
            ]
        }
        if random.isOne(in: 3) {
            entry.awardingBodies = [
                AwardingBody(
                    id: Example.text("did:web:credentials.leiehove.example"), legalName: text(), registration: text(),
                    country: Example.text("http://publications.europa.eu/resource/authority/country/BEL"),
                    at: Example.text("").place)
            ]
        }
        entry.learningOutcomes = (0..<random.number(in: 1...3)).map { number in
            LearningOutcome(
                text: localized(), type: number == 0 ? Example.text("http://data.europa.eu/snb/skill-type/skill") : nil,
                escoSkills: number == 1
                    ? [
                        .init(
                            iri: Example.text("http://data.europa.eu/esco/skill/5fd5c985-eaaa-47aa-8314-62359c54505a"))
                    ] : [],
                at: Example.text("").place)
        }
    }

    private mutating func maybe(_ change: () -> Void) { if random.isOne(in: 3) { change() } }

    private mutating func text() -> RecordText {
        var parts = ["Toont"]
        for _ in 0..<random.number(in: 2...6) { parts.append(random.pick(words)) }
        return Example.text(parts.joined(separator: " "))
    }

    private mutating func localized() -> LocalizedText {
        var result = LocalizedText(main: text())
        if random.isOne(in: 2) { result.translations = [.init(language: Example.text("nl"), text: text())] }
        return result
    }
}
