import Credentials
import Cryptography
import Encodings
import Registry
import Testing

@Suite("From a pin to the list in force")
struct TrustChainTests {
    private func chain(
        _ roots: [[UInt8]], lists: [[UInt8]] = [], statements: [[UInt8]] = [], seen: SeenTrust = SeenTrust(),
        seenList: [UInt8]? = nil
    ) throws -> TrustChain {
        TrustChain(
            pin: try TrustHolders.pin(TrustHolders.firstRoot()),
            material: TrustMaterial(roots: roots, lists: lists, statements: statements), seen: seen,
            seenLists: [seenList].compactMap { $0 })
    }

    private func first() throws -> [UInt8] { try TrustHolders.sign(TrustHolders.firstRoot(), by: ["r1", "r2"]) }

    private func firstRoot() throws -> TrustRoot {
        try TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
    }

    private func signedList(_ value: JSONValue, by ids: [String] = ["r1", "r3"]) throws -> [UInt8] {
        try TrustHolders.sign(value, by: ids, at: "2026-11-20T09:00:00Z")
    }

    @Test("The pinned root, its successors and the newest list are found in any order")
    func walks() throws {
        let root = try firstRoot()
        let second = try TrustHolders.sign(
            TrustHolders.next(after: root) { try $0.removeKey("r2") }, by: ["r1", "r2", "r3"],
            at: "2026-10-01T00:00:00Z")
        let third = try TrustHolders.sign(
            TrustHolders.next(after: root.successor(verifying: second), at: "2026-11-01T00:00:00Z"),
            by: ["r1", "r3"], at: "2026-11-01T00:00:00Z")
        let list = try signedList(TrustHolders.list(rootVersion: 3))
        let older = try signedList(TrustHolders.list(sequence: 116, rootVersion: 2))
        let chain = try chain([third, first(), second], lists: [older, list])
        #expect(chain.problems.isEmpty)
        #expect(chain.roots.map(\.version) == [1, 2, 3])
        #expect(chain.list?.sequence == 118)
        #expect(chain.notes.map(\.code) == [.listLeftAside])
    }

    @Test("That the list which was seen last has a successor is nothing to tell")
    func updates() throws {
        let root = try first()
        let older = try signedList(TrustHolders.list(sequence: 117))
        let before = try chain([root], lists: [older])
        let previous = try #require(before.list?.digest.multibase)
        let list = try signedList(
            TrustHolders.list(sequence: 118, rootVersion: 1, ("/trustList/previousDigest", .string(previous))))
        let now = try time("2026-11-22T00:00:00Z")
        let seen = before.seen(at: now)
        let after = TrustChain(
            pin: before.pin, material: TrustMaterial(roots: [root], lists: [older, list]), seen: seen,
            seenLists: [older])
        #expect(after.problems.isEmpty && after.list?.sequence == 118)
        #expect(after.notes.isEmpty)
        #expect(after.rememberingItsList().notes.map(\.code) == [.listRemembered])
    }

    @Test("A root that is not the pinned one begins nothing")
    func refusesOtherRoots() throws {
        let other = try TrustHolders.firstRoot().setting("/validUntil", "2028-12-31T23:59:59Z")
        #expect(try chain([TrustHolders.sign(other, by: ["r1", "r2"])]).problems.map(\.code) == [.rootNotPinned])
        #expect(try chain([]).problems.map(\.code) == [.rootNotPinned])
        #expect(try chain([], lists: [signedList(TrustHolders.list())]).list == nil)
    }

    @Test("Below its own threshold even the pinned root is refused")
    func refusesUnsignedRoot() throws {
        for ids in [["r1"], ["f1"], ["r1", "f1"]] {
            let root = try TrustHolders.sign(TrustHolders.firstRoot(), by: ids)
            #expect(try chain([root]).problems.map(\.code) == [.rootNewThreshold])
        }
    }

    @Test(
        "Two keys of one operator count as one person, however the name of its host is written",
        arguments: [
            "ministry.example", "MINISTRY.example", "ministry.example.", "ministry.example:443", "www.ministry.example",
            "WWW.Ministry.Example.", "www.www.ministry.example", "https://ministry.example/",
            "http://www.ministry.example:8443/keys/1",
        ])
    func countsOperators(_ name: String) throws {
        let value = try TrustHolders.firstRoot().setting("/credentialSubject/keys/1/operator", .string(name))
        let pin = try TrustHolders.pin(value)
        func refusal(_ ids: [String]) throws -> TrustError.Code? {
            TrustChain(pin: pin, material: TrustMaterial(roots: [try TrustHolders.sign(value, by: ids)])).problems
                .first?.code
        }
        #expect(try refusal(["r1", "r2"]) == .rootNewThreshold)
        #expect(try refusal(["r1", "r3"]) == nil)
    }

