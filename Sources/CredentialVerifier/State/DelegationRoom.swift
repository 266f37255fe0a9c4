import Registry

/// How much room there is for delegations that warn: for each key of each institution its own, so that nobody takes
/// another's.
///
/// What an institution says itself has room apart from what is said below it, and there everybody who speaks has room of its
/// own, whatever its keys are; what was said by a key that is called stolen takes none. So much is kept at most as the lists
/// have keys for.
struct DelegationRoom {
    /// How many things an institution can say itself, each of which up to three documents tell, and how many bytes of them:
    /// 512 in 8 MiB.
    static let own = (words: 512, bytes: 8 << 20)
    /// How many things somebody below it can say, and how many bytes of them with what its powers come from: 256 in 512 KiB.
    static let ofOne = (words: 256, bytes: 512 << 10)
    /// How many bytes of all that is said below an institution: 16 MiB, which is as much as 32 say who say all they can.
    static let belowBytes = 16 << 20
    /// How many speakers of one institution are named one by one for whose words there was no room: 1,024.
    static let speakers = 1_024
    /// How many keys of one speaker are named then: 8.
    static let keysOfOne = 8

    private var bytesOf: [LostWarning: Int] = [:]
    private var bytesBelow: [LostWarning: Int] = [:]
    private var words: [LostWarning: Set<[UInt8]>] = [:]

    /// Counts what a warning says that is kept.
    mutating func take(_ warning: DelegationWarning) {
        words[Self.place(of: warning), default: []].formUnion(warning.words.keys)
    }

    /// Counts a document that is kept.
    ///
    /// - Parameters:
    ///   - byteCount: How long it is as it is kept.
    ///   - ways: The institutions from which its powers come, with the keys by which they do.
    mutating func take(_ delegation: Delegation, _ byteCount: Int, by ways: Set<LostWarning>) {
        let isOwn = delegation.isWarning && delegation.depth == 1
        for source in Set(ways.map(\.source)) {
            // The powers of somebody stand in its own room.
            let speaker = delegation.isWarning ? delegation.delegatorBytes : delegation.entity.idBytes
            bytesOf[source.said(by: isOwn ? source.institution : speaker), default: 0] += byteCount
            if !isOwn { bytesBelow[source, default: 0] += byteCount }
        }
    }

    /// Whether there is room for the documents of a warning that are not kept yet.
    func has(_ missing: [Delegation], of warning: DelegationWarning) -> Bool {
        let place = Self.place(of: warning)
        let limit = warning.isOwn ? Self.own : Self.ofOne
        let more = missing.reduce(0) { $0 + $1.keptBytes.count }
        let known = words[place] ?? []
        return
            (warning.words.keys.allSatisfy { known.contains($0) }
            || known.union(warning.words.keys).count <= limit.words)
            && (bytesOf[place] ?? 0) + more <= limit.bytes
            && (warning.isOwn || (bytesBelow[place.source] ?? 0) + more <= Self.belowBytes)
    }

    private static func place(of warning: DelegationWarning) -> LostWarning {
        warning.mark.source.said(by: warning.speaker)
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
