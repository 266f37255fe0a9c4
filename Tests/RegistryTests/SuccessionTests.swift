import Cryptography
import Encodings
import Registry
import Testing

private let university = "/credentialSubject/0"

/// The list after the example list, changed.
private func successor(_ sequence: Int = 119, _ changes: [(String, JSONValue?)] = []) throws -> JSONValue {
    let first = try ExampleList.value()
    var value = first
    value.set("/trustList/sequence", .number(String(sequence)))
    value.set("/trustList/previousDigest", try TrustAuthority.digest(first))
    value.set("/trustList/issued", "2026-11-21T09:00:00Z")
    value.set("/validFrom", "2026-11-21T09:00:00Z")
    for (pointer, change) in changes { value.set(pointer, change) }
    return value
}

private func refusal(_ value: JSONValue, after seen: JSONValue? = nil) throws -> TrustError? {
    let authority = try TrustAuthority()
    let list = try authority.list(value)
    let seen = try authority.list(seen ?? ExampleList.value())
    do throws(TrustError) {
        try list.check(succeeding: seen)
        return nil
    } catch {
        return error
    }
}

/// A change that a successor may not make.
struct Rewrite: CustomTestStringConvertible {
    let name: String
    let pointer: String
    let changes: [(String, JSONValue?)]

    init(_ name: String, at pointer: String, _ changes: (String, JSONValue?)...) {
        self.name = name
        self.pointer = pointer
        self.changes = changes
    }

    var testDescription: String { name }
}

@Suite("A list after one that was seen before")
struct SuccessionTests {
    @Test("The same list again, and the next one, are accepted")
    func acceptsNext() throws {
        #expect(try refusal(ExampleList.value()) == nil)
        #expect(try refusal(successor()) == nil)
        #expect(try refusal(successor(118 + 1_000_000)) == nil)
        // A list that skips one names a predecessor that was not seen.
        let unseen: JSONValue = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        #expect(try refusal(successor(120, [("/trustList/previousDigest", unseen)])) == nil)
    }

    @Test("What a list in between has recognised is no rewriting for one who missed that list")
    func acceptsRecognitionsOfMissedLists() throws {
        let unseen: JSONValue = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        func later(_ sequence: Int, from: String) throws -> TrustError? {
            let recognition: JSONValue = [
                "type": "RecognizedAction", "action": "issue", "credentialTypes": ["X"], "validFrom": .string(from),
            ]
            var changes: [(String, JSONValue?)] = [(university + "/recognizedTo/-", recognition)]
            if sequence > 119 { changes.append(("/trustList/previousDigest", unseen)) }
            return try refusal(successor(sequence, changes))
        }
        let seen = "2026-11-20T09:00:00Z"
        #expect(try later(120, from: "2026-11-20T18:00:00Z") == nil)
        #expect(try later(120, from: seen) == nil)
        #expect(try later(120, from: "2026-11-20T08:59:59Z")?.code == .historyRewritten)
        #expect(try later(119, from: "2026-11-20T18:00:00Z")?.code == .historyRewritten)
        #expect(try later(119, from: "2026-11-21T09:00:00Z") == nil)
    }

    @Test("A new institution is put on record, however long ago it was recognised")
    func newInstitutions() throws {
        func change(_ pointer: String = "/info", _ value: JSONValue? = nil, from: String) throws -> TrustError? {
            let mill = "did:web:mill.example"
            let entity: JSONValue = [
                "id": .string(mill), "type": "RecognizedEntity", "legalName": "Mill",
                "states": [["state": "granted", "since": "2019-01-01T00:00:00Z", "recordedAt": .string(from)]],
                "keys": [try ExampleDelegation.key(mill + "#1", "mill", for: "issue")],
                "recognizedTo": [
                    [
                        "type": "RecognizedAction", "action": "issue", "credentialTypes": ["X"],
                        "validFrom": .string(from),
                    ]
                ],
            ]
            return try refusal(successor(119, [("/credentialSubject/-", entity.setting(pointer, value))]))
        }
        #expect(try change(from: "2026-11-21T09:00:00Z") == nil)
        #expect(try change("/states/0/recordedAt", "2019-01-02T00:00:00Z", from: "2026-11-21T09:00:00Z") == nil)
        #expect(try change("/recognizedTo/0/validFrom", "2019-01-01T00:00:00Z", from: "2026-11-21T09:00:00Z") == nil)
    }

