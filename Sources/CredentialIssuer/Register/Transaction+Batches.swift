import Database
import Encodings

/// What a register knows of batches.
extension Transaction {
    /// Takes over what happens to a batch.
    func take(_ event: BatchEvent, _ record: RegisterRecord) throws(IssuerError) {
        let count = try IssuerError.passingOn { () throws(DatabaseError) in
            switch event {
            case .begun(let id, let source, _):
                return try run(
                    """
                    INSERT INTO batches (id, planned_at, source) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
                    """, [.text(id), .text(record.time.description), .text(source)])
            case .prepared(let id, _, let signature):
                return try add(signature, to: id, isApproval: false, record.sequence)
            case .approved(let id, _, let signature):
                return try add(signature, to: id, isApproval: true, record.sequence)
            case .cancelled(let id):
                return try run(
                    "UPDATE batches SET cancelled_at = $1 WHERE id = $2 AND cancelled_at IS NULL",
                    [.text(record.time.description), .text(id)])
            case .withdrawn(let credentialID, let id):
                // What was handed out is not taken back: it is revoked, in the sight of all.
                return try run(
                    """
                    INSERT INTO withdrawals (credential, sequence)
                    SELECT id, $1 FROM credentials WHERE id = $2 AND batch = $3 AND state = 'signed'
                    ON CONFLICT DO NOTHING
                    """, [.integer(record.sequence), .text(credentialID), .text(id)])
            }
        }
        guard count == 1 else {
            throw RegisterRecord.damage(record.sequence, "does to a batch what cannot be done to it, or twice")
        }
    }

    private func add(
        _ signature: BatchEvent.Signature, to id: String, isApproval: Bool, _ sequence: Int
    ) throws(DatabaseError) -> Int {
        try run(
            """
            INSERT INTO batch_signatures (batch, public_key, is_approval, signed_at, proof, sequence)
            SELECT id, $1, $2, $3, $4, $5 FROM batches WHERE id = $6 AND cancelled_at IS NULL ON CONFLICT DO NOTHING
            """,
            [
                .text(signature.publicKey), .integer(isApproval ? 1 : 0), .text(signature.time.description),
                .text(signature.proof), .integer(sequence), .text(id),
            ])
    }
}
