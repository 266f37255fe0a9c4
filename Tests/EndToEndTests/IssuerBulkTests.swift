import Encodings
import TestSupport
import Testing

@Suite("testamur issuer issue --learners")
struct IssuerBulkTests {
    private static func sheet(_ rows: Int, changing changes: [Int: String] = [:]) -> String {
        var lines = ["family_name,given_names,date_of_birth,awarded_on,grade"]
        for row in 2..<rows + 2 {
            let letters = String(UnicodeScalar(UInt8(65 + row % 26))) + String(UnicodeScalar(UInt8(97 + row / 26 % 26)))
            lines.append(changes[row] ?? "De \(letters),Anna,1984-03-09,2026-06-26,15")
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func issue(_ stage: IssuerStage, _ more: String...) throws -> Program.Outcome {
        try stage.testamur.run(
            ["issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learners", "june.csv"] + more,
            in: stage.folder)
    }

    @Test("The rehearsal tells every row that is to be mended at once, as a table, as CSV and for programs")
    func rehearsal() throws {
        try IssuerStage.play { stage in
            try stage.write(
                Self.sheet(
                    30,
                    changing: [
                        17: "De Boe,,1984-03-09,2026-06-26,15", 21: "De Coe,Anna,1984-03-09,31/06/2026,15",
                        24: "=1+1,Anna,1984-03-09,2026-06-26,8",
                    ]), to: "june.csv")
            let table = try Self.issue(stage, "--dry-run", "--problems", "mend.csv")
            #expect(table.status == 65)
            #expect(
                table.output.contains("june.csv: 30 rows, 27 ready, 3 to mend. Nothing has been issued."),
                "\(table.output)")
            #expect(table.output.contains("(empty)") && table.output.contains("31/06/2026"))
            #expect(table.output.contains("June has 30 days") && table.output.contains("--skip-invalid"))
            #expect(!Files.exists(stage.path("june")))
            let csv = try Self.issue(stage, "--dry-run", "--format", "csv")
            let file = String(decoding: try stage.read("mend.csv"), as: UTF8.self)
            #expect(csv.status == 65 && file == "\u{FEFF}" + csv.output)
            for line in csv.lines { #expect(!line.contains(",=") && !line.hasPrefix("=") && !line.contains(",\"=")) }
            // It is written anew each time, and nothing else is ever written over.
            #expect(try Self.issue(stage, "--dry-run", "--problems", "mend.csv").status == 65)
            let own = try Self.issue(stage, "--dry-run", "--problems", "june.csv")
            #expect(own.status == 73, "\(own.errors)")
            #expect(try stage.read("june.csv").count > 1_000)
            let json = try Self.issue(stage, "--dry-run", "--format", "json")
            #expect(
                json.lines.count { $0.contains("\"toMend\"") } == 3
                    && json.lines.count { $0.contains("\"ready\"") } == 27)
            // In earnest nothing is issued either, in whatever language.
            let refused = try Self.issue(stage, "--passphrase-file", "passphrase", "--language", "nl")
            #expect(refused.status == 65 && refused.errors.contains("27 klaar") && refused.output.isEmpty)
            #expect(try stage.issuedCount() == 0)
        }
    }

    @Test("What is wrong in every row is told once on the screen, with its rows, and once for each row in the file")
    func sameInEveryRow() throws {
        try IssuerStage.play { stage in
            let rows = Self.sheet(300).replacing("2026-06-26", with: "31/06/2026").split(separator: "\r\n")
            var lines = rows.map { String($0) }
            for row in [7, 9, 10, 12, 14, 16] { lines[row - 1] = lines[row - 1].replacing(",15", with: ",n/a") }
            lines[19] = lines[19].replacing("31/06/2026", with: "2026-06-31")
            try stage.write(lines.joined(separator: "\r\n") + "\r\n", to: "june.csv")
            let table = try Self.issue(stage, "--dry-run", "--problems", "mend.csv")
            #expect(table.status == 65)
            let words = table.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
            #expect(words.contains("2-301 awarded_on 31/06/2026 … (300 rows) June has 30 days"), "\(table.output)")
            #expect(words.contains("7, 9-10, 12, 14, … grade n/a (6 rows)"), "\(table.output)")
            #expect(!words.contains("more; for all of them"))
            #expect(String(decoding: try stage.read("mend.csv"), as: UTF8.self).split(separator: "\r\n").count == 307)
        }
    }

    @Test(
        "Issuing says what it did and how to undo it; the same again has nothing to do; a batch can be shown and taken back"
    )
    func story() throws {
        try IssuerStage.play { stage in
            try stage.write(Self.sheet(12, changing: [5: "De Boe,,1984-03-09,2026-06-26,15"]), to: "june.csv")
            let first = try Self.issue(stage, "--passphrase-file", "passphrase", "--skip-invalid", "--out", "out/june")
            try #require(first.status == 0, "\(first.errors)")
            #expect(
                first.output.contains("11 credentials in out/june/ · batch b-")
                    && first.output.contains("register saved"))
            let id = try #require(
                first.output.firstRange(of: "b-").map { first.output[$0.lowerBound...].prefix(6) }.map { String($0) })
            #expect(first.output.contains("testamur issuer batch cancel \(id) --issuer leiehove"))
            let names = try Files.names(in: stage.path("out/june"))
            #expect(names.count == 11)
            let verified = try stage.run("verify", "out/june/" + names[0])
            #expect(verified.output.contains("genuine"), "\(verified.output)")
            try stage.write(Self.sheet(12, changing: [5: ",,,,"]), to: "june.csv")
            let again = try Self.issue(stage, "--passphrase-file", "passphrase", "--out", "out/june")
            #expect(again.status == 0 && again.output.contains("Nothing to do: all 11 rows were issued on"))
            #expect(again.output.contains("in batch \(id)."), "\(again.output)")
            let list = try stage.succeed("issuer", "batch", "list", "--issuer", "leiehove")
            #expect(list.output.contains(id) && list.output.contains("11/11") && list.output.contains("june.csv"))
            let shown = try stage.succeed("issuer", "batch", "show", id, "--issuer", "leiehove", "--format", "json")
            #expect(shown.output.contains("\"issued\": 11"))
            try stage.write("mine", to: "out/june/mine.json")
            let cancelled = try stage.succeed("issuer", "batch", "cancel", id, "--issuer", "leiehove")
            #expect(cancelled.output.contains("Taken back for good: 11. Files removed: 11."), "\(cancelled.output)")
            #expect(try Files.names(in: stage.path("out/june")) == ["mine.json"])
            #expect(try stage.run("issuer", "batch", "show", "b-none", "--issuer", "leiehove").status == 66)
            #expect(try stage.run("issuer", "audit", "--issuer", "leiehove").status == 0)
            let whole = try stage.run(
                "issuer", "revoke", id, "--reason", "other", "--dry-run", "--issuer", "leiehove")
            // Everything of it was taken back, and nothing of it can be revoked by name.
            #expect(!whole.output.contains("urn:uuid"), "\(whole.output)")
            let lines = try Self.issue(stage, "--passphrase-file", "passphrase", "--jsonl", "june.jsonl")
            #expect(lines.status == 0, "\(lines.errors)")
            #expect(try stage.read("june.jsonl").count { $0 == 0x0A } == 11)
        }
    }

    @Test("An audit names the first record that was altered, in every language")
    func firstAlteredRecord() throws {
        try IssuerStage.play { stage in
            try stage.write(Self.sheet(12), to: "june.csv")
            #expect(try Self.issue(stage, "--passphrase-file", "passphrase").status == 0)
            let program = """
                import sqlite3, sys
                database = sqlite3.connect(sys.argv[1])
                database.execute("UPDATE events SET line = CAST(replace(CAST(line AS TEXT), 'Z', 'z') AS BLOB) "
                    "WHERE sequence IN (9, 17)")
                database.commit()
                """
            let altered = try Subprocess.run(
                "/usr/bin/python3", ["-c", program, stage.path("leiehove/register/register.db")])
            try #require(altered.exitCode == 0, "\(altered.output)")
            for language in ["en", "nl"] {
                let audit = try stage.run("issuer", "audit", "--issuer", "leiehove", "--language", language)
                #expect(audit.status == 65 && audit.errors.contains("record 9 "), "\(audit.errors)")
                #expect(!audit.errors.contains("17"))
            }
        }
    }

    @Test("Options that have no meaning together are refused")
    func options() throws {
        try IssuerStage.play { stage in
            try stage.write(Self.sheet(2), to: "june.csv")
            #expect(try Self.issue(stage, "--out", "a", "--jsonl", "b").status == 64)
            #expect(try Self.issue(stage, "--learner", "anna.yaml").status == 64)
            #expect(try stage.issue("anna.yaml", more: ["--skip-invalid"]).status == 64)
            let none = try stage.run("issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml")
            #expect(none.status == 64 && none.errors.contains("--learner"))
            try stage.write("x", to: "june.xlsx")
            let other = try stage.run(
                "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learners", "june.xlsx")
            #expect(other.status == 65 && other.errors.contains("CSV UTF-8"))
            #expect(
                try stage.run(
                    "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learners", "no.csv"
                ).status == 66)
        }
    }

    @Test("What was lost of the files is written again, and a file of another kind is not taken for them")
    func lostFiles() throws {
        try IssuerStage.play { stage in
            try stage.write(Self.sheet(3), to: "june.csv")
            let secret = ["--passphrase-file", "passphrase"]
            func issue(_ more: String...) throws -> Program.Outcome {
                try stage.testamur.run(
                    ["issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learners", "june.csv"]
                        + secret + more, in: stage.folder)
            }
            try #require(try issue("--out", "june").status == 0)
            let names = try Files.names(in: stage.path("june")).sorted()
            let first = try stage.read("june/" + names[0])
            Files.remove(stage.path("june/" + names[0]))
            // Another batch's files in the same folder do not stand for those of this one.
            for other in ["a", "b"] { try stage.write("{}", to: "june/\(other).json") }
            let again = try issue("--out", "june")
            #expect(again.status == 0 && !again.output.contains("Nothing to do"), "\(again.output)")
            #expect(try stage.read("june/" + names[0]) == first)
            #expect(try issue("--out", "june").output.contains("Nothing to do"))
            try stage.write("precious", to: "mine.txt")
            let taken = try issue("--jsonl", "mine.txt")
            #expect(taken.status != 0 && !taken.output.contains("Nothing to do"), "\(taken.output)")
            #expect(try stage.read("mine.txt") == Array("precious".utf8))
            try #require(try issue("--jsonl", "june.jsonl").status == 0)
            #expect(try issue("--jsonl", "june.jsonl").output.contains("Nothing to do"))
            let lines = try stage.read("june.jsonl")
            for torn in [Array(lines.dropLast(40)), lines + Array("{}\n".utf8)] {
                Files.remove(stage.path("june.jsonl"))
                try stage.write(String(decoding: torn, as: UTF8.self), to: "june.jsonl")
                #expect(try issue("--jsonl", "june.jsonl").status != 0)
            }
            #expect(try stage.issuedCount() == 3)
        }
    }

    @Test("A row that was issued before and is there once more in other letters is counted once")
    func countedOnce() throws {
        try IssuerStage.play { stage in
            try stage.write(Self.sheet(1), to: "june.csv")
            try #require(try Self.issue(stage, "--passphrase-file", "passphrase").status == 0)
            let row = try #require(Self.sheet(1).split(whereSeparator: \.isNewline).last)
            try stage.write(Self.sheet(1) + row.uppercased().replacing(",15", with: ",16") + "\r\n", to: "june.csv")
            let rehearsal = try Self.issue(stage, "--dry-run")
            #expect(
                rehearsal.output.contains("2 rows, 0 ready") && rehearsal.output.contains("2 to mend"),
                "\(rehearsal.output)")
        }
    }

    @Test("Two persons: one prepares, another approves, and then it is issued")
    func twoPersons() throws {
        try IssuerStage.play { stage in
            try stage.write(Self.sheet(3), to: "june.csv")
            let alone = String(decoding: try stage.read("leiehove/issuer.yaml"), as: UTF8.self)
            try stage.nameApprovers("ann", "bob")
            let together = String(decoding: try stage.read("leiehove/issuer.yaml"), as: UTF8.self)
            let early = try Self.issue(stage, "--passphrase-file", "passphrase")
            #expect(early.status == 65 && early.errors.contains("batch prepare"), "\(early.errors)")
            #expect(try stage.issue("anna.yaml").status == 65)
            let prepared = try stage.succeed(
                "issuer", "batch", "prepare", "--issuer", "leiehove", "--spec", "course.yaml", "--learners", "june.csv",
                "--key", "ann.pem", "--reason", "June", "--passphrase-file", "passphrase")
            let id = try #require(
                prepared.output.firstRange(of: "b-").map { prepared.output[$0.lowerBound...].prefix(6) }.map {
                    String($0)
                })
            #expect(prepared.output.contains("waits for approval") && prepared.output.contains("batch approve \(id)"))
            func approve(_ name: String) throws -> Program.Outcome {
                try stage.run(
                    "issuer", "batch", "approve", id, "--issuer", "leiehove", "--key", "\(name).pem",
                    "--passphrase-file",
                    "passphrase")
            }
            #expect(try approve("ann").status == 65)
            #expect(try approve("bob").status == 0)
            let issued = try Self.issue(stage, "--passphrase-file", "passphrase", "--out", "out")
            #expect(issued.status == 0 && issued.output.contains("batch \(id)"), "\(issued.errors)")
            let shown = try stage.succeed("issuer", "batch", "show", id, "--issuer", "leiehove").output
            #expect(shown.contains("prepared by") && shown.contains("approved by"))
            let audit = try stage.succeed("issuer", "audit", "--issuer", "leiehove")
            #expect(!audit.output.contains("alone"), "\(audit.output)")
            // Whoever takes the approvers out again issues alone, and not unseen.
            try stage.write(alone, to: "leiehove/issuer.yaml")
            let dropped = try stage.issue("anna.yaml")
            #expect(dropped.status == 0 && dropped.errors.contains("names no approvers any more"), "\(dropped.errors)")
            try stage.write(together, to: "leiehove/issuer.yaml")
            let later = try stage.succeed("issuer", "audit", "--issuer", "leiehove")
            #expect(
                later.output.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
                    "one person alone issued 1 and reinstated 0,"), "\(later.output)")
        }
    }
}
