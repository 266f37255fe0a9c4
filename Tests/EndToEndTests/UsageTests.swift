import Encodings
import TestSupport
import Testing

@Suite("Commands that are not understood")
struct UsageTests {
    /// What was written, and the fact and the command of the help in English and Dutch.
    static let mistakes: [(words: [String], english: String, dutch: String, help: String)] = [
        (["verfy", "x"], "there is no command verfy", "er bestaat geen opdracht verfy", ""),
        (["wallet", "shw"], "there is no command shw", "er bestaat geen opdracht shw", " wallet"),
        (
            ["--trust", "x"], "--trust stands where the name of a command is expected",
            "--trust staat waar de naam van een opdracht wordt verwacht", ""
        ),
        (
            ["verify", "--tust", "x"], "there is no option --tust here; --trust is one",
            "er bestaat hier geen optie --tust; wel --trust", " verify"
        ),
        (
            ["verify", "--zzzzzz", "x"], "there is no option --zzzzzz here", "er bestaat hier geen optie --zzzzzz",
            " verify"
        ),
        (["verify", "-x"], "there is no option -x", "er bestaat geen optie -x", "./-x"),
        (
            ["verify", "x", "--trust"], "--trust expects a value <folder>, and there is none",
            "na --trust wordt <map> verwacht, en er staat niets", " verify"
        ),
        (
            ["verify"], "something is missing: expected <file>, found nothing",
            "er ontbreekt iets: verwacht wordt <bestand>, en er staat niets", " verify"
        ),
        (
            ["issuer", "init", "x", "--name", "X"], "--country <country> is missing", "--country <land> ontbreekt",
            " issuer init"
        ),
        (
            ["inspect", "a", "b"], "nothing more is expected here, and b was given",
            "hier wordt niets meer verwacht, en er staat nog b", " inspect"
        ),
        (
            ["inspect", "a", "b", "c"], "nothing more is expected here, and these were given: 'b', 'c'",
            "hier wordt niets meer verwacht, en er staat nog: 'b', 'c'", " inspect"
        ),
        (
            ["verify", "x", "--format", "xml"], "--format takes one of text, json, table; found xml",
            "--format neemt een van deze: text, json, table; er staat xml", " verify"
        ),
        (
            ["trust", "sign", "x", "--key", "y", "--next-update", "soon"], "soon is no value for --next-update <days>",
            "soon is geen waarde voor --next-update <dagen>", " trust sign"
        ),
        (
            ["wallet", "export", "1", "--all=yes"], "--all takes no value, and yes was given",
            "--all neemt geen waarde, en er staat yes", " wallet export"
        ),
        (
            ["--generate-completion-script", "tcl"], "there is no completion for the shell tcl",
            "voor de shell tcl is er geen aanvulling", ""
        ),
        (
            ["verify", "x", "--language", "fr"], "--language takes one of en, nl; found fr",
            "--language neemt een van deze: en, nl; er staat fr", " verify"
        ),
    ]

    @Test("Each is told in our own words, in both languages, with the way to the help", arguments: mistakes.indices)
    func voice(_ index: Int) throws {
        let (words, english, dutch, help) = Self.mistakes[index]
        let testamur = try Program("testamur")
        for (locale, fact, error, hint) in [
            ("en_GB.UTF-8", english, "error", "hint"), ("nl_BE.UTF-8", dutch, "fout", "tip"),
        ] {
            let outcome = try testamur.run(words, environment: ["LC_ALL": locale])
            #expect(outcome.status == 64, "\(words)")
            #expect(outcome.output.isEmpty)
            let lines = outcome.errors.split(separator: "\n")
            try #require(lines.count == 2, "\(outcome.errors)")
            #expect(lines[0] == "testamur: \(error): \(fact)")
            #expect(lines[1].hasPrefix("testamur: \(hint): ") && lines[1].hasSuffix(help), "\(lines[1])")
        }
    }

