import CredentialVerifier
import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

@Suite(
    "Presentations beside the Python package openvc-core",
    .enabled(if: CrossCheck.canRun(importing: "openvc", "jcs"), Comment(rawValue: CrossCheck.hint)))
struct PresentationCrossCheckTests {
    private static let challenge = "c2l4dGVlbiBieXRlcyBhbmQgbW9yZQ"

    @Test("one of ours is verified there, with the credentials in it, and refused there for whom it was not made")
    func oursThere() throws {
        try PresentationStage.play { stage in
            let mine = stage.learner.holder.did.text
            // By the clock of this machine, as it is read there.
            let now = try #require(Timestamp(secondsSince1970: Self.now))
            let draft = try PresentationDraft(
                holder: stage.learner.holder,
                credentials: ["1", "2"].map {
                    try PresentedCredential(ReceivedCredential(parsing: stage.credential(mine, id: "urn:uuid:\($0)")))
                }, domain: PresentationStage.domain, challenge: Self.challenge, created: now)
            let path = stage.state + "/ours.json"
            try Files.write(draft.signed(with: stage.learner), to: path)
            for (domain, challenge, code) in [
                (PresentationStage.domain, Self.challenge, 0), ("evil.example", Self.challenge, 1),
                (PresentationStage.domain, "another", 1),
            ] as [(String, String, Int32)] {
                let outcome = try CrossCheck.run(
                    script: "presentations.py", arguments: ["check", path, domain, challenge])
                #expect(outcome.exitCode == code, "\(outcome.output)")
            }
            let changed = String(decoding: try Files.read(path), as: UTF8.self).replacing(
                "2026-06-30", with: "2026-07-30")
            try Files.write(Array(changed.utf8), to: path)
            let outcome = try CrossCheck.run(
                script: "presentations.py", arguments: ["check", path, PresentationStage.domain, Self.challenge])
            #expect(outcome.exitCode == 1)
        }
    }

    @Test("one made there, with a credential made there, is presented by its holder here, once")
    func theirsHere() throws {
        try PresentationStage.play { stage in
            let now = try #require(Timestamp(secondsSince1970: Self.now))
            let challenge = try stage.store.make(for: PresentationStage.domain, at: now).challenge
            let path = stage.state + "/theirs.json"
            let made = try CrossCheck.run(
                script: "presentations.py", arguments: ["write", path, PresentationStage.domain, challenge])
            try #require(made.exitCode == 0, "\(made.output)")
            let bytes = try Files.read(path)
            let verifier = try stage.world.verifier()
            let report = verifier.verify(bytes, for: stage.recipient, at: now)
            // Its issuer is on no list here: everything else is in order.
            #expect(report.answer == "credentials VP_CREDENTIAL_UNDECIDED")
            #expect(report.credentials.map(\.answer) == ["issuer ISSUER_NOT_LISTED"])
            #expect(report.holders == ["HOLDER_BOUND"])
            #expect(verifier.verify(bytes, for: stage.recipient, at: now).answer == "challenge VP_REPLAYED")
        }
    }

    /// The present time, in seconds.
    private static var now: Int64 {
        let outcome = try? Subprocess.run("/bin/date", ["+%s"])
        return Int64((outcome?.output ?? "").filter(\.isNumber)) ?? 0
    }
}
