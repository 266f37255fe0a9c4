import CredentialVerifier
import Credentials
import Encodings
import Registry
import Testing

extension VerificationReport {
    /// `name code` of the check that decided, for short expectations.
    fileprivate var decision: String { decisive.map { "\($0.name.rawValue) \($0.code)" } ?? "valid" }
}

@Suite("What a policy asks for")
struct PolicyTests {
    private func report(
        _ policy: Policy, at time: String = TestWorld.now, _ change: (inout JSONValue) -> Void = { _ in }
    ) throws -> VerificationReport {
        let world = try TestWorld()
        return try world.verifier(policy: policy).verify(world.credential(change), at: world.time(time))
    }

    /// The standard policy, changed.
    private func policy(_ change: (inout Policy) -> Void) -> Policy {
        var policy = Policy(name: "own", basedOn: .standard)
        change(&policy)
        return policy
    }

    private static func node(_ report: VerificationReport) throws -> JSONNode {
        try JSONDocument(parsing: report.json(inputName: "x").serialized(), limits: .general).root
    }

    @Test("the three policies with a name have the ages of the design")
    func profiles() throws {
        let scope = ClaimedScope(types: [Array("VerifiableCredential".utf8)])
        func ages(_ policy: Policy) -> [String] {
            [policy.maximumListAge(for: scope), policy.maximumStatusAge(for: scope)].map { $0?.description ?? "any" }
        }
        #expect(ages(.strict) == ["P30D", "P7D"])
        #expect(ages(.standard) == ["any", "P30D"])
        #expect(ages(.archive) == ["any", "any"])
        #expect(Policy.Profile.allCases.map(\.policy.acceptsLapsedTrust) == [false, false, true])
        #expect(Policy.Profile.allCases.map(\.policy.requiresStatus) == [true, false, false])
        #expect(Policy.Profile.allCases.map(\.policy.name) == ["strict", "standard", "archive"])
        #expect(Policy.Profile.allCases.allSatisfy { $0.policy.skew == 300 && $0.policy.allowedTypes == nil })
    }

    @Test("the report names the policy by which it was judged")
    func named() throws {
        let report = try report(policy { _ in })
        #expect(report.policy == "own")
        #expect(try Self.node(report)["policy"]?.string == "own")
        #expect(Verifier(trust: .none, policy: .strict).verify([], at: report.evaluatedAt).policy == "strict")
    }

    // MARK: Ages

