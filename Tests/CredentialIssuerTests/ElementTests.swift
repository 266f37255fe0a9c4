import CredentialIssuer
import Credentials
import Encodings
import TestSupport
import Testing

@Test("finds nothing in a complete specification")
func acceptsComplete() throws {
    #expect(try SpecificationText.complete.check().map(\.code) == [])
}

/// A field of a mandatory element, and the code of its rule.
private let elements = [
    ("title", "MC02"), ("learning_outcomes", "MC06"), ("workload", "MC07"), ("level", "MC08"), ("assessment", "MC09"),
    ("participation", "MC10"), ("quality_assurance", "MC11"),
]

@Test("stops publishing where an element is missing, with the code and sentence of its rule", arguments: elements)
func stopsWithoutElement(_ field: String, _ code: String) throws {
    let findings = try SpecificationText.complete.removing(field).check()
    #expect(findings.map(\.code) == [code])
    #expect(findings.first?.place == "mc.yaml:1:1")
    #expect(findings.first?.stopsIssuing == true)
    findings.forEach(expectSentences)
}

@Test("points at a field whose value was left out", arguments: elements)
func pointsAtEmptyField(_ field: String, _ code: String) throws {
    let text = try SpecificationText.complete.removing(field).adding(field + ":")
    let findings = try text.check()
    #expect(findings.map(\.code) == [code])
    #expect(findings.first?.place == "mc.yaml:\(text.lines.count):1")
}

@Test("stops publishing without an issuer, whose country and name are elements too")
func stopsWithoutIssuer() throws {
    let findings = try #require(SpecificationText.complete.read().value).check(for: nil)
    #expect(findings.map(\.code) == ["MC03", "MC04"])
    #expect(findings.allSatisfy { $0.place == "mc.yaml:1:1" })
}

@Test("stops issuing where the learner or the date of the award is missing")
func stopsWithoutLearner() throws {
    let specification = try #require(SpecificationText.complete.read().value)
    let lines = ["family_name: Verhaegen", "given_names: Lotte", "date_of_birth: 1984-03-09", "awarded_on: 2026-06-26"]
    for (missing, codes) in [
        (nil, []), ("family_name", ["MC01"]), ("given_names", ["MC01"]), ("date_of_birth", ["MC01b"]),
        ("awarded_on", ["MC05"]),
    ] as [(String?, [String])] {
        let text = lines.filter { missing == nil || !$0.hasPrefix(missing ?? "") }.joined(separator: "\n")
        let reading = LearnerRecordReader(file: "lotte.yaml").read(Array(text.utf8))
        let learner = try #require(reading.value)
        let award = try learner.award(issuedAt: .init(parsing: "2026-06-30T10:00:00Z")) { "salt" }
        let record = specification.record(of: try SpecificationText.issuer(), award: award, learner: learner.places)
        let findings = ProfileRules.check(record, phase: .award)
        #expect(reading.findings.isEmpty && findings.map(\.code) == codes)
        #expect(findings.allSatisfy { $0.place == "lotte.yaml:1:1" })
    }
}

@Test(
    "stops publishing where an element is wrong, with the code of its rule at the word",
    arguments: [
        ("Blended Learning Design", "MC-BLD-6", "MC02", "mc.yaml:4:7"),
        ("Redesign an existing module as a blended module.", "Blended", "MC06", "mc.yaml:9:5"),
        ("ects: 6", "ects: six", "MC07", "mc.yaml:13:9"),
        ("eqf: 7", "eqf: 9", "MC08", "mc.yaml:15:14"),
        ("fqf: 7", "fqf: 6", "MC08b", "mc.yaml:15:14"),
        ("cycle: second", "cycle: first", "MC08c", "mc.yaml:15:32"),
        ("oral examination", "oral exminaton", "MC09", "mc.yaml:18:5"),
        ("participation: blended", "participation: blendid", "MC10", "mc.yaml:20:16"),
        ("type: institutional", "type: institushional", "MC11", "mc.yaml:22:9"),
        ("scope: institution", "scope: house", "MC11", "mc.yaml:23:10"),
        ("body: Accreditation body", "body:", "MC11", "mc.yaml:22:3"),
        ("supervised with ID verification", "somebody looked", "MO2", "mc.yaml:19:14"),
        ("Accreditation body", "tel. 85.07.30-033.28", "MC01c", "mc.yaml:24:9"),
    ])
func stopsAtWrongElement(_ old: String, _ new: String, _ code: String, _ place: String) throws {
    let findings = try SpecificationText.complete.replacing(old, with: new).check()
    #expect(findings.map(\.code) == [code])
    #expect(findings.first?.place == place)
    findings.forEach(expectSentences)
}

