import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

@Suite(
    "Proofs beside the Python packages openvc-core, jcs and cryptography",
    .enabled(if: CrossCheck.canRun(importing: "openvc", "jcs", "cryptography"), Comment(rawValue: CrossCheck.hint)))
struct CrossCheckTests {
    /// Credentials of ours, one a line, with texts and numbers that canonical forms differ in.
    private func ours(_ count: Int) throws -> [[UInt8]] {
        var documents: [[UInt8]] = []
        for number in 0..<count {
            let signer = try TestSigner(UInt8(1 + number % 200))
            var draft = signer.draft
            draft["credentialSubject"]?["name"] = .string("Zoë \"\(number)\" \\ 中 \u{1F600} \u{FB33}")
            draft["credentialSubject"]?["credits"] = .number(number % 3 == 0 ? "\(number).50" : "\(number)")
            documents.append(
                try EdDSAJCS2022.secure(CredentialDraft(draft), options: signer.options(), signer: signer.key))
        }
        return documents
    }

    private func check(_ documents: [[UInt8]]) throws -> Subprocess.Outcome {
        try Files.withTemporaryFolder { folder in
            try Files.write(documents.flatMap { $0 + [0x0A] }, to: folder + "/secured.jsonl")
            return try CrossCheck.run(script: "proofs.py", arguments: ["check", folder + "/secured.jsonl"])
        }
    }

    @Test("200 credentials of ours are verified there, by both")
    func oursThere() throws {
        let outcome = try check(ours(200))
        #expect(outcome.exitCode == 0, "\(outcome.output)")
    }

    @Test("a changed credential of ours is refused there, by both")
    func planted() throws {
        let changed = String(decoding: try ours(1)[0], as: UTF8.self).replacing("2026-06-30", with: "2026-07-30")
        let outcome = try check([Array(changed.utf8)])
        #expect(outcome.exitCode == 1, "\(outcome.output)")
        #expect(outcome.output.contains("steps: ") && outcome.output.contains("openvc-core: "), "\(outcome.output)")
    }

    @Test("200 credentials made there are verified here, and refused here when they are changed")
    func theirsHere() throws {
        try Files.withTemporaryFolder { folder in
            let made = try CrossCheck.run(script: "proofs.py", arguments: ["write", folder + "/secured.jsonl", "200"])
            try #require(made.exitCode == 0, "\(made.output)")
            let lines = try Files.read(folder + "/secured.jsonl").split(separator: 0x0A)
            #expect(lines.count == 200)
            let verifier = ProofVerifier(purpose: .assertionMethod, keys: NoPinnedKeys())
            let now = try Timestamp(parsing: "2026-11-22T09:00:00Z")
            for line in lines {
                let outcome = verifier.verify(try ReceivedCredential(parsing: Array(line)), at: now)
                guard case .authentic = outcome else {
                    Issue.record("\(outcome)")
                    continue
                }
                let changed = String(decoding: line, as: UTF8.self).replacing("2026-06-30T10", with: "2026-06-30T11")
                guard case .failed = verifier.verify(try ReceivedCredential(parsing: Array(changed.utf8)), at: now)
                else {
                    Issue.record("a changed credential was not refused")
                    continue
                }
            }
        }
    }
}
