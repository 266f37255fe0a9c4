import Cryptography
import Encodings
import TestSupport
import Testing

@Suite("testamur key")
struct KeyTests {
    private static let passphrase = "correct horse battery staple"

    /// A folder with a passphrase in a file that is closed to others.
    private static func withFolder(_ body: (Story) throws -> Void) throws {
        try Story.play(withTrust: false) { story in
            try story.write(passphrase + "\r\nsecond line\n", to: "passphrase")
            try close(story, "passphrase")
            try body(story)
        }
    }

    private static func close(_ story: Story, _ name: String) throws {
        #expect(try Subprocess.run("/bin/chmod", ["600", story.path(name)]).exitCode == 0)
    }

    private static func mode(_ path: String) throws -> String {
        try Subprocess.run("/usr/bin/stat", ["-c", "%a", path]).output
    }

    @Test("A new key stands in a file that its owner alone can read, and opens with its passphrase alone")
    func newKey() throws {
        try Self.withFolder { story in
            let made = try story.run(
                "key", "new", "--out", "new.pem", "--passphrase-file", "passphrase", "--format", "json")
            #expect(made.status == 0, "\(made.errors)")
            let description = try JSONDocument(parsing: made.bytes, limits: .general).root
            let did = try #require(description["did"]?.string)
            #expect(did.hasPrefix("did:key:z6Mk"))
            #expect(try Self.mode(story.path("new.pem")) == "600\n")
            let pem = try story.read("new.pem")
            #expect(pem.starts(with: "-----BEGIN ENCRYPTED PRIVATE KEY-----\n".utf8))
            var secret = Array(Self.passphrase.utf8)
            let key = try Ed25519PrivateKey(
                encryptedPEM: pem, passphrase: SecretBytes(overwriting: &secret), expecting: nil)
            #expect(did == "did:key:" + key.publicKey.multikey)

            let shown = try story.run(
                "key", "show", "new.pem", "--passphrase-file", "passphrase", "--format", "json")
            #expect(shown.output == made.output)

            try story.write("wrong horse battery staple", to: "wrong")
            try Self.close(story, "wrong")
            let refused = try story.run("key", "show", "new.pem", "--passphrase-file", "wrong")
            #expect(refused.status == 65)
            #expect(refused.output.isEmpty)
            #expect(refused.errors.contains("testamur: hint: "))

            let again = try story.run("key", "new", "--out", "new.pem", "--passphrase-file", "passphrase")
            #expect(again.status == 73)
            #expect(try story.read("new.pem") == pem, "a private key is never overwritten")
        }
    }

    @Test("Without a name the key goes to standard output, and its description to standard error")
    func newKeyPiped() throws {
        try Self.withFolder { story in
            let made = try story.run(
                "key", "new", "--passphrase-file", "-", "--language", "nl",
                input: Array((Self.passphrase + "\n").utf8))
            #expect(made.status == 0)
            #expect(made.output.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
            #expect(made.output.hasSuffix("-----END ENCRYPTED PRIVATE KEY-----\n"))
            #expect(made.errors.contains("did:key:z6Mk"))
            #expect(made.errors.contains("wachtzin"))
        }
    }

