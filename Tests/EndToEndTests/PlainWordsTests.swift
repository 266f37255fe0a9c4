import Encodings
import TestSupport
import Testing

/// Sentences that once said something else than what was so.
@Suite("What the program says is so")
struct PlainWordsTests {
    @Test("The command that is advised can be copied, and standard input is named as a command has it")
    func inspectAdvice() throws {
        try Story.play { story in
            let bytes = try story.issue(to: "an a.json")
            let input = try story.run("inspect", "-", input: bytes)
            #expect(input.output.contains("testamur verify -"), "\(input.output)")
            #expect(!input.output.contains("verify standard input"))
            let words = try story.run("inspect", "an a.json").output.split { $0 == "\n" || $0 == " " }
            #expect(words.joined(separator: " ").contains("testamur verify 'an a.json'"))
        }
    }

    @Test("A key on standard output is said to be there")
    func keyOnStandardOutput() throws {
        try Story.play(withTrust: false) { story in
            let made = try story.shell(
                "umask 077; echo 'correct horse battery' > pw; testamur key new --passphrase-file pw > new.pem")
            #expect(made.errors.hasPrefix("A new key was written to standard output"), "\(made.errors)")
        }
    }

    @Test("Help for a command that there is not is refused, and for one that there is given")
    func unknownHelp() throws {
        try Story.play(withTrust: false) { story in
            let outcome = try story.run("help", "nosuch")
            #expect(outcome.status == 64 && outcome.output.isEmpty)
            #expect(
                outcome.errors
                    == "testamur: error: there is no command nosuch\ntestamur: hint: see testamur help\n")
            let below = try story.run("help", "wallet", "nosuch", "--language", "nl")
            #expect(below.errors.contains("testamur help wallet"), "\(below.errors)")
            for words in [["help"], ["help", "verify"], ["help", "wallet", "add"], ["help", "--language", "nl"]] {
                let help = try story.testamur.run(words, in: story.folder)
                #expect(help.status == (words.last == "nl" ? help.status : 0), "\(words): \(help.errors)")
            }
        }
    }

    @Test("What is wrong with a proof of another type is its type")
    func otherProofType() throws {
        try Story.play { story in
            try story.issue { $0["id"] = "urn:uuid:f81d4fae-7dec-41d0-a765-00a0c91e6bf6" }
            let text = String(decoding: try story.read("anna.json"), as: UTF8.self)
            try story.write(text.replacing("DataIntegrityProof", with: "Ed25519Signature2020"), to: "other.json")
            let outcome = try story.verify("other.json")
            let words = outcome.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
            #expect(words.contains("found Ed25519Signature2020 + eddsa-jcs-2022, expected"), "\(words)")
        }
    }

    @Test("Without anybody to trust there is one explanation, whichever kind of identifier the issuer has")
    func oneExplanation() throws {
        try Story.play { story in
            try story.issue()
            let text = String(decoding: try story.read("anna.json"), as: UTF8.self)
            try story.write(text.replacing("did:key:", with: "did:web:a.example:"), to: "web.json")
            let lines = try ["anna.json", "web.json"].map {
                try story.run("verify", $0, "--at", Story.now).lines.first
            }
            #expect(lines[0] == "? Cannot decide: you have told this program nobody to trust")
            #expect(lines[0] == lines[1])
            let trusted = try story.verify("web.json").lines.first
            #expect(trusted?.contains("is on no list you trust") ?? false)
        }
    }

    @Test("Nobody is asked whether to keep what is refused all the same")
    func noIdleQuestion() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            try story.succeed("wallet", "init", "--wallet", "w")
            try story.succeed("wallet", "add", "anna.json", "--wallet", "w", "--trust", "trust")
            let outcome = try story.testamur.runOnTerminal(
                WalletKey.added(to: ["wallet", "add", "altered.json", "--wallet", "w", "--trust", "trust"]),
                in: story.folder)
            #expect(outcome.status == 65)
            #expect(outcome.output.contains("Altered or forged"))
            #expect(!outcome.output.contains("[y/N]"), "\(outcome.output)")
            #expect(outcome.output.contains("1"))
            let asked = try story.testamur.runOnTerminal(
                WalletKey.added(
                    to: ["wallet", "add", "altered.json", "--wallet", "w", "--trust", "trust", "--keep-both"]),
                answering: [("[y/N]", "y\n")], in: story.folder)
            #expect(asked.status == 0, "\(asked.output)")
        }
    }

    @Test("A refusal of the form tells its place in the text as well", arguments: [("en", "byte"), ("nl", "byte")])
    func pointerInText(_ language: String, _ word: String) throws {
        try Story.play(withTrust: false) { story in
            try story.write("{\"credentialSubject\":{\"achievement\":{\"credits\":-0}}}", to: "a.json")
            let outcome = try story.run("verify", "a.json", "--language", language)
            let text = outcome.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
            #expect(text.contains(", /credentialSubject/achievement/credits)"), "\(text)")
            #expect(text.contains("(\(word) "))
        }
    }

    @Test("A date of birth is not repeated", arguments: ["31-12-1984", "31/02/1984", "31 december 84", "31/12/84"])
    func dateOfBirth(_ date: String) throws {
        try IssuerStage.play { stage in
            try stage.write(
                "family_name: X\ngiven_names: Y\ndate_of_birth: \(date)\nawarded_on: 2026-06-30\n", to: "x.yaml")
            for more in [[], ["--language", "nl"]] {
                let outcome = try stage.issue("x.yaml", more: more)
                #expect(outcome.status == 65)
                #expect(outcome.errors.contains("2026-06-30") && outcome.errors.contains("-MM-DD"), "\(outcome.errors)")
                #expect(!outcome.errors.contains("84"), "\(outcome.errors)")
            }
        }
    }

    @Test("A key file that is cheap to break is used with a warning, and the command in it makes a better one")
    func cheapKeyFile() throws {
        try Story.play(withTrust: false) { story in
            let made = try story.shell(
                """
                umask 077; echo 'correct horse battery' > pw
                openssl genpkey -algorithm ed25519 | openssl pkcs8 -topk8 -v2 aes-256-cbc -passout file:pw -out weak.pem
                """)
            try #require(made.status == 0, "\(made.errors)")
            let weak = try story.run("key", "show", "weak.pem", "--passphrase-file", "pw")
            #expect(weak.status == 0)
            let warning = try #require(weak.errors.split(separator: "\n").first)
            #expect(warning.hasPrefix("testamur: warning: weak.pem is weakly encrypted"))
            let command = try #require(warning.split(separator: "encrypt it anew: ").last)
            let again = try story.shell("umask 077; cp pw pw2; \(command) -passin file:pw -passout file:pw2")
            try #require(again.status == 0, "\(again.errors)")
            let strong = try story.run("key", "show", "encrypted.pem", "--passphrase-file", "pw")
            #expect(strong.status == 0 && strong.errors.isEmpty, "\(strong.errors)")
            #expect(strong.output == weak.output.replacing("weak.pem", with: "encrypted.pem"))
            let dutch = try story.run("key", "show", "weak.pem", "--passphrase-file", "pw", "--language", "nl")
            #expect(dutch.errors.contains("weak.pem is zwak versleuteld"))
        }
    }

    @Test("What an interrupted run left in the folder is gone after the next one")
    func abandonedFiles() throws {
        try IssuerStage.play { stage in
            try Files.makeFolder(stage.path("out"))
            try stage.write("a whole credential", to: "out/.testamur-0123456789abcdef.tmp")
            #expect(try stage.issue("anna.yaml").status == 0)
            #expect(try Files.names(in: stage.path("out")) == ["anna.json"])
        }
    }

    @Test("An institution is listed with the key and its name that its DID document has")
    func keyFromDocument() throws {
        try IssuerStage.play(withInstitution: false) { stage in
            let made = try stage.makeInstitution("leiehove", "--did", "did:web:leiehove.example", "--key-id", "2026")
            try #require(made.status == 0, "\(made.errors)")
            try stage.write(PublishedKey.authority().pem, to: "authority.pem")
            let script = """
                testamur trust init utopia --name M --country UT --list-id urn:x:y --environment demonstration \\
                    --key authority.pem >/dev/null &&
                testamur trust add-issuer utopia --did did:web:leiehove.example --name L --key leiehove/did.json \\
                    --types MicroCredential >/dev/null && testamur trust sign utopia --key authority.pem >/dev/null &&
                testamur trust show utopia
                """
            let shown = try stage.testamur.shell(script, in: stage.folder)
            #expect(shown.status == 0, "\(shown.errors)")
            #expect(shown.output.contains("did:web:leiehove.example#2026"))
        }
    }
}
