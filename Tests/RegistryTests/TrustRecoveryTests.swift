import Credentials
import Cryptography
import Encodings
import Registry
import Testing

/// What thieves of keys signed does not stand in the way of those who come after them.
///
/// Source: The Update Framework, section 5.3.11.
@Suite("After keys were replaced")
struct TrustRecoveryTests {
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

    /// The root in which others hold the keys of `r1` and `r2`, which were stolen, and of `f1` where that is asked for.
    private func second(replacing statements: Bool = false) throws -> [UInt8] {
        let root = try TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
        let value = try TrustHolders.next(after: root) {
            for (old, new) in [("r1", "r4"), ("r2", "r5")] {
                try $0.removeKey(old)
                $0.addKey(
                    try TrustHolders.key(new).publicKey, id: new, operator: "\(new).example", roles: [.root, .list])
            }
            guard statements else { return }
            $0.addKey(try TrustHolders.key("f2").publicKey, id: "f2", operator: "r4.example", roles: [.freshness])
            try $0.removeKey("f1")
        }
        return try TrustHolders.sign(value, by: ["r1", "r2", "r4", "r5"], at: "2026-10-01T00:00:00Z")
    }

    private func list(
        _ sequence: Int, rootVersion: Int = 1, by ids: [String], _ changes: (pointer: String, value: JSONValue?)...
    ) throws -> [UInt8] {
        var value = try TrustHolders.list(sequence: sequence, rootVersion: rootVersion)
        for change in changes { value.set(change.pointer, change.value) }
        return try TrustHolders.sign(value, by: ids, at: "2026-11-20T09:00:00Z")
    }

