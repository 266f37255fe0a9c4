import Credentials
import Cryptography
import Encodings
import Registry
import Testing

private let university = "/credentialSubject/0"
private let lastList = "2026-11-20T09:00:00Z"
private let issued = "2026-11-21T09:00:00Z"

/// An authority that forgets to put something on its list, and makes good for it, loses nobody but whom it forgot.
@Suite("What a list records late")
struct LateRecordTests {
    private typealias Change = (pointer: String, value: JSONValue?)

    private func list(_ sequence: Int, _ changes: [Change] = [], after previous: JSONValue? = nil) throws -> JSONValue {
        var value = try TrustHolders.list(sequence: sequence)
        if sequence > 118 {
            value.set("/trustList/issued", .string(issued))
            value.set("/validFrom", .string(issued))
            if sequence == 119 {
                value.set("/trustList/previousDigest", try TrustAuthority.digest(previous ?? list(118)))
            }
        }
        for (pointer, change) in changes { value.set(pointer, change) }
        return value
    }

    private func state(_ kind: String, _ since: String, recorded: String, _ reason: String? = nil) -> JSONValue {
        var value: JSONValue = ["state": .string(kind), "since": .string(since), "recordedAt": .string(recorded)]
        value["reason"] = reason.map { .string($0) }
        return value
    }

    private func decision(_ from: String, _ until: String?) -> JSONValue {
        var value: JSONValue = ["agency": "did:web:qa.example", "validFrom": .string(from)]
        value["validUntil"] = until.map { .string($0) }
        return value
    }

    private func verified(_ value: JSONValue) throws -> IssuerTrustList {
        let pin = try TrustHolders.pin(TrustHolders.firstRoot())
        return try IssuerTrustList(verifying: signed(value), pin: pin, root: root())
    }

    private func root() throws -> TrustRoot {
        let first = try TrustHolders.firstRoot()
        return try TrustRoot(verifying: TrustHolders.sign(first, by: ["r1", "r2"]), pin: TrustHolders.pin(first))
    }

    private func signed(_ value: JSONValue) throws -> [UInt8] {
        try TrustHolders.sign(value, by: ["r1", "r2"], at: issued)
    }

    /// The chain over the newest list, after another one was seen.
    private func chain(_ new: JSONValue, seen: SeenTrust, _ old: JSONValue) throws -> TrustChain {
        TrustChain(
            pin: try TrustHolders.pin(TrustHolders.firstRoot()),
            material: TrustMaterial(roots: [try root().bytes], lists: [try signed(new)]), seen: seen,
            seenLists: [try signed(old)])
    }

    private func seen(_ old: JSONValue) throws -> SeenTrust {
        TrustChain(
            pin: try TrustHolders.pin(TrustHolders.firstRoot()),
            material: TrustMaterial(roots: [try root().bytes], lists: [try signed(old)])
        ).seen(at: try time("2026-11-21T12:00:00Z"))
    }

    private func judge(_ list: IssuerTrustList?, _ created: String) throws -> IssuerJudgement {
        try #require(list).judge(ExampleList.question(created: created), at: time("2026-11-22T09:00:00Z"))
    }

