import Credentials
import Cryptography
import Encodings
import Registry
import Testing

private let university = "/credentialSubject/0"

/// Two lists of one number beside the one that comes after them: what was contradictory is settled, and said.
@Suite("Lists of one number beside a later one")
struct RivalListTests {
    private typealias Change = (pointer: String, value: JSONValue?)

    private func chain(
        _ lists: [JSONValue], handedOver: [JSONValue] = [], seen: SeenTrust = SeenTrust(), _ seenLists: [JSONValue] = []
    ) throws -> TrustChain {
        TrustChain(
            pin: try TrustHolders.pin(TrustHolders.firstRoot()),
            material: TrustMaterial(
                roots: [try TrustHolders.sign(TrustHolders.firstRoot(), by: ["r1", "r2"])],
                lists: try lists.map { try signed($0) }),
            handedOver: TrustMaterial(lists: try handedOver.map { try signed($0) }), seen: seen,
            seenLists: try seenLists.map { try signed($0) })
    }

    private func signed(_ value: JSONValue) throws -> [UInt8] {
        try TrustHolders.sign(value, by: ["r1", "r2"], at: "2026-11-20T09:00:00Z")
    }

    private func list(
        _ sequence: Int, after previous: JSONValue? = nil, changed changes: [Change] = []
    ) throws -> JSONValue {
        var value = try TrustHolders.list(sequence: sequence)
        if let previous { value.set("/trustList/previousDigest", try TrustAuthority.digest(previous)) }
        for (pointer, change) in changes { value.set(pointer, change) }
        return value
    }

    private func seen(_ list: JSONValue) throws -> SeenTrust {
        try chain([list]).seen(at: time("2026-11-21T12:00:00Z"))
    }

    private static let harmless: Change = ("/trustList/info/note", "other")
    private static let theft: [Change] = [
        (university + "/keys/1/state", "compromised"),
        (university + "/keys/1/compromisedSince", "2026-11-02T00:00:00Z"),
    ]

    @Test("It counts where it continues one of them and takes nothing back of the other, whichever of them was seen")
    func settles() throws {
        let one = try list(118)
        let two = try list(118, changed: [Self.harmless])
        let next = try list(119, after: one)
        for (lists, others, seen, kept) in [
            ([next, one, two], [], SeenTrust(), []), ([two, one, next], [], SeenTrust(), []),
            ([next, two], [], try seen(one), [one]), ([next, one, two], [], try seen(one), [one]),
            // The other one is a stranger's, and the one that is named is not at hand.
            ([next], [two], SeenTrust(), []), ([next], [two], try seen(next), [next]),
            ([next], [one, two], SeenTrust(), []),
        ] as [([JSONValue], [JSONValue], SeenTrust, [JSONValue])] {
            let chain = try chain(lists, handedOver: others, seen: seen, kept)
            #expect(chain.list?.sequence == 119 && chain.problems.isEmpty)
            #expect(chain.notes.map(\.code) == [.contradictionSettled])
            #expect(try chain.seen(at: time("2026-11-21T12:00:00Z")).contradictions.isEmpty)
        }
        // Two lists in a row are no contradiction.
        #expect(try chain([next, one]).notes.map(\.code) == [.listLeftAside])
        // Without the later one the two leave neither.
        #expect(try chain([one, two]).problems.map(\.code) == [.equivocation])
    }

    @Test("A list that names another one than the one before it is held against that one all the same")
    func misnamed() throws {
        let one = try list(118)
        let third = try list(118, changed: [("/trustList/info/note", "third")])
        for changes in [
            [], [(university + "/recognizedTo/0/eqfMax", 8)],
            [("/trustList/issued", "2026-11-19T09:00:00Z"), ("/validFrom", "2026-11-19T09:00:00Z")],
        ] as [[Change]] {
            let next = try list(119, after: third, changed: changes)
            for (seen, kept) in [(SeenTrust(), []), (try seen(one), [one])] {
                for chain in [
                    try chain([one], handedOver: [next], seen: seen, kept), try chain([one, next], seen: seen, kept),
                    try chain([], handedOver: [one, next], seen: seen, kept),
                ] {
                    #expect(chain.list == nil && chain.problems.map(\.code) == [.historyRewritten])
                    #expect(!chain.notes.contains { $0.code == .contradictionSettled })
                }
            }
        }
    }