    @Test(
        "An operator is the name of a host in ASCII, so that no other spelling of one counts as another",
        arguments: [
            " ministry.example", "ministry.example\u{A0}", "ministry\u{200B}.example", "\u{FF4D}inistry.example",
            "m\u{456}nistry.example", "mini\u{FB06}ry.example", "m\u{131}nistry.example", "Ministry Example",
            "ministry..example", ".ministry.example", "ministry.example..", "ministry_x.example", "-ministry.example",
            "ministry-.example", "\u{212A}ey.example", "192.0.2.1", "7", "ministry.example:x", "a@ministry.example",
            "xn--ministry-.example", "https://",
            ":443", "[2001:db8::1]", String(repeating: "a", count: 64) + ".example",
            String(repeating: "a.", count: 124) + "example",
        ])
    func refusesOperators(_ name: String) throws {
        let value = try TrustHolders.firstRoot().setting("/credentialSubject/keys/1/operator", .string(name))
        let pin = try TrustHolders.pin(value)
        let root = try TrustHolders.sign(value, by: ["r1", "r2"])
        let problem = TrustChain(pin: pin, material: TrustMaterial(roots: [root])).problems.first
        #expect(problem?.code == .rootMalformed)
        #expect(problem?.pointer == "/credentialSubject/keys/1/operator")
    }

    @Test("Hosts that differ are two operators, also where their letters are the same")
    func tellsOperatorsApart() throws {
        for (first, second) in [
            ("ab.example", "a.b.example"), ("a-b.example", "ab.example"),
            ("xn--mnistry-d2a.example", "ministry.example"),
            ("www-ministry.example", "ministry.example"), ("list.ministry.example", "ministry.example"),
        ] {
            let value = try TrustHolders.firstRoot().setting("/credentialSubject/keys/0/operator", .string(first))
                .setting("/credentialSubject/keys/1/operator", .string(second))
            let root = try TrustHolders.sign(value, by: ["r1", "r2"])
            let chain = TrustChain(pin: try TrustHolders.pin(value), material: TrustMaterial(roots: [root]))
            #expect(chain.root != nil && chain.problems.isEmpty, "\(first) \(second)")
        }
    }

    @Test("What is no root at all is not taken for the fault of one that follows, wherever it lies")
    func unreadableLast() throws {
        let second = try TrustHolders.sign(
            TrustHolders.next(after: firstRoot()), by: ["r1", "r2"], at: "2026-10-01T00:00:00Z")
        let first = try first()
        for roots in [[first, [], second], [[], first, second], [first, second, []]] as [[[UInt8]]] {
            let chain = try chain(roots)
            #expect(chain.root?.version == 2 && chain.problems.map(\.code) == [.rootUnreadable])
        }
    }

    @Test("A successor is refused by the name of what it breaks")
    func refusesSuccessors() throws {
        let root = try firstRoot()
        let good = try TrustHolders.next(after: root)
        let date = "2026-10-01T00:00:00Z"
        func refusal(_ value: JSONValue, by ids: [String] = ["r1", "r2"]) throws -> TrustError.Code? {
            do throws(TrustError) {
                _ = try root.successor(verifying: (try? TrustHolders.sign(value, by: ids, at: date)) ?? [])
                return nil
            } catch {
                return error.code
            }
        }
        #expect(try refusal(good) == nil)
        #expect(try refusal(good.setting("/credentialSubject/version", 3)) == .rootVersionGap)
        let digest: JSONValue = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        #expect(try refusal(good.setting("/credentialSubject/previousDigest", digest)) == .rootChainBroken)
        #expect(try refusal(good.setting("/credentialSubject/id", "urn:trust:other")) == .rootChainBroken)
        #expect(try refusal(good.setting("/validFrom", "2026-08-01T00:00:00Z")) == .rootChainBroken)
        #expect(try refusal(good.setting("/credentialSubject/environment", "pilot")) == .rootWrongEnvironment)
        #expect(try refusal(good, by: ["r1"]) == .rootOldThreshold)
        #expect(try refusal(good.setting("/credentialSubject/roles/root/threshold", 3)) == .rootNewThreshold)
        #expect(try refusal(good.setting("/credentialSubject/roles/root/threshold", 0)) == .rootMalformed)
        #expect(try refusal(good.setting("/credentialSubject/roles/root/threshold", 4)) == .rootMalformed)
        #expect(try refusal(good.setting("/credentialSubject/roles/list/kids/-", "r9")) == .rootMalformed)
        #expect(try refusal(good.setting("/credentialSubject/roles/list/kids/-", "f1")) == .rootMalformed)
        #expect(try refusal(good.setting("/credentialSubject/onlyFor", "x")) == .rootMalformed)
        #expect(try refusal(good.setting("/credentialSubject/keys/1/kid", "r1")) == .rootMalformed)
        let same = try TrustHolders.firstRoot().setting("/validUntil", "2028-12-31T23:59:59Z")
        #expect(try refusal(same) == .rootEquivocation)
        var forged = try TrustHolders.value(TrustHolders.sign(good, by: ["r1", "r2"], at: date))
        forged.set("/validUntil", "2029-01-01T00:00:00Z")
        let error = #expect(throws: TrustError.self) { try root.successor(verifying: forged.serialized()) }
        #expect(error?.code == .badSignature)
        #expect(throws: TrustError(.rootUnreadable, "")) { try root.successor(verifying: Array("{".utf8)) }
    }

