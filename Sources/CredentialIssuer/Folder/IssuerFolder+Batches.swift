import Database
public import Encodings
public import Proofs
import Storage

extension IssuerFolder {
    /// All batches, the latest last.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func batches() throws(IssuerError) -> [BatchSummary] { try book().batches(of: profile) }

    /// One batch.
    ///
    /// - Throws: ``IssuerError`` with code `batchUnknown`, or as ``batches()``.
    public func batch(_ id: String) throws(IssuerError) -> BatchSummary {
        guard let batch = try book().batches(of: profile, id).first else { throw RegisterBook.unknown(id) }
        return batch
    }

    /// The credentials of a batch that were issued and not taken back, in the order of their rows.
    ///
    /// - Throws: ``IssuerError`` with code `batchUnknown`, or as ``batches()``.
    public func credentials(ofBatch id: String) throws(IssuerError) -> [IssuedRecord] {
        _ = try batch(id)
        let book = try book()
        return try book.database.read { transaction throws(IssuerError) in
            try book.rows(of: id, in: transaction).map(\.record)
        }
    }

    /// Takes back what of a batch was not handed out, for good.
    ///
    /// What was handed out stays; it can be revoked.
    ///
    /// - Throws: ``IssuerError`` with code `batchUnknown`, `batchCancelled`, `folderBusy` or `storageFailed`.
    public func cancelBatch(_ id: String, at now: Timestamp) throws(IssuerError) -> BatchCancellation {
        try changing { book throws(IssuerError) in try book.cancel(id, at: now) }
    }

    /// Records that what was issued of a batch was handed out; from then on it cannot be cancelled.
    ///
    /// - Returns: How many credentials that are.
    /// - Throws: as ``cancelBatch(_:at:)``.
    public func markDelivered(batch id: String, at now: Timestamp) throws(IssuerError) -> Int {
        try changing { book throws(IssuerError) in try book.markDelivered(batch: id, at: now) }
    }

    /// Lays a batch before another person: every row is fixed, and nothing is issued.
    ///
    /// - Parameters:
    ///   - order: What a ``BatchRehearsal`` of all rows came to.
    ///   - skipped: The rows to leave out.
    ///   - reason: Why it is to be issued.
    ///   - signer: The key of whoever asks, who is one of those who may.
    /// - Throws: ``IssuerError`` with code `approverRefused`, `recordRefused`, `folderBusy` or `storageFailed`.
    public func prepareBatch(
        _ order: BatchOrder, _ specification: MicroCredentialSpecification, _ rows: LearnerRows,
        skipping skipped: Set<Int> = [], reason: String, by signer: any CredentialSigner, at now: Timestamp
    ) throws(IssuerError) -> BatchSummary {
        try requireApprover(signer)
        return try changing { book throws(IssuerError) in
            let preparation = BatchPreparation(profile: profile, book: book, specification: specification, now: now)
            let id = try preparation.run(order, rows, skipping: skipped, reason: reason, by: signer)
            guard let batch = try book.batches(of: profile, id).first else { throw RegisterBook.unknown(id) }
            return batch
        }
    }

    /// Agrees to a batch that another person has laid before one.
    ///
    /// Credentials that were to count again do so from this moment; what was to be issued can be issued.
    ///
    /// - Throws: ``IssuerError`` with code `approverRefused` for somebody who may not, or who asked for it; `batchUnknown`,
    ///   `notApproved` for one that was laid before nobody, `batchOutdated`, `batchCancelled`, `folderBusy` or
    ///   `storageFailed`.
    public func approveBatch(_ id: String, by signer: any CredentialSigner, at now: Timestamp) throws(IssuerError) {
        try requireApprover(signer)
        try changing { book throws(IssuerError) in try book.approve(id, of: profile, by: signer, at: now) }
    }

    func requireApprover(_ signer: any CredentialSigner) throws(IssuerError) {
        guard profile.approvers.contains(where: { $0.publicKey == signer.publicKey }) else {
            throw IssuerError(
                .approverRefused,
                "expected the key of one of the approvers in \(IssuerProfile.fileName), found another")
        }
    }

    /// Changes the register, as the only one who does.
    func changing<Result>(_ body: (RegisterBook) throws(IssuerError) -> Result) throws(IssuerError) -> Result {
        let register = try Register(self, patience: .seconds(5))
        return try body(register.book)
    }
}
