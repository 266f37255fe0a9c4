import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

@Suite("Presentations over challenges of the program")
struct PresentedTests {
    /// A learner whose key a test keeps; RFC 8032, section 7.1, TEST SHA(abc).
    private func learner() throws -> HolderKey {
        HolderKey(try PublishedKey("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42").key)
    }

    private func now() throws -> Timestamp {
        let seconds = try Subprocess.run("/bin/date", ["+%s"]).output.filter(\.isNumber)
        return try #require(Int64(seconds).flatMap { Timestamp(secondsSince1970: $0) })
    }

    /// The challenge that the program makes, as a wallet reads it.
    private func request(_ story: Story, _ more: String...) throws -> PresentationRequest {
        let outcome = try story.testamur.run(
            ["challenge", "--domain", "hr.example", "--state", "desk"] + more, in: story.folder)
        try #require(outcome.status == 0, "\(outcome.errors)")
        return try PresentationRequest(parsing: outcome.bytes)
    }

    private func present(
        _ credentials: [[UInt8]], _ request: PresentationRequest, to name: String, _ story: Story
    ) throws {
        let draft = try PresentationDraft(
            holder: learner().holder,
            credentials: credentials.map { try PresentedCredential(ReceivedCredential(parsing: $0)) },
            answering: request, created: now())
        try story.write(try draft.signed(with: learner()), to: name)
    }

    private func desk(_ story: Story, _ more: String..., state: String = "desk") throws -> Program.Outcome {
        try story.testamur.run(
            ["verify", "--trust", "trust", "--at", Story.now, "--state", state] + more, in: story.folder)
    }

    @Test("a learner answers, is believed once, and the second time the first one is named", arguments: ["en", "nl"])
    func once(_ language: String) throws {
        try Story.play { story in
            let mine = try learner().holder.did.text
            let credential = try story.credential { $0["credentialSubject"]?["id"] = .string(mine) }
            try present([credential], try request(story), to: "p.json", story)
            // Whoever does not ask learns nothing that counts, and uses nothing up.
            let nobody = try desk(story, "p.json", "--language", language)
            #expect(nobody.status == 2 && nobody.output.contains("VP_DOMAIN_NOT_TOLD"), "\(nobody.output)")
            let other = try desk(story, "p.json", "--domain", "HR.example", "--language", language)
            #expect(other.status == 1 && other.output.contains("INVALID_DOMAIN_ERROR"), "\(other.output)")
            let first = try desk(story, "p.json", "--domain", "hr.example", "--language", language)
            #expect(first.status == 0, "\(first.output)\(first.errors)")
            let headline = first.output.split(separator: "\n").first ?? ""
            #expect(headline.contains(language == "en" ? "presented by its holder" : "door de houder zelf"))
            #expect(first.output.contains(language == "en" ? "Credential 1 of 1" : "Getuigschrift 1 van 1"))
            #expect(first.output.contains("Leiehove University"))
            let second = try desk(story, "p.json", "--domain", "hr.example", "--language", language)
            #expect(second.status == 1 && second.output.contains("VP_REPLAYED"), "\(second.output)")
            #expect(!second.output.contains("HOLDER_BOUND"))
        }
    }

