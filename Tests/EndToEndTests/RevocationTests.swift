import Encodings
import TestSupport
import Testing

/// An institution that takes credentials back, and an employer who learns of it, with the program alone.
@Suite("testamur issuer revoke, suspend, reinstate and publish")
struct RevocationTests {
    private static let base = "https://leiehove.example/status"

    /// An institution with status lists on a ministry's list, which has issued to Anna and Bert.
    private static func play(_ body: (IssuerStage) throws -> Void) throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let made = try stage.makeInstitution(
                "leiehove", "--did", "did:web:leiehove.example", "--status-lists", base)
            try #require(made.status == 0, "\(made.errors)")
            try recognize(made.lines, stage)
            try stage.writeLearner("bert", family: "Janssens", given: "Bert")
            let issued = try stage.issue("anna.yaml", "bert.yaml")
            try #require(issued.status == 0, "\(issued.errors)")
            try body(stage)
        }
    }

    /// Puts the institution on a list as it asks for it.
    private static func recognize(_ lines: [String], _ stage: IssuerStage) throws {
        try stage.write(PublishedKey.authority().pem, to: "authority.pem")
        try stage.succeed(
            "trust", "init", "utopia", "--name", "Ministry", "--country", "UT", "--list-id", "urn:trust:utopia",
            "--environment", "demonstration", "--key", "authority.pem")
        let asked = lines.filter { $0.hasPrefix("  testamur trust add-") }
        #expect(asked.count == 2 && asked[1].hasSuffix(" --key-purpose status"))
        for line in asked {
            let command = line.dropFirst("  testamur ".count).replacing("AUTHORITY-FOLDER", with: "utopia")
            let script = "cd '\(stage.folder)' && '\(stage.testamur.path)' \(command)"
            let outcome = try Subprocess.run("/bin/sh", ["-c", script])
            try #require(outcome.exitCode == 0, "\(outcome.output)")
        }
        try stage.succeed("trust", "sign", "utopia", "--key", "authority.pem")
    }

    @discardableResult
    private static func publish(_ stage: IssuerStage, _ more: String...) throws -> Program.Outcome {
        try stage.testamur.run(
            ["issuer", "publish", "site", "--issuer", "leiehove", "--passphrase-file", "passphrase"] + more,
            in: stage.folder)
    }

    private static func lists(_ stage: IssuerStage) throws -> [String] {
        // What a killed run left is hidden, and nobody is given it.
        try Files.names(in: stage.path("site/status")).filter { !$0.hasPrefix(".") }.sorted().map {
            "site/status/\($0)"
        }
    }

    private static func verify(_ stage: IssuerStage, _ file: String) throws -> Program.Outcome {
        let options = try lists(stage).flatMap { ["--status", $0] }
        return try stage.testamur.run(["verify", file, "--trust", "utopia"] + options, in: stage.folder)
    }

    private static func words(_ outcome: Program.Outcome) -> String {
        (outcome.output + outcome.errors).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    /// What the wallet tells the learners themselves: to ask the institution, and nobody to ask the learner.
    private func learner(_ stage: IssuerStage) throws {
        let carried = try Self.lists(stage).map { "cp '\($0)' utopia/status/" }.joined(separator: " && ")
        let copied = try Subprocess.run(
            "/bin/sh", ["-c", "cd '\(stage.folder)' && mkdir -p utopia/status && \(carried)"])
        try #require(copied.exitCode == 0, "\(copied.output)")
        try stage.succeed("wallet", "init", "--wallet", "w")
        for name in ["anna", "bert"] {
            try stage.succeed("wallet", "add", "out/\(name).json", "--wallet", "w", "--trust", "utopia")
        }
        for (number, language, words) in [
            ("1", "en", "Ask the institution why, and whether you can have a new one."),
            ("1", "nl", "Vraag de instelling waarom, en of u een nieuw kunt krijgen."),
            ("2", "en", "Ask the institution why, and when it will stand again."),
            ("2", "nl", "Vraag de instelling waarom, en wanneer het weer geldt."),
        ] {
            for more in [[], ["--all"]] {
                let shown = try stage.testamur.run(
                    WalletKey.added(
                        to: ["wallet", "show", number, "--wallet", "w", "--trust", "utopia", "--language", language]
                            + more),
                    environment: WalletKey.environment(for: ["wallet"], in: stage.folder), in: stage.folder)
                #expect(Self.words(shown).contains(words), "\(number) \(language): \(shown.output)")
                let said = Self.words(shown)
                #expect(!said.contains("Ask the learner") && !said.contains("Vraag de lerende"), "\(said)")
            }
        }
    }

    @Test("valid, revoked, suspended, reinstated: each shows as soon as it is published, and not before")
    func story() throws {
        try Self.play { stage in
            let first = try Self.publish(stage, "--trust", "utopia")
            #expect(first.status == 0, "\(first.errors)")
            #expect(Self.words(first).contains("Serve site as the root of https://leiehove.example/."))
            #expect(Self.words(first).contains("Publish again by"))
            #expect(!Self.words(first).contains("not looked up"))
            let valid = try Self.verify(stage, "out/anna.json")
            #expect(valid.status == 0, "\(valid.output)")
            #expect(Self.words(valid).contains("neither revoked nor suspended as of"), "\(valid.output)")

            let revoked = try stage.run(
                "issuer", "revoke", "out/anna.json", "--reason", "issued-in-error", "--issuer", "leiehove")
            #expect(revoked.status == 0, "\(revoked.errors)")
            #expect(Self.words(revoked).contains("Anna De Smet") && Self.words(revoked).contains("issuer publish SITE"))
            #expect(try Self.verify(stage, "out/anna.json").status == 0)
            try stage.succeed("issuer", "suspend", "out/bert.json", "--reason", "quality", "--issuer", "leiehove")
            #expect(try Self.publish(stage, "--trust", "utopia").status == 0)
            let anna = try Self.verify(stage, "out/anna.json")
            #expect(anna.status == 1 && anna.output.contains("Revoked on"), "\(anna.output)")
            let bert = try Self.verify(stage, "out/bert.json")
            #expect(bert.status == 1 && bert.output.contains("Suspended as of"), "\(bert.output)")

            try learner(stage)

            let listed = try stage.succeed("issuer", "list", "--issuer", "leiehove").output
            #expect(listed.contains("revoked on") && listed.contains("suspended since"))
            try stage.succeed("issuer", "reinstate", "out/bert.json", "--reason", "quality", "--issuer", "leiehove")
            #expect(try Self.publish(stage).status == 0)
            #expect(try Self.verify(stage, "out/bert.json").status == 0)

            // A capsule carries the lists; its reader needs the pin alone.
            let options = try Self.lists(stage).flatMap { ["--status", $0] }
            let bundled = try stage.testamur.run(
                ["bundle", "out/bert.json", "--trust", "utopia", "--out", "bert.capsule.json"] + options,
                in: stage.folder)
            #expect(bundled.status == 0, "\(bundled.errors)")
            #expect(try stage.run("verify", "bert.capsule.json", "--pin", "utopia/pin.json").status == 0)
            #expect(try stage.run("issuer", "audit", "--issuer", "leiehove").status == 0)
        }
    }

    @Test("what was revoked by mistake is awarded anew when that is said, and in no other way")
    func awardedAnew() throws {
        try Self.play { stage in
            try stage.succeed("issuer", "revoke", "out/anna.json", "--reason", "other", "--issuer", "leiehove")
            let suspended = try stage.run(
                "issuer", "suspend", "out/anna.json", "--reason", "other", "--issuer", "leiehove")
            #expect(suspended.status == 65 && suspended.errors.contains("issuer issue --after-revocation"))
            for more in [[], ["--again"]] {
                let refused = try stage.issue("anna.yaml", more: more)
                #expect(refused.status == 65 && refused.errors.contains("--after-revocation"), "\(refused.errors)")
            }
            let before = try stage.issuedCount()
            let again = try stage.issue("anna.yaml", more: ["--after-revocation"])
            #expect(again.status == 0, "\(again.errors)")
            #expect(try stage.issuedCount() == before + 1)
            // The file of the first stays, and the second has a name of its own.
            #expect(Files.exists(stage.path("out/anna-2.json")))
            #expect(try Self.publish(stage, "--trust", "utopia").status == 0)
            #expect(try Self.verify(stage, "out/anna.json").status == 1)
            let valid = try Self.verify(stage, "out/anna-2.json")
            #expect(valid.status == 0, "\(valid.output)")
            let given = try stage.issue("anna.yaml")
            #expect(given.status == 0 && given.output.contains("the same again"), "\(given.errors)")

            // What has a successor is not corrected once more: the successor is named, and it can be.
            try stage.writeLearner("anna", family: "De Smet", given: "Anna", grade: 17)
            func correct(_ credential: String) throws -> Program.Outcome {
                try stage.run(
                    "issuer", "correct", credential, "--spec", "course.yaml", "--learner", "anna.yaml", "--out", "out",
                    "--issuer", "leiehove", "--passphrase-file", "passphrase")
            }
            let refused = try correct("out/anna.json")
            #expect(refused.status == 65 && !refused.errors.contains("--again"), "\(refused.errors)")
            let command = try #require(refused.errors.firstRange(of: "testamur issuer correct urn:")).lowerBound
            let id = refused.errors[command...].split { $0 == " " || $0 == "\n" }[3]
            let corrected = try correct(String(id))
            #expect(corrected.status == 0 && corrected.output.contains("is revoked"), "\(corrected.errors)")
        }
    }

    @Test("a verifier who fetches the site has the authority's list and every status list at once")
    func fetching() throws {
        try Self.play { stage in
            let first = try Self.publish(stage, "--trust", "utopia")
            #expect(first.status == 0, "\(first.errors)")
            try stage.succeed("issuer", "revoke", "out/anna.json", "--reason", "fraud", "--issuer", "leiehove")
            #expect(try Self.publish(stage, "--trust", "utopia").status == 0)
            try Files.makeFolder(stage.path("employer"))
            try stage.write(String(decoding: stage.read("utopia/pin.json"), as: UTF8.self), to: "employer/pin.json")
            let fetched = try stage.run("trust", "fetch", "site/trust", "--trust", "employer")
            #expect(fetched.status == 0, "\(fetched.output)\(fetched.errors)")
            let anna = try stage.run("verify", "out/anna.json", "--trust", "employer")
            #expect(anna.status == 1 && anna.output.contains("Revoked on"), "\(anna.output)")
            #expect(try stage.run("verify", "out/bert.json", "--trust", "employer").status == 0)
        }
    }

    @Test("publishing again changes nothing and asks for nothing, and an old copy of the folder publishes nothing")
    func again() throws {
        try Self.play { stage in
            func state() throws -> String {
                try Subprocess.run(
                    "/usr/bin/find", [stage.path("site"), "-type", "f", "-printf", "%P %T@ %s\n"]
                ).output.split(separator: "\n").sorted().joined(separator: "\n")
            }
            let rehearsed = try stage.run("issuer", "publish", "site", "--issuer", "leiehove", "--dry-run")
            #expect(rehearsed.status == 0 && Self.words(rehearsed).contains("revocation-1.json: to be signed"))
            #expect(!Files.exists(stage.path("site")))
            #expect(try Self.publish(stage).status == 0)
            let before = try state()
            let again = try stage.run("issuer", "publish", "site", "--issuer", "leiehove")
            #expect(again.status == 0 && Self.words(again).contains("Nothing has changed in site."))
            #expect(try state() == before)

            #expect(try Subprocess.run("/bin/cp", ["-r", stage.path("leiehove"), stage.path("old")]).exitCode == 0)
            try stage.succeed("issuer", "revoke", "out/anna.json", "--reason", "fraud", "--issuer", "leiehove")
            #expect(try Self.publish(stage).status == 0)
            let newest = try state()
            let old = try stage.run("issuer", "publish", "site", "--issuer", "old", "--passphrase-file", "passphrase")
            #expect(old.status == 65 && old.errors.contains("not the one that published last"), "\(old.errors)")
            #expect(try state() == newest)
        }
    }

    @Test(
        "killed at any moment of publishing: every file is whole, none is older than before, and the next run finishes it",
        .enabled(if: SystemCalls.canBeWatched, "needs strace"))
    func killed() throws {
        try Self.play { stage in
            #expect(try Self.publish(stage).status == 0)
            func starts() throws -> [String: String] {
                var starts: [String: String] = [:]
                for name in try Self.lists(stage) {
                    let root = try JSONDocument(parsing: stage.read(name), limits: .statusList).root
                    starts[name] = try #require(root["validFrom"]?.string)
                }
                return starts
            }
            var last = try starts()
            var kills = 0
            for (number, (call, step)) in [("pwrite64", 5), ("renameat", 1), ("fsync", 2), ("renameat", 2)].enumerated()
            {
                let action = number % 2 == 0 ? "suspend" : "reinstate"
                try stage.succeed(
                    "issuer", action, "out/anna.json", "out/bert.json", "--reason", "other", "--issuer", "leiehove")
                let outcome = try stage.testamur.run(
                    ["issuer", "publish", "site", "--issuer", "leiehove", "--passphrase-file", "passphrase"],
                    in: stage.folder, under: SystemCalls.killing(at: call, step))
                if outcome.status != 0 { kills += 1 }
                for _ in 1...2 {
                    let next = try starts()
                    #expect(last.allSatisfy { next[$0.key, default: ""] >= $0.value }, "\(call) \(step)")
                    last = next
                    #expect(try Self.publish(stage).status == 0)
                }
                #expect(try Self.verify(stage, "out/anna.json").status == (action == "suspend" ? 1 : 0))
                let names = try Subprocess.run("/usr/bin/find", [stage.path("site"), "-type", "f"]).output
                #expect(names.split(separator: "\n").allSatisfy { $0.hasSuffix(".json") }, "\(names)")
            }
            #expect(kills >= 2)
        }
    }

    @Test("what cannot be done is told for each credential, in both languages, and nothing is changed")
    func refusals() throws {
        try Self.play { stage in
            func run(_ words: String...) throws -> Program.Outcome {
                try stage.testamur.run(["issuer"] + words + ["--issuer", "leiehove"], in: stage.folder)
            }
            let unknown = try run("revoke", "out/anna.json", "urn:uuid:nobody", "--reason", "other")
            #expect(
                unknown.status == 65 && unknown.errors.contains("urn:uuid:nobody was not issued by this institution"))
            #expect(unknown.errors.contains("nothing was changed; 1 cannot be changed"))
            let rehearsed = try run("revoke", "out/anna.json", "--reason", "other", "--dry-run")
            #expect(rehearsed.status == 0 && Self.words(rehearsed).contains("would be revoked"))
            #expect(try !run("list").output.contains("revoked"))

            #expect(try run("revoke", "out/anna.json", "--reason", "other", "--note", "a word").status == 0)
            let twice = try run("revoke", "out/anna.json", "--reason", "other")
            #expect(twice.status == 0 && Self.words(twice).contains("already Nothing to do."), "\(twice.output)")
            for action in ["suspend", "reinstate"] {
                let refused = try run(action, "out/anna.json", "--reason", "other", "--language", "nl")
                #expect(refused.status == 65 && refused.errors.contains("dat is definitief"), "\(refused.errors)")
            }
            #expect(try run("revoke", "out/bert.json", "--reason", "boredom").status == 64)
            #expect(try run("revoke", "out/bert.json").status == 64)
            #expect(try run("revoke", "out/nobody.json", "--reason", "other").status == 66)
            let text = String(decoding: try stage.read("out/bert.json"), as: UTF8.self)
            try stage.write(text.replacing("\"Bert\"", with: "\"Otto\""), to: "altered.json")
            let altered = try run("revoke", "altered.json", "--reason", "other")
            #expect(altered.status == 65 && altered.errors.contains("as it was issued"), "\(altered.errors)")
            try stage.write("{}", to: "empty.json")
            #expect(try run("revoke", "empty.json", "--reason", "other").status == 65)
            #expect(try run("list", "--format", "json").lines.count { $0.contains("revokedAt") } == 1)
        }
    }

    @Test("more than ten are revoked only when somebody says yes")
    func confirmation() throws {
        try Self.play { stage in
            try Files.makeFolder(stage.path("class"))
            for name in ["Cato", "Dirk", "Eva", "Finn", "Griet", "Hans", "Ines", "Jef", "Kim"] {
                try stage.writeLearner("class/" + name, family: "Peeters", given: name)
            }
            let issued = try stage.issue("class")
            #expect(issued.status == 0, "\(issued.errors)")
            let ids = try stage.succeed("issuer", "list", "--issuer", "leiehove", "--format", "json").lines
                .compactMap { try? JSONDocument(parsing: Array($0.utf8), limits: .general).root["id"]?.string }
            #expect(ids.count == 11)
            let revoke = ["issuer", "revoke", "--reason", "other", "--issuer", "leiehove"]
            let asked = try stage.testamur.run(revoke + ids, in: stage.folder)
            #expect(asked.status == 64 && asked.errors.contains("--yes"), "\(asked.errors)")
            #expect(try stage.testamur.run(revoke + ids.prefix(10), in: stage.folder).status == 0)
            #expect(try stage.testamur.run(revoke + ids, in: stage.folder).status == 0)
            let suspended = try stage.testamur.run(
                ["issuer", "suspend", "--reason", "other", "--issuer", "leiehove"] + ids, in: stage.folder)
            #expect(suspended.status == 65)
        }
    }

    @Test("an institution that is its key has lists by another key, which its list names too")
    func keyAsIdentifier() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            try stage.write("another passphrase\n", to: "second")
            #expect(try Subprocess.run("/bin/chmod", ["600", stage.path("second")]).exitCode == 0)
            let made = try stage.makeInstitution(
                "leiehove", "--status-lists", Self.base + "/", "--status-passphrase-file", "second")
            try #require(made.status == 0, "\(made.errors)")
            try Self.recognize(made.lines, stage)
            #expect(try stage.issue("anna.yaml").status == 0)
            #expect(try Self.publish(stage).status == 65, "the passphrase of the other key")
            try stage.write("another passphrase\n", to: "passphrase")
            let published = try Self.publish(stage, "--trust", "utopia")
            #expect(published.status == 0, "\(published.errors)")
            #expect(try Self.verify(stage, "out/anna.json").status == 0)
            let shown = try stage.succeed("issuer", "show", "leiehove", "--format", "json")
            let root = try JSONDocument(parsing: shown.bytes, limits: .general).root
            #expect(root["statusLists"]?["address"]?.string == Self.base)
            #expect(root["addStatusKey"]?.string?.hasSuffix("--key-purpose status") == true)
        }
    }

    @Test("an address that no verifier takes is refused before anything is made")
    func addresses() throws {
        try IssuerStage.play { stage in
            for address in [
                "http://leiehove.example", "https://leiehove.example:8443/status", "https://a@leiehove.example",
                "https://leiehove.example/?a=", "https://LEIEHOVE.example", "https://127.0.0.1/status",
                "https://leiehove.example/%2e%2e", "leiehove.example", "",
            ] {
                let made = try stage.makeInstitution("other", "--status-lists", address)
                #expect(made.status == 64 && made.errors.contains("--status-lists"), "\(address): \(made.errors)")
            }
            #expect(!Files.exists(stage.path("other")))
            let none = try stage.run("issuer", "publish", "site", "--issuer", "leiehove")
            #expect(none.status == 65 && none.errors.contains("testamur issuer status-lists"), "\(none.errors)")
            let begun = try stage.run(
                "issuer", "status-lists", Self.base, "--issuer", "leiehove", "--passphrase-file", "passphrase")
            #expect(begun.status == 0 && begun.output.contains("--key-purpose status"), "\(begun.errors)")
            let twice = try stage.run("issuer", "status-lists", Self.base, "--issuer", "leiehove")
            #expect(twice.status == 65, "\(twice.errors)")
            let nothing = try stage.succeed("issuer", "publish", "site", "--issuer", "leiehove")
            #expect(Self.words(nothing).contains("there is no list to publish"))
        }
    }

    @Test(
        "Python finds in a published list the one credential that was revoked",
        .enabled(if: CrossCheck.canRun(importing: "gzip"), Comment(rawValue: CrossCheck.hint)))
    func python() throws {
        try Self.play { stage in
            try stage.succeed("issuer", "revoke", "out/anna.json", "--reason", "other", "--issuer", "leiehove")
            #expect(try Self.publish(stage).status == 0)
            let credential = try JSONDocument(parsing: stage.read("out/anna.json"), limits: .credential).root
            let entry = try #require(credential["credentialStatus"]?.firstElement)
            let index = try #require(entry["statusListIndex"]?.string)
            let name = try #require(entry["statusListCredential"]?.string?.split(separator: "/").last)
            var lines: [[UInt8]] = []
            for file in try Self.lists(stage) {
                let list = try JSONDocument(parsing: stage.read(file), limits: .statusList).root
                let encoded = try #require(list["credentialSubject"]?["encodedList"]?.string)
                let set: JSONValue = file.hasSuffix(name) ? .object([(index, .number("1"))]) : .object([])
                let line: JSONValue = ["encodedList": .string(encoded), "size": .number("1"), "set": set]
                lines.append(line.serialized())
            }
            try Files.write(Array(lines.joined(separator: [0x0A])), to: stage.path("lists.jsonl"))
            let outcome = try CrossCheck.run(script: "status_lists.py", arguments: ["read", stage.path("lists.jsonl")])
            #expect(lines.count == 6 && outcome.exitCode == 0, "\(outcome.output)")
        }
    }

    @Test("that there is a newer one is told to whoever verifies, and changes no verdict")
    func refreshing() throws {
        try Self.play { stage in
            let named = ["out/anna.json", "--reason", "superseded", "--issuer", "leiehove"]
            let told = try stage.testamur.run(["issuer", "refresh"] + named, in: stage.folder)
            #expect(told.status == 0 && Self.words(told).contains("there is a newer one"), "\(told.errors)")
            #expect(try Self.publish(stage, "--trust", "utopia").status == 0)
            let verdict = try Self.verify(stage, "out/anna.json")
            #expect(verdict.status == 0 && Self.words(verdict).contains("has a newer one of this"), "\(verdict.output)")
            let again = try stage.testamur.run(["issuer", "refresh", "--clear"] + named, in: stage.folder)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try Self.publish(stage, "--trust", "utopia").status == 0)
            #expect(!Self.words(try Self.verify(stage, "out/anna.json")).contains("has a newer one of this"))
            let none = try stage.testamur.run(["issuer", "message"] + named, in: stage.folder)
            #expect(none.status == 65 && none.errors.contains("status_message"), "\(none.errors)")
        }
    }

    @Test("a message is shown with its words to whoever verifies, and changes no verdict")
    func message() throws {
        try Self.play { stage in
            let yaml = String(decoding: try stage.read("leiehove/issuer.yaml"), as: UTF8.self)
            try stage.write(
                yaml + "status_purposes: [revocation, message]\nstatus_message: \"Ask for the new transcript\"\n",
                to: "leiehove/issuer.yaml")
            try stage.writeLearner("cato", family: "Peeters", given: "Cato")
            #expect(try stage.issue("cato.yaml").status == 0)
            try stage.succeed("issuer", "message", "out/cato.json", "--reason", "other", "--issuer", "leiehove")
            #expect(try Self.publish(stage, "--trust", "utopia").status == 0)
            let verdict = try Self.verify(stage, "out/cato.json")
            #expect(verdict.status == 0, "\(verdict.output)")
            #expect(Self.words(verdict).contains("Ask for the new transcript"), "\(verdict.output)")
        }
    }

    @Test("where two must agree, one asks for a suspended credential to count again, and it does when another approves")
    func twoPersons() throws {
        try Self.play { stage in
            try stage.succeed("issuer", "suspend", "out/anna.json", "--reason", "quality", "--issuer", "leiehove")
            var people = "\napprovers:\n"
            for name in ["ann", "bob"] {
                try stage.succeed("key", "new", "--out", "\(name).pem", "--passphrase-file", "passphrase")
                let shown = try stage.succeed(
                    "key", "show", "\(name).pem", "--passphrase-file", "passphrase", "--format", "json")
                let key = try JSONDocument(parsing: shown.bytes, limits: .general).root["publicKeyMultibase"]?.string
                people += "  - {name: \(name), public_key: \(try #require(key))}\n"
            }
            let yaml = String(decoding: try stage.read("leiehove/issuer.yaml"), as: UTF8.self)
            try stage.write(yaml + people, to: "leiehove/issuer.yaml")
            func reinstate(_ more: String...) throws -> Program.Outcome {
                try stage.testamur.run(
                    ["issuer", "reinstate", "out/anna.json", "--reason", "quality", "--issuer", "leiehove"] + more,
                    in: stage.folder)
            }
            let alone = try reinstate()
            #expect(alone.status == 64 && alone.errors.contains("--key"), "\(alone.errors)")
            let silent = try reinstate("--key", "ann.pem", "--passphrase-file", "passphrase")
            #expect(silent.status == 64 && silent.errors.contains("--note"), "\(silent.errors)")
            let asked = try reinstate(
                "--key", "ann.pem", "--passphrase-file", "passphrase", "--note", "Cleared by the board")
            #expect(asked.status == 0, "\(asked.errors)")
            let command = try #require(asked.lines.last { $0.contains("testamur issuer batch approve") })
            let batch = try #require(command.split(separator: " ").first { $0.hasPrefix("b-") })
            func approve(_ name: String) throws -> Program.Outcome {
                try stage.run(
                    "issuer", "batch", "approve", String(batch), "--key", "\(name).pem", "--passphrase-file",
                    "passphrase", "--issuer", "leiehove")
            }
            let own = try approve("ann")
            #expect(own.status == 65, "\(own.output)")
            #expect(try stage.succeed("issuer", "list", "--issuer", "leiehove").output.contains("suspended since"))
            let agreed = try approve("bob")
            #expect(
                agreed.status == 0 && agreed.output.contains("Cleared by the board")
                    && agreed.output.contains("Anna De Smet"), "\(agreed.errors)")
            #expect(!(try stage.succeed("issuer", "list", "--issuer", "leiehove").output.contains("suspended since")))
            let listed = try stage.succeed("issuer", "batch", "list", "--issuer", "leiehove").output
            #expect(listed.contains("reinstated"), "\(listed)")
            let audit = try stage.run("issuer", "audit", "--issuer", "leiehove")
            #expect(audit.status == 0 && !audit.output.contains("alone"), "\(audit.output)")
            // Whoever takes the approvers out again can reinstate alone, and not unseen.
            try stage.succeed("issuer", "suspend", "out/anna.json", "--reason", "quality", "--issuer", "leiehove")
            try stage.write(yaml, to: "leiehove/issuer.yaml")
            #expect(try reinstate().status == 0)
            let later = try stage.run("issuer", "audit", "--issuer", "leiehove").output
            #expect(
                later.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(
                    "one person alone issued 0 and reinstated 1,"), "\(later)")
        }
    }
}
