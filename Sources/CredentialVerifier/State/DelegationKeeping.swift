import Cryptography
import Encodings
import Registry
import Storage

/// Chooses what is kept of what delegations tell, beside what is kept already.
///
/// Of each word the one is kept that reaches furthest, and those that were signed first and last: a list can narrow the time
/// of a key later, and what was signed in what is left of it goes on counting. Where room is needed, those between go.
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

        fileprivate mutating func name(_ ways: [String: Set<LostWarning>], after index: StateIndex) {
            for (digest, ways) in ways {
                let known = index.delegations[digest]
                if known.map({ ways.isSubset(of: $0) }) != true { named[digest, default: []].formUnion(ways) }
            }
        }
    }

    private typealias Words = [[UInt8]: DelegationWarning.Extent]

    /// What is kept.
    private let present: Delegations
    private let index: StateIndex
    private let digests: [ObjectIdentifier: String]
    /// What delegations tell by the lists at hand and by nothing else.
    private let told: (Delegations) -> [DelegationWarning]

    init(
        _ present: Delegations, _ index: StateIndex, told: @escaping (Delegations) -> [DelegationWarning]
    ) throws(StorageError) {
        self.present = present
        self.index = index
        self.told = told
        var digests: [ObjectIdentifier: String] = [:]
        for delegation in present.all { digests[ObjectIdentifier(delegation)] = try Self.digest(of: delegation) }
        self.digests = digests
    }

    /// What is to be done so that nothing of what is at hand by the word of institutions on lists is forgotten.
    func plan(_ heard: [DelegationWarning]) throws(StorageError) -> Plan {
        let kept = told(present)
        let aim = Self.words(kept + heard)
        var plan = try choice(among: heard, aim, without: [])
        if !plan.unkept.isEmpty {
            let other = try choice(among: heard, aim, without: dispensable(kept, aim))
            // Nothing goes for which nothing comes.
            if other.unkept.isStrictSubset(of: plan.unkept) { plan = other }
        }
        // What the index lost is named again.
        var ways = try Self.ways(kept)
        for digest in digests.values { ways[digest, default: []].formUnion([]) }
        plan.name(ways.filter { !plan.removed.contains($0.key) }, after: index)
        return plan
    }

    /// Whether the index does not name all that is kept, or anything of what is at hand.
    func isNews(_ heard: [DelegationWarning]) throws(StorageError) -> Bool {
        var plan = Plan()
        var ways = try Self.ways(heard)
        for digest in digests.values { ways[digest, default: []].formUnion([]) }
        plan.name(ways, after: index)
        return !plan.named.isEmpty || ways.keys.contains { present.lost[$0] != nil }
    }

    /// - Parameters:
    ///   - aim: What is to be known of each word.
    ///   - removed: The digests of those that are not kept any longer.
    private func choice(
        among heard: [DelegationWarning], _ aim: Words, without removed: Set<String>
    ) throws(StorageError) -> Plan {
        let kept = Delegations(remembering: present.all.filter { !isRemoved($0, removed) })
        let warnings = told(kept)
        var all = kept
        var room = DelegationRoom()
        let ways = try Self.ways(warnings)
        for delegation in kept.all {
            let digest = digests[ObjectIdentifier(delegation)] ?? ""
            let named = index.delegations[digest] ?? []
            room.take(delegation, delegation.bytes.count, by: named.union(ways[digest] ?? []))
        }
        for warning in warnings { room.take(warning) }
        var known = Self.words(warnings)
        var plan = Plan()
        plan.removed = removed
        for warning in heard {
            // What says the same again is not kept again, but takes the place of what is lost.
            var isLost = false
            for delegation in warning.delegations where try present.lost[Self.digest(of: delegation)] != nil {
                isLost = true
            }
            guard isLost || warning.words.contains(where: { isNeeded($0, known[$0.key], aim[$0.key]) })
            else { continue }
            let missing = warning.delegations.filter { !all.has($0) }
            guard room.has(missing, of: warning) else {
                plan.unkept.insert(warning.mark)
                continue
            }
            all.add(missing)
            room.take(warning)
            for (word, extent) in warning.words { known[word] = extent.joined(with: known[word]) }
            let ways = try Self.ways([warning])
            for delegation in missing {
                let digest = try Self.digest(of: delegation)
                let bytes = delegation.keptBytes
                plan.documents.append((digest, bytes))
                room.take(delegation, bytes.count, by: ways[digest] ?? [])
            }
            // One that is there by the word of another institution is this one's as well.
            plan.name(ways, after: index)
        }
        return plan
    }

    /// Whether something that is said is not known, as far as it is to be.
    private func isNeeded(
        _ word: Words.Element, _ known: DelegationWarning.Extent?, _ aim: DelegationWarning.Extent?
    ) -> Bool {
        let extent = word.value
        let isFurthest = extent.reach >= aim?.reach ?? extent.reach && extent.reach > known?.reach ?? .min
        guard !isFurthest, let aim else { return isFurthest }
        guard let known else { return Self.isFirstOrLast(extent, aim) }
        return extent.signed.lowerBound < known.signed.lowerBound
            && extent.signed.lowerBound <= aim.signed.lowerBound
            || extent.signed.upperBound > known.signed.upperBound
                && extent.signed.upperBound >= aim.signed.upperBound
    }

    /// What is kept and could go without anything being forgotten: those of which others say all that they say, and those by
    /// which nobody warns.
    private func dispensable(
        _ kept: [DelegationWarning], _ aim: Words
    ) throws(StorageError) -> Set<String> {
        var needed: Set<String> = []
        for warning in kept {
            let isNeeded = warning.words.contains { word, extent in
                guard let aim = aim[word] else { return true }
                return extent.reach >= aim.reach || Self.isFirstOrLast(extent, aim)
            }
            guard isNeeded else { continue }
            for delegation in warning.delegations { needed.insert(try Self.digest(of: delegation)) }
        }
        // One that no list at hand stands behind may count by another's, or again. And what any of them comes from stays,
        // also by the powers of an institution that nobody asks just now.
        let counted = Set(kept.compactMap(\.delegations.last).map { ObjectIdentifier($0) })
        for delegation in present.all where delegation.isWarning {
            let digest = try Self.digest(of: delegation)
            guard needed.contains(digest) || !counted.contains(ObjectIdentifier(delegation)) else { continue }
            needed.insert(digest)
            for parent in present.to(delegation.delegatorBytes) where parent.namesSigner(of: delegation) {
                needed.insert(try Self.digest(of: parent))
            }
        }
        return Set(digests.values).subtracting(needed)
    }

    private static func isFirstOrLast(
        _ extent: DelegationWarning.Extent, _ aim: DelegationWarning.Extent
    ) -> Bool {
        extent.signed.lowerBound <= aim.signed.lowerBound || extent.signed.upperBound >= aim.signed.upperBound
    }

    private func isRemoved(_ delegation: Delegation, _ removed: Set<String>) -> Bool {
        digests[ObjectIdentifier(delegation)].map { removed.contains($0) } ?? false
    }

    /// What some warnings say, each thing as far as any of them does and as early.
    private static func words(_ warnings: [DelegationWarning]) -> Words {
        warnings.flatMap(\.words).reduce(into: [:]) { $0[$1.key] = $1.value.joined(with: $0[$1.key]) }
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

extension StateIndex {
    /// Names those for whose words there was no room.
    ///
    /// Beyond some speakers of one institution by one of its keys it is named itself, so that nobody fills the index.
    mutating func mark(_ speakers: Set<LostWarning>) {
        func order(_ word: LostWarning) -> [UInt8] {
            (word.speaker ?? []) + word.signers.flatMap { Array($0.multikey.utf8) }
        }
        for speaker in speakers.sorted(by: { order($0).lexicographicallyPrecedes(order($1)) }) {
            // By its digest, for a name can be as long as anybody likes.
            let mark = speaker.said(by: speaker.speaker.flatMap { LostWarning.speaker($0) })
            let others = unkept.filter { $0.source == mark.source }
            guard !others.contains(mark), !others.contains(mark.source) else { continue }
            unkept.insert(others.count < DelegationRoom.speakers ? mark : mark.source)
        }
    }
}