    @Test(
        "Whom a list has that was given up for another of its number is nobody's concern, but for keys that are spent")
    func discarded() throws {
        let right = try list(118)
        let institution: JSONValue = [
            "id": "did:web:wrong.example", "type": "RecognizedEntity", "legalName": "Wrong",
            "states": [
                ["state": "granted", "since": "2026-11-20T09:00:00Z", "recordedAt": "2026-11-20T09:00:00Z"]
            ],
            "keys": [
                [
                    "kid": "did:web:wrong.example#k",
                    "publicKeyMultibase": .string(try TrustHolders.key("f2").publicKey.multikey),
                    "purposes": ["issue"], "validFrom": "2026-11-20T09:00:00Z", "state": "active",
                ]
            ],
            "recognizedTo": [
                [
                    "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"],
                    "validFrom": "2026-11-20T09:00:00Z",
                ]
            ],
        ]
        let stolen = institution.setting("/keys/0/state", "compromised").setting(
            "/keys/0/compromisedSince", "2026-11-20T09:00:00Z")
        let moved = institution.setting("/id", "did:web:right.example").setting(
            "/keys/0/kid", "did:web:right.example#k")
        for (wrong, more, isGood) in [
            (institution, nil, true), (institution, moved, true), (stolen, nil, true), (stolen, moved, false),
        ] as [(JSONValue, JSONValue?, Bool)] {
            let discarded = try list(118, changed: [("/credentialSubject/-", wrong)])
            let next = try list(119, after: right, changed: more.map { [("/credentialSubject/-", $0)] } ?? [])
            let both = try chain([right], handedOver: [discarded])
            #expect(both.list == nil && both.problems.map(\.code) == [.equivocation])
            let after = try both.seen(at: time("2026-11-21T12:00:00Z"))
            let later = try chain([next], seen: after, [right, discarded])
            #expect((later.list?.sequence == 119) == isGood, "\(later.problems)")
            let beside = try chain([next], handedOver: [discarded])
            #expect((beside.list?.sequence == 119) == isGood)
        }
    }

    @Test("It does not count where it takes back what the other says against somebody, or goes on with neither")
    func upholds() throws {
        let one = try list(118)
        let two = try list(118, changed: Self.theft)
        let next = try list(119, after: one)
        for (lists, seen, kept) in [
            ([next, one, two], SeenTrust(), []), ([next, two], SeenTrust(), []), ([next, two], try seen(one), [one]),
        ] {
            let chain = try chain(lists, seen: seen, kept)
            #expect(chain.list == nil && chain.problems.map(\.code) == [.historyRewritten])
            #expect(chain.notes.isEmpty)
            // It is not forgotten with the refusal.
            #expect(try chain.seen(at: time("2026-11-21T12:00:00Z")).rewriting?.sequence == 119)
        }
        let whole = try list(119, after: one, changed: Self.theft)
        #expect(try chain([whole, one, two]).list?.sequence == 119)
        let strange = try list(119, after: list(118, changed: [("/trustList/info/note", "third")]), changed: Self.theft)
        #expect(try chain([strange, one, two]).problems.map(\.code) == [.historyRewritten])
        // The one that was seen is what it goes on with, or it rewrites.
        #expect(try chain([whole, one], seen: seen(two), [two]).problems.map(\.code) == [.historyRewritten])
    }

    @Test("Where lists in between were not seen, a later one continues either of them, and upholds the other")
    func further() throws {
        let one = try list(117)
        let two = try list(117, changed: Self.theft)
        for order in [[one, two], [two, one]] {
            let forgetful = try chain([list(119)] + order)
            #expect(forgetful.list == nil && forgetful.problems.map(\.code) == [.historyRewritten])
            let whole = try chain([list(119, changed: Self.theft)] + order)
            #expect(whole.list?.sequence == 119 && whole.problems.isEmpty)
            #expect(whole.notes.map(\.code) == [.contradictionSettled])
        }
        // It goes on with neither of them.
        let strange = try list(119, changed: Self.theft + [(university + "/states/2", nil)])
        #expect(try chain([strange, one, two]).problems.map(\.code) == [.historyRewritten])
        // One of the two was seen in an earlier run, and is not at hand.
        let forgetful = try chain([list(119), two], seen: seen(one), [one])
        #expect(forgetful.list == nil && forgetful.problems.map(\.code) == [.historyRewritten])
        let whole = try chain([list(119, changed: Self.theft), two], seen: seen(one), [one])
        #expect(whole.list?.sequence == 119 && whole.notes.map(\.code) == [.contradictionSettled])
    }

    @Test("What one of them voids stays void, though the other does not have the recognition at all")
    func voids() throws {
        let recognition: JSONValue = [
            "type": "RecognizedAction", "action": "issue", "credentialTypes": ["MicroCredential"],
            "validFrom": "2020-01-01T00:00:00Z", "voidFrom": "2026-01-01T00:00:00Z",
        ]
        let one = try list(118)
        for (says, isUpheld) in [
            (recognition, false), (recognition.setting("/voidFrom", nil), true),
        ] {
            let two = try list(118, changed: [(university + "/recognizedTo/-", says)])
            let next = try chain([list(119, after: one), one, two])
            #expect((next.list != nil) == isUpheld)
        }
        // An end in the past would take awards out of what is void.
        let place = university + "/recognizedTo/0"
        let void: Change = (place + "/voidFrom", "2026-01-01T00:00:00Z")
        let two = try list(118, changed: [void])
        for (end, isUpheld) in [("2025-12-31T23:59:59Z", false), ("2026-11-20T09:00:00Z", true)] {
            let changes = [void, (place + "/validUntil", .string(end))]
            #expect(try (chain([list(119, after: one, changed: changes), one, two]).list != nil) == isUpheld)
        }
    }
}