    @Test("Another root of a known version is a contradiction where enough have signed it, and else what it is")
    func rivals() throws {
        let root = try firstRoot()
        let date = "2026-10-01T00:00:00Z"
        let good = try TrustHolders.next(after: root)
        let second = try TrustHolders.sign(good, by: ["r1", "r2"], at: date)
        let third = try TrustHolders.sign(
            TrustHolders.next(after: root.successor(verifying: second), at: date), by: ["r1", "r2"], at: date)
        func codes(_ rival: [UInt8]) throws -> [TrustError.Code] {
            try chain([first(), second, third, rival]).problems.map(\.code)
        }
        for (value, version) in [(try TrustHolders.firstRoot(), 1), (good, 2)] {
            let other = value.setting("/validUntil", "2028-12-31T23:59:59Z")
            #expect(try codes(TrustHolders.sign(other, by: ["r1", "r3"], at: date)) == [.rootEquivocation])
            #expect(try codes(other.serialized()) == [.rootNewThreshold])
            let few = try codes(TrustHolders.sign(other, by: ["r1"], at: date))
            #expect(few == [version == 1 ? .rootNotPinned : .rootOldThreshold])
            let stranger = try codes(TrustHolders.sign(other, by: ["s1", "s2"], at: date))
            #expect(stranger == [version == 1 ? .rootNotPinned : .rootOldThreshold])
            var altered = try TrustHolders.value(TrustHolders.sign(value, by: ["r1", "r2"], at: date))
            altered.set("/validUntil", "2028-12-31T23:59:59Z")
            #expect(try codes(altered.serialized()) == [.badSignature])
            // The same root with other proofs, or none yet, is the same root.
            #expect(try codes(TrustHolders.sign(value, by: ["r2", "r3"], at: date)).isEmpty)
            #expect(try codes(value.serialized()).isEmpty)
        }
    }

    @Test("A root of a version that no root has is refused, and not passed over", arguments: [0, -1])
    func impossibleVersions(_ version: Int) throws {
        let value = try TrustHolders.firstRoot().setting(
            "/credentialSubject/version", .number(String(version)))
        let root = try TrustHolders.sign(value, by: ["r1", "r2"])
        #expect(try chain([first(), root]).problems.map(\.code) == [.rootMalformed])
    }

    @Test("A key that was taken out signs no list any more, and one that came in does")
    func rotatesKeys() throws {
        let root = try firstRoot()
        let value = try TrustHolders.next(after: root) {
            try $0.removeKey("r1")
            $0.addKey(
                try TrustHolders.key("r4").publicKey, id: "r4", operator: "court.example", roles: [.root, .list])
        }
        let second = try TrustHolders.sign(value, by: ["r1", "r2", "r4"], at: "2026-10-01T00:00:00Z")
        let stolen = try signedList(TrustHolders.list(rootVersion: 2), by: ["r1", "r2"])
        #expect(try chain([first(), second], lists: [stolen]).problems.map(\.code) == [.threshold])
        let renewed = try signedList(TrustHolders.list(rootVersion: 2), by: ["r2", "r4"])
        #expect(try chain([first(), second], lists: [renewed]).list?.sequence == 118)
        // The old root alone would still have let the stolen key sign.
        let old = try chain([first()], lists: [signedList(TrustHolders.list(), by: ["r1", "r2"])])
        #expect(old.list?.sequence == 118)
        #expect(old.adding(TrustMaterial(roots: [second])).list == nil)
    }

