import CredentialVerifier
import Credentials
import Encodings
import Proofs
import TestSupport
import Testing

/// Whoever holds a credential that is signed as JSON and as linked data can take the first of the proofs away.
///
/// That never makes it better, and never shows somebody or something that the institution did not name.
@Suite("Credentials of which the proof over JSON was taken away")
struct RemovedProofTests {
    private let world: TestWorld
    private let make: TestBadge

    init() throws {
        var world = try TestWorld()
        world.types = ["OpenBadgeCredential", "ClrCredential", "EndorsementCredential", "MicroCredential"]
        world.levels = nil
        world.places = []
        self.world = world
        make = TestBadge(world: world)
    }

    /// A hostile or unusual document, and what is expected of it with the proof over linked data alone.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let verdict: VerificationReport.Verdict
        var code: String?
        var learner: String?
        let draft: @Sendable (TestBadge) -> JSONValue

        init(
            _ name: String, _ verdict: VerificationReport.Verdict, _ code: String? = nil, learner: String? = nil,
            _ draft: @escaping @Sendable (TestBadge) -> JSONValue
        ) {
            (self.name, self.verdict, self.code, self.learner, self.draft) = (name, verdict, code, learner, draft)
        }

        var testDescription: String { name }
    }

    private static func rank(_ verdict: VerificationReport.Verdict) -> Int {
        switch verdict {
        case .invalid: 0
        case .undecided: 1
        case .valid: 2
        }
    }

    private func reports(_ draft: JSONValue) throws -> (both: VerificationReport, half: VerificationReport) {
        let (both, half) = try make.signed(draft)
        let verifier = try world.verifier()
        return (
            try verifier.verify(both.serialized(), at: world.time()),
            try verifier.verify(half.serialized(), at: world.time())
        )
    }

    /// The names that are shown of the learner, of the issuer, and of what was achieved.
    ///
    /// - Parameter withIssuer: Whether the name counts that the issuer gives itself, wherever in the document that is.
    private static func shown(_ report: VerificationReport, withIssuer: Bool = true) -> [String] {
        guard let claims = report.claims else { return [] }
        let view = AchievementView(claims)
        return [
            view.learnerName, withIssuer ? view.issuerName : nil, view.title(in: .english), view.level(in: .english),
        ].compactMap { $0 } + view.issuerCountries.map { "\($0)" }
    }

    @Test("are never better, and say no more", arguments: cases)
    func neverBetter(_ item: Case) throws {
        let (both, half) = try reports(item.draft(make))
        let findings = half.checks.flatMap {
            [$0.code + " " + $0.pointer] + $0.findings.map { "\($0.code) \($0.place)" }
        }
        #expect(Self.rank(half.verdict) <= Self.rank(both.verdict), "\(both.decisive?.code ?? "")")
        #expect(half.verdict == item.verdict, "\(findings)")
        if let code = item.code { #expect(half.decisive?.code == code, "\(findings)") }
        let names = Self.shown(both) + [both.claims?.node["name"]?.string].compactMap { $0 }
        for name in Self.shown(half) { #expect(names.contains(name)) }
        if half.verdict == .valid {
            #expect(half.claims.flatMap { AchievementView($0).learnerName } == item.learner)
        }
        for check in half.checks { #expect(!check.findings.contains { $0.code == "BADGE_VALUE_ALONE" }) }
    }

    private static let profileContexts: JSONValue = [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://example.org/ns/micro-credential/v1.json",
    ]
    private static let extensions: JSONValue = [
        "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    ]
    private static let address = "https://u.example/c/1"

    static let cases: [Case] = [
        Case("a plain badge", .valid) { $0.badge() },
        Case("words of the profile that have the names of others", .valid, learner: "Jan Peeters") { make in
            make.badge { badge in
                badge["@context"] = profileContexts
                badge["credentialSubject"]?["learnerFamilyName"] = "Peeters"
                badge["credentialSubject"]?["learnerGivenNames"] = "Jan"
                badge["credentialSubject"]?["achievement"]?["eqfLevel"] = "http://data.europa.eu/snb/eqf/7"
                badge["credentialSubject"]?["achievement"]?["learningOutcomes"] = [["outcomeText": "can weld"]]
            }
        },
        Case("an incomplete micro-credential", .invalid, "PROFILE_INCOMPLETE") { make in
            make.badge { badge in
                badge["@context"] = profileContexts
                badge["credentialSubject"]?["achievement"]?["achievementType"] = "MicroCredential"
                badge["credentialSubject"]?["achievement"]?["eqfLevel"] = "http://data.europa.eu/snb/eqf/7"
            }
        },
        Case("the context of the profile, and none of its words", .valid) { make in
            make.badge { badge in
                badge["@context"] = profileContexts
                badge["credentialSubject"]?["achievement"]?["achievementType"] = "MicroCredential"
            }
        },
        Case("a record with a badge of somebody else who names the learner", .valid) { $0.record() },
        Case("a record that names the learner, and so does somebody else", .valid) { make in
            make.record { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Peeters") }
        },
        Case("a creator of the achievement who is the learner", .valid) { make in
            make.badge {
                $0["credentialSubject"]?["achievement"]?["creator"] = TestBadge.thing(
                    TestBadge.learner, "Profile", "Bob Builder")
            }
        },
        Case("evidence that is the learner", .valid) { make in
            make.badge { $0["evidence"] = .array([TestBadge.thing(TestBadge.learner, "Evidence", "Prof. Anna")]) }
        },
        Case("an unknown property that names the learner", .valid) { make in
            make.badge { badge in
                badge["@context"] = [
                    "https://www.w3.org/ns/credentials/v2",
                    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", ["foo": "https://ex.org/foo"],
                ]
                badge["foo"] = TestBadge.thing(TestBadge.learner, "Profile", "Prof. Anna")
            }
        },
        Case("a badge of whoever awards it to itself", .valid) { make in
            make.badge { $0["credentialSubject"]?["id"] = .string(make.world.issuerID) }
        },
        Case("two names of the learner", .valid) { make in
            make.badge { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Real", "Anna Alias") }
        },
        Case("one name of the learner", .valid, learner: "Zoe Real") { make in
            make.badge { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Real") }
        },
        Case("an endorsement of the learner with a result", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["endorsement"] = .array([
                    make.endorsement(of: TestBadge.learner) { endorsement in
                        endorsement["credentialSubject"]?["type"] = ["EndorsementSubject", "AchievementSubject"]
                        endorsement["credentialSubject"]?["result"] = [["type": ["Result"], "value": "100"]]
                    }
                ])
            }
        },
        Case("an endorsement of the learner with a name", .valid) { make in
            make.badge {
                $0["endorsement"] = .array([
                    make.endorsement(of: TestBadge.learner) { endorsement in
                        endorsement["credentialSubject"]?["type"] = ["EndorsementSubject", "AchievementSubject"]
                        endorsement["credentialSubject"]?["identifier"] = TestBadge.names("Prof. Dr. Anna")
                    }
                ])
            }
        },
        Case("two endorsements of one thing", .valid) { make in
            make.badge {
                $0["endorsement"] = .array([
                    make.endorsement(of: TestBadge.id),
                    make.endorsement(of: TestBadge.id) { other in
                        other["id"] = "urn:uuid:bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb"
                        other["credentialSubject"]?["endorsementComment"] = "fine"
                    },
                ])
            }
        },
        Case("an expired badge that can be read in several ways", .invalid, "EXPIRED") { make in
            make.badge {
                $0["validUntil"] = "2026-02-01T00:00:00Z"
                $0["evidence"] = .array([TestBadge.thing(TestBadge.achievementID, "Evidence", "Other")])
            }
        },
        Case("an endorsement of the credential", .valid) { make in
            make.badge { $0["endorsement"] = .array([make.endorsement(of: TestBadge.id)]) }
        },
        Case("an endorsement of the issuer", .valid) { make in
            make.badge { $0["issuer"]?["endorsement"] = .array([make.endorsement(of: make.world.issuerID)]) }
        },
        Case("an endorsement of the issuer by another name", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["endorsement"] = .array([
                    make.endorsement(of: make.world.issuerID) { $0["credentialSubject"]?["name"] = "Uni-versity" }
                ])
            }
        },
        Case("a service to refresh it at its own address", .valid) { make in
            make.badge { badge in
                badge["@context"] = extensions
                badge["refreshService"] = ["id": .string(TestBadge.id), "type": "1EdTechCredentialRefresh"]
            }
        },
        Case("a status at its own address", .undecided, "STATUS_RETRIEVAL_ERROR") { make in
            make.badge { badge in
                badge["@context"] = extensions
                badge["id"] = .string(address)
                badge["credentialStatus"] = ["id": .string(address), "type": "1EdTechRevocationList"]
            }
        },
        Case("evidence at its own address", .valid) { make in
            make.badge {
                $0["id"] = .string(address)
                $0["evidence"] = [["id": .string(address), "type": ["Evidence"], "narrative": "see"]]
            }
        },
        Case("evidence of another name at its own address", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { $0["evidence"] = .array([TestBadge.thing(TestBadge.id, "Evidence", "ev")]) }
        },
        Case("a related achievement that is the credential", .valid) { make in
            make.badge {
                $0["credentialSubject"]?["achievement"]?["related"] = .array([TestBadge.thing(TestBadge.id, "Related")])
            }
        },
        Case("a subject that is the credential", .valid) { make in
            make.badge { $0["credentialSubject"]?["id"] = .string(TestBadge.id) }
        },
        Case("criteria that are the credential", .valid) { make in
            make.badge { $0["credentialSubject"]?["achievement"]?["criteria"]?["id"] = .string(TestBadge.id) }
        },
        Case("an achievement that is the credential", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { $0["credentialSubject"]?["achievement"]?["id"] = .string(TestBadge.id) }
        },
        Case("a source that is a copy of the issuer", .valid) { make in
            make.badge { badge in
                badge["issuer"]?["address"] = ["type": ["Address"], "addressLocality": "Gent"]
                let issuer = badge["issuer"]
                badge["credentialSubject"]?["source"] = issuer
            }
        },
        Case("a creator that is the issuer by another name", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["credentialSubject"]?["achievement"]?["creator"] = TestBadge.thing(
                    make.world.issuerID, "Profile", "Uni, Faculty of Arts")
            }
        },
        Case("one picture with two captions", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge { badge in
                badge["image"] = ["id": "https://i.example/x.png", "type": "Image", "caption": "a logo"]
                badge["issuer"]?["image"] = ["id": "https://i.example/x.png", "type": "Image", "caption": "Seal"]
            }
        },
        Case("two pieces of evidence with one identifier", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["evidence"] = .array(
                    ["Draft", "Final"].map { TestBadge.thing("https://e.example/1", "Evidence", $0) })
            }
        },
        Case("two related achievements with one identifier", .undecided, "LINKED_DATA_AMBIGUOUS") { make in
            make.badge {
                $0["credentialSubject"]?["achievement"]?["related"] = [
                    ["id": "urn:uuid:nl", "type": ["Related"], "inLanguage": "nl"],
                    ["id": "urn:uuid:nl", "type": ["Related"], "inLanguage": "fr"],
                ]
            }
        },
        Case("a name in two languages", .valid) { make in
            make.badge {
                $0["name"] = [["@value": "A", "@language": "en"], ["@value": "B", "@language": "nl"]]
            }
        },
        Case("a record whose issuer has no type", .invalid, "BADGE_TYPE_MISSING") { make in
            make.record { $0["issuer"]?["type"] = nil }
        },
        Case("a record with an achievement without a name", .invalid, "BADGE_MEMBER_MISSING") { make in
            make.record { record in
                record = record.replacing("credentialSubject/achievement/0/name") { _ in nil }
            }
        },
        Case("a record with a badge without an achievement", .invalid, "BADGE_MEMBER_MISSING") { make in
            make.record { record in
                record = record.replacing(
                    "credentialSubject/verifiableCredential/0/credentialSubject/achievement"
                ) { _ in nil }
            }
        },
        Case("a record with a badge that names its contexts", .valid) { make in
            make.record { record in
                record = record.replacing("credentialSubject/verifiableCredential/0/@context") { _ in TestBadge.contexts
                }
            }
        },
        Case("a record with two badges of one learner, of two roles", .valid) { make in
            make.record { record in
                record = record.replacing("credentialSubject/verifiableCredential") { badges in
                    guard case .array(let elements)? = badges, var other = elements.first else { return badges }
                    other["id"] = "urn:uuid:88888888-8888-4888-8888-888888888888"
                    other["credentialSubject"]?["role"] = "tutor"
                    other["credentialSubject"]?["achievement"]?["id"] = "urn:uuid:99999999-9999-4999-8999-999999999999"
                    return .array([elements[0].replacing("credentialSubject/role") { _ in "student" }, other])
                }
            }
        },
        Case("a context in the document", .valid) { make in
            make.badge { badge in
                badge["@context"] = [
                    "https://www.w3.org/ns/credentials/v2",
                    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", ["foo": "https://ex.org/foo"],
                ]
                badge["foo"] = "bar"
            }
        },
        Case("a member that is named by an address", .valid) { $0.badge { $0["https://ex.org/foo"] = "bar" } },
        Case("a number in quotation marks", .valid) { make in
            make.badge { $0["credentialSubject"]?["achievement"]?["creditsAvailable"] = "6" }
        },
        Case("a value that is written out", .valid) { make in
            make.badge { $0["credentialSubject"]?["achievement"]?["description"] = .array(["d"]) }
        },
    ]

    @Test("a level or a country outside what the list allows is found in any of the words that state it")
    func scope() throws {
        var world = try TestWorld()
        world.types = ["OpenBadgeCredential"]
        world.levels = 3...5
        let make = TestBadge(world: world)
        func draft(_ level: String, _ country: String?) -> JSONValue {
            make.badge { badge in
                badge["@context"] = Self.profileContexts
                badge["issuer"]?["address"] = ["type": ["Address"], "addressCountryCode": "BE"]
                badge["issuer"]?["issuerCountry"] = country.map {
                    .string("http://publications.europa.eu/resource/authority/country/" + $0)
                }
                badge["credentialSubject"]?["achievement"]?["eqfLevel"] = .string(
                    "http://data.europa.eu/snb/eqf/" + level)
                badge["credentialSubject"]?["achievement"]?["alignment"] = [
                    [
                        "type": ["Alignment"], "targetName": "EQF level 5",
                        "targetUrl": "http://data.europa.eu/snb/eqf/5",
                    ]
                ]
            }
        }
        for (level, country, code) in [
            ("8", nil, "SCOPE_EQF"), ("5", "FRA", "SCOPE_JURISDICTION"), ("5", "BEL", "GENUINE"),
        ] {
            let (both, half) = try make.signed(draft(level, country))
            for value in [both, half] {
                let report = try world.verifier().verify(value.serialized(), at: world.time())
                #expect(report.decisive?.code ?? "GENUINE" == code)
            }
        }
    }

    @Test("a name that nobody knows the giver of is not shown, and a note says why")
    func withheld() throws {
        let drafts = [
            make.record { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Peeters") },
            make.badge { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Real", "Anna Alias") },
        ]
        for draft in drafts {
            let (both, half) = try reports(draft)
            #expect(half.notes.contains { $0.code == "LEARNER_NAME_OPEN" })
            #expect(half.claims.flatMap { AchievementView($0).learnerName } == nil)
            #expect(!both.notes.contains { $0.code == "LEARNER_NAME_OPEN" })
            #expect(both.claims.flatMap { AchievementView($0).learnerName } != nil)
        }
        let plain = try reports(make.badge { $0["credentialSubject"]?["identifier"] = TestBadge.names("Zoe Real") })
        #expect(!plain.half.notes.contains { $0.code == "LEARNER_NAME_OPEN" })
    }

    @Test("where both proofs hold and the JSON cannot be judged, a note says that its linked data was read")
    func readFromLinkedData() throws {
        let (both, half) = try reports(make.badge { $0["https://ex.org/foo"] = "bar" })
        #expect(both.verdict == .valid)
        #expect(both.notes.contains { $0.code == "READ_FROM_LINKED_DATA" })
        #expect(!half.notes.contains { $0.code == "READ_FROM_LINKED_DATA" })
        #expect(Reading(half, withProof: false).lines != [])
    }

    @Test("what nobody here reads is told wherever it stands, the first of it by name")
    func leftOut() throws {
        func notes(_ count: Int) throws -> [(code: String, message: String)] {
            let draft = make.badge { badge in
                for number in 0..<count {
                    badge["credentialSubject"]?["achievement"]?["https://ex.org/\(number)"] = "x"
                }
            }
            return try reports(draft).half.notes.filter { $0.code.hasSuffix("NOT_JUDGED") }.map {
                ($0.code, $0.message(in: .english))
            }
        }
        let one = try notes(1)
        #expect(one.map(\.code) == ["MEMBER_NOT_JUDGED"])
        #expect(one.first?.message.contains("https://ex.org/0") == true)
        let many = try notes(9)
        #expect(many.map(\.code) == Array(repeating: "MEMBER_NOT_JUDGED", count: 4) + ["MEMBERS_NOT_JUDGED"])
        #expect(many.last?.message.contains("5") == true)
    }

    @Test("the place of what can be read in several ways is told in both languages")
    func place() throws {
        let draft = make.badge {
            $0["credentialSubject"]?["achievement"]?["creator"] = TestBadge.thing(world.issuerID, "Profile", "Other")
        }
        let check = try #require(try reports(draft).half[.dataModel])
        #expect(check.pointer == "/issuer/name")
        for language in Language.allCases { #expect(check.message(in: language).contains("/issuer/name")) }
    }

    @Test("an achievement that is related to itself keeps its title in every language")
    func relatedToItself() throws {
        let (_, half) = try reports(
            make.badge {
                $0["credentialSubject"]?["achievement"]?["related"] = [
                    ["id": .string(TestBadge.achievementID), "type": ["Related"], "inLanguage": "nl", "version": "2"]
                ]
            })
        #expect(half.verdict == .valid)
        #expect(AchievementView(try #require(half.claims)).hasTitle(in: .english))
    }

    @Test("texts with a direction are signed without it, and nothing is refused for that")
    func direction() throws {
        let (both, half) = try reports(
            make.badge { $0["name"] = ["@value": "Badge", "@language": "en", "@direction": "ltr"] })
        #expect(both.verdict == .valid)
        #expect(half.verdict == .valid)
    }

    // MARK: Published credentials

    private static func files(in folder: String) throws -> [String] {
        let base = try #require(Vectors.folder)
        return try Vectors.names(in: folder).flatMap { name -> [String] in
            let path = folder + "/" + name
            if name.hasSuffix(".json") { return [path] }
            return Files.exists(base + "/" + path + "/.") ? try files(in: path) : []
        }
    }

    /// A value with another text in every place of one.
    private static func renaming(_ old: String, to new: String, in value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(text == old ? new : text)
        case .array(let elements): .array(elements.map { renaming(old, to: new, in: $0) })
        case .object(let members): .object(members.map { ($0.name, renaming(old, to: new, in: $0.value)) })
        default: value
        }
    }

    @Test(
        "so it is with the samples of others, signed anew", .enabled(if: Vectors.areAvailable),
        arguments: [
            "open-badges/validator-ob30", "open-badges/validator-clr20",
            "dcc/vc-test-fixtures/verifiableCredentials/v2",
        ])
    func published(_ folder: String) throws {
        var count = 0
        for path in try Self.files(in: folder) {
            guard let document = try? JSONDocument(parsing: Vectors.bytes(path), limits: .general),
                let issuer = CredentialView(document.root).issuer
            else { continue }
            var draft = Self.renaming(issuer, to: world.issuerID, in: JSONValue(document.root))
            draft["proof"] = nil
            draft["credentialStatus"] = nil
            let signed: (both: JSONValue, linkedData: JSONValue)
            do { signed = try make.signed(draft) } catch { continue }
            let verifier = try world.verifier()
            let both = try verifier.verify(signed.both.serialized(), at: world.time())
            let half = try verifier.verify(signed.linkedData.serialized(), at: world.time())
            #expect(Self.rank(half.verdict) <= Self.rank(both.verdict), "\(path): \(both.decisive?.code ?? "")")
            for name in Self.shown(half) { #expect(Self.shown(both).contains(name), "\(path)") }
            count += 1
        }
        #expect(count > 0)
    }

    // MARK: Anything at all

    @Test("any mixture of identifiers that meet, and of members that stand elsewhere", arguments: 0..<150)
    func mixtures(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        let ids = [
            TestBadge.id, TestBadge.achievementID, TestBadge.learner, world.issuerID, "https://x.example/1",
            "https://x.example/2",
        ]
        func id() -> String { ids.randomElement(using: &random) ?? TestBadge.id }
        func name() -> String? { ["Uni", "Badge", "Anna", "Teamwork", nil].randomElement(using: &random) ?? nil }
        let isRecord = seed.isMultiple(of: 3)
        var draft = isRecord ? make.record() : make.badge()
        let subject = "credentialSubject"
        let achievement = isRecord ? "credentialSubject/achievement/0" : "credentialSubject/achievement"
        let changes: [(JSONValue) -> JSONValue] = [
            { $0.replacing(achievement + "/creator") { _ in TestBadge.thing(id(), "Profile", name()) } },
            { $0.replacing("evidence") { _ in .array([TestBadge.thing(id(), "Evidence", name())]) } },
            { $0.replacing(achievement + "/related") { _ in .array([TestBadge.thing(id(), "Related")]) } },
            { $0.replacing(achievement + "/criteria/id") { _ in .string(id()) } },
            { $0.replacing(achievement + "/image") { _ in TestBadge.thing(id(), "Image") } },
            { $0.replacing("issuer/image") { _ in TestBadge.thing(id(), "Image") } },
            { $0.replacing("issuer/parentOrg") { _ in TestBadge.thing(id(), "Profile", name()) } },
            { $0.replacing("issuer/name") { _ in name().map { .string($0) } } },
            { $0.replacing(subject + "/identifier") { _ in TestBadge.names(name() ?? "Zoe") } },
            { $0.replacing("endorsement") { _ in .array([make.endorsement(of: id())]) } },
            {
                $0.replacing("issuer/endorsement") { _ in
                    .array([
                        make.endorsement(of: id()) { endorsement in
                            endorsement["id"] = "urn:uuid:aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
                            endorsement["issuer"] = TestBadge.thing(id(), "Profile", name())
                        }
                    ])
                }
            },
            { $0.replacing(subject + "/id") { _ in .string(id()) } },
            { $0.replacing(achievement + "/id") { _ in .string(id()) } },
            { $0.replacing("https:~1~1ex.org~1foo") { _ in "x" } },
            { $0.replacing("validUntil") { _ in "2026-02-01T00:00:00Z" } },
            { $0.replacing(achievement + "/creditsAvailable") { _ in "6" } },
            { $0.replacing("issuer/type") { _ in nil } },
        ]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            if let change = changes.randomElement(using: &random) { draft = change(draft) }
        }
        let signed: (both: JSONValue, linkedData: JSONValue)
        do { signed = try make.signed(draft) } catch { return }
        let verifier = try world.verifier()
        let both = try verifier.verify(signed.both.serialized(), at: world.time())
        let half = try verifier.verify(signed.linkedData.serialized(), at: world.time())
        let text = String(decoding: draft.serialized(), as: UTF8.self)
        #expect(Self.rank(half.verdict) <= Self.rank(both.verdict), "\(both.decisive?.code ?? "") \(text)")
        if half.verdict == .valid {
            for name in Self.shown(half, withIssuer: false) { #expect(Self.shown(both).contains(name), "\(text)") }
        }
    }
}