/// Windows of what an institution is recognised for, as one list follows another.
@Suite("The end of a recognition whose awards are void")
struct VoidedWindowTests {
    private func refusal(_ old: [(String, JSONValue?)], _ new: [(String, JSONValue?)]) throws -> String? {
        let place = university + "/recognizedTo/0"
        let first = try old.reduce(ExampleList.value()) { $0.setting(place + $1.0, $1.1) }
        var next = new.reduce(first) { $0.setting(place + $1.0, $1.1) }
        for (pointer, value) in [
            ("/trustList/sequence", 119), ("/trustList/issued", "2026-11-21T09:00:00Z"),
            ("/validFrom", "2026-11-21T09:00:00Z"), ("/trustList/previousDigest", try TrustAuthority.digest(first)),
        ] as [(String, JSONValue)] {
            next.set(pointer, value)
        }
        let authority = try TrustAuthority()
        let (list, seen) = (try authority.list(next), try authority.list(first))
        do throws(TrustError) {
            try list.check(succeeding: seen)
            return nil
        } catch {
            #expect(error.code == .historyRewritten)
            return error.pointer
        }
    }

    @Test("It may lie in the time to come, and takes no award of the past out of what is void")
    func ends() throws {
        let void: [(String, JSONValue?)] = [("/voidFrom", "2026-01-01T00:00:00Z")]
        for (end, isAccepted) in [
            ("2026-11-20T09:00:00Z", true), ("2026-11-20T08:59:59Z", false), ("2025-12-31T23:59:59Z", false),
            ("2030-12-31T23:59:59Z", true),
        ] {
            #expect((try refusal(void, [("/validUntil", .string(end))]) == nil) == isAccepted, "\(end)")
            #expect((try refusal(void + [("/validUntil", nil)], [("/validUntil", .string(end))]) == nil) == isAccepted)
        }
        // Without anything void it may end whenever the authority says, and both may come at once.
        #expect(try refusal([], [("/validUntil", "2025-12-31T23:59:59Z")]) == nil)
        #expect(try refusal([], void + [("/validUntil", "2025-12-31T23:59:59Z")]) == nil)
        // One that had ended before stays as it was.
        let ended: [(String, JSONValue?)] = void + [("/validUntil", "2026-06-30T00:00:00Z")]
        #expect(try refusal(ended, []) == nil)
        #expect(try refusal(ended, [("/validUntil", "2026-06-29T00:00:00Z")]) == university + "/recognizedTo")
    }
}
