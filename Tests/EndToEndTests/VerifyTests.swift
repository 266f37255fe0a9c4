import Encodings
import TestSupport
import Testing

@Suite("testamur verify")
struct VerifyTests {
    @Test("A genuine credential of a recognised university is valid, and the clerk reads it in the first lines")
    func valid() throws {
        try Story.play { story in
            try story.issue()
            let outcome = try story.verify("anna.json")
            #expect(outcome.status == 0)
            #expect(outcome.errors.isEmpty)
            #expect(outcome.lines.first == "✔ Genuine and valid")
            #expect(outcome.output.contains("Anna De Smet"))
            #expect(outcome.output.contains("Leiehove University"))
            #expect(!outcome.output.contains("The name that the file claims"))
        }
    }

    @Test("An altered copy is refused, and nothing that it says is shown")
    func tampered() throws {
        try Story.play { story in
            try story.tamper(story.issue())
            let outcome = try story.verify("altered.json")
            #expect(outcome.status == 1)
            #expect(outcome.lines.first == "✘ Altered or forged: do not rely on any of it")
            #expect(outcome.output.contains("SIGNATURE_INVALID"))
            #expect(!outcome.output.contains("De Smet"))
            #expect(!outcome.output.contains("Blended Learning"))
        }
    }

    @Test(
        "A word of praise or warning shows of whom it is and what it says, and is nothing that anybody earned",
        .enabled(if: Vectors.areAvailable), arguments: [("en", "You earned"), ("nl", "U behaalde")])
    func endorsement(_ language: String, _ earned: String) throws {
        try Story.play(withTrust: false) { story in
            let file =
                try #require(Vectors.folder)
                + "/dcc/vc-test-fixtures/verifiableCredentials/v2/bothSignatureTypes/didkey/"
                + "legacy-noStatus-notExpired-endorsement.json"
            try story.succeed("wallet", "init", "--wallet", "wallet")
            _ = try story.run("wallet", "add", file, "--wallet", "wallet", "--language", language)
            for outcome in [
                try story.run("verify", file, "--at", Story.now, "--language", language),
                try story.run("wallet", "show", "1", "--wallet", "wallet", "--language", language),
            ] {
                #expect(outcome.output.contains("https://1edtech.edu/issuers/565049"))
                let words = outcome.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
                #expect(words.contains("1EdTech University is in good standing"))
                #expect(!words.contains(earned))
            }
        }
    }

