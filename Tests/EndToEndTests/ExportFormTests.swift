import Encodings
import TestSupport
import Testing

@Suite("What leaves the wallet, in every form")
struct ExportFormTests {
    private static let hostile =
        #"</title><script>document.title='x'</script><img src=http://evil.example/x onerror=y>"&'"#

    /// A wallet with a usual credential and one whose words are an attack.
    private func play(_ scene: (Story, [[UInt8]]) throws -> Void) throws {
        try Story.play { story in
            let usual = try story.issue()
            let hostile = try story.issue(to: "b.json") {
                $0["id"] = "urn:example:b"
                $0["credentialSubject"]?["achievement"]?["name"] = .string(Self.hostile + "\u{202E}")
            }
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "b.json", "--wallet", "w", "--trust", "trust")
            try scene(story, [usual, hostile])
        }
    }

    @Test(
        "a folder has a page that runs nothing and fetches nothing, and shows hostile words as text",
        arguments: ["en", "nl"])
    func folder(_ language: String) throws {
        try play { story, credentials in
            try story.succeed(
                "wallet", "export", "--all", "--wallet", "w", "--trust", "trust", "--out", "mine", "--language",
                language)
            #expect(
                try Files.names(in: story.path("mine"))
                    == ["credential-001.json", "credential-002.json", "index.html", "index.json"])
            for (index, bytes) in credentials.enumerated() {
                #expect(try story.read("mine/credential-00\(index + 1).json") == bytes)
            }
            let page = String(decoding: try story.read("mine/index.html"), as: UTF8.self)
            #expect(page.contains("<html lang=\"\(language)\">") && page.contains("default-src 'none'"))
            #expect(page.contains("&lt;script&gt;document.title=&#39;x&#39;&lt;/script&gt;"), "\(page)")
            #expect(page.contains(language == "en" ? "<td>valid</td>" : "<td>geldig</td>"), "\(page)")
            let lower = page.lowercased()
            for word in [
                "<script", "<img", "<iframe", "<object", "<link", "<base", "<form", "src=\"", "url(", "@import",
                "\u{202E}", "javascript:",
            ] { #expect(!lower.contains(word), "\(word)") }
            let links = page.split(separator: "href=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
            #expect(links == ["credential-001.json", "credential-002.json"])
            // The policy allows the style that is there: its hash is that of its text.
            let style = try #require(page.split(separator: "<style>").last?.split(separator: "</style>").first)
            try story.write(String(style), to: "style")
            let hash = try story.shell("openssl dgst -sha256 -binary style | base64")
            #expect(page.contains("style-src 'sha256-\(hash.output.prefix { $0 != "\n" })'"))
        }
    }

    /// Whether there is a browser; where all is to be checked, its absence is a failure.
    private static let hasBrowser = Files.exists("/usr/bin/chromium") || Vectors.environment("CI") == "true"

    @Test(
        "a browser shows the page from the folder with the words as text, and asks nobody for anything",
        .enabled(if: Self.hasBrowser, "needs chromium; bash Tests/run.sh installs it"))
    func browser() throws {
        try play { story, _ in
            try story.succeed("wallet", "export", "--all", "--wallet", "w", "--trust", "trust", "--out", "mine")
            let folder = story.path("mine")
            // Its own traffic aside, the browser logs every address that it is asked for.
            let shown = try story.shell(
                "HOME=$PWD timeout 60 chromium --headless --no-sandbox --disable-gpu --disable-background-networking "
                    + "--disable-component-update --no-first-run --user-data-dir=\"$PWD/profile\" "
                    + "--log-net-log=\"$PWD/net.json\" --dump-dom \"file://\(folder)/index.html\" 2>/dev/null")
            #expect(shown.output.contains("&lt;script&gt;document.title"), "\(shown.output)\(shown.errors)")
            #expect(shown.output.contains("<title>My credentials</title>") && !shown.output.contains("<img"))
            let log = String(decoding: try story.read("net.json"), as: UTF8.self)
            #expect(log.contains("file://") && !log.contains("evil.example"))
        }
    }

    @Test(
        "whoever cannot see it, or sees it small or in dark colours, can use the page: axe-core finds nothing to mend",
        .enabled(if: Self.hasBrowser, "needs chromium; bash Tests/run.sh installs it"),
        .enabled(if: CrossCheck.canRun(importing: "axe_core_python"), Comment(rawValue: CrossCheck.hint)))
    func accessible() throws {
        try play { story, _ in
            try story.succeed(
                "wallet", "export", "--all", "--wallet", "w", "--trust", "trust", "--out", "mine", "--language", "nl")
            let page = story.path("mine/index.html")
            let outcome = try CrossCheck.run(script: "accessibility.py", arguments: [page])
            #expect(outcome.exitCode == 0, "\(outcome.output)")
            // Without its language and the contrast of its links it is not as good, and that is found.
            var worse = String(decoding: try story.read("mine/index.html"), as: UTF8.self)
            worse.replace(" lang=\"nl\"", with: "")
            worse.replace("color: #0b3d91; }", with: "color: #9cc4ff; }", maxReplacements: 1)
            try story.write(worse, to: "mine/index.html")
            let found = try CrossCheck.run(script: "accessibility.py", arguments: [page])
            #expect(found.exitCode == 1 && found.output.contains("html-has-lang"), "\(found.output)")
            #expect(found.output.contains("color-contrast"), "\(found.output)")
        }
    }

    @Test("a presentation has every credential as it was received, and goes into another wallet")
    func presentation() throws {
        try play { story, credentials in
            try story.succeed("wallet", "export", "--all", "--as", "presentation", "--wallet", "w", "--out", "all.json")
            let root = try JSONDocument(parsing: story.read("all.json"), limits: .presentation).root
            #expect(root["proof"] == nil && root["type"]?.elements.map(\.string) == ["VerifiablePresentation"])
            #expect(root["verifiableCredential"]?.elements.map { Array($0.receivedBytes) } == credentials)
            let again = try story.run(
                "wallet", "export", "1", "--as", "presentation", "--wallet", "w", "--out", "all.json")
            #expect(again.status == 73 && again.errors.contains("--force"), "\(again.errors)")
            try story.succeed("wallet", "init", "--wallet", "x")
            try story.succeed("wallet", "add", "all.json", "--wallet", "x", "--trust", "trust")
            #expect(try story.succeed("wallet", "export", "2", "--wallet", "x").bytes == credentials[1])
        }
    }

    @Test("a token that was kept is not called damaged, and a presentation of everything leaves it out by its number")
    func token() throws {
        try play { story, credentials in
            try story.write("eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6d2ViOmEuZXhhbXBsZSJ9.c2lnbmF0dXJl", to: "token")
            try story.write(#"{"type": ["VerifiableCredential"], "id": "urn:example:c"}"#, to: "unsigned.json")
            try story.succeed("wallet", "add", "token", "unsigned.json", "--wallet", "w", "--keep-unverified")
            for language in ["en", "nl"] {
                let list = try story.succeed("wallet", "list", "--wallet", "w", "--language", language).output
                #expect(!list.contains("damaged") && !list.contains("beschadigd"), "\(list)")
                try story.succeed(
                    "wallet", "export", "--all", "--wallet", "w", "--out", "mine-" + language, "--language", language)
                let page = String(decoding: try story.read("mine-\(language)/index.html"), as: UTF8.self)
                #expect(!page.contains("damaged") && !page.contains("beschadigd"), "\(page)")
            }
            let json = try story.succeed("wallet", "list", "--wallet", "w", "--format", "json").output
            #expect(!json.contains("damaged") && json.contains("FORM_JWT"), "\(json)")

            let all = try story.run("wallet", "export", "--all", "--as", "presentation", "--wallet", "w", "--out", "a")
            #expect(all.status == 65 && all.errors.contains("number 3 is left out: it is no credential in JSON"))
            #expect(all.errors.contains("number 4 is left out") && all.errors.contains("hint:"), "\(all.errors)")
            let root = try JSONDocument(parsing: story.read("a"), limits: .presentation).root
            #expect(root["verifiableCredential"]?.elements.map { Array($0.receivedBytes) } == credentials)
            // With nothing else in the wallet there is nothing to write.
            try story.succeed("wallet", "init", "--wallet", "x")
            try story.succeed("wallet", "add", "token", "--wallet", "x", "--keep-unverified")
            let none = try story.run(
                "wallet", "export", "--all", "--as", "presentation", "--wallet", "x", "--out", "none", "--language",
                "nl")
            #expect(none.status == 65 && none.errors.contains("nummer 1 is weggelaten"), "\(none.errors)")
            #expect(!Files.exists(story.path("none")))
        }
    }

    @Test("more credentials than a presentation holds are refused before anything is written, and go into a folder")
    func many() throws {
        try Story.play { story in
            let names = try (1...65).map { number in
                try story.issue(to: "\(number).json") { $0["id"] = .string("urn:example:\(number)") }
                return "\(number).json"
            }
            try story.succeed("wallet", "init", "--wallet", "w")
            try #require(
                story.testamur.run(
                    WalletKey.added(to: ["wallet", "add", "--wallet", "w", "--trust", "trust"] + names),
                    environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder
                ).status == 0)
            let all = try story.run("wallet", "export", "--all", "--as", "presentation", "--wallet", "w", "--out", "a")
            #expect(all.status == 65 && all.errors.contains("at most 64") && all.errors.contains("--as folder"))
            #expect(!Files.exists(story.path("a")))
            try story.succeed("wallet", "remove", "65", "--yes", "--wallet", "w")
            try story.succeed("wallet", "export", "--all", "--as", "presentation", "--wallet", "w", "--out", "a")
            let verdict = try story.verify("a")
            #expect(!verdict.output.contains("Not judged"), "\(verdict.output)")
        }
    }

    @Test("a capsule verifies with the pin alone, and what has no meaning together is refused with what to do")
    func capsule() throws {
        try play { story, _ in
            try story.succeed(
                "wallet", "export", "1", "--as", "capsule", "--trust", "trust", "--wallet", "w", "--out", "c.json")
            let verdict = try story.run("verify", "c.json", "--pin", "trust/pin.json", "--at", Story.now)
            #expect(verdict.status == 0, "\(verdict.output)\(verdict.errors)")
            for arguments in [
                ["--all", "--as", "capsule", "--trust", "trust"], ["--all", "--as", "credential", "--out", "d"],
                ["1", "--as", "folder"], ["--all"], ["1", "--as", "picture"],
            ] {
                let outcome = try story.testamur.run(
                    WalletKey.added(to: ["wallet", "export", "--wallet", "w"] + arguments),
                    environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder)
                #expect(outcome.status == 64 && outcome.errors.contains("hint:"), "\(arguments): \(outcome.errors)")
            }
            #expect(!Files.exists(story.path("d")))
        }
    }

    @Test("a folder of capsules has one for each credential that can be packed, and names the others")
    func capsules() throws {
        try Story.play { story in
            try story.issue()
            try story.issue(to: "second.json") { $0["id"] = "urn:example:second" }
            try story.issueAbroad()
            try story.succeed("wallet", "init", "--wallet", "w")
            for file in ["anna.json", "abroad.json", "second.json"] {
                try story.succeed("wallet", "add", file, "--wallet", "w", "--trust", "trust", "--keep-both")
            }
            func export(_ language: String, _ more: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    WalletKey.added(
                        to: [
                            "wallet", "export", "--all", "--as", "capsule", "--trust", "trust", "--wallet", "w",
                            "--out",
                            "caps/all", "--language", language,
                        ] + more),
                    environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder)
            }
            let outcome = try export("en")
            #expect(outcome.status == 65 && outcome.output.contains("2 capsules are in caps/all."), "\(outcome.errors)")
            #expect(outcome.errors.contains("number 2") && outcome.errors.contains("left out, because no capsule"))
            let names = ["credential-001.capsule.json", "credential-003.capsule.json"]
            #expect(try Files.names(in: story.path("caps/all")).sorted() == names)
            for name in names {
                let verdict = try story.run("verify", "caps/all/" + name, "--pin", "trust/pin.json", "--at", Story.now)
                #expect(verdict.status == 0, "\(verdict.output)\(verdict.errors)")
            }
            let before = try story.read("caps/all/" + names[0])
            #expect(try export("nl").status == 73)
            #expect(try story.read("caps/all/" + names[0]) == before)
            try story.succeed("wallet", "remove", "2", "--yes", "--wallet", "w")
            let again = try export("nl", "--force")
            #expect(again.status == 0 && again.output.contains("2 capsules staan in caps/all."), "\(again.errors)")
            #expect(!again.errors.contains("eerdere uitvoer"), "\(again.errors)")
            // What an earlier export has left is named, and stays; what is of others is not.
            try story.write("{}", to: "caps/all/credential-x.capsule.json")
            try story.succeed("wallet", "remove", "3", "--yes", "--wallet", "w")
            let fewer = try export("en", "--force")
            #expect(fewer.status == 0 && fewer.output.contains("1 capsule is in caps/all."), "\(fewer.errors)")
            #expect(fewer.errors.contains("not of this one: credential-003.capsule.json."), "\(fewer.errors)")
            #expect(try Files.names(in: story.path("caps/all")).count == 3)
        }
    }

    @Test("a capsule of what is not genuine is not made, and its owner is not told to ask the learner")
    func capsuleForOwner() throws {
        try Story.play { story in
            var bytes = try story.issue()
            // A name that nobody signed.
            let name = Array("Blended".utf8)
            let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
            bytes[place] = UInt8(ascii: "C")
            try story.write(bytes, to: "broken.json")
            try story.succeed("wallet", "init", "--wallet", "w")
            let added = try story.run(
                "wallet", "add", "broken.json", "--wallet", "w", "--trust", "trust", "--keep-unverified")
            try #require(added.status == 0, "\(added.errors)")
            for what in ["1", "--all"] {
                let outcome = try story.run(
                    "wallet", "export", what, "--as", "capsule", "--trust", "trust", "--wallet", "w", "--out", "c")
                #expect(outcome.status != 0 && outcome.errors.contains("worth no more"), "\(outcome.errors)")
                #expect(!outcome.errors.contains("learner") && !Files.exists(story.path("c")), "\(outcome.errors)")
            }
        }
    }

    @Test("an empty wallet says that there is nothing to export, and writes nothing", arguments: ["en", "nl"])
    func empty(_ language: String) throws {
        try Story.play { story in
            try story.succeed("wallet", "init", "--wallet", "w")
            for form in ["folder", "presentation", "capsule"] {
                let outcome = try story.run(
                    "wallet", "export", "--all", "--as", form, "--trust", "trust", "--wallet", "w", "--out", "out",
                    "--language", language)
                let said = language == "en" ? "there is nothing to export" : "er is niets uit te voeren"
                #expect(outcome.status == 66 && outcome.errors.contains(said), "\(outcome.errors)")
                #expect(!Files.exists(story.path("out")))
            }
        }
    }

    @Test(
        "capsules for which a disk has no room leave nothing behind",
        .enabled(if: SmallDisk.isAvailable, "a small disk can be mounted by root only"))
    func fullDisk() throws {
        try Story.play { story in
            try story.succeed("wallet", "init", "--wallet", "w")
            for number in 1...4 {
                try story.issue(to: "\(number).json") { $0["id"] = .string("urn:example:\(number)") }
                try story.succeed("wallet", "add", "\(number).json", "--wallet", "w", "--trust", "trust")
            }
            try SmallDisk.with(pages: 6) { disk in
                let outcome = try story.run(
                    "wallet", "export", "--all", "--as", "capsule", "--trust", "trust", "--wallet", "w", "--out",
                    disk + "/caps")
                #expect(outcome.status == 73 || outcome.status == 74, "\(outcome.status) \(outcome.errors)")
                #expect(try Files.names(in: disk).isEmpty)
                // What was there stays, and what was added to it goes.
                try #require(story.shell("mkdir \(disk)/caps && echo mine >\(disk)/caps/mine").status == 0)
                _ = try story.run(
                    "wallet", "export", "--all", "--as", "capsule", "--trust", "trust", "--wallet", "w", "--out",
                    disk + "/caps", "--force")
                #expect(try Files.names(in: disk + "/caps") == ["mine"])
            }
        }
    }
}