    @Test("Every name of a value in the help has a word in Dutch")
    func valueNames() throws {
        let outcome = try Program("testamur").run(["--experimental-dump-help"])
        var limits = Limits.general
        limits.documentByteCount = 8 << 20
        var rest = [try #require(JSONDocument(parsing: outcome.bytes, limits: limits).root["command"])]
        let catalogue = try Files.read(Vectors.repository + "/Sources/testamur/Catalogue/errors-nl.json")
        let words = Set(
            try JSONDocument(parsing: catalogue, limits: .general).root.members.compactMap(\.name.string))
        var seen = 0
        while let command = rest.popLast() {
            for argument in command["arguments"]?.elements.map({ $0 }) ?? [] where argument["kind"]?.string != "flag" {
                seen += 1
                let name = argument["valueName"]?.string ?? ""
                #expect(words.contains("usage.value.\(name)"), "\(name)")
            }
            rest += command["subcommands"]?.elements.map { $0 } ?? []
        }
        #expect(seen > 50)
    }

    @Test(
        "A file that is called as an option never counts as the option, and is verified by its path",
        arguments: ["-h", "-o", "--version", "--help", "--policy=standard", "--language=nl"])
    func filesCalledAsOptions(_ name: String) throws {
        try Story.play { story in
            try story.issue()
            try story.write(story.read("anna.json"), to: name)
            let refused = try story.verify(name, "anna.json")
            #expect(refused.status == 64 && refused.output.isEmpty)
            #expect(refused.errors.contains("./\(name)"))
            for path in [["./" + name], ["--", name]] {
                #expect(
                    try story.testamur.run(["verify", "--trust", "trust", "--at", Story.now] + path, in: story.folder)
                        .status == 0)
            }
            #expect(try story.run("wallet", "init", "--wallet", "wallet").status == 0)
            #expect(try story.run("wallet", "add", name, "--wallet", "wallet").status == 64)
        }
    }

    @Test("The version is told to whoever asks for it alone")
    func version() throws {
        let testamur = try Program("testamur")
        let alone = try testamur.run(["--version"])
        #expect(alone.status == 0 && !alone.output.isEmpty)
        let among = try testamur.run(["verify", "anna.json", "--version"])
        #expect(among.status == 64 && among.output.isEmpty)
        #expect(try testamur.run(["verify", "--help"]).status == 0)
    }
}

@Suite("Refusals in both languages")
struct RefusalTests {
    @Test(
        "A trust folder that cannot be used is named, with where it was named and what it should hold",
        arguments: ["option", "environment", "configuration"])
    func trustFolders(_ source: String) throws {
        try Story.play { story in
            try story.issue()
            for (folder, english) in [
                ("nowhere", "does not exist"), ("anna.json", "is not a folder"), ("empty", "holds no pin.json"),
            ] {
                for (language, words) in [
                    (
                        "en",
                        [
                            "option": "named by --trust", "environment": "named by $TESTAMUR_TRUST",
                            "configuration": "in your configuration folder",
                        ]
                    ),
                    (
                        "nl",
                        [
                            "option": "genoemd met --trust", "environment": "genoemd in $TESTAMUR_TRUST",
                            "configuration": "in uw configuratiemap",
                        ]
                    ),
                ] {
                    #expect(
                        try Subprocess.run(
                            "/bin/mkdir", ["-p", story.path("empty"), story.path("home/testamur/trust")]
                        ).exitCode == 0)
                    // The folder of the configuration may be missing; only an empty one is a mistake.
                    if source == "configuration" && folder != "empty" { continue }
                    let outcome =
                        switch source {
                        case "option": try story.run("verify", "anna.json", "--trust", folder, "--language", language)
                        case "environment":
                            try story.run(
                                "verify", "anna.json", "--language", language, environment: ["TESTAMUR_TRUST": folder])
                        default:
                            try story.run(
                                "verify", "anna.json", "--language", language, environment: ["XDG_CONFIG_HOME": "home"])
                        }
                    #expect(outcome.status == 66 && outcome.output.isEmpty, "\(outcome.errors)")
                    #expect(outcome.errors.contains(words[source] ?? "?"), "\(outcome.errors)")
                    #expect(outcome.errors.contains(source == "configuration" ? "home/testamur/trust" : folder))
                    #expect(outcome.errors.contains("pin.json") && outcome.errors.contains("list.json"))
                    if language == "en" { #expect(outcome.errors.contains(english)) }
                }
            }
            let empty = try story.run("verify", "anna.json", "--trust", "")
            #expect(empty.status == 64 && empty.output.isEmpty && empty.errors.contains("--trust"))
            #expect(try story.run("wallet", "list", "--wallet", "").status == 64)
            #expect(try story.run("verify", "anna.json", environment: ["TESTAMUR_TRUST": ""]).status == 2)
        }
    }

