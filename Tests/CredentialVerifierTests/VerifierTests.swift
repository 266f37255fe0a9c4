import CredentialVerifier
import Credentials
import Encodings
import Proofs
import Registry
import Testing

extension VerificationReport {
    /// `name code` of the check that decided, for short expectations.
    fileprivate var decision: String { decisive.map { "\($0.name.rawValue) \($0.code)" } ?? "valid" }
}

@Suite("A verification report")
struct VerifierTests {
    private func report(
        _ bytes: [UInt8], _ world: TestWorld, at time: String = TestWorld.now, policy: Policy = .standard
    ) throws -> VerificationReport {
        try world.verifier(policy: policy).verify(bytes, at: world.time(time))
    }

    @Test("a complete credential of a recognised issuer is valid, every check passed or not applicable")
    func acceptsAll() throws {
        let world = try TestWorld()
        let report = try report(world.credential(), world)
        #expect(report.verdict == .valid, "\(report.decision)")
        #expect(report.checks.map(\.name) == CheckName.ofCredential)
        #expect(
            report.checks.map(\.outcome) == [
                .passed, .passed, .passed, .passed, .notApplicable, .passed, .passed, .notApplicable,
            ])
        #expect(report.issuer?.legalName == "Leiehove University")
        #expect(report.headline(in: .english) == "Genuine and valid")
        #expect(report.headline(in: .dutch) == "Echt en geldig")
        #expect(report.notes.map(\.code).contains("STATUS_ABSENT"))
    }

    @Test("the name shown is the trust list's, never the document's")
    func showsListName() throws {
        let world = try TestWorld()
        let json = try report(world.credential(), world).json(inputName: "x").serialized()
        let text = String(decoding: json, as: UTF8.self)
        #expect(text.contains("Leiehove University"))
        #expect(!text.contains("The name that the file claims"))
    }

    @Test("with no trust at all the proof is still checked, and the answer is undecided")
    func undecidedWithoutTrust() throws {
        let world = try TestWorld()
        let report = Verifier(trust: .none).verify(try world.credential(), at: try world.time())
        #expect(report[.proof]?.outcome == .passed)
        #expect(report.decision == "issuer NO_TRUST")
        #expect(report.verdict == .undecided)
    }

    @Test("an issuer on no list is undecided, and one whose list was refused as well, with the list's fault named")
    func undecidedIssuer() throws {
        let world = try TestWorld()
        var other = world
        other.universityDID = "did:web:other.example"
        let unlisted = Verifier(trust: Trust(lists: [try other.list()])).verify(
            try world.credential(), at: try world.time())
        #expect(unlisted.decision == "issuer ISSUER_NOT_LISTED")
        let refused = Verifier(trust: Trust(lists: [], problems: [TrustError(.threshold, "not signed")])).verify(
            try world.credential(), at: try world.time())
        #expect(refused.decision == "issuer LIST_THRESHOLD")
        #expect(refused.verdict == .undecided)
    }

    @Test("did:web works offline, because the list carries the key")
    func didWebFromList() throws {
        var world = try TestWorld()
        world.universityDID = "did:web:university.example"
        #expect(try report(world.credential(), world).decision == "valid")
        let withoutList = Verifier(trust: .none).verify(try world.credential(), at: try world.time())
        #expect(withoutList.decision == "proof KEY_UNAVAILABLE")
        #expect(withoutList.verdict == .undecided)
        #expect(withoutList[.validity]?.outcome == .notRun)
    }

    @Test("after a failed proof nothing is run, and the verdict is invalid")
    func stopsAtProof() throws {
        let world = try TestWorld()
        let text = String(decoding: try world.credential(), as: UTF8.self)
        let bytes = Array(text.replacing("De Smet", with: "De Smit").utf8)
        let report = try report(bytes, world)
        #expect(report.decision == "proof SIGNATURE_INVALID")
        #expect(report.headline(in: .english) == "Altered or forged: do not rely on any of it")
        #expect(report.checks.dropFirst(3).allSatisfy { $0.outcome == .notRun })
        #expect(report.issuer == nil)
        let json = report.json(inputName: "x")
        #expect(json["credential"] == nil)
    }

    @Test(
        "what is no strict JSON object is invalid at the format, never a crash",
        arguments: [
            ("", "JSON_SYNTAX"), ("{", "JSON_SYNTAX"), ("[]", "NOT_AN_OBJECT"), ("5", "NOT_AN_OBJECT"),
            ("{}{}", "JSON_SYNTAX"), ("{\"a\":1,\"a\":2}", "JSON_DUPLICATE_KEY"), ("\u{FEFF}{}", "JSON_NOT_UTF8"),
            ("{\"a\":1e400}", "JSON_NUMBER_NOT_ALLOWED"), ("{\"a\":\"\\ud800\"}", "JSON_BAD_STRING"),
        ])
    func refusesFormat(_ text: String, _ code: String) throws {
        let world = try TestWorld()
        let report = try report(Array(text.utf8), world)
        #expect(report.decision == "format \(code)")
        #expect(report.verdict == .invalid)
        #expect(report.checks.dropFirst().allSatisfy { $0.outcome == .notRun })
    }

    @Test("100,000 brackets and 2 MiB end in a limit")
    func refusesLimits() throws {
        let world = try TestWorld()
        let brackets = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(try report(brackets, world).decision == "format JSON_LIMIT")
        let huge = Array("{\"a\":\"".utf8) + [UInt8](repeating: 0x61, count: 2 << 20) + Array("\"}".utf8)
        #expect(try report(huge, world).decision == "format INPUT_TOO_LARGE")
    }

    @Test("a presentation is recognised and left undecided")
    func leavesPresentations() throws {
        let world = try TestWorld()
        let text = "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"VerifiablePresentation\"]}"
        let report = try report(Array(text.utf8), world)
        #expect(report.decision == "format PRESENTATION_NOT_DECIDED")
        #expect(report.verdict == .undecided)
    }

    @Test("a context that is not pinned leaves the data model undecided, wherever it stands and in whatever form")
    func leavesUnknownContexts() throws {
        let world = try TestWorld()
        for context: JSONValue in ["https://unknown.example/context", ["degree": "https://unknown.example/degree"]] {
            let bytes = try world.credential { value in
                guard case .array(let contexts) = value["@context"] else { return }
                value["@context"] = .array(contexts + [context])
            }
            let report = try report(bytes, world)
            #expect(report.decision == "dataModel CONTEXT_UNKNOWN")
            #expect(report.verdict == .undecided)
        }
    }

    @Test("a context inside the document changes the meaning of what is under it, and is undecided as well")
    func leavesNestedContexts() throws {
        let world = try TestWorld()
        let bytes = try world.credential {
            $0["credentialSubject"]?["@context"] = "https://www.w3.org/ns/credentials/v2"
        }
        #expect(try report(bytes, world).decision == "dataModel CONTEXT_NESTED")
    }

    @Test("an endorsement may name contexts of the document once more, and no others")
    func contextsOfEndorsements() throws {
        func decision(_ context: JSONValue, in place: (inout JSONValue, JSONValue) -> Void) throws -> String {
            let world = try TestWorld()
            let endorsement: JSONValue = [
                "@context": context, "id": "urn:uuid:0c6a2f5e-1111-4b7c-9a55-0f6c1f8d2a01",
                "type": ["VerifiableCredential", "EndorsementCredential"],
                "issuer": ["id": "did:example:colleague", "type": ["Profile"], "name": "Colleague University"],
                "validFrom": "2026-06-30T10:00:00Z", "awardedDate": "2026-06-30T10:00:00Z", "name": "Endorsement",
                "credentialSubject": [
                    "id": "did:example:badge", "type": ["EndorsementSubject"], "endorsementComment": "Sound.",
                ],
            ]
            return try report(world.credential { place(&$0, endorsement) }, world).decision
        }
        let base: JSONValue = "https://www.w3.org/ns/credentials/v2"
        let badges: JSONValue = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        #expect(try decision([base, badges]) { $0["endorsement"] = [$1] } == "valid")
        #expect(try decision([base, badges]) { $0["endorsement"] = $1 } == "valid")
        #expect(
            try decision([base, badges]) { $0["credentialSubject"]?["achievement"]?["endorsement"] = [$1] } == "valid")
        for other: JSONValue in [
            [base, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"], [base, ["name": "urn:x"]],
            [base, badges, .null], "https://w3id.org/vc/status-list/2021/v1",
        ] {
            #expect(try decision(other) { $0["endorsement"] = [$1] } == "dataModel CONTEXT_NESTED")
        }
        #expect(
            try decision([base, badges]) { $0["credentialSubject"]?["endorsements"] = [$1] }
                == "dataModel CONTEXT_NESTED")
    }

    @Test("a data model fault fails the check and leaves the proof to speak for itself")
    func reportsDataModel() throws {
        let world = try TestWorld()
        let bytes = try world.credential { $0["validFrom"] = "yesterday" }
        let report = try report(bytes, world)
        #expect(report[.dataModel]?.outcome == .failed)
        #expect(report[.proof]?.outcome == .passed)
        #expect(report.verdict == .invalid)
    }

    @Test("a status entry is undecided, its absence does not apply, and the strict policy asks for one")
    func decidesStatus() throws {
        let world = try TestWorld()
        let bytes = try world.credential {
            $0["credentialStatus"] = [
                "id": "https://status.example/1#5", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
                "statusListIndex": "5", "statusListCredential": "https://status.example/1",
            ]
        }
        #expect(try report(bytes, world).decision == "status STATUS_RETRIEVAL_ERROR")
        let strict = try report(world.credential(), world, policy: .strict)
        #expect(strict.decision == "status STATUS_REQUIRED")
        #expect(strict.verdict == .undecided)
    }

    @Test(
        "bounds of validity are inclusive, with 300 seconds of skew",
        arguments: [
            ("2026-09-01T00:00:00Z", "2026-10-01T00:00:00Z", "2026-10-01T00:05:00Z", "valid"),
            ("2026-09-01T00:00:00Z", "2026-10-01T00:00:00Z", "2026-10-01T00:05:01Z", "validity EXPIRED"),
            ("2026-09-01T00:00:00Z", "2026-10-01T00:00:00Z", "2026-08-31T23:55:00Z", "valid"),
            ("2026-09-01T00:00:00Z", "2026-10-01T00:00:00Z", "2026-08-31T23:54:59Z", "validity NOT_YET_VALID"),
            ("2026-09-01T00:00:00.5Z", "2026-10-01T00:00:00Z", "2026-08-31T23:55:00Z", "validity NOT_YET_VALID"),
            ("2026-09-01T00:00:00+02:00", "2026-10-01T00:00:00Z", "2026-08-31T21:55:00Z", "valid"),
        ])
    func decidesValidity(_ from: String, _ until: String, _ now: String, _ decision: String) throws {
        var world = try TestWorld()
        world.listIssued = "2026-08-01T00:00:00Z"
        let bytes = try world.credential {
            $0["validFrom"] = .string(from)
            $0["validUntil"] = .string(until)
        }
        #expect(try report(bytes, world, at: now).decision == decision)
    }

    @Test("an expired credential is said to have been genuine only when everything else holds")
    func wasGenuine() throws {
        let world = try TestWorld()
        let expire: (inout JSONValue) -> Void = { $0["validUntil"] = "2026-10-01T00:00:00Z" }
        let sound = try report(world.credential(expire), world)
        #expect(sound.headline(in: .english) == "Expired on 1 October 2026 (it was genuine)")
        #expect(sound.headline(in: .dutch) == "Verlopen op 1 oktober 2026 (het was echt)")
        let unknown = Verifier(trust: .none).verify(try world.credential(expire), at: try world.time())
        #expect(unknown.headline(in: .english) == "Expired on 1 October 2026")
    }

    @Test("a proof from the future is refused")
    func refusesFuture() throws {
        let world = try TestWorld()
        let report = try report(world.credential(created: "2026-11-22T09:05:01Z"), world)
        #expect(report.verdict == .invalid)
        #expect(report.checks.contains { $0.code == "TIME_FROM_FUTURE" })
        #expect(try self.report(world.credential(created: "2026-11-22T09:05:00Z"), world).decision == "valid")
    }

    @Test("a suspended issuer could not issue; one that is recognised for lower levels only could not issue this")
    func refusesIssuer() throws {
        var world = try TestWorld()
        let suspended = try world.list { editor in
            try editor.suspend(#require(DID(world.issuerID)), since: try world.time("2026-06-01T00:00:00Z"))
        }
        let report = Verifier(trust: Trust(lists: [suspended])).verify(try world.credential(), at: try world.time())
        #expect(report.decision == "issuer ISSUER_SUSPENDED_AT_ISSUE")
        #expect(report.verdict == .invalid)
        world.levels = 5...6
        #expect(try self.report(world.credential(), world).decision == "issuer SCOPE_EQF")
    }

    @Test("an expired list is undecided")
    func leavesExpiredList() throws {
        let world = try TestWorld()
        let report = try report(world.credential(), world, at: "2027-06-01T00:00:00Z")
        #expect(report.decision == "issuer LIST_EXPIRED")
        #expect(report.verdict == .undecided)
    }

    @Test("a micro-credential that lacks an element fails its profile; an ordinary badge is not asked for one")
    func decidesProfile() throws {
        let world = try TestWorld()
        let incomplete = try world.credential {
            $0["credentialSubject"]?["achievement"]?["learningOutcomes"] = nil
        }
        let report = try report(incomplete, world)
        #expect(report.decision == "profile PROFILE_INCOMPLETE")
        #expect(report[.profile]?.findings.map(\.code) == ["MC06"])
        let badge = try world.credential {
            $0["credentialSubject"]?["achievement"]?["profileVersion"] = nil
            $0["credentialSubject"]?["achievement"]?["achievementType"] = "Badge"
        }
        #expect(try self.report(badge, world)[.profile]?.outcome == .notApplicable)
    }

    @Test("every check that is not passed has a sentence and a next step in both languages")
    func speaksBothLanguages() throws {
        let world = try TestWorld()
        let reports = [
            Verifier(trust: .none).verify(try world.credential(), at: try world.time()),
            try report(world.credential { $0["validFrom"] = "2030-01-01T00:00:00Z" }, world),
            try report(world.credential(by: TestKey(9)), world), try report([], world),
            try report(world.credential { $0["validFrom"] = "x" }, world),
        ]
        for report in reports {
            for language in Language.allCases {
                #expect(!report.headline(in: language).contains("headline."), "\(report.decision)")
                #expect(report.nextStep(in: language) != nil, "\(report.decision)")
                for check in report.checks {
                    #expect(check.message(in: language) != check.code, "\(check.code)")
                }
            }
        }
    }

    @Test("removing what the verifier relies on never turns an answer into valid")
    func neverValidWithout() throws {
        let world = try TestWorld()
        let bytes = try world.credential()
        #expect(Verifier(trust: .none).verify(bytes, at: try world.time()).verdict != .valid)
        for name in ["issuer", "proof", "@context", "type", "credentialSubject"] {
            var value = JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
            value[name] = nil
            #expect(try report(value.serialized(), world).verdict == .invalid, "\(name)")
        }
    }

    @Test("every single bit of a signed micro-credential flipped: valid only where the document means the same")
    func refusesEveryBitFlip() throws {
        let world = try TestWorld()
        let bytes = try world.credential()
        let original = try JSONDocument(parsing: bytes, limits: .credential).root.canonicalBytes()
        let verifier = try world.verifier()
        let now = try world.time()
        #expect(verifier.verify(bytes, at: now).verdict == .valid)
        for index in bytes.indices {
            // One bit of each byte here, another for each byte; the campaign flips them all.
            var flipped = bytes
            flipped[index] ^= 1 << UInt8(index % 8)
            let report = verifier.verify(flipped, at: now)
            if report.verdict == .valid {
                #expect(report.received?.document.root.canonicalBytes() == original, "byte \(index)")
            }
        }
    }
}
