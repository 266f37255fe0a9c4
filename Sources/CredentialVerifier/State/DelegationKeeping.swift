import Cryptography
import Encodings
import Registry
import Storage

/// Chooses what is kept of what delegations tell, beside what is kept already.
///
/// Of each word the one is kept that reaches furthest, and those that were signed first and last: a list can narrow the time
/// of a key later, and what was signed in what is left of it goes on counting. Each of the three is one document whatever the
/// order is in which they come, so that what is known does not depend on it; what is between goes.
struct DelegationKeeping {
    /// What is to be done.
    struct Plan {
        /// The documents that are not kept yet, by their digests.
        var documents: [(digest: String, bytes: [UInt8])] = []
        /// What the index is to say besides of documents: whose word each is.
        var named: [String: Set<LostWarning>] = [:]
        /// The digests of those that are not kept any longer.
        var removed: Set<String> = []
        /// Who said that for which there is no room.
        var unkept: Set<LostWarning> = []
        /// The places of those for which there is none.
        fileprivate var rejected: Set<Int> = []

        fileprivate mutating func name(_ ways: [String: Set<LostWarning>], after index: StateIndex) {
            for (digest, ways) in ways {
                let known = index.delegations[digest]
                if known.map({ ways.isSubset(of: $0) }) != true { named[digest, default: []].formUnion(ways) }
            }
        }
    }

    /// A warning with the digests of its documents, which tell it from every other.
    private struct Candidate {
        let warning: DelegationWarning
        let digests: [String]

        var signed: Timestamp { warning.delegations.first?.created ?? .latest }
        /// When the last of them was signed, which says it.
        private var said: Timestamp { warning.delegations.last?.created ?? .latest }
        private var order: String { digests.joined() }

        /// Which of two that say the same comes before the other: the one that was signed first, then the one that was said
        /// first, then the one that reaches further.
        func isSigned(before other: Candidate, _ reach: (own: Int64, other: Int64)) -> Bool {
            (signed, said, reach.other, order) < (other.signed, other.said, reach.own, other.order)
        }

        func isSigned(after other: Candidate, _ reach: (own: Int64, other: Int64)) -> Bool {
            (other.signed, other.said, reach.other, order) < (signed, said, reach.own, other.order)
        }

        func reachesFurther(than other: Candidate, _ reach: (own: Int64, other: Int64)) -> Bool {
            (reach.other, signed, said, order) < (reach.own, other.signed, other.said, other.order)
        }
    }

    /// What is kept.
    private let present: Delegations
    private let index: StateIndex
    private let digests: [ObjectIdentifier: String]
    private let names: Set<String>
    /// What delegations tell by the lists at hand and by nothing else.
    private let told: (Delegations) -> [DelegationWarning]
    /// Whether something is nobody's word any more by the lists at hand.
    private let isNobodys: (LostWarning) -> Bool

    init(
        _ present: Delegations, _ index: StateIndex, told: @escaping (Delegations) -> [DelegationWarning],
        isNobodys: @escaping (LostWarning) -> Bool
    ) throws(StorageError) {
        self.present = present
        self.index = index
        self.told = told
        self.isNobodys = isNobodys
        var digests: [ObjectIdentifier: String] = [:]
        for delegation in present.all { digests[ObjectIdentifier(delegation)] = try Self.digest(of: delegation) }
        self.digests = digests
        names = Set(digests.values)
    }

