import Credentials
import Encodings
import Proofs
import RoleSupport
import TestSupport
import Testing

@testable import CredentialIssuer

@Suite("Rows that differ in plain names, a date of birth and a result alone")
struct PlainAwardTests {
    private static let text = Institution.specificationText

    private static func profile(_ folder: String) throws -> IssuerProfile {
        try Institution.folder(folder + "/institution", status: Institution.status()).profile
    }

    private static func cell(_ column: String) -> RecordPlace { .cell(file: "rows.csv", row: 2, column: column) }

    /// A row with some of what rows can have, and now and then something odd.
    private static func row(_ random: inout SeededGenerator) -> LearnerRow {
        func text(_ column: String, _ usual: [String], _ odd: [String]) -> RecordText {
            RecordText(random.pick(random.isOne(in: 12) ? odd : usual), at: cell(column))
        }
        func date(_ column: String, _ usual: [String], _ odd: [String]) -> RecordValue<CalendarDate>? {
            random.isOne(in: 20) ? nil : RecordValue(text(column, usual, odd))
        }
        var learner = LearnerRecord(places: .init(start: cell("")))
        let odd = [
            "", " ", "An7a", "a@b.example", "85.07.30-033.28", "\"", "\\", "<b>", "x\u{202E}y", "\u{1F600}", "-Anna",
            "Anna ", "A  B", "a\u{0}", "a\u{D7}b", "\u{F7}", "Łукас", String(repeating: "n", count: 101),
            String(repeating: "é", count: 70), "e\u{301}", "\u{FFFE}", "O’Neil",
        ]
        learner.learner.familyName = text("family_name", ["Peeters", "De Smet", "O'Neil", "Łęcki", "Öz-Ünal"], odd)
        learner.learner.givenNames = text("given_names", ["Anna", "José", "Jean-Luc", "An Bo"], odd)
        if random.isOne(in: 30) { learner.learner.familyName = nil }
        if random.isOne(in: 30) { learner.learner.singleName = text("family_name", ["Sukarno"], odd) }
        if random.isOne(in: 30) { learner.learner.id = text("holder_did", ["did:web:anna.example"], ["no did"]) }
        learner.learner.dateOfBirth = date(
            "date_of_birth", (1904...2024).map { "\($0)-02-28" },
            ["2026-06-26", "2026-06-27", "1903-01-01", "1700-01-01", "2024-02-30", "", "2001-02-03T00:00:00Z", "x"])
        learner.awardedOn = date(
            "awarded_on", ["2026-06-26", "2026-06-25"], ["2031-01-01", "1999-13-01", "", "2026-06-26T10:00:00Z"])
        if random.isOne(in: 3) {
            learner.courseStart = date("course_start", ["2026-02-01"], ["2026-06-30", "2001-02-28", "?"])
            learner.courseEnd = date("course_end", ["2026-06-01"], ["2027-01-01", "2026-01-01", ""])
        }
        if !random.isOne(in: 12) {
            learner.grade = text("grade", (8...20).map { String($0) }, ["21", "-1", "passed", "\"", "é", "", "1,5"])
        }
        if random.isOne(in: 25) {
            learner.identifiers = [
                .init(scheme: text("x", ["sisSourcedId"], [""]), value: text("x", ["s1"], [""]), isHashed: false)
            ]
        }
        return LearnerRow(number: 2, learner: learner, findings: [], cells: [])
    }

    private static func told(_ row: ExaminedRow) -> [String] {
        row.ruleFindings.map { finding in
            "\(finding.code) \(finding.severity) \(finding.place) \(finding.arguments) \(String(describing: finding.cell))"
        } + [row.obstacle.map { "\($0.code) \($0)" } ?? "-", row.prepared?.claims ?? "-"]
            + (row.prepared?.learner.all ?? [])
    }