    @Test("A key file that others can read is not used, unless everybody has the key anyway")
    func exposedKeys() throws {
        try Story.play { story in
            try story.write("correct horse battery staple\n", to: "passphrase")
            #expect(try Subprocess.run("/bin/chmod", ["600", story.path("passphrase")]).exitCode == 0)
            let made = try story.run("key", "new", "--out", "my key.pem", "--passphrase-file", "passphrase")
            #expect(made.status == 0)
            let show = ["key", "show", "my key.pem", "--passphrase-file", "passphrase"]
            #expect(try story.testamur.run(show, in: story.folder).status == 0)
            for mode in ["640", "604", "620"] {
                #expect(try Subprocess.run("/bin/chmod", [mode, story.path("my key.pem")]).exitCode == 0)
                let refused = try story.testamur.run(show, in: story.folder)
                #expect(refused.status == 65 && refused.output.isEmpty)
                #expect(refused.errors.contains("chmod 600 'my key.pem'"))
            }
            let signing = try story.run(
                "trust", "init", "mine", "--name", "X", "--country", "UT", "--list-id", "urn:x:y", "--environment",
                "production", "--key", "my key.pem", "--passphrase-file", "passphrase", "--language", "nl")
            #expect(signing.status == 65 && !Files.exists(story.path("mine")))
            #expect(signing.errors.contains("testamur: fout: my key.pem bevat een private sleutel"))
            // A published key, in a checkout's file that all can read.
            #expect(try Subprocess.run("/bin/chmod", ["644", story.path("authority.pem")]).exitCode == 0)
            let published = try story.run("key", "show", "authority.pem")
            #expect(published.status == 0 && published.errors.isEmpty)
        }
    }

    @Test("A change before the present state is refused with the day, in both languages")
    func stateBeforeTheLast() throws {
        try Story.play { story in
            for (language, words) in [("en", "1 September 2019"), ("nl", "1 september 2019")] {
                let outcome = try story.run(
                    "trust", "withdraw", "trust", "--did", story.university.did, "--since", "2018-01-01", "--at",
                    Story.now, "--language", language)
                #expect(outcome.status == 65)
                #expect(outcome.errors.contains("--since") && outcome.errors.contains(words), "\(outcome.errors)")
                #expect(!Files.exists(story.path("trust/draft.json")))
            }
        }
    }

    @Test("A value that cannot stand on a list is traced back to its option")
    func optionOfAnEdit() throws {
        try Story.play { story in
            for (option, value) in [("--country", "belgium"), ("--fields", "x")] {
                let words = [
                    "trust", "recognize", "trust", "--did", story.university.did, "--at", Story.now, "--language", "nl",
                    option, value, "--types", "MicroCredential",
                ]
                let outcome = try story.testamur.run(words, in: story.folder)
                #expect(outcome.status == 65, "\(option)")
                #expect(outcome.errors.contains("kijk \(option) na"), "\(outcome.errors)")
                #expect(!outcome.errors.contains("expected"))
            }
        }
    }

    @Test("A document that is too large is unusable data, told with the true limit")
    func tooLarge() throws {
        try Story.play { story in
            try story.write([UInt8](repeating: 0x20, count: 1_048_577), to: "large.json")
            #expect(try story.run("wallet", "init", "--wallet", "wallet").status == 0)
            for language in ["en", "nl"] {
                let outcome = try story.run("wallet", "add", "large.json", "--wallet", "wallet", "--language", language)
                #expect(outcome.status == 65 && outcome.errors.contains("1048576"), "\(outcome.errors)")
            }
            let limit = Limits.general.documentByteCount
            try story.write([UInt8](repeating: 0x20, count: limit + 1), to: "larger.json")
            let outcome = try story.run("canonicalize", "larger.json")
            #expect(outcome.status == 65 && outcome.errors.contains("at most \(limit) bytes"), "\(outcome.errors)")
        }
    }

    @Test("The place in a document of many brackets is told on one short line")
    func deepPointer() throws {
        try Story.play { story in
            try story.write([UInt8](repeating: UInt8(ascii: "["), count: 100_000), to: "deep.json")
            for command in ["canonicalize", "inspect"] {
                let outcome = try story.run(command, "deep.json", "--language", "nl")
                #expect(outcome.status == 65)
                #expect(outcome.errors.utf8.count < 500 && outcome.errors.contains("diep"), "\(outcome.errors)")
            }
        }
    }

    @Test("A wallet whose mark was lost is made whole again by wallet init, as the refusal says")
    func lostMark() throws {
        try Story.play { story in
            try story.issue()
            #expect(try story.run("wallet", "init", "--wallet", "wallet").status == 0)
            #expect(try story.run("wallet", "add", "anna.json", "--wallet", "wallet", "--trust", "trust").status == 0)
            try story.write("[", to: "wallet/wallet.json")
            let refused = try story.run("wallet", "list", "--wallet", "wallet")
            #expect(refused.status == 66 && refused.errors.contains("testamur wallet init --wallet wallet"))
            #expect(try story.run("wallet", "init", "--wallet", "wallet").status == 0)
            #expect(try story.run("wallet", "list", "--wallet", "wallet").output.contains("Blended Learning Design"))
        }
    }

