import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

@Suite("A spreadsheet whose rows name proofs of possession")
struct HolderProofColumnTests {
    private static let heading = "family_name,given_names,date_of_birth,awarded_on,grade,learner_id,holder_proof\r\n"

    private func learner(_ number: Int) throws -> HolderKey {
        HolderKey(try PublishedKey(String(repeating: "\(number)", count: 64)).key)
    }

    private func row(_ family: String, _ proof: String, grade: Int = 15, id: String = "") -> String {
        "\(family),Anna,1984-03-09,2026-06-26,\(grade),\(id),\(proof)\r\n"
    }

    private func now() throws -> Timestamp {
        let seconds = try Subprocess.run("/bin/date", ["+%s"]).output.filter(\.isNumber)
        return try #require(Int64(seconds).flatMap { Timestamp(secondsSince1970: $0) })
    }

    private func challenge(_ stage: IssuerStage, for domain: String? = nil) throws -> PresentationRequest {
        let made = try stage.run("challenge", "--domain", try domain ?? stage.institution(), "--state", "state")
        try #require(made.status == 0, "\(made.errors)")
        return try PresentationRequest(parsing: made.bytes)
    }

    /// A learner's answer in `proofs/<name>.json`.
    private func prove(
        _ stage: IssuerStage, _ number: Int, to name: String, over request: PresentationRequest? = nil,
        secondsAgo: Int64 = 0, expires: Timestamp? = nil
    ) throws {
        let request = try request ?? challenge(stage)
        let draft = try PresentationDraft(
            holder: learner(number).holder, credentials: [], domain: request.domain, challenge: request.challenge,
            created: now().adding(seconds: -secondsAgo), expires: expires ?? request.expires)
        if !Files.exists(stage.path("proofs")) { try Files.makeFolder(stage.path("proofs")) }
        try Files.write(draft.signed(with: learner(number)), to: stage.path("proofs/" + name + ".json"))
    }

    private func issue(_ stage: IssuerStage, _ more: String...) throws -> Program.Outcome {
        try stage.testamur.run(
            [
                "issuer", "issue", "--issuer", "leiehove", "--spec", "course.yaml", "--learners", "june.csv",
                "--state", "state", "--passphrase-file", "passphrase",
            ] + more, in: stage.folder)
    }

    private func holders(_ stage: IssuerStage, _ folder: String = "june") throws -> [String: String?] {
        var holders: [String: String?] = [:]
        for name in try Files.names(in: stage.path(folder)) where name.hasSuffix(".json") {
            let root = try JSONDocument(parsing: stage.read(folder + "/" + name), limits: .credential).root
            holders.updateValue(root["credentialSubject"]?["id"]?.string, forKey: name)
        }
        return holders
    }

    private func usedCount(_ stage: IssuerStage) throws -> Int {
        try Files.names(in: stage.path("state/challenges")).count { $0.hasSuffix(".used") }
    }

    @Test("each row is bound to its learner's key, a rehearsal leaves the answers good, and each counts once")
    func binds() throws {
        try IssuerStage.play { stage in
            for number in 1...2 { try prove(stage, number, to: "\(number)") }
            let sheet = Self.heading + row("De A", "proofs/1.json") + row("De B", "proofs/2.json") + row("De C", "")
            try stage.write(sheet, to: "june.csv")
            let rehearsal = try issue(stage, "--dry-run")
            #expect(rehearsal.status == 0 && rehearsal.output.contains("3 ready"), "\(rehearsal.output)")
            #expect(try usedCount(stage) == 0)
            let outcome = try issue(stage)
            try #require(outcome.status == 0, "\(outcome.errors)")
            let issued = try holders(stage)
            #expect(issued["de-a-anna-2.json"] == (try learner(1).holder.did.text))
            #expect(issued["de-b-anna-3.json"] == (try learner(2).holder.did.text))
            #expect(issued.count == 3 && issued["de-c-anna-4.json"] == .some(nil))
            #expect(try usedCount(stage) == 2)
            let found = try Subprocess.run(
                "/bin/grep", ["-rlaE", "\"possession\":\\{\"checked\":\"20", stage.path("leiehove")])
            #expect(found.exitCode == 0 && !found.output.isEmpty, "\(found.output)")
            // The same again is no second use, not even where nobody remembers the challenges any more.
            #expect(try issue(stage).output.contains("Nothing to do"))
            Files.remove(stage.path("state"))
            #expect(try issue(stage).output.contains("Nothing to do"))
            #expect(try stage.issuedCount() == 3)
        }
    }

    @Test("what an answer was used up for goes on after a kill, and nothing else can be had for it")
    func goesOn() throws {
        try IssuerStage.play { stage in
            try prove(stage, 1, to: "1")
            try stage.write(Self.heading + row("De A", "proofs/1.json"), to: "june.csv")
            // As whoever is killed between the two leaves it: the answer is used up, and the register knows of nothing.
            _ = try Subprocess.run("/bin/cp", ["-a", stage.path("leiehove"), stage.path("before")])
            try #require(try issue(stage, "--out", "lost").status == 0)
            Files.remove(stage.path("leiehove"))
            _ = try Subprocess.run("/bin/mv", [stage.path("before"), stage.path("leiehove")])
            try stage.write(Self.heading + row("De A", "proofs/1.json", grade: 16), to: "june.csv")
            let other = try issue(stage)
            #expect(other.status == 65 && other.errors.contains("holder_proof"), "\(other.errors)")
            #expect(try stage.issuedCount() == 0 && usedCount(stage) == 1)
            try stage.write(Self.heading + row("De A", "proofs/1.json"), to: "june.csv")
            let again = try issue(stage)
            #expect(again.status == 0, "\(again.errors)")
            #expect(try stage.issuedCount() == 1 && usedCount(stage) == 1)
            // Another credential for the same learner needs another answer.
            try stage.write(Self.heading + row("De A", "proofs/1.json", grade: 16), to: "june.csv")
            let renewed = try issue(stage, "--again", "--out", "new")
            #expect(renewed.status == 65 && renewed.errors.contains("holder_proof"), "\(renewed.errors)")
            #expect(try stage.issuedCount() == 1)
        }
    }

