import Credentials
import Cryptography
import Encodings
import Registry
import Testing

/// A second root of a version that is known: who has signed it decides what it says of the authority.
@Suite("Rivals of a root")
struct RootRivalTests {
    private let now = "2026-11-21T12:00:00Z"
    private let date = "2026-10-01T00:00:00Z"

    private func first() throws -> [UInt8] { try TrustHolders.sign(TrustHolders.firstRoot(), by: ["r1", "r2"]) }

    private func firstRoot() throws -> TrustRoot {
        try TrustRoot(verifying: first(), pin: TrustHolders.pin(TrustHolders.firstRoot()))
    }

    /// A second root that takes keys out and lets others in.
    private func second(
        without removed: [String], with added: [String] = [], by ids: [String]
    ) throws -> [UInt8] {
        try TrustHolders.sign(
            TrustHolders.next(after: firstRoot()) {
                for id in added {
                    $0.addKey(
                        try TrustHolders.key(id).publicKey, id: id, operator: "\(id).example", roles: [.root, .list])
                }
                for id in removed { try $0.removeKey(id) }
            }, by: ids, at: date)
    }

    /// The successor of a second root.
    private func third(after second: [UInt8], by ids: [String]) throws -> [UInt8] {
        try TrustHolders.sign(
            TrustHolders.next(after: firstRoot().successor(verifying: second), at: date), by: ids, at: date)
    }

    private func list(_ sequence: Int, rootVersion: Int, by ids: [String]) throws -> [UInt8] {
        try TrustHolders.sign(
            TrustHolders.list(sequence: sequence, rootVersion: rootVersion), by: ids, at: "2026-11-20T09:00:00Z")
    }

    private func chain(
        _ own: TrustMaterial, _ others: TrustMaterial = TrustMaterial(), seen: SeenTrust = SeenTrust()
    ) throws -> TrustChain {
        TrustChain(
            pin: try TrustHolders.pin(TrustHolders.firstRoot()), material: own, handedOver: others, seen: seen,
            seenLists: own.lists)
    }

    @Test("What those sign whose keys were taken out since says nothing of the authority, and is told")
    func outdated() throws {
        let second = try second(without: ["r1", "r2", "r3"], with: ["r4", "r5"], by: ["r1", "r2", "r4", "r5"])
        let third = try third(after: second, by: ["r4", "r5"])
        // The thieves have the keys of the first root, and need no others.
        let rival = try self.second(without: ["r3"], by: ["r1", "r2"])
        let next = try self.third(after: rival, by: ["r1", "r2"])
        for (roots, version) in try [([first(), second], 2), ([first(), second, third], 3)] as [([[UInt8]], Int)] {
            let own = TrustMaterial(
                roots: roots, lists: [try list(118, rootVersion: version, by: ["r4", "r5"])])
            let before = try chain(own)
            let seen = before.seen(at: try time(now))
            for known in [SeenTrust(), seen] {
                let strangers = TrustMaterial(roots: [rival])
                for met in [try chain(own, seen: known).adding(strangers), try chain(own, strangers, seen: known)] {
                    #expect(met.list?.sequence == 118 && met.problems.isEmpty)
                    #expect(met.notes.map(\.code) == [.rootLeftAside])
                    #expect(met.roots.map(\.digest) == before.roots.map(\.digest))
                    #expect(try met.rootContradiction == nil && met.seen(at: time(now)) == seen)
                }
                // What would follow on it follows on nothing; nothing of it is remembered either.
                let longer = try chain(own, seen: known).adding(TrustMaterial(roots: [rival, next]))
                #expect(try longer.rootContradiction == nil && longer.seen(at: time(now)).rootContradiction == nil)
                if version == 2 {
                    #expect(longer.list == nil && longer.problems.map(\.code) == [.rootChainBroken])
                } else {
                    #expect(longer.list?.sequence == 118 && longer.problems.isEmpty)
                    #expect(longer.notes.map(\.code) == [.rootLeftAside, .rootLeftAside])
                }
                // Nor does what nobody at all has signed keep a credential from counting that it came with.
                let draft = try TrustHolders.value(rival).serialized()
                #expect(try chain(own, seen: known).adding(TrustMaterial(roots: [draft])).list?.sequence == 118)
            }
        }
    }

    @Test("What those sign who may sign today as well leaves nothing to rely on, whoever hands it over")
    func current() throws {
        let second = try second(without: ["r3"], by: ["r1", "r2"])
        let own = TrustMaterial(
            roots: [try first(), second], lists: [try list(118, rootVersion: 2, by: ["r1", "r2"])])
        let rival = TrustMaterial(roots: [try self.second(without: ["r2"], by: ["r1", "r2", "r3"])])
        for met in [try chain(own).adding(rival), try chain(own, rival)] {
            #expect(met.list == nil && met.problems.map(\.code) == [.rootEquivocation])
            #expect(met.seen(at: try time(now)).rootContradiction?.version == 2)
        }
        // Even where what it follows on is kept back.
        let third = try third(after: second, by: ["r1", "r2"])
        let longer = TrustMaterial(
            roots: [try first(), second, third], lists: [try list(118, rootVersion: 3, by: ["r1", "r2"])])
        let other = try self.third(
            after: self.second(without: ["r2"], by: ["r1", "r2", "r3"]), by: ["r1", "r2", "r3"])
        let met = try chain(longer).adding(TrustMaterial(roots: [other]))
        #expect(met.list == nil && met.rootContradiction?.what.version == 3)
    }

    @Test("Of two that are both in the verifier's own hands, or both new to it, neither goes before the other")
    func undecided() throws {
        let second = try second(without: ["r1", "r2", "r3"], with: ["r4", "r5"], by: ["r1", "r2", "r4", "r5"])
        let rival = try self.second(without: ["r3"], by: ["r1", "r2"])
        let list = try list(118, rootVersion: 2, by: ["r4", "r5"])
        let both = TrustMaterial(roots: [try first(), rival, second], lists: [list])
        let new = TrustMaterial(roots: [rival, second], lists: [list])
        for met in [try chain(both), try chain(TrustMaterial(roots: [first()]), new), try chain(TrustMaterial(), both)]
        {
            #expect(met.list == nil && met.problems.map(\.code) == [.rootEquivocation])
            #expect(met.seen(at: try time(now)).rootContradiction?.version == 2)
        }
        // A verifier that thieves deceived before it ever saw the right root is told when that one is put into its folder.
        let deceived = try chain(TrustMaterial(roots: [first(), rival])).seen(at: time(now))
        #expect(deceived.root?.version == 2)
        let corrected = try chain(both, seen: deceived)
        #expect(corrected.list == nil && corrected.problems.map(\.code) == [.rootEquivocation])
    }
}