    @Test("A trust list that was altered is what the verdict speaks of, in both languages")
    func alteredList() throws {
        try Story.play { story in
            try story.issue()
            let list = String(decoding: try story.read("trust/list.json"), as: UTF8.self)
            try story.write(list.replacing("Leiehove", with: "Leiegove"), to: "trust/list.json")
            for (language, words) in [
                ("en", ["trust list in your trust folder was altered", "Do not use"]),
                ("nl", ["vertrouwenslijst in uw vertrouwensmap is gewijzigd", "Gebruik de lijst niet"]),
            ] {
                let outcome = try story.verify("anna.json", "--language", language)
                #expect(outcome.status == 2)
                for word in words { #expect(outcome.output.contains(word), "\(outcome.output)") }
            }
        }
    }
}

@Suite("Long, many, and for whom")
struct PresentationTests {
    @Test("A long title is cut in the report, and a table is cut on a screen and whole in a pipe")
    func longTitles() throws {
        try Story.play { story in
            let title = String(repeating: "Verylong ", count: 60) + "END"
            try story.issue { value in
                value["name"] = .string(title)
                value["credentialSubject"]?["achievement"]?["name"] = .string(title)
            }
            let text = try story.verify("anna.json")
            #expect(!text.output.contains("END") && text.output.contains("…"))
            #expect(try story.verify("anna.json", "--format", "table").output.contains("END"))
            #expect(try story.verify("anna.json", "--format", "json").output.contains("END"))
            let screen = try story.testamur.runOnTerminal(
                ["verify", "anna.json", "--trust", "trust", "--at", Story.now, "--format", "table"], in: story.folder)
            #expect(!screen.output.contains("END") && screen.output.contains("…"))
        }
    }

    @Test("What a document says is told to programs as well, and never as verified")
    func inspectJSON() throws {
        try Story.play { story in
            try story.issue()
            let outcome = try story.run("inspect", "anna.json", "--format", "json")
            #expect(outcome.status == 0)
            let root = try JSONDocument(parsing: outcome.bytes, limits: .general).root
            #expect(root["verified"]?.boolean == false)
            #expect(root["input"]?.string == "anna.json")
            #expect(root["claims"]?["learner"]?.string == "Anna De Smet")
            #expect(root["claims"]?["issuerName"]?.string == "The name that the file claims")
            #expect(root["claims"]?["awardedOn"]?.string == "2026-06-26")
        }
    }

    @Test("A folder stands for the files in its folders too, whatever the case of their ending; links are not followed")
    func nestedFolders() throws {
        try Story.play { story in
            let bytes = try story.credential()
            #expect(try Subprocess.run("/bin/mkdir", ["-p", story.path("all/june/late")]).exitCode == 0)
            for name in ["all/b.JSON", "all/june/a.json", "all/june/late/c.Json", "all/june/notes.txt"] {
                try story.write(bytes, to: name)
            }
            #expect(try Subprocess.run("/bin/ln", ["-s", "..", story.path("all/june/up")]).exitCode == 0)
            let outcome = try story.verify("all", "--format", "json")
            #expect(outcome.status == 0)
            let names = try outcome.bytes.split(separator: 0x0A).map { line in
                try JSONDocument(parsing: Array(line), limits: .general).root["input"]?.string
            }
            #expect(names == ["all/b.JSON", "all/june/a.json", "all/june/late/c.Json"])
        }
    }

    @Test("A learner is told what a learner can do", arguments: ["en", "nl"])
    func advice(_ language: String) throws {
        try Story.play { story in
            try story.issue()
            #expect(try story.run("wallet", "init", "--wallet", "wallet").status == 0)
            #expect(try story.run("wallet", "add", "anna.json", "--wallet", "wallet", "--trust", "trust").status == 0)
            for options in [[], ["--all"]] {
                for trust in [["--trust", "trust"], []] {
                    let shown = try story.testamur.run(
                        ["wallet", "show", "1", "--wallet", "wallet", "--language", language] + options + trust,
                        in: story.folder)
                    #expect(shown.status == 0)
                    for word in [
                        "identity document", "identiteitsbewijs", "Ask the learner", "Vraag de lerende", "--trust",
                    ] {
                        #expect(!shown.output.contains(word), "\(shown.output)")
                    }
                }
            }
            let all = try story.run(
                "wallet", "export", "--all", "--wallet", "wallet", "--out", "mine", "--language", language)
            #expect(all.output.contains(language == "en" ? "1 credential is in mine" : "1 getuigschrift staat in mine"))
        }
    }
}