    @Test("A state, or an institution, that says it is older than the list before is named, and refuses no list")
    func named() throws {
        let early = "2026-11-20T08:59:59Z"
        let mill: JSONValue = [
            "id": "did:web:mill.example", "type": "RecognizedEntity", "legalName": "Mill",
            "states": [state("granted", "2020-01-01T00:00:00Z", recorded: "2020-01-01T00:00:00Z")],
            "keys": [try ExampleDelegation.key("did:web:mill.example#1", "mill", for: "issue")],
            "recognizedTo": [
                [
                    "type": "RecognizedAction", "action": "issue", "credentialTypes": ["X"],
                    "validFrom": "2020-01-01T00:00:00Z",
                ]
            ],
        ]
        for (place, value, found) in [
            ("/states/-", state("suspended", "2026-01-01T00:00:00Z", recorded: early), "/states/3"),
            ("/states/-", state("withdrawn", "2025-06-01T00:00:00Z", recorded: early), "/states/3"),
            ("/states/-", state("granted", "2025-07-01T00:00:00Z", recorded: early), "/states/3"),
            ("/states/-", state("granted", lastList, recorded: early), "/states/3"),
        ] {
            for (sequence, recorded) in [(119, issued), (121, lastList)] {
                let late = try verified(list(sequence, [(university + place, value)])).check(
                    succeeding: verified(list(118)))
                #expect(late.map(\.pointer) == [university + found])
                #expect(late.map(\.recorded) == [try time(recorded)])
                #expect(late.map(\.legalName) == ["University of Example"])
            }
            let inTime = value.setting("/recordedAt", .string(lastList))
            #expect(
                try verified(list(119, [(university + place, inTime)])).check(succeeding: verified(list(118))).isEmpty)
        }
        let late = try verified(list(119, [("/credentialSubject/-", mill)])).check(succeeding: verified(list(118)))
        #expect(late.map(\.pointer) == ["/credentialSubject/2/states/0"])
    }

    @Test("A state that lifts what the list before says is not slipped in; on the day when it is recorded it is said")
    func lifts() throws {
        let early = "2026-11-20T08:59:59Z"
        // The last state of the example was recorded in 2025, so that a later one stands behind it.
        let before = [
            (
                university + "/states/-",
                state("withdrawn", "2026-01-01T00:00:00Z", recorded: "2026-01-01T00:00:00Z", "fraud")
            )
        ]
        func refused(_ first: [Change], _ new: JSONValue) throws -> String? {
            let first = try list(118, first)
            let next = try list(119, [], after: first).setting(
                "/credentialSubject", first.at("/credentialSubject")
            ).setting(university + "/states/-", new)
            let (list, seen) = (try verified(next), try verified(first))
            do throws(TrustError) {
                try list.check(succeeding: seen)
                return nil
            } catch {
                #expect(error.code == .historyRewritten)
                return error.pointer
            }
        }
        for (first, kind, since, reason) in [
            ([], "granted", "2025-03-01T00:00:00Z", nil), ([], "granted", "2025-05-31T23:59:59Z", nil),
            ([], "granted", "2019-08-31T23:59:59Z", nil), (before, "granted", "2026-01-01T00:00:00Z", nil),
            (before, "granted", early, nil), (before, "suspended", "2026-01-01T00:00:00Z", nil),
            (before, "suspended", "2025-01-01T00:00:00Z", nil), (before, "withdrawn", "2026-01-01T00:00:00Z", "closed"),
        ] as [([Change], String, String, String?)] {
            let place = university + "/states/\(first.isEmpty ? 3 : 4)/recordedAt"
            #expect(try refused(first, state(kind, since, recorded: early, reason)) == place, "\(kind) \(since)")
            #expect(try refused(first, state(kind, since, recorded: lastList, reason)) == nil, "\(kind) \(since)")
        }
        // Before its first state an institution might not issue either.
        let college = try list(
            119, [("/credentialSubject/1/states/-", state("granted", "2019-12-31T23:59:59Z", recorded: early))])
        let error = #expect(throws: TrustError(.historyRewritten, "")) {
            try verified(college).check(succeeding: verified(list(118)))
        }
        #expect(error?.pointer == "/credentialSubject/1/states/1/recordedAt")
        // What lifts nothing of the time before the list.
        for (first, kind, since, reason) in [
            ([], "granted", "2025-06-01T00:00:00Z", nil), (before, "granted", lastList, nil),
            (before, "withdrawn", "2026-01-01T00:00:00Z", "fraud"), ([], "withdrawn", "2026-01-01T00:00:00Z", "closed"),
        ] as [([Change], String, String, String?)] {
            #expect(try refused(first, state(kind, since, recorded: early, reason)) == nil, "\(kind) \(since)")
        }
    }

    @Test("A decision on quality that was renewed after its end counts from the list that says so, in every run")
    func quality() throws {
        let ended = "2026-11-01T00:00:00Z"
        let first = try list(118, [(university + "/qualityAssurance", decision("2024-01-01T00:00:00Z", ended))])
        var known = try seen(first)
        #expect(known.late.isEmpty)
        for from in ["2024-01-01T00:00:00Z", "2026-11-01T00:00:01Z"] {
            let next = try list(
                119, [(university + "/qualityAssurance", decision(from, "2030-01-01T00:00:00Z"))], after: first)
            known = try seen(first)
            for run in 1...3 {
                let chain = try run == 1 ? chain(next, seen: known, first) : chain(next, seen: known, next)
                #expect(chain.problems.isEmpty)
                #expect(chain.notes.map(\.code) == (run == 1 ? [.recordedLate] : []), "\(run)")
                if run == 1 {
                    #expect(
                        chain.notes.first?.sentence(in: .english)
                            == "at /credentialSubject/0/qualityAssurance the list has a decision on the quality of "
                            + "University of Example in the place of one that ended on 2026-11-01, and the list before "
                            + "it did not have it; it counts from 2026-11-21 on")
                }
                for (created, code) in [
                    ("2026-10-31T00:00:00Z", .recognised), (ended, .recognised),
                    ("2026-11-01T00:00:01Z", .qualityDecisionEnded), ("2026-11-21T08:59:59Z", .qualityDecisionEnded),
                    (issued, .recognised),
                ] as [(String, IssuerJudgement.Code)] {
                    let judgement = try judge(chain.list, created)
                    #expect(judgement.code == code, "\(created) in run \(run)")
                    guard code == .qualityDecisionEnded else { continue }
                    #expect(judgement.sentence(in: .english).contains("put on record no earlier than 2026-11-21"))
                }
                // It is nobody's but the university's.
                var other = try ExampleList.question(created: "2026-11-10T00:00:00Z")
                other.issuer = Array(ExampleList.college.utf8)
                other.verificationMethod = Array("\(ExampleList.college)#1".utf8)
                other.key = try TrustAuthority.key("college").publicKey
                other.scope.achievementTypes = []
                let now = try time("2026-11-22T09:00:00Z")
                #expect(chain.list?.judge(other, at: now).code == .recognised)
                known = try SeenTrust(parsing: chain.seen(at: time("2026-11-22T09:00:00Z")).serialized(of: chain.pin))
                #expect(known.late.map(\.kind) == [.quality(ended: try time(ended))])
            }
        }
    }

    @Test("A decision on quality that had not ended when it was renewed leaves no time without one")
    func renewedInTime() throws {
        let first = try list(
            118, [(university + "/qualityAssurance", decision("2024-01-01T00:00:00Z", issued))])
        let next = try list(
            119, [(university + "/qualityAssurance", decision("2024-01-01T00:00:00Z", nil))], after: first)
        let renewed = try chain(next, seen: seen(first), first)
        #expect(renewed.notes.isEmpty && renewed.problems.isEmpty)
        #expect(try judge(renewed.list, "2026-11-21T08:00:00Z").code == .recognised)
        let late = try list(
            118, [(university + "/qualityAssurance", decision("2024-01-01T00:00:00Z", "2026-11-21T08:59:59Z"))])
        let other = try list(
            119, [(university + "/qualityAssurance", decision("2024-01-01T00:00:00Z", nil))], after: late)
        #expect(try chain(other, seen: seen(late), late).notes.map(\.code) == [.recordedLate])
    }

    @Test("By a state that was recorded late whoever signed before the list is told that it was put on record later")
    func retroactive() throws {
        let first = try list(118)
        let value = state("granted", "2026-01-01T00:00:00Z", recorded: "2026-01-01T00:00:00Z")
        let next = try list(119, [(university + "/states/-", value)], after: first)
        var known = try seen(first)
        for run in 1...2 {
            let chain = try run == 1 ? chain(next, seen: known, first) : chain(next, seen: known, next)
            func recorded(_ created: String) throws -> [String] {
                try judge(chain.list, created).notes.filter { $0.code == .stateRetroactive }.map {
                    $0.sentence(in: .english)
                }
            }
            #expect(
                try recorded("2026-06-30T10:00:00Z") == [
                    "that the institution was recognised at the time was put on record later, on 2026-11-21"
                ], "\(run)")
            // By the state before it, and after the list, it is as it says.
            #expect(try recorded("2025-12-31T23:59:59Z").isEmpty && recorded(issued).isEmpty)
            known = try SeenTrust(parsing: chain.seen(at: time("2026-11-22T09:00:00Z")).serialized(of: chain.pin))
        }
    }

    @Test("Many of them are told in few words, and none of them refuses a list")
    func bounded() throws {
        let first = try list(118)
        func next(_ count: Int) throws -> JSONValue {
            let states = (0..<count).map { _ in
                (university + "/states/-", state("granted", "2026-01-01T00:00:00Z", recorded: "2026-01-01T00:00:00Z"))
            }
            return try list(119, states, after: first)
        }
        let nine = try chain(next(10), seen: seen(first), first)
        #expect(nine.notes.map(\.code) == [TrustNote.Code](repeating: .recordedLate, count: 9))
        #expect(nine.notes.last?.sentence(in: .english).contains("has 2 more records") == true)
        let many = try chain(next(250), seen: seen(first), first)
        #expect(many.list != nil && many.problems.isEmpty)
        let after = many.seen(at: try time("2026-11-22T09:00:00Z"))
        #expect(after.late.count == 250)
        #expect(try SeenTrust(parsing: after.serialized(of: many.pin)).late == after.late)
    }

    @Test("It is told once, whichever of several lists at hand lack it, and forgotten with a list that is refused")
    func several() throws {
        let late = (
            pointer: university + "/states/-",
            value: state("granted", "2026-01-01T00:00:00Z", recorded: "2026-01-01T00:00:00Z") as JSONValue?
        )
        func over(_ lists: [JSONValue]) throws -> TrustChain {
            TrustChain(
                pin: try TrustHolders.pin(TrustHolders.firstRoot()),
                material: TrustMaterial(roots: [try root().bytes], lists: try lists.map { try signed($0) }))
        }
        let two = try over([list(119, [late]), list(118), list(117)])
        #expect(two.notes.filter { $0.code == .recordedLate }.count == 1)
        #expect(try two.seen(at: time("2026-11-22T09:00:00Z")).late.count == 1)
        // The list before it lacks an institution as well, which an older one has.
        let short = try list(118, [("/credentialSubject/1", nil)])
        let refused = try over([
            list(119, [late, ("/credentialSubject/1", nil)], after: short), short, list(117),
        ])
        #expect(refused.list == nil && refused.problems.map(\.code) == [.historyRewritten])
        #expect(try refused.seen(at: time("2026-11-22T09:00:00Z")).late.isEmpty)
    }

    @Test("What a state says of a record that was late is one of two things")
    func malformed() throws {
        let pin = try TrustHolders.pin(TrustHolders.firstRoot())
        let good = "{\"stateVersion\":2,\"pin\":\"\(pin.fingerprint)\",\"late\":[RECORD]}"
        let (issuer, state) = (#""issuer":"did:web:a.example""#, #""state":3"#)
        let (ended, recorded) = (#""ended":"2026-11-01T09:00:00Z""#, #""recorded":"2026-11-21T09:00:00Z""#)
        for (members, isGood) in [
            ([issuer, state, recorded], true), ([issuer, ended, recorded], true), ([issuer, recorded], false),
            ([issuer, state], false), ([state, recorded], false), ([issuer, state, ended, recorded], false),
        ] {
            let record = "{" + members.joined(separator: ",") + "}"
            let bytes = Array(good.replacing("RECORD", with: record).utf8)
            #expect(((try? SeenTrust(parsing: bytes)) != nil) == isGood, "\(record)")
        }
    }
}
