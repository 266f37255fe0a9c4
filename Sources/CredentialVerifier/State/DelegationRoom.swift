import Registry

/// How much room there is for delegations that warn: for each key of each institution its own, so that nobody takes
/// another's.
///
/// What an institution says itself has room apart from what is said below it, so that no faculty fills it; and whoever has a
/// stolen key fills the room of that key and no other. How much is kept altogether has a limit as well, which leaves every
/// institution some room: it grows with the list alone.
struct DelegationRoom {
    /// How many that warn by one speaker: 64, so that no faculty takes the place of another's.
    static let ofOne = 64
    /// How many documents by those below one institution, with the delegations from which their powers come: 448.
    static let below = 448
    /// How many bytes of what one institution says itself, and as many of what is said below it: 1 MiB.
    static let bytes = 1 << 20
    /// How many bytes of what one speaker below an institution says: 128 KiB.
    static let bytesOfOne = 128 << 10
    /// How many documents, and how many bytes of them, each speaker has room for, however much others below the institution
    /// say: 4 of together 32 KiB.
    static let leastOfOne = (count: 4, bytes: 32 << 10)
    /// How many documents by those below one institution there are at most with that: 1,024.
    static let belowAtMost = 1_024
    /// How many documents by those below institutions are kept altogether before only those have room that have few: 1,024.
    static let total = 1_024
    /// How many documents by those below it each institution has room for, however many others are kept: 64.
    static let least = 64
    /// How many speakers of one institution are named one by one for whose words there was no room: 16.
    static let speakers = 16

    private var belowCount = 0
    private var ownOf: [LostWarning: Amount] = [:]
    private var belowOf: [LostWarning: Amount] = [:]
    private var words: [LostWarning: Amount] = [:]

    /// Counts a document that is kept.
    ///
    /// - Parameter ways: The institutions from which its powers come, with the keys by which they do.
    mutating func take(_ delegation: Delegation, by ways: Set<LostWarning>) {
        let isOwn = delegation.isWarning && delegation.depth == 1
        if !isOwn { belowCount += 1 }
        for source in Set(ways.map(\.source)) {
            if isOwn {
                ownOf[source, default: Amount()].add(delegation)
            } else {
                belowOf[source, default: Amount()].add(delegation)
            }
        }
        guard delegation.isWarning else { return }
        for way in ways {
            words[way.said(by: isOwn ? way.institution : delegation.delegatorBytes), default: Amount()].add(delegation)
        }
    }

    /// Whether there is room for the documents of a warning that are not kept yet.
    func has(_ missing: [Delegation], of warning: DelegationWarning) -> Bool {
        let way = LostWarning(institution: warning.institution, signers: warning.signers)
        var said = words[way.said(by: warning.speaker)] ?? Amount()
        var amount = (warning.isOwn ? ownOf : belowOf)[way.source] ?? Amount()
        for delegation in missing {
            amount.add(delegation)
            if delegation.isWarning { said.add(delegation) }
        }
        // Where only what it comes from is missing, the word itself has its place.
        guard said.count <= Self.ofOne || !missing.contains(where: \.isWarning) else { return false }
        // Of what institutions say themselves there is no more than the list has keys for.
        guard !warning.isOwn else { return amount.bytes <= Self.bytes }
        let isUsual = amount.count <= Self.below && amount.bytes <= Self.bytes && said.bytes <= Self.bytesOfOne
        let isLeast = said.count <= Self.leastOfOne.count && said.bytes <= Self.leastOfOne.bytes
        guard isUsual || isLeast && amount.count <= Self.belowAtMost else { return false }
        return belowCount + missing.count <= Self.total || amount.count <= Self.least
    }

    /// How much of something there is.
    private struct Amount {
        var count = 0
        var bytes = 0

        mutating func add(_ delegation: Delegation) {
            count += 1
            bytes += delegation.bytes.count
        }
    }
}

extension LostWarning {
    /// The institution by one of its keys.
    var source: LostWarning { LostWarning(institution: institution, signers: Array(signers.prefix(1))) }

    /// The same as the word of somebody.
    func said(by speaker: [UInt8]?) -> LostWarning {
        LostWarning(institution: institution, speaker: speaker, signers: signers)
    }
}
