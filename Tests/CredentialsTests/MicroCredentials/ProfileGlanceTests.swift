import Encodings
import TestSupport
import Testing

@testable import Credentials

/// The quick look may say "look properly" of anything, and "surely nothing" only where the rules find nothing.
@Test("never overlooks what a rule finds, in documents changed at random")
func neverOverlooks() throws {
    var clear = 0
    for (trial, generator) in Trials(400) {
        var random = generator
        var document = Example.document
        if random.isOne(in: 3) {
            var records = RandomRecord(random)
            document = Example.document(of: records.record())
        }
        for _ in 0..<random.number(in: 0...2) { document = changed(document, &random) }
        let view = try Example.view(of: document)
        let isClear = ProfileGlance.isClear(view.node)
        let found = MicroCredentialProfile.fullReport(on: view).findings
        if isClear { clear += 1 }
        #expect(!isClear || found.isEmpty, "trial \(trial): \(found.map(\.code))")
    }
    // Without documents that are clear the test would prove nothing.
    #expect(clear > 25)
}

@Test("recognises what the builder makes of a usual record")
func recognisesUsualRecords() throws {
    var record = Example.record
    #expect(ProfileGlance.isClear(try Example.view(of: Example.document(of: record)).node))
    // Most institutions know no identifier of a learner but the day of birth.
    record.award?.learner.id = nil
    record.award?.learner.identifiers = []
    record.award?.learner.dateOfBirth = RecordValue(Example.text("1990-02-03"))
    #expect(ProfileGlance.isClear(try Example.view(of: Example.document(of: record)).node))
    record.award?.learner.dateOfBirth = nil
    #expect(!ProfileGlance.isClear(try Example.view(of: Example.document(of: record)).node))
    record.award?.learner.dateOfBirth = RecordValue(Example.text("3 February 1990"))
    #expect(!ProfileGlance.isClear(try Example.view(of: Example.document(of: record)).node))
    record.award?.learner = Example.record.award?.learner ?? LearnerIdentity()
    record.award?.grade = nil
    record.achievement.gradeScale = nil
    record.achievement.level = LevelStatement(status: Example.text("notLevelled"))
    record.achievement.workload = NotionalWorkload(teachingPeriods: RecordValue(Example.text("60")))
    record.achievement.sector = Example.text("adultEducation")
    record.award?.validUntil = RecordValue(Example.text("2028-06-30T10:00:00Z"))
    #expect(ProfileGlance.isClear(try Example.view(of: Example.document(of: record)).node))
}

/// Values that are wrong, doubtful or right somewhere else.
private let values: [JSONValue] = [
    .null, .boolean(true), 0, 6, .number("2.5"), "", " ", "x", [], .object([]), ["x"], [["x"]],
    "2026-06-31T00:00:00Z", "2026-07-15", "2020-01-01T00:00:00Z", "levelled", "notLevelled", "standalone", "first",
    "http://data.europa.eu/snb/eqf/6", "http://data.europa.eu/snb/qdr/c_65235ec5",
    "http://data.europa.eu/snb/learning-assessment/920fbb3cbe", "http://data.europa.eu/snb/assessment/7331eb4762",
    ["http://data.europa.eu/snb/qdr/c_95fec238", "http://data.europa.eu/snb/qdr/c_65235ec5"],
    "85.07.30-033.28", "Introduction to everything there is", "MC-BLD-6", "javascript:x", "Lotte 2", "0", "999", "24",
    "Blended Learning Design for Adult Educators", "nationalIdentityNumber", "name",
    "Failed", "urn:x:nowhere", "Lotte Verhaegen", "http://data.europa.eu/snb/eqf/8",
    [["assessmentType": ["http://data.europa.eu/snb/assessment/4f03b91c0e"]]],
    [["value": "15"], ["value": "8"]], [["targetUrl": "http://data.europa.eu/snb/eqf/5"]],
    [["identityType": "name", "identityHash": "Marie"], ["identityType": "name", "identityHash": "Lotte Verhaegen"]],
]

/// The document with one value somewhere in it removed, or replaced, or with a member more.
private func changed(_ document: JSONValue, _ random: inout SeededGenerator) -> JSONValue {
    switch document {
    case .object(var members):
        guard !members.isEmpty else { return .object([("x", random.pick(values))]) }
        let index = random.number(in: 0...members.count - 1)
        switch random.number(in: 0...9) {
        case 0: members.remove(at: index)
        case 1: members[index].value = random.pick(values)
        case 2:
            let names = RecordField.allCases.map(\.memberName)
            let name = random.pick(names)
            if !members.contains(where: { $0.name == name }) { members.append((name, random.pick(values))) }
        default: members[index].value = changed(members[index].value, &random)
        }
        return .object(members)
    case .array(var elements):
        guard !elements.isEmpty else { return [random.pick(values)] }
        let index = random.number(in: 0...elements.count - 1)
        switch random.number(in: 0...5) {
        case 0: elements.remove(at: index)
        case 1: elements.append(random.pick(values))
        default: elements[index] = changed(elements[index], &random)
        }
        return .array(elements)
    default: return random.pick(values)
    }
}

@Test("reads and judges any document at all without a fault")
func readsAnything() throws {
    for (_, generator) in Trials(300) {
        var random = RandomJSON(.credential, generator)
        let value = random.value()
        guard let document = try? JSONDocument(parsing: value.serialized(), limits: .credential) else { continue }
        let view = CredentialView(document.root)
        _ = MicroCredentialProfile.applies(to: view)
        _ = MicroCredentialProfile.report(on: view)
        let achievement = AchievementView(view)
        _ = achievement.title(in: .dutch)
        _ = achievement.workload(in: .english)
        _ = achievement.level(in: .english)
    }
}
