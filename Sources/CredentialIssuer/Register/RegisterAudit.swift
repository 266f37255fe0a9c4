import Database
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

    /// The identifiers of credentials of which the tables say something else than the events, in their order.
    public let alteredCredentials: [String]

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
            && alteredStatus.isEmpty && alteredCredentials.isEmpty
    }
}

extension RegisterBook {
    /// Whether a batch was ever laid before another person.
    func hasApprovals() throws(IssuerError) -> Bool {
        try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first("SELECT 1 FROM batch_signatures LIMIT 1", []) { _ in true }
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
        let events = try checkEvents()
        var (damaged, unknown, count): ([IssuedRecord], [ObjectName], Int) = ([], [], 0)
        do throws(IssuerError) {
            (damaged, unknown, count) = try checkCopies()
            guard events.issuedCount == count - unknown.count else {
                throw IssuerError(
                    .registerDamaged,
                    "expected \(events.issuedCount) issued credentials in the register, as its records say, found "
                        + "\(count - unknown.count)")
            }
        } catch {
            // Which of them somebody changed says more than that one cannot be read.
            guard error.code == .registerDamaged, !events.credentials.altered.isEmpty else { throw error }
        }
        let unfinished = try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in try transaction.unfinished() }
        }
        return RegisterAudit(
            issuedCount: count, damagedCopies: damaged, unknownCopies: unknown, unfinished: unfinished.sorted(),
            alteredStatus: events.status.altered, alteredCredentials: events.credentials.altered,
            databaseDamage: damage, issuedAlone: events.approvals.found)
    }

    /// Looks whether each credential that was issued is there as it was handed out, and whether an event knows of it.
    private func checkCopies() throws(IssuerError) -> (damaged: [IssuedRecord], unknown: [ObjectName], count: Int) {
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
            guard let next = page.last?.sequence else { return (damaged, unknown, count) }
            last = next
        }
    }

    /// What the events come to, compared with the tables.
    private struct EventReplay {
        var issuedCount = 0
        var credentials = CredentialReplay()
        var status: StatusReplay
        var approvals = ApprovalReplay()
        var batches = BatchReplay()

        init(salt: RegisterSalt) { status = StatusReplay(salt: salt) }

        mutating func take(_ record: RegisterRecord, in transaction: Transaction) throws(IssuerError) {
            if case .issued = record.event { issuedCount += 1 }
            approvals.take(record)
            batches.take(record)
            try credentials.take(record, in: transaction)
            try status.take(record, in: transaction)
        }

        mutating func finish(in transaction: Transaction) throws(IssuerError) {
            try credentials.finish(in: transaction)
            try status.finish(in: transaction)
            status.note(try batches.altered(in: transaction))
        }
    }

    /// Follows the chain of events from the first, and compares what they come to with the tables.
    private func checkEvents() throws(IssuerError) -> EventReplay {
        var chain = RegisterRecord.start
        var number = 0
        var replay = EventReplay(salt: salt)
        while true {
            let start = number
            let count = try database.read { transaction throws(IssuerError) in
                let lines = try IssuerError.passingOn { () throws(DatabaseError) in
                    try transaction.all(
                        "SELECT line, chain FROM events WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                        [.integer(start), .integer(Self.pageSize)]
                    ) { row throws(DatabaseError) in (line: try row.bytes(0), chain: try row.bytes(1)) }
                }
                for (line, kept) in lines {
                    number += 1
                    let (record, next) = try RegisterRecord.read(line, number: number, after: chain)
                    guard kept == next else {
                        throw RegisterRecord.damage(number, "is kept with the digest of another one")
                    }
                    chain = next
                    try replay.take(record, in: transaction)
                }
                if lines.isEmpty { try replay.finish(in: transaction) }
                return lines.count
            }
            if count == 0 { return replay }
        }
    }

    /// Whether an event says that a credential was issued.
    private static func isRecorded(_ record: IssuedRecord, in transaction: Transaction) throws(IssuerError) -> Bool {
        let event = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.event(record.sequence) }
        guard case .issued(let id, let digest) = event else { return false }
        return id.utf8.elementsEqual(record.credentialID.utf8) && digest == record.digest
    }
}
