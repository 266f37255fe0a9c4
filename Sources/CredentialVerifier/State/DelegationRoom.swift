import Registry

/// How much room there is for delegations that warn: for each key of each institution its own, so that nobody takes
/// another's.
///
/// What an institution says itself has room apart from what is said below it, so that no faculty fills it; and whoever has a
/// stolen key fills the room of that key and no other. So much is kept at most as the lists have keys for.
struct DelegationRoom {
    /// How many things one speaker can say, each of which up to three documents tell: 128.
    static let ofOne = 128
    /// How many bytes of what one institution says itself: 1 MiB.
    static let ownBytes = 1 << 20
    /// How many documents by those below one institution, with the delegations from which their powers come, and how many
    /// bytes of them: 1,024 of together 2 MiB.
    static let below = (count: 1_024, bytes: 2 << 20)
    /// How many bytes of what one speaker below an institution says: 256 KiB.
    static let bytesOfOne = 256 << 10
    /// How many documents, and how many bytes of them, each speaker has room for, however much others below the institution
    /// say: 4 of together 32 KiB.
    static let leastOfOne = (count: 4, bytes: 32 << 10)
    /// How many documents by those below one institution there are at most with that: 2,048.
    static let belowAtMost = 2_048
    /// How many speakers of one institution are named one by one for whose words there was no room: 16.
    static let speakers = 16

    private var ownOf: [LostWarning: Amount] = [:]
    private var belowOf: [LostWarning: Amount] = [:]
    private var saidBy: [LostWarning: Amount] = [:]
    private var words: [LostWarning: Set<[UInt8]>] = [:]

    /// Counts what a warning says that is kept.
    mutating func take(_ warning: DelegationWarning) {
        words[warning.mark, default: []].formUnion(warning.words.keys)
    }

    /// Counts a document that is kept.
    ///
    /// - Parameters:
    ///   - byteCount: How long it is as it is kept.
    ///   - ways: The institutions from which its powers come, with the keys by which they do.
    mutating func take(_ delegation: Delegation, _ byteCount: Int, by ways: Set<LostWarning>) {
        let isOwn = delegation.isWarning && delegation.depth == 1
        for source in Set(ways.map(\.source)) {
            if isOwn {
                ownOf[source, default: Amount()].add(byteCount)
            } else {
                belowOf[source, default: Amount()].add(byteCount)
            }
        }
        guard delegation.isWarning else { return }
        for way in ways {
            saidBy[way.said(by: isOwn ? way.institution : delegation.delegatorBytes), default: Amount()].add(byteCount)
        }
    }

    /// Whether there is room for the documents of a warning that are not kept yet.
    func has(_ missing: [Delegation], of warning: DelegationWarning) -> Bool {
        let mark = warning.mark
        var said = saidBy[mark] ?? Amount()
        var amount = (warning.isOwn ? ownOf : belowOf)[mark.source] ?? Amount()
        for delegation in missing {
            let byteCount = delegation.keptBytes.count
            amount.add(byteCount)
            if delegation.isWarning { said.add(byteCount) }
        }
        // Where only what it comes from is missing, the word itself has its place.
        if missing.contains(where: \.isWarning) {
            guard (words[mark] ?? []).union(warning.words.keys).count <= Self.ofOne else { return false }
        }
        guard !warning.isOwn else { return amount.bytes <= Self.ownBytes }
        let isUsual =
            amount.count <= Self.below.count && amount.bytes <= Self.below.bytes && said.bytes <= Self.bytesOfOne
        let isLeast = said.count <= Self.leastOfOne.count && said.bytes <= Self.leastOfOne.bytes
        return isUsual || isLeast && amount.count <= Self.belowAtMost
    }

    /// How much of something there is.
    private struct Amount {
        var count = 0
        var bytes = 0

        mutating func add(_ byteCount: Int) {
            count += 1
            bytes += byteCount
        }
    }
}

extension DelegationWarning {
    /// Whose word it is, as it is marked where there is no room for it.
    var mark: LostWarning { LostWarning(institution: institution, speaker: speaker, signers: signers) }
}

extension LostWarning {
    /// The institution by one of its keys.
    var source: LostWarning { LostWarning(institution: institution, signers: Array(signers.prefix(1))) }

    /// The same as the word of somebody.
    func said(by speaker: [UInt8]?) -> LostWarning {
        LostWarning(institution: institution, speaker: speaker, signers: signers)
    }
}
