import Encodings
import TestSupport
import Testing

@Suite("testamur verify --policy, and testamur policy")
struct PolicyTests {
    private static func root(_ bytes: [UInt8]) throws -> JSONNode {
        try JSONDocument(parsing: bytes, limits: .general).root
    }

    private static let own = "name: own\nbased_on: standard\n"

    @Test("A policy is named, or stands in a file, and the report says by which one was judged")
    func judged() throws {
        try Story.play { story in
            try story.issue()
            try story.write(Self.own, to: "own.yaml")
            for (policy, name, status) in [
                ("standard", "standard", 0), ("strict", "strict", 2), ("archive", "archive", 0), ("own.yaml", "own", 0),
            ] {
                let outcome = try story.verify("anna.json", "--policy", policy)
                #expect(outcome.status == Int32(status), "\(policy): \(outcome.output)\(outcome.errors)")
                #expect(outcome.output.contains("Judged by the policy \"\(name)\"") == (name != "standard"))
                let json = try Self.root(story.verify("anna.json", "--policy", policy, "--format", "json").bytes)
                #expect(json["policy"]?.string == name)
                let table = try story.verify("anna.json", "--policy", policy, "--format", "table")
                #expect(table.output.contains("Judged by the policy") == (name != "standard"))
            }
            #expect(try Self.root(story.verify("anna.json", "--format", "json").bytes)["policy"]?.string == "standard")
            let dutch = try story.verify("anna.json", "--policy", "own.yaml", "--language", "nl")
            #expect(dutch.output.contains("Beoordeeld volgens de regels \"own\""))
            let piped = try story.verify("anna.json", "--policy", "-", input: Array(Self.own.utf8))
            #expect(piped.status == 0 && piped.output.contains("\"own\""))
            let unread = try story.verify("nowhere.json", "--policy", "own.yaml", "--format", "json")
            #expect(try Self.root(unread.bytes)["policy"]?.string == "own")
        }
    }

    @Test("A file that is called as a policy is named by a path")
    func namesake() throws {
        try Story.play { story in
            try story.issue()
            try story.write("name: lax\nbased_on: archive\n", to: "strict")
            #expect(try story.verify("anna.json", "--policy", "strict").output.contains("policy \"strict\""))
            #expect(try story.verify("anna.json", "--policy", "./strict").output.contains("policy \"lax\""))
        }
    }

    @Test("Ages, kinds and evidence decide as the file says")
    func decides() throws {
        try Story.play { story in
            try story.issue()
            for (lines, status, words) in [
                ("maximum_age: {trust_list: 24 hours}", 2, "LIST_STALE"),
                ("maximum_age: {trust_list: 3 days}", 0, "Genuine and valid"),
                (
                    "maximum_age: {by_type: {MicroCredential: {trust_list: 1 hour}}}", 2,
                    "longer ago than the 1 hour that your"
                ),
                ("maximum_age: {by_type: {Diploma: {trust_list: 1 hour}}}", 0, "Genuine and valid"),
                ("allowed_types: [MicroCredential]", 0, "Genuine and valid"),
                (
                    "allowed_types: [Diploma, Licence]", 1,
                    "Genuine, but not of a kind that your policy accepts"
                ),
                ("require: {time_evidence: true}", 2, "TIME_EVIDENCE_REQUIRED"),
                ("require: {freshness_statement: true}", 2, "LIST_NOT_FRESH"),
                ("require: {holder_binding: true}", 2, "HOLDER_BINDING_REQUIRED"),
                ("require: {status: true}", 2, "STATUS_REQUIRED"),
            ] {
                try story.write(Self.own + lines + "\n", to: "own.yaml")
                let outcome = try story.verify("anna.json", "--policy", "own.yaml")
                let text = outcome.lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
                #expect(outcome.status == Int32(status), "\(lines): \(outcome.output)")
                #expect(text.contains(words), "\(lines): \(outcome.output)")
            }
            try story.write(Self.own + "allowed_types: [Diploma]\n", to: "own.yaml")
            let json = try Self.root(
                story.verify("anna.json", "--policy", "own.yaml", "--format", "json").bytes)
            let failed = json["checks"]?.elements.first { $0["outcome"]?.string == "failed" }
            #expect(failed?["name"]?.string == "profile" && failed?["code"]?.string == "TYPE_NOT_ALLOWED")
        }
    }

