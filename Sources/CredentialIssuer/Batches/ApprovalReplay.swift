public import Encodings
import Registry

/// What one person did alone after the institution had begun to ask for two.
public struct IssuedAlone: Sendable, Hashable {
    /// How many credentials were issued so.
    public internal(set) var count = 0
    /// How many that were suspended count again so.
    public internal(set) var reinstatedCount = 0
    /// When it was done first.
    public let since: Timestamp

    init(since: Timestamp) { self.since = since }
}

/// Looks for credentials to which nobody else agreed, in the order of what happened.
struct ApprovalReplay {
    private var approved: Set<String> = []
    /// Whether anything was laid before another person yet.
    private var hasBegun = false
    /// When a batch was approved that nothing else has followed: what is reinstated then is what it is about.
    private var approvedAt: Timestamp?
    /// What was planned without, and not signed yet.
    private var pending: Set<String> = []
    private(set) var found: IssuedAlone?

    mutating func take(_ record: RegisterRecord) {
        if case .statusChanged(let change) = record.event {
            let isReinstatement = change.purpose == .suspension && change.value == 0
            if !isReinstatement { approvedAt = nil }
            if hasBegun, isReinstatement, approvedAt != record.time { note(record.time) { $0.reinstatedCount += 1 } }
            return
        }
        approvedAt = nil
        switch record.event {
        case .batch(.prepared): hasBegun = true
        case .batch(.approved(let id, _, _)):
            hasBegun = true
            approved.insert(id)
            approvedAt = record.time
        case .planned(let plan) where hasBegun:
            if plan.batch.map({ approved.contains($0.id) }) != true { pending.insert(plan.credentialID) }
        case .abandoned(let id): pending.remove(id)
        case .issued(let id, _):
            if pending.remove(id) != nil { note(record.time) { $0.count += 1 } }
        default: break
        }
    }

    private mutating func note(_ time: Timestamp, _ change: (inout IssuedAlone) -> Void) {
        var alone = found ?? IssuedAlone(since: time)
        change(&alone)
        found = alone
    }
}
