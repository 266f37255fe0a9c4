import Database

/// How many batches there are by the events, and how many of them were given up.
struct BatchReplay {
    private var begunCount = 0
    private var cancelledCount = 0
    private var signatureCount = 0

    mutating func take(_ record: RegisterRecord) {
        switch record.event {
        case .batch(.begun): begunCount += 1
        case .batch(.cancelled): cancelledCount += 1
        case .batch(.prepared), .batch(.approved): signatureCount += 1
        default: break
        }
    }

    /// What the tables have besides.
    func altered(in transaction: Transaction) throws(IssuerError) -> [String] {
        let found = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first(
                """
                SELECT (SELECT count(*) FROM batches), (SELECT count(*) FROM batches WHERE cancelled_at IS NOT NULL),
                    (SELECT count(*) FROM batch_signatures)
                """
            ) { row throws(DatabaseError) in [try row.integer(0), try row.integer(1), try row.integer(2)] }
        }
        let names = ["batches", "batches, cancelled_at", "batch_signatures"]
        return zip(names, zip(found ?? [], [begunCount, cancelledCount, signatureCount])).compactMap { name, counts in
            counts.0 == counts.1 ? nil : "\(name): \(counts.0) ≠ \(counts.1)"
        }
    }
}