    @Test("By the archive policy an old list counts, and the first line says of which day")
    func archive() throws {
        try Story.play { story in
            try story.issue()
            func verify(_ more: String...) throws -> Program.Outcome {
                try story.testamur.run(
                    ["verify", "anna.json", "--trust", "trust", "--at", "2046-11-22"] + more, in: story.folder)
            }
            #expect(try verify().status == 2)
            let outcome = try verify("--policy", "archive")
            #expect(outcome.status == 0, "\(outcome.output)")
            #expect(
                outcome.lines.first?.hasSuffix("Genuine and valid, as far as was known on 20 November 2026") == true)
            #expect(outcome.output.contains("list 2 of Ministry of Education of Utopia ran out on"))
            let dutch = try verify("--policy", "archive", "--language", "nl")
            #expect(dutch.lines.first?.hasSuffix("Echt en geldig, voor zover bekend op 20 november 2026") == true)
            #expect(try verify("--policy", "archive", "--format", "table").output.contains("as was known on"))
            let json = try Self.root(try verify("--policy", "archive", "--format", "json").bytes)
            #expect(json["verdict"]?.string == "valid")
            #expect(json["asOf"]?["trustList"]?.string == Story.made)
            let notes = json["notes"]?.elements.compactMap { $0["code"]?.string } ?? []
            #expect(notes.contains("LIST_AS_OF"))
        }
    }

    @Test("Under a root the age of a list is that of the authority's last word on it, and a policy can ask for one")
    func freshness() throws {
        try Story.play(withTrust: false) { story in
            try story.issue()
            try story.makeRoot()
            for (name, lines) in [
                ("asks", "require: {freshness_statement: true}"), ("young", "maximum_age: {trust_list: 24 hours}"),
            ] {
                try story.write("name: \(name)\nbased_on: standard\n\(lines)\n", to: name + ".yaml")
            }
            func code(_ policy: String, _ time: String) throws -> String? {
                let outcome = try story.run(
                    "verify", "anna.json", "--trust", "trust", "--state", "state", "--policy", policy, "--at", time,
                    "--format", "json")
                let root = try Self.root(outcome.bytes)
                #expect((outcome.status == 0) == (root["verdict"]?.string == "valid"))
                return root["checks"]?.elements.first { $0["name"]?.string == "issuer" }?["code"]?.string
            }
            #expect(try code("asks.yaml", "2026-11-22T09:00:00Z") == "LIST_NOT_FRESH")
            #expect(try code("young.yaml", "2026-11-22T09:00:00Z") == "LIST_STALE")
            try story.succeed("trust", "vouch", "trust", "--key", "daily.pem", "--at", "2026-11-22T03:00:00Z")
            for (policy, time, expected) in [
                ("asks.yaml", "2026-11-22T09:00:00Z", "ISSUER_RECOGNISED"),
                ("young.yaml", "2026-11-22T09:00:00Z", "ISSUER_RECOGNISED"),
                ("young.yaml", "2026-11-23T03:00:00Z", "ISSUER_RECOGNISED"),
                ("young.yaml", "2026-11-23T03:00:01Z", "LIST_STALE"),
                ("asks.yaml", "2026-11-29T03:00:00Z", "ISSUER_RECOGNISED"),
                ("asks.yaml", "2026-11-29T03:00:01Z", "LIST_NOT_FRESH"),
                ("standard", "2046-11-22T03:00:00Z", "ROOT_EXPIRED"),
                ("archive", "2046-11-22T03:00:00Z", "ISSUER_RECOGNISED"),
            ] {
                #expect(try code(policy, time) == expected, "\(policy) at \(time)")
            }
            let past = try story.run(
                "verify", "anna.json", "--trust", "trust", "--policy", "archive", "--at", "2046-11-22")
            #expect(past.lines.first?.hasSuffix("as far as was known on 22 November 2026") == true, "\(past.output)")
        }
    }

    @Test("A policy that cannot be used stops everything, and says where to mend it")
    func refused() throws {
        try Story.play { story in
            try story.issue()
            try story.write(Self.own + "maximum_age: {trust_list: 30}\nalowed_types: [A]\n", to: "own.yaml")
            let faulty = try story.verify("anna.json", "--policy", "own.yaml")
            #expect(faulty.status == 65 && faulty.output.isEmpty)
            #expect(faulty.errors.contains("own.yaml:3:27: '30' has no unit. Write hours or days behind it"))
            #expect(faulty.errors.contains("(AGE_UNREADABLE)"))
            #expect(
                faulty.errors.contains("testamur policy check own.yaml tells all that is to be mended, 2 in number"))
            let dutch = try story.run("verify", "anna.json", "--policy", "own.yaml", "--language", "nl")
            #expect(dutch.errors.contains("own.yaml:3:27: '30' heeft geen eenheid."))
            for (policy, status, words) in [
                ("strickt", 66, "did you mean strict?"), ("lax", 66, "neither the name of a policy nor a file"),
                ("nowhere.yaml", 66, "nowhere.yaml"), ("", 64, "--policy"), ("trust", 66, "trust"),
            ] {
                let outcome = try story.verify("anna.json", "--policy", policy)
                #expect(outcome.status == Int32(status), "\(policy): \(outcome.errors)")
                #expect(outcome.output.isEmpty && outcome.errors.contains(words), "\(policy): \(outcome.errors)")
            }
            let twice = try story.verify("-", "--policy", "-", input: Array(Self.own.utf8))
            #expect(twice.status == 64 && twice.errors.contains("both the policy and a credential"))
        }
    }

    @Test("A policy is told in words of both languages, and as JSON")
    func shown() throws {
        try Story.play(withTrust: false) { story in
            let all = try story.succeed("policy", "show")
            for name in ["strict", "standard", "archive"] {
                #expect(all.lines.contains { $0.hasPrefix(name + ": for ") }, "\(all.output)")
                let alone = try story.succeed("policy", "show", name)
                #expect(all.output.contains(alone.output))
                let dutch = try story.succeed("policy", "show", name, "--language", "nl")
                #expect(dutch.output.hasPrefix(name + ": voor ") && dutch.output.contains("vertrouwenslijst"))
                for text in [alone.output, dutch.output] { #expect(!text.contains("{") && !text.contains("policy.")) }
            }
            let strict = try Self.root(story.succeed("policy", "show", "strict", "--format", "json").bytes)
            #expect(strict["maximumAge"]?["trustList"]?.string == "P30D")
            #expect(strict["maximumAge"]?["statusList"]?.string == "P7D")
            #expect(strict["require"]?["status"]?.boolean == true)
            let archive = try Self.root(story.succeed("policy", "show", "archive", "--format", "json").bytes)
            #expect(archive["maximumAge"]?["trustList"]?.isNull == true)
            #expect(archive["acceptsLapsedTrust"]?.boolean == true && archive["allowedTypes"]?.isNull == true)

            try story.write(
                "name: \"own\"\nbased_on: strict\nmaximum_age: {by_type: {A: {status_list: 1 hour}, B: {trust_list: unlimited}}}\n"
                    + "allowed_types: [A, B]\nclock_skew: 1 minute\n", to: "own.yaml")
            let own = try story.succeed("policy", "show", "own.yaml")
            #expect(own.output.hasPrefix("own: based on strict\n"))
            for words in [
                "for A: at most 1 hour old", "for B: of any age", "A, B", "may differ by 1 minute",
            ] { #expect(own.output.contains(words), "\(own.output)") }
            let json = try Self.root(story.succeed("policy", "show", "own.yaml", "--format", "json").bytes)
            #expect(json["basedOn"]?.string == "strict" && json["clockSkew"]?.string == "PT60S")
            let types = json["maximumAge"]?["byType"]
            #expect(types?["A"]?["statusList"]?.string == "PT1H" && types?["A"]?["trustList"] == nil)
            #expect(types?["B"]?["trustList"]?.isNull == true)
            #expect(try story.run("policy", "show", "lax").status == 66)
            #expect(try story.run("policy", "shw").errors.contains("there is no command shw"))
        }
    }

    @Test("A policy file is checked, with every fault, its line and its column")
    func checked() throws {
        try Story.play(withTrust: false) { story in
            try story.write(Self.own, to: "own.yaml")
            let sound = try story.succeed("policy", "check", "own.yaml")
            #expect(sound.output == "own.yaml: nothing to mend. Its name is \"own\", and it is based on standard.\n")
            #expect(try story.succeed("policy", "check", "own.yaml", "--format", "json").output.isEmpty)
            try story.write(Self.own + "clock_skew: 2 days\ncolour: red\n", to: "bad.yaml")
            let flawed = try story.run("policy", "check", "own.yaml", "bad.yaml")
            #expect(flawed.status == 65)
            #expect(flawed.output.contains("own.yaml: nothing to mend"))
            #expect(flawed.output.contains("bad.yaml:3:13  error  ") && flawed.output.contains("(SKEW_UNREADABLE)"))
            #expect(flawed.output.contains("bad.yaml:4:1") && flawed.output.contains("(FIELD_UNKNOWN)"))
            let json = try story.run("policy", "check", "bad.yaml", "--format", "json", "--language", "nl")
            let lines = json.output.split(separator: "\n")
            #expect(json.status == 65 && lines.count == 2)
            let fault = try Self.root(Array(lines[0].utf8))
            #expect(fault["code"]?.string == "SKEW_UNREADABLE" && fault["line"]?.integer == 3)
            #expect(fault["column"]?.integer == 13 && fault["file"]?.string == "bad.yaml")
            #expect(fault["message"]?.string?.hasPrefix("'2 days' is geen verschil") == true)
            let piped = try story.run("policy", "check", "-", input: Array("a: *x\n".utf8))
            #expect(piped.status == 65 && piped.output.contains("(YAML_ALIAS)"))
            #expect(try story.run("policy", "check", "nowhere.yaml").status == 66)
            #expect(try story.run("policy", "check").status == 64)
            let named = try story.run("policy", "check", "strict")
            #expect(named.status == 66 && named.errors.contains("built in"), "\(named.errors)")
        }
    }

    @Test("What a policy file holds does not steer the terminal")
    func harmless() throws {
        try Story.play(withTrust: false) { story in
            try story.write(
                "name: own\nbased_on: \"\\u202ered\"\n\"\\u202ekey\": 1\nallowed_types: [\"\\u0085\"]\n", to: "own.yaml"
            )
            try story.write("name: \"\\e[31m\"\nbased_on: strict\n", to: "escape.yaml")
            for format in ["text", "json"] {
                let outcome = try story.run("policy", "check", "own.yaml", "escape.yaml", "--format", format)
                #expect(outcome.status == 65)
                let isPlain = outcome.output.unicodeScalars.allSatisfy {
                    $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) && $0.value != 0x202E)
                }
                #expect(isPlain, "\(outcome.output)")
            }
        }
    }

    @Test("The example policy of the repository is sound, and says what its comments say")
    func example() throws {
        let testamur = try Program("testamur")
        let path = Vectors.repository + "/Examples/policies/hiring.yaml"
        #expect(try testamur.run(["policy", "check", path]).status == 0)
        let shown = try testamur.run(["policy", "show", path]).output
        for words in [
            "hiring: based on strict", "at most 14 days old", "for NursingLicence: at most 24 hours old",
            "MicroCredential, NursingLicence, Certificate", "may differ by 2 minutes",
        ] { #expect(shown.contains(words), "\(shown)") }
    }
}

