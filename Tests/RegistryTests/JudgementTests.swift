import Credentials
import Cryptography
import Encodings
import Registry
import Testing

private func judge(
    _ question: IssuerQuestion? = nil, _ changes: [(String, JSONValue?)] = [], at now: String = "2026-11-22T09:00:00Z",
    today: String? = nil, policy: TrustListPolicy = .standard
) throws -> IssuerJudgement {
    let value = changes.reduce(into: try ExampleList.value()) { $0.set($1.0, $1.1) }
    return try TrustAuthority().list(value).judge(
        question ?? ExampleList.question(), at: time(now), today: today.map(time), policy: policy)
}

private let university = "/credentialSubject/0"

@Suite("Judging an issuer and its key")
struct IssuerAndKeyTests {
    @Test("An issuer that was entitled passes, with the name and the identifiers of the list")
    func passes() throws {
        let judgement = try judge()
        #expect(judgement.code == .recognised)
        #expect(judgement.outcome == .passed)
        #expect(judgement.notes.map(\.code) == [.timeSelfAsserted])
        let issuer = try #require(judgement.issuer)
        #expect(issuer.id == "did:web:university.example")
        #expect(issuer.legalName == "University of Example")
        #expect(issuer.identifiers.map(\.scheme) == ["ROR", "DEQAR"])
        #expect(issuer.jurisdictions == ["UT"])
        #expect(issuer.listID == "urn:trust:utopia-he:list")
        #expect(issuer.listSequence == 118)
        #expect(issuer.listIssued == (try time("2026-11-20T09:00:00Z")))
        #expect(issuer.authorityName == "Ministry of Education of Utopia")
        #expect(judgement.key?.verificationMethod == "did:web:university.example#2026")
        #expect(judgement.recognition?.eqfLevels == 5...7)
    }

    @Test(
        "An issuer that is not on the list byte for byte is undecided",
        arguments: [
            "did:web:mill.example", "did:web:University.example", "did:web:university.example#2026",
            "did:web:university.exampl\u{65}\u{301}", "",
        ])
    func notListed(_ issuer: String) throws {
        var question = try ExampleList.question()
        question.issuer = Array(issuer.utf8)
        let judgement = try judge(question)
        #expect(judgement.code == .notListed)
        #expect(judgement.outcome == .undecided)
        #expect(judgement.issuer == nil)
    }

    @Test(
        "A verification method that is not one of the issuer's is not listed",
        arguments: [
            "did:web:university.example#2027", "did:web:university.example", "did:web:college.example#1", "#2026", "",
            "did:web:university.example#2026 ",
        ])
    func keyNotListed(_ method: String) throws {
        var question = try ExampleList.question()
        question.verificationMethod = Array(method.utf8)
        let judgement = try judge(question)
        #expect(judgement.code == .keyNotListed)
        #expect(judgement.outcome == .failed)
    }

    @Test("The list's key wins over the one that the proof was checked with")
    func keyMismatch() throws {
        var question = try ExampleList.question()
        question.key = try TrustAuthority.key("university 2023").publicKey
        #expect(try judge(question).code == .keyMismatch)
    }

    @Test("A key for another purpose does not issue", arguments: ["status", "delegate", "present"])
    func wrongPurpose(_ purpose: String) throws {
        #expect(try judge(nil, [(university + "/keys/1/purposes", [.string(purpose)])]).code == .keyWrongPurpose)
    }

    @Test("Another identifier of an institution may issue with its own listed key, and with no other")
    func otherIdentifier() throws {
        let label = "university did:key"
        var question = try ExampleList.question(created: "2024-06-30T10:00:00Z")
        question.issuer = Array(try ExampleList.didKey(label).utf8)
        question.verificationMethod = Array(try ExampleList.didKeyMethod(label).utf8)
        question.key = try TrustAuthority.key(label).publicKey
        let judgement = try judge(question)
        #expect(judgement.code == .recognised)
        #expect(judgement.issuer?.id == "did:web:university.example")

        question.issuer = Array(ExampleList.university.utf8)
        #expect(try judge(question).code == .keyNotListed)
        var crossed = try ExampleList.question()
        crossed.issuer = Array(try ExampleList.didKey(label).utf8)
        #expect(try judge(crossed).code == .keyNotListed)
        // Known by another name alone, without a key there: not listed.
        question.issuer = Array(try ExampleList.didKey(label).utf8)
        #expect(try judge(question, [(university + "/keys/3", nil)]).code == .keyNotListed)
    }

