import Database
public import Encodings
import Storage
import Synchronization

extension Issuer {
    /// Issues the rows of a spreadsheet as one batch, in groups, on all cores.
    ///
    /// It is safe to run again with the same rows, however often, and wherever it was interrupted: what was planned is
    /// finished with the same bytes, and what was issued is given again.
    ///
    /// - Parameters:
    ///   - order: What a ``BatchRehearsal`` of all rows came to.
    ///   - rows: The rows, from the beginning.
    ///   - skipped: The rows to leave out; all others must be in order.
    ///   - delivery: Where the credentials go.
    ///   - place: What to call that place in the register.
    ///   - progress: Is told how far it is, and says whether to go on.
    /// - Throws: ``IssuerError`` as ``issue(_:repetition:at:)-(IssuanceRequest,_,_)``, with the row; and `notApproved`,
    ///   `batchCancelled`, `fileTaken`. What was issued until then stays.
    public func issue(
        _ order: BatchOrder, _ specification: MicroCredentialSpecification, _ rows: LearnerRows,
        skipping skipped: Set<Int> = [], to delivery: any BatchDelivery, place: String = "",
        options: BatchOptions = BatchOptions(), at now: Timestamp, progress: (BatchProgress) -> Bool = { _ in true }
    ) throws(IssuerError) -> BatchOutcome {
        let book = book
        let batch = try batch(order, place: place, book, at: now)
        let approval = try book.approval(of: batch, to: .issue, for: profile)
        let engine = BatchEngine(self, book, batch: batch, approval, options, delivery, at: now)
        rows.rewind()
        var done = 0
        let isStopped = try engine.run(
            { limit throws(IssuerError) in
                try IssuerError.passingOn { () throws(StorageError) in
                    var group: [BatchRow] = []
                    while group.count < limit {
                        let more = try rows.next(limit - group.count)
                        if more.isEmpty { break }
                        for row in more where !skipped.contains(row.number) {
                            guard let learner = row.learner else { continue }
                            group.append(BatchRow(row.number, learner, specification, row.findings))
                        }
                    }
                    return group
                }
            },
            progress: { count in
                done += count
                return progress(BatchProgress(done: done, total: order.count))
            })
        try book.checkpoint(of: profile, at: now, signer: signer)
        return BatchOutcome(
            batch: batch, issuedCount: engine.issuedCount, givenCount: engine.givenCount, isStopped: isStopped)
    }

    /// The batch of an order; where two persons must agree, the one that they were asked about.
    private func batch(
        _ order: BatchOrder, place: String, _ book: RegisterBook, at now: Timestamp
    ) throws(IssuerError) -> String {
        if !profile.approvers.isEmpty {
            let known = try book.database.read { transaction throws(IssuerError) in
                try book.batch(of: order, in: transaction)
            }
            if known == nil { throw Self.unapproved }
        }
        return try book.begin(order, place: place, at: now)
    }

    /// The register, which any number of threads may use.
    var book: RegisterBook { register.withLock { $0.book } }
}
