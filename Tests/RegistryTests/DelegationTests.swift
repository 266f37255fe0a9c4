import Credentials
import Cryptography
import Encodings
import Registry
import Testing

private typealias Change = (pointer: String, value: JSONValue?)

private let item = "/credentialSubject/recognizedTo/0"
private let university = "/credentialSubject/0"

/// The judgement on the faculty by one delegation, changed in the delegation or in the list.
private func judge(
    _ changes: [Change] = [], list: [Change] = [], created: String? = "2026-06-30T10:00:00Z",
    signed: String = "2026-01-01T00:00:00Z", at now: String = "2026-11-22T09:00:00Z",
    _ change: (inout IssuerQuestion) throws -> Void = { _ in }
) throws -> IssuerJudgement? {
    let bytes = try ExampleDelegation.sign(ExampleDelegation.value(changes), created: signed)
    var question = try ExampleDelegation.question(created: created)
    try change(&question)
    return try ExampleDelegation.book([bytes], list: list).judge(question, at: time(now))
}

@Suite("Judging by a delegation")
struct DelegationTests {
    @Test("A faculty issues by the delegation of its university, and everybody on the way is named")
    func passes() throws {
        let judgement = try #require(try judge())
        #expect(judgement.code == .recognisedByDelegation)
        #expect(judgement.outcome == .passed)
        let issuer = try #require(judgement.issuer)
        #expect(issuer.id == ExampleDelegation.faculty)
        #expect(issuer.legalName == "Faculty of Law")
        #expect(issuer.delegatedBy.map(\.legalName) == ["University of Example"])
        #expect(issuer.authorityName == "Ministry of Education of Utopia")
        #expect(judgement.notes.map(\.code) == [.timeSelfAsserted])
        let sentence = RegistryMessages.sentence(judgement.code.rawValue, in: .english, judgement.facts)
        #expect(
            sentence == "Faculty of Law, delegated by University of Example, recognised by Ministry of Education of "
                + "Utopia, list 118 of 2026-11-20")
    }

    @Test("An institute issues by the delegation of a faculty, where the list lets powers go two steps")
    func twoSteps() throws {
        let first = try ExampleDelegation.sign(ExampleDelegation.value(ExampleDelegation.passable()))
        let second = try ExampleDelegation.signSecond(ExampleDelegation.secondValue())
        let question = try ExampleDelegation.question(of: ExampleDelegation.institute, "institute")
        let now = try ExampleList.now()
        for documents in [[first, second], [second, first]] {
            let book = try ExampleDelegation.book(documents, list: [ExampleDelegation.twoSteps])
            let judgement = try #require(book.judge(question, at: now))
            #expect(judgement.code == .recognisedByDelegation)
            #expect(judgement.issuer?.delegatedBy.map(\.legalName) == ["Faculty of Law", "University of Example"])
            let key = judgement.code.rawValue + ".twice"
            let sentence = RegistryMessages.sentence(key, in: .english, judgement.facts)
            #expect(sentence.hasPrefix("Institute of Tax Law, delegated by Faculty of Law, delegated by University of"))
        }
        // Either one alone leads nowhere, and the university alone lets its powers go one step.
        #expect(
            try ExampleDelegation.book([second], list: [ExampleDelegation.twoSteps]).judge(question, at: now) == nil)
        let oneStep = try ExampleDelegation.book([first, second]).judge(question, at: now)
        #expect(oneStep?.code == .delegationWidensScope)
        let list = try ExampleDelegation.book(
            [first, second], list: [ExampleDelegation.twoSteps, ("/trustList/maxDelegationDepth", 1)])
        #expect(list.judge(question, at: now)?.code == .delegationTooDeep)
    }

    @Test("Who is on the list is judged by the list, whatever delegations say")
    func listed() throws {
        let broken = try ExampleDelegation.sign(
            ExampleDelegation.value([
                ("/credentialSubject/id", .string(ExampleList.college)),
                (
                    "/credentialSubject/keys",
                    [try ExampleDelegation.key("\(ExampleList.college)#9", "thief", for: "issue")]
                ),
            ]))
        let book = try ExampleDelegation.book([broken])
        var question = try ExampleDelegation.question(of: ExampleList.college, "thief")
        question.verificationMethod = Array("\(ExampleList.college)#9".utf8)
        #expect(book.judge(question, at: try ExampleList.now()) == nil)
        #expect(book.publicKeys(for: "\(ExampleList.college)#9").isEmpty)
        #expect(book.standing(of: Array(ExampleList.college.utf8)) == nil)
    }

    @Test("The key of a delegation is known only where an institution on the list stands behind it")
    func keys() throws {
        let method = ExampleDelegation.faculty + "#2026"
        let good = try ExampleDelegation.sign(ExampleDelegation.value())
        #expect(
            try ExampleDelegation.book([good]).publicKeys(for: method) == [TrustAuthority.key("faculty").publicKey])
        let forged = try ExampleDelegation.sign(ExampleDelegation.value(), with: "thief")
        let book = try ExampleDelegation.book([forged])
        #expect(book.publicKeys(for: method).isEmpty)
        #expect(book.standing(of: Array(ExampleDelegation.faculty.utf8))?.code == .delegationBadSignature)
        // Of two genuine ones that disagree neither takes the other's key from it.
        let other = try ExampleDelegation.sign(
            ExampleDelegation.value([("/credentialSubject/keys/0/publicKeyMultibase", TrustAuthority.multikey("x"))]))
        #expect(try ExampleDelegation.book([good, other]).publicKeys(for: method).count == 2)
        let unnamed = try ExampleDelegation.book([good]).standing(of: Array(ExampleDelegation.faculty.utf8))
        #expect(unnamed?.code == .delegationOtherKey)
    }

    @Test("A signature counts by a key that the delegator has for delegations, at that time, and by no other")
    func signatures() throws {
        let now = try ExampleList.now()
        let question = try ExampleDelegation.question()
        let value = try ExampleDelegation.value()
        func code(_ bytes: [UInt8], list: [Change] = []) throws -> IssuerJudgement.Code? {
            try ExampleDelegation.book([bytes], list: list).judge(question, at: now)?.code
        }
        let method = "did:web:university.example#2026"
        #expect(
            try code(ExampleDelegation.sign(value, with: "university 2026", method: method)) == .delegationBadSignature)
        #expect(
            try code(ExampleDelegation.sign(value, with: "college", method: "did:web:college.example#1"))
                == .delegationBadSignature)
        #expect(try code(ExampleDelegation.sign(value, created: "2023-12-31T23:59:59Z")) == .delegationBadSignature)
        let altered = try JSONDocument(parsing: ExampleDelegation.sign(value), limits: .trustList).root
        let renamed = JSONValue(altered).setting("/credentialSubject/legalName", "University of Example")
        #expect(try code(renamed.serialized()) == .delegationBadSignature)
        // An authority's own key, and one that everybody has, are nobody's to issue with.
        let authority = try TrustAuthority().key.publicKey.multikey
        for key in [authority, DemonstrationKeys.all.first?.multikey ?? ""] {
            let bytes = try ExampleDelegation.sign(
                ExampleDelegation.value([("/credentialSubject/keys/0/publicKeyMultibase", .string(key))]))
            #expect(try code(bytes) == .delegationMalformed)
        }
        let stolen: [Change] = [
            (university + "/keys/4/state", "compromised"),
            (university + "/keys/4/compromisedSince", "2026-10-01T00:00:00Z"),
        ]
        #expect(try code(ExampleDelegation.sign(value), list: stolen) == .delegationKeyCompromised)
        #expect(
            try code(ExampleDelegation.sign(value), list: [(university + "/keys/4/state", "retired")])
                == .recognisedByDelegation)
    }

    @Test("No byte of a delegation can be changed so that more comes of it")
    func mutations() throws {
        let bytes = try ExampleDelegation.sign(ExampleDelegation.value())
        let list = try TrustAuthority().list(ExampleDelegation.listValue())
        let question = try ExampleDelegation.question()
        let now = try ExampleList.now()
        for position in bytes.indices {
            var changed = bytes
            changed[position] ^= 1
            let judgement = DelegationBook(list, Delegations([changed])).judge(question, at: now)
            #expect(judgement?.outcome != .passed, "byte \(position)")
        }
    }

    @Test(
        "A document that breaks a rule of its form is no delegation",
        arguments: [
            ("/type", ["VerifiableCredential", "DelegationCredential"]), ("/type", ["VerifiableCredential"]),
            ("/@context", ["https://trust.example.org/ctx/v1"]), ("/issuer", "https://university.example"),
            ("/credentialSubject/delegatedBy", "did:web:college.example"), ("/credentialSubject/depth", 0),
            ("/credentialSubject/depth", "1"), ("/credentialSubject/extra", true), ("/extra", true),
            ("/credentialSubject/type", "Organization"), ("/credentialSubject/legalName", ""),
            ("/credentialSubject/alsoKnownAs", ["did:web:other.example"]), ("/credentialSubject/keys", .null),
            ("/credentialSubject/keys/0/kid", "did:web:university.example#2026"),
            ("/credentialSubject/keys/0/purposes", ["issue", "delegate"]),
            ("/credentialSubject/recognizedTo", .null), ("/credentialSubject/recognizedTo/0/action", "verify"),
            ("/credentialSubject/recognizedTo/0/retroactive", true), ("/credentialSubject/recognizedTo/0/other", 1),
            ("/validUntil", "2027-02-03T00:00:00Z"), ("/validUntil", .null), ("/validFrom", "2026-01-01"),
            ("/validUntil", "2025-12-31T00:00:00Z"), ("/credentialSubject", [] as JSONValue),
        ] as [(String, JSONValue)])
    func malformed(_ pointer: String, _ value: JSONValue) throws {
        var changes: [Change] = [(pointer, value)]
        if pointer.hasSuffix("retroactive") { changes.append((item + "/reason", "why")) }
        let bytes = try ExampleDelegation.sign(ExampleDelegation.value(changes))
        let delegations = Delegations([bytes])
        #expect(delegations.all.isEmpty)
        let error = try #require(delegations.refused.first?.error)
        #expect(error.code == .delegationMalformed)
        #expect(error.pointer.hasPrefix("/"))
        let judgement = try ExampleDelegation.book([bytes]).judge(
            ExampleDelegation.question(), at: ExampleList.now())
        #expect(judgement?.outcome != .passed)
    }

    @Test("Exactly one proof, with a time, and nothing in it that may be a condition")
    func proofs() throws {
        let signed = JSONValue(
            try JSONDocument(parsing: ExampleDelegation.sign(ExampleDelegation.value()), limits: .trustList).root)
        let proof = try #require(signed["proof"])
        for changed in [
            signed.setting("/proof", nil), signed.setting("/proof", [proof]), signed.setting("/proof", [proof, proof]),
            signed.setting("/proof/created", nil), signed.setting("/proof/challenge", "1"),
            signed.setting("/proof/cryptosuite", "eddsa-rdfc-2022"),
            signed.setting("/proof/proofPurpose", "authentication"),
        ] {
            #expect(Delegations([changed.serialized()]).refused.first?.error.code == .delegationMalformed)
        }
        #expect(Delegations([[0x7B]]).refused.first?.error.code == .delegationUnreadable)
        let large = [UInt8](repeating: 0x20, count: Delegation.byteLimit) + signed.serialized()
        #expect(Delegations([large]).refused.first?.error.code == .delegationUnreadable)
        #expect(Delegations([signed.serialized(), signed.serialized()]).all.count == 1)
    }
}

