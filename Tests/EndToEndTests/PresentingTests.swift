import Encodings
import TestSupport
import Testing

@Suite("A learner proves a key, is issued to, and shows it")
struct PresentingTests {
    private func reportOf(_ outcome: Program.Outcome) throws -> JSONNode {
        try JSONDocument(parsing: outcome.bytes, limits: .general).root
    }

    private func code(_ check: String, _ report: JSONNode?) -> String? {
        report?["checks"]?.elements.first { $0["name"]?.string == check }?["code"]?.string
    }

    /// Plays with a wallet `w` that has a credential which is bound to no key.
    private func play(_ scene: (Story) throws -> Void) throws {
        try Story.play { story in
            try story.issue { $0["credentialSubject"]?["id"] = nil }
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            try scene(story)
        }
    }

    /// What the desk that asked says of the presentation.
    private func desk(_ story: Story, _ more: String...) throws -> Program.Outcome {
        try story.testamur.run(
            ["verify", "presentation.json", "--domain", "hr.example", "--state", "desk", "--trust", "trust"] + more,
            in: story.folder)
    }

    @Test("From the institution's challenge to the employer's answer, and no second time, and for nobody else")
    func wholeStory() throws {
        try IssuerStage.play { stage in
            let institution = try stage.institution()
            try stage.recognise(institution)
            // The institution asks, the learner proves a key of her wallet, and is issued to.
            try stage.succeed("wallet", "init", "--wallet", "w")
            try stage.challenge(institution, state: "registrar", to: "ask.txt")
            let proved = try stage.succeed("wallet", "prove", "--challenge", "ask.txt", "--wallet", "w")
            let did = try #require(proved.lines.last { $0.hasPrefix("  did:key:") }?.dropFirst(2))
            #expect(try stage.mode("proof.json") == "600")
            let issued = try stage.issue(
                "anna.yaml", more: ["--holder-proof", "proof.json", "--state", "registrar"])
            try #require(issued.status == 0, "\(issued.errors)")
            let credential = try JSONDocument(parsing: stage.read("out/anna.json"), limits: .credential).root
            #expect(credential["credentialSubject"]?["id"]?.string.map { $0.elementsEqual(did) } == true)
            try stage.succeed("wallet", "add", "out/anna.json", "--wallet", "w", "--trust", "trust")
            // The employer asks, and the learner shows it.
            try stage.challenge("hr.example", state: "desk", to: "challenge.txt")
            let present = [
                "wallet", "present", "1", "--to", "hr.example", "--challenge", "challenge.txt", "--wallet", "w",
                "--trust", "trust",
            ]
            let presented = try stage.wallet(present)
            try #require(presented.status == 0, "\(presented.errors)")
            #expect(presented.output.contains("Genuine and valid") && presented.output.contains("hr.example"))
            #expect(try stage.mode("presentation.json") == "600")
            let shared = try stage.succeed("wallet", "shared", "--wallet", "w")
            #expect(shared.output.contains("hr.example: Blended Learning"), "\(shared.output)")
            func desk(_ domain: String) throws -> Program.Outcome {
                try stage.run(
                    "verify", "presentation.json", "--domain", domain, "--state", "desk", "--trust", "trust",
                    "--format", "json")
            }
            let elsewhere = try desk("bank.example")
            #expect(elsewhere.status == 1 && elsewhere.output.contains("INVALID_DOMAIN_ERROR"), "\(elsewhere.output)")
            let first = try desk("hr.example")
            #expect(first.status == 0, "\(first.output)\(first.errors)")
            let report = try reportOf(first)
            #expect(code("holder", report["credentials"]?.elements.first { _ in true }) == "HOLDER_BOUND")
            #expect(report["verdict"]?.string == "valid")
            let again = try desk("hr.example")
            #expect(again.status == 1 && again.output.contains("VP_REPLAYED"), "\(again.output)")
            // What stands there is never overwritten, and what was not handed out is not in the list.
            let second = try stage.wallet(present)
            #expect(second.status == 73 && second.errors.contains("hint:"), "\(second.errors)")
            #expect(try stage.succeed("wallet", "shared", "--wallet", "w").lines.count { !$0.isEmpty } == 1)
        }
    }

