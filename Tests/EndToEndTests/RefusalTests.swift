import Encodings
import TestSupport
import Testing

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

    @Test("An earlier wallet whose mark was lost is taken over whole by wallet init, as the refusal says")
    func lostMark() throws {
        try Story.play { story in
            try story.keepInFolder(story.issue(), "old")
            try story.write("[", to: "old/wallet.json")
            let refused = try story.run("wallet", "list", "--wallet", "old")
            #expect(refused.status == 66 && refused.errors.contains("testamur wallet init --from old"))
            #expect(try story.run("wallet", "init", "--from", "old", "--wallet", "wallet").status == 0)
            #expect(try story.run("wallet", "list", "--wallet", "wallet").output.contains("Blended Learning Design"))
        }
    }

    @Test(
        "A key that an outdated list may only not know yet is told with the dates of the list", arguments: ["en", "nl"])
    func outdatedList(_ language: String) throws {
        try Files.withTemporaryFolder { folder in
            let example = Vectors.repository + "/Examples/signed/lotte-verhaegen.json"
            let text = String(decoding: try Files.read(example), as: UTF8.self)
            let renamed = text.replacing(".example#2026", with: ".example#2025")
            try #require(renamed != text)
            try Files.write(Array(renamed.utf8), to: folder + "/lotte.json")
            let outcome = try Program("testamur").run(
                [
                    "verify", "lotte.json", "--trust", Vectors.repository + "/Keys/trust", "--at", "2029-01-01",
                    "--language", language,
                ], in: folder)
            #expect(outcome.status == 2)
            #expect(outcome.output.contains("LIST_EXPIRED") && !outcome.output.contains("{"), "\(outcome.output)")
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
