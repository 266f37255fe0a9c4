import Credentials
import Cryptography
import Encodings
import Registry
import Testing

/// What a list recorded stays recorded, whatever happened in between: a contradiction, a rotation of keys, a lost file.
@Suite("What was recorded")
struct TrustHistoryTests {
    private typealias Change = (pointer: String, value: JSONValue?)
    private let now = "2026-11-21T12:00:00Z"

    private func chain(
        _ roots: [[UInt8]], lists: [[UInt8]] = [], statements: [[UInt8]] = [], seen: SeenTrust = SeenTrust(),
        seenLists: [[UInt8]] = []
    ) throws -> TrustChain {
        TrustChain(
            pin: try TrustHolders.pin(TrustHolders.firstRoot()),
            material: TrustMaterial(roots: roots, lists: lists, statements: statements), seen: seen,
            seenLists: seenLists)
    }

    private func first() throws -> [UInt8] { try TrustHolders.sign(TrustHolders.firstRoot(), by: ["r1", "r2"]) }

    private func second(
        by ids: [String] = ["r1", "r2", "r3"], _ change: (inout TrustRootEditor) throws -> Void
    ) throws -> [UInt8] {
        let root = try TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
        return try TrustHolders.sign(TrustHolders.next(after: root, change), by: ids, at: "2026-10-01T00:00:00Z")
    }

    private func list(
        _ sequence: Int, rootVersion: Int = 1, by ids: [String] = ["r1", "r2"], _ changes: [Change] = []
    ) throws -> [UInt8] {
        var value = try TrustHolders.list(sequence: sequence, rootVersion: rootVersion)
        for change in changes { value.set(change.pointer, change.value) }
        return try TrustHolders.sign(value, by: ids, at: "2026-11-20T09:00:00Z")
    }

    private func digest(_ bytes: [UInt8]) throws -> JSONValue {
        .string(try IssuerTrustList.digest(ofDocument: bytes).multibase)
    }

    private static let key = "/credentialSubject/0/keys/1"
    private static let stolen: [Change] = [
        (key + "/state", "compromised"), (key + "/compromisedSince", "2026-11-02T00:00:00Z"),
    ]
    private static let other: Change = ("/trustList/info/note", "other")

    // MARK: After a contradiction

    @Test("After two lists of one number the next one takes back nothing that either of them says against anybody")
    func upholds() throws {
        let state = { (name: String, since: String) -> JSONValue in
            ["state": .string(name), "since": .string(since), "recordedAt": "2026-11-20T08:00:00Z"]
        }
        let one = try list(118)
        for (name, says) in [
            ("stolen key", Self.stolen), ("retired key", [(Self.key + "/state", "retired")]),
            ("shorter window", [(Self.key + "/validUntil", "2028-01-01T00:00:00Z")]),
            ("suspended", [("/credentialSubject/0/states/-", state("suspended", "2026-11-01T00:00:00Z"))]),
            ("withdrawn", [("/credentialSubject/0/states/-", state("withdrawn", "2026-11-01T00:00:00Z"))]),
            ("void", [("/credentialSubject/0/recognizedTo/0/voidFrom", "2026-01-01T00:00:00Z")]),
            ("ended", [("/credentialSubject/0/recognizedTo/0/validUntil", "2027-01-01T00:00:00Z")]),
        ] as [(String, [Change])] {
            let two = try list(118, says)
            for (known, coming) in [(one, two), (two, one)] {
                let before = try chain([first()], lists: [known]).seen(at: time(now))
                let met = try chain([first()], lists: [coming], seen: before, seenLists: [known])
                #expect(met.list == nil && met.problems.map(\.code) == [.equivocation], "\(name)")
                let seen = try met.seen(at: time(now))
                let kept = met.documents(of: seen.keptLists).map(\.bytes)
                #expect(Set(kept) == [one, two], "\(name)")
                // It goes on with one of the two as if the other had not been, under either name and under none.
                for (sequence, previous) in [(119, one), (119, two), (120, one)] {
                    let next = try list(sequence, [("/trustList/previousDigest", digest(previous))])
                    let refused = try chain([first()], lists: [next], seen: seen, seenLists: kept)
                    #expect(refused.list == nil, "\(name) \(sequence)")
                    #expect(refused.problems.map(\.code) == [.historyRewritten], "\(name) \(sequence)")
                }
                let whole = try list(119, says + [("/trustList/previousDigest", digest(two))])
                let settled = try chain([first()], lists: [whole], seen: seen, seenLists: kept)
                #expect(settled.list?.sequence == 119 && settled.problems.isEmpty, "\(name)")
                #expect(try settled.seen(at: time(now)).contradictions.isEmpty)
            }
        }
    }