    @Test("The number that thieves ran up binds nobody, in whatever order the root and its list are seen")
    func fastForward() throws {
        let stolen = try list(900_000, by: ["r1", "r2"])
        let honest = try list(119, rootVersion: 2, by: ["r4", "r5"])
        let thieves = try chain([first()], lists: [stolen])
        var seen = thieves.seen(at: try time(now))
        #expect(seen.list?.sequence == 900_000 && seen.list?.rootVersion == 1)
        // The root first, beside the old list or alone; then the list that was made under it.
        for lists in [[stolen], []] {
            let rootAlone = try chain([first(), second()], lists: lists, seen: seen, seenLists: [stolen])
            #expect(rootAlone.list == nil)
            seen = rootAlone.seen(at: try time(now))
            #expect(seen.root?.version == 2)
            #expect(seen.list?.sequence == 900_000 && seen.list?.rootVersion == 1)
        }
        // Whether a list that is not at hand still holds is not known.
        #expect(
            try chain([first(), second()], lists: [honest], seen: seen).problems.map(\.code) == [.stateMalformed])
        do {
            let recovered = try chain([first(), second()], lists: [honest], seen: seen, seenLists: [stolen])
            #expect(recovered.problems.isEmpty)
            #expect(recovered.list?.sequence == 119)
            // That what the thieves signed does not hold any more is no problem of the honest list beside it.
            let both = try chain([first(), second()], lists: [honest, stolen], seen: seen, seenLists: [stolen])
            #expect(both.problems.isEmpty && both.list?.sequence == 119)
            let after = recovered.seen(at: try time(now))
            #expect(after.list?.sequence == 119 && after.list?.rootVersion == 2)
        }
        // What was kept before the version of the root was kept with it is as old as the root that was seen then.
        var old = thieves.seen(at: try time(now))
        old.list?.rootVersion = nil
        let rootAlone = try chain([first(), second()], seen: old, seenLists: [stolen])
        let kept = rootAlone.seen(at: try time(now))
        #expect(kept.list?.rootVersion == 1)
        #expect(try chain([first(), second()], lists: [honest], seen: kept, seenLists: [stolen]).list?.sequence == 119)
    }

    @Test("A list that holds without the keys that were taken out goes on binding")
    func stillBinds() throws {
        let before = try list(118, by: ["r1", "r2", "r3"])
        let seen = try chain([first()], lists: [before]).seen(at: try time(now))
        let root = try TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
        let second = try TrustHolders.sign(
            TrustHolders.next(after: root) { try $0.removeKey("r2") }, by: ["r1", "r2", "r3"],
            at: "2026-10-01T00:00:00Z")
        let lower = try list(117, rootVersion: 2, by: ["r1", "r3"])
        #expect(
            try chain([first(), second], lists: [lower], seen: seen, seenLists: [before]).problems.map(\.code)
                == [.rollback])
    }

    @Test("What thieves recorded is told and kept as evidence, and is no bar to a list that does not have it")
    func setsHistoryAside() throws {
        let mill = try list(119, by: ["r1", "r2"], ("/credentialSubject/1/legalName", "Mill"))
        let seen = try chain([first()], lists: [mill]).seen(at: try time(now))
        let honest = try list(119, rootVersion: 2, by: ["r4", "r5"], ("/credentialSubject/1", nil))
        let recovered = try chain([first(), second()], lists: [honest], seen: seen, seenLists: [mill])
        #expect(recovered.problems.isEmpty)
        #expect(recovered.list?.sequence == 119)
        #expect(recovered.setAside.map(\.document) == [mill])
        let note = try #require(recovered.notes.first { $0.code == .historySetAside })
        for (language, words) in [(Language.english, "kept as evidence"), (.dutch, "als bewijs bewaard")] {
            let sentence = RegistryMessages.sentence(note.code.rawValue, in: language, note.facts)
            #expect(sentence.contains(words) && sentence.contains("119"), "\(sentence)")
        }
        // It is told in every run, as long as the lists do not have it.
        let after = recovered.seen(at: try time(now))
        #expect(after.setAside.map(\.sequence) == [119])
        #expect(try SeenTrust(parsing: after.serialized(of: recovered.pin)) == after)
        let again = try chain([first(), second()], lists: [honest], seen: after)
        #expect(again.isUpToDate && again.notes.map(\.code) == [.historySetAside])
        #expect(again.seen(at: try time(now)) == after)
        let next = try list(121, rootVersion: 2, by: ["r4", "r5"], ("/credentialSubject/1", nil))
        let later = try chain([first(), second()], lists: [next], seen: after, seenLists: [mill, honest])
        #expect(later.list?.sequence == 121 && later.notes.map(\.code) == [.historySetAside])
        let whole = try list(121, rootVersion: 2, by: ["r4", "r5"], ("/credentialSubject/1/legalName", "Mill"))
        let restored = try chain([first(), second()], lists: [whole], seen: after, seenLists: [mill, honest])
        #expect(restored.list?.sequence == 121 && restored.notes.isEmpty)
        #expect(restored.seen(at: try time(now)).setAside.isEmpty)
        // A list that calls it the one before it has to have all of it.
        let digest = try #require(seen.list?.digest.multibase)
        let heir = try list(
            120, rootVersion: 2, by: ["r4", "r5"], ("/credentialSubject/1", nil),
            ("/trustList/previousDigest", .string(digest)))
        #expect(
            try chain([first(), second()], lists: [heir], seen: seen, seenLists: [mill]).problems.map(\.code)
                == [.historyRewritten])
        // Without a new root nothing is set aside.
        let other = try list(120, by: ["r1", "r3"], ("/credentialSubject/1", nil))
        #expect(
            try chain([first()], lists: [other], seen: seen, seenLists: [mill]).problems.map(\.code)
                == [.historyRewritten])
    }

    private func statement(
        of bytes: [UInt8], by id: String, at issued: String = "2026-11-21T03:00:00Z",
        _ changes: (pointer: String, value: JSONValue?)...
    ) throws -> [UInt8] {
        let digest = try TrustAuthority.digest(TrustHolders.value(bytes).setting("/proof", nil))
        var value = TrustHolders.statement(
            sequence: 118, digest: digest, issued: issued, expires: "2026-11-25T03:00:00Z")
        for change in changes { value.set(change.pointer, change.value) }
        return try TrustHolders.sign(value, by: [id], at: issued)
    }

    @Test("The word of a key that a newer root took out counts no more, however the root comes")
    func statementOfReplacedKey() throws {
        let list = try list(118, by: ["r1", "r2", "r3"])
        let old = try statement(of: list, by: "f1", at: "2026-11-21T06:00:00Z")
        let root = try TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
        let second = try TrustHolders.sign(
            TrustHolders.next(after: root) {
                $0.addKey(try TrustHolders.key("f2").publicKey, id: "f2", operator: "r4.example", roles: [.freshness])
                try $0.removeKey("f1")
            }, by: ["r1", "r2"], at: "2026-10-01T00:00:00Z")
        let before = try chain([first()], lists: [list], statements: [old])
        #expect(before.list?.freshness != nil)
        let after = before.adding(TrustMaterial(roots: [second]))
        #expect(after.list?.sequence == 118 && after.list?.freshness == nil)
        #expect(after.problems.isEmpty && after.notes.map(\.code) == [.statementReplaced])
        // What a thief of that key dated ahead does not keep out the word of the key that came in.
        let renewed = try statement(of: list, by: "f2", at: "2026-11-21T03:00:00Z")
        let seen = before.seen(at: try time(now))
        #expect(seen.statementRoot == 1)
        let recovered = try chain([first(), second], lists: [list], statements: [renewed], seen: seen)
        #expect(recovered.notes.isEmpty && recovered.problems.isEmpty)
        #expect(recovered.list?.freshness?.issued == (try time("2026-11-21T03:00:00Z")))
        #expect(recovered.seen(at: try time(now)).statementIssued == (try time("2026-11-21T03:00:00Z")))
        #expect(recovered.seen(at: try time(now)).statementRoot == 2)
    }

    @Test("An authority that says there is a newer root leaves undecided what the older one vouches for")
    func statementOfNewerRoot() throws {
        let list = try list(118, by: ["r1", "r2"])
        let statement = try statement(of: list, by: "f1", ("/credentialSubject/rootVersion", 2))
        let chain = try chain([first()], lists: [list], statements: [statement])
        let judgement = try #require(chain.list).judge(
            ExampleList.question(created: "2026-11-01T00:00:00Z"), at: time(now))
        #expect(judgement.code == .listNeedsNewerRoot && judgement.outcome == .undecided)
        #expect(judgement.sentence(in: .english).contains("newer root than version 1"))
        #expect(throws: TrustError(.needsNewerRoot, "")) { try chain.list?.check(at: time(now)) }
        // A word that has run out is as good as absent.
        #expect(throws: Never.self) { try chain.list?.check(at: time("2026-12-30T00:00:00Z")) }
    }

    @Test("Two lists of one number are remembered from one run to the next, until a newer list settles them")
    func remembersContradiction() throws {
        let one = try list(118, by: ["r1", "r2"])
        let other = try list(118, by: ["r1", "r2"], ("/trustList/info/note", "other"))
        let before = try chain([first()], lists: [one]).seen(at: try time(now))
        let contradicted = try chain([first()], lists: [one, other], seen: before, seenLists: [one])
        #expect(contradicted.list == nil)
        #expect(contradicted.contradictions.map(\.documents.count) == [2])
        let seen = contradicted.seen(at: try time(now))
        #expect(seen.contradictions.map(\.sequence) == [118])
        #expect(try SeenTrust(parsing: seen.serialized(of: contradicted.pin)) == seen)
        // The next run has one of them alone, or an older one.
        for bytes in [one, other] {
            let next = try chain([first()], lists: [bytes], seen: seen, seenLists: [one, other])
            #expect(next.list == nil && !next.isUpToDate)
            #expect(next.problems.map(\.code) == [.equivocation])
            #expect(next.seen(at: try time(now)).contradictions == seen.contradictions)
        }
        // The next one goes on with either of them; one after that need not say with which.
        let digests = seen.contradictions[0].digests.map(\.multibase)
        #expect(digests.count == 2)
        for (sequence, digest) in [
            (119, digests[0]), (119, digests[1]), (120, "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        ] {
            let next = try list(sequence, by: ["r1", "r2"], ("/trustList/previousDigest", .string(digest)))
            let settled = try chain([first()], lists: [next], seen: seen, seenLists: [one, other])
            #expect(settled.list?.sequence == sequence)
            #expect(settled.notes.map(\.code) == [.contradictionSettled])
            #expect(settled.seen(at: try time(now)).contradictions.isEmpty)
        }
        // So does a root that takes the keys out which said both.
        let honest = try list(118, rootVersion: 2, by: ["r4", "r5"])
        let recovered = try chain([first(), second()], lists: [honest], seen: seen, seenLists: [one, other])
        #expect(recovered.list?.sequence == 118)
        #expect(recovered.seen(at: try time(now)).contradictions.isEmpty)
    }

    @Test("A list that takes back what was on record is remembered, until one comes after it that has all of it")
    func remembersRewriting() throws {
        let one = try list(118, by: ["r1", "r2"])
        let before = try chain([first()], lists: [one])
        let digest = try #require(before.list).digest.multibase
        let wider = "/credentialSubject/0/recognizedTo/0/eqfMax"
        let rewriting = try list(
            119, by: ["r1", "r2"], (wider, 8), ("/trustList/previousDigest", .string(digest)))
        let refused = try chain([first()], lists: [rewriting], seen: before.seen(at: time(now)), seenLists: [one])
        #expect(refused.list == nil && refused.problems.map(\.code) == [.historyRewritten])
        let seen = refused.seen(at: try time(now))
        #expect(seen.rewriting?.sequence == 119)
        #expect(seen.list?.sequence == 118)
        #expect(try SeenTrust(parsing: seen.serialized(of: refused.pin)) == seen)
        // To leave it out the next time, and hand over the list before it, helps nobody.
        for lists in [[one], [rewriting], [one, rewriting], []] {
            let next = try chain([first()], lists: lists, seen: seen, seenLists: [one])
            #expect(next.list == nil && !next.isUpToDate)
            #expect(next.seen(at: try time(now)).rewriting == seen.rewriting)
        }
        // Nor does a list that goes on with the one that took it back.
        let rewritingDigest = try #require(seen.rewriting?.digest).multibase
        let further = try list(
            120, by: ["r1", "r2"], (wider, 8), ("/trustList/previousDigest", .string(rewritingDigest)))
        #expect(try chain([first()], lists: [further], seen: seen, seenLists: [one]).list == nil)
        let settled = try chain(
            [first()], lists: [list(120, by: ["r1", "r2"])], seen: seen, seenLists: [one])
        #expect(settled.list?.sequence == 120 && settled.notes.map(\.code) == [.contradictionSettled])
        #expect(settled.seen(at: try time(now)).rewriting == nil)
    }

    @Test("However far ahead thieves number a list that takes something back, a number is left that settles it")
    func rewritingFarAhead() throws {
        let one = try list(118, by: ["r1", "r2"])
        let before = try chain([first()], lists: [one]).seen(at: time(now))
        let last = 118 + IssuerTrustList.largestSequenceStep
        let wider = "/credentialSubject/0/recognizedTo/0/eqfMax"
        for number in [last - 1, last] {
            let rewriting = try list(number, by: ["r1", "r2"], (wider, 8))
            let seen = try chain([first()], lists: [rewriting], seen: before, seenLists: [one]).seen(at: time(now))
            #expect(seen.rewriting?.sequence == last - 1)
            #expect(try chain([first()], lists: [one], seen: seen, seenLists: [one]).list == nil)
            let settled = try chain([first()], lists: [list(last, by: ["r1", "r2"])], seen: seen, seenLists: [one])
            #expect(settled.list?.sequence == last)
            // Nor is anybody held up who never saw it.
            #expect(
                try chain([first()], lists: [list(last, by: ["r1", "r2"])], seen: before, seenLists: [one]).list != nil)
        }
    }

    @Test("A list that takes something back and is dated ahead of the clock leaves nothing behind")
    func rewritingFromFuture() throws {
        let one = try list(118, by: ["r1", "r2"])
        let before = try chain([first()], lists: [one]).seen(at: time(now))
        let ahead = try list(
            119, by: ["r1", "r2"], ("/credentialSubject/0/recognizedTo/0/eqfMax", 8),
            ("/trustList/previousDigest", .string(try #require(before.list).digest.multibase)),
            ("/trustList/issued", "2026-12-01T00:00:00Z"), ("/validFrom", "2026-12-01T00:00:00Z"))
        let refused = try chain([first()], lists: [ahead], seen: before, seenLists: [one])
        #expect(refused.list == nil && refused.problems.map(\.code) == [.historyRewritten])
        #expect(refused.seen(at: try time(now)).rewriting == nil)
        #expect(refused.seen(at: try time("2026-12-01T12:00:00Z")).rewriting?.sequence == 119)
    }

    @Test("However much the key of every day contradicts, what those contradict who sign lists is remembered")
    func manyContradictions() throws {
        let one = try list(118, by: ["r1", "r2"])
        let other = try list(118, by: ["r1", "r2"], ("/trustList/info/note", "other"))
        var seen = try chain([first()], lists: [one]).seen(at: time(now))
        for number in 1...20 {
            let digest = "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA".dropLast(2)
            let letters = Array("ABCDEFGHIJKLMNOPQRST")
            let statement = try statement(
                of: one, by: "f1", ("/credentialSubject/listDigest", .string("\(digest)\(letters[number - 1])A")))
            seen = try chain([first()], lists: [one], statements: [statement], seen: seen, seenLists: [one])
                .seen(at: time(now))
        }
        #expect(seen.contradictions.count == 16)
        let met = try chain([first()], lists: [other], seen: seen, seenLists: [one])
        #expect(met.list == nil)
        let after = met.seen(at: try time(now))
        #expect(after.contradictions.filter { !$0.isByStatement }.count == 1)
        #expect(after.contradictions.count == 17)
        #expect(try SeenTrust(parsing: after.serialized(of: met.pin)) == after)
    }

    @Test(
        "Another root than the one that was seen, or an older one, is refused on every run, and never takes its place")
    func remembersRoot() throws {
        let rival = try TrustHolders.sign(
            TrustHolders.next(after: TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))),
            by: ["r1", "r2"], at: "2026-10-01T00:00:00Z")
        let second = try second()
        let honest = try list(119, rootVersion: 2, by: ["r4", "r5"])
        let seen = try chain([first(), second], lists: [honest]).seen(at: time(now))
        // An older root leaves what was seen as it was.
        let older = try chain([first()], lists: [list(120, by: ["r1", "r2"])], seen: seen)
        #expect(older.problems.map(\.code) == [.rootRollback])
        #expect(older.seen(at: try time(now)).root == seen.root)
        for roots in try [[first(), rival], [first(), second, rival]] as [[[UInt8]]] {
            let contradicted = try chain(roots, lists: [honest], seen: seen)
            #expect(contradicted.list == nil && contradicted.problems.map(\.code) == [.rootEquivocation])
            #expect(contradicted.rootContradiction?.documents.contains(rival) == true)
            let later = contradicted.seen(at: try time(now))
            #expect(later.root == seen.root && later.rootContradiction?.version == 2)
            #expect(try SeenTrust(parsing: later.serialized(of: contradicted.pin)) == later)
            // Neither of the two counts from then on, nor what comes after one of them: each can have successors of its own.
            let third = try TrustHolders.sign(
                TrustHolders.next(
                    after: TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
                        .successor(verifying: second), at: "2026-11-01T00:00:00Z"),
                by: ["r4", "r5"], at: "2026-11-01T00:00:00Z")
            for alone in try [[first(), rival], [first(), second], [first(), second, third]] as [[[UInt8]]] {
                let next = try chain(alone, lists: [honest], seen: later)
                #expect(next.list == nil && next.problems.map(\.code) == [.rootEquivocation])
                #expect(next.seen(at: try time(now)).rootContradiction == later.rootContradiction)
            }
        }
    }

    @Test("A list and the statement that names another of its number are remembered in the same way")
    func remembersContradictingStatement() throws {
        let list = try list(118, by: ["r1", "r2"])
        let statement = try statement(
            of: list, by: "f1",
            ("/credentialSubject/listDigest", "uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))
        let contradicted = try chain([first()], lists: [list], statements: [statement])
        let seen = contradicted.seen(at: try time(now))
        #expect(seen.contradictions.map(\.isByStatement) == [true])
        let next = try chain([first()], lists: [list], seen: seen)
        for chain in [contradicted, next] {
            for (day, code) in [("2026-11-25T03:00:00Z", .listEquivocation), ("2026-11-25T03:00:01Z", .recognised)]
                as [(String, IssuerJudgement.Code)]
            {
                let judgement = try #require(chain.list).judge(
                    ExampleList.question(created: "2026-11-01T00:00:00Z"), at: time(day))
                #expect(judgement.code == code, "\(day)")
            }
        }
        // When the statement has run out, nothing is left of it.
        #expect(next.seen(at: try time("2026-11-25T03:00:01Z")).contradictions.isEmpty)
        // The key of every day was the one that was stolen: a root without it settles the matter.
        let root = try TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
        let second = try TrustHolders.sign(
            TrustHolders.next(after: root) {
                $0.addKey(try TrustHolders.key("f2").publicKey, id: "f2", operator: "r4.example", roles: [.freshness])
                try $0.removeKey("f1")
            }, by: ["r1", "r2"], at: "2026-10-01T00:00:00Z")
        #expect(throws: Never.self) {
            try chain([first(), second], lists: [list], seen: seen, seenLists: [list]).list?.check(at: time(now))
        }
    }

    @Test("More roots than are followed leave everything undecided, and say so")
    func limitsRoots() throws {
        var editorRoot = try TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
        var roots = [editorRoot.bytes]
        for _ in 0..<TrustChain.rootLimit {
            let next = try TrustHolders.sign(
                TrustHolders.next(after: editorRoot, at: TrustHolders.start), by: ["r1", "r2"])
            roots.append(next)
            editorRoot = try editorRoot.successor(verifying: next)
        }
        let list = try list(118, by: ["r1", "r2"])
        #expect(try chain(Array(roots.dropLast()), lists: [list]).list?.sequence == 118)
        let tooMany = try chain(roots, lists: [list])
        #expect(tooMany.list == nil && tooMany.problems.map(\.code) == [.rootLimit])
    }
}