    @Test("What could not be judged for want of a root is judged when the root comes, and the newest list still wins")
    func comesLater() throws {
        let second = try TrustHolders.sign(
            TrustHolders.next(after: firstRoot()), by: ["r1", "r2"], at: "2026-10-01T00:00:00Z")
        let newest = try signedList(TrustHolders.list(sequence: 119, rootVersion: 2), by: ["r1", "r2"])
        let older = try signedList(TrustHolders.list(sequence: 117, rootVersion: 2), by: ["r1", "r2"])
        // Without any root, and with the first alone, the newest list decides nothing yet.
        for roots in [[], [try first()]] {
            let own = try chain(roots, lists: [newest])
            #expect(own.list == nil && !own.problems.isEmpty)
            let rest = [try first(), second].filter { !roots.contains($0) }
            let whole = own.adding(TrustMaterial(roots: rest, lists: [older]))
            #expect(whole.list?.sequence == 119)
            #expect(whole.problems.isEmpty)
            // What is at hand already changes nothing.
            #expect(whole.adding(TrustMaterial(roots: rest, lists: [older, newest])).notes.count == whole.notes.count)
        }
        let empty = try chain([])
        #expect(empty.hasNoList)
        #expect(try empty.adding(TrustMaterial(roots: [first(), second], lists: [older])).list?.sequence == 117)
    }

    @Test("A list from under a newer root is not forged, and cannot be judged")
    func needsNewerRoot() throws {
        let list = try signedList(TrustHolders.list(rootVersion: 2), by: ["r2", "r4"])
        #expect(try chain([first()], lists: [list]).problems.map(\.code) == [.needsNewerRoot])
        #expect(TrustError(.needsNewerRoot, "").isUndecided)
    }

