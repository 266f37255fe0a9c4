import CredentialVerifier
import Credentials
import Encodings
import Proofs
import Testing

@Suite("Hostile presentations")
struct HostilePresentationTests {
    private func answer(
        _ change: @escaping (inout JSONValue) -> Void = { _ in },
        _ credentials: (PresentationStage) throws -> [[UInt8]] = { [try $0.credential($0.learner.holder.did.text)] }
    ) throws -> VerificationReport {
        var report: VerificationReport?
        try PresentationStage.play { stage in
            var wish = try stage.wish(credentials(stage), challenge: stage.challenge())
            wish.change = change
            report = try stage.judge(stage.signed(wish))
        }
        return try #require(report)
    }

    private func valueOf(_ bytes: [UInt8]) throws -> JSONValue {
        JSONValue(try JSONDocument(parsing: bytes, limits: .presentation).root)
    }

    @Test("a presentation inside a presentation is no credential")
    func nested() throws {
        let report = try answer { value in
            var inner = value
            inner["proof"] = ["type": "DataIntegrityProof"]
            value["verifiableCredential"] = [inner]
        }
        #expect(report.answer == "dataModel VP_NESTED" && report.verdict == .invalid)
    }

    @Test("a credential outside of the place for them is not judged, not shown, and told of")
    func outside() throws {
        let report = try answer { value in
            guard case .array(let credentials)? = value["verifiableCredential"] else { return }
            value["credential"] = credentials[0]
            value["verifiableCredential"] = nil
        }
        #expect(report.answer == "credentials VP_EMPTY" && report.credentials.isEmpty)
        #expect(report.notes.map(\.code).contains("VP_MEMBER_NOT_JUDGED"))
        #expect(!report.json(inputName: "p").serialized().isEmpty)
    }

    @Test("the same credential twice is refused, also with another proof")
    func twice() throws {
        let report = try answer { value in
            guard case .array(let credentials)? = value["verifiableCredential"], var second = credentials.first
            else { return }
            second["proof"]?["created"] = "2026-06-30T10:00:01Z"
            value["verifiableCredential"] = [credentials[0], second]
        }
        #expect(report.answer == "dataModel VP_CREDENTIAL_TWICE")
    }

    @Test("10,000 credentials are refused before any of them is judged, and 64 are judged")
    func many() throws {
        let report = try answer { $0["verifiableCredential"] = .array((0..<10_000).map { ["n": .number("\($0)")] }) }
        #expect(report.answer == "format VP_TOO_MANY_CREDENTIALS" && report.credentials.isEmpty)
        let most = try answer({ _ in }) { stage in
            try (0..<64).map { try stage.credential(stage.learner.holder.did.text, id: "urn:uuid:\($0)") }
        }
        #expect(most.verdict == .valid && most.credentials.count == 64)
    }

    @Test(
        "what stands among the credentials and is none makes the presentation invalid",
        arguments: [
            "text", "number", "null", "array", "empty",
        ])
    func noCredentials(_ kind: String) throws {
        let values: [String: JSONValue] = [
            "text": "eyJh.eyJi.c2ln", "number": 1, "null": .null, "array": [[]], "empty": [:],
        ]
        let report = try answer { $0["verifiableCredential"] = [values[kind] ?? .null] }
        #expect(report.verdict == .invalid, "\(report.answer)")
        #expect(!report.holders.contains("HOLDER_BOUND"))
    }

    @Test("nothing in it is taken from a presentation whose proof does not hold")
    func unverified() throws {
        try PresentationStage.play { stage in
            let wish = try stage.wish([stage.credential(stage.learner.holder.did.text)], challenge: stage.challenge())
            var value = try valueOf(stage.signed(wish))
            value["id"] = "urn:uuid:9"
            let report = try stage.judge(value.serialized())
            #expect(report.answer == "proof SIGNATURE_INVALID" && report.credentials.isEmpty)
            #expect(report.presentation == nil)
            #expect(report.checks.suffix(5).allSatisfy { $0.outcome == .notRun })
        }
    }

    @Test("a credential of the learner that is swapped for another one of hers after signing is found")
    func swapped() throws {
        try PresentationStage.play { stage in
            let mine = stage.learner.holder.did.text
            let wish = try stage.wish([stage.credential(mine)], challenge: stage.challenge())
            var value = try valueOf(stage.signed(wish))
            value["verifiableCredential"] = [try valueOf(stage.credential(mine, id: "urn:uuid:2"))]
            #expect(try stage.judge(value.serialized()).answer == "proof SIGNATURE_INVALID")
        }
    }

    @Test("what calls itself a credential as well is judged as one")
    func both() throws {
        let report = try answer { $0["type"] = ["VerifiablePresentation", "VerifiableCredential"] }
        #expect(!report.isPresentation && report.verdict != .valid)
    }

    @Test("a credential with several subjects is the holder's only when all of them are the holder")
    func subjects() throws {
        for (others, code, verdict) in [
            ([nil], "HOLDER_BEARER", .valid), (["did:example:other"], "VP_HOLDER_MISMATCH", .invalid),
            (["DID:example:other"], "VP_HOLDER_MISMATCH", .invalid),
        ] as [([String?], String, VerificationReport.Verdict)] {
            let report = try answer({ _ in }) { stage in
                let mine = stage.learner.holder.did.text
                let subjects: [JSONValue] = ([mine] + others).map { id in
                    var subject: JSONValue = ["degree": "x"]
                    subject["id"] = id.map { .string($0) }
                    return subject
                }
                let draft: JSONValue = [
                    "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
                    "issuer": .string(stage.world.issuerID), "validFrom": "2026-01-01T00:00:00Z",
                    "credentialSubject": .array(subjects),
                ]
                let options = ProofOptions(
                    verificationMethod: try #require(.init(stage.world.issuerMethod)),
                    created: try stage.world.time("2026-06-30T10:00:00Z"))
                return [
                    try EdDSAJCS2022.secure(
                        CredentialDraft(draft), options: options, signer: stage.world.university.key)
                ]
            }
            #expect(report.holders == [code], "\(report.answer)")
            if verdict == .invalid { #expect(report.verdict == .invalid) }
        }
    }

    @Test("an identifier of the subject that is no text is nobody's", arguments: ["number", "object", "array", "null"])
    func oddSubjects(_ kind: String) throws {
        let report = try answer({ _ in }) { stage in
            let values: [String: JSONValue] = [
                "number": 1, "object": ["id": .string(stage.learner.holder.did.text)],
                "array": [.string(stage.learner.holder.did.text)], "null": .null,
            ]
            return [try stage.credential(nil) { $0["credentialSubject"]?["id"] = values[kind] ?? .null }]
        }
        #expect(report.verdict == .invalid && !report.holders.contains("HOLDER_BOUND"))
    }
}
