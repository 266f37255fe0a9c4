import Registry

/// How much room there is for delegations that warn: for each institution its own, so that nobody takes another's.
///
/// What an institution says itself has room apart from what is said below it, so that no faculty fills it. How much is kept
/// altogether has a limit as well, which leaves every institution some room: it grows with the list alone.
struct DelegationRoom {
    /// Somebody who warns by the powers of an institution.
    struct Speaker: Hashable {
        let id: [UInt8]
        let institution: [UInt8]
    }

    /// How many that warn by one speaker: 64, so that no faculty takes the place of another's.
    static let ofOne = 64
    /// How many documents by those below one institution, with the delegations from which their powers come: 448.
    static let below = 448
    /// How many bytes of what one institution says itself, and as many of what is said below it: 1 MiB.
    static let bytes = 1 << 20
    /// How many documents are kept altogether before only those have room that have few: 1,024.
    static let total = 1_024
    /// How many documents each institution has room for, however many others are kept: 64.
    static let least = 64
    /// How many speakers of one institution are named one by one for whose words there was no room: 16.
    static let speakers = 16

    private var count = 0
    private var documents: [[UInt8]: Int] = [:]
    private var ownOf: [[UInt8]: Amount] = [:]
    private var belowOf: [[UInt8]: Amount] = [:]
    private var words: [Speaker: Int] = [:]

    /// Counts a document that is kept.
    ///
    /// - Parameter institutions: From which its powers come.
    mutating func take(_ delegation: Delegation, of institutions: Set<[UInt8]>) {
        count += 1
        for institution in institutions {
            documents[institution, default: 0] += 1
            let isOwn = delegation.isWarning && delegation.depth == 1
            if isOwn {
                ownOf[institution, default: Amount()].add(delegation)
            } else {
                belowOf[institution, default: Amount()].add(delegation)
            }
            guard delegation.isWarning else { continue }
            let speaker = isOwn ? institution : delegation.delegatorBytes
            words[Speaker(id: speaker, institution: institution), default: 0] += 1
        }
    }

    /// Whether there is room for the documents of a warning that are not kept yet.
    func has(_ missing: [Delegation], of warning: DelegationWarning) -> Bool {
        let institution = warning.institution
        let speaker = Speaker(id: warning.speaker, institution: institution)
        guard words[speaker, default: 0] < Self.ofOne else { return false }
        var amount = (warning.isOwn ? ownOf : belowOf)[institution] ?? Amount()
        for delegation in missing { amount.add(delegation) }
        guard warning.isOwn || amount.count <= Self.below, amount.bytes <= Self.bytes else { return false }
        return count + missing.count <= Self.total
            || documents[institution, default: 0] + missing.count <= Self.least
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