    @Test("every proof that is not taken is told by row and column with the others, in English and Dutch")
    func refuses() throws {
        try IssuerStage.play { stage in
            let shared = try challenge(stage)
            try prove(stage, 1, to: "1", over: shared)
            try prove(stage, 2, to: "2", over: shared)
            try prove(stage, 3, to: "other", over: challenge(stage, for: "hr.example"))
            try prove(stage, 4, to: "late", secondsAgo: 400, expires: now().adding(seconds: -1))
            try prove(stage, 5, to: "key")
            try stage.write("{}", to: "proofs/none.json")
            try stage.write(
                Self.heading + row("De A", "proofs/1.json") + row("De B", "proofs/2.json", grade: 99)
                    + row("De C", "proofs/other.json") + row("De D", "proofs/late.json")
                    + row("De E", "proofs/key.json", id: learner(6).holder.did.text)
                    + row("De F", "proofs/none.json") + row("De G", "proofs/missing.json")
                    + row("De H", "", grade: 99), to: "june.csv")
            let csv = try issue(stage, "--dry-run", "--format", "csv")
            let rows = csv.output.split(whereSeparator: \.isNewline).dropFirst().map { line in
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                return "\(cells.first ?? "") \(cells.dropFirst().first ?? "") \(cells.last ?? "")"
            }
            #expect(
                Array(rows.prefix(7)) == [
                    rows.first { $0.hasPrefix("3 grade") }, "3 holder_proof HOLDER_PROOF_TWICE",
                    "4 holder_proof HOLDER_PROOF", "5 holder_proof HOLDER_PROOF",
                    "6 holder_proof HOLDER_PROOF_OTHER_KEY", "7 holder_proof HOLDER_PROOF",
                    "8 holder_proof HOLDER_PROOF",
                ], "\(csv.output)")
            #expect(rows.count == 8 && rows.last?.hasPrefix("9 grade") == true)
            // Neither where a file is nor whose it is gets into what is told.
            let other = try learner(6).holder.did.text
            #expect(!csv.output.contains("proofs/") && !csv.output.contains(other))
            for part in ["made for somebody else", "VP_EXPIRED", "wallet prove", "no file under this path"] {
                #expect(csv.output.contains(part), "\(part)")
            }
            let dutch = try issue(stage, "--dry-run", "--language", "nl").output.split { $0 == " " || $0 == "\n" }
            #expect(dutch.joined(separator: " ").contains("telt voor één credential"))
            let nobody = try issue(stage)
            #expect(nobody.status == 65 && nobody.errors.contains("1 to mend") == false)
            #expect(try stage.issuedCount() == 0 && usedCount(stage) == 0)
            let option = try issue(stage, "--holder-proof", "proofs/1.json")
            #expect(option.status == 64 && option.errors.contains("holder_proof"), "\(option.errors)")
        }
    }

    @Test("where two persons agree, an answer is used up for the row that is laid before the other one")
    func twoPersons() throws {
        try IssuerStage.play { stage in
            try stage.nameApprovers("ann", "bob")
            try prove(stage, 1, to: "1")
            try stage.write(Self.heading + row("De A", "proofs/1.json"), to: "june.csv")
            func prepare() throws -> Program.Outcome {
                try stage.run(
                    "issuer", "batch", "prepare", "--issuer", "leiehove", "--spec", "course.yaml", "--learners",
                    "june.csv", "--key", "ann.pem", "--reason", "June", "--passphrase-file", "passphrase", "--state",
                    "state")
            }
            let prepared = try prepare()
            try #require(prepared.status == 0, "\(prepared.errors)")
            #expect(try usedCount(stage) == 1 && stage.issuedCount() == 0)
            // Laying the same before her again is the same batch, and another row cannot have the answer.
            let again = try prepare()
            #expect(again.status == 0, "\(again.errors)")
            try stage.write(Self.heading + row("De A", "proofs/1.json", grade: 16), to: "june.csv")
            let other = try prepare()
            #expect(other.status == 65 && other.errors.contains("holder_proof"), "\(other.errors)\(other.output)")
            try stage.write(Self.heading + row("De A", "proofs/1.json"), to: "june.csv")
            let start = try #require(prepared.output.firstRange(of: "b-")).lowerBound
            try stage.succeed(
                "issuer", "batch", "approve", String(prepared.output[start...].prefix(6)), "--issuer", "leiehove",
                "--key", "bob.pem", "--passphrase-file", "passphrase")
            let issued = try issue(stage)
            #expect(issued.status == 0, "\(issued.errors)")
            #expect(try holders(stage) == ["de-a-anna-2.json": learner(1).holder.did.text])
            #expect(try usedCount(stage) == 1)
        }
    }
}
