import Database
import Encodings

extension BatchEvent {
    /// Whether the tables say what this event of the register came to.
    func isReflected(_ record: RegisterRecord, in transaction: Transaction) throws(IssuerError) -> Bool {
        switch self {
        case .prepared(let id, let manifest, _), .approved(let id, let manifest, _):
            guard try transaction.hasManifest(manifest, of: id),
                try transaction.manifest(of: id)?.count == transaction.rowCount(ofBatch: id)
            else { return false }
        case .begun, .cancelled, .withdrawn: break
        }
        return try IssuerError.passingOn { () throws(DatabaseError) in
            switch self {
            case .begun(let id, let source, let count):
                let kept = try transaction.first(
                    """
                    SELECT b.source, b.planned_at, f.row_count, f.manifest IS NULL FROM batches b
                    JOIN batch_facts f ON f.batch = b.id WHERE b.id = $1
                    """, [.text(id)]
                ) { row throws(DatabaseError) in
                    // Of one that was laid before another person the manifest says how many rows it has.
                    let isOpen = try row.integer(3) == 1
                    return [try row.text(0), try row.text(1), isOpen ? String(try row.integer(2)) : String(count)]
                }
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