    @Test("An institution gets the same key again, another one gets its own, and a new one is made when wanted")
    func keys() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            try stage.succeed("wallet", "init", "--wallet", "w")
            func did(_ domain: String, _ more: String...) throws -> String {
                try stage.challenge(domain, state: "s", to: "ask.txt")
                let proved = try stage.wallet(
                    ["wallet", "prove", "--challenge", "ask.txt", "--wallet", "w", "--out", "-"] + more)
                try #require(proved.status == 0, "\(proved.errors)")
                // The proof alone is on standard output; what is said stands beside it.
                let holder = try JSONDocument(parsing: proved.bytes, limits: .general).root["holder"]?.string
                let text = try #require(holder)
                #expect(proved.errors.contains(text))
                return text
            }
            let first = try did("did:web:a.example")
            #expect(try did("did:web:a.example") == first)
            #expect(try did("did:web:b.example") != first)
            let new = try did("did:web:a.example", "--new")
            #expect(new != first)
            #expect(try did("did:web:b.example", "--key", new) == new)
            let strange = try stage.wallet(
                ["wallet", "prove", "--challenge", "ask.txt", "--wallet", "w", "--key", "did:key:z6Mk"])
            #expect(strange.status == 66 && strange.errors.contains("hint:"), "\(strange.errors)")
            #expect(!Files.exists(stage.path("proof.json")))
        }
    }

    @Test("The challenge of somebody else, no challenge, an ended one and a duration that is none are refused")
    func refusals() throws {
        try play { story in
            let challenge = try story.run("challenge", "--domain", "hr.example", "--state", "desk")
            try story.write(challenge.bytes, to: "challenge.txt")
            try story.write("no challenge", to: "none.txt")
            try story.write(
                "testamur-challenge: 1\ndomain: hr.example\nchallenge: zYt3xQ0n8kLr5uWc1vHb7A\n"
                    + "expires: 2026-01-01T00:00:00Z\npurpose: authentication\n", to: "ended.txt")
            for (arguments, status, word) in [
                (["--to", "bank.example", "--challenge", "challenge.txt"], Int32(65), "bank.example"),
                (["--to", "HR.example", "--challenge", "challenge.txt"], 65, "HR.example"),
                (["--to", "hr.example", "--challenge", "none.txt"], 65, "none.txt"),
                (["--to", "hr.example", "--challenge", "ended.txt"], 65, "1 January 2026"),
                (["--to", "hr.example", "--challenge", "missing.txt"], 66, "missing.txt"),
                (["--to", "hr.example", "--challenge", "challenge.txt", "--expires", "11m"], 64, "11m"),
                (["--to", "hr.example", "--expires", "31d"], 64, "31d"),
                (["--to", "hr.example", "--expires", "0s"], 64, "0s"),
                (["--to", "h r"], 64, "h r"), (["--to", "hr.example", "--out", "anna.json"], 73, "anna.json"),
                (["--to", "hr.example", "--out", "no/where.json"], 73, "no:"),
            ] {
                // A place of its own, so that what one leaves behind stops no other.
                let place = arguments.contains("--out") ? [] : ["--out", "\(word).json"]
                let outcome = try story.testamur.run(
                    WalletKey.added(to: ["wallet", "present", "1", "--wallet", "w"] + arguments + place),
                    environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder)
                #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
                #expect(outcome.errors.contains(word) && outcome.errors.contains("hint:"), "\(outcome.errors)")
            }
            let made = try Files.names(in: story.folder).filter { $0.hasSuffix(".json") }
            #expect(made == ["anna.json"])
            let shared = try story.succeed("wallet", "shared", "--wallet", "w", "--format", "json")
            #expect(shared.output.isEmpty, "\(shared.output)")
        }
    }

    @Test("Without a challenge the learner is told until when it can be shown again, and so is who verifies it")
    func replayable() throws {
        try play { story in
            let presented = try story.succeed("wallet", "present", "1", "--to", "hr.example", "--wallet", "w")
            for word in ["no challenge", "can show it again", "identity document", "shared"] {
                let said = presented.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(said.contains(word), "\(said)")
            }
            let verdict = try desk(story)
            #expect(verdict.output.contains("REPLAYABLE_UNTIL"), "\(verdict.output)")
            let dutch = try story.succeed(
                "wallet", "present", "1", "--to", "hr.example", "--wallet", "w", "--out", "nl.json", "--language", "nl")
            #expect(dutch.output.contains("Er zit geen vraag in"), "\(dutch.output)")
        }
    }

    @Test("On a terminal the learner is asked, and whoever says no has signed nothing")
    func asked() throws {
        try play { story in
            func present(_ answer: String) throws -> Program.Outcome {
                try story.testamur.runOnTerminal(
                    WalletKey.added(to: ["wallet", "present", "1", "--to", "hr.example", "--wallet", "w"]),
                    answering: [("Sign this", answer)],
                    environment: WalletKey.environment(for: ["wallet"], in: story.folder), in: story.folder)
            }
            let declined = try present("n\n")
            #expect(declined.output.contains("Nothing was signed"), "\(declined.output)")
            #expect(!Files.exists(story.path("presentation.json")))
            #expect(try story.succeed("wallet", "shared", "--wallet", "w", "--format", "json").output.isEmpty)
            let agreed = try present("y\n")
            #expect(agreed.status == 0 && Files.exists(story.path("presentation.json")), "\(agreed.output)")
        }
    }

    @Test("A challenge is drawn as a code, and answered from the picture of it")
    func pictures() throws {
        try play { story in
            let made = try story.succeed("challenge", "--domain", "hr.example", "--state", "desk", "--qr", "c.png")
            #expect(!made.output.contains("\u{2588}") && !made.output.contains("\u{2584}"))
            try story.succeed(
                "wallet", "present", "1", "--to", "hr.example", "--challenge", "c.png", "--wallet", "w")
            let verdict = try desk(story, "--format", "json")
            #expect(verdict.status == 0 && verdict.output.contains("VP_CHALLENGE_ANSWERED"), "\(verdict.output)")
            try story.succeed("challenge", "--domain", "hr.example", "--state", "desk", "--qr", "c.SVG")
            #expect(String(decoding: try story.read("c.SVG"), as: UTF8.self).contains("Challenge of hr.example"))
            try story.succeed(
                "wallet", "present", "1", "--to", "hr.example", "--challenge", "c.SVG", "--wallet", "w", "--out",
                "drawn.json")
            let drawn = try story.run(
                "verify", "drawn.json", "--domain", "hr.example", "--state", "desk", "--trust", "trust")
            #expect(drawn.output.contains("answer"), "\(drawn.output)\(drawn.errors)")
            try story.write(
                String(decoding: story.read("c.SVG"), as: UTF8.self).replacing("<path d=", with: "<path  d="),
                to: "other.svg")
            for (language, words) in [("en", "no code is read"), ("nl", "geen code gelezen")] {
                let drawing = try story.run(
                    "wallet", "present", "1", "--to", "hr.example", "--challenge", "other.svg", "--wallet", "w",
                    "--out",
                    "x", "--language", language)
                #expect(drawing.status == 65 && drawing.errors.contains(words), "\(drawing.errors)")
                #expect(drawing.errors.contains("PNG") && !Files.exists(story.path("x")), "\(drawing.errors)")
            }
            for name in ["c.gif", "c.png", ""] {
                let refused = try story.run("challenge", "--domain", "hr.example", "--state", "desk", "--qr", name)
                #expect(refused.status != 0 && refused.output.isEmpty && refused.errors.contains("hint:"), "\(name)")
            }
            let other = try story.run(
                "wallet", "present", "1", "--to", "hr.example", "--challenge", "anna.json", "--wallet", "w", "--out",
                "x")
            #expect(other.status == 65 && other.errors.contains("anna.json"), "\(other.errors)")
            let screen = try story.testamur.runOnTerminal(
                ["challenge", "--domain", "hr.example", "--state", "desk"], environment: ["LANG": "en_GB.UTF-8"],
                in: story.folder)
            #expect(screen.output.contains("\u{2584}") || screen.output.contains("\u{2580}"), "\(screen.output)")
        }
    }
}