@Suite("What may be passed on, and when")
struct DelegationPowersTests {
    @Test(
        "What goes beyond what the university may itself is refused, by what it is",
        arguments: [
            (item + "/credentialTypes", ["MicroCredential", "Doctorate"], ("types", "Doctorate")),
            (item + "/credentialTypes", ["OpenBadgeCredential"], ("types", "OpenBadgeCredential")),
            (item + "/eqfMax", 8, ("levels", "EQF 6-8")), (item + "/eqfMin", 4, ("levels", "EQF 4-6")),
            (item + "/fields", ["isced-f:061", "isced-f:07"], ("fields", "isced-f:07")),
            (item + "/fields", ["isced-f:031"], ("fields", "isced-f:031")),
            (item + "/jurisdictions", ["UT", "NL"], ("places", "NL")),
            (item + "/validFrom", "2019-08-31T23:59:59Z", nil),
            (item + "/delegation", ["mayDelegate": true, "maxDepth": 1], ("steps", nil)),
        ] as [(String, JSONValue, (name: String, found: String?)?)])
    func widening(_ pointer: String, _ value: JSONValue, _ excess: (name: String, found: String?)?) throws {
        let judgement = try #require(try judge([(pointer, value)]))
        // Before the delegation itself nothing counts, whatever an item of it says.
        guard let excess else {
            #expect(judgement.code == .recognisedByDelegation)
            return
        }
        #expect(judgement.code == .delegationWidensScope)
        #expect(judgement.outcome == .failed)
        let texts = judgement.facts.reduce(into: [String: String]()) { texts, fact in
            if case .text(let text) = fact.value { texts[fact.name] = text }
        }
        #expect(texts["variant"] == excess.name)
        #expect(texts["found"] == excess.found)
    }

