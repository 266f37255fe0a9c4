import Database
public import Encodings
import Synchronization

extension Issuer {
    /// After how many records another checkpoint is due, at the latest.
    ///
    /// Source: trust list design, section 4.
    public static let recordsPerCheckpoint = 1_000

    /// Signs where the register stands now, unless that was done already.
    ///
    /// It is meant for the end of every run, and for long ones after every ``recordsPerCheckpoint`` records.
    ///
    /// - Returns: The checkpoint, new or from before; `nil` while the register is empty.
    /// - Throws: ``IssuerError`` with code `signingFailed` or `storageFailed`.
    @discardableResult
    public func checkpoint(at now: Timestamp) throws(IssuerError) -> RegisterCheckpoint? {
        try register.withLock { register throws(IssuerError) in
            try register.book.checkpoint(of: profile, at: now, signer: signer)
        }
    }
}

extension IssuerFolder {
    /// The newest checkpoint in the register, to be kept elsewhere, with how many records were made after it.
    ///
    /// - Throws: ``IssuerError`` with code `checkpointRefused` when it is none of this institution, `registerDamaged` or
    ///   `storageFailed`.
    public func newestCheckpoint() throws(IssuerError) -> (checkpoint: RegisterCheckpoint?, later: Int) {
        let book = try book()
        let last = try book.database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in try transaction.lastEvent().sequence }
        }
        guard let bytes = try book.storedCheckpoints().last else { return (nil, last) }
        let checkpoint = try RegisterCheckpoint(verifying: bytes, of: profile.with(book.keys(of: profile)))
        return (checkpoint, max(last - checkpoint.sequence, 0))
    }

    /// Compares the register with the checkpoints in it, and with others that were kept elsewhere.
    ///
    /// It is to be asked after ``audit()``, which follows the chain of records that a checkpoint counts.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func reviewCheckpoints(_ others: [RegisterCheckpoint] = []) throws(IssuerError) -> CheckpointReview {
        let book = try book()
        return try book.review(others, of: profile.with(book.keys(of: profile)))
    }
}