    @Test(
        "A learner record names its achievements, and one is one",
        arguments: [("en", "1 achievement"), ("nl", "1 prestatie")])
    func record(_ language: String, _ count: String) throws {
        try Story.play(withTrust: false) { story in
            func record(_ count: Int) -> String {
                let achievements = (1...count).map { #"{"id":"urn:a:\#($0)","name":"Course \#($0)"}"# }
                return #"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential","#
                    + #""ClrCredential"],"name":"Record","credentialSubject":{"achievement":["#
                    + achievements.joined(separator: ",") + "]}}"
            }
            try story.write(record(1), to: "one.json")
            let one = try story.run("inspect", "one.json", "--language", language).output
            #expect(one.contains(count) && !one.contains(count + "s") && !one.contains("1 prestaties"))
            #expect(one.contains("Course 1"))
            try story.write(record(20), to: "many.json")
            let many = try story.run("inspect", "many.json", "--language", language).output
            #expect(many.contains("Course 12") && !many.contains("Course 13"))
            #expect(many.contains(language == "en" ? "and 8 more" : "en nog 8"))
        }
    }

    @Test("A genuine credential of an issuer on no list cannot be decided")
    func unknownIssuer() throws {
        try Story.play { story in
            try story.issueAbroad()
            let outcome = try story.verify("abroad.json")
            #expect(outcome.status == 2)
            #expect(outcome.lines.first == "? Cannot decide: the issuer is on no list you trust")
            #expect(outcome.output.contains("ISSUER_NOT_LISTED"))
            #expect(outcome.output.contains("(what the file says)"))
        }
    }

    @Test("Without any trust the proof is checked, and the verdict stays open")
    func noTrust() throws {
        try Story.play(withTrust: false) { story in
            try story.tamper(story.issue())
            let genuine = try story.run("verify", "anna.json", "--at", Story.now, "--format", "json")
            #expect(genuine.status == 2)
            #expect(genuine.output.contains("SIGNATURE_VALID"))
            #expect(genuine.output.contains("NO_TRUST"))
            #expect(try story.run("verify", "altered.json", "--at", Story.now).status == 1)
        }
    }

    @Test("Trust comes from the option, else from the environment, else from the configuration folder")
    func whereTrustComesFrom() throws {
        try Story.play { story in
            try story.issue()
            func verdict(_ environment: [String: String]) throws -> Int32 {
                try story.run("verify", "anna.json", "--at", Story.now, environment: environment).status
            }
            #expect(try verdict(["TESTAMUR_TRUST": "trust"]) == 0)
            #expect(try verdict(["TESTAMUR_TRUST": "nowhere"]) == 66)
            #expect(try verdict(["XDG_CONFIG_HOME": story.folder]) == 2)
            let outcome = try Program("testamur").run(
                ["verify", story.path("anna.json"), "--at", Story.now],
                environment: ["XDG_CONFIG_HOME": story.path("configuration")],
                under: [
                    "/bin/sh", "-c",
                    "mkdir -p '\(story.path("configuration/testamur"))' && "
                        + "cp -r '\(story.path("trust"))' '\(story.path("configuration/testamur/trust"))' && exec \"$0\" \"$@\"",
                ])
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test("A list for demonstrations vouches for nothing where production is pinned")
    func environments() throws {
        try Story.play { story in
            try story.issue()
            let pin = String(decoding: try story.read("trust/pin.json"), as: UTF8.self)
            try story.write(pin.replacing("\"demonstration\"", with: "\"production\""), to: "trust/pin.json")
            let outcome = try story.verify("anna.json")
            // The pin itself is refused: its key is published.
            #expect(outcome.status == 65)
            #expect(outcome.errors.contains("published test key"))
        }
    }

    @Test("The verdict is for the time that is asked about")
    func times() throws {
        try Story.play { story in
            try story.issue { $0["validUntil"] = "2026-11-30T23:59:59Z" }
            #expect(try story.verify("anna.json").status == 0)
            func outcome(_ time: String) throws -> Program.Outcome {
                try story.run("verify", "anna.json", "--trust", "trust", "--at", time)
            }
            #expect(try outcome("2026-11-30").status == 0)
            let late = try outcome("2026-12-01T00:05:00Z")
            #expect(late.status == 1)
            #expect(late.output.contains("30 November 2026"))
            // In 2028 the list is out of date as well; an expired credential stays expired.
            #expect(try outcome("2028-01-01").status == 1)
        }
    }

    @Test("An authority that suspends an institution changes the verdict of what it signs from then on")
    func suspended() throws {
        try Story.play { story in
            try story.issue()
            try story.succeed(
                "trust", "suspend", "trust", "--did", story.university.did, "--since", "2026-06-01", "--reason",
                "qa-review", "--at", Story.made)
            #expect(try story.verify("anna.json").status == 0, "a draft that nobody signed counts for nothing")
            #expect(try story.sign().status == 0)
            let outcome = try story.verify("anna.json")
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("ISSUER_SUSPENDED_AT_ISSUE"))
        }
    }

    @Test("Usage errors end in 64, missing files in 66, and each says what to do")
    func usage() throws {
        try Story.play { story in
            try story.issue()
            #expect(try story.run("verify").status == 64)
            #expect(try story.run("verify", "anna.json", "--colour").status == 64)
            #expect(try story.run("verify", "anna.json", "--format", "xml").status == 64)
            #expect(try story.run("frobnicate").status == 64)
            let time = try story.run("verify", "anna.json", "--at", "yesterday")
            #expect(time.status == 64)
            #expect(time.errors.contains("testamur: hint: "))
            let missing = try story.verify("missing.json")
            #expect(missing.status == 66)
            #expect(missing.errors.contains("missing.json"))
            #expect(missing.errors.contains("testamur: hint: "))
            #expect(missing.output.isEmpty)
            let trust = try story.run("verify", "anna.json", "--trust", "nowhere")
            #expect(trust.status == 66)
            #expect(trust.output.isEmpty)
        }
    }

    @Test("Help ends in 0 and stands on standard output")
    func help() throws {
        let outcome = try Program("testamur").run(["verify", "--help"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Example: testamur verify"))
    }

    @Test("A malformed proof is refused with the place, what is expected there and what was found")
    func malformedProof() throws {
        try Story.play { story in
            try story.issue()
            for (change, place, found, dutch) in [
                (#"s/"created":"\([^"]*\)Z"/"created":"\1"/"#, "/proof/created", "found 20", "tijdzone"),
                (#"s/"created":"[^"]*"/"created":5/"#, "/proof/created", "found a number", "gevonden"),
            ] {
                _ = try story.shell("sed '" + change + "' anna.json >bad.json; ! cmp -s anna.json bad.json")
                let text = try story.verify("bad.json")
                #expect(text.status == 1)
                let words = text.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(words.contains("expected at \(place) a time") && words.contains(found), "\(words)")
                #expect(try story.verify("bad.json", "--language", "nl").output.contains(dutch))
            }
        }
    }
}