    @Test("A proof without a time, or of the future, fails")
    func times() throws {
        #expect(try judge(ExampleList.question(created: nil)).code == .createdMissing)
        #expect(try judge(ExampleList.question(created: "2026-11-22T09:05:00Z")).code == .recognised)
        #expect(try judge(ExampleList.question(created: "2026-11-22T09:05:01Z")).code == .timeFromFuture)
    }

    @Test(
        "The window of a key holds its first and its last second",
        arguments: [
            ("2026-01-31T23:59:59Z", IssuerJudgement.Code.keyOutsideWindow), ("2026-02-01T00:00:00Z", .recognised),
            ("2026-07-31T23:59:59Z", .recognised), ("2026-08-01T00:00:00Z", .keyOutsideWindow),
        ])
    func keyWindow(_ created: String, _ code: IssuerJudgement.Code) throws {
        for state in ["active", "retired"] {
            let judgement = try judge(
                ExampleList.question(created: created),
                [
                    (university + "/keys/1/validFrom", "2026-02-01T00:00:00Z"),
                    (university + "/keys/1/validUntil", "2026-07-31T23:59:59Z"),
                    (university + "/keys/1/state", .string(state)),
                ])
            #expect(judgement.code == code)
        }
    }

    @Test("A key without end signs until one is set")
    func openWindow() throws {
        #expect(try judge(nil, [(university + "/keys/1/validUntil", nil)]).code == .recognised)
    }

    @Test(
        "A compromised key is not believed, whatever date the proof has",
        arguments: [
            ("2024-01-01T00:00:00Z", IssuerJudgement.Code.keyCompromisedNoTimeEvidence),
            ("2026-05-01T23:59:59Z", .keyCompromisedNoTimeEvidence), ("2026-05-02T00:00:00Z", .keyCompromised),
            ("2026-06-30T23:59:59Z", .keyCompromised), ("2026-07-01T00:00:00Z", .keyOutsideWindow),
        ])
    func compromised(_ created: String, _ code: IssuerJudgement.Code) throws {
        var question = try ExampleList.question(created: created)
        question.verificationMethod = Array("did:web:university.example#2023".utf8)
        question.key = try TrustAuthority.key("university 2023").publicKey
        let judgement = try judge(question)
        #expect(judgement.code == code)
        #expect(judgement.outcome == .failed)
    }

    @Test(
        "The state at the time of signing decides, from its first second on",
        arguments: [
            ("2019-08-31T23:59:59Z", IssuerJudgement.Code.notGrantedYet), ("2019-09-01T00:00:00Z", .recognised),
            ("2025-02-28T23:59:59Z", .recognised), ("2025-03-01T00:00:00Z", .suspendedAtIssue),
            ("2025-05-31T23:59:59Z", .suspendedAtIssue), ("2025-06-01T00:00:00Z", .recognised),
        ])
    func states(_ created: String, _ code: IssuerJudgement.Code) throws {
        let judgement = try judge(
            ExampleList.question(created: created), [(university + "/keys/1/validFrom", "2019-01-01T00:00:00Z")])
        #expect(judgement.code == code)
    }

