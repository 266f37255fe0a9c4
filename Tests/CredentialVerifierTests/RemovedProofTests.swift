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

    @Test("are never better, and say no more", arguments: cases + wordsOfOthers + ownRecords)
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

    /// Takes words of an endorser and writes them into the mouth of the institution, without changing a statement.
    private static func moved(_ member: String, to path: String, _ value: JSONValue) -> JSONValue {
        var moved: JSONValue?
        let without = value.replacing("endorsement/0/credentialSubject/" + member) { word in
            moved = word
            return nil
        }
        return without.replacing(path + "/" + member) { _ in moved }
    }

    @Test("words of an endorser that were moved into the mouth of the institution decide nothing")
    func movedWords() throws {
        let achievement = "credentialSubject/achievement"
        let country: JSONValue = "http://publications.europa.eu/resource/authority/country/BEL"
        for (id, type, path, member, value, limits) in [
            (
                TestBadge.achievementID, "Achievement", achievement, "eqfLevel", "http://data.europa.eu/snb/eqf/4",
                (levels: 3...5 as ClosedRange<Int>?, places: [] as [String])
            ), (world.issuerID, "Profile", "issuer", "issuerCountry", country, (nil, ["BE"])),
            (
                TestBadge.achievementID, "Achievement", achievement, "learningOutcomes",
                [["outcomeText": "can weld"]], (nil, [])
            ),
        ] as [(String, String, String, String, JSONValue, (levels: ClosedRange<Int>?, places: [String]))] {
            var world = world
            world.levels = limits.levels
            world.places = limits.places
            let draft = make.badge { badge in
                badge["@context"] = Self.profileContexts
                badge["endorsement"] = .array([
                    make.endorsement(of: id) { endorsement in
                        endorsement["credentialSubject"]?["type"] = .array(["EndorsementSubject", .string(type)])
                        endorsement["credentialSubject"]?[member] = value
                    }
                ])
            }
            let half = try make.signed(draft).linkedData
            let verifier = try world.verifier()
            for document in [half, Self.moved(member, to: path, half)] {
                let report = try verifier.verify(document.serialized(), at: world.time())
                #expect(report[.proof]?.code == "SIGNATURE_VALID", "\(member)")
                #expect(report.verdict != .valid, "\(member)")
            }
            let other = try verifier.verify(Self.moved(member, to: path, half).serialized(), at: world.time())
            let open = other.checks.first { $0.outcome == .undecided }
            #expect(open?.code == "LINKED_DATA_AMBIGUOUS", "\(member): \(other.decisive?.code ?? "")")
            for language in Language.allCases {
                #expect(open?.message(in: language).contains("{") == false)
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

    @Test("a proof of the issuer's own that is not read from is nobody else's")
    func ownProof() throws {
        let both = try reports(make.badge { $0["issuer"] = .array([make.issuer]) }).both
        #expect(both.verdict == .valid)
        #expect(both.notes.contains { $0.code == "READ_FROM_LINKED_DATA" } || both.claims?.issuer == world.issuerID)
        #expect(!both.notes.contains { $0.code == "PROOF_BY_ANOTHER" })
    }

    @Test("what the JSON lacks is not taken from the words of somebody else about the same thing")
    func lacksMembers() throws {
        for member in ["name", "description", "criteria"] {
            let draft = make.badge { badge in
                let id = badge["credentialSubject"]?["achievement"]?["id"] ?? .null
                let value = badge["credentialSubject"]?["achievement"]?[member]
                badge["credentialSubject"]?["achievement"]?[member] = nil
                guard case .string(let id) = id else { return }
                let endorsement = make.endorsement(of: id) { endorsement in
                    endorsement["credentialSubject"]?["type"] = ["EndorsementSubject", "Achievement"]
                    endorsement["credentialSubject"]?[member] = value
                }
                badge["credentialSubject"]?["achievement"]?["endorsement"] = [endorsement]
            }
            let both = try reports(draft).both
            #expect(both.verdict == .invalid, "\(member)")
            #expect(both[.dataModel]?.code == "BADGE_MEMBER_MISSING", "\(member): \(both[.dataModel]?.code ?? "")")
            #expect(both.notes.allSatisfy { $0.code != "READ_FROM_LINKED_DATA" })
        }
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

    /// What somebody may say of a thing, with the type of things that have it.
    private static let words: [(type: String, member: String, values: [JSONValue])] = [
        ("Achievement", "eqfLevel", ["http://data.europa.eu/snb/eqf/4", "http://data.europa.eu/snb/eqf/8"]),
        ("Achievement", "achievementType", ["Certificate", "MicroCredential"]),
        ("Achievement", "criteria", [["narrative": "n"], ["narrative": "other"]]),
        ("Achievement", "description", ["d", "other"]),
        ("Achievement", "learningOutcomes", [[["outcomeText": "can weld"]]]),
        (
            "Achievement", "alignment",
            [[["type": ["Alignment"], "targetName": "l", "targetUrl": "http://data.europa.eu/snb/eqf/8"]]]
        ),
        (
            "Profile", "address",
            [
                ["type": ["Address"], "addressCountryCode": "BE"], ["type": ["Address"], "addressCountryCode": "FR"],
            ]
        ),
        ("Profile", "issuerCountry", ["http://publications.europa.eu/resource/authority/country/BEL"]),
        ("Profile", "name", ["Uni", "Harvard University"]),
        ("AchievementSubject", "learnerFamilyName", ["Peeters"]),
        ("AchievementSubject", "result", [[["type": ["Result"], "value": "100"]]]),
        ("AchievementSubject", "identifier", [TestBadge.names("Zoe"), TestBadge.names("Anna")]),
    ]

    @Test("any mixture of identifiers that meet, and of members that stand elsewhere", arguments: 0..<300)
    func mixtures(_ seed: Int) throws {
        var random = SeededGenerator(seed: seed)
        var world = world
        if Int.random(in: 0..<4, using: &random) == 0 { world.levels = 3...5 }
        if Int.random(in: 0..<4, using: &random) == 0 { world.places = ["BE"] }
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
            { $0.replacing("issuer") { _ in .string(world.issuerID) } },
            { $0.replacing(achievement + "/criteria") { _ in nil } },
            { $0.replacing(achievement + "/description") { _ in nil } },
        ]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            if let change = changes.randomElement(using: &random) { draft = change(draft) }
        }
        // Words that the institution says itself, or an endorser.
        draft["@context"] = isRecord ? draft["@context"] : Self.profileContexts
        let places = ["Achievement": achievement, "Profile": "issuer", "AchievementSubject": subject]
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            guard let word = Self.words.randomElement(using: &random),
                let value = word.values.randomElement(using: &random), let place = places[word.type]
            else { continue }
            if Bool.random(using: &random) {
                draft = draft.replacing(place + "/" + word.member) { _ in value }
            } else {
                draft = draft.replacing("endorsement") { _ in
                    .array([
                        make.endorsement(of: id()) { endorsement in
                            endorsement["credentialSubject"]?["type"] = .array([
                                "EndorsementSubject", .string(word.type),
                            ])
                            endorsement["credentialSubject"]?[word.member] = value
                        }
                    ])
                }
            }
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