    @Test("A decision on quality is not left out and begins no earlier; it may be renewed, in time or after its end")
    func quality() throws {
        func decision(_ from: String, _ until: String?) -> JSONValue {
            var value: JSONValue = ["agency": "did:web:qa.example", "validFrom": .string(from)]
            value["validUntil"] = until.map { .string($0) }
            return value
        }
        let pointer = university + "/qualityAssurance"
        func change(_ end: String?, to value: JSONValue?) throws -> TrustError? {
            let first = try ExampleList.value().setting(pointer, decision("2024-01-01T00:00:00Z", end))
            var next = first
            for (place, value) in try [
                ("/trustList/sequence", .number("119")), ("/trustList/previousDigest", TrustAuthority.digest(first)),
                ("/trustList/issued", "2026-11-21T09:00:00Z"), ("/validFrom", "2026-11-21T09:00:00Z"), (pointer, value),
            ] as [(String, JSONValue?)] { next.set(place, value) }
            return try refusal(next, after: first)
        }
        let (past, future) = ("2026-11-01T00:00:00Z", "2026-12-31T00:00:00Z")
        for same in [past, future] {
            #expect(try change(same, to: decision("2024-01-01T00:00:00Z", same)) == nil)
            #expect(try change(same, to: nil)?.pointer == pointer)
            #expect(try change(same, to: decision("2024-01-01T00:00:00Z", "2026-10-01T00:00:00Z")) == nil)
        }
        for longer in ["2030-01-01T00:00:00Z", nil] {
            #expect(try change(past, to: decision("2024-01-01T00:00:00Z", longer)) == nil)
            #expect(try change(past, to: decision("2026-11-21T00:00:00Z", longer)) == nil)
            #expect(try change(future, to: decision("2024-01-01T00:00:00Z", longer)) == nil)
        }
        // What lies between two decisions stays without one.
        for end in [past, nil] {
            for until in [past, "2030-01-01T00:00:00Z", nil] {
                #expect(
                    try change(end, to: decision("2023-12-31T23:59:59Z", until))?.pointer == pointer + "/validFrom")
            }
        }
        #expect(try change(nil, to: nil)?.pointer == pointer)
        #expect(try change(nil, to: decision("2024-01-01T00:00:00Z", future)) == nil)
    }

    @Test("An older list is a rollback, another one with the same number an equivocation, a far one a jump")
    func refusesSequences() throws {
        #expect(try refusal(ExampleList.value(), after: successor())?.code == .rollback)
        let other = try ExampleList.value().setting("/trustList/info", ["note": "another"])
        #expect(try refusal(other)?.code == .equivocation)
        #expect(try refusal(successor(119 + 1_000_000))?.code == .sequenceJump)
        #expect(try refusal(successor(9_007_199_254_740_991))?.code == .sequenceJump)
    }

    @Test("The list of another identifier is not a successor")
    func refusesOtherList() throws {
        let authority = try TrustAuthority()
        let pin = try TrustPin(
            authority: authority.pin.authority.id, name: "x", country: "UT", key: authority.key.publicKey,
            environment: .production, listID: "urn:trust:other")
        let other = try IssuerTrustList(
            verifying: authority.sign(successor().setting("/id", "urn:trust:other")), pin: pin)
        let seen = try authority.list(ExampleList.value())
        #expect(throws: TrustError(.wrongID, "")) { try other.check(succeeding: seen) }
    }

    @Test(
        "A list that leaves out or changes what was recorded rewrites history",
        arguments: [
            Rewrite(
                "another predecessor", at: "/trustList/previousDigest",
                ("/trustList/previousDigest", "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
            Rewrite(
                "issued earlier", at: "/trustList/issued", ("/trustList/issued", "2026-11-20T08:59:59Z"),
                ("/validFrom", "2026-11-20T08:59:59Z")),
            Rewrite("entity missing", at: "/credentialSubject", ("/credentialSubject/1", nil)),
            Rewrite(
                "entity renamed", at: "/credentialSubject", ("/credentialSubject/1/id", "did:web:new.example"),
                ("/credentialSubject/1/alsoKnownAs", ["did:web:college.example"])),
            Rewrite(
                "other identifier missing", at: university + "/alsoKnownAs", (university + "/alsoKnownAs", []),
                (university + "/keys/3", nil)),
            Rewrite("key missing", at: university + "/keys", (university + "/keys/2", nil)),
            Rewrite(
                "key bytes changed", at: university + "/keys/1",
                (university + "/keys/1/publicKeyMultibase", "z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj")),
            Rewrite(
                "key renamed", at: university + "/keys", (university + "/keys/1/kid", "did:web:university.example#2027")
            ),
            Rewrite("purpose changed", at: university + "/keys/2", (university + "/keys/2/purposes", ["issue"])),
            Rewrite(
                "key starts earlier", at: university + "/keys/1",
                (university + "/keys/1/validFrom", "2023-12-31T23:59:59Z")),
            Rewrite(
                "key ends later", at: university + "/keys/1",
                (university + "/keys/1/validUntil", "2029-05-03T00:00:01Z")),
            Rewrite("key never ends", at: university + "/keys/1", (university + "/keys/1/validUntil", nil)),
            Rewrite("retired key active", at: university + "/keys/3", (university + "/keys/3/state", "active")),
            Rewrite(
                "compromised key retired", at: university + "/keys/0", (university + "/keys/0/state", "retired"),
                (university + "/keys/0/compromisedSince", nil)),
            Rewrite(
                "compromised later", at: university + "/keys/0",
                (university + "/keys/0/compromisedSince", "2026-05-02T00:00:01Z")),
            Rewrite("last state missing", at: university + "/states", (university + "/states/2", nil)),
            Rewrite("first state missing", at: university + "/states", (university + "/states/0", nil)),
            Rewrite("state changed", at: university + "/states", (university + "/states/1/state", "granted")),
            Rewrite(
                "state moved", at: university + "/states", (university + "/states/1/since", "2025-03-02T00:00:00Z")),
            Rewrite(
                "reason of a state changed", at: university + "/states", (university + "/states/1/reason", "other")),
            Rewrite("recognition missing", at: university + "/recognizedTo", (university + "/recognizedTo/0", nil)),
            Rewrite("level widened", at: university + "/recognizedTo", (university + "/recognizedTo/0/eqfMax", 8)),
            Rewrite(
                "field added", at: university + "/recognizedTo", (university + "/recognizedTo/0/fields/-", "isced-f:07")
            ),
            Rewrite(
                "type removed", at: university + "/recognizedTo",
                (university + "/recognizedTo/0/credentialTypes/0", nil)),
            Rewrite(
                "recognition starts earlier", at: university + "/recognizedTo",
                (university + "/recognizedTo/0/validFrom", "2019-08-31T00:00:00Z")),
            Rewrite(
                "recognition starts later", at: university + "/recognizedTo",
                (university + "/recognizedTo/0/validFrom", "2020-01-01T00:00:00Z")),
            Rewrite(
                "recognition ends later", at: university + "/recognizedTo",
                (university + "/recognizedTo/0/validUntil", "2031-12-31T23:59:59Z")),
            Rewrite(
                "new recognition for the past", at: university + "/recognizedTo/1",
                (
                    university + "/recognizedTo/-",
                    [
                        "type": "RecognizedAction", "action": "issue", "credentialTypes": ["X"],
                        "validFrom": "2026-11-21T08:59:59Z",
                    ]
                )),
        ])
    func refusesRewrites(_ rewrite: Rewrite) throws {
        let error = try #require(try refusal(successor(119, rewrite.changes)))
        #expect(error.code == .historyRewritten)
        #expect(error.pointer == rewrite.pointer)
    }

    @Test(
        "A list may add, end and shorten",
        arguments: [
            Rewrite(
                "key ends earlier", at: "", (university + "/keys/1/validUntil", "2027-01-01T00:00:00Z"),
                (university + "/keys/1/state", "retired")),
            Rewrite("open key ends", at: "", (university + "/keys/3/validUntil", "2027-01-01T00:00:00Z")),
            Rewrite(
                "key compromised", at: "", (university + "/keys/1/state", "compromised"),
                (university + "/keys/1/compromisedSince", "2026-11-01T00:00:00Z")),
            Rewrite("compromised earlier", at: "", (university + "/keys/0/compromisedSince", "2026-04-02T00:00:00Z")),
            Rewrite(
                "state added", at: "",
                (
                    university + "/states/-",
                    ["state": "withdrawn", "since": "2025-06-01T00:00:00Z", "recordedAt": "2026-11-21T08:00:00Z"]
                )),
            Rewrite(
                "recognition ends earlier", at: "", (university + "/recognizedTo/0/validUntil", "2026-12-31T23:59:59Z")),
            Rewrite(
                "open recognition ends", at: "",
                ("/credentialSubject/1/recognizedTo/0/validUntil", "2026-12-31T23:59:59Z")),
            Rewrite("awards voided", at: "", (university + "/recognizedTo/0/voidFrom", "2026-01-01T00:00:00Z")),
            Rewrite("name changed", at: "", (university + "/legalName", "Example University")),
            Rewrite("identifier added", at: "", (university + "/alsoKnownAs/-", "did:web:old-university.example")),
            Rewrite(
                "new recognition", at: "",
                (
                    university + "/recognizedTo/-",
                    [
                        "type": "RecognizedAction", "action": "issue", "credentialTypes": ["X"],
                        "validFrom": "2026-11-21T09:00:00Z",
                    ]
                )),
            Rewrite(
                "retroactive recognition", at: "",
                (
                    university + "/recognizedTo/-",
                    [
                        "type": "RecognizedAction", "action": "issue", "credentialTypes": ["X"],
                        "validFrom": "2020-01-01T00:00:00Z", "retroactive": true, "reason": "merger",
                    ]
                )),
        ])
    func acceptsAdditions(_ addition: Rewrite) throws {
        #expect(try refusal(successor(119, addition.changes)) == nil)
    }

    @Test("Once awards are void, they can only be void from earlier on")
    func voidingStays() throws {
        let first = try ExampleList.value().setting(university + "/recognizedTo/0/voidFrom", "2026-01-01T00:00:00Z")
        for (voidFrom, isAccepted) in [
            ("2026-01-01T00:00:00Z", true), ("2025-01-01T00:00:00Z", true), ("2026-01-01T00:00:01Z", false),
            (nil, false),
        ] {
            let next = try successor(
                119,
                [
                    (university + "/recognizedTo/0/voidFrom", voidFrom.map { .string($0) }),
                    ("/trustList/previousDigest", TrustAuthority.digest(first)),
                ])
            #expect((try refusal(next, after: first)?.code == nil) == isAccepted)
        }
    }
}

@Suite("The times of a list")
struct CurrencyTests {
    private func code(_ now: String, _ policy: TrustListPolicy = .standard) throws -> TrustError.Code? {
        let list = try TrustAuthority().list(ExampleList.value())
        let now = try time(now)
        do throws(TrustError) {
            try list.check(at: now, policy: policy)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("A list is current from five minutes before its issue to the second of its next update")
    func edges() throws {
        #expect(try code("2026-11-20T08:54:59Z") == .fromFuture)
        #expect(try code("2026-11-20T08:55:00Z") == nil)
        #expect(try code("2027-05-20T09:00:00Z") == nil)
        #expect(try code("2027-05-20T09:00:01Z") == .expired)
        #expect(try code("2026-11-20T08:59:59Z", TrustListPolicy(skew: 0)) == .fromFuture)
    }

    @Test("A list whose proof was made in the future is from the future, whatever the list itself says")
    func futureProof() throws {
        let authority = try TrustAuthority()
        func code(_ created: String) throws -> TrustError.Code? {
            let list = try IssuerTrustList(
                verifying: authority.sign(ExampleList.value(), created: created), pin: authority.pin)
            let now = try time("2026-11-22T09:00:00Z")
            do throws(TrustError) {
                try list.check(at: now)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(try code("2026-11-22T09:05:00Z") == nil)
        #expect(try code("2026-11-22T09:05:01Z") == .fromFuture)
        #expect(try code("2030-01-01T00:00:00Z") == .fromFuture)
        #expect(try code("2020-01-01T00:00:00Z") == nil)
    }

    @Test("A policy can ask for a younger list")
    func policy() throws {
        #expect(try code("2026-12-20T09:00:00Z", TrustListPolicy(maximumAge: AgeLimit(30, .days))) == nil)
        #expect(try code("2026-12-20T09:00:01Z", TrustListPolicy(maximumAge: AgeLimit(30, .days))) == .stale)
        #expect(try code("2027-05-20T09:00:01Z", TrustListPolicy(maximumAge: AgeLimit(30, .days))) == .expired)
    }

    @Test("184 days are not too long")
    func longestWindow() throws {
        let value = try ExampleList.value().setting("/trustList/nextUpdate", "2027-05-23T09:00:00Z")
            .setting("/validUntil", "2027-05-23T09:00:00Z")
        #expect(throws: Never.self) { try TrustAuthority().list(value) }
    }

    @Test("A list that is too old is undecided, one from the future is refused")
    func undecided() {
        #expect(TrustError(.expired, "").isUndecided)
        #expect(TrustError(.stale, "").isUndecided)
        #expect(!TrustError(.fromFuture, "").isUndecided)
    }
}