    /// What is to be done so that nothing of what is at hand by the word of institutions on lists is forgotten.
    func plan(_ heard: [DelegationWarning]) throws(StorageError) -> Plan {
        let kept = told(present)
        var candidates = try Self.candidates(kept + heard)
        var plan = try choice(among: candidates, kept)
        if !plan.unkept.isEmpty {
            // What there is no room for takes the place of nothing.
            let (unkept, rejected) = (plan.unkept, plan.rejected)
            candidates = candidates.enumerated().filter { !rejected.contains($0.offset) }.map(\.element)
            plan = try choice(among: candidates, kept)
            plan.unkept.formUnion(unkept)
        }
        // What is lost and was told again is known, be it by what says more.
        for warning in heard {
            for delegation in warning.delegations {
                let digest = try Self.digest(of: delegation)
                let isAdded = plan.documents.contains { $0.digest == digest }
                if present.lost[digest] != nil, !isAdded, plan.unkept.isEmpty { plan.removed.insert(digest) }
            }
        }
        // What the index lost is named again.
        var ways = try Self.ways(kept)
        for digest in names { ways[digest, default: []].formUnion([]) }
        plan.name(ways.filter { !plan.removed.contains($0.key) }, after: index)
        return plan
    }

    /// Whether the index does not name all that is kept, or anything of what is at hand.
    func isNews(_ heard: [DelegationWarning]) throws(StorageError) -> Bool {
        var plan = Plan()
        var ways = try Self.ways(heard)
        for digest in names { ways[digest, default: []].formUnion([]) }
        plan.name(ways, after: index)
        return !plan.named.isEmpty || ways.keys.contains { present.lost[$0] != nil }
    }

    private func isKept(_ candidate: Candidate) -> Bool { candidate.digests.allSatisfy { names.contains($0) } }

    private func choice(
        among candidates: [Candidate], _ kept: [DelegationWarning]
    ) throws(StorageError) -> Plan {
        let holders = Self.holders(candidates)
        let staying = try staying(candidates, holders, kept)
        var room = DelegationRoom()
        let ways = try Self.ways(kept)
        for delegation in present.all {
            guard let digest = digests[ObjectIdentifier(delegation)], staying.contains(digest) else { continue }
            let all = (index.delegations[digest] ?? []).union(ways[digest] ?? [])
            room.take(delegation, delegation.bytes.count, by: all.filter { !isNobodys($0) })
        }
        for (place, candidate) in candidates.enumerated() where isKept(candidate) && holders.contains(place) {
            room.take(candidate.warning)
        }
        var plan = Plan()
        plan.removed = names.subtracting(staying)
        var added: Set<String> = []
        for (place, candidate) in candidates.enumerated() where holders.contains(place) && !isKept(candidate) {
            let warning = candidate.warning
            let missing = zip(warning.delegations, candidate.digests).filter { _, digest in
                !staying.contains(digest) && !added.contains(digest)
            }
            guard room.has(missing.map(\.0), of: warning) else {
                plan.unkept.insert(warning.mark)
                plan.rejected.insert(place)
                continue
            }
            room.take(warning)
            let ways = try Self.ways([warning])
            for (delegation, digest) in missing {
                let bytes = delegation.keptBytes
                plan.documents.append((digest, bytes))
                room.take(delegation, bytes.count, by: ways[digest] ?? [])
            }
            added.formUnion(candidate.digests)
            // One that is there by the word of another institution is this one's as well.
            plan.name(ways, after: index)
        }
        plan.removed.subtract(added)
        return plan
    }

    /// The places of those that say something furthest, first or last.
    private static func holders(_ candidates: [Candidate]) -> Set<Int> {
        var best: [[UInt8]: (furthest: Int, first: Int, last: Int)] = [:]
        func reach(_ word: [UInt8], _ place: Int) -> Int64 { candidates[place].warning.words[word]?.reach ?? .min }
        for (place, candidate) in candidates.enumerated() {
            for (word, extent) in candidate.warning.words {
                guard var known = best[word] else {
                    best[word] = (place, place, place)
                    continue
                }
                if candidate.reachesFurther(
                    than: candidates[known.furthest], (extent.reach, reach(word, known.furthest)))
                {
                    known.furthest = place
                }
                if candidate.isSigned(before: candidates[known.first], (extent.reach, reach(word, known.first))) {
                    known.first = place
                }
                if candidate.isSigned(after: candidates[known.last], (extent.reach, reach(word, known.last))) {
                    known.last = place
                }
                best[word] = known
            }
        }
        return Set(best.values.flatMap { [$0.furthest, $0.first, $0.last] })
    }

