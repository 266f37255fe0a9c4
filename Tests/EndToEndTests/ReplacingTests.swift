import TestSupport
import Testing

@Suite("What stands in the place of a wallet, or of its backup")
struct ReplacingTests {
    @Test("No command writes over a wallet or a backup, whoever's it is, with --force, and not through a link either")
    func neverReplaced() throws {
        try Story.play { story in
            try story.issue()
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "init", "--wallet", "other")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            try story.succeed("wallet", "backup", "b", "--wallet", "w")
            try #require(story.shell("ln -s w link").status == 0)
            let kept = ["w", "w.previous", "other", "b"]
            let before = try kept.map { try story.read($0) }
            for target in kept + ["link"] {
                for command in [
                    ["export", "1", "--out", target], ["export", "1", "--as", "presentation", "--out", target],
                    ["export", "1", "--as", "capsule", "--trust", "trust", "--out", target],
                    ["export", "--all", "--as", "presentation", "--out", target], ["backup", target],
                ] where command != ["backup", "b"] {
                    let refused = try story.testamur.run(
                        WalletKey.added(to: ["wallet"] + command + ["--wallet", "w", "--force"]),
                        environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder)
                    #expect(refused.status == 73, "\(target) \(command): \(refused.errors)")
                    #expect(refused.errors.contains("is a wallet") && refused.errors.contains("name another file"))
                }
            }
            #expect(try kept.map { try story.read($0) } == before)
            let dutch = try story.run(
                "wallet", "export", "1", "--out", "w", "--wallet", "w", "--force", "--language", "nl")
            #expect(dutch.errors.contains("is een portefeuille"), "\(dutch.errors)")
            // An earlier backup of the same wallet gives way to a new one, and to nothing else.
            let others = try story.run("wallet", "backup", "b", "--wallet", "other", "--force")
            #expect(others.status == 73 && others.errors.contains("is a wallet"), "\(others.errors)")
            let early = try story.read("w")
            try story.succeed("wallet", "remove", "1", "--yes", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            #expect(try story.run("wallet", "backup", "b", "--wallet", "w").status == 73)
            let replaced = try story.succeed("wallet", "backup", "b", "--wallet", "w", "--force")
            #expect(replaced.output.contains("The earlier backup is now b.earlier;"), "\(replaced.output)")
            #expect(try story.read("b") != before[3] && story.read("b.earlier") == before[3])
            let piped = try story.run("wallet", "backup", "-", "--wallet", "w")
            #expect(piped.status == 64 && !Files.exists(story.path("-")), "\(piped.errors)")
            try story.write(early, to: "early")
            let newer = try story.run("wallet", "backup", "b", "--wallet", "early", "--force", "--accept-older")
            #expect(newer.status == 73 && newer.errors.contains("is a wallet"), "\(newer.errors)")
            // Anything else is replaced, as --force says.
            try story.succeed("wallet", "export", "1", "--out", "anna.json", "--wallet", "w", "--force")
            try story.write("old", to: "old")
            try story.succeed("wallet", "backup", "old", "--wallet", "w", "--force")
        }
    }

    @Test(
        "A file that is no wallet, such as an emptied one, is told from no file, with what leads out",
        arguments: ["", "x"])
    func emptied(_ content: String) throws {
        try Story.play { story in
            try story.write(content, to: "w")
            for (command, status) in [(["list"], 66), (["add", "anna.json"], 66), (["init"], 73)] {
                let refused = try story.testamur.run(
                    WalletKey.added(to: ["wallet"] + command + ["--wallet", "w"]),
                    environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder)
                #expect(refused.status == status && refused.errors.contains("w is no wallet"), "\(refused.errors)")
                #expect(refused.errors.contains("mv w w.aside"), "\(refused.errors)")
            }
            #expect(try story.run("wallet", "list", "--wallet", "none").errors.contains("there is no wallet"))
            // What is said leads out of it.
            _ = try story.shell("mv w w.aside")
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.issue()
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            try story.write(content, to: "w")
            let refused = try story.run("wallet", "list", "--wallet", "w", "--language", "nl")
            #expect(refused.errors.contains("in w.previous"), "\(refused.errors)")
            _ = try story.shell("mv w w.aside && cp w.previous w")
            #expect(try story.run("wallet", "list", "--wallet", "w", "--accept-older").status == 0)
        }
    }
}
