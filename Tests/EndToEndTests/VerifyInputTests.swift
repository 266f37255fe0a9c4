import Encodings
import TestSupport
import Testing

@Suite("What testamur verify is given")
struct VerifyInputTests {
    @Test("Several inputs give one JSON line each, in order, and the worst exit code")
    func jsonLines() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.issueAbroad()
            let outcome = try story.verify("anna.json", "abroad.json", "altered.json", "--format", "json")
            #expect(outcome.status == 1)
            let lines = outcome.bytes.split(separator: 0x0A)
            #expect(lines.count == 3)
            var verdicts: [String] = []
            for (line, name) in zip(lines, ["anna.json", "abroad.json", "altered.json"]) {
                let report = try JSONDocument(parsing: Array(line), limits: .general).root
                #expect(report["input"]?.string == name)
                #expect(report["reportVersion"]?.integer == 1)
                #expect(
                    report["checks"]?.elements.map { $0["name"]?.string ?? "" } == [
                        "format", "dataModel", "proof", "issuer", "status", "validity", "profile", "holder",
                    ])
                verdicts.append(report["verdict"]?.string ?? "")
            }
            #expect(verdicts == ["valid", "undecided", "invalid"])
            #expect(try story.verify("anna.json", "abroad.json", "--format", "json").status == 2)
        }
    }

    @Test("A table has one line for each input, and the tally below it")
    func table() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.issueAbroad()
            let outcome = try story.verify("anna.json", "abroad.json", "altered.json", "--format", "table")
            #expect(outcome.status == 1)
            let lines = outcome.lines.filter { !$0.isEmpty }
            try #require(lines.count == 6)
            #expect(lines[0].hasPrefix("verdict"))
            #expect(lines[4] == "Judged for 22 November 2026, not for today")
            #expect(lines.last == "3 files · 1 valid · 1 invalid · 1 undecided")
            #expect(lines[1].contains("Anna De Smet"))
            #expect(lines[3].hasPrefix("✘") && !lines[3].contains("De Smet"))
        }
    }

    @Test("An input that cannot be read is counted, and has its own line in a table and in JSON")
    func unread() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            let files = ["anna.json", "none.json", "altered.json"]
            func verify(_ more: String...) throws -> Program.Outcome {
                let outcome = try story.testamur.run(
                    ["verify", "--trust", "trust", "--at", Story.now] + files + more, in: story.folder)
                #expect(outcome.status == 66)
                #expect(outcome.errors.contains("none.json"))
                return outcome
            }
            #expect(try verify().output.contains("3 files · 1 valid · 1 invalid · 0 undecided · 1 unread"))
            #expect(try verify("--language", "nl").output.contains("0 niet te beslissen · 1 niet gelezen"))
            let table = try verify("--format", "table").lines
            #expect(table[2].hasPrefix("–") && table[2].contains("none.json"))
            let lines = try verify("--format", "json").bytes.split(separator: 0x0A)
            try #require(lines.count == 3)
            let reports = try lines.map { try JSONDocument(parsing: Array($0), limits: .general) }
            #expect(reports.map { $0.root["input"]?.string } == files)
            #expect(reports.map { $0.root["verdict"]?.string } == ["valid", "undecided", "invalid"])
            #expect(reports[1].root["error"]?["code"]?.string == "notFound")
            #expect(reports[1].root["checks"]?.firstElement == nil)
            #expect(reports[0].root["error"] == nil)
        }
    }

    @Test("An answer for another day says so, and one for today does not")
    func otherDay() throws {
        try Story.play { story in
            try story.issue()
            func lines(_ arguments: String...) throws -> [String] {
                try story.testamur.run(["verify", "anna.json", "--trust", "trust"] + arguments, in: story.folder).lines
            }
            #expect(try lines("--at", "2026-11-21")[1] == "  Judged for 21 November 2026, not for today")
            #expect(
                try lines("--at", "2026-11-21", "--language", "nl")[1]
                    == "  Beoordeeld voor 21 november 2026, niet voor vandaag")
            let table = try lines("--at", "2026-11-21", "--format", "table")
            #expect(table.last { !$0.isEmpty } == "Judged for 21 November 2026, not for today")
            #expect(try !lines().contains { $0.contains("Judged for") })
            #expect(try !lines("--format", "table").contains { $0.contains("Judged for") })
            // The first answer may be given before midnight, and the second after it.
            let today = try JSONDocument(parsing: Array(try lines("--format", "json")[0].utf8), limits: .general).root
            let now = try Timestamp(parsing: try #require(today["evaluatedAt"]?.string))
            let again = try lines("--at", "\(now.date)")
            let later = try JSONDocument(parsing: Array(try lines("--format", "json")[0].utf8), limits: .general).root
            let isSameDay = later["evaluatedAt"]?.string?.hasPrefix("\(now.date)") == true
            #expect(!isSameDay || !again.contains { $0.contains("Judged for") })
        }
    }

    @Test("A Dutch refusal tells what was expected and what was found, in Dutch")
    func dutch() throws {
        try Story.play { story in
            for (text, expected) in [
                ("[1]", "gevonden: een lijst"), ("{\"a\":-0}", "de negatieve nul (-0) is niet toegelaten"),
                (
                    "{\"a\":\"b",
                    "verwacht: het aanhalingsteken dat een tekst sluit; gevonden: het einde van het document"
                ),
            ] {
                let outcome = try story.verify("-", "--language", "nl", "--format", "json", input: Array(text.utf8))
                #expect(outcome.output.contains(expected), "\(outcome.output)")
            }
            try story.write("{\"a\":\"b", to: "half.json")
            let outcome = try story.run("inspect", "half.json", "--language", "nl")
            #expect(outcome.errors.contains("gevonden: het einde van het document (byte 7, /a; JSON_SYNTAX)"))
        }
    }

    @Test("A folder stands for its files that end in .json, in order")
    func folder() throws {
        try Story.play { story in
            let bytes = try story.credential()
            try Files.withTemporaryFolder { applicants in
                for name in ["b.json", "a.json", "notes.txt"] {
                    try Files.write(name == "notes.txt" ? [0x21] : bytes, to: applicants + "/" + name)
                }
                let outcome = try story.verify(applicants, "--format", "json")
                #expect(outcome.status == 0)
                let names = try outcome.bytes.split(separator: 0x0A).map { line in
                    try JSONDocument(parsing: Array(line), limits: .general).root["input"]?.string
                }
                #expect(names == [applicants + "/a.json", applicants + "/b.json"])
                #expect(try story.verify(applicants + "/", "--format", "table").output.contains("2 files"))
            }
            try Files.withTemporaryFolder { empty in
                let outcome = try story.verify(empty)
                #expect(outcome.status == 66)
            }
        }
    }

    @Test("A dash stands for standard input")
    func standardInput() throws {
        try Story.play { story in
            let full = try story.verify("-", input: story.credential())
            #expect(full.status == 0)
            let empty = try story.verify("-", input: [])
            #expect(empty.status == 1)
        }
    }

    @Test(
        "A file that is no credential is invalid by its format, never a crash and never a usage error",
        arguments: [
            "empty", "blank", "truncated", "brackets", "2 MiB", "array", "text", "number", "two documents", "PNG",
            "UTF-16",
            "duplicate", "NUL",
        ])
    func hostile(_ kind: String) throws {
        try Story.play { story in
            let good = try story.credential()
            let bytes: [UInt8] =
                switch kind {
                case "empty": []
                case "blank": [0x20, 0x0A]
                case "truncated": Array(good.dropLast(good.count / 2))
                case "brackets": [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
                case "2 MiB": Array("{\"name\":\"".utf8) + [UInt8](repeating: 0x61, count: 2 << 20) + Array("\"}".utf8)
                case "array": Array("[1]".utf8)
                case "text": Array("\"credential\"".utf8)
                case "number": Array("42".utf8)
                case "two documents": good + good
                case "PNG": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x1B, 0x5B, 0x32, 0x4A]
                case "UTF-16": [0xFF, 0xFE] + good.flatMap { [$0, 0] }
                case "duplicate": Array("{\"id\":\"urn:a:b\",\"id\":\"urn:a:c\"}".utf8)
                default: Array("{\"name\":\"\\u0000\"}".utf8)
                }
            try story.write(bytes, to: "hostile.json")
            for format in ["text", "json", "table"] {
                let outcome = try story.verify("hostile.json", "--format", format)
                #expect(outcome.status == 1, "\(format): \(outcome.errors)")
                #expect(!outcome.bytes.contains(0x1B) && !outcome.errorBytes.contains(0x1B))
                guard format == "json" else { continue }
                let report = try JSONDocument(parsing: outcome.bytes, limits: .general).root
                #expect(report["verdict"]?.string == "invalid")
                let check = report["checks"]?.firstElement
                #expect(check?["name"]?.string == "format")
                #expect(check?["outcome"]?.string == "failed")
            }
        }
    }

    @Test("Control characters in a signed credential never reach the screen")
    func escapeSequences() throws {
        try Story.play { story in
            let attack = "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}evil\r\n✔ Genuine and valid"
            try story.issue { value in
                value["name"] = .string(attack)
                value["credentialSubject"]?["learnerGivenNames"] = .string(attack)
                value["credentialSubject"]?["achievement"]?["name"] = .string(attack)
                value["issuer"]?["name"] = .string(attack)
            }
            try story.write(try story.read("anna.json"), to: "\u{1B}[31mred.json")
            for arguments in [
                ["verify", "anna.json", "--trust", "trust", "--at", Story.now],
                ["verify", "anna.json", "--trust", "trust", "--at", Story.now, "--format", "table"],
                ["verify", "anna.json", "--trust", "trust", "--at", Story.now, "--format", "json"],
                ["verify", "anna.json", "--at", Story.now], ["inspect", "anna.json"],
                ["verify", "\u{1B}[31mred.json", "anna.json", "--trust", "trust", "--at", Story.now],
                ["inspect", "\u{1B}[31mred.json"], ["verify", "\u{1B}[31mnone.json"],
                ["trust", "show", "\u{1B}[31mnone"], ["key", "show", "\u{1B}[31mnone"],
            ] {
                let outcome = try story.testamur.run(arguments, in: story.folder)
                for scalar in (outcome.output + outcome.errors).unicodeScalars {
                    let isHarmless = scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value) || scalar == "\n"
                    #expect(isHarmless && scalar != "\u{202E}", "\(arguments): \(scalar.escaped(asASCII: true))")
                }
                // A line of its own is what a verdict looks like.
                #expect(!outcome.lines.dropFirst().contains("✔ Genuine and valid"), "\(arguments)")
            }
            // On a terminal the program's own colours are the only escape sequences.
            let screen = try story.testamur.runOnTerminal(
                ["verify", "anna.json", "--trust", "trust", "--at", Story.now], in: story.folder)
            var rest = screen.output
            for code in ["1;32", "1;31", "1;33", "2", "1", "0"] { rest = rest.replacing("\u{1B}[\(code)m", with: "") }
            #expect(!rest.utf8.contains(0x1B))
            #expect(screen.output.contains("\u{1B}[1m"))
        }
    }
}
