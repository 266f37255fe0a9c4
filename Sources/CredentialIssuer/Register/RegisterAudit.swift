import Database
public import Encodings
public import Storage

/// What a comparison of the events of a register with its credentials found.
public struct RegisterAudit: Sendable {
    /// How many credentials were issued.
    public let issuedCount: Int

    /// Issued credentials whose copy is missing or was changed.
    public let damagedCopies: [IssuedRecord]

    /// Credentials that no event knows: somebody put them into the database.
    public let unknownCopies: [ObjectName]

    /// The identifiers of credentials that were planned but not issued; issuing them again finishes them.
    public let unfinished: [String]

    /// Places on status lists, and lists as they were signed, that are not what the events say.
    public let alteredStatus: [String]

    /// What the database finds wrong with its file; nothing when it is whole.
    public let databaseDamage: [String]

    /// What one person issued alone after two had begun to agree; `nil` where there is no such thing.
    ///
    /// An institution may decide to go back to one person, so that it makes no register unclean; but whoever edits
    /// `issuer.yaml` cannot do it unseen.
    public let issuedAlone: IssuedAlone?

    /// Whether events and copies agree, and nothing is left to finish.
    public var isClean: Bool {
        damagedCopies.isEmpty && unknownCopies.isEmpty && unfinished.isEmpty && databaseDamage.isEmpty
            && alteredStatus.isEmpty
    }
}

/// Credentials that were issued by one person after the institution had begun to ask for two.
public struct IssuedAlone: Sendable, Hashable {
    /// How many they are.
    public internal(set) var count: Int
    /// When the first of them was issued.
    public let since: Timestamp
}

/// Looks for credentials to which nobody else agreed, in the order of what happened.
private struct ApprovalReplay {
    private var approved: Set<String> = []
    /// What was planned without, and not signed yet.
    private var pending: Set<String> = []
    private(set) var found: IssuedAlone?

    mutating func take(_ record: RegisterRecord) {
        switch record.event {
        case .batch(.approved(let id, _, _)): approved.insert(id)
        case .planned(let plan) where !approved.isEmpty:
            if plan.batch.map({ approved.contains($0.id) }) != true { pending.insert(plan.credentialID) }
        case .abandoned(let id): pending.remove(id)
        case .issued(let id, _):
            guard pending.remove(id) != nil else { return }
            found = IssuedAlone(count: (found?.count ?? 0) + 1, since: found?.since ?? record.time)
        default: break
        }
    }
}

extension RegisterBook {
    /// Whether another person has ever agreed to a batch.
    func hasApprovals() throws(IssuerError) -> Bool {
        try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first("SELECT 1 FROM batch_signatures WHERE is_approval = 1 LIMIT 1", []) { _ in true }
                    ?? false
            }
        }
    }

    /// How many rows are looked at in one transaction: what is in memory at the same time.
    private static let pageSize = 500

    /// Goes through everything that happened, and compares it with what is there.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` for the first event that is not as it was written.
    func audit() throws(IssuerError) -> RegisterAudit {
        let damage = try IssuerError.passingOn { () throws(DatabaseError) in try database.findDamage() }
        let (eventCount, alteredStatus, issuedAlone) = try checkEvents()
        var damaged: [IssuedRecord] = []
        var unknown: [ObjectName] = []
        var count = 0
        var last = 0
        while true {
            let start = last
            let page = try database.read { transaction throws(IssuerError) in
                let records = try IssuerError.passingOn { () throws(DatabaseError) in
                    try transaction.issued(after: start, limit: Self.pageSize)
                }
                for record in records {
                    count += 1
                    if try !Self.isRecorded(record, in: transaction) { unknown.append(record.digest) }
                    if try transaction.intactContent(record.digest) == nil { damaged.append(record) }
                }
                return records
            }
            guard let next = page.last?.sequence else { break }
            last = next
        }
        guard eventCount == count - unknown.count else {
            throw IssuerError(
                .registerDamaged,
                "expected \(eventCount) issued credentials in the register, as its records say, found "
                    + "\(count - unknown.count)")
        }
        let unfinished = try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in try transaction.unfinished() }
        }
        return RegisterAudit(
            issuedCount: count, damagedCopies: damaged, unknownCopies: unknown, unfinished: unfinished.sorted(),
            alteredStatus: alteredStatus, databaseDamage: damage, issuedAlone: issuedAlone)
    }

    /// Follows the chain of events from the first; tells how many of them issue something, what the tables of status
    /// lists have that they do not say, and what one person issued alone.
    private func checkEvents() throws(IssuerError) -> (
        issued: Int, alteredStatus: [String], issuedAlone: IssuedAlone?
    ) {
        var chain = RegisterRecord.start
        var number = 0
        var issued = 0
        var replay = StatusReplay(salt: salt)
        var approvals = ApprovalReplay()
        while true {
            let start = number
            let count = try database.read { transaction throws(IssuerError) in
                let lines = try IssuerError.passingOn { () throws(DatabaseError) in
                    try transaction.all(
                        "SELECT line FROM events WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                        [.integer(start), .integer(Self.pageSize)]
                    ) { row throws(DatabaseError) in try row.bytes(0) }
                }
                for line in lines {
                    number += 1
                    let (record, next) = try RegisterRecord.read(line, number: number, after: chain)
                    chain = next
                    if case .issued = record.event { issued += 1 }
                    approvals.take(record)
                    try replay.take(record, in: transaction)
                }
                if lines.isEmpty { try replay.finish(in: transaction) }
                return lines.count
            }
            if count == 0 { return (issued, replay.altered, approvals.found) }
        }
    }

    /// Whether an event says that a credential was issued.
    private static func isRecorded(_ record: IssuedRecord, in transaction: Transaction) throws(IssuerError) -> Bool {
        let event = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.event(record.sequence) }
        guard case .issued(let id, let digest) = event else { return false }
        return id.utf8.elementsEqual(record.credentialID.utf8) && digest == record.digest
    }
}