@Test("suggests the words that look like a mistake, in the language of the specification")
func suggestsWords() throws {
    let findings = try SpecificationText.complete.replacing("oral examination", with: "oral exminaton").check()
    let sentence = SpecificationCatalogue.sentence(for: try #require(findings.first), in: .english)
    #expect(
        sentence.hasPrefix("'oral exminaton' is not a known type of assessment. Choose for example 'oral examination'"))
    let dutch = try SpecificationText.complete.replacing("oral examination", with: "kwantum").replacing(
        "language: en", with: "language: nl")
    let findingsInDutch = try dutch.check().filter { $0.code == "MC09" }
    #expect(
        SpecificationCatalogue.sentence(for: try #require(findingsInDutch.first), in: .dutch)
            .contains("'schriftelijk examen', 'mondeling examen'"))
}

@Test("tells every mistake at once, in the order of the lines, before what the rules find")
func tellsEverything() throws {
    let text = try SpecificationText.complete.replacing("sector: higher education", with: "sector: hihger education")
        .replacing("type: skill", with: "typ: skill").replacing(
            "valid_until: 2029-09-30", with: "valid_until: 31/06/2029"
        )
        .removing("participation").adding("titel: x")
    let findings = try text.check()
    #expect(
        findings.map { $0.code + " " + $0.place } == [
            "WORD_UNKNOWN mc.yaml:7:9", "FIELD_UNKNOWN mc.yaml:11:5", "DATE_UNREADABLE mc.yaml:24:16",
            "FIELD_UNKNOWN mc.yaml:27:1", "MC10 mc.yaml:1:1",
        ])
    findings.forEach(expectSentences)
}

@Test("takes quality assurance of the institution where the specification states none, and its own where it does")
func inheritsQualityAssurance() throws {
    let issuer = try SpecificationText.issuer(
        "quality_assurance: [{type: institutional, scope: institution, body: Another body}]")
    let without = try #require(try SpecificationText.complete.removing("quality_assurance").read().value)
    #expect(without.check(for: issuer).isEmpty)
    #expect(without.record(of: issuer).achievement.qualityAssurance.first?.body?.string == "Another body")
    let with = try #require(SpecificationText.complete.read().value)
    #expect(with.record(of: issuer).achievement.qualityAssurance.first?.body?.string == "Accreditation body")
}

@Test("lists awarding bodies, of which this institution is one, or has a mandate of the others")
func listsAwardingBodies() throws {
    let other = "awarding_bodies:\n  - {name: Nova Academy, country: Nederland}\n"
    let alone = try SpecificationText.complete.adding(other).check()
    #expect(alone.map(\.code) == ["MC04"])
    #expect(alone.first?.place == "mc.yaml:28:1")
    #expect(
        SpecificationCatalogue.sentence(for: try #require(alone.first), in: .english)
            == "'Leiehove University' signs this credential but is not listed as awarding body. Add it, or record the mandate."
    )
    #expect(try SpecificationText.complete.adding(other + "  - This institution").check().isEmpty)
    #expect(try SpecificationText.complete.adding(other + "mandate: Agreement of 1 March 2026").check().isEmpty)
    #expect(
        try SpecificationText.complete.adding(
            "awarding_bodies:\n  - deze instelling\n  - {name: Nova, country: Mordor}"
        )
        .check().map(\.place) == ["mc.yaml:30:27"])
    #expect(
        try SpecificationText.complete.adding("awarding_bodies:\n  - deze instelling\n  - Nova Academy").check()
            .map { $0.code + $0.place } == ["MC04mc.yaml:30:5"])
}

@Test("takes a warning as acknowledged with a reason, and names codes that are none")
func acknowledges() throws {
    let large = try SpecificationText.complete.replacing("ects: 6", with: "ects: 24").replacing(
        "hours: 165", with: "hours: 660")
    let warning = try large.check()
    #expect(warning.map(\.code) == ["FL2"] && warning.first?.stopsIssuing == true)
    #expect(
        SpecificationCatalogue.sentence(for: try #require(warning.first), in: .english)
            == "24 ECTS is outside the usual 3-20. Continue only if your institution agreed to this.")
    let acknowledged = try large.adding("acknowledged:\n  FL2: Agreed by the board.").check()
    #expect(acknowledged.map(\.code) == ["FL2"] && acknowledged.first?.stopsIssuing == false)
    #expect(acknowledged.first?.acknowledgedReason == "Agreed by the board.")
    let wrong = try large.adding("acknowledged:\n  MC07: We do not know.\n  FL2:").check()
    #expect(wrong.map(\.code) == ["ACKNOWLEDGEMENT_UNKNOWN", "FIELD_EMPTY", "FL2"])
    wrong.forEach(expectSentences)
}