    @Test(
        "the rules find the same in each, in the same order, as when each is the only one",
        arguments: [
            Self.text,
            // Each row is told the same of the specification: a warning, and one that somebody acknowledged.
            Self.text.replacing("hours: 165", with: "hours: 900"),
            Self.text.replacing("hours: 165", with: "hours: 900")
                + "acknowledged: {MC07c: decided by the board}\n",
            Self.text.replacing("prerequisites: None.", with: ""),
        ])
    func findings(_ text: String) throws {
        try Files.withTemporaryFolder { folder throws in
            let profile = try Self.profile(folder)
            let template = try SpecificationTemplate(Self.specification(text), of: profile)
            func examiner() throws -> RowExaminer {
                RowExaminer(
                    profile: profile, template: template, salt: RegisterSalt(bytes: [UInt8](repeating: 7, count: 32)),
                    settings: .standard, listing: nil, now: Institution.now)
            }
            let shared = try examiner()
            var plain = 0
            for (trial, generator) in Trials(600) {
                var random = generator
                let row = Self.row(&random)
                if let learner = row.learner, PlainAward(learner) != nil { plain += 1 }
                func told(_ examiner: RowExaminer) -> [String] {
                    do throws(IssuerError) {
                        return Self.told(try examiner.examine(row))
                    } catch {
                        return ["\(error.code) \(error)"]
                    }
                }
                #expect(told(shared) == (try told(examiner())), "trial \(trial)")
            }
            #expect(plain > 100)
        }
    }

    @Test("the bytes of each are those of the general way, of what is said and of what is signed")
    func bytes() throws {
        try Files.withTemporaryFolder { folder throws in
            let profile = try Self.profile(folder)
            let salt = RegisterSalt(bytes: [UInt8](repeating: 7, count: 32))
            let specification = try Self.specification(
                Self.text + "valid_for: 2 years\n")
            let template = try SpecificationTemplate(specification, of: profile)
            var plain = 0
            for (trial, generator) in Trials(400) {
                var random = generator
                let row = Self.row(&random)
                guard let learner = row.learner, let award = PlainAward(learner) else { continue }
                plain += 1
                let request = template.request(for: learner)
                let known = try #require(request.form)
                let claims = try #require(try PreparedCredential.plainClaims(award, known))
                let reference = try known.award(PreparedCredential.referenceTime) { "" }
                let general = try PreparedCredential.claims(of: reference, known.credential)
                #expect(claims == general, "trial \(trial)")
                let prepared = try PreparedCredential(request, of: profile, salt: salt)
                let id = try RandomUUID.urn()
                let place =
                    random.isOne(in: 4)
                    ? nil : StatusPlace(list: random.number(in: 1...3), index: random.number(in: 0...131_071))
                let time = random.isOne(in: 2) ? Institution.now : PreparedCredential.referenceTime
                let bytes = try #require(try prepared.plainBytes(id, time, place))
                let written = try prepared.generalBytes(of: prepared.award(credentialID: id, time: time), id, place)
                #expect(bytes == written, "trial \(trial)")
            }
            #expect(plain > 100)
        }
    }

    @Test("a name that is more than letters, a row that says more, and a day that is a time go the general way")
    func notPlain() {
        var learner = LearnerRecord(places: .init(start: Self.cell("")))
        func text(_ text: String) -> RecordText { RecordText(text, at: Self.cell("x")) }
        learner.learner.familyName = text("Peeters")
        learner.learner.givenNames = text("Anna")
        learner.learner.dateOfBirth = RecordValue(text("2001-02-03"))
        #expect(PlainAward(learner) != nil)
        for name in [
            "", " ", "-a", "a-", "a--b", "a1", "a@b", "a\"", "a\\", "a.b", "\u{D7}", "\u{F7}", "\u{180}", "e\u{301}",
            "a\u{A0}b", "a\n", String(repeating: "n", count: 101),
        ] {
            for path in [\LearnerIdentity.familyName, \.givenNames] {
                var other = learner
                other.learner[keyPath: path] = text(name)
                #expect(PlainAward(other) == nil, "\(name)")
            }
        }
        let changes: [(inout LearnerRecord) -> Void] = [
            { $0.learner.id = text("did:web:a.example") }, { $0.learner.singleName = text("Anna") },
            { $0.learner.dateOfBirth = nil }, { $0.learner.dateOfBirth = RecordValue(text("2001-02-03T00:00:00Z")) },
            { $0.learner.dateOfBirth = RecordValue(text("2001-02-30")) }, { $0.grade = text("\"") },
            { $0.awardedOn = RecordValue(text("2026-06-26T00:00:00Z")) }, { $0.courseEnd = RecordValue(text("x")) },
            { $0.identifiers = [.init(scheme: text("s"), value: text("1"), isHashed: true)] },
        ]
        for (index, change) in changes.enumerated() {
            var other = learner
            change(&other)
            #expect(PlainAward(other) == nil, "\(index)")
        }
    }

    private static func specification(_ text: String) throws -> MicroCredentialSpecification {
        try #require(SpecificationReader(file: "mc.yaml").read(Array(text.utf8)).value)
    }
}
