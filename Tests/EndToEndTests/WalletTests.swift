import Encodings
import TestSupport
import Testing

@Suite("A wallet that its owner alone can open")
struct WalletTests {
    private func passphrase(_ text: String, _ name: String, _ story: Story) throws {
        try story.write(text + "\n", to: name)
        Files.close(story.path(name))
    }

    @Test("Shows nothing of what is in it without its passphrase, and takes another one")
    func locked() throws {
        try Story.play { story in
            try story.issue()
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            try passphrase("some other words", "other", story)
            for command in [
                ["list"], ["show", "1"], ["export", "1"], ["add", "anna.json"], ["remove", "1", "--yes"],
                ["backup", "b"], ["shared"], ["list", "blended"],
            ] {
                let outcome = try story.testamur.run(
                    ["wallet"] + command + ["--wallet", "w", "--passphrase-file", "other"], in: story.folder)
                #expect(outcome.status == 65 && outcome.output.isEmpty, "\(command)")
                let said = outcome.errors
                #expect(said.contains("does not open") && !said.contains("Blended") && !said.contains("some other"))
            }
            #expect(try !story.read("w").contains(Array("Blended".utf8)))
            try story.succeed("wallet", "passphrase", "--wallet", "w", "--new-passphrase-file", "other")
            #expect(try story.run("wallet", "list", "--wallet", "w").status == 65)
            let list = try story.succeed("wallet", "list", "--wallet", "w", "--passphrase-file", "other")
            #expect(list.output.contains("Blended Learning Design"))
            // A passphrase that is too short is none, and nothing is made with it.
            try passphrase("short", "short", story)
            #expect(try story.run("wallet", "init", "--wallet", "x", "--passphrase-file", "short").status == 65)
            #expect(!Files.exists(story.path("x")))
            #expect(try story.run("wallet", "init", "--wallet", "w").status == 73)
        }
    }

    @Test("On a screen no line of the list is wider than it, and every verdict is whole", arguments: ["en", "nl"])
    func screen(_ language: String) throws {
        try Story.play { story in
            try story.issue()
            let stranger = try PublishedKey("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
            try story.write(
                story.credential(by: stranger) { $0["id"] = "urn:uuid:0b5c1e3a-7d58-4f43-9a53-0e6c9c9e2f10" },
                to: "abroad.json")
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "abroad.json", "--wallet", "w", "--keep-unverified")
            let list = ["wallet", "list", "--wallet", "w", "--language", language]
            let (valid, unknown) =
                language == "en"
                ? ("valid", "on no list you trust") : ("geldig", "op geen lijst die u vertrouwt")
            for (trust, words) in [(["--trust", "trust"], [valid, unknown]), (["--trust", "."], [unknown])] {
                let shown = try story.testamur.runOnTerminal(
                    WalletKey.added(to: list + trust),
                    environment: WalletKey.environment(for: list, in: story.folder).merging(["NO_COLOR": "1"]) { $1 },
                    in: story.folder
                ).output.replacing("\u{1B}[K", with: "").split(whereSeparator: { $0.isNewline })
                #expect(shown.allSatisfy { $0.count <= 80 }, "\(shown)")
                let text = shown.joined(separator: " ").split(separator: " ").joined(separator: " ")
                for words in words { #expect(text.contains(words), "\(shown)") }
            }
        }
    }

    @Test("A passphrase file with the mark of UTF-8 in front has the passphrase that a person types")
    func byteOrderMark() throws {
        try Story.play { story in
            try passphrase("\u{FEFF}geheim woord\r", "marked", story)
            try passphrase("geheim woord", "plain", story)
            try passphrase("geheim \u{FEFF}woord", "inside", story)
            for (made, opened) in [("marked", "plain"), ("plain", "marked")] {
                try story.succeed("wallet", "init", "--wallet", made + ".vault", "--passphrase-file", made)
                try story.succeed("wallet", "list", "--wallet", made + ".vault", "--passphrase-file", opened)
            }
            #expect(
                try story.run("wallet", "list", "--wallet", "plain.vault", "--passphrase-file", "inside").status == 65)
        }
    }

