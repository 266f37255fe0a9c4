import Database
import Encodings
import Proofs

extension RegisterBook {
    /// Compares the register, whose chain of records was followed already, with the checkpoints in it and with others.
    ///
    /// - Parameter others: Checkpoints that were kept elsewhere: whoever can write to the register can take out those in it.
    func review(
        _ others: [RegisterCheckpoint], of profile: IssuerProfile
    ) throws(IssuerError) -> CheckpointReview {
        var checkpoints = others
        var unreadable = 0
        // One that was given can be the one that is here.
        for bytes in try storedCheckpoints() where !others.contains(where: { $0.bytes == bytes }) {
            do throws(IssuerError) {
                checkpoints.append(try RegisterCheckpoint(verifying: bytes, of: profile))
            } catch {
                guard error.code == .checkpointRefused else { throw error }
                unreadable += 1
            }
        }
        checkpoints.sort { ($0.sequence, $0.time) < ($1.sequence, $1.time) }
        let last = try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in try transaction.lastEvent().sequence }
        }
        var agreeing: [RegisterCheckpoint] = []
        var contradiction: CheckpointReview.Contradiction?
        for checkpoint in checkpoints {
            let chain = checkpoint.sequence <= last ? try chain(at: checkpoint.sequence) : nil
            if chain == checkpoint.chain {
                agreeing.append(checkpoint)
            } else if contradiction == nil {
                contradiction = CheckpointReview.Contradiction(
                    sequence: checkpoint.sequence, time: checkpoint.time,
                    found: checkpoint.sequence > last ? last : nil, lastGood: agreeing.last?.sequence ?? 0)
            }
        }
        return CheckpointReview(
            agreeing: agreeing.count, newest: agreeing.last.map { ($0.sequence, $0.time) },
            contradiction: contradiction, unreadable: unreadable)
    }

    /// The digest that stands for everything up to a record, as the record itself has it.
    private func chain(at sequence: Int) throws(IssuerError) -> [UInt8]? {
        let line = try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first("SELECT line FROM events WHERE sequence = $1", [.integer(sequence)]) {
                    row throws(DatabaseError) in try row.bytes(0)
                }
            }
        }
        let root = line.flatMap { try? JSONDocument(parsing: $0, limits: .credential).root }
        return root?["chain"]?.string.flatMap { try? Base64URL.decode($0) }
    }

    /// The checkpoints in the register, in order.
    func storedCheckpoints() throws(IssuerError) -> [[UInt8]] {
        try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.all("SELECT document FROM checkpoints ORDER BY sequence") {
                    row throws(DatabaseError) in try row.bytes(0)
                }
            }
        }
    }

    /// Signs where the register stands, unless that was done already.
    ///
    /// - Returns: The checkpoint, new or from before; `nil` while there are no records.
    @discardableResult
    func checkpoint(
        of profile: IssuerProfile, at now: Timestamp, signer: any CredentialSigner
    ) throws(IssuerError) -> RegisterCheckpoint? {
        let (sequence, chain, known) = try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                let last = try transaction.lastEvent()
                let known = try transaction.first(
                    "SELECT document FROM checkpoints WHERE sequence = $1", [.integer(last.sequence)]
                ) { row throws(DatabaseError) in try row.bytes(0) }
                return (last.sequence, last.chain, known)
            }
        }
        if sequence == 0 { return nil }
        if let known {
            do throws(IssuerError) {
                return try RegisterCheckpoint(verifying: known, of: profile)
            } catch {
                // One that was damaged is made anew in its place.
                guard error.code == .checkpointRefused else { throw error }
            }
        }
        try profile.issueKey.requireInForce(at: now)
        let checkpoint = try RegisterCheckpoint(sequence, chain: chain, of: profile, at: now, signer: signer)
        try writeInTurn { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                // Another process can have done the same at the same moment.
                _ = try transaction.run(
                    """
                    INSERT INTO checkpoints (sequence, document) VALUES ($1, $2)
                    ON CONFLICT (sequence) DO UPDATE SET document = excluded.document
                    """, [.integer(sequence), .bytes(checkpoint.bytes)])
            }
        }
        return checkpoint
    }
}

extension RegisterSchema {
    /// The checkpoints, each under the number of records that it counts.
    ///
    /// They refer to no record: a record that was taken out must not take its checkpoint along.
    static let checkpoints = Migration(
        "checkpoints",
        """
        CREATE TABLE checkpoints (
            sequence INTEGER NOT NULL PRIMARY KEY CHECK (sequence > 0),
            document BLOB NOT NULL
        ) STRICT;
        """)
}