    @Test("After two lists of one number nothing is left out of the one that the next one continues")
    func leavesNobodyOut() throws {
        let short = try list(118, [("/credentialSubject/1", nil)])
        let long = try list(118)
        let before = try chain([first()], lists: [long]).seen(at: time(now))
        let seen = try chain([first()], lists: [short], seen: before, seenLists: [long]).seen(at: time(now))
        for (gone, previous) in [("/credentialSubject/1", long), ("/credentialSubject/0/keys/2", short)] {
            let next = try list(119, [(gone, nil), ("/trustList/previousDigest", digest(previous))])
            let refused = try chain([first()], lists: [next], seen: seen, seenLists: [short, long])
            #expect(refused.list == nil && refused.problems.map(\.code) == [.historyRewritten], "\(gone)")
        }
        // Whom only the other one has counts for nothing, and is not brought in by it.
        let without = try list(119, [("/credentialSubject/1", nil), ("/trustList/previousDigest", digest(short))])
        #expect(
            try chain([first()], lists: [without], seen: seen, seenLists: [short, long]).list?.sequence == 119)
        // Nobody can go on with neither of them.
        let strange = try list(119)
        #expect(
            try chain([first()], lists: [strange], seen: seen, seenLists: [short, long]).problems.map(\.code)
                == [.historyRewritten])
        // What was kept of one of them is gone: nobody knows what it said.
        let next = try list(119, [("/trustList/previousDigest", digest(long))])
        #expect(
            try chain([first()], lists: [next], seen: seen, seenLists: [long]).problems.map(\.code)
                == [.stateMalformed])
        #expect(
            try chain([first()], lists: [next], seen: seen, seenLists: [short, long]).list?.sequence == 119)
        // A third one of their number is another contradiction.
        let third = try list(118, [Self.other])
        let more = try chain([first()], lists: [third], seen: seen, seenLists: [short, long])
        #expect(more.list == nil)
        #expect(try more.seen(at: time(now)).contradictions.count == 2)
    }

    @Test("A list that only a statement named excuses nothing that the list at hand has recorded")
    func namedByStatement() throws {
        let known = try list(118, Self.stolen)
        let unseen = try list(118)
        let statement = try TrustHolders.sign(
            TrustHolders.statement(sequence: 118, digest: digest(unseen)), by: ["f1"], at: "2026-11-21T03:00:00Z")
        let seen = try chain([first()], lists: [known], statements: [statement]).seen(at: time(now))
        let next = try list(119, [("/trustList/previousDigest", digest(unseen))])
        #expect(
            try chain([first()], lists: [next], seen: seen, seenLists: [known]).problems.map(\.code)
                == [.historyRewritten])
        let whole = try list(119, Self.stolen + [("/trustList/previousDigest", digest(unseen))])
        let settled = try chain([first()], lists: [whole], seen: seen, seenLists: [known])
        #expect(settled.list?.sequence == 119 && settled.notes.map(\.code) == [.contradictionSettled])
    }

    // MARK: Whatever order things come in

    @Test("A newer list is held against an older one beside it, whatever else lies there")
    func holdsNewerAgainstOlder() throws {
        let older = try list(118, Self.stolen)
        let newer = try list(120)
        let broken = try TrustHolders.sign(
            TrustHolders.statement(sequence: 120, digest: digest(newer)), by: ["evil"], at: "2026-11-21T03:00:00Z")
        for statements in [[], [broken]] {
            for (begun, added) in [(older, newer), (newer, older)] {
                let chain = try chain([first()], lists: [begun], statements: statements)
                    .adding(TrustMaterial(lists: [added]))
                #expect(chain.list == nil)
                #expect(chain.problems.map(\.code).contains(.historyRewritten))
                // The newer one does not count in the next run without the older one.
                let seen = try chain.seen(at: time(now))
                #expect(seen.list?.sequence == 118)
                let next = try self.chain(
                    [first()], lists: [newer], seen: seen,
                    seenLists: chain.documents(of: seen.keptLists).map(\.bytes))
                #expect(next.list == nil && next.problems.map(\.code) == [.historyRewritten])
            }
        }
    }

    @Test("A list that comes beside the one that was seen is held against it")
    func holdsAddedAgainstSeen() throws {
        let before = try list(118)
        let seen = try chain([first()], lists: [before]).seen(at: time(now))
        let chain = try chain([first()], lists: [before], seen: seen)
        #expect(chain.isUpToDate)
        let next = try list(120)
        #expect(chain.adding(TrustMaterial(lists: [next])).list?.sequence == 120)
        let short = try list(120, [("/credentialSubject/1", nil)])
        #expect(chain.adding(TrustMaterial(lists: [short])).problems.map(\.code) == [.historyRewritten])
    }

    // MARK: After keys were replaced

    @Test("A root that takes out one of those who signed drops the number that was seen, and nothing that was recorded")
    func routineRotation() throws {
        let before = try list(900_000, Self.stolen)
        let seen = try chain([first()], lists: [before]).seen(at: time(now))
        let root = try second { try $0.removeKey("r2") }
        let rewritten = try list(119, rootVersion: 2, by: ["r1", "r3"])
        let refused = try chain([first(), root], lists: [rewritten], seen: seen, seenLists: [before])
        #expect(refused.list == nil && refused.problems.map(\.code) == [.historyRewritten])
        let whole = try list(119, rootVersion: 2, by: ["r1", "r3"], Self.stolen)
        let recovered = try chain([first(), root], lists: [whole], seen: seen, seenLists: [before])
        #expect(recovered.list?.sequence == 119 && recovered.problems.isEmpty && recovered.setAside.isEmpty)
    }

    @Test("A root that answers a theft without taking a key out frees from the number as well")
    func narrowedRole() throws {
        let stolen = try list(900_000)
        let seen = try chain([first()], lists: [stolen]).seen(at: time(now))
        let raised = try second {
            for role in [TrustRole.Name.root, .list] { $0.setThreshold(of: role, 3, distinctOperators: 3) }
        }
        let merged = try second {
            let key = try TrustHolders.key("r2").publicKey
            try $0.removeKey("r2")
            $0.addKey(key, id: "r2", operator: "ministry.example", roles: [.root, .list])
        }
        for (root, ids) in [(raised, ["r1", "r2", "r3"]), (merged, ["r1", "r3"])] {
            let honest = try list(119, rootVersion: 2, by: ids)
            let recovered = try chain([first(), root], lists: [honest], seen: seen, seenLists: [stolen])
            #expect(recovered.list?.sequence == 119 && recovered.problems.isEmpty)
            // Beside the thieves' list as well, which lies where it lay.
            let both = try chain([first(), root], lists: [honest, stolen], seen: seen, seenLists: [stolen])
            #expect(both.list?.sequence == 119 && both.problems.isEmpty)
        }
    }

    // MARK: Statements

    @Test("A statement that has run out, or is dated ahead, is as good as absent, and leaves nothing behind")
    func absentStatements() throws {
        let list = try list(118)
        let absent: JSONValue = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        for (issued, expires) in [
            ("2026-11-10T00:00:00Z", "2026-11-12T00:00:00Z"), ("2026-11-21T13:00:00Z", "2026-11-22T00:00:00Z"),
            ("2099-11-10T00:00:00Z", "2099-11-12T00:00:00Z"),
        ] {
            for (sequence, version) in [(119, 1), (118, 1), (118, 9), (9_000, 1)] {
                let statement = try TrustHolders.sign(
                    TrustHolders.statement(sequence: sequence, digest: absent, issued: issued, expires: expires)
                        .setting("/credentialSubject/rootVersion", .number(String(version))),
                    by: ["f1"], at: issued)
                let chain = try chain([first()], lists: [list], statements: [statement])
                #expect(throws: Never.self) { try chain.list?.check(at: time(now)) }
                #expect(chain.list != nil && chain.problems.isEmpty)
                let seen = try chain.seen(at: time(now))
                #expect(seen.contradictions.isEmpty && seen.statementIssued == nil)
                // It does not stand in the way of the authority's own word.
                let word = try TrustHolders.sign(
                    TrustHolders.statement(sequence: 118, digest: digest(list)), by: ["f1"],
                    at: "2026-11-21T03:00:00Z")
                let both = try self.chain([first()], lists: [list], statements: [statement, word], seen: seen)
                #expect(throws: Never.self) {
                    try both.list?.check(at: time(now), policy: TrustListPolicy(requiresFreshness: true))
                }
                #expect(both.list != nil && both.notes.isEmpty)
            }
        }
    }

    // MARK: Roots

    @Test("Two roots of one version are remembered until somebody pins the right one")
    func rootContradiction() throws {
        let one = try second { try $0.removeKey("r3") }
        let two = try second { try $0.removeKey("r2") }
        let list = try list(118, rootVersion: 2, by: ["r1", "r2"])
        let before = try chain([first(), one], lists: [list]).seen(at: time(now))
        for (seen, roots) in [(before, [two]), (SeenTrust(), [one, two])] {
            let met = try chain([first()] + roots, lists: [list], seen: seen, seenLists: [list])
            #expect(met.list == nil && met.problems.map(\.code) == [.rootEquivocation])
            #expect(met.rootContradiction != nil)
            let after = try met.seen(at: time(now))
            #expect(after.rootContradiction?.version == 2)
            #expect(try SeenTrust(parsing: after.serialized(of: met.pin)) == after)
            for root in [one, two] {
                let next = try chain([first(), root], lists: [list], seen: after, seenLists: [list])
                #expect(next.list == nil && next.problems.map(\.code) == [.rootEquivocation])
                #expect(try next.seen(at: time(now)).rootContradiction == after.rootContradiction)
            }
            let pin = try TrustHolders.pin(TrustHolders.value(one))
            let pinned = TrustChain(
                pin: pin, material: TrustMaterial(roots: [one], lists: [list]), seen: after, seenLists: [list])
            #expect(pinned.list?.sequence == 118 && pinned.problems.isEmpty)
            #expect(try pinned.seen(at: time(now)).rootContradiction == nil)
        }
    }
}