    @Test("A backup opens with the code that was printed, and brings everything back", arguments: ["en", "nl"])
    func backup(_ language: String) throws {
        try Story.play { story in
            let bytes = try story.issue()
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            let saved = try story.succeed("wallet", "backup", "b", "--wallet", "w", "--language", language)
            let code = try #require(saved.lines.first { $0.hasPrefix("    ") })
            #expect(code.split(separator: "-").count == 8)
            try passphrase(code.lowercased(), "code", story)
            let restored = try story.succeed(
                "wallet", "restore", "b", "--wallet", "new", "--recovery-code-file", "code", "--language", language)
            #expect(restored.output.contains(language == "en" ? "restored" : "teruggezet"), "\(restored.output)")
            try story.succeed("wallet", "export", "1", "--wallet", "new", "--out", "out.json")
            #expect(try story.read("out.json") == bytes)
            let again = try story.succeed(
                "wallet", "restore", "b", "--wallet", "new", "--backup-passphrase-file", WalletKey.file)
            #expect(again.output.contains("Already there: 1."))
            // A typing mistake is told by its group.
            var typed = Array(code.dropFirst(4))
            typed[13] = typed[13] == "7" ? "8" : "7"
            try passphrase(String(typed), "code", story)
            let mistyped = try story.run(
                "wallet", "restore", "b", "--wallet", "new2", "--recovery-code-file", "code", "--language", language)
            #expect(mistyped.status == 65 && !Files.exists(story.path("new2")))
            #expect(mistyped.errors.contains(language == "en" ? "group 3" : "groep 3"), "\(mistyped.errors)")
        }
    }

    @Test("A wallet of an earlier version is read as before, and taken over when its owner says so")
    func earlier() throws {
        try Story.play { story in
            let bytes = try story.issue()
            try story.keepInFolder(bytes, "old")
            let list = try story.succeed("wallet", "list", "--wallet", "old", "--trust", "trust")
            #expect(list.output.contains("Blended") && list.errors.contains("testamur wallet init --from old"))
            let refused = try story.run("wallet", "add", "anna.json", "--wallet", "old")
            #expect(refused.status == 65 && refused.errors.contains("testamur wallet init --from old"))
            let made = try story.succeed("wallet", "init", "--from", "old", "--wallet", "new")
            #expect(made.output.contains("Restored: 1."))
            try story.succeed("wallet", "export", "1", "--wallet", "new", "--out", "out.json")
            #expect(try story.read("out.json") == bytes)
            #expect(Files.exists(story.path("old/wallet.json")))
        }
    }

    @Test("An older copy that was put back is told, and opened when its owner says so")
    func older() throws {
        try Story.play { story in
            try story.issue()
            try story.succeed("wallet", "init", "--wallet", "w")
            let old = try story.read("w")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            try story.write(old, to: "w")
            let refused = try story.run("wallet", "list", "--wallet", "w")
            #expect(refused.status == 65 && refused.errors.contains("--accept-older"), "\(refused.errors)")
            let opened = try story.succeed("wallet", "list", "--wallet", "w", "--accept-older")
            #expect(opened.errors.contains("older copy"))
        }
    }

    @Test("A list can be searched, and of many credentials it says when each was checked last")
    func searching() throws {
        try Story.play { story in
            try story.succeed("wallet", "init", "--wallet", "w")
            _ = try story.shell("mkdir many")
            for number in 1...101 {
                try story.issue(to: "many/\(number).json") {
                    $0["id"] = .string("urn:example:\(number)")
                    $0["credentialSubject"]?["achievement"]?["name"] = .string("Course \(number)")
                }
            }
            try story.succeed("wallet", "add", "many", "--wallet", "w", "--trust", "trust")
            func list(_ more: String...) throws -> [String] {
                try story.testamur.run(
                    WalletKey.added(
                        to: ["wallet", "list", "--wallet", "w", "--trust", "trust", "--format", "json"] + more),
                    in: story.folder
                ).lines.filter { !$0.isEmpty }
            }
            let all = try list()
            #expect(all.count == 101 && all.allSatisfy { $0.contains(#""verdict":"notChecked""#) })
            #expect(all.allSatisfy { $0.contains(#""lastCheck":{"verdict":"valid""#) })
            let found = try list("course 10", "--issuer", "leiehove")
            #expect(found.count == 3 && found.allSatisfy { $0.contains(#""verdict":"valid""#) }, "\(found)")
            #expect(try list("--level", "7", "--until", "2026-06-25").isEmpty)
            #expect(try list("--verify", "--valid").count == 101)
            #expect(try list("nothing like it").isEmpty)
            #expect(try story.run("wallet", "list", "--wallet", "w", "--from", "yesterday").status == 64)
        }
    }
}
