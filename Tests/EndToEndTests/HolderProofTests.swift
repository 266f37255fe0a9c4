import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

@Suite("Issuing to a key that the learner has proved")
struct HolderProofTests {
    private func learner(_ digit: Character = "8") throws -> HolderKey {
        HolderKey(
            try PublishedKey(String(digit) + "33fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42").key)
    }

    private func now() throws -> Timestamp {
        let seconds = try Subprocess.run("/bin/date", ["+%s"]).output.filter(\.isNumber)
        return try #require(Int64(seconds).flatMap { Timestamp(secondsSince1970: $0) })
    }

    /// - Parameters:
    ///   - days: How many days the challenge can be answered; ten minutes without it.
    private func prove(
        _ stage: IssuerStage, to name: String = "proof.json", for domain: String? = nil, days: Int? = nil,
        daysAgo: Int64 = 0
    ) throws {
        let name = stage.path(name)
        let made = try stage.run(
            "challenge", "--domain", try domain ?? stage.institution(), "--state", "state", "--expires",
            days.map { "\($0)d" } ?? "10m")
        try #require(made.status == 0, "\(made.errors)")
        let draft = try PresentationDraft(
            holder: learner().holder, credentials: [], answering: PresentationRequest(parsing: made.bytes),
            created: now().adding(seconds: -daysAgo * 86_400))
        try Files.write(draft.signed(with: learner()), to: name)
    }

    @Test("the credential is bound to the key, the register keeps that it was proved, and the proof is good once")
    func binds() throws {
        try IssuerStage.play { stage in
            try prove(stage)
            let more = ["--holder-proof", "proof.json", "--state", "state"]
            // A rehearsal and a passphrase that is missing leave the answer good.
            let rehearsal = try stage.issue("anna.yaml", more: more + ["--dry-run"], passphrase: false)
            #expect(rehearsal.status == 0, "\(rehearsal.errors)")
            let outcome = try stage.issue("anna.yaml", more: more)
            try #require(outcome.status == 0, "\(outcome.errors)")
            let root = try JSONDocument(parsing: stage.read("out/anna.json"), limits: .credential).root
            #expect(root["credentialSubject"]?["id"]?.string == (try learner().holder.did.text))
            // What was proved stands in the chain of events, and nothing there names the learner's key.
            let found = try Subprocess.run(
                "/bin/grep", ["-rlaE", "\"possession\":\\{\"checked\":\"20", stage.path("leiehove")])
            #expect(found.exitCode == 0 && !found.output.isEmpty, "\(found.output)")
            let audit = try stage.run("issuer", "audit", "--issuer", "leiehove")
            #expect(audit.status == 0, "\(audit.output)\(audit.errors)")
            try stage.writeLearner("bert", family: "Claes", given: "Bert")
            let again = try stage.issue("bert.yaml", more: more)
            #expect(again.status == 65, "\(again.errors)")
            #expect(try stage.issuedCount() == 1)
            // Asking for the same again gives the same bytes, and uses nothing up.
            let first = try stage.read("out/anna.json")
            Files.remove(stage.path("out"))
            let same = try stage.issue("anna.yaml", more: more)
            #expect(same.status == 0, "\(same.errors)")
            #expect(try stage.read("out/anna.json") == first && stage.issuedCount() == 1)
        }
    }

    @Test("an answer of three days ago counts while its challenge can be answered, and a kill does not lose it")
    func lasts() throws {
        try IssuerStage.play { stage in
            try prove(stage, days: 7, daysAgo: 3)
            let more = ["--holder-proof", "proof.json", "--state", "state"]
            // As whoever is killed between the two leaves it: the answer is used up, and the register knows of nothing.
            _ = try Subprocess.run("/bin/cp", ["-a", stage.path("leiehove"), stage.path("before")])
            let lost = try stage.issue("anna.yaml", more: more)
            try #require(lost.status == 0, "\(lost.errors)")
            Files.remove(stage.path("leiehove"))
            _ = try Subprocess.run("/bin/mv", [stage.path("before"), stage.path("leiehove")])
            Files.remove(stage.path("out"))
            try stage.writeLearner("bert", family: "Claes", given: "Bert")
            let other = try stage.issue("bert.yaml", more: more)
            #expect(other.status == 65 && other.errors.contains("VP_REPLAYED"), "\(other.errors)")
            let outcome = try stage.issue("anna.yaml", more: more)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try stage.issuedCount() == 1)
        }
    }

    @Test("a learner's file that names another key is refused at its line, and the same key is no contradiction")
    func contradictions() throws {
        try IssuerStage.play { stage in
            try prove(stage)
            let other = "learner_id: did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
            try stage.writeLearner("anna", family: "De Smet", given: "Anna", more: other)
            let more = ["--holder-proof", "proof.json", "--state", "state"]
            let refused = try stage.issue("anna.yaml", more: more)
            #expect(refused.status == 65 && refused.errors.contains("anna.yaml:6:"), "\(refused.errors)")
            #expect(try stage.issuedCount() == 0)
            try stage.writeLearner(
                "anna", family: "De Smet", given: "Anna", more: "learner_id: \(try learner().holder.did.text)")
            let outcome = try stage.issue("anna.yaml", more: more)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    @Test("an answer to somebody else, a credential in its place, and a proof for two are refused with what to do")
    func refuses() throws {
        try IssuerStage.play { stage in
            let more = ["--holder-proof", "proof.json", "--state", "state"]
            try prove(stage, for: "hr.example")
            let other = try stage.issue("anna.yaml", more: more)
            #expect(other.status == 65 && other.errors.contains("INVALID_DOMAIN_ERROR"), "\(other.errors)")
            #expect(other.errors.contains("hint:"))
            try stage.write("{}", to: "proof.json")
            let none = try stage.issue("anna.yaml", more: more)
            #expect(none.status == 65 && none.errors.contains("wallet prove"), "\(none.errors)")
            try prove(stage)
            try stage.writeLearner("bert", family: "Claes", given: "Bert")
            let two = try stage.issue("anna.yaml", "bert.yaml", more: more)
            #expect(two.status == 64 && two.errors.contains("one learner"), "\(two.errors)")
            let missing = try stage.issue("anna.yaml", more: ["--holder-proof", "proof.json", "--state", "nowhere"])
            #expect(missing.status == 65 && missing.errors.contains("VP_CHALLENGE_UNAVAILABLE"), "\(missing.errors)")
            #expect(try stage.issuedCount() == 0)
        }
    }
}
