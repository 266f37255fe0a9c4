import Database
import Encodings

extension BatchEvent {
    /// Whether the tables say what this event of the register came to.
    func isReflected(_ sequence: Int, in transaction: Transaction) throws(IssuerError) -> Bool {
        switch self {
        case .prepared(let id, let manifest, _), .approved(let id, let manifest, _):
            guard try transaction.hasManifest(manifest, of: id) else { return false }
        case .begun, .cancelled, .withdrawn: break
        }
        return try IssuerError.passingOn { () throws(DatabaseError) in
            switch self {
            case .begun(let id, let source, _):
                return try transaction.first("SELECT source FROM batches WHERE id = $1", [.text(id)]) {
                    row throws(DatabaseError) in try row.text(0)
                } == source
            case .prepared(_, _, let signature), .approved(_, _, let signature):
                let kept = try transaction.first(
                    "SELECT public_key, proof, signed_at FROM batch_signatures WHERE sequence = $1",
                    [.integer(sequence)]
                ) { row throws(DatabaseError) in [try row.text(0), try row.text(1), try row.text(2)] }
                return kept == [signature.publicKey, signature.proof, signature.time.description]
            case .cancelled(let id):
                return try transaction.first("SELECT cancelled_at FROM batches WHERE id = $1", [.text(id)]) {
                    row throws(DatabaseError) in try row.optionalText(0) != nil
                } ?? false
            case .withdrawn(let credentialID, _):
                return try transaction.first(
                    "SELECT sequence FROM withdrawals WHERE credential = $1", [.text(credentialID)]
                ) { row throws(DatabaseError) in try row.integer(0) } == sequence
            }
        }
    }
}