    @Test(
        "JSON is one line with a report for each credential, a table has a row for each, and the exit code is the worst"
    )
    func formats() throws {
        try Story.play { story in
            let mine = try learner().holder.did.text
            let good = try story.credential { $0["credentialSubject"]?["id"] = .string(mine) }
            let bearer = try story.credential {
                $0["id"] = "urn:uuid:0b5c1e3a-7d58-4f43-9a53-0e6c9c9e2f10"
                $0["credentialSubject"]?["id"] = nil
            }
            try present([good, bearer], try request(story), to: "p.json", story)
            let json = try desk(story, "p.json", "--domain", "hr.example", "--format", "json")
            #expect(json.status == 0, "\(json.output)")
            let root = try JSONDocument(parsing: json.bytes, limits: .general).root
            #expect(root["credentials"]?.elements.map { $0["input"]?.string } == ["p.json#1", "p.json#2"])
            let holders = try #require(root["credentials"]).elements.map { report in
                report["checks"]?.elements.first { $0["name"]?.string == "holder" }?["code"]?.string
            }
            #expect(holders == ["HOLDER_BOUND", "HOLDER_BEARER"])
            try present([good, bearer], try request(story), to: "q.json", story)
            try story.write(good, to: "anna.json")
            let table = try desk(story, "q.json", "anna.json", "--domain", "hr.example", "--format", "table")
            #expect(table.output.contains("q.json#1") && table.output.contains("q.json#2"), "\(table.output)")
            let plain = try desk(story, "anna.json", "--domain", "hr.example")
            #expect(plain.status == 2 && plain.output.contains("PRESENTATION_REQUIRED"), "\(plain.output)")
        }
    }

    @Test("a challenge of another folder, a missing folder and one that cannot be written are said, and never valid")
    func states() throws {
        try Story.play { story in
            let mine = try learner().holder.did.text
            let credential = try story.credential { $0["credentialSubject"]?["id"] = .string(mine) }
            try present([credential], try request(story), to: "p.json", story)
            let missing = try desk(story, "p.json", "--domain", "hr.example", state: "nowhere")
            #expect(missing.status == 2 && missing.output.contains("VP_CHALLENGE_UNAVAILABLE"), "\(missing.output)")
            _ = try story.run("challenge", "--domain", "hr.example", "--state", "other")
            let other = try desk(story, "p.json", "--domain", "hr.example", state: "other")
            #expect(other.status == 1 && other.output.contains("VP_CHALLENGE_UNKNOWN"), "\(other.output)")
            #expect(try desk(story, "p.json", "--domain", "hr.example").status == 0)
        }
    }

    @Test("of several programs that verify the same answer at the same time, one believes it")
    func race() throws {
        try Story.play { story in
            try present([], try request(story), to: "p.json", story)
            // One process starts them all, so that none waits for its turn among the other tests.
            let together = ["/bin/bash", "-c", #"for count in 1 2 3 4; do "$@" & done; wait"#, "-"]
            let outcome = try story.testamur.run(
                ["verify", "p.json", "--domain", "hr.example", "--state", "desk", "--format", "json"],
                in: story.folder, under: together)
            let answers = outcome.lines.filter { !$0.isEmpty }
            #expect(answers.count == 4, "\(outcome.output) \(outcome.errors)")
            #expect(answers.count { $0.contains("VP_CHALLENGE_ANSWERED") } == 1, "\(answers)")
            #expect(answers.count { $0.contains("VP_REPLAYED") } == 3)
        }
    }

    @Test("what can be no name, no duration or no folder is refused with what to do, and nothing is kept")
    func usage() throws {
        try Story.play(withTrust: false) { story in
            for arguments in [
                ["--domain", ""], ["--domain", "hr example"], ["--domain", "hr.example", "--expires", "10"],
                ["--domain", "hr.example", "--expires", "59s"], ["--domain", "hr.example", "--expires", "721h"],
                ["--domain", "hr.example", "--expires", "-1m"], ["--domain", "hr.example", "--expires", "m"],
            ] {
                let outcome = try story.testamur.run(["challenge", "--state", "desk"] + arguments, in: story.folder)
                #expect(outcome.status == 64 && outcome.errors.contains("hint:"), "\(arguments): \(outcome.errors)")
                #expect(outcome.output.isEmpty)
            }
            #expect(!Files.exists(story.path("desk")))
            try story.write("", to: "file")
            let file = try story.run("challenge", "--domain", "hr.example", "--state", "file")
            #expect(file.status != 0 && file.output.isEmpty && file.errors.contains("hint:"), "\(file.errors)")
            let json = try story.run("challenge", "--domain", "hr.example", "--state", "desk", "--format", "json")
            #expect(try PresentationRequest(parsing: json.bytes).domain == "hr.example")
            #expect(try request(story, "--expires", "2h").expires.seconds(since: now()) > 7_000)
        }
    }
}