    @Test("A passphrase must come from somewhere safe, and be one")
    func passphraseFiles() throws {
        try Self.withFolder { story in
            func status(_ file: String) throws -> (Int32, String) {
                let outcome = try story.run("key", "new", "--out", "x.pem", "--passphrase-file", file)
                #expect(!Files.exists(story.path("x.pem")))
                return (outcome.status, outcome.errors)
            }
            let silent = try story.run("key", "new", "--out", "x.pem")
            #expect(silent.status == 64, "there is no terminal to ask on")
            #expect(silent.errors.contains("--passphrase-file"))
            #expect(try Subprocess.run("/bin/chmod", ["644", story.path("passphrase")]).exitCode == 0)
            let open = try status("passphrase")
            #expect(open.0 == 65 && open.1.contains("chmod 600"))
            #expect(try status("nowhere").0 == 66)
            for (name, content) in [
                ("empty", ""), ("blank", "\n"), ("short", "hunter2\n"), ("characters", "ééééééééé"),
            ] {
                try story.write(content, to: name)
                try Self.close(story, name)
                #expect(try status(name).0 == 65, "\(name)")
            }
            #expect(
                try story.run("key", "new", "--out", "no/such/folder.pem", "--passphrase-file", "short").status != 0)
        }
    }

    @Test("A terminal is asked twice, and shows nothing of what is typed")
    func prompt() throws {
        try Self.withFolder { story in
            let typed = Self.passphrase + "\n"
            let screen = try story.testamur.runOnTerminal(
                ["key", "new", "--out", "new.pem"],
                answering: [
                    ("New passphrase for new.pem: ", "short\n"), ("New passphrase for new.pem: ", typed),
                    ("The same again: ", "something else\n"), ("New passphrase for new.pem: ", typed),
                    ("The same again: ", typed),
                ], in: story.folder)
            #expect(screen.status == 0, "\(screen.output)")
            for secret in ["short", "correct", "staple", "something"] { #expect(!screen.output.contains(secret)) }
            #expect(screen.output.contains("did:key:z6Mk"))
            let shown = try story.testamur.runOnTerminal(
                ["key", "show", "new.pem"], answering: [("Passphrase for new.pem: ", typed)], in: story.folder)
            #expect(shown.status == 0)
            #expect(shown.output.contains("unlocking the key"))
            let gone = try story.testamur.runOnTerminal(
                ["key", "show", "new.pem"], answering: [("Passphrase for new.pem: ", "\u{4}")], in: story.folder)
            #expect(gone.status == 65, "the end of the input is no passphrase")
            let interrupted = try story.testamur.runOnTerminal(
                ["key", "show", "new.pem"], answering: [("Passphrase for new.pem: ", "corr\u{3}")], in: story.folder)
            #expect(interrupted.status == 130)
        }
    }

    @Test("A key is shown alike, in whatever form it comes, and its private half never")
    func show() throws {
        try Self.withFolder { story in
            let key = story.authority
            let expected = try story.run("key", "show", key.did, "--format", "json")
            #expect(expected.status == 0)
            let root = try JSONDocument(parsing: expected.bytes, limits: .general).root
            #expect(root["did"]?.string == key.did)
            #expect(root["verificationMethod"]?.string == key.method)
            // RFC 8037, appendices A.2 and A.3, of the same key.
            #expect(root["publicKeyJwk"]?["x"]?.string == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
            #expect(root["jwkThumbprint"]?.string == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
            #expect(root["fingerprint"]?.string == "90fa cafe a9b1 5566 9854")
            #expect(root["isDemonstrationKey"]?.boolean == true)

            try story.write(
                #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#, to: "a.jwk")
            try story.write(expected.bytes, to: "a.json")
            try story.write(key.did + "\n", to: "a.txt")
            try story.write(try story.run("key", "show", key.did, "--format", "pem").bytes, to: "a.pub")
            for name in [key.method, key.multikey, "a.jwk", "a.json", "a.txt", "a.pub", "authority.pem"] {
                #expect(try story.run("key", "show", name, "--format", "json").output == expected.output, "\(name)")
            }
            let piped = try story.run("key", "show", "-", "--format", "json", input: try story.read("a.pub"))
            #expect(piped.output == expected.output)

            let text = try story.run("key", "show", "authority.pem").output
            #expect(text.contains("published test key"))
            for secret in ["9d61b19deffd5a60", "nWGxne_9WmC6", "nWGxne/9WmC6", "PRIVATE"] {
                #expect(!text.contains(secret) && !expected.output.contains(secret))
            }
        }
    }

    @Test("OpenSSL reads the public key that is shown, and its own keys are read")
    func openSSL() throws {
        try Self.withFolder { story in
            try story.write(try story.run("key", "show", story.authority.did, "--format", "pem").bytes, to: "a.pub")
            let read = try Subprocess.run(
                "/usr/bin/openssl", ["pkey", "-pubin", "-in", story.path("a.pub"), "-noout", "-text"])
            #expect(read.exitCode == 0)
            #expect(read.output.contains("d7:5a:98:01:82:b1"))
            let made = try Subprocess.run(
                "/usr/bin/openssl",
                [
                    "genpkey", "-algorithm", "ed25519", "-aes256", "-pass", "pass:correct horse battery staple", "-out",
                    story.path("theirs.pem"),
                ])
            #expect(made.exitCode == 0, "\(made.output)")
            #expect(try story.run("key", "show", "theirs.pem", "--passphrase-file", "passphrase").status == 0)
        }
    }

    @Test("What is no Ed25519 key is refused by what it is")
    func refusals() throws {
        try Self.withFolder { story in
            func refusal(_ argument: String) throws -> Program.Outcome {
                let outcome = try story.run("key", "show", argument)
                #expect(outcome.output.isEmpty)
                return outcome
            }
            // A P-256 key of the did:key specification.
            let other = try refusal("did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169")
            #expect(other.status == 65)
            #expect(other.errors.contains("p256-pub"))
            #expect(try refusal("did:key:z6Mkbroken").status == 65)
            #expect(try refusal("did:web:university.example").status == 65)
            #expect(try refusal(story.authority.did + "#other").status == 65)
            #expect(try refusal("nowhere.pem").status == 66)
            for (name, content) in [
                ("empty", ""), ("text", "hello"), ("json", "{}"), ("list", "[]"),
                (
                    "private.jwk",
                    #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"x"}"#
                ),
                ("torn", "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"),
                ("wrong", "-----BEGIN CERTIFICATE-----\nMCow\n-----END CERTIFICATE-----\n"),
                ("escape", "\u{1B}[2J" + story.authority.did),
            ] {
                try story.write(content, to: name)
                let outcome = try refusal(name)
                #expect(outcome.status == 65, "\(name)")
                #expect(!outcome.errorBytes.contains(0x1B))
            }
        }
    }

    @Test("A private key that is not encrypted is refused, unless it is a published one")
    func unencrypted() throws {
        try Self.withFolder { story in
            let made = try Subprocess.run(
                "/usr/bin/openssl", ["genpkey", "-algorithm", "ed25519", "-out", story.path("plain.pem")])
            #expect(made.exitCode == 0)
            let outcome = try story.run("key", "show", "plain.pem")
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("not encrypted"))
            #expect(try story.run("key", "show", "authority.pem").status == 0)
        }
    }
}