    @Test("After a withdrawal nothing is believed: not what is dated after it, and not what is dated before")
    func withdrawn() throws {
        let change: (String, JSONValue?) = (
            university + "/states/-",
            ["state": "withdrawn", "since": "2026-10-01T00:00:00Z", "recordedAt": "2026-10-01T00:00:00Z"]
        )
        #expect(try judge(ExampleList.question(created: "2026-10-01T00:00:00Z"), [change]).code == .withdrawnAtIssue)
        #expect(
            try judge(ExampleList.question(created: "2026-09-30T23:59:59Z"), [change]).code == .withdrawnNoTimeEvidence)
        #expect(
            try judge(
                ExampleList.question(created: "2026-06-30T00:00:00Z"), [change], at: "2026-09-30T23:59:59Z",
                today: "2026-11-22T09:00:00Z"
            ).code == .recognised)
        let reinstated: (String, JSONValue?) = (
            university + "/states/-",
            ["state": "granted", "since": "2026-10-02T00:00:00Z", "recordedAt": "2026-10-02T00:00:00Z"]
        )
        #expect(try judge(nil, [change, reinstated]).code == .recognised)
    }

    @Test(
        "What was recorded last of a time counts, whatever was planned or said of it before",
        arguments: [
            ("2026-06-30T10:00:00Z", IssuerJudgement.Code.withdrawnAtIssue), ("2026-05-31T23:59:59Z", .recognised),
        ])
    func recordedLast(_ created: String, _ code: IssuerJudgement.Code) throws {
        let planned: (String, JSONValue?) = (
            university + "/states/-",
            ["state": "withdrawn", "since": "2027-01-01T00:00:00Z", "recordedAt": "2026-10-01T00:00:00Z"]
        )
        let calledOff: (String, JSONValue?) = (
            university + "/states/-",
            ["state": "granted", "since": "2027-01-01T00:00:00Z", "recordedAt": "2026-10-02T00:00:00Z"]
        )
        let withdrawn: (String, JSONValue?) = (
            university + "/states/-",
            ["state": "withdrawn", "since": "2026-06-01T00:00:00Z", "recordedAt": "2026-11-01T00:00:00Z"]
        )
        let question = try ExampleList.question(created: created)
        let later = "2027-02-01T00:00:00Z"
        let today = "2026-11-22T09:00:00Z"
        #expect(try judge(question, [planned, calledOff], at: later, today: today).code == .recognised)
        // Before the day of the withdrawal the list is asked as of a day on which it did not hold yet.
        let list = [planned, calledOff, withdrawn]
        #expect(try judge(question, list, at: "2026-05-31T23:59:59Z", today: today).code != .withdrawnNoTimeEvidence)
        #expect(
            try judge(question, list, at: later, today: today).code
                == (code == .recognised ? .withdrawnNoTimeEvidence : code))
    }

    @Test("Times of one day are told apart by their time of day, and others by their dates alone")
    func momentsOfOneDay() throws {
        let changes: [(String, JSONValue?)] = [
            (university + "/keys/1/validFrom", "2026-06-30T12:00:00Z"),
            (university + "/recognizedTo/0/validFrom", "2026-06-30T12:00:00Z"),
        ]
        let key = try judge(ExampleList.question(created: "2026-06-30T10:00:00Z"), changes)
        #expect(key.code == .keyOutsideWindow)
        #expect(
            RegistryMessages.sentence(key.code.rawValue, in: .english, key.facts)
                == "signed on 2026-06-30T10:00:00Z, when University of Example did not use this key; "
                + "the time nearest to it at which it did is 2026-06-30T12:00:00Z")
        let earlier = try judge(ExampleList.question(created: "2026-06-29T10:00:00Z"), changes)
        #expect(
            RegistryMessages.sentence(earlier.code.rawValue, in: .dutch, earlier.facts).hasSuffix(
                "op 2026-06-29, toen University of Example deze sleutel niet gebruikte; "
                    + "het dichtstbijzijnde tijdstip waarop wel is 2026-06-30"))
        let scope = try judge(ExampleList.question(created: "2026-06-30T10:00:00Z"), [changes[1]])
        #expect(scope.code == .scopeNotInForce)
        #expect(scope.facts.contains { $0.name == "created" && $0.value.description.hasSuffix("T10:00:00Z") })
        let state = try judge(
            ExampleList.question(created: "2026-06-30T10:00:00Z"),
            [
                (
                    university + "/states",
                    [
                        [
                            "state": "granted", "since": "2026-06-30T12:00:00Z",
                            "recordedAt": "2026-06-30T12:00:00Z",
                        ]
                    ]
                )
            ])
        #expect(
            RegistryMessages.sentence(state.code.rawValue, in: .english, state.facts)
                == "signed on 2026-06-30T10:00:00Z; University of Example may issue from 2026-06-30T12:00:00Z on")
        let future = try judge(
            ExampleList.question(created: "2026-11-22T12:00:00Z"), at: "2026-11-22T09:00:00Z")
        #expect(future.code == .timeFromFuture)
        #expect(future.facts.contains { $0.name == "created" && $0.value.description.hasSuffix("T12:00:00Z") })
    }

    @Test("A suspension after the signing is noted, and changes nothing")
    func suspendedNow() throws {
        let judgement = try judge(
            nil,
            [
                (
                    university + "/states/-",
                    ["state": "suspended", "since": "2026-10-01T00:00:00Z", "recordedAt": "2026-10-01T00:00:00Z"]
                )
            ])
        #expect(judgement.outcome == .passed)
        #expect(judgement.notes.map(\.code) == [.timeSelfAsserted, .noLongerGranted])
    }

    @Test("What was put on record after the fact is noted")
    func retroactive() throws {
        let state = try judge(nil, [(university + "/states/2/recordedAt", "2026-06-30T10:00:01Z")])
        #expect(state.notes.map(\.code) == [.timeSelfAsserted, .stateRetroactive])
        let exact = try judge(nil, [(university + "/states/2/recordedAt", "2026-06-30T10:00:00Z")])
        #expect(exact.notes.map(\.code) == [.timeSelfAsserted])
        let scope = try judge(
            nil,
            [
                (university + "/recognizedTo/0/retroactive", true), (university + "/recognizedTo/0/reason", "merger"),
            ])
        #expect(scope.notes.map(\.code) == [.timeSelfAsserted, .scopeRetroactive])
    }

    @Test("A closed list is noted")
    func closed() throws {
        #expect(try judge(nil, [("/trustList/closed", true)]).notes.map(\.code) == [.timeSelfAsserted, .listClosed])
    }

    @Test("A closed list is never due for an update, and knows nothing of what was signed after it")
    func closedForLong() throws {
        let closed: [(String, JSONValue?)] = [("/trustList/closed", true)]
        let judgement = try judge(nil, closed, at: "2046-01-01T00:00:00Z")
        #expect(judgement.code == .recognised)
        #expect(judgement.notes.map(\.code) == [.timeSelfAsserted, .listClosed, .listAsOf])
        #expect(try judge(at: "2046-01-01T00:00:00Z").code == .listExpired)
        let last = try ExampleList.question(created: "2026-11-20T09:00:00Z")
        #expect(try judge(last, closed, at: "2046-01-01T00:00:00Z").code == .recognised)
        let late = try ExampleList.question(created: "2026-11-20T09:00:01Z")
        for day in ["2026-11-22T09:00:00Z", "2027-05-20T09:00:01Z", "2046-01-01T00:00:00Z"] {
            let judgement = try judge(late, closed, at: day)
            #expect(judgement.code == .signedAfterClosing && judgement.outcome == .undecided)
            #expect(judgement.sentence(in: .dutch).contains("heeft haar lijst op 2026-11-20"))
        }
        // What a verifier asks for itself it asks of every list.
        let strict = TrustListPolicy(maximumAge: AgeLimit(30, .days))
        #expect(try judge(nil, closed, at: "2046-01-01T00:00:00Z", policy: strict).code == .listStale)
    }

    @Test("Who vouches for the records of a closed institution is told where an award of it is met")
    func successor() throws {
        let state: JSONValue = [
            "state": "withdrawn", "since": "2026-10-01T00:00:00Z", "recordedAt": "2026-10-01T00:00:00Z",
            "reason": "closed",
            "successor": ["id": "did:web:archive.example", "legalName": "National Archive"],
        ]
        let path = university + "/states/-"
        let judgement = try judge(nil, [(path, state)])
        #expect(judgement.code == .closedNoTimeEvidence && judgement.outcome == .undecided)
        for (language, words) in [
            (Language.english, "Ask National Archive (did:web:archive.example)"), (.dutch, "Vraag National Archive"),
        ] {
            #expect(judgement.nextStep(in: language)?.contains(words) == true)
        }
        let fraud = try judge(nil, [(path, state.setting("/reason", "fraud"))])
        #expect(fraud.code == .withdrawnNoTimeEvidence && fraud.outcome == .failed)
        #expect(fraud.nextStep(in: .english)?.contains("National Archive") == true)
        #expect(judgement.notes.map(\.code) == [.recordsVouchedFor])
        let note = try #require(judgement.notes.first)
        let sentence = RegistryMessages.sentence(note.code.rawValue, in: .english, note.facts)
        #expect(sentence.contains("2026-10-01") && sentence.contains("National Archive (did:web:archive.example)"))
        #expect(try judge(nil, [(path, state.setting("/since", "2026-06-01T00:00:00Z"))]).notes.count == 1)
        let unnamed = try judge(nil, [(path, state.setting("/successor", nil))])
        #expect(unnamed.notes.isEmpty)
        #expect(unnamed.nextStep(in: .english)?.contains("Ask Ministry of Education of Utopia") == true)
        for (pointer, value) in [
            ("/state", "suspended"), ("/successor/id", "https://archive.example"), ("/successor/legalName", ""),
            ("/successor/since", "2026-10-01T00:00:00Z"), ("/successor", "did:web:archive.example"),
        ] as [(String, JSONValue)] {
            let list = try ExampleList.value().setting(path, state.setting(pointer, value))
            let authority = try TrustAuthority()
            #expect(authority.refusal(try authority.sign(list))?.code == .malformed, "\(pointer)")
        }
    }
}