extension IssuerStage {
    /// Runs the program with the passphrase of the wallet.
    func wallet(_ arguments: [String]) throws -> Program.Outcome {
        try testamur.run(
            WalletKey.added(to: arguments), environment: WalletKey.environment(for: arguments, in: folder), in: folder)
    }

    /// The DID of the institution.
    func institution() throws -> String {
        let card = try succeed("issuer", "show", "--issuer", "leiehove", "--format", "json")
        let did = try JSONDocument(parsing: card.bytes, limits: .general).root.firstMember { _, value in
            value.string?.hasPrefix("did:") == true && !(value.string?.contains("#") ?? true)
        }?.string
        return try #require(did)
    }

    /// Makes a trust folder `trust` whose authority recognises an institution, as of today.
    func recognise(_ did: String) throws {
        try write(PublishedKey.authority().pem, to: "authority.pem")
        try succeed(
            "trust", "init", "trust", "--name", "Ministry of Education of Utopia", "--country", "UT", "--authority",
            "did:web:ministry.example", "--list-id", "urn:trust:utopia:list", "--environment", "demonstration",
            "--key", "authority.pem")
        try succeed(
            "trust", "add-issuer", "trust", "--did", did, "--name", "Leiehove University", "--types",
            "MicroCredential", "--eqf", "5-7", "--country", "BE", "--from", "2019-09-01")
        try succeed("trust", "sign", "trust", "--key", "authority.pem")
    }

    /// Makes a challenge, and keeps its text.
    func challenge(_ domain: String, state: String, to name: String) throws {
        try write(
            String(
                decoding: succeed("challenge", "--domain", domain, "--state", state).bytes, as: UTF8.self), to: name)
    }

    /// The permissions of a file, as `chmod` has them.
    func mode(_ name: String) throws -> String {
        try String(Subprocess.run("/usr/bin/stat", ["-c", "%a", path(name)]).output.prefix(3))
    }
}
