import CredentialVerifier
import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// Whoever holds a credential of which only linked data is signed can write it otherwise without breaking its proof.
///
/// None of that changes a word of what is said of it.
@Suite("Credentials that were written otherwise after signing")
struct RewrittenCredentialTests {
    private let world: TestWorld

    init() throws { world = try TestWorld() }

    /// Signs as linked data alone.
    private func signed(_ draft: JSONValue) throws -> JSONValue {
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(world.issuerMethod)),
            created: try world.time("2026-06-30T10:00:00Z"))
        let bytes = try DataIntegrity.secure(
            CredentialDraft(draft), with: [.eddsaRDFC2022], options: options, signer: world.university.key)
        return JSONValue(try JSONDocument(parsing: bytes, limits: .credential).root)
    }

    private func report(_ value: JSONValue) throws -> VerificationReport {
        try world.verifier().verify(value.serialized(), at: world.time())
    }

    /// Signs a draft, writes it otherwise, and expects the proof to hold and every word to be the same.
    @discardableResult
    private func expectSame(
        _ draft: JSONValue, _ rewrite: (JSONValue) -> JSONValue, _ comment: Comment? = nil
    ) throws -> VerificationReport {
        let original = try signed(draft)
        let report = try report(original)
        #expect(report[.proof]?.code == "SIGNATURE_VALID", comment)
        let other = rewrite(original)
        #expect(other.serialized() != original.serialized(), comment)
        #expect(Reading(try self.report(other)).lines == Reading(report).lines, comment)
        return report
    }

    private func microCredential(_ change: (inout JSONValue) -> Void = { _ in }) throws -> JSONValue {
        try world.draft { draft in
            draft["credentialSubject"]?["result"] = [
                ["type": ["Result"], "value": "12", "resultDescription": "urn:scale"]
            ]
            draft["credentialSubject"]?["achievement"]?["resultDescription"] = [
                [
                    "id": "urn:scale", "type": ["ResultDescription"], "name": "Mark", "resultType": "RawScore",
                    "valueMin": "0", "valueMax": "20", "requiredValue": "10",
                ]
            ]
            change(&draft)
        }
    }

    /// A plain Open Badge.
    private func badge(_ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
        var badge: JSONValue = [
            "@context": [
                "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ], "id": "urn:uuid:11111111-1111-4111-8111-111111111111",
            "type": ["VerifiableCredential", "OpenBadgeCredential"], "validFrom": "2026-01-01T00:00:00Z",
            "name": "Badge",
            "credentialSubject": [
                "id": "did:example:anna", "type": ["AchievementSubject"],
                "achievement": [
                    "id": "urn:uuid:22222222-2222-4222-8222-222222222222", "type": ["Achievement"], "name": "Teamwork",
                    "description": "d", "criteria": ["narrative": "n"],
                ],
            ],
        ]
        badge["issuer"] = ["id": .string(world.issuerID), "type": ["Profile"], "name": "Uni"]
        change(&badge)
        return badge
    }

    private static func wrapped(_ value: JSONValue?) -> JSONValue? { value.map { .array([$0]) } }

    // MARK: Brackets and forms

    private static let scale = "credentialSubject/achievement/resultDescription/0/"
    private static let result = "credentialSubject/result/0/"

    @Test(
        "brackets added to a value hide nothing of a failed micro-credential",
        arguments: [
            scale + "requiredValue", scale + "valueMax", scale + "valueMin", scale + "name",
            "credentialSubject/achievement/achievementType", "credentialSubject/achievement",
            "credentialSubject/achievement/criteria", "credentialSubject/achievement/eqfLevel",
            "credentialSubject/achievement/profileVersion", "credentialSubject", result + "value",
            result + "resultDescription", "validFrom", "awardedDate", "issuer", "name",
            "credentialSubject/learnerFamilyName", "credentialSubject/creditsEarned",
        ])
    func brackets(_ path: String) throws {
        let failed = try microCredential { draft in
            draft["credentialSubject"]?["result"] = [
                ["type": ["Result"], "value": "8", "resultDescription": "urn:scale"]
            ]
        }
        let report = try expectSame(failed, { $0.replacing(path, Self.wrapped) })
        #expect(report.verdict == .invalid)
        #expect(report[.profile]?.code == "PROFILE_RULE_BROKEN")
        try expectSame(microCredential(), { $0.replacing(path, Self.wrapped) })
    }

    @Test("brackets taken away hide nothing either", arguments: ["result", "achievement/resultDescription"])
    func noBrackets(_ path: String) throws {
        let report = try expectSame(microCredential()) { $0.replacing("credentialSubject/" + path) { $0?.first } }
        #expect(report.verdict == .valid)
    }

    @Test("a status in brackets, once or twice, still says that somebody failed")
    func statuses() throws {
        for statuses: JSONValue in [["Failed"], ["Failed", "Failed"]] {
            let failed = try microCredential { draft in
                draft["credentialSubject"]?["result"] = [["type": ["Result"], "status": "Failed"]]
            }
            let report = try expectSame(failed) { $0.replacing(Self.result + "status") { _ in statuses } }
            #expect(report[.profile]?.outcome == .failed)
        }
    }

    @Test("numbers, texts and nothing are not told apart where linked data does not tell them apart")
    func numbers() throws {
        let draft = badge { draft in
            draft["credentialSubject"]?["creditsEarned"] = .number("5.5")
            draft["credentialSubject"]?["achievement"]?["creditsAvailable"] = 6
        }
        let credits = "credentialSubject/creditsEarned"
        let available = "credentialSubject/achievement/creditsAvailable"
        for (path, value): (String, JSONValue) in [
            (credits, "5.5E0"), (credits, .number("5.50")), (credits, .number("55e-1")), (available, "6"),
            (available, .array(["6"])), (available, .number("6.0")),
        ] {
            try expectSame(draft, { $0.replacing(path) { _ in value } }, "\(path)")
        }
        try expectSame(draft, { $0.replacing("credentialSubject/licenseNumber") { _ in .null } })
        try expectSame(draft, { $0.replacing("validUntil") { _ in .null } })
    }

    // MARK: Other names and places

    private static let validUntil = "https://www.w3.org/2018/credentials#validUntil"
    private static let dateTime = "http://www.w3.org/2001/XMLSchema#dateTime"

    private static func appending(_ context: JSONValue, _ value: JSONValue) -> JSONValue {
        value.replacing("@context") { contexts in
            guard case .array(let entries)? = contexts else { return contexts }
            return .array(entries + [context])
        }
    }

    private static func moving(_ name: String, to other: String, _ value: JSONValue, _ body: (JSONValue) -> JSONValue)
        -> JSONValue
    {
        var copy = value
        let moved = copy[name] ?? .null
        copy[name] = nil
        copy[other] = body(moved)
        return copy
    }

    /// Ways to put the member with a name out of sight.
    private static let hidings: [@Sendable (JSONValue, String) -> JSONValue] = [
        { value, name in
            moving(name, to: "labels", appending(["labels": "@nest"], value)) { .object([(name, $0)]) }
        },
        { value, name in
            let iri = "https://www.w3.org/2018/credentials#" + name
            let type: JSONValue = name == "validUntil" ? .string(dateTime) : "@id"
            let alias: JSONValue = .object([("hidden", ["@id": .string(iri), "@type": type])])
            return moving(name, to: "hidden", appending(alias, value)) { $0 }
        },
        { value, name in
            let iri = "https://www.w3.org/2018/credentials#" + name
            return moving(name, to: iri, value) { moved in
                name == "validUntil" ? ["@value": moved, "@type": .string(dateTime)] : moved
            }
        },
        { value, name in
            moving(name, to: "@included", value) { moved in
                var part: JSONValue = ["id": value["id"] ?? .null, "type": "VerifiableCredential"]
                part[name] = moved
                return .array([part])
            }
        },
        { value, name in
            moving(name, to: "evidence", value) { moved in
                var part: JSONValue = [
                    "id": value["id"] ?? .null, "type": ["Evidence", "VerifiableCredential", "OpenBadgeCredential"],
                ]
                part[name] = moved
                return .array([part])
            }
        },
    ]

    @Test("an end or a status that is put out of sight is found", arguments: hidings.indices)
    func hidden(_ way: Int) throws {
        let hide = Self.hidings[way]
        let status: JSONValue = [
            "id": "urn:status", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "1", "statusListCredential": "https://x.example/l",
        ]
        func draft(_ name: String, _ value: JSONValue) throws -> JSONValue {
            try microCredential { draft in
                draft[name] = value
                // What the last way adds to is there before.
                draft["evidence"] = .array([["id": draft["id"] ?? .null, "type": ["Evidence"]]])
            }
        }
        let expired = try expectSame(draft("validUntil", "2026-11-20T00:00:00Z")) { hide($0, "validUntil") }
        #expect(expired.verdict == .invalid)
        #expect(expired[.validity]?.code == "EXPIRED")
        let listed = try expectSame(draft("credentialStatus", status)) { hide($0, "credentialStatus") }
        #expect(listed[.status]?.outcome == .undecided)
    }

    @Test("an end that a vocabulary of the document names is found")
    func vocabulary() throws {
        let draft = try microCredential { $0["validUntil"] = "2026-11-20T00:00:00Z" }
        let report = try expectSame(draft) { value in
            let appended = Self.appending(["@vocab": "https://www.w3.org/2018/credentials#valid"], value)
            return Self.moving("validUntil", to: "Until", appended) { ["@value": $0, "type": .string(Self.dateTime)] }
        }
        #expect(report[.validity]?.code == "EXPIRED")
    }

    @Test("what is renamed, labelled, or written by its address is the same")
    func names() throws {
        let draft = badge { draft in
            draft["@context"] = [
                "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
            ]
            draft["credentialSubject"]?["achievement"]?["image"] = ["id": "https://i.example/x.png", "type": "Image"]
        }
        let achievement = "credentialSubject/achievement"
        let ways: [(JSONValue) -> JSONValue] = [
            { $0.replacing(achievement) { $0.map { Self.moving("image", to: "Image", $0) { $0 } } } },
            { $0.replacing(achievement) { $0.map { Self.moving("criteria", to: "Criteria", $0) { $0 } } } },
            { $0.replacing(achievement + "/criteria/id") { _ in "_:b0" } },
            { Self.moving("name", to: "https://schema.org/name", $0) { $0 } },
            { $0.replacing("name") { name in .object([("@value", name ?? .null)]) } },
            { Self.moving("id", to: "@id", $0) { $0 } }, { Self.moving("type", to: "@type", $0) { $0 } },
            { $0.replacing("type") { _ in ["VerifiableCredential", "AchievementCredential"] } },
            {
                $0.replacing("issuer/id") { $0 }.replacing("issuer") {
                    $0.map { Self.moving("id", to: "@id", $0) { $0 } }
                }
            },
            { value in Self.moving("issuer", to: "https://www.w3.org/2018/credentials#issuer", value) { $0 } },
        ]
        for (number, way) in ways.enumerated() { try expectSame(draft, way, "\(number)") }
    }

    @Test("a thing that is described in two places is one thing, whatever is said where")
    func twoPlaces() throws {
        let draft = badge { draft in
            draft["issuer"]?["url"] = "https://uni.example"
            draft["credentialSubject"]?["achievement"]?["creator"] = [
                "id": .string(world.issuerID), "type": ["Profile"], "name": "Uni",
            ]
        }
        let creator = "credentialSubject/achievement/creator"
        try expectSame(draft) { value in
            value.replacing("issuer/url") { _ in nil }.replacing(creator + "/url") { _ in "https://uni.example" }
        }
        try expectSame(draft) { $0.replacing("issuer/name") { _ in nil } }
        try expectSame(draft) { $0.replacing(creator) { _ in ["id": .string(world.issuerID)] } }
    }

    @Test("one subject in two places is one subject")
    func spread() throws {
        let draft = try microCredential {
            $0["credentialSubject"]?["id"] = "urn:uuid:5b0f1f0a-2f6f-4f5e-9d65-1f1f4d3f8f10"
        }
        let report = try expectSame(draft) { value in
            value.replacing("credentialSubject") { learner in
                guard let learner else { return nil }
                var rest = learner
                rest["achievement"] = nil
                var other: JSONValue = ["id": learner["id"] ?? .null, "type": learner["type"] ?? .null]
                other["achievement"] = learner["achievement"]
                return .array([rest, other])
            }
        }
        #expect(report.verdict == .valid)
    }

    // MARK: Order

    @Test("the order of results, subjects and achievements decides nothing, and that there are more is counted")
    func order() throws {
        func reversed(_ value: JSONValue?) -> JSONValue? {
            guard case .array(let elements)? = value else { return value }
            return .array(elements.reversed())
        }
        func other(_ part: JSONValue, _ name: String) -> JSONValue {
            var copy = part
            copy["id"] = .string("urn:other:\(name.utf8.count)")
            copy["name"] = .string(name)
            return copy
        }
        let base = badge()
        let subject = try #require(base["credentialSubject"])
        let achievement = try #require(subject["achievement"])
        var second = other(subject, "Bob")
        second["achievement"] = other(achievement, "Attendance only")
        let several: [(path: String, value: JSONValue, counts: [Int])] = [
            ("credentialSubject", .array([subject, second]), [2, 2, 0]),
            ("credentialSubject/achievement", .array([achievement, other(achievement, "PhD")]), [1, 2, 0]),
            (
                "credentialSubject/result",
                [["type": ["Result"], "value": "12"], ["type": ["Result"], "value": "98"]], [1, 1, 2]
            ),
        ]
        for (path, value, counts) in several {
            let report = try expectSame(
                base.replacing(path) { _ in value }, { $0.replacing(path, reversed) }, "\(path)")
            let view = AchievementView(try #require(report.claims))
            #expect([view.subjectCount, view.achievementCount, view.resultCount] == counts)
        }
    }

    // MARK: Honest documents

    private func endorsement(_ change: (inout JSONValue) -> Void = { _ in }) -> JSONValue {
        var endorsement: JSONValue = [
            "id": "urn:endorsement", "type": ["VerifiableCredential", "EndorsementCredential"],
            "issuer": ["id": "https://end.example", "type": ["Profile"], "name": "Endorser Inc"],
            "validFrom": "2026-01-01T00:00:00Z", "name": "E",
            "credentialSubject": [
                "id": "urn:uuid:22222222-2222-4222-8222-222222222222", "type": ["EndorsementSubject"],
                "endorsementComment": "great",
            ],
        ]
        change(&endorsement)
        return endorsement
    }

    @Test("endorsements are read, wherever they stand, whatever they endorse, with contexts of their own or without")
    func endorsements() throws {
        let id = badge()["id"] ?? .null
        let contexts: JSONValue = [
            "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ]
        for (number, endorsement) in [
            endorsement(), endorsement { $0["@context"] = contexts },
            endorsement { $0["credentialSubject"]?["id"] = id },
            endorsement {
                $0["credentialSubject"]?["id"] = .string(world.issuerID)
                $0["@context"] = contexts
            },
        ].enumerated() {
            for place in ["endorsement", "credentialSubject/achievement/endorsement", "issuer/endorsement"] {
                let report = try report(signed(badge().replacing(place) { _ in .array([endorsement]) }))
                #expect(report[.proof]?.outcome == .passed, "\(number) \(place): \(report[.proof]?.code ?? "")")
                // Who of the two says what of the thing is not told.
                #expect(report[.dataModel]?.code == "LINKED_DATA_AMBIGUOUS", "\(number) \(place)")
                let shown = AchievementView(try #require(report.claims)).endorsements(in: .english)
                #expect(shown == [BadgeEndorsement(endorser: "Endorser Inc", comment: "great")], "\(number) \(place)")
            }
        }
    }

    @Test("words of two endorsers of one thing are shown as the document has them, and nothing is decided")
    func twoEndorsements() throws {
        let other = endorsement {
            $0["id"] = "urn:endorsement:2"
            $0["issuer"] = ["id": "https://other.example", "type": ["Profile"], "name": "Other Ltd"]
            $0["credentialSubject"]?["endorsementComment"] = "fine"
        }
        let original = try signed(badge { $0["endorsement"] = .array([endorsement(), other]) })
        // Whoever holds it can let each say what the other said.
        let swapped = original.replacing("endorsement/0/credentialSubject/endorsementComment") { _ in "fine" }
            .replacing("endorsement/1/credentialSubject/endorsementComment") { _ in "great" }
        for (value, comment) in [(original, "great"), (swapped, "fine")] {
            let report = try report(value)
            #expect(report[.proof]?.code == "SIGNATURE_VALID")
            #expect(report[.dataModel]?.code == "LINKED_DATA_AMBIGUOUS")
            let shown = AchievementView(try #require(report.claims)).endorsements(in: .english)
            #expect(shown.contains(BadgeEndorsement(endorser: "Endorser Inc", comment: comment)))
            #expect(shown.count == 2)
        }
    }

    @Test("learner records with whole credentials inside, and badges of whoever awards them to itself, are read")
    func nested() throws {
        let inner = try signed(badge())
        var record = badge { draft in
            draft["@context"] = [
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
            ]
            draft["id"] = "urn:record"
            draft["type"] = ["VerifiableCredential", "ClrCredential"]
            draft["credentialSubject"] = [
                "id": "did:example:anna", "type": ["ClrSubject"], "verifiableCredential": .array([inner]),
            ]
        }
        for _ in 0..<2 {
            let report = try report(signed(record))
            #expect(report[.proof]?.outcome == .passed, "\(report[.proof]?.code ?? "")")
            let findings = report[.dataModel]?.findings.map { "\($0.code) \($0.place)" } ?? []
            #expect(report[.dataModel]?.outcome == .passed, "\(findings)")
            #expect(report.claims?.id == "urn:record")
            record = record.replacing("credentialSubject/verifiableCredential/0/@context") { _ in nil }
        }
        let own = try report(signed(badge { $0["credentialSubject"]?["id"] = .string(world.issuerID) }))
        #expect(own[.proof]?.outcome == .passed)
        #expect(own[.dataModel]?.outcome == .passed)
    }

    @Test("contexts in the document, language maps with @none, and maps by identifier are read")
    func contexts() throws {
        let contexts: [(JSONValue, JSONValue)] = [
            (["foo": "https://ex.org/foo"], "bar"), (["@vocab": "https://ex.org/"], "bar"),
            (["foo": ["@id": "https://ex.org/foo", "@container": "@language"]], ["en": "a", "@none": "b"]),
            (
                ["foo": ["@id": "https://ex.org/foo", "@container": "@id"], "n": "https://ex.org/n"],
                ["urn:x:a": ["n": "1"], "urn:x:b": ["n": "2"]]
            ),
            (["foo": ["@id": "https://ex.org/foo", "@container": "@set"]], .array(["one"])),
        ]
        for (number, (context, value)) in contexts.enumerated() {
            var draft = Self.appending(context, badge())
            draft["foo"] = value
            let report = try report(signed(draft))
            #expect(report[.proof]?.outcome == .passed, "\(number)")
            #expect(report[.dataModel]?.outcome == .passed, "\(number): \(report[.dataModel]?.code ?? "")")
            #expect(report.notes.contains { $0.code == "MEMBER_NOT_JUDGED" })
        }
    }

    @Test("a proof by somebody else is never the issuer's, however the issuer is written")
    func otherIssuer() throws {
        let other = try TestKey(0xC3)
        let options = ProofOptions(
            verificationMethod: try #require(DIDURL(other.method)), created: try world.time("2026-06-30T10:00:00Z"))
        let bytes = try DataIntegrity.secure(
            CredentialDraft(badge()), with: [.eddsaRDFC2022], options: options, signer: other.key)
        let report = try world.verifier().verify(bytes, at: world.time())
        #expect(report[.proof]?.code == "PROOF_CONTROLLER_MISMATCH")
        #expect(report.verdict == .invalid)
    }

    // MARK: Anything at all

    @Test("any mixture of ways to write the same statements changes no word", arguments: 0..<60)
    func mixtures(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let draft =
            seed.isMultiple(of: 2)
            ? try microCredential { draft in
                draft["validUntil"] = seed.isMultiple(of: 4) ? "2026-11-20T00:00:00Z" : "2027-11-20T00:00:00Z"
                draft["credentialSubject"]?["achievement"]?["titleTranslations"] = ["nl": "Titel", "fr": "Titre"]
                if seed.isMultiple(of: 3) {
                    draft["credentialSubject"]?["result"] = [["type": ["Result"], "value": "8"]]
                }
            }
            : badge { draft in
                draft["endorsement"] = .array([endorsement()])
                draft["evidence"] = [["id": "https://e.example/1", "type": ["Evidence"], "name": "E"]]
                draft["credentialSubject"]?["result"] = [
                    ["type": ["Result"], "value": "12"], ["type": ["Result"], "status": "Failed"],
                ]
                draft["credentialSubject"]?["achievement"]?["tag"] = ["a", "b", "c"]
                draft["credentialSubject"]?["achievement"]?["alignment"] = [
                    ["type": ["Alignment"], "targetName": "S", "targetUrl": "https://s.example"],
                    ["type": ["Alignment"], "targetName": "T", "targetUrl": "https://t.example"],
                ]
            }
        var rewriting = StatementRewriting(&random)
        try expectSame(draft, { rewriting.rewrite($0) }, "\(seed)")
    }
}
