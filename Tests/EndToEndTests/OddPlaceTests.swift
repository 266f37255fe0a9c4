import Encodings
import Glibc
import TestSupport
import Testing

/// What stands under a name can lead elsewhere, never end, or be somebody else's file.
@Suite("Links, pipes and devices in the place of files")
struct OddPlaceTests {
    /// A folder `in` with a good credential, one outside of it, and a wallet `w` with the first.
    private func play(_ scene: (Story) throws -> Void) throws {
        try Story.play { story in
            try Files.makeFolder(story.path("in"))
            try Files.makeFolder(story.path("outside"))
            try story.issue(to: "in/good.json")
            try story.issue(to: "outside/secret.json") {
                $0["id"] = "urn:example:secret"
                $0["credentialSubject"]?["achievement"]?["name"] = "Canary course"
            }
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "in", "--wallet", "w", "--trust", "trust")
            try scene(story)
        }
    }

    /// What is put into the folder, and the error that it is reported with; `nil` for what is judged as a file.
    private static let entries: [(name: String, command: String, code: String?)] = [
        ("b-link", "ln -s ../outside/secret.json", "linkInFolder"),
        ("c-absolute", "ln -s \"$PWD/outside/secret.json\"", "linkInFolder"),
        ("d-chain", "ln -s c-absolute.json", "linkInFolder"), ("e-nowhere", "ln -s nowhere", "linkInFolder"),
        ("f-circle", "ln -s f-circle.json", "linkInFolder"), ("g-inside", "ln -s good.json", "linkInFolder"),
        ("h-zero", "ln -s /dev/zero", "linkInFolder"), ("i-environment", "ln -s /proc/self/environ", "linkInFolder"),
        ("j-terminal", "ln -s /dev/tty", "linkInFolder"), ("k-pipe", "mkfifo", "notAFile"),
        ("l-pipe-link", "ln -s k-pipe.json", "linkInFolder"), ("m-folder-link", "ln -s ../outside", "linkInFolder"),
        ("n-root", "ln -s /", "linkInFolder"), ("o-hard-link", "ln in/good.json", nil),
    ]

    @Test("in a folder no link is followed and nothing is waited for, and the rest is judged")
    func folder() throws {
        try play { story in
            for entry in Self.entries {
                let made = try story.shell("\(entry.command) in/\(entry.name).json")
                try #require(made.status == 0, "\(made.errors)")
            }
            var expected = ["good": nil] as [String: String?]
            for entry in Self.entries { expected[entry.name] = .some(entry.code) }
            // Only who is root makes a device.
            if try story.shell("mknod in/z-device.json c 1 5").status == 0 { expected["z-device"] = "notAFile" }
            let outcome = try story.verify("in", "--format", "json")
            #expect(outcome.status == 66)
            for line in outcome.bytes.split(separator: 0x0A) {
                let report = try JSONDocument(parsing: Array(line), limits: .general).root
                let name = String((report["input"]?.string ?? "").dropFirst(3).dropLast(5))
                let found = expected.removeValue(forKey: name)
                let code = try #require(found, "\(name)")
                #expect(report["error"]?["code"]?.string == code, "\(name)")
                #expect(report["verdict"]?.string == (code == nil ? "valid" : "undecided"), "\(name)")
            }
            #expect(expected.isEmpty, "\(expected.keys)")
            for command in [["verify", "in"], ["wallet", "add", "in", "--wallet", "w"]] {
                let told = try story.testamur.run(
                    WalletKey.added(to: command) + ["--trust", "trust"],
                    environment: WalletKey.environment(for: command, in: story.folder), in: story.folder)
                #expect(told.status == 66 && told.errors.contains("hint: to have it read, name the link itself"))
                #expect(!(told.output + told.errors).contains("Canary"), "\(told.output)")
            }
            // What a person names is read, wherever it leads.
            #expect(try story.verify("in/b-link.json").output.contains("Canary course"))
            for device in ["/dev/zero", "in/h-zero.json", "in/n-root.json/etc"] {
                let named = try story.verify(device)
                #expect(named.status == 66 && named.errors.contains("hint:"), "\(device): \(named.errors)")
            }
        }
    }

    @Test("a capsule in a folder has no file that is a link, a pipe or a device, and is not waited for")
    func capsule() throws {
        try play { story in
            try story.succeed("bundle", "in/good.json", "--trust", "trust", "--at", Story.now, "--folder", "stick")
            let bytes = try story.read("stick/credential.json")
            for command in [
                "ln -s ../outside/secret.json", "ln -s ../in/good.json", "mkfifo", "mkdir", "ln -s /dev/zero",
                "ln -s /proc/self/environ",
            ] {
                _ = try story.shell("rm -rf stick/credential.json; \(command) stick/credential.json")
                let outcome = try story.verify("stick")
                #expect(outcome.status == 1 && !outcome.output.contains("Canary"), "\(command): \(outcome.output)")
                #expect(outcome.output.contains("credential.json"), "\(command): \(outcome.output)")
            }
            _ = try story.shell("rm -rf stick/credential.json")
            try story.write(bytes, to: "stick/credential.json")
            #expect(try story.verify("stick").status == 0)
        }
    }

    @Test("what the wallet gives out goes over no link, into no pipe, and changes no file of another name")
    func exports() throws {
        try play { story in
            let good = try story.read("in/good.json")
            let secret = try story.read("outside/secret.json")
            func export(_ arguments: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    WalletKey.added(to: ["wallet", "export", "--wallet", "w"] + arguments),
                    environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder)
            }
            for (name, command) in [
                ("link", "ln -s outside/secret.json link"), ("new", "ln -s outside/new.json new"),
                ("pipe", "mkfifo pipe"),
                ("same", "ln outside/secret.json same"), ("tree", "ln -s outside tree"),
            ] {
                try #require(story.shell(command).status == 0)
                let refused = try export("1", "--out", name)
                #expect(refused.status == 73 && refused.errors.contains("--force"), "\(name): \(refused.errors)")
                _ = try export("1", "--out", name, "--force")
                #expect(try story.read("outside/secret.json") == secret, "\(name)")
                #expect(try Files.names(in: story.path("outside")) == ["secret.json"], "\(name)")
            }
            #expect(try story.read("same") == good)
            for (name, command) in [
                ("credential-001.json", "ln -s ../outside/secret.json"),
                ("credential-001.json", "ln -s ../outside/new.json"), ("index.html", "ln -s ../outside/new.json"),
                ("index.html", "ln ../outside/secret.json"), ("index.html", "mkfifo"),
                ("index.json", "ln -s ../outside/new.json"),
            ] {
                _ = try story.shell("rm -rf out; mkdir out; cd out && \(command) \(name)")
                let refused = try export("--all", "--out", "out")
                #expect(refused.status != 0 && refused.errors.contains("hint:"), "\(name): \(refused.errors)")
                #expect(try Files.names(in: story.path("out")) == [name])
                #expect(try story.read("outside/secret.json") == secret)
                #expect(try Files.names(in: story.path("outside")) == ["secret.json"], "\(name)")
            }
        }
    }
}
