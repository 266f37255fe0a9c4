import Encodings
import TestSupport
import Testing

/// A university that lets its faculty of law issue, with the program alone.
@Suite("testamur trust delegate and add-delegation")
struct DelegationTests {
    private static let did = "did:web:leiehove.example"

    /// The keys of RFC 8032, TEST 3 and TEST 1024.
    private static func delegating() throws -> PublishedKey {
        try PublishedKey("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
    }

    private static func faculty() throws -> PublishedKey {
        try PublishedKey("f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5")
    }

    /// The list with the university, which may pass on what it has, and a credential of its faculty.
    private static func play(until end: String? = nil, _ body: (Story) throws -> Void) throws {
        try Story.play(withTrust: false) { story in
            #expect(try story.initTrust().status == 0)
            let added = try story.testamur.run(
                [
                    "trust", "add-issuer", "trust", "--did", did, "--name", "Leiehove University", "--key",
                    story.university.multikey, "--types", "MicroCredential", "--eqf", "5-7", "--country", "BE",
                    "--from",
                    "2019-09-01", "--may-delegate", "1", "--at", Story.made,
                ] + (end.map { ["--until", $0] } ?? []), in: story.folder)
            #expect(added.status == 0, "\(added.errors)")
            #expect(added.output.contains("may be passed on"))
            #expect(added.output.contains("over this many steps: 1 (before: nothing)"))
            try story.succeed(
                "trust", "add-key", "trust", "--did", did, "--key", delegating().multikey, "--key-purpose", "delegate",
                "--key-id", "dg", "--from", "2019-09-01", "--at", Story.made)
            #expect(try story.sign().status == 0)
            try story.write(delegating().pem, to: "delegate.pem")
            try story.write(story.credential(by: faculty()), to: "anna.json")
            try body(story)
        }
    }

    /// Makes a delegation on 1 January 2026.
    private static func delegate(
        _ story: Story, to file: String = "law.json", key: String = "delegate.pem", _ more: [String] = []
    ) throws -> Program.Outcome {
        let eqf = more.contains("--eqf") ? [] : ["--eqf", "7"]
        return try story.testamur.run(
            [
                "trust", "delegate", "--signing-key", key, "--did", faculty().did, "--name", "Faculty of Law",
                "--types", "MicroCredential", "--country", "BE", "--trust", "trust", "--at", "2026-01-01T00:00:00Z",
                "--out", file,
            ] + eqf + more, in: story.folder)
    }

    private static let chain =
        "Faculty of Law, delegated by Leiehove University, recognised by Ministry of Education of Utopia"

    @Test("who delegates for longer than thirteen months is told the last day", arguments: ["en", "nl"])
    func tooLong(_ language: String) throws {
        try Self.play { story in
            let told = try Self.delegate(story, ["--until", "2027-02-02", "--language", language])
            let words = language == "en" ? "thirteen months at most: here until 1 February 2027" : "tot 1 februari 2027"
            #expect(told.status == 64 && Self.words(told.errors).contains(words), "\(told.errors)")
            #expect(Self.words(told.errors).contains("--until"), "\(told.errors)")
            let made = try Self.delegate(story, ["--until", "2027-02-01", "--language", language])
            #expect(made.status != 64, "\(made.errors)")
        }
    }

    @Test("who passes on more than it has is told which option gives too much, and is not sent to itself")
    func widening() throws {
        try Self.play { story in
            for (more, option) in [
                (["--eqf", "7-8"], "--eqf"), (["--country", "NL"], "--country"), (["--types", "Doctorate"], "--types"),
                (["--may-delegate", "1"], "--may-delegate"),
            ] {
                let refused = try Self.delegate(story, more)
                #expect(refused.status == 65, "\(refused.output)")
                #expect(refused.errors.contains("(DELEGATION_WIDENS_SCOPE)"), "\(refused.errors)")
                #expect(
                    refused.errors.contains("Delegate no more than you have: give it with \(option),"),
                    "\(refused.errors)")
                #expect(!refused.errors.contains("Ask Leiehove"))
            }
            let dutch = try Self.delegate(story, ["--eqf", "8", "--language", "nl"])
            #expect(dutch.errors.contains("Delegeer niet meer dan u hebt"), "\(dutch.errors)")
        }
    }