    @Test("of what a credential claims to be, the most strict age counts")
    func agesOfTypes() {
        let limits = AgeLimits(
            AgeLimit(7, .days),
            ofTypes: [
                ("Diploma", AgeLimit(30, .days)), ("Licence", AgeLimit(24, .hours)), ("Memory", nil),
                ("OpenBadgeCredential", AgeLimit(2, .days)), ("Caf\u{E9}", AgeLimit(90, .days)),
            ])
        func age(_ types: [String], _ achievements: [String] = [], untyped: Bool = false) -> String {
            let scope = ClaimedScope(
                types: types.map { Array($0.utf8) }, achievementTypes: achievements.map { Array($0.utf8) },
                hasUntypedAchievement: untyped)
            return limits.limit(for: scope)?.description ?? "any"
        }
        #expect(age(["VerifiableCredential"]) == "P7D", "the general one")
        #expect(age(["VerifiableCredential", "Other"]) == "P7D")
        #expect(age(["VerifiableCredential", "Diploma"]) == "P30D", "a type may be given more time")
        #expect(age(["VerifiableCredential", "Diploma", "Licence"]) == "PT24H")
        #expect(age(["VerifiableCredential", "Licence", "Diploma"]) == "PT24H")
        #expect(
            age(["VerifiableCredential", "Diploma", "Other"]) == "P7D", "a type that is not named has the general one")
        #expect(age(["VerifiableCredential", "Memory"]) == "any")
        #expect(age(["VerifiableCredential", "Memory", "Diploma"]) == "P30D")
        #expect(age(["VerifiableCredential", "OpenBadgeCredential"], ["Diploma"]) == "P2D")
        #expect(age(["VerifiableCredential", "AchievementCredential"], ["Diploma"]) == "P30D")
        #expect(age(["VerifiableCredential", "AchievementCredential"], ["Diploma"], untyped: true) == "P7D")
        #expect(age(["VerifiableCredential", "Cafe\u{301}"]) == "P7D", "names are compared byte by byte")
        #expect(age([]) == "P7D")
        #expect(AgeLimits.unlimited.limit(for: ClaimedScope(types: [])) == nil)
    }

    @Test("a list is too old for one kind of credential and not for another")
    func listAges() throws {
        // The list is of two days before.
        let daily = policy { $0.maximumListAge = AgeLimits(nil, ofTypes: [("MicroCredential", AgeLimit(24, .hours))]) }
        let stale = try report(daily)
        #expect(stale.decision == "issuer LIST_STALE")
        #expect(stale.verdict == .undecided)
        #expect(stale[.issuer]?.message(in: .english).contains("longer ago than the 24 hours that your policy") == true)
        #expect(stale[.issuer]?.message(in: .dutch).contains("24 uur") == true)
        let other = policy { $0.maximumListAge = AgeLimits(nil, ofTypes: [("Diploma", AgeLimit(24, .hours))]) }
        #expect(try report(other).decision == "valid")
        let longer = policy {
            $0.maximumListAge = AgeLimits(AgeLimit(1, .hours), ofTypes: [("MicroCredential", AgeLimit(48, .hours))])
        }
        #expect(try report(longer).decision == "valid")
        #expect(try report(longer, at: "2026-11-22T09:00:01Z").decision == "issuer LIST_STALE")
    }

    @Test("a proof that is undecided does not hide that the list is too old, whatever the document calls itself")
    func unprovenAge() throws {
        let world = try TestWorld()
        var other = world
        other.universityDID = "did:web:leiehove.example"
        let daily = policy { $0.maximumListAge = AgeLimits(nil, ofTypes: [("MicroCredential", AgeLimit(24, .hours))]) }
        let verifier = Verifier(trust: Trust(lists: [try other.list()]), policy: daily)
        let bytes = try other.credential(method: "did:web:leiehove.example#2099")
        let report = verifier.verify(bytes, at: try world.time())
        #expect(report.decision == "issuer LIST_STALE")
        #expect(!report.headline(in: .english).contains("{"))
        let archived = Verifier(trust: verifier.trust, policy: .archive)
            .verify(bytes, at: try world.time("2030-01-01T00:00:00Z"))
        #expect(archived.decision == "issuer LIST_EXPIRED", "a newer list may know the key")
    }

    // MARK: What was known in the past

    @Test("by the archive policy a lapsed list counts, and the headline says of which day")
    func archive() throws {
        let late = "2046-01-01T00:00:00Z"
        #expect(try report(.standard, at: late).decision == "issuer LIST_EXPIRED")
        let report = try report(.archive, at: late)
        #expect(report.verdict == .valid, "\(report.decision)")
        #expect(report.headline(in: .english) == "Genuine and valid, as far as was known on 20 November 2026")
        #expect(report.headline(in: .dutch) == "Echt en geldig, voor zover bekend op 20 november 2026")
        #expect(report.isByPastTrust)
        #expect(report.notes.map(\.code).contains("LIST_AS_OF"))
        #expect(try Self.node(report)["asOf"]?["trustList"]?.string == "2026-11-20T09:00:00Z")
        let young = try self.report(.archive)
        #expect(young.headline(in: .english) == "Genuine and valid" && !young.isByPastTrust)
    }

    @Test("what the archive policy does not forgive stays as it was")
    func archiveIsNoPardon() throws {
        let world = try TestWorld()
        let late = try world.time("2046-01-01T00:00:00Z")
        let verifier = try world.verifier(policy: .archive)
        func decision(_ bytes: [UInt8]) -> String { verifier.verify(bytes, at: late).decision }
        #expect(decision(try world.credential(created: "2030-01-01T00:00:00Z")) == "issuer LIST_EXPIRED")
        #expect(decision(try world.credential(created: "2018-01-01T00:00:00Z")) == "issuer KEY_OUTSIDE_WINDOW")
        let expired = verifier.verify(try world.credential { $0["validUntil"] = "2030-01-01T00:00:00Z" }, at: late)
        #expect(expired.headline(in: .english) == "Expired on 1 January 2030 (it was genuine)")
        let stranger = try TestWorld.stranger()
        #expect(
            decision(try world.credential(by: stranger, method: stranger.method)) == "proof PROOF_CONTROLLER_MISMATCH")
        let status: JSONValue = [
            "id": "https://status.example/1#5", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": "5", "statusListCredential": "https://status.example/1",
        ]
        #expect(decision(try world.credential { $0["credentialStatus"] = status }) == "status STATUS_RETRIEVAL_ERROR")
    }

    @Test("a current list goes before a lapsed one that says the same")
    func currentFirst() throws {
        let world = try TestWorld()
        var old = world
        old.listIssued = "2026-01-01T09:00:00Z"
        let lists = [try old.list(), try world.list()]
        for lists in [lists, lists.reversed()] {
            let report = Verifier(trust: Trust(lists: lists), policy: .archive).verify(
                try world.credential(created: "2026-06-01T10:00:00Z"), at: try world.time())
            #expect(report.headline(in: .english) == "Genuine and valid")
            #expect(report.issuer?.listIssued == (try world.time("2026-11-20T09:00:00Z")))
        }
    }

    // MARK: Kinds

    @Test(
        "a kind that the policy does not name is refused, with the kinds in the sentence",
        arguments: [
            (["MicroCredential"], "valid"), (["OpenBadgeCredential"], "valid"), (["AchievementCredential"], "valid"),
            (["Diploma", "MicroCredential"], "valid"), (["Diploma"], "profile TYPE_NOT_ALLOWED"),
            (["VerifiableCredential"], "profile TYPE_NOT_ALLOWED"), (["microcredential"], "profile TYPE_NOT_ALLOWED"),
            ([], "profile TYPE_NOT_ALLOWED"),
        ])
    func kinds(_ allowed: [String], _ decision: String) throws {
        let report = try report(policy { $0.allowedTypes = allowed })
        #expect(report.decision == decision)
        guard decision != "valid" else { return }
        #expect(report.verdict == .invalid)
        #expect(report.headline(in: .english) == "Genuine, but not of a kind that your policy accepts")
        #expect(report.headline(in: .dutch) == "Echt, maar niet van een soort die uw regels aanvaarden")
        #expect(report[.profile]?.message(in: .english).contains("of the kind MicroCredential") == true)
        #expect(report.nextStep(in: .dutch)?.contains("{") == false)
    }

    @Test("a second kind beside the one that is accepted does not slip through")
    func secondKind() throws {
        let report = try report(policy { $0.allowedTypes = ["MicroCredential"] }) {
            $0["type"] = ["VerifiableCredential", "OpenBadgeCredential", "OpenBadgeCredential2"]
        }
        #expect(report[.profile]?.code == "TYPE_NOT_ALLOWED")
    }

    @Test("it is called genuine only where everything else holds")
    func genuineKind() throws {
        let world = try TestWorld()
        let verifier = Verifier(trust: .none, policy: policy { $0.allowedTypes = ["Diploma"] })
        let report = verifier.verify(try world.credential(), at: try world.time())
        #expect(report.decision == "profile TYPE_NOT_ALLOWED")
        #expect(report.headline(in: .english) == "Not of a kind that your policy accepts")
    }

    // MARK: Evidence

    @Test("evidence that nobody can show leaves a recognised issuer undecided, and changes nothing else")
    func evidence() throws {
        for (policy, code) in [
            (policy { $0.requiresTimeEvidence = true }, "TIME_EVIDENCE_REQUIRED"),
            (policy { $0.requiresFreshness = true }, "LIST_NOT_FRESH"),
        ] {
            let report = try report(policy)
            #expect(report.decision == "issuer \(code)")
            #expect(report.verdict == .undecided)
            #expect(report.issuer?.legalName == "Leiehove University")
            for language in Language.allCases {
                for text in [report.headline(in: language), report.nextStep(in: language) ?? "{"] {
                    #expect(!text.contains("{") && !text.contains(code), "\(text)")
                }
                #expect(report[.issuer]?.message(in: language).contains("{") == false)
            }
            let world = try TestWorld()
            let withdrawn = try world.list {
                try $0.withdraw(#require(DID(world.issuerID)), since: world.time("2020-01-01T00:00:00Z"))
            }
            let failed = Verifier(trust: Trust(lists: [withdrawn]), policy: policy).verify(
                try world.credential(), at: try world.time())
            // A list that may not be the newest decides no more than one that is out of date.
            let withdrawal = policy.requiresFreshness ? "LIST_NOT_FRESH" : "ISSUER_WITHDRAWN_AT_ISSUE"
            #expect(failed.decision == "issuer \(withdrawal)")
            let unknown = Verifier(trust: .none, policy: policy).verify(try world.credential(), at: try world.time())
            #expect(unknown.decision == "issuer NO_TRUST")
        }
    }

    @Test("a file does not prove its holder, and a policy can ask for that proof")
    func holder() throws {
        let report = try report(policy { $0.requiresHolderBinding = true })
        #expect(report.decision == "holder HOLDER_BINDING_REQUIRED")
        #expect(report.verdict == .undecided)
        #expect(report.headline(in: .english).hasPrefix("Cannot decide: your policy asks that its holder presents it"))
        #expect(report.headline(in: .dutch).hasPrefix("Niet te beslissen: "))
        #expect(report.nextStep(in: .english)?.contains("identity document") == true)
    }

    @Test("clocks may differ by what the policy says, and no more")
    func skew() throws {
        let exact = policy { $0.skew = 0 }
        let ended: (inout JSONValue) -> Void = { $0["validUntil"] = "2026-11-22T09:00:00Z" }
        #expect(try report(exact, at: "2026-11-22T09:00:00Z", ended).decision == "valid")
        #expect(try report(exact, at: "2026-11-22T09:00:01Z", ended).decision == "validity EXPIRED")
        #expect(try report(policy { $0.skew = 60 }, at: "2026-11-22T09:01:00Z", ended).decision == "valid")
    }
}

extension TestWorld {
    /// Somebody whom nobody lists.
    fileprivate static func stranger() throws -> TestKey { try TestKey(0xC3) }
}
