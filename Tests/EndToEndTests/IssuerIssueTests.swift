import Encodings
import TestSupport
import Testing

@Suite("testamur issuer issue")
struct IssuerIssueTests {
    @Test(
        "A credential has a proof of each cryptosuite that is asked for, both unless told, and the same ones when issued again",
        arguments: [
            ([], ["eddsa-jcs-2022", "eddsa-rdfc-2022"]), (["--proof", "jcs"], ["eddsa-jcs-2022"]),
            (["--proof", "rdfc"], ["eddsa-rdfc-2022"]),
            (["--proof", "rdfc,jcs"], ["eddsa-rdfc-2022", "eddsa-jcs-2022"]),
        ])
    func proofs(_ option: [String], _ suites: [String]) throws {
        try IssuerStage.play { stage in
            let arguments = [
                "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learner", "anna.yaml", "--out",
                "out", "--passphrase-file", "passphrase",
            ]
            let outcome = try stage.testamur.run(arguments + option, in: stage.folder)
            try #require(outcome.status == 0, "\(outcome.errors)")
            let bytes = try stage.read("out/anna.json")
            let proof = try #require(try JSONDocument(parsing: bytes, limits: .credential).root["proof"])
            let proofs = proof.kind == .array ? Array(proof.elements) : [proof]
            #expect(proofs.map { $0["cryptosuite"]?.string } == suites)
            // The key alone vouches for it here: the proofs hold, and nobody is trusted.
            let judged = try stage.run("verify", "out/anna.json")
            #expect(judged.output.contains("genuine"), "\(judged.output)")
            Files.remove(stage.path("out/anna.json"))
            let again = try stage.testamur.run(arguments, in: stage.folder)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try stage.read("out/anna.json") == bytes)
        }
    }

    @Test(
        "Other proofs than before are refused, not passed over, and make another credential where it is wanted"
    )
    func otherProofs() throws {
        try IssuerStage.play { stage in
            let arguments = [
                "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learner", "anna.yaml",
                "--passphrase-file", "passphrase",
            ]
            func issue(_ more: String...) throws -> Program.Outcome {
                try stage.testamur.run(arguments + more, in: stage.folder)
            }
            let first = try issue("--out", "first")
            try #require(first.status == 0, "\(first.errors)")
            // The order of the proofs is nobody's wish.
            #expect(try issue("--out", "first", "--proof", "rdfc,jcs").status == 0)
            let refused = try issue("--out", "second", "--proof", "jcs")
            #expect(refused.status == 65)
            #expect(refused.errors.contains("jcs,rdfc") && refused.errors.contains("--again"), "\(refused.errors)")
            #expect(!Files.exists(stage.path("second/anna.json")))
            for _ in 1...2 {
                let second = try issue("--out", "second", "--proof", "jcs", "--again")
                #expect(second.status == 0, "\(second.errors)")
            }
            let proof = try JSONDocument(parsing: stage.read("second/anna.json"), limits: .credential).root["proof"]
            #expect(proof?["cryptosuite"]?.string == "eddsa-jcs-2022")
            let listed = try stage.testamur.run(
                ["issuer", "list", "--issuer", "leiehove", "--format", "json"], in: stage.folder)
            #expect(listed.output.split(separator: "\n").count == 2, "\(listed.output)")
        }
    }

    @Test("Issuing the same again gives the same bytes, also when the file was lost or the copy in the register")
    func again() throws {
        try IssuerStage.play { stage in
            // A validity that is counted from the signature, and an identifier that is hashed, are the same again too.
            try stage.write(
                try stage.specification(replacing: "# valid_for: 5 years", with: "valid_for: 5 years  "),
                to: "course.yaml")
            try stage.writeLearner(
                "anna", family: "De Smet", given: "Anna",
                more: "identifiers: [{scheme: student number, value: '20251234', hashed: true}]")
            let first = try stage.issue("anna.yaml")
            try #require(first.status == 0, "\(first.errors)")
            let bytes = try stage.read("out/anna.json")
            #expect(String(decoding: bytes, as: UTF8.self).contains("sha256$"))
            #expect(!String(decoding: bytes, as: UTF8.self).contains("20251234"))
            #expect(try Subprocess.run("/usr/bin/stat", ["-c", "%a", stage.path("out/anna.json")]).output == "600\n")
            try #require(try Subprocess.run("/bin/sleep", ["1.1"]).exitCode == 0)
            let second = try stage.issue("anna.yaml", passphrase: false)
            #expect(second.status == 0, "what was issued needs no key: \(second.errors)")
            #expect(second.output.contains("Nothing to do"))
            Files.remove(stage.path("out/anna.json"))
            #expect(try stage.issue("anna.yaml", passphrase: false).status == 0)
            #expect(try stage.read("out/anna.json") == bytes)
            #expect(try stage.run("issuer", "audit", "--issuer", "leiehove").status == 0)
            let program =
                "import sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None)"
                + ".execute('UPDATE credentials SET content = NULL')"
            let register = stage.path("leiehove/register/register.db")
            try #require(try Subprocess.run("/usr/bin/python3", ["-c", program, register]).exitCode == 0)
            #expect(try stage.run("issuer", "audit", "--issuer", "leiehove").status == 65)
            #expect(try stage.issue("anna.yaml").status == 0)
            #expect(try stage.run("issuer", "audit", "--issuer", "leiehove").status == 0)
            #expect(try stage.issuedCount() == 1)
            #expect(try Files.names(in: stage.path("out")) == ["anna.json"])
        }
    }

    @Test("All files are checked first: one error, and nobody gets anything")
    func allOrNothing() throws {
        try IssuerStage.play { stage in
            try stage.writeLearner("ben", family: "Peeters", given: "Ben", grade: 8)
            try stage.write(
                "family_name: X\ngiven_names: Y\nawarded_on: 2026-06-31\ncolour: red\n", to: "carla.yaml")
            let outcome = try stage.issue("anna.yaml", "ben.yaml", "carla.yaml", passphrase: false)
            #expect(outcome.status == 65)
            #expect(outcome.output.isEmpty)
            for part in ["ben.yaml:5:8", "(MO3)", "carla.yaml:3:13", "(DATE_UNREADABLE)", "carla.yaml:4:1", "issued"] {
                #expect(outcome.errors.contains(part), "\(part)")
            }
            #expect(!outcome.errors.contains("anna.yaml"))
            #expect(!Files.exists(stage.path("out")))
            #expect(try stage.issuedCount() == 0)
        }
    }

    @Test("Files of any editor are read, and a wrong line is told with its place in the language of the registrar")
    func files() throws {
        try IssuerStage.play { stage in
            let anna = String(decoding: try stage.read("anna.yaml"), as: UTF8.self)
            let windows = "\u{FEFF}" + anna.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
            try stage.write(windows, to: "anna.yaml")
            #expect(try stage.issue("anna.yaml", more: ["--dry-run"], passphrase: false).status == 0)
            for (line, place, english, dutch) in [
                ("learner_id: did:key:z6Mkha", "anna.yaml:6:13", "is not a public key", "is geen publieke sleutel"),
                ("\tcourse_end: 2026-05-29", "anna.yaml:6:1", "found a tab", "hier staat een tab"),
                ("course_start: 2026-06-27", "anna.yaml:4:13", "before the first day", "voor de eerste dag"),
                ("single_name: [Anna]", "anna.yaml:6:14", "a list was found", "hier staat een lijst"),
                ("learner_id: 'did:key:z6Mk a'", "anna.yaml:6:13", "not a decentralized", "geen gedecentraliseerd"),
            ] {
                try stage.write(windows + line + "\r\n", to: "anna.yaml")
                for (language, sentence) in [("en", english), ("nl", dutch)] {
                    let outcome = try stage.issue(
                        "anna.yaml", more: ["--dry-run", "--language", language], passphrase: false)
                    let told = outcome.errors.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
                    #expect(outcome.status == 65)
                    #expect(told.contains(place) && told.contains(sentence), "\(told)")
                }
            }
            let swapped = try stage.issue("course.yaml", spec: "anna.yaml", more: ["--dry-run"], passphrase: false)
            #expect(swapped.errors.contains("(FILE_OTHER)") || swapped.errors.contains("YAML_"))
            #expect(try stage.issuedCount() == 0)
        }
    }

    @Test("A rehearsal says what would happen, asks for no passphrase, and leaves no trace")
    func dryRun() throws {
        try IssuerStage.play { stage in
            let outcome = try stage.issue("anna.yaml", more: ["--dry-run"], passphrase: false)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("Nothing has been issued. Ready: 1."))
            #expect(!Files.exists(stage.path("out")))
            #expect(try stage.issuedCount() == 0)
        }
    }

    @Test("A record that has changed is a conflict that says how to go on, and goes on when it is told to")
    func conflict() throws {
        try IssuerStage.play { stage in
            try #require(try stage.issue("anna.yaml").status == 0)
            let first = try stage.read("out/anna.json")
            try stage.writeLearner("anna", family: "De Smet", given: "Anna", grade: 16)
            let refused = try stage.issue("anna.yaml")
            #expect(refused.status == 65)
            #expect(refused.errors.contains("anna.yaml: another credential was issued to this learner"))
            #expect(refused.errors.contains("--again"))
            #expect(try stage.issuedCount() == 1)
            for _ in 0..<2 {
                let again = try stage.issue("anna.yaml", more: ["--again"])
                #expect(again.status == 0, "\(again.errors)")
                #expect(try stage.issuedCount() == 2, "repeated, it gives the same again")
            }
            #expect(try stage.read("out/anna.json") == first)
            #expect(try Files.names(in: stage.path("out")) == ["anna-2.json", "anna.json"])
        }
    }

    @Test("Two files about one learner are found out before anything is issued")
    func twins() throws {
        try IssuerStage.play { stage in
            try stage.writeLearner("second", family: "De Smet", given: "Anna", grade: 17)
            let outcome = try stage.issue("anna.yaml", "second.yaml", more: ["--again"])
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("second.yaml: another file of this run is about the same learner"))
            #expect(try stage.issuedCount() == 0)
        }
    }

    @Test("Files that say something else are never overwritten, and names do no harm")
    func fileNames() throws {
        try IssuerStage.play { stage in
            try #require(try Subprocess.run("/bin/mkdir", [stage.path("out"), stage.path("more")]).exitCode == 0)
            try stage.write("mine", to: "out/anna.json")
            try stage.writeLearner("more/anna", family: "Peeters", given: "An")
            try stage.writeLearner("\u{1B}[31m$(id);-rf", family: "Janssens", given: "Jan")
            let outcome = try stage.issue("anna.yaml", "more/anna.yaml", "./\u{1B}[31m$(id);-rf.yaml")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(!outcome.bytes.contains(0x1B) && !outcome.errorBytes.contains(0x1B))
            #expect(try stage.read("out/anna.json") == Array("mine".utf8))
            #expect(
                try Files.names(in: stage.path("out"))
                    == ["31m-id-rf.json", "anna-2.json", "anna-3.json", "anna.json"])
        }
    }

    @Test("Spreadsheets, folders without files, missing files and a wrong passphrase are told apart")
    func unusable() throws {
        try IssuerStage.play { stage in
            try stage.write("family_name,given_names\n", to: "june.csv")
            let table = try stage.issue("anna.yaml", "june.csv")
            #expect(table.status == 65)
            #expect(table.errors.contains("--learners june.csv"))
            #expect(try stage.issue("missing.yaml").status == 66)
            #expect(try stage.issue("anna.yaml", spec: "missing.yaml").status == 66)
            #expect(try stage.issue("leiehove/register").status == 66)
            #expect(try stage.issue("anna.yaml", passphrase: false).status == 64)
            try stage.write("an entirely wrong passphrase\n", to: "passphrase")
            #expect(try stage.issue("anna.yaml").status == 65)
            #expect(try stage.issuedCount() == 0)
            #expect(!Files.exists(stage.path("out/anna.json")))
        }
    }

    @Test("Where a trust list is named, only what the authority recognises is issued")
    func trustList() throws {
        try IssuerStage.play { stage in
            try stage.write(PublishedKey.authority().pem, to: "authority.pem")
            try stage.succeed(
                "trust", "init", "utopia", "--name", "Ministry", "--country", "UT", "--list-id", "urn:trust:utopia",
                "--environment", "demonstration", "--key", "authority.pem")
            let refused = try stage.issue("anna.yaml", more: ["--trust", "utopia"])
            #expect(refused.status == 65)
            #expect(refused.errors.contains("testamur: hint: "))
            #expect(try stage.issuedCount() == 0)
            #expect(try stage.issue("anna.yaml", more: ["--trust", "nowhere"]).status == 66)
        }
    }

    @Test("Programs get one object for each learner, and a person at a terminal is asked for the passphrase")
    func formats() throws {
        try IssuerStage.play { stage in
            let screen = try stage.testamur.runOnTerminal(
                [
                    "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learner", "anna.yaml",
                    "--out",
                    "out",
                ],
                answering: [("Passphrase for the key of Leiehove University: ", "correct horse battery staple\n")],
                in: stage.folder)
            #expect(screen.status == 0, "\(screen.output)")
            #expect(!screen.output.contains("battery"))
            #expect(screen.output.contains("unlocking the key"))
            let json = try stage.issue("anna.yaml", more: ["--format", "json"])
            let root = try JSONDocument(parsing: json.bytes, limits: .general).root
            #expect(root["outcome"]?.string == "issuedBefore")
            #expect(root["file"]?.string == "out/anna.json")
        }
    }
}