@Suite("Judging by a list that is not current")
struct LapsedListTests {
    @Test("What a newer list could change is undecided")
    func undecided() throws {
        #expect(try judge(at: "2027-05-20T09:00:01Z").code == .listExpired)
        let young = TrustListPolicy(maximumAge: AgeLimit(30, .days))
        #expect(try judge(at: "2026-12-21T09:00:01Z", policy: young).code == .listStale)
        #expect(try judge(at: "2026-11-20T08:54:59Z").code == .listFromFuture)
        var unknown = try ExampleList.question()
        unknown.verificationMethod = Array("did:web:university.example#2027".utf8)
        let judgement = try judge(unknown, at: "2027-05-20T09:00:01Z")
        #expect(judgement.code == .listExpired)
        #expect(judgement.outcome == .undecided)
        #expect(judgement.issuer?.legalName == "University of Example")
    }

    @Test("What no newer list can change stays failed")
    func final() throws {
        var stolen = try ExampleList.question(created: "2026-05-02T00:00:00Z")
        stolen.verificationMethod = Array("did:web:university.example#2023".utf8)
        stolen.key = try TrustAuthority.key("university 2023").publicKey
        #expect(try judge(stolen, at: "2027-05-20T09:00:01Z").code == .keyCompromised)
    }

    @Test("Judging for another day asks whether the list is current today")
    func otherDay() throws {
        #expect(try judge(at: "2026-07-01T00:00:00Z", today: "2026-11-22T09:00:00Z").code == .recognised)
        #expect(try judge(at: "2026-07-01T00:00:00Z", today: "2027-06-22T09:00:00Z").code == .listExpired)
    }
}