    /// The digests of what is kept and stays: what says something furthest, first or last, with all that it may come from.
    private func staying(
        _ candidates: [Candidate], _ holders: Set<Int>, _ kept: [DelegationWarning]
    ) throws(StorageError) -> Set<String> {
        var staying: Set<String> = []
        let ways = try Self.ways(kept)
        for place in holders { staying.formUnion(candidates[place].digests) }
        // One that no list at hand stands behind may count by another's, or again. And what any of them comes from stays,
        // also by the powers of an institution that nobody asks just now.
        let counted = Set(kept.compactMap(\.delegations.last).map { ObjectIdentifier($0) })
        var all = present
        for place in holders { all.add(candidates[place].warning.delegations) }
        for delegation in present.all where delegation.isWarning {
            let digest = try Self.digest(of: delegation)
            let elsewhere = (index.delegations[digest] ?? []).subtracting(ways[digest] ?? [])
            guard
                staying.contains(digest) || !counted.contains(ObjectIdentifier(delegation))
                    || elsewhere.contains(where: { !isNobodys($0) })
            else { continue }
            staying.insert(digest)
            for parent in Self.parents(of: delegation, among: all) { staying.insert(try Self.digest(of: parent)) }
        }
        return staying.intersection(names)
    }

    /// What a delegation may come from: of the powers that one institution gave by one key, and that bear its word as far,
    /// those of its first and of its last document, however often it gave them.
    private static func parents(of delegation: Delegation, among all: Delegations) -> [Delegation] {
        struct Source: Hashable {
            let delegator: [UInt8]
            let method: [UInt8]
            let isStolen: Bool
            let passable: [Bool]
        }
        var ends: [Source: (first: Delegation, last: Delegation)] = [:]
        func precedes(_ one: Delegation, _ other: Delegation) -> Bool {
            guard one.created == other.created else { return one.created < other.created }
            return one.digest ?? "" < other.digest ?? ""
        }
        for parent in all.to(delegation.delegatorBytes) {
            guard let key = parent.signer(of: delegation) else { continue }
            let source = Source(
                delegator: parent.delegatorBytes, method: parent.methodBytes, isStolen: key.state == .compromised,
                passable: parent.couldPassOn(voidsOf: delegation))
            guard let known = ends[source] else {
                ends[source] = (parent, parent)
                continue
            }
            if precedes(parent, known.first) { ends[source]?.first = parent }
            if precedes(known.last, parent) { ends[source]?.last = parent }
        }
        return ends.values.flatMap { [$0.first, $0.last] }
    }

    private static func candidates(_ warnings: [DelegationWarning]) throws(StorageError) -> [Candidate] {
        var found: [Candidate] = []
        var seen: Set<[String]> = []
        for warning in warnings {
            var digests: [String] = []
            for delegation in warning.delegations { digests.append(try digest(of: delegation)) }
            if seen.insert(digests).inserted { found.append(Candidate(warning: warning, digests: digests)) }
        }
        return found
    }

    /// Whose word each of the delegations of some warnings is.
    private static func ways(_ warnings: [DelegationWarning]) throws(StorageError) -> [String: Set<LostWarning>] {
        var ways: [String: Set<LostWarning>] = [:]
        for warning in warnings {
            for (step, delegation) in warning.delegations.enumerated() {
                let way = LostWarning(
                    institution: warning.institution, signers: Array(warning.signers.prefix(step + 1)))
                ways[try digest(of: delegation), default: []].insert(way)
            }
        }
        return ways
    }

    static func digest(of delegation: Delegation) throws(StorageError) -> String {
        guard let digest = delegation.digest else {
            throw StorageError(.inputOutput, "the cryptographic library failed")
        }
        return digest
    }
}
