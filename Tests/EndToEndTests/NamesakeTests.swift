import TestSupport
import Testing

@Suite("Two people with one name and one birthday")
struct NamesakeTests {
    private static let heading = "family_name,given_names,date_of_birth,student number,awarded_on,grade\r\n"

    private static func row(_ number: String, born: String = "1984-03-09", grade: Int = 15) -> String {
        "Peeters,Jan,\(born),\(number),2026-06-26,\(grade)\r\n"
    }

    private func issue(_ stage: IssuerStage, _ rows: String, _ more: String...) throws -> Program.Outcome {
        try stage.write(Self.heading + rows, to: "june.csv")
        return try stage.testamur.run(
            [
                "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learners", "june.csv",
                "--passphrase-file", "passphrase",
            ] + more, in: stage.folder)
    }

    private func words(_ outcome: Program.Outcome) -> String {
        outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test("in one spreadsheet they are taken for one until the registrar says that they are two, and then each has one")
    func oneSpreadsheet() throws {
        try IssuerStage.play { stage in
            let both = Self.row("r1") + Self.row("r2")
            let refused = try issue(stage, both)
            #expect(refused.status == 65 && words(refused).contains("another number"), "\(refused.errors)")
            #expect(words(refused).contains("--namesakes"))
            let outcome = try issue(stage, both, "--namesakes")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try stage.issuedCount() == 2)
            let again = try issue(stage, both, "--namesakes")
            #expect(again.status == 0 && again.output.contains("Nothing to do"), "\(again.output)")
            // A number that was mistyped in one of many rows is still one person without it.
            let typo = try issue(stage, Self.row("r3"))
            #expect(typo.status == 65 && words(typo).contains("and another number, was issued"), "\(typo.errors)")
            #expect(try stage.issuedCount() == 2)
        }
    }

    @Test("what tells people apart still does: one number is one person, and without a number nothing is taken for two")
    func onePerson() throws {
        try IssuerStage.play { stage in
            for rows in [
                Self.row("r1") + Self.row("r1", born: "1985-04-10"), Self.row("r1") + Self.row("r1", grade: 16),
                Self.row("r1") + Self.row(""), Self.row("") + Self.row("", grade: 16),
            ] {
                let outcome = try issue(stage, rows, "--namesakes")
                #expect(outcome.status == 65 && words(outcome).contains("same learner"), "\(outcome.errors)")
            }
            #expect(try stage.issuedCount() == 0)
            try #require(try issue(stage, Self.row("r1")).status == 0)
            for row in [Self.row("r1", born: "1985-04-10"), Self.row(""), Self.row("r1", grade: 16)] {
                let outcome = try issue(stage, row, "--namesakes")
                #expect(outcome.status == 65 && words(outcome).contains("--again"), "\(outcome.errors)")
            }
            #expect(try stage.issuedCount() == 1)
            let other = try issue(stage, Self.row("r2"), "--namesakes")
            #expect(other.status == 0, "\(other.errors)")
            #expect(try stage.issuedCount() == 2)
        }
    }

    @Test("with a file for each, it is the same")
    func files() throws {
        try IssuerStage.play { stage in
            for (name, number) in [("one", "r1"), ("two", "r2")] {
                try stage.writeLearner(
                    name, family: "Peeters", given: "Jan",
                    more: "identifiers:\n  - {scheme: student number, value: \(number)}")
            }
            try #require(try stage.issue("one.yaml").status == 0)
            let refused = try stage.issue("two.yaml")
            #expect(refused.status == 65 && words(refused).contains("--namesakes"), "\(refused.errors)")
            let outcome = try stage.issue("two.yaml", more: ["--namesakes"])
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try stage.issuedCount() == 2)
        }
    }
}