    @Test(
        "A limit that is left out is none, and goes beyond one that is there", arguments: ["fields", "jurisdictions"])
    func leftOut(_ name: String) throws {
        #expect(try judge([("\(item)/\(name)", nil)])?.code == .delegationWidensScope)
    }

    @Test("Levels that are left out go beyond levels that are there")
    func noLevels() throws {
        #expect(try judge([(item + "/eqfMin", nil), (item + "/eqfMax", nil)])?.code == .delegationWidensScope)
    }

    @Test("One item too many refuses the whole delegation, also for what the others cover")
    func oneItemTooMany() throws {
        let wide: JSONValue = [
            "type": "RecognizedAction", "action": "issue", "credentialTypes": ["Doctorate"],
            "validFrom": "2026-01-01T00:00:00Z",
        ]
        #expect(try judge([("/credentialSubject/recognizedTo/-", wide)])?.code == .delegationWidensScope)
    }

    @Test("Nobody passes on what the list does not let it pass on")
    func notAllowed() throws {
        let delegation = university + "/recognizedTo/0/delegation"
        #expect(try judge(list: [(delegation, nil)])?.code == .delegationNotAllowed)
        #expect(try judge(list: [(delegation, ["mayDelegate": false, "maxDepth": 2])])?.code == .delegationNotAllowed)
        #expect(try judge(list: [(delegation, ["mayDelegate": true, "maxDepth": 0])])?.code == .delegationWidensScope)
        #expect(try judge(list: [(delegation, ["mayDelegate": true])])?.code == .recognisedByDelegation)
        // While the university was suspended it might let nobody issue.
        #expect(
            try judge(
                [("/validFrom", "2025-04-01T00:00:00Z"), ("/validUntil", "2026-05-01T00:00:00Z")],
                created: "2026-02-01T00:00:00Z", signed: "2025-04-01T00:00:00Z")?.code == .delegationNotAllowed)
    }

    @Test("What ends before its own end, because what it comes from does, is told beforehand")
    func earlierEnds() throws {
        let end = university + "/recognizedTo/0/validUntil"
        let passable = try ExampleDelegation.passable()
        func ends(_ list: [Change], _ changes: [Change] = []) throws -> [String?] {
            let first = try ExampleDelegation.sign(ExampleDelegation.value(passable + changes))
            let second = try ExampleDelegation.signSecond(ExampleDelegation.secondValue())
            let book = try ExampleDelegation.book([first, second], list: [ExampleDelegation.twoSteps] + list)
            return book.delegations.all.flatMap { book.earlierEnds(of: $0) }.map { $0?.description }
        }
        #expect(try ends([]) == [nil, nil])
        let earlier = "2026-09-30T23:59:59Z"
        #expect(try ends([(end, .string(earlier))]) == [earlier, earlier])
        #expect(try ends([], [(item + "/validUntil", .string(earlier))]) == [nil, earlier])
        // What comes from nothing has no end to tell of: it is refused as such.
        #expect(try ends([(university + "/recognizedTo/0/eqfMax", 5)]) == [nil, nil])
    }

    @Test("More steps than the list allows, or than the delegation says, are too many")
    func tooDeep() throws {
        #expect(try judge(list: [("/trustList/maxDelegationDepth", 0)])?.code == .delegationTooDeep)
        #expect(try judge(list: [("/trustList/maxDelegationDepth", nil)])?.code == .delegationTooDeep)
        #expect(try judge([("/credentialSubject/depth", 3)])?.code == .delegationTooDeep)
        // One that was signed for a place further down leaves others less to pass on than one up here does.
        for steps: JSONValue in [1, 2] {
            let deep = try judge([("/credentialSubject/depth", 2)], list: [("/trustList/maxDelegationDepth", steps)])
            #expect(deep?.code == .delegationTooDeep)
        }
        let passable = try ExampleDelegation.passable()
        let first = try ExampleDelegation.sign(ExampleDelegation.value(passable))
        let shallow = try ExampleDelegation.signSecond(ExampleDelegation.secondValue([("/credentialSubject/depth", 1)]))
        let question = try ExampleDelegation.question(of: ExampleDelegation.institute, "institute")
        let book = try ExampleDelegation.book([first, shallow], list: [ExampleDelegation.twoSteps])
        #expect(book.judge(question, at: try ExampleList.now())?.code == .delegationTooDeep)
    }

    @Test("Three steps are too many for every list")
    func threeSteps() throws {
        let further: Change = (item + "/delegation", ["mayDelegate": true, "maxDepth": 1])
        let key = try ExampleDelegation.key(ExampleDelegation.institute + "#dg", "institute delegate")
        let group = "did:web:group.example"
        let first = try ExampleDelegation.sign(ExampleDelegation.value(ExampleDelegation.passable()))
        let second = try ExampleDelegation.signSecond(
            ExampleDelegation.secondValue([further, ("/credentialSubject/keys/-", key)]))
        let third = try ExampleDelegation.sign(
            ExampleDelegation.secondValue([
                ("/issuer", .string(ExampleDelegation.institute)),
                ("/credentialSubject/delegatedBy", .string(ExampleDelegation.institute)),
                ("/credentialSubject/id", .string(group)),
                ("/credentialSubject/keys", [try ExampleDelegation.key(group + "#2026", "group", for: "issue")]),
                ("/credentialSubject/depth", 2),
            ]), with: "institute delegate", method: ExampleDelegation.institute + "#dg")
        let book = try ExampleDelegation.book([first, second, third], list: [ExampleDelegation.twoSteps])
        let judgement = try book.judge(ExampleDelegation.question(of: group, "group"), at: ExampleList.now())
        #expect(judgement?.code == .delegationTooDeep)
    }

    @Test("Delegations in a circle lead to no list")
    func loops() throws {
        let self_ = try ExampleDelegation.sign(
            ExampleDelegation.value([
                ("/issuer", .string(ExampleDelegation.faculty)),
                ("/credentialSubject/delegatedBy", .string(ExampleDelegation.faculty)),
            ]), with: "faculty", method: ExampleDelegation.faculty + "#2026")
        let now = try ExampleList.now()
        let question = try ExampleDelegation.question()
        let alone = try ExampleDelegation.book([self_]).judge(question, at: now)
        #expect(alone?.code == .delegationLoop)
        #expect(alone?.outcome == .undecided)
        #expect(alone?.issuer == nil)
        // Beside a good one it does no harm.
        let good = try ExampleDelegation.sign(ExampleDelegation.value())
        #expect(try ExampleDelegation.book([self_, good]).judge(question, at: now)?.code == .recognisedByDelegation)
        let down = try ExampleDelegation.signSecond(ExampleDelegation.secondValue())
        let up = try ExampleDelegation.sign(
            ExampleDelegation.value([
                ("/issuer", .string(ExampleDelegation.institute)),
                ("/credentialSubject/delegatedBy", .string(ExampleDelegation.institute)),
            ]), with: "institute", method: ExampleDelegation.institute + "#2026")
        let round = try ExampleDelegation.book([down, up])
        #expect(round.judge(question, at: now)?.code == .delegationLoop)
        #expect(
            try round.judge(ExampleDelegation.question(of: ExampleDelegation.institute, "institute"), at: now)?.code
                == .delegationLoop)
    }

    @Test("A delegation counts from its signing and its start to its last second, and another may have counted before")
    func times() throws {
        let cases: [(created: String, signed: String, code: IssuerJudgement.Code)] = [
            ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", .recognisedByDelegation),
            ("2025-12-31T23:59:59Z", "2026-01-01T00:00:00Z", .delegationNotInForce),
            ("2027-01-31T23:59:59Z", "2026-01-01T00:00:00Z", .recognisedByDelegation),
            ("2027-02-01T00:00:00Z", "2026-01-01T00:00:00Z", .delegationNotInForce),
            ("2026-06-30T10:00:00Z", "2026-07-01T00:00:00Z", .delegationNotInForce),
            ("2026-06-30T10:00:00Z", "2026-06-30T10:05:00Z", .recognisedByDelegation),
            ("2026-06-30T10:00:00Z", "2026-06-30T10:05:01Z", .delegationNotInForce),
        ]
        for (created, signed, code) in cases {
            let judgement = try judge(created: created, signed: signed, at: "2027-03-01T00:00:00Z")
            #expect(judgement?.code == code, "\(created) \(signed)")
        }
        #expect(IssuerJudgement.Code.delegationNotInForce.outcome == .undecided)
    }

    @Test("What the university's recognition loses, whoever it delegated to loses from then on and not before")
    func endedRecognition() throws {
        let ended: [Change] = [(university + "/recognizedTo/0/validUntil", "2026-07-31T23:59:59Z")]
        #expect(try judge(list: ended)?.code == .recognisedByDelegation)
        #expect(try judge(list: ended, created: "2026-08-01T00:00:00Z")?.code == .delegationNotInForce)
        #expect(
            try judge(list: [(university + "/recognizedTo/0/voidFrom", "2026-06-01T00:00:00Z")])?.code == .awardsVoided)
        #expect(
            try judge(list: [(university + "/recognizedTo/0/voidFrom", "2026-07-01T00:00:00Z")])?.code
                == .recognisedByDelegation)
    }

    @Test("The university's state at the time is the faculty's")
    func states() throws {
        func state(_ state: String, _ since: String) -> [Change] {
            [
                (
                    university + "/states/-",
                    ["state": .string(state), "since": .string(since), "recordedAt": "2026-11-01T00:00:00Z"]
                )
            ]
        }
        let suspended = try #require(try judge(list: state("suspended", "2026-06-01T00:00:00Z")))
        #expect(suspended.code == .suspendedAtIssue)
        let sentence = RegistryMessages.sentence(suspended.code.rawValue, in: .english, suspended.facts)
        #expect(sentence.contains("University of Example was suspended"))
        #expect(suspended.issuer?.id == ExampleDelegation.faculty)
        #expect(try judge(list: state("withdrawn", "2026-06-01T00:00:00Z"))?.code == .withdrawnAtIssue)
        #expect(try judge(list: state("withdrawn", "2026-10-01T00:00:00Z"))?.code == .withdrawnNoTimeEvidence)
        let later = try #require(try judge(list: state("suspended", "2026-10-01T00:00:00Z")))
        #expect(later.code == .recognisedByDelegation)
        #expect(later.notes.map(\.code) == [.timeSelfAsserted, .noLongerGranted])
    }

    @Test("What the faculty was given decides what it may award")
    func scopes() throws {
        let cases: [((inout ClaimedScope) -> Void, IssuerJudgement.Code)] = [
            ({ $0.eqfLevels = [7] }, .scopeEQF), ({ $0.eqfLevels = [] }, .scopeEQFMissing),
            ({ $0.achievementTypes = [Array("HigherEducationDiploma".utf8)] }, .scopeType),
            ({ $0.fields = [Array("0311".utf8)] }, .scopeField), ({ $0.fields = [] }, .scopeFieldNotStated),
            ({ $0.jurisdictions = [Array("NL".utf8)] }, .scopeJurisdiction),
            ({ $0.jurisdictions = [] }, .scopeJurisdictionNotStated),
        ]
        for (change, code) in cases {
            let judgement = try #require(try judge { change(&$0.scope) })
            #expect(judgement.code == code)
            let sentence = RegistryMessages.sentence(code.rawValue, in: .english, judgement.facts)
            #expect(sentence.contains("Faculty of Law") && !sentence.contains("{"), "\(sentence)")
        }
    }

    @Test("Its keys have their purposes, windows and thefts, as those on a list")
    func facultyKeys() throws {
        let key = "/credentialSubject/keys/0"
        #expect(try judge([(key + "/purposes", ["status"])])?.code == .keyWrongPurpose)
        #expect(try judge([(key + "/validUntil", "2026-06-01T00:00:00Z")])?.code == .keyOutsideWindow)
        #expect(try judge(created: nil)?.code == .createdMissing)
        #expect(try judge(created: "2026-12-01T00:00:00Z")?.code == .timeFromFuture)
        #expect(
            try judge { $0.key = try TrustAuthority.key("thief").publicKey }?.code == .delegationOtherKey)
        let good = try ExampleDelegation.sign(ExampleDelegation.value())
        let stolen = try ExampleDelegation.sign(
            ExampleDelegation.value([
                (key + "/state", "compromised"), (key + "/compromisedSince", "2026-09-01T00:00:00Z"),
            ]), created: "2026-09-02T00:00:00Z")
        let question = try ExampleDelegation.question()
        for documents in [[good, stolen], [stolen, good]] {
            let judgement = try ExampleDelegation.book(documents).judge(question, at: ExampleList.now())
            // It counted when both were in force, and an earlier word does not hide that the key is stolen.
            #expect(judgement?.code == .keyCompromisedNoTimeEvidence)
        }
    }

    @Test("A delegation that can be revoked is undecided, and only where all else is in order")
    func status() throws {
        let status: Change = (
            "/credentialStatus",
            ["id": "https://university.example/status/1#7", "type": "BitstringStatusListEntry"]
        )
        let judgement = try #require(try judge([status]))
        #expect(judgement.code == .delegationStatusUnknown)
        #expect(judgement.outcome == .undecided)
        #expect(try judge([status, (item + "/eqfMax", 8)])?.code == .delegationWidensScope)
        #expect(try judge([status]) { $0.scope.eqfLevels = [7] }?.code == .scopeEQF)
    }

    @Test("A list that is out of date decides nothing for those below it either")
    func outdated() throws {
        let judgement = try #require(try judge(at: "2027-06-01T00:00:00Z"))
        #expect(judgement.code == .listExpired)
        #expect(judgement.issuer?.id == ExampleDelegation.faculty)
        let archive = TrustListPolicy(acceptsLapsed: true)
        let bytes = try ExampleDelegation.sign(ExampleDelegation.value())
        let past = try ExampleDelegation.book([bytes]).judge(
            ExampleDelegation.question(), at: time("2046-01-01T00:00:00Z"), policy: archive)
        #expect(past?.code == .recognisedByDelegation)
        #expect(past?.notes.map(\.code).contains(.listAsOf) == true)
    }

    @Test("Hundreds of delegations that lead nowhere hide no good one that came before them, and end")
    func many() throws {
        var documents = [try ExampleDelegation.sign(ExampleDelegation.value())]
        let names = (0..<14).map { "did:web:n\($0).example" }
        for issuer in names {
            for subject in names + [ExampleDelegation.faculty] {
                let value = try ExampleDelegation.value([
                    ("/issuer", .string(issuer)), ("/credentialSubject/delegatedBy", .string(issuer)),
                    ("/credentialSubject/id", .string(subject)),
                    ("/credentialSubject/keys", [try ExampleDelegation.key(subject + "#2026", "n", for: "issue")]),
                    (
                        "/proof",
                        [
                            "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022",
                            "created": "2026-01-01T00:00:00Z",
                            "verificationMethod": .string(issuer + "#2026"), "proofPurpose": "assertionMethod",
                            "proofValue": "z1",
                        ]
                    ),
                ])
                documents.append(value.serialized())
            }
        }
        let book = try ExampleDelegation.book(documents)
        #expect(
            try book.judge(ExampleDelegation.question(), at: ExampleList.now())?.code == .recognisedByDelegation)
        #expect(
            try book.judge(ExampleDelegation.question(of: names[3], "n"), at: ExampleList.now())?.code
                == .delegationLoop)
    }
}