    @Test("A list below its threshold is refused")
    func refusesListBelowThreshold() throws {
        for ids in [["r1"], ["f1"], ["r2", "f1"]] {
            #expect(
                try chain([first()], lists: [signedList(TrustHolders.list(), by: ids)]).problems.map(\.code)
                    == [.threshold])
        }
    }

    @Test("An older list or root than one that was seen is refused, and so is another of the same number")
    func refusesRollback() throws {
        let newest = try chain([first()], lists: [signedList(TrustHolders.list())])
        let seen = newest.seen(at: try time("2026-11-21T00:00:00Z"))
        #expect(seen.list?.sequence == 118)
        let older = try signedList(TrustHolders.list(sequence: 117))
        #expect(try chain([first()], lists: [older], seen: seen).problems.map(\.code) == [.rollback])
        let other = try signedList(TrustHolders.list(("/trustList/info/note", "other")))
        #expect(try chain([first()], lists: [other], seen: seen).problems.map(\.code) == [.equivocation])
        var later = seen
        later.root?.version = 2
        #expect(try chain([first()], lists: [other], seen: later).problems.map(\.code) == [.rootRollback])
        // What was kept stands in for what was put back.
        let kept = try chain([first()], lists: [older, signedList(TrustHolders.list())], seen: seen)
        #expect(kept.problems.isEmpty)
        #expect(kept.list?.sequence == 118)
    }

    @Test("Two lists of one number are evidence, and neither counts")
    func refusesEquivocation() throws {
        let lists = [
            try signedList(TrustHolders.list()), try signedList(TrustHolders.list(("/trustList/info/note", "other"))),
        ]
        let chain = try chain([first()], lists: lists)
        #expect(chain.problems.map(\.code) == [.equivocation])
        #expect(chain.list == nil)
    }

    @Test("A list that forgets what was seen is refused")
    func refusesForgetting() throws {
        let before = try signedList(TrustHolders.list())
        let seen = try chain([first()], lists: [before]).seen(at: try time("2026-11-21T00:00:00Z"))
        let shorter = try TrustHolders.list(sequence: 120, ("/credentialSubject/1", nil))
        #expect(
            try chain([first()], lists: [signedList(shorter)], seen: seen, seenList: before).problems.map(\.code)
                == [.historyRewritten])
        // A root that takes nobody out leaves everything as binding as it was.
        let same = try TrustHolders.sign(
            TrustHolders.next(after: firstRoot()), by: ["r1", "r2"], at: "2026-10-01T00:00:00Z")
        for sequence in [100, 120] {
            let shorter = try TrustHolders.list(
                sequence: sequence, rootVersion: 2, ("/credentialSubject/1", nil))
            let renewed = try chain([first(), same], lists: [signedList(shorter)], seen: seen, seenList: before)
            #expect(renewed.problems.map(\.code) == [sequence == 100 ? .rollback : .historyRewritten])
        }
    }

    @Test("The authority's word of these days makes a list current, supersedes it, or has run out")
    func judgesFreshness() throws {
        let value = try TrustHolders.list()
        let digest = try TrustAuthority.digest(value)
        let policy = TrustListPolicy(maximumAge: AgeLimit(1, .days), requiresFreshness: false)
        func lapse(
            _ statement: JSONValue, by id: String = "f1", at now: String = "2026-11-22T00:00:00Z",
            _ policy: TrustListPolicy
        ) throws -> TrustError.Code? {
            let statement = try TrustHolders.sign(statement, by: [id], at: "2026-11-21T03:00:00Z")
            let chain = try chain([first()], lists: [signedList(value)], statements: [statement])
            do throws(TrustError) {
                if let problem = chain.problems.first { throw problem }
                try chain.list?.check(at: (try? time(now)) ?? .earliest, policy: policy)
                return nil
            } catch {
                return error.code
            }
        }
        let good = TrustHolders.statement(sequence: 118, digest: digest)
        let strict = TrustListPolicy(maximumAge: AgeLimit(1, .days), requiresFreshness: true)
        #expect(try lapse(good, policy) == nil)
        #expect(try lapse(good, strict) == nil)
        // The age of what is known: a day after the statement was made, which is in force for longer.
        #expect(try lapse(good, at: "2026-11-22T03:00:00Z", strict) == nil)
        #expect(try lapse(good, at: "2026-11-22T03:00:01Z", strict) == .stale)
        #expect(try lapse(good, at: "2026-11-25T03:00:00Z", TrustListPolicy(requiresFreshness: true)) == nil)
        #expect(try lapse(good, at: "2026-11-26T00:00:00Z", policy) == .stale)
        #expect(try lapse(good, at: "2026-11-26T00:00:00Z", strict) == .notFresh)
        #expect(try lapse(TrustHolders.statement(sequence: 119, digest: digest), policy) == .superseded)
        // A word that has run out is as good as absent: whoever stole its key holds nothing up for longer.
        #expect(
            try lapse(TrustHolders.statement(sequence: 119, digest: digest), at: "2026-12-30T00:00:00Z", policy)
                == .stale)
        let other: JSONValue = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        #expect(try lapse(TrustHolders.statement(sequence: 118, digest: other), policy) == .equivocation)
        #expect(try lapse(good, by: "r1", policy) == .freshBadSignature)
        #expect(try lapse(good.setting("/credentialSubject/onlyFor", "x"), policy) == .freshMalformed)
        let long = TrustHolders.statement(sequence: 118, digest: digest, expires: "2026-11-29T03:00:00Z")
        #expect(try lapse(long, policy) == .freshMalformed)
    }

    @Test("An older word than one that was seen does not count, and is said not to")
    func ignoresOlderStatement() throws {
        let value = try TrustHolders.list()
        let statement = try TrustHolders.sign(
            TrustHolders.statement(sequence: 119, digest: TrustAuthority.digest(value)), by: ["f1"],
            at: "2026-11-21T03:00:00Z")
        let seen = SeenTrust(statementIssued: try time("2026-11-22T03:00:00Z"))
        let chain = try chain([first()], lists: [signedList(value)], statements: [statement], seen: seen)
        #expect(chain.notes.map(\.code) == [.freshRollback])
        #expect(chain.list?.freshness == nil)
    }

    @Test("A root whose time is over leaves the list undecided, and one from the future says that a clock is wrong")
    func judgesRootTimes() throws {
        let list = try #require(try chain([first()], lists: [signedList(TrustHolders.list())]).list)
        #expect(throws: TrustError(.rootExpired, "")) { try list.check(at: time("2028-01-01T00:00:00Z")) }
        #expect(throws: TrustError(.rootFromFuture, "")) { try list.check(at: time("2026-08-01T00:00:00Z")) }
        #expect(throws: Never.self) { try list.check(at: time("2026-12-01T00:00:00Z")) }
    }

    @Test("Where the policy accepts what has run out, a root whose time is over leaves what was known in its time")
    func judgesPastRoot() throws {
        let archive = TrustListPolicy(acceptsLapsed: true)
        let value = try TrustHolders.list()
        let statement = TrustHolders.statement(sequence: 118, digest: try TrustAuthority.digest(value))
        let list = try #require(
            try chain(
                [first()], lists: [signedList(value)],
                statements: [TrustHolders.sign(statement, by: ["f1"], at: "2026-11-21T03:00:00Z")]
            ).list)
        let judgement = list.judge(
            try ExampleList.question(created: "2026-11-01T00:00:00Z"), at: try time("2046-01-01T00:00:00Z"),
            policy: archive)
        #expect(judgement.code == .recognised)
        let note = try #require(judgement.notes.last { $0.code == .listAsOf })
        // The statement has run out as well; that the list was the newest on its day stays true.
        #expect(
            RegistryMessages.sentence(note.code.rawValue, in: .english, note.facts)
                == "list 118 of Ministry of Education of Utopia ran out on 2027-05-20: it tells what was known on "
                + "2026-11-21")
        let late = list.judge(
            try ExampleList.question(created: "2028-01-01T00:00:00Z"), at: try time("2046-01-01T00:00:00Z"),
            policy: archive)
        #expect(late.code == .rootExpired && late.outcome == .undecided)
        let newer = TrustHolders.statement(sequence: 119, digest: try TrustAuthority.digest(value))
        // A word that there is a newer list has run out as well.
        let superseded = try #require(
            try chain(
                [first()], lists: [signedList(value)],
                statements: [TrustHolders.sign(newer, by: ["f1"], at: "2026-11-21T03:00:00Z")]
            ).list)
        #expect(
            superseded.judge(
                try ExampleList.question(created: "2026-11-01T00:00:00Z"), at: try time("2046-01-01T00:00:00Z"),
                policy: archive
            ).code == .recognised)
    }

    @Test("A clock before anything that was accepted is noticed; what is dated later than the clock is not kept")
    func keepsFloor() throws {
        let newest = try chain([first()], lists: [signedList(TrustHolders.list())])
        let seen = newest.seen(at: try time("2026-11-21T00:00:00Z"))
        #expect(seen.clockFloor == (try time("2026-11-20T09:00:00Z")))
        let later = try chain([first()], lists: [signedList(TrustHolders.list())], seen: seen)
        #expect(later.isClockBehind(try time("2026-11-20T08:00:00Z")))
        #expect(!later.isClockBehind(try time("2026-11-20T08:56:00Z")))
        let early = newest.seen(at: try time("2026-11-01T00:00:00Z"))
        #expect(early.list == nil)
        #expect(early.clockFloor == (try time(TrustHolders.start)))
    }

    @Test("What was seen comes back as it was kept, and damage is named")
    func keepsState() throws {
        let newest = try chain([first()], lists: [signedList(TrustHolders.list())])
        let seen = newest.seen(at: try time("2026-11-21T00:00:00Z"))
        let bytes = seen.serialized(of: newest.pin)
        #expect(try SeenTrust(parsing: bytes) == seen)
        for end in stride(from: 0, to: bytes.count - 2, by: 7) {
            #expect(throws: TrustError(.stateMalformed, "")) { try SeenTrust(parsing: Array(bytes[..<end])) }
        }
    }

    @Test("The program's own statement verifies, and has at most a kilobyte")
    func makesStatement() throws {
        let list = try #require(try chain([first()], lists: [signedList(TrustHolders.list())]).list)
        let statement = try FreshnessStatement.make(
            for: list, days: 7, signer: TrustHolders.key("f1"), at: time("2026-11-21T03:00:00Z"))
        #expect(statement.listSequence == 118)
        #expect(statement.bytes.count <= 1_024)
        let long = TrustHolders.statement(sequence: 118, digest: .string(list.digest.multibase))
            .setting("/info", ["note": .string(String(repeating: "a", count: 400))])
        let signed = try TrustHolders.sign(long, by: ["f1"], at: "2026-11-21T03:00:00Z")
        #expect(
            try chain([first()], lists: [signedList(TrustHolders.list())], statements: [signed]).problems.map(\.code)
                == [.freshMalformed])
        #expect(throws: TrustError(.freshBadSignature, "")) {
            try FreshnessStatement.make(
                for: list, days: 7, signer: TrustHolders.key("r1"), at: time("2026-11-21T03:00:00Z"))
        }
    }
}