    @Test("a capsule carries the delegation that leads to the faculty, and needs the pin alone")
    func capsule() throws {
        try Self.play { story in
            #expect(try Self.delegate(story).status == 0)
            let handed = try story.run(
                "bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--delegation", "law.json", "--out",
                "handed.json")
            #expect(handed.status == 0, "\(handed.output)\(handed.errors)")
            let twice = try story.run("bundle", "-", "--trust", "trust", "--delegation", "-", "--out", "twice.json")
            #expect(twice.status == 64)
            let kept = try story.run("trust", "add-delegation", "law.json", "--trust", "trust")
            #expect(kept.status == 0, "\(kept.errors)")
            let made = try story.run(
                "bundle", "anna.json", "--trust", "trust", "--at", Story.now, "--out", "anna.capsule.json")
            #expect(made.status == 0, "\(made.output)\(made.errors)")
            let verified = try story.run(
                "verify", "anna.capsule.json", "--pin", "trust/pin.json", "--at", Story.now)
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
            #expect(verified.output.contains("Faculty of Law"))
        }
    }

    @Test("a faculty's credential is valid with the delegation beside it, and with the delegation kept")
    func story() throws {
        try Self.play { story in
            let before = try story.verify("anna.json")
            #expect(before.status == 2)
            let made = try Self.delegate(story)
            #expect(made.status == 0, "\(made.errors)")
            #expect(Self.words(made.output).contains(Self.chain))
            #expect(made.output.contains("until 1 January 2027"))
            let beside = try story.verify("anna.json", "--delegation", "law.json")
            #expect(beside.status == 0, "\(beside.output)")
            #expect(Self.words(beside.output).contains(Self.chain))
            #expect(beside.output.contains("Faculty of Law"))
            #expect(try story.verify("anna.json").status == 2)

            let kept = try story.succeed("trust", "add-delegation", "law.json", "--trust", "trust")
            #expect(kept.output.hasPrefix("Kept: the delegation to"))
            #expect(try story.verify("anna.json").status == 0)
            #expect(
                try story.succeed("trust", "add-delegation", "law.json", "--trust", "trust").output
                    .hasPrefix("It is kept already"))
            let shown = try story.succeed("trust", "show", "trust", "--at", Story.now)
            #expect(Self.words(shown.output).contains(Self.chain))
            let one = try story.succeed("trust", "show", "trust", "--did", try Self.faculty().did, "--format", "json")
            let root = try JSONDocument(parsing: one.bytes, limits: .general).root
            #expect(root["counts"]?.boolean == true)
            #expect(root["delegation"]?["legalName"]?.string == "Faculty of Law")
            let dutch = try story.verify("anna.json", "--language", "nl")
            #expect(
                Self.words(dutch.output).contains("Faculty of Law, gedelegeerd door Leiehove University, erkend door"))
        }
    }

    @Test("a stolen key and void awards are told by a delegation, and who has seen it does not forget it")
    func warnings() throws {
        for (option, code, word) in [
            ("--stolen-since", "KEY_COMPROMISED", "IN OTHER HANDS since 1 February 2025"),
            ("--void-from", "AWARDS_VOIDED", "void from 1 February 2025"),
        ] {
            try Self.play { story in
                #expect(try Self.delegate(story).status == 0)
                let verify = { (more: [String]) in
                    try story.testamur.run(
                        [
                            "verify", "anna.json", "--trust", "trust", "--state", "seen", "--at", Story.now,
                            "--delegation",
                        ]
                            + more, in: story.folder)
                }
                let before = try verify(["law.json"])
                #expect(before.status == 0, "\(before.output)")
                let early = try Self.delegate(story, to: "warning.json", [option, "2026-01-02"])
                #expect(early.status == 64 && early.errors.contains("still to come"), "\(early.errors)")
                let made = try Self.delegate(story, to: "warning.json", [option, "2025-02-01"])
                #expect(made.status == 0 && Self.words(made.output).contains(word), "\(made.output)\(made.errors)")
                #expect(made.output.contains("It is a warning."))
                let warned = try verify(["law.json", "--delegation", "warning.json", "--format", "json"])
                #expect(warned.status == 1 && warned.output.contains(code), "\(warned.output)")
                #expect(try verify(["law.json"]).status == 1)
            }
        }
    }

    @Test(
        "a run that is killed while it keeps a warning has kept it or not, and the next one finds nothing damaged",
        .enabled(if: SystemCalls.canBeWatched, "needs strace"))
    func killed() throws {
        try Self.play { story in
            #expect(try Self.delegate(story).status == 0)
            #expect(try Self.delegate(story, to: "warning.json", ["--stolen-since", "2025-02-01"]).status == 0)
            let verify = { (more: [String], under: [String]) in
                try story.testamur.run(
                    ["verify", "anna.json", "--trust", "trust", "--state", "seen", "--at", Story.now] + more,
                    in: story.folder, under: under)
            }
            let (old, both) = (
                ["--delegation", "law.json"], ["--delegation", "law.json", "--delegation", "warning.json"]
            )
            #expect(try verify(old, []).status == 0)
            _ = try story.shell("cp -r seen before")
            var (kept, lost) = (0, 0)
            for call in SystemCalls.changing {
                for step in 1...24 {
                    _ = try story.shell("rm -rf seen; cp -r before seen")
                    let isWhole = try verify(both, SystemCalls.killing(at: call, step)).status == 1
                    let next = try verify(old, [])
                    #expect(
                        [0, 1].contains(next.status) && !next.output.contains("could not be read"),
                        "\(call) \(step): \(next.output)")
                    if isWhole {
                        #expect(next.status == 1, "\(call) \(step)")
                        break
                    }
                    if next.status == 1 { kept += 1 } else { lost += 1 }
                    #expect(try verify(both, []).status == 1)
                    #expect(try verify(old, []).status == 1, "\(call) \(step)")
                }
            }
            #expect(kept > 0 && lost > 3, "\(kept) kept and \(lost) not")
        }
    }

    @Test("what a verifier would refuse is not made, and every refusal says what to do")
    func refused() throws {
        try Self.play { story in
            let cases: [(more: [String], status: Int32, words: String)] = [
                (["--eqf", "7-8"], 65, "levels"), (["--fields", "06", "--until", "2028-01-01"], 64, "thirteen months"),
                (["--may-delegate", "1"], 65, "delegate further"), (["--may-delegate", "3"], 64, "--may-delegate"),
                (["--from", "2019-08-31"], 65, "thirteen months|in force|time"),
            ]
            for (more, status, words) in cases {
                let outcome = try Self.delegate(story, more)
                #expect(outcome.status == status, "\(more): \(outcome.errors)")
                #expect(words.split(separator: "|").contains { outcome.errors.contains($0) }, "\(outcome.errors)")
                #expect(outcome.errors.split(separator: "\n").count == 2, "\(outcome.errors)")
                #expect(!Files.exists(story.path("law.json")))
            }
            try story.write(story.university.pem, to: "university.pem")
            let purpose = try Self.delegate(story, key: "university.pem")
            #expect(purpose.status == 65)
            #expect(purpose.errors.contains("credentials") && purpose.errors.contains("--key-purpose delegate"))
            let stranger = try Self.delegate(story, key: "authority.pem")
            #expect(stranger.status == 65)
            #expect(stranger.errors.contains("--by"))
            let named = try Self.delegate(story, key: "authority.pem", ["--by", "did:web:nobody.example"])
            #expect(named.status == 65)
            #expect(named.errors.contains("did:web:nobody.example is on none of your lists"))
            #expect(try Self.delegate(story).status == 0)
            #expect(try Self.delegate(story).status == 73)
        }
    }

    @Test("without a list a delegation is made for others to check, and one that nobody stands behind is not kept")
    func unchecked() throws {
        try Self.play { story in
            _ = try story.shell("mkdir nothing")
            let outcome = try story.run(
                "trust", "delegate", "--signing-key", "delegate.pem", "--by", Self.did, "--by-key-id", "dg", "--did",
                try Self.faculty().did, "--name", "Faculty of Law", "--types", "MicroCredential", "--eqf", "7",
                "--country", "BE", "--at", "2026-01-01T00:00:00Z")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.errors.contains("not checked"))
            try story.write(outcome.bytes, to: "law.json")
            try story.succeed("trust", "add-delegation", "law.json", "--trust", "trust")

            for (file, content, words) in [
                ("cut.json", "{\"issuer\":,}", "byte 10, at /issuer; JSON_SYNTAX"),
                ("huge.json", String(repeating: " ", count: 17_000_000), "at most 65536 bytes"),
            ] {
                try story.write(Array(content.utf8), to: file)
                let refused = try story.run("trust", "add-delegation", file, "--trust", "trust")
                #expect(refused.status == 65 && refused.errors.contains(words), "\(refused.errors)")
            }

            let text = String(decoding: outcome.bytes, as: UTF8.self)
            try story.write(text.replacing("Faculty of Law", with: "Leiehove University"), to: "altered.json")
            let altered = try story.run("trust", "add-delegation", "altered.json", "--trust", "trust")
            #expect(altered.status == 65)
            #expect(altered.errors.contains("DELEGATION_BAD_SIGNATURE"))
            let other = try story.run("trust", "add-delegation", "anna.json", "--trust", "trust")
            #expect(other.status == 65)
            #expect(other.errors.contains("DELEGATION_MALFORMED"))
            #expect(try Files.names(in: story.path("trust/delegations")).count == 1)
            // Beside a credential it is no more than a note, and the listed university is judged as ever.
            let verdict = try story.verify("anna.json", "--delegation", "altered.json")
            #expect(verdict.status == 0)
            #expect(try story.verify("anna.json", "--delegation", "nowhere.json").status == 66)
            #expect(try story.verify("-", "--delegation", "-").status == 64)
        }
    }

    @Test("of a delegation that outlasts what it comes from, it is said when it is kept until when it counts")
    func earlierEnd() throws {
        try Self.play(until: "2026-09-30") { story in
            let made = try story.run(
                "trust", "delegate", "--signing-key", "delegate.pem", "--by", Self.did, "--by-key-id", "dg", "--did",
                try Self.faculty().did, "--name", "Faculty of Law", "--types", "MicroCredential", "--eqf", "7",
                "--country", "BE", "--at", "2026-01-01T00:00:00Z", "--out", "law.json")
            #expect(made.status == 0, "\(made.errors)")
            let kept = try story.succeed("trust", "add-delegation", "law.json", "--trust", "trust")
            let words =
                "counts until 30 September 2026 and no longer, for what Leiehove University has itself ends then"
            #expect(Self.words(kept.output).contains(words), "\(kept.output)")
            let json = try story.succeed("trust", "show", "trust", "--did", try Self.faculty().did, "--format", "json")
            #expect(json.output.contains("\"2026-09-30T23:59:59Z\""), "\(json.output)")
            let dutch = try story.succeed(
                "trust", "add-delegation", "law.json", "--trust", "trust", "--language", "nl")
            #expect(Self.words(dutch.output).contains("telt tot 30 september 2026 en niet langer"))
        }
        try Self.play { story in
            #expect(try Self.delegate(story).status == 0)
            let kept = try story.succeed("trust", "add-delegation", "law.json", "--trust", "trust")
            #expect(!kept.output.contains("no longer"))
        }
    }

    /// The words of an answer, whatever lines they stand on.
    private static func words(_ text: String) -> String { text.split { $0.isWhitespace }.joined(separator: " ") }
}
