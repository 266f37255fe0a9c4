import Database
import Encodings

extension BatchEvent {
    /// Whether the tables say what this event of the register came to.
    func isReflected(_ record: RegisterRecord, in transaction: Transaction) throws(IssuerError) -> Bool {
        switch self {
        case .prepared(let id, let manifest, _), .approved(let id, let manifest, _):
            guard try transaction.hasManifest(manifest, of: id) else { return false }
        case .begun, .cancelled, .withdrawn: break
        }
        return try IssuerError.passingOn { () throws(DatabaseError) in
            switch self {
            case .begun(let id, let source, let count):
                let kept = try transaction.first(
                    """
                    SELECT b.source, b.planned_at, f.row_count FROM batches b JOIN batch_facts f ON f.batch = b.id
                    WHERE b.id = $1
                    """, [.text(id)]
                ) { row throws(DatabaseError) in [try row.text(0), try row.text(1), String(try row.integer(2))] }
                return kept == [source, record.time.description, String(count)]
            case .prepared(_, _, let signature), .approved(_, _, let signature):
                let kept = try transaction.first(
                    "SELECT public_key, proof, signed_at, is_approval FROM batch_signatures WHERE sequence = $1",
                    [.integer(record.sequence)]
                ) { row throws(DatabaseError) in
                    [try row.text(0), try row.text(1), try row.text(2), String(try row.integer(3))]
                }
                var isApproval = false
                if case .approved = self { isApproval = true }
                return kept
                    == [
                        signature.publicKey, signature.proof, signature.time.description, isApproval ? "1" : "0",
                    ]
            case .cancelled(let id):
                return try transaction.first("SELECT cancelled_at FROM batches WHERE id = $1", [.text(id)]) {
                    row throws(DatabaseError) in try row.optionalText(0) == record.time.description
                } ?? false
            case .withdrawn(let credentialID, _):
                return try transaction.first(
                    "SELECT sequence FROM withdrawals WHERE credential = $1", [.text(credentialID)]
                ) { row throws(DatabaseError) in try row.integer(0) } == record.sequence
            }
        }
    }
}

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