@Suite("Judging by what was known in the past")
struct PastTrustTests {
    private let archive = TrustListPolicy(acceptsLapsed: true)

    private func created(_ time: String) throws -> IssuerQuestion { try ExampleList.question(created: time) }

    @Test("A lapsed list counts where the policy accepts it, and says as of when")
    func counts() throws {
        #expect(try judge(at: "2027-05-20T09:00:00Z", policy: archive).notes.map(\.code) == [.timeSelfAsserted])
        let judgement = try judge(at: "2046-01-01T00:00:00Z", policy: archive)
        #expect(judgement.code == .recognised)
        let note = try #require(judgement.notes.last)
        #expect(note.code == .listAsOf)
        let sentence = RegistryMessages.sentence(note.code.rawValue, in: .english, note.facts)
        #expect(
            sentence == "list 118 of Ministry of Education of Utopia ran out on 2027-05-20: it tells what was known on "
                + "2026-11-20")
    }

    @Test("What was signed when the list was out of date already stays undecided, to the second")
    func signedLater() throws {
        #expect(
            try judge(created("2027-05-20T09:00:00Z"), at: "2028-01-01T00:00:00Z", policy: archive).code == .recognised)
        let later = try judge(created("2027-05-20T09:00:01Z"), at: "2028-01-01T00:00:00Z", policy: archive)
        #expect(later.code == .listExpired)
        #expect(later.outcome == .undecided)
    }

    @Test("A refusal of the list stands, and so does a date that is missing or in the future")
    func refusals() throws {
        let suspended = try judge(created("2025-04-01T00:00:00Z"), at: "2046-01-01T00:00:00Z", policy: archive)
        #expect(suspended.code == .suspendedAtIssue)
        #expect(suspended.notes.map(\.code) == [.listAsOf])
        #expect(
            try judge(ExampleList.question(created: nil), at: "2046-01-01T00:00:00Z", policy: archive).code
                == .createdMissing)
        var unknown = try ExampleList.question()
        unknown.issuer = Array("did:web:mill.example".utf8)
        let notListed = try judge(unknown, at: "2046-01-01T00:00:00Z", policy: archive)
        #expect(notListed.code == .notListed && notListed.notes.isEmpty)
    }

    @Test("A state that the list announced counts from its day on, also when the list is out of date")
    func announced() throws {
        let withdrawal: JSONValue = [
            "state": "withdrawn", "since": "2028-01-01T00:00:00Z", "recordedAt": "2026-11-20T09:00:00Z",
        ]
        let changes: [(String, JSONValue?)] = [(university + "/states/-", withdrawal)]
        #expect(try judge(nil, changes, at: "2027-12-31T23:59:59Z", policy: archive).code == .recognised)
        #expect(try judge(nil, changes, at: "2028-01-01T00:00:00Z", policy: archive).code == .withdrawnNoTimeEvidence)
    }

    @Test("A greatest age counts beside it, and a list from the future never counts")
    func ageAndFuture() throws {
        let aged = TrustListPolicy(maximumAge: AgeLimit(3_650, .days), acceptsLapsed: true)
        #expect(try judge(at: "2030-01-01T00:00:00Z", policy: aged).code == .recognised)
        #expect(try judge(at: "2046-01-01T00:00:00Z", policy: aged).code == .listStale)
        #expect(try judge(at: "2026-11-20T08:54:59Z", policy: archive).code == .listFromFuture)
    }
}