extension Story {
    /// Makes the authority's folder under a root of two holders, with the university on the second list.
    fileprivate func makeRoot() throws {
        let other = try PublishedKey("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
        let daily = try PublishedKey("f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5")
        for (key, name) in [(other, "other.pem"), (daily, "daily.pem")] { try write(Array(key.pem.utf8), to: name) }
        try succeed(
            "trust", "root", "init", "trust", "--name", "Ministry of Education of Utopia", "--country", "UT",
            "--authority", "did:web:ministry.example", "--domain", "urn:trust:utopia", "--environment",
            "demonstration", "--holder", "r1:ministry.example=\(authority.multikey)", "--holder",
            "r2:qa.example=\(other.multikey)", "--daily", "f1:ministry.example=\(daily.multikey)", "--at", Self.made)
        func sign(_ words: String...) throws {
            for key in ["authority.pem", "other.pem"] {
                let outcome = try testamur.run(words + ["trust", "--key", key, "--at", Self.made], in: folder)
                try #require(outcome.status == 0, "\(outcome.errors)")
            }
        }
        try sign("trust", "root", "sign")
        try succeed("trust", "root", "publish", "trust")
        for isListed in [false, true] {
            if isListed { try #require(try addUniversity().status == 0) }
            try sign("trust", "sign")
            try succeed("trust", "publish", "trust")
        }
    }
}
