import Encodings
import TestSupport
import Testing

/// An institution that changes its keys in time, and one whose key was stolen, with the program alone.
@Suite("testamur issuer key")
struct IssuerKeyTests {
    private static let did = "did:web:leiehove.example"

    private static func play(_ body: (IssuerStage) throws -> Void) throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let made = try stage.makeInstitution(
                "leiehove", "--did", did, "--status-lists", "https://leiehove.example/status")
            try #require(made.status == 0, "\(made.errors)")
            try stage.write(PublishedKey.authority().pem, to: "authority.pem")
            try stage.succeed(
                "trust", "init", "utopia", "--name", "Ministry", "--country", "UT", "--list-id", "urn:trust:utopia",
                "--environment", "demonstration", "--key", "authority.pem")
            try tellAuthority(made.lines, stage)
            try stage.writeLearner("bert", family: "Janssens", given: "Bert")
            try stage.writeLearner("cato", family: "Peeters", given: "Cato")
            try body(stage)
        }
    }

    /// Runs what the institution printed for the authority, and signs the list.
    private static func tellAuthority(_ lines: [String], _ stage: IssuerStage) throws {
        let asked = lines.filter { $0.hasPrefix("  testamur trust ") }
        #expect(!asked.isEmpty)
        for line in asked {
            let command = line.dropFirst("  testamur ".count).replacing("AUTHORITY-FOLDER", with: "utopia")
            let script = "cd '\(stage.folder)' && '\(stage.testamur.path)' \(command)"
            let outcome = try Subprocess.run("/bin/sh", ["-c", script])
            try #require(outcome.exitCode == 0, "\(line): \(outcome.output)")
        }
        try stage.succeed("trust", "sign", "utopia", "--key", "authority.pem")
    }

    private static func words(_ outcome: Program.Outcome) -> String {
        (outcome.output + outcome.errors).split { $0 == "\n" || $0 == " " }.joined(separator: " ")
    }

    private static func method(_ stage: IssuerStage, _ file: String) throws -> String {
        let root = try JSONDocument(parsing: stage.read(file), limits: .credential).root
        return try #require(root["proof"]?.firstElement?["verificationMethod"]?.string)
    }

    private static func verify(_ stage: IssuerStage, _ file: String) throws -> Program.Outcome {
        let options = try Files.names(in: stage.path("site/status")).filter { !$0.hasPrefix(".") }.flatMap {
            ["--status", "site/status/\($0)"]
        }
        return try stage.testamur.run(["verify", file, "--trust", "utopia"] + options, in: stage.folder)
    }

    @discardableResult
    private static func publish(_ stage: IssuerStage) throws -> Program.Outcome {
        try stage.succeed(
            "issuer", "publish", "site", "--issuer", "leiehove", "--trust", "utopia", "--passphrase-file", "passphrase")
    }

    private static func rotate(_ stage: IssuerStage, _ more: String...) throws -> Program.Outcome {
        try stage.testamur.run(
            ["issuer", "key", "rotate", "--issuer", "leiehove", "--passphrase-file", "passphrase"] + more,
            in: stage.folder)
    }

    private static func keys(_ stage: IssuerStage) throws -> [JSONNode] {
        try stage.succeed("issuer", "key", "list", "--issuer", "leiehove", "--trust", "utopia", "--format", "json")
            .lines.filter { !$0.isEmpty }.map { try JSONDocument(parsing: Array($0.utf8), limits: .general).root }
    }

    @Test("a new key is told to the authority, waits until the list has it, takes over, and what both signed is valid")
    func rotation() throws {
        try Self.play { stage in
            #expect(try stage.issue("anna.yaml", more: ["--trust", "utopia"]).status == 0)
            let old = try Self.method(stage, "out/anna.json")
            let today = Self.today(stage)
            let made = try Self.rotate(stage, "--from", today, "--key-id", "key-2")
            #expect(made.status == 0, "\(made.errors)")
            #expect(
                Self.words(made).contains("kept in keys/issue-2.pem") && Self.words(made).contains("The key before it"))
            let document = String(decoding: try stage.read("leiehove/did.json"), as: UTF8.self)
            #expect(document.contains("#key-2") && document.contains(old))

            // The list does not have it yet: the one before signs.
            #expect(try stage.issue("bert.yaml", more: ["--trust", "utopia"]).status == 0)
            #expect(try Self.method(stage, "out/bert.json") == old)
            #expect(try Self.keys(stage).map { $0["trustList"]?.string } == ["inForce", "inForce", "absent"])
            try Self.tellAuthority(made.lines, stage)
            #expect(try stage.issue("cato.yaml", more: ["--trust", "utopia"]).status == 0)
            #expect(try Self.method(stage, "out/cato.json") == Self.did + "#key-2")
            try Self.publish(stage)
            #expect(String(decoding: try stage.read("site/.well-known/did.json"), as: UTF8.self).contains("#key-2"))
            for name in ["anna", "bert", "cato"] {
                let verdict = try Self.verify(stage, "out/\(name).json")
                #expect(verdict.status == 0, "\(name): \(verdict.output)")
            }
            let all = try Self.keys(stage)
            #expect(all.map { $0["signsNow"]?.boolean } == [false, true, true])
            #expect(all.compactMap { $0["credentials"]?.integer } == [2, 0, 1])
            #expect(all[0]["validUntil"] != nil && all[1]["statusLists"]?.integer ?? 0 > 0)

            // Another is not planned beside one, and a wrong name is told.
            let later = try Self.rotate(stage, "--from", "2099-01-01", "--key-id", "key-3", "--old-until", "2099-02-01")
            #expect(later.status == 0, "\(later.errors)")
            let twice = try Self.rotate(stage, "--key-id", "key-4")
            #expect(twice.status == 65 && twice.errors.contains("#key-3"), "\(twice.errors)")
            let off = try stage.run("issuer", "key", "retire", "key-3", "--issuer", "leiehove")
            #expect(off.status == 0 && Self.words(off).contains("#key-2 goes on"), "\(off.output)\(off.errors)")
            let unknown = try stage.run("issuer", "key", "retire", "key-9", "--issuer", "leiehove")
            #expect(unknown.status == 65 && unknown.errors.contains("testamur issuer key list"))
            let dutch = try stage.run("issuer", "key", "list", "--issuer", "leiehove", "--language", "nl")
            #expect(dutch.status == 0 && dutch.output.contains("ondertekent nu"), "\(dutch.output)")
            #expect(try stage.run("issuer", "audit", "--issuer", "leiehove").status == 0)
        }
    }

    private static func today(_ stage: IssuerStage) -> String {
        let outcome = try? Subprocess.run("/bin/date", ["-u", "+%Y-%m-%d"])
        return String((outcome?.output ?? "").prefix(10))
    }

    @Test("a stolen key signs nothing more; what it signed is counted, and each step that is named works")
    func compromised() throws {
        try Self.play { stage in
            #expect(try stage.issue("anna.yaml", more: ["--trust", "utopia"]).status == 0)
            try Self.publish(stage)
            try stage.write(
                "family_name,given_names,date_of_birth,awarded_on,grade\nMaes,Ann,1990-01-02,2026-06-26,15\n"
                    + "Nys,Bob,1990-01-02,2026-06-26,15\nOoms,Cor,1990-01-02,2026-06-26,15\n", to: "june.csv")
            #expect(try Self.issueSheet(stage, "june").status == 0)
            let old = try Self.method(stage, "out/anna.json")
            let fragment = String(try #require(old.split(separator: "#").last))
            let asked = try stage.run(
                "issuer", "key", "compromised", fragment, "--since", Self.today(stage), "--issuer", "leiehove")
            #expect(asked.status == 64 && asked.errors.contains("nothing was changed"), "\(asked.errors)")
            let future = try stage.run(
                "issuer", "key", "compromised", fragment, "--since", "2099-01-01", "--issuer", "leiehove", "--yes")
            #expect(future.status == 65, "\(future.errors)")
            let told = try stage.run(
                "issuer", "key", "compromised", fragment, "--since", Self.today(stage), "--issuer", "leiehove", "--yes")
            #expect(told.status == 0, "\(told.errors)")
            let words = Self.words(told)
            #expect(words.contains("4 credentials") && words.contains("testamur issuer issue --again"), "\(words)")
            #expect(
                words.contains("trust compromise-key") && words.contains("No key signs credentials now"), "\(words)")
            #expect(String(decoding: try stage.read("leiehove/did.json"), as: UTF8.self).contains("revoked"))

            let refused = try stage.issue("bert.yaml")
            #expect(refused.status == 65 && refused.errors.contains("issuer key rotate"), "\(refused.errors)")
            #expect(try stage.issuedCount() == 4)
            try Self.tellAuthority(told.lines, stage)
            #expect(try Self.verify(stage, "out/anna.json").status != 0)
            let made = try Self.rotate(stage, "--key-id", "key-2")
            #expect(made.status == 0, "\(made.errors)")
            try Self.tellAuthority(made.lines, stage)
            #expect(try stage.issue("bert.yaml", more: ["--trust", "utopia"]).status == 0)
            #expect(try Self.method(stage, "out/bert.json") == Self.did + "#key-2")
            try Self.publish(stage)
            #expect(try Self.verify(stage, "out/bert.json").status == 0)
            // What the stolen key signed is given to nobody again, and is issued anew.
            let same = try stage.issue("anna.yaml", more: ["--trust", "utopia"])
            #expect(same.status == 65 && same.errors.contains("--again"), "\(same.errors)")
            let renewed = try stage.issue("anna.yaml", more: ["--trust", "utopia", "--again"])
            #expect(renewed.status == 0, "\(renewed.errors)")
            #expect(try stage.issuedCount() == 6)
            let given = try stage.issue("anna.yaml", more: ["--trust", "utopia"])
            #expect(given.status == 0 && given.output.contains("the same again"), "\(given.errors)")
            let again = try stage.run(
                "issuer", "key", "compromised", fragment, "--since", Self.today(stage), "--issuer", "leiehove",
                "--format", "json")
            let report = try JSONDocument(parsing: again.bytes, limits: .general).root
            #expect(again.status == 0 && report["credentials"]?.count == 4)
            #expect(try stage.run("issuer", "audit", "--issuer", "leiehove").status == 0)
        }
    }

    private static func issueSheet(_ stage: IssuerStage, _ out: String, _ more: String...) throws -> Program.Outcome {
        try stage.testamur.run(
            [
                "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learners", "june.csv", "--trust",
                "utopia", "--passphrase-file", "passphrase", "--out", out,
            ] + more, in: stage.folder)
    }

    @Test("a spreadsheet hands out nothing that a stolen key signed; one sentence says which command to type")
    func compromisedSpreadsheet() throws {
        try Self.play { stage in
            try stage.write(
                "family_name,given_names,date_of_birth,awarded_on,grade\nMaes,Ann,1990-01-02,2026-06-26,15\n"
                    + "Nys,Bob,1990-01-02,2026-06-26,15\nOoms,Cor,1990-01-02,2026-06-26,15\n", to: "june.csv")
            #expect(try Self.issueSheet(stage, "june").status == 0)
            let method = try #require(
                try Files.names(in: stage.path("june")).first.map { try Self.method(stage, "june/" + $0) })
            let fragment = String(try #require(method.split(separator: "#").last))
            try stage.succeed(
                "issuer", "key", "compromised", fragment, "--since", Self.today(stage), "--issuer", "leiehove", "--yes")
            let made = try Self.rotate(stage, "--key-id", "key-2")
            #expect(made.status == 0, "\(made.errors)")
            try Self.tellAuthority(made.lines, stage)

            let refused = try Self.issueSheet(stage, "again")
            let words = Self.words(refused)
            #expect(refused.status == 65 && !Files.exists(stage.path("again")), "\(refused.output)")
            #expect(words.contains("2-4") && words.contains("(3 rows) This was issued on"), "\(words)")
            let command = try #require(words.firstRange(of: "testamur issuer batch reissue b-")).lowerBound
            let named = words[command...].split(separator: " ")
            let renewed = try stage.testamur.run(
                named[1...4].map { String($0) } + [
                    "--out", "again", "--issuer", "leiehove", "--passphrase-file", "passphrase", "--trust", "utopia",
                ], in: stage.folder)
            #expect(renewed.status == 0, "\(renewed.errors)")
            let names = try Files.names(in: stage.path("again"))
            #expect(names.count == 3)
            for name in names { #expect(try Self.method(stage, "again/" + name) == Self.did + "#key-2") }
            let last = try Self.issueSheet(stage, "again")
            #expect(last.status == 0 && last.output.contains("Nothing to do"), "\(last.output)\(last.errors)")
        }
    }

    @Test("an institution that is named by its key is told why it cannot have another")
    func namedByKey() throws {
        try IssuerStage.play { stage in
            for language in ["en", "nl"] {
                let outcome = try Self.rotate(stage, "--language", language)
                #expect(outcome.status == 65 && outcome.errors.contains("did:key"), "\(outcome.errors)")
                // What to do instead is a command.
                #expect(outcome.errors.contains("testamur issuer init"), "\(outcome.errors)")
                #expect(outcome.errors.contains("--did did:web:"), "\(outcome.errors)")
            }
            #expect(try Files.names(in: stage.path("leiehove/keys")).count == 1)
            #expect(try stage.succeed("issuer", "key", "list", "--issuer", "leiehove").output.contains("signs now"))
        }
    }

    @Test("an authority takes one key of a DID document by its name, and is told the names where it gives none")
    func keyOfDocument() throws {
        try Self.play { stage in
            try stage.succeed(
                "trust", "init", "second", "--name", "Agency", "--country", "UT", "--list-id", "urn:trust:second",
                "--environment", "demonstration", "--key", "authority.pem")
            let root = try JSONDocument(parsing: stage.read("leiehove/did.json"), limits: .general).root
            let names = (root["verificationMethod"].map { Array($0.elements) } ?? []).compactMap {
                $0["id"]?.string?.split(separator: "#").last.map { String($0) }
            }
            try #require(names.count == 2)
            func add(_ key: String) throws -> Program.Outcome {
                try stage.run(
                    "trust", "add-issuer", "second", "--did", Self.did, "--name", "Leiehove University", "--types",
                    "MicroCredential", "--key", key)
            }
            let asked = try add("leiehove/did.json")
            #expect(asked.status == 65 && names.allSatisfy { asked.errors.contains($0) }, "\(asked.errors)")
            #expect(asked.errors.contains("--key 'leiehove/did.json#\(names[0])'"), "\(asked.errors)")
            let other = try add("leiehove/did.json#none")
            #expect(other.status == 65 && other.errors.contains("none") && other.errors.contains(names[1]))
            #expect(try add("leiehove/issuer.yaml#none").status == 65)
            #expect(try add("leiehove/nosuch.json#none").status == 66)
            let taken = try add("leiehove/did.json#\(names[1])")
            #expect(taken.status == 0, "\(taken.errors)")
            #expect(taken.output.contains(names[1]) && !taken.output.contains(names[0]), "\(taken.output)")
        }
    }

    // MARK: Devices

    private static let driver = "/usr/lib/softhsm/libsofthsm2.so"
    private static let canUseDevices = Files.exists(driver) && Files.exists("/usr/bin/softhsm2-util")

    @Test(
        "a key in a device is made there, signs from there, and is refused without its PIN or its device",
        .enabled(if: canUseDevices, "needs SoftHSM 2"))
    func device() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            try Files.makeFolder(stage.path("tokens"))
            try stage.write(
                "directories.tokendir = \(stage.path("tokens"))\nlog.level = ERROR\n", to: "softhsm.conf")
            let environment = ["SOFTHSM2_CONF": stage.path("softhsm.conf")]
            let token = try Subprocess.run(
                "/usr/bin/softhsm2-util",
                ["--init-token", "--free", "--label", "leiehove", "--pin", "123456", "--so-pin", "567890"],
                environment: environment)
            try #require(token.exitCode == 0, "\(token.output)")
            try stage.write("123456\n", to: "pin")
            try stage.write("654321\n", to: "wrong")
            #expect(
                try Subprocess.run("/bin/chmod", ["600", stage.path("pin"), stage.path("wrong")]).exitCode == 0)
            func run(_ arguments: [String], _ more: [String: String] = [:]) throws -> Program.Outcome {
                try stage.testamur.run(
                    arguments, environment: environment.merging(more) { $1 }, in: stage.folder)
            }
            let address = "pkcs11:token=leiehove;object=issue?module-path=\(Self.driver)"
            func initialize(_ token: String, _ pin: String = "pin") throws -> Program.Outcome {
                try run([
                    "issuer", "init", "leiehove", "--name", "Leiehove University", "--country", "BE", "--did", Self.did,
                    "--quality-assurance", "institutional review=Accreditation body", "--token", token,
                    "--passphrase-file", pin,
                ])
            }
            for (token, word) in [
                ("pkcs11:token=leiehove", "object"), (address + "&pin-value=123456", "PIN"), ("leiehove", "pkcs11:"),
                ("pkcs11:token=other;object=issue?module-path=\(Self.driver)", "token"),
                ("pkcs11:token=leiehove;object=issue?module-path=/nowhere.so", "module-path"),
                ("pkcs11:token=leiehove;object=issue", "module-path"),
            ] {
                let outcome = try initialize(token)
                #expect(outcome.status != 0 && outcome.errors.contains(word), "\(token): \(outcome.errors)")
                #expect(!outcome.errors.contains("123456"))
            }
            #expect(try initialize(address, "wrong").status == 65)
            #expect(!Files.exists(stage.path("leiehove/issuer.yaml")))
            let made = try initialize(address)
            try #require(made.status == 0, "\(made.errors)")
            #expect(try Files.names(in: stage.path("leiehove/keys")).isEmpty)

            func issue(_ learner: String, _ pin: String = "pin", _ more: [String: String] = [:]) throws
                -> Program.Outcome
            {
                try run(
                    [
                        "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learner", learner,
                        "--out", "out", "--passphrase-file", pin,
                    ], more)
            }
            let wrong = try issue("anna.yaml", "wrong")
            #expect(wrong.status == 65 && wrong.errors.contains("PIN"), "\(wrong.errors)")
            let elsewhere = try issue("anna.yaml", "pin", ["TESTAMUR_TOKEN_DRIVER": "/nowhere.so"])
            #expect(elsewhere.status == 66, "\(elsewhere.errors)")
            let issued = try issue("anna.yaml")
            #expect(issued.status == 0, "\(issued.errors)")

            let rotated = try run([
                "issuer", "key", "rotate", "--issuer", "leiehove", "--from", Self.today(stage), "--key-id", "key-2",
                "--token", address.replacing("object=issue", with: "object=issue-2"), "--passphrase-file", "pin",
            ])
            #expect(rotated.status == 0, "\(rotated.errors)")
            let same = try run([
                "issuer", "key", "rotate", "--issuer", "leiehove", "--from", Self.today(stage), "--key-id", "key-3",
                "--token", address.replacing("object=issue", with: "object=issue-2"), "--passphrase-file", "pin",
            ])
            #expect(same.status == 65 && same.errors.contains("in use already"), "\(same.errors)")
            try stage.writeLearner("bert", family: "Janssens", given: "Bert")
            let second = try issue("bert.yaml")
            #expect(second.status == 0, "\(second.errors)")
            #expect(try Self.method(stage, "out/bert.json") == Self.did + "#key-2")
            let listed = try run(["issuer", "key", "list", "--issuer", "leiehove"]).output
            #expect(listed.contains("object=issue-2"), "\(listed)")
            // The key of the profile is the one in the device, or nothing is signed.
            let text = String(decoding: try stage.read("leiehove/issuer.yaml"), as: UTF8.self)
            #expect(text.contains("key_device:"))
            try stage.write("leiehove", to: "keep")
            try stage.write(text.replacing("object=issue", with: "object=issue-2"), to: "leiehove/issuer.yaml")
            let retired = try run(["issuer", "key", "retire", "key-2", "--last", "--issuer", "leiehove"])
            #expect(retired.status == 0, "\(retired.errors)")
            let other = try issue("anna.yaml")
            #expect(other.status == 0, "given again without a key: \(other.errors)")
            try stage.writeLearner("cato", family: "Peeters", given: "Cato")
            let exchanged = try issue("cato.yaml")
            #expect(exchanged.status == 65 && exchanged.errors.contains("another key"), "\(exchanged.errors)")
        }
    }
}