@Suite("The greatest age")
struct AgeLimitTests {
    @Test("It is told in words of both languages and as a duration")
    func words() {
        for (limit, english, dutch, duration) in [
            (AgeLimit(30, .days), "30 days", "30 dagen", "P30D"), (AgeLimit(1, .days), "1 day", "1 dag", "P1D"),
            (AgeLimit(24, .hours), "24 hours", "24 uur", "PT24H"), (AgeLimit(1, .hours), "1 hour", "1 uur", "PT1H"),
            (AgeLimit(passed: 12), "less than an hour", "minder dan een uur", "PT0H"),
        ] {
            #expect(limit.words(in: .english) == english)
            #expect(limit.words(in: .dutch) == dutch)
            #expect(limit.description == duration)
        }
    }

    @Test("Limits compare by their length, whatever they are counted in")
    func comparison() {
        #expect(AgeLimit(24, .hours) == AgeLimit(1, .days))
        #expect(AgeLimit(25, .hours) > AgeLimit(1, .days))
        #expect(Set([AgeLimit(24, .hours), AgeLimit(1, .days)]).count == 1)
        #expect(AgeLimit(.max, .days).seconds == .max && AgeLimit(.min, .days).seconds == .min)
    }

    @Test("Hours count to the second")
    func hours() throws {
        let policy = TrustListPolicy(maximumAge: AgeLimit(36, .hours))
        #expect(try judge(at: "2026-11-21T21:00:00Z", policy: policy).code == .recognised)
        let stale = try judge(at: "2026-11-21T21:00:01Z", policy: policy)
        #expect(stale.code == .listStale)
        #expect(
            RegistryMessages.sentence("LIST_STALE", in: .english, stale.facts)
                == "list 118 tells what was known on 2026-11-20, longer ago than the 36 hours that your policy allows")
        #expect(RegistryMessages.sentence("LIST_STALE", in: .dutch, stale.facts).contains("36 uur"))
    }
}
