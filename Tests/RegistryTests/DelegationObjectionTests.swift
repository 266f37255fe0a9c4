import Credentials
import Cryptography
import Encodings
import Registry
import Testing

/// A change of a document before it is signed.
typealias DelegationChange = (pointer: String, value: JSONValue?)
private typealias Change = DelegationChange

private let key = "/credentialSubject/keys/0"
private let item = "/credentialSubject/recognizedTo/0"

/// What one part of an institution says in a delegation of the keys and awards of another.
@Suite("What delegations say against keys and awards")
struct DelegationObjectionTests {
    static let arts = "did:web:arts.university.example"

    /// The list, on which the college may delegate as well, with a key of its own for that.
    static func list(_ changes: [DelegationChange] = []) throws -> [DelegationChange] {
        [
            ExampleDelegation.twoSteps,
            (
                "/credentialSubject/1/keys/-",
                try ExampleDelegation.key(ExampleList.college + "#dg", "college delegate")
            ),
            (
                "/credentialSubject/1/recognizedTo/-",
                [
                    "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"],
                    "validFrom": "2020-01-01T00:00:00Z", "delegation": ["mayDelegate": true, "maxDepth": 1],
                ]
            ),
        ] + changes
    }

    /// A delegation to the faculty of law, or to another, in which a key has another label, state or purpose.
    static func delegation(
        to id: String = arts, naming label: String = "faculty", _ changes: [DelegationChange] = [],
        by delegator: String? = nil,
        created: String = "2026-11-01T00:00:00Z"
    ) throws -> [UInt8] {
        var value = try ExampleDelegation.value(
            [
                ("/id", .string("urn:uuid:\(id)")), ("/credentialSubject/id", .string(id)),
                ("/credentialSubject/legalName", "Faculty of Arts"),
                ("/credentialSubject/keys", [try ExampleDelegation.key(id + "#k", label, for: "issue")]),
            ] + changes)
        guard let delegator else { return try ExampleDelegation.sign(value, created: created) }
        value.set("/issuer", .string(delegator))
        value.set("/credentialSubject/delegatedBy", .string(delegator))
        let isCollege = delegator == ExampleList.college
        if !isCollege { value.set("/credentialSubject/depth", 2) }
        return try ExampleDelegation.sign(
            value, with: isCollege ? "college delegate" : "arts delegate", method: delegator + "#dg", created: created)
    }

    static func stolen(_ since: String = "2026-06-01T00:00:00Z") -> [DelegationChange] {
        [(key + "/state", "compromised"), (key + "/compromisedSince", .string(since))]
    }

    /// The faculty of arts, which may let others issue in turn.
    static func artsWithPowers(by delegator: String? = nil) throws -> [UInt8] {
        try delegation(
            to: arts, naming: "arts",
            [
                (item + "/delegation", ["mayDelegate": true, "maxDepth": 1]),
                ("/credentialSubject/keys/-", try ExampleDelegation.key(arts + "#dg", "arts delegate")),
            ], by: delegator, created: "2026-01-01T00:00:00Z")
    }

    /// What is said of the faculty of law by its own delegation and others beside it, in whatever order they come.
    private static func judgement(
        _ others: [[UInt8]], list changes: [Change] = [], created: String = "2026-06-30T10:00:00Z"
    ) throws -> IssuerJudgement {
        let own = try ExampleDelegation.sign(ExampleDelegation.value())
        let question = try ExampleDelegation.question(created: created)
        let judgements = try [[own] + others, others.reversed() + [own]].map { documents in
            try #require(
                ExampleDelegation.book(documents, list: list(changes)).judge(question, at: ExampleList.now()))
        }
        #expect(judgements[0].code == judgements[1].code)
        for language in Language.allCases {
            let notes = judgements[0].notes.map {
                RegistryMessages.sentence($0.code.rawValue, in: language, $0.facts)
            }
            let words = [judgements[0].sentence(in: language), judgements[0].nextStep(in: language) ?? ""] + notes
            #expect(!words.contains { $0.utf8.contains(UInt8(ascii: "{")) }, "\(words)")
        }
        return judgements[0]
    }

    @Test("A key that the institution calls stolen is stolen, whomever the delegation is to that says so")
    func saidByTheInstitution() throws {
        #expect(try Self.judgement([Self.delegation(Self.stolen())]).code == .keyCompromised)
        #expect(
            try Self.judgement([Self.delegation(Self.stolen("2026-08-01T00:00:00Z"))]).code
                == .keyCompromisedNoTimeEvidence)
        // Of several words the earliest theft counts.
        let words = try [
            Self.delegation(Self.stolen("2026-08-01T00:00:00Z")), Self.delegation(to: Self.arts + ":b", Self.stolen()),
        ]
        #expect(try Self.judgement(words).code == .keyCompromised)
        // Another key is another key, and nobody's word is nobody's.
        #expect(try Self.judgement([Self.delegation(naming: "arts", Self.stolen())]).code == .recognisedByDelegation)
        let forged = try ExampleDelegation.sign(
            ExampleDelegation.value([("/credentialSubject/id", .string(ExampleDelegation.faculty))] + Self.stolen()),
            with: "stranger")
        let answer = try Self.judgement([forged])
        #expect(answer.code == .recognisedByDelegation && answer.notes.map(\.code) == [.timeSelfAsserted])
    }

    @Test("Where another part of the institution calls it stolen, it is open until the institution says which it is")
    func saidBesideIt() throws {
        let powers = try Self.artsWithPowers()
        let word = try Self.delegation(to: ExampleDelegation.institute, Self.stolen(), by: Self.arts)
        let open = try Self.judgement([powers, word])
        #expect(open.code == .keyDisputed && open.outcome == .undecided)
        #expect(open.sentence(in: .english).hasPrefix("Faculty of Arts, which also has its powers from University"))
        // So it is to this very faculty: whoever has a key to delegate can name anybody, even where it may pass nothing on.
        let own = try Self.delegation(to: ExampleDelegation.faculty, Self.stolen(), by: Self.arts)
        #expect(try Self.judgement([powers, own]).code == .keyDisputed)
        let powerless = try Self.delegation(
            to: Self.arts, naming: "arts",
            [("/credentialSubject/keys/-", try ExampleDelegation.key(Self.arts + "#dg", "arts delegate"))],
            created: "2026-01-01T00:00:00Z")
        #expect(try Self.judgement([powerless, own]).code == .keyDisputed)
        // With its own key stolen it has no word, be that said on the list or by the institution.
        let silenced = try Self.delegation(
            to: "did:web:other.university.example", naming: "arts delegate", Self.stolen())
        #expect(try Self.judgement([powers, word, silenced]).code == .recognisedByDelegation)
        #expect(try Self.judgement([powers, own, silenced]).code == .recognisedByDelegation)
        // Without what it has its powers by, it is a stranger.
        #expect(try Self.judgement([word]).code == .recognisedByDelegation)
        // What is refused anyway is not made open.
        #expect(
            try Self.judgement([powers, word], created: "2027-03-01T00:00:00Z").code == .timeFromFuture)
    }

    @Test("Another institution silences nobody, whom it names or delegates to unasked: what it says is noted")
    func saidElsewhere() throws {
        for subject in [ExampleDelegation.faculty, Self.arts] {
            let word = try Self.delegation(to: subject, Self.stolen(), by: ExampleList.college)
            let answer = try Self.judgement([word])
            #expect(answer.code == .recognisedByDelegation, "\(subject)")
            #expect(answer.notes.map(\.code) == [.timeSelfAsserted, .keyCalledStolen])
        }
        let other = try Self.delegation(
            to: ExampleDelegation.faculty, [(key + "/purposes", ["status"])], by: ExampleList.college)
        #expect(try Self.judgement([other]).notes.map(\.code) == [.timeSelfAsserted])
        // For what comes by its own delegation it stands above.
        let name: Change = (key + "/kid", .string(ExampleDelegation.faculty + "#2026"))
        let alone = try Self.delegation(to: ExampleDelegation.faculty, Self.stolen() + [name], by: ExampleList.college)
        let book = try ExampleDelegation.book([alone], list: Self.list())
        #expect(try book.judge(ExampleDelegation.question(), at: ExampleList.now())?.code == .keyCompromised)
    }

    @Test("A key that one delegation has for awards and another for something else has two purposes, and is refused")
    func twoPurposes() throws {
        for purpose in ["status", "delegate", "present"] {
            let change: [Change] = [(key + "/purposes", [.string(purpose)])]
            for subject in [ExampleDelegation.faculty, Self.arts] {
                let answer = try Self.judgement([Self.delegation(to: subject, change)])
                #expect(answer.code == .keyWrongPurpose, "\(purpose) \(subject)")
                #expect(answer.sentence(in: .english).contains("(\(purpose))"))
            }
            let beside = try Self.delegation(to: ExampleDelegation.institute, change, by: Self.arts)
            #expect(try Self.judgement([Self.artsWithPowers(), beside]).code == .keyDisputed)
        }
        #expect(try Self.judgement([Self.delegation()]).code == .recognisedByDelegation)
    }

    @Test("Nobody makes a delegation with a key that another one has for something else")
    func makingTwoPurposes() throws {
        let first = try ExampleDelegation.sign(ExampleDelegation.value())
        let second = try Self.delegation([(key + "/purposes", ["status"])])
        let book = try ExampleDelegation.book([first, second], list: Self.list())
        let made = try #require(book.delegations.all.last)
        let now = try ExampleList.now()
        let answer = book.judge(made, at: now)
        #expect(answer.code == .delegationKeyInUse)
        #expect(answer.sentence(in: .english).contains("that a delegation by University of Example has for something"))
        // One that was made is kept: it may be the one that tells of it.
        #expect(book.judge(made, at: now, isNew: false).code == .recognisedByDelegation)
        let told = try Self.delegation(to: ExampleDelegation.faculty, Self.stolen())
        let again = try ExampleDelegation.book([first, told], list: Self.list())
        #expect(again.judge(try #require(again.delegations.all.last), at: now).code == .recognisedByDelegation)
    }

    @Test("A key by which a faculty delegates has that one purpose, and no sibling calls it stolen")
    func delegatingKeys() throws {
        let first = try ExampleDelegation.sign(ExampleDelegation.value(ExampleDelegation.passable()))
        let second = try ExampleDelegation.signSecond(ExampleDelegation.secondValue())
        let question = try ExampleDelegation.question(of: ExampleDelegation.institute, "institute")
        func code(_ others: [[UInt8]]) throws -> IssuerJudgement.Code? {
            let judgement = try ExampleDelegation.book([first, second] + others, list: Self.list())
                .judge(question, at: ExampleList.now())
            #expect(judgement?.sentence(in: .dutch).contains("{") == false)
            return judgement?.code
        }
        #expect(try code([]) == .recognisedByDelegation)
        #expect(try code([Self.delegation(naming: "faculty delegate")]) == .delegationBadSignature)
        #expect(
            try code([Self.delegation(naming: "faculty delegate", Self.stolen())]) == .delegationKeyCompromised)
        let beside = try Self.delegation(
            to: "did:web:other.university.example", naming: "faculty delegate", Self.stolen(), by: Self.arts)
        #expect(try code([Self.artsWithPowers(), beside]) == .keyDisputed)
        let elsewhere = try Self.delegation(naming: "faculty delegate", Self.stolen(), by: ExampleList.college)
        #expect(try code([elsewhere]) == .recognisedByDelegation)
    }

    @Test("Awards that a newer delegation declares void are void, though it was made after them")
    func voided() throws {
        let later: [Change] = [("/validFrom", "2026-11-01T00:00:00Z"), (item + "/validFrom", "2026-11-01T00:00:00Z")]
        func word(
            _ from: String, to id: String = ExampleDelegation.faculty, _ changes: [Change] = [], by: String? = nil
        ) throws -> [UInt8] {
            try Self.delegation(
                to: id, naming: "newer", later + [(item + "/voidFrom", .string(from))] + changes, by: by)
        }
        let voided = try Self.judgement([word("2026-06-30T10:00:00Z")])
        #expect(voided.code == .awardsVoided)
        #expect(voided.sentence(in: .english).hasPrefix("University of Example has declared awards of Faculty of Law"))
        for others in try [
            [word("2026-06-30T10:00:01Z")], [word("2026-06-01T00:00:00Z", [(item + "/fields", ["isced-f:0311"])])],
            [word("2026-06-01T00:00:00Z", to: Self.arts)],
            [word("2026-06-01T00:00:00Z", [(item + "/validUntil", "2026-06-30T09:59:59Z")])],
        ] { #expect(try Self.judgement(others).code == .recognisedByDelegation) }
        // By another part of the institution it is open, and by another institution void for its own alone.
        let beside = try word("2026-06-01T00:00:00Z", by: Self.arts)
        let open = try Self.judgement([Self.artsWithPowers(), beside])
        #expect(open.code == .keyDisputed && open.outcome == .undecided)
        #expect(open.sentence(in: .english).contains("declares such awards of Faculty of Law void"))
        // Not where it has no such awards to pass on itself.
        let limited = try Self.delegation(
            to: Self.arts, naming: "arts",
            [
                (item + "/eqfMin", 5), (item + "/eqfMax", 5),
                (item + "/delegation", ["mayDelegate": true, "maxDepth": 1]),
                ("/credentialSubject/keys/-", try ExampleDelegation.key(Self.arts + "#dg", "arts delegate")),
            ], created: "2026-01-01T00:00:00Z")
        let beyond = try Self.judgement([limited, beside])
        #expect(beyond.code == .recognisedByDelegation)
        #expect(beyond.notes.map(\.code) == [.timeSelfAsserted, .awardsVoidedElsewhere])
        // Nor where it may pass nothing on, or might no longer when it said so.
        let key: Change = ("/credentialSubject/keys/-", try ExampleDelegation.key(Self.arts + "#dg", "arts delegate"))
        let powers: Change = (item + "/delegation", ["mayDelegate": true, "maxDepth": 1])
        for powerless in [[key], [key, powers, ("/validUntil", "2026-10-31T23:59:59Z")]] as [[Change]] {
            let arts = try Self.delegation(
                to: Self.arts, naming: "arts", powerless, created: "2026-01-01T00:00:00Z")
            #expect(try Self.judgement([arts, beside]).code == .recognisedByDelegation)
        }
        let elsewhere = try Self.judgement([word("2026-06-01T00:00:00Z", by: ExampleList.college)])
        #expect(elsewhere.code == .recognisedByDelegation)
        #expect(elsewhere.notes.map(\.code) == [.timeSelfAsserted, .awardsVoidedElsewhere])
        // What is void for a faculty is void for whoever issues by it.
        let first = try ExampleDelegation.sign(ExampleDelegation.value(ExampleDelegation.passable()))
        let second = try ExampleDelegation.signSecond(ExampleDelegation.secondValue())
        let question = try ExampleDelegation.question(of: ExampleDelegation.institute, "institute")
        let documents = try [first, second, word("2026-06-01T00:00:00Z")]
        let book = try ExampleDelegation.book(documents, list: Self.list())
        #expect(try book.judge(question, at: ExampleList.now())?.code == .awardsVoided)
    }

    @Test("A warning is made and kept whatever became of the institution, but for what it never had to pass on")
    func warningsAsDelegations() throws {
        let warning: [Change] = [(item + "/voidFrom", "2026-06-01T00:00:00Z")]
        let suspended: [Change] = [
            (
                "/credentialSubject/0/states/-",
                ["state": "suspended", "since": "2026-10-01T00:00:00Z", "recordedAt": "2026-10-01T00:00:00Z"]
            )
        ]
        let kept: [Change] = [("/credentialSubject/0/recognizedTo/0/delegation", nil)]
        for changes in [warning, Self.stolen()] {
            let told = try Self.delegation(to: ExampleDelegation.faculty, changes)
            let book = try ExampleDelegation.book([told], list: Self.list(kept))
            let answer = try book.judge(#require(book.delegations.all.last), at: ExampleList.now())
            #expect(answer.code == .delegationNotAllowed)
        }
        for (changes, code) in [
            (warning, .recognisedByDelegation), (Self.stolen(), .recognisedByDelegation),
            (warning + [(item + "/credentialTypes", ["OpenBadgeCredential"])], .delegationWidensScope),
            (Self.stolen() + [(item + "/eqfMax", 8)], .delegationWidensScope),
        ] as [([Change], IssuerJudgement.Code)] {
            for list in [[], suspended] as [[Change]] {
                let told = try Self.delegation(to: ExampleDelegation.faculty, changes)
                let book = try ExampleDelegation.book([told], list: Self.list(list))
                let answer = try book.judge(#require(book.delegations.all.last), at: ExampleList.now())
                #expect(answer.code == code, "\(changes.map(\.0))")
            }
        }
    }

    @Test("What is kept of delegations is what tells of a theft or of void awards, with what it comes from")
    func warnings() throws {
        let powers = try Self.artsWithPowers()
        let theft = try Self.delegation(to: ExampleDelegation.institute, Self.stolen(), by: Self.arts)
        let end = try Self.delegation([(item + "/voidFrom", "2026-06-01T00:00:00Z")])
        let forged = try ExampleDelegation.sign(ExampleDelegation.value(Self.stolen()), with: "stranger")
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let book = try ExampleDelegation.book([plain, theft, forged, powers, end], list: Self.list())
        #expect(book.warnings().map { $0.delegations.map(\.bytes) } == [[end], [powers, theft]])
        #expect(try ExampleDelegation.book([theft], list: Self.list()).warnings().isEmpty)
        let told = try Self.words([powers, theft])
        #expect(told.count == 1)
        // The same said again is no news; of an earlier day it reaches further.
        let again = try Self.delegation(
            to: ExampleDelegation.institute, Self.stolen() + [("/id", "urn:uuid:2")], by: Self.arts)
        #expect(try Self.words([powers, again]) == told)
        let earlier = try Self.words([
            powers,
            Self.delegation(to: ExampleDelegation.institute, Self.stolen("2026-05-01T00:00:00Z"), by: Self.arts),
        ])
        #expect(earlier.keys == told.keys)
        #expect(try #require(earlier.values.first).reach > #require(told.values.first).reach)
        // By the word of another institution it is somebody else's.
        let other = try Self.artsWithPowers(by: ExampleList.college)
        #expect(try Self.words([other, theft]).keys != told.keys)
        #expect(try Self.words([powers, other, theft]).count == 2)
    }

    /// What some delegations warn of.
    private static func words(_ documents: [[UInt8]]) throws -> [[UInt8]: DelegationWarning.Extent] {
        try ExampleDelegation.book(documents, list: list()).warnings().reduce(into: [:]) { words, warning in
            words.merge(warning.words) { $0.joined(with: $1) }
        }
    }

    @Test(
        "Where a warning is known to be lost, nobody is recognised whom it may have been about, until it is told again")
    func lostWarnings() throws {
        let list = try TrustAuthority().list(ExampleDelegation.listValue(Self.list()))
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let word = try Self.delegation(
            to: ExampleDelegation.institute, [(item + "/voidFrom", "2026-06-01T00:00:00Z")])
        let digest = try #require(Delegation(parsing: word).digest)
        let question = try ExampleDelegation.question()
        for (institution, code) in [
            (ExampleList.university, .delegationMemoryLost), ("", .delegationMemoryLost),
            (ExampleList.college, .recognisedByDelegation),
        ] as [(String, IssuerJudgement.Code)] {
            let words = institution.isEmpty ? [] : [LostWarning(institution: Array(institution.utf8))]
            var delegations = Delegations(remembering: [], lost: [digest: Set(words)])
            delegations.add([plain])
            let lost = try #require(DelegationBook(list, delegations).judge(question, at: ExampleList.now()))
            #expect(lost.code == code)
            #expect((lost.outcome == .undecided) == (code == .delegationMemoryLost))
            delegations.add([word])
            #expect(delegations.lost.isEmpty)
            let whole = DelegationBook(list, delegations).judge(question, at: try ExampleList.now())
            #expect(whole?.code == .recognisedByDelegation)
        }
        // What is against the issuer itself stands.
        let told = try Self.delegation(Self.stolen())
        var both = Delegations(remembering: [], lost: [digest: []])
        both.add([plain, told])
        #expect(DelegationBook(list, both).judge(question, at: try ExampleList.now())?.code == .keyCompromised)
    }

    @Test("Nobody who may delegate can hide what the institution itself says behind any number of words of his own")
    func crowded() throws {
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let junk = try (0..<140).map { number in
            try Self.delegation(
                to: "did:web:y\(number).example",
                [("/credentialSubject/keys/0/purposes", ["status"])], by: ExampleList.college)
        }
        let word = try Self.delegation(to: Self.arts, Self.stolen())
        let question = try ExampleDelegation.question()
        let now = try ExampleList.now()
        let stolen = try ExampleDelegation.book(junk + [plain, word], list: Self.list())
        #expect(stolen.judge(question, at: now)?.code == .keyCompromised)
        // The same for the ways to an issuer.
        let ways = try (0..<140).map { number in
            try Self.delegation(
                to: ExampleDelegation.faculty, naming: "junk \(number)", [("/id", .string("urn:uuid:\(number)"))],
                by: ExampleList.college)
        }
        #expect(
            try ExampleDelegation.book(ways + [plain], list: Self.list()).judge(question, at: now)?.code
                == .recognisedByDelegation)
    }

    @Test("Where two institutions name different keys by one name, an award is good by the one whose it is")
    func twoKeys() throws {
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let method = ExampleDelegation.faculty + "#2026"
        let other = try Self.delegation(
            to: ExampleDelegation.faculty,
            [("/credentialSubject/keys", [try ExampleDelegation.key(method, "junk", for: "issue")])],
            by: ExampleList.college)
        for documents in [[plain, other], [other, plain]] {
            let book = try ExampleDelegation.book(documents, list: Self.list())
            let own = try TrustAuthority.key("faculty").publicKey
            #expect(Set(book.publicKeys(for: method)) == [own, try TrustAuthority.key("junk").publicKey])
            let answer = try book.judge(ExampleDelegation.question(), at: ExampleList.now())
            #expect(answer?.code == .recognisedByDelegation)
        }
    }

    @Test("However many keys others name by one name, the one that the institution names is among those that count")
    func manyKeys() throws {
        let method = ExampleDelegation.faculty + "#2026"
        let others = try (0..<80).map { number in
            try Self.delegation(
                to: ExampleDelegation.faculty,
                [("/credentialSubject/keys", [try ExampleDelegation.key(method, "junk \(number)", for: "issue")])],
                by: ExampleList.college)
        }
        let book = try ExampleDelegation.book(
            others + [ExampleDelegation.sign(ExampleDelegation.value())], list: Self.list())
        #expect(book.publicKeys(for: method).contains(try TrustAuthority.key("faculty").publicKey))
    }

    @Test("What a part of the institution said before its own key was stolen decides nothing, and is noted")
    func fadedWords() throws {
        let plain = try ExampleDelegation.sign(ExampleDelegation.value())
        let powers = try Self.artsWithPowers()
        func judgement(_ changes: [Change], stolenSince since: String?) throws -> IssuerJudgement {
            let word = try Self.delegation(
                to: ExampleDelegation.faculty, changes, by: Self.arts, created: "2026-03-01T00:00:00Z")
            var documents = [plain, powers, word]
            if let since {
                var key = try ExampleDelegation.key(Self.arts + "#dg", "arts delegate")
                key["state"] = "compromised"
                key["compromisedSince"] = .string(since)
                documents.append(
                    try Self.delegation(to: Self.arts, naming: "arts", [("/credentialSubject/keys/-", key)]))
            }
            let book = try ExampleDelegation.book(documents, list: Self.list())
            return try #require(book.judge(ExampleDelegation.question(), at: ExampleList.now()))
        }
        for (changes, note) in [
            (Self.stolen(), .keyCalledStolenByLostKey),
            ([(item + "/voidFrom", "2026-01-01T00:00:00Z")], .awardsVoidedByLostKey),
        ] as [([Change], TrustNote.Code)] {
            #expect(try judgement(changes, stolenSince: nil).code == .keyDisputed)
            let before = try judgement(changes, stolenSince: "2026-06-01T00:00:00Z")
            #expect(before.code == .recognisedByDelegation)
            #expect(before.notes.map(\.code).contains(note))
            let after = try judgement(changes, stolenSince: "2026-02-01T00:00:00Z")
            #expect(after.code == .recognisedByDelegation && !after.notes.map(\.code).contains(note))
        }
    }
}
