import Encodings
import TestSupport
import Testing

@Suite("The whole story through the program")
struct StoryTests {
    @Test("An authority, an institution, two learners and an employer get from nothing to a verdict")
    func fromNothingToAVerdict() throws {
        try IssuerStage.play { stage in
            try Self.recognise(stage)
            try stage.writeLearner("ben", family: "Peeters", given: "Ben")
            let issued = try stage.issue("anna.yaml", "ben.yaml", more: ["--trust", "utopia"])
            try #require(issued.status == 0, "\(issued.errors)")
            #expect(issued.lines.dropLast().last == "Issued: 2. Issued before, and the same again: 0.")
            #expect(try stage.issuedCount() == 2)

            // The learner.
            try stage.succeed("wallet", "init", "--wallet", "wallet")
            try stage.succeed("wallet", "add", "out/anna.json", "--wallet", "wallet", "--trust", "utopia")
            let list = try stage.succeed("wallet", "list", "--wallet", "wallet", "--trust", "utopia")
            #expect(list.output.contains("Blended Learning Design"))
            #expect(list.output.contains("Leiehove University"))
            let shown = try stage.succeed("wallet", "show", "first", "--wallet", "wallet", "--trust", "utopia")
            #expect(shown.output.contains("Leiehove University says so, and awarded it on 26 June 2026."))
            try stage.succeed("wallet", "export", "first", "--wallet", "wallet", "--out", "handed-over.json")
            #expect(try stage.read("handed-over.json") == stage.read("out/anna.json"))

            // The employer.
            let valid = try stage.run("verify", "handed-over.json", "out/ben.json", "--trust", "utopia")
            #expect(valid.status == 0, "\(valid.output)")
            #expect(valid.lines.contains("✔ Genuine and valid"))
            let dutch = try stage.run("verify", "handed-over.json", "--trust", "utopia", "--language", "nl")
            #expect(dutch.status == 0)
            #expect(dutch.lines.first == "✔ Echt en geldig")

            // The forger, and the employer who knows nobody.
            let text = String(decoding: try stage.read("handed-over.json"), as: UTF8.self)
            try stage.write(text.replacing("\"Anna\"", with: "\"Otto\""), to: "altered.json")
            let altered = try stage.run("verify", "altered.json", "--trust", "utopia")
            #expect(altered.status == 1)
            #expect(altered.lines.first == "✘ Altered or forged: do not rely on any of it")
            #expect(!altered.output.contains("Otto"))
            try stage.succeed(
                "trust", "init", "elsewhere", "--name", "Other Ministry", "--country", "UT", "--list-id",
                "urn:trust:elsewhere", "--environment", "demonstration", "--key", "authority.pem")
            let unknown = try stage.run("verify", "handed-over.json", "--trust", "elsewhere")
            #expect(unknown.status == 2)
            #expect(unknown.lines.first == "? Cannot decide: the issuer is on no list you trust")
        }
    }

    @Test("Names that would harm a terminal or a page are shown as text, or refused with the line")
    func hostileNames() throws {
        try IssuerStage.play { stage in
            try Self.recognise(stage)
            try stage.writeLearner("markup", family: "<script>alert</script>", given: "Al \u{AD}Ice")
            try stage.writeLearner("hidden", family: "De Smet", given: "Al \u{202E} \u{200B}Ice")
            try stage.writeLearner("escape", family: "De Smet", given: "x")
            try stage.write(
                "family_name: De Smet\ngiven_names: \"\\e[31mMallory\\e]0;owned\\a\"\n", to: "escape.yaml")
            try stage.write(
                "family_name: De Smet\ngiven_names: \u{1B}[31mMallory\n", to: "raw.yaml")
            for name in ["escape.yaml", "raw.yaml", "hidden.yaml"] {
                let refused = try stage.issue(name)
                #expect(refused.status == 65)
                #expect(refused.errors.contains("\(name):2:"))
                #expect(!refused.errorBytes.contains(0x1B) && !refused.bytes.contains(0x1B))
            }
            let issued = try stage.issue("markup.yaml")
            try #require(issued.status == 0, "\(issued.errors)")
            try stage.succeed("wallet", "init", "--wallet", "wallet")
            for outcome in [
                issued, try stage.run("issuer", "list", "--issuer", "leiehove"),
                try stage.run("verify", "out/markup.json", "--trust", "utopia"),
                try stage.run("verify", "out/markup.json", "--trust", "utopia", "--format", "table"),
                try stage.run("inspect", "out/markup.json"),
                try stage.run("wallet", "add", "out/markup.json", "--wallet", "wallet", "--trust", "utopia"),
                try stage.run("wallet", "show", "1", "--all", "--wallet", "wallet", "--trust", "utopia"),
            ] {
                #expect(outcome.status == 0, "\(outcome.errors)")
                for scalar in outcome.output.unicodeScalars {
                    #expect(![0x1B, 0xAD].contains(scalar.value), "\(outcome.output)")
                }
            }
            let verdict = try stage.run("verify", "out/markup.json", "--trust", "utopia")
            #expect(verdict.output.contains("<script>alert</script>"))
            #expect(verdict.output.contains("⟨U+00AD⟩"))
        }
    }

    @Test("Characters that nobody sees, in what another program issued, are shown as text everywhere")
    func unseenCharacters() throws {
        try Story.play { story in
            try story.issue { $0["credentialSubject"]?["learnerGivenNames"] = "Al \u{202E} \u{200B}Ice" }
            try story.succeed("wallet", "init", "--wallet", "wallet")
            for outcome in [
                try story.verify("anna.json"), try story.verify("anna.json", "--format", "table"),
                try story.run("inspect", "anna.json"),
                try story.run("wallet", "add", "anna.json", "--wallet", "wallet", "--trust", "trust"),
                try story.run("wallet", "show", "1", "--all", "--wallet", "wallet", "--trust", "trust"),
            ] {
                #expect(!outcome.output.isEmpty)
                for scalar in outcome.output.unicodeScalars {
                    #expect(![0x200B, 0x202E].contains(scalar.value), "\(outcome.output)")
                }
            }
            #expect(try story.verify("anna.json").output.contains("⟨U+202E⟩"))
        }
    }

    /// An authority that recognises the institution.
    private static func recognise(_ stage: IssuerStage) throws {
        try stage.write(PublishedKey.authority().pem, to: "authority.pem")
        try stage.succeed(
            "trust", "init", "utopia", "--name", "Ministry of Education of Utopia", "--country", "UT", "--list-id",
            "urn:trust:utopia", "--environment", "demonstration", "--key", "authority.pem")
        let shown = try stage.succeed("issuer", "show", "leiehove", "--format", "json")
        let root = try JSONDocument(parsing: shown.bytes, limits: .general).root
        try stage.succeed(
            "trust", "add-issuer", "utopia", "--did", try #require(root["did"]?.string), "--name",
            "Leiehove University", "--types", "MicroCredential", "--eqf", "5-7", "--country", "BE", "--from",
            "2020-01-01")
        try stage.succeed("trust", "sign", "utopia", "--key", "authority.pem")
    }
}
