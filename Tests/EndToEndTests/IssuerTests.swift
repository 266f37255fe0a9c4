import Encodings
import TestSupport
import Testing

@Suite("testamur issuer")
struct IssuerTests {
    @Test("An institution's folder is its owner's alone, and the line for the authority can be run as it stands")
    func makingAFolder() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let name = "Sint-Jan's \"Hogeschool\" $(touch pwned)"
            let made = try stage.makeInstitution(legalName: name)
            try #require(made.status == 0, "\(made.errors)")
            let line = try #require(made.lines.first { $0.hasPrefix("  testamur trust add-issuer AUTHORITY-FOLDER ") })
            for file in ["leiehove", "leiehove/keys/issue.pem", "leiehove/issuer.yaml"] {
                let mode = try Subprocess.run("/usr/bin/stat", ["-c", "%a", stage.path(file)]).output
                #expect(mode == (file == "leiehove" ? "700\n" : "600\n"), "\(file)")
            }
            #expect(!Files.exists(stage.path("leiehove/did.json")), "a did:key needs no document")

            try stage.write(PublishedKey.authority().pem, to: "authority.pem")
            try stage.succeed(
                "trust", "init", "utopia", "--name", "Ministry", "--country", "UT", "--list-id", "urn:trust:utopia",
                "--environment", "demonstration", "--key", "authority.pem")
            let command = line.dropFirst("  testamur ".count).replacing("AUTHORITY-FOLDER", with: "utopia")
            let script = "cd '\(stage.folder)' && '\(stage.testamur.path)' \(command)"
            let added = try Subprocess.run("/bin/sh", ["-c", script])
            #expect(added.exitCode == 0, "\(added.output)")
            #expect(!Files.exists(stage.path("pwned")))
            #expect(added.output.contains(name))
        }
    }

    @Test("A did:web gets its document, and the address at which to publish it")
    func didWeb() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let made = try stage.makeInstitution(
                "leiehove", "--did", "did:web:leiehove.example:keys", "--key-id", "2026")
            #expect(made.status == 0)
            #expect(made.output.contains("https://leiehove.example/keys/did.json"))
            let document = try JSONDocument(parsing: stage.read("leiehove/did.json"), limits: .general).root
            #expect(document["id"]?.string == "did:web:leiehove.example:keys")
            #expect(document["assertionMethod"]?.firstElement?.string == "did:web:leiehove.example:keys#2026")
            #expect(made.output.contains(" --key-id 2026 "))
            #expect(try stage.makeInstitution("other", "--did", "did:web:host/path").status == 64)
            #expect(!Files.exists(stage.path("other")))
        }
    }

    @Test("Nothing is made where an institution stands, where a country is unknown, or without a passphrase")
    func refusedFolders() throws {
        try IssuerStage.play { stage in
            let before = try stage.read("leiehove/keys/issue.pem")
            #expect(try stage.makeInstitution().status == 73)
            #expect(try stage.read("leiehove/keys/issue.pem") == before)
            let unknown = try stage.run(
                "issuer", "init", "other", "--name", "X", "--country", "Atlantis", "--passphrase-file", "passphrase")
            #expect(unknown.status == 64)
            #expect(unknown.errors.contains("Atlantis"))
            for (option, word) in [("--region", "Vlanderen"), ("--sector", "skool"), ("--url", "nonsense")] {
                let outcome = try stage.makeInstitution("other", option, word)
                #expect(outcome.status == 64, "\(option)")
                #expect(outcome.errors.contains(String(option.dropFirst(2))), "\(outcome.errors)")
            }
            #expect(try stage.run("issuer", "init", "other", "--name", "X", "--country", "BE").status == 64)
            #expect(!Files.exists(stage.path("other")))
            try stage.write("short\n", to: "passphrase")
            #expect(try stage.makeInstitution("other").status == 65)
            #expect(!Files.exists(stage.path("other")))
        }
    }

    @Test("The folder is the one that is named, else that of the environment, else where one stands")
    func whichFolder() throws {
        try IssuerStage.play { stage in
            #expect(try stage.run("issuer", "show", "leiehove").status == 0)
            #expect(try stage.run("issuer", "show", environment: ["TESTAMUR_ISSUER": "leiehove"]).status == 0)
            #expect(try stage.testamur.run(["issuer", "show"], in: stage.path("leiehove")).status == 0)
            let nowhere = try stage.run("issuer", "show")
            #expect(nowhere.status == 66)
            #expect(nowhere.errors.contains("testamur: hint: "))
            let shown = try stage.run("issuer", "show", "leiehove", "--format", "json", "--language", "nl")
            let root = try JSONDocument(parsing: shown.bytes, limits: .general).root
            #expect(root["name"]?.string == "Leiehove University")
            #expect(root["issued"]?.integer == 0)
        }
    }

    @Test("Specifications are checked to the line, in English and Dutch, for people and for programs")
    func checking() throws {
        try IssuerStage.play { stage in
            let good = try stage.run("issuer", "check", "course.yaml", "--issuer", "leiehove")
            #expect(good.status == 0)
            #expect(good.output == "1 specification checked: nothing to mend\n")
            try stage.write(try stage.specification(replacing: "eqf: 7", with: "eqf: 9\n  extra: 1"), to: "bad.yaml")
            let line =
                try Int(
                    #require(
                        stage.specification().split(separator: "\n", omittingEmptySubsequences: false)
                            .firstIndex { $0.contains("eqf: 7") })) + 1
            let bad = try stage.run("issuer", "check", "course.yaml", "bad.yaml", "--issuer", "leiehove")
            #expect(bad.status == 65)
            #expect(bad.output.contains("bad.yaml:\(line):8"))
            #expect(bad.output.contains("bad.yaml:\(line + 1):3"))
            #expect(bad.output.contains("(FIELD_UNKNOWN)"))
            #expect(bad.lines.dropLast().last == "2 errors in 1 of 2 specifications")
            let dutch = try stage.run("issuer", "check", "bad.yaml", "--language", "nl")
            #expect(dutch.status == 65 && dutch.output.contains("2 fouten in 1 van 1 specificatie"))
            let json = try stage.run("issuer", "check", "bad.yaml", "--issuer", "leiehove", "--format", "json")
            #expect(json.status == 65)
            let first = try JSONDocument(parsing: Array(try #require(json.lines.first).utf8), limits: .general).root
            #expect(first["line"]?.integer == line && first["severity"]?.string == "error")
        }
    }

    @Test("What only an institution can state is not missed where no institution is named")
    func checkingAlone() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let outcome = try stage.run("issuer", "check", "course.yaml")
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(outcome.output.contains("--issuer"))
            #expect(try stage.run("issuer", "check", "course.yaml", "--issuer", "nowhere").status == 66)
            #expect(try stage.run("issuer", "check", "missing.yaml").status == 66)
        }
    }

    @Test("Odd files among the specifications or the learners are named with the rest, and none is waited for")
    func oddFiles() throws {
        try IssuerStage.play { stage in
            let made = try Subprocess.run(
                "/bin/bash",
                [
                    "-c",
                    "cd '\(stage.folder)' && mkdir lp && cp anna.yaml lp/ && mkfifo lp/p.yaml leiehove/specifications/z.yaml"
                        + #" && cp anna.yaml $'lp/caf\xe9.yaml' && cp anna.yaml lp/.hidden.yaml && "#
                        + "cp course.yaml leiehove/specifications/",
                ])
            try #require(made.exitCode == 0, "\(made.output)")
            let check = try stage.run("issuer", "check", "--issuer", "leiehove")
            #expect(check.status == 66)
            #expect(check.errors.contains("leiehove/specifications/z.yaml"))
            #expect(check.output.contains("1 specification checked: nothing to mend"), "\(check.output)")
            let issue = try stage.run(
                "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learner", "lp", "--out", "out",
                "--passphrase-file", "passphrase")
            #expect(issue.status == 66)
            #expect(issue.errors.contains("lp/p.yaml") && issue.errors.contains("lp/caf\u{FFFD}.yaml"))
            #expect(issue.errors.contains("not written in UTF-8"))
            #expect(!issue.errors.contains("hidden"))
            #expect(!Files.exists(stage.path("out")))
        }
    }

    @Test(
        "A name with characters that nobody sees makes no institution",
        arguments: ["A\u{1B}[31m", "A\nB: [", "x\u{202E}"])
    func unseenNames(_ name: String) throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let made = try stage.makeInstitution("odd", legalName: name)
            #expect(made.status == 64)
            #expect(made.errors.contains("U+"), "\(made.errors)")
            #expect(!made.errors.contains("{"), "\(made.errors)")
            #expect(!Files.exists(stage.path("odd")))
            let place = try stage.makeInstitution("odd", "--locality", name)
            #expect(place.status == 64)
        }
    }

    @Test("A specification without an identifier is the specification's fault alone")
    func specificationWithoutID() throws {
        try IssuerStage.play { stage in
            let lines = try stage.specification().split(separator: "\n", omittingEmptySubsequences: false)
            try stage.write(lines.filter { !$0.hasPrefix("id:") }.joined(separator: "\n"), to: "course.yaml")
            let outcome = try stage.run(
                "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learner", "anna.yaml", "--out",
                "out",
                "--passphrase-file", "passphrase")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("course.yaml"), "\(outcome.errors)")
            #expect(!outcome.errors.contains("anna.yaml") && !outcome.errors.contains("fault of this program"))
        }
    }
}
