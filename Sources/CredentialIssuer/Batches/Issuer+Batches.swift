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
        let batch = try batch(order, place: place, book, at: now)
        let approval = try book.approval(of: batch, to: .issue, for: profile)
        let template = try SpecificationTemplate(
            specification, of: profile, tellsNamesakesApart: options.renewal.tellsNamesakesApart)
        let isExamined = order.examined?.isValid(for: template, of: profile, settings, at: now) ?? false
        return try carryOut(
            order, batch, approval, isExamined ? order.examined : nil,
            SheetSource(rows: rows, template: template, skipped: skipped), to: delivery, options: options, at: now,
            progress: progress)
    }

    /// Issues the rows of a batch that was begun, and signs how far the register has come.
    func carryOut(
        _ order: BatchOrder, _ batch: String, _ approval: BatchApproval?, _ examined: ExaminedRows?,
        _ source: some BatchSource, to delivery: any BatchDelivery, options: BatchOptions, at now: Timestamp,
        progress: (BatchProgress) -> Bool
    ) throws(IssuerError) -> BatchOutcome {
        let engine = BatchEngine(
            self, book, batch: batch, approval, examined, options, delivery, since: order.position, at: now)
        let share = BatchShare(book, batch: batch, suites, since: order.position)
        var done = 0
        return try withoutActuallyEscaping(progress) { progress throws(IssuerError) in
            let run = BatchRun(engine, source, share, to: delivery, options) { count, elsewhere in
                done += count
                return progress(BatchProgress(done: done, elsewhere: elsewhere, total: order.count))
            }
            let isStopped = try run.run()
            try book.checkpoint(of: profile, at: now, signer: signer)
            return BatchOutcome(
                batch: batch, issuedCount: engine.tally.issued, givenCount: engine.tally.given,
                elsewhereCount: run.elsewhereCount, isStopped: isStopped)
        }
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

/// The rows of a spreadsheet, without those that are left out.
private struct SheetSource: BatchSource {
    let rows: LearnerRows
    let template: SpecificationTemplate
    let skipped: Set<Int>

    typealias Entry = LearnerRow

    func rewind() { rows.rewind() }

    func next(_ limit: Int) throws(IssuerError) -> [Entry] {
        try IssuerError.passingOn { () throws(StorageError) in
            while true {
                let group = try rows.next(limit)
                let wanted = group.filter { !skipped.contains($0.number) && !$0.isHeading }
                if group.isEmpty || !wanted.isEmpty { return wanted }
            }
        }
    }

    func number(of entry: LearnerRow) -> Int { entry.number }

    func row(_ entry: LearnerRow) throws(IssuerError) -> BatchRow {
        guard let learner = entry.learner else {
            throw IssuerError(.recordRefused, "expected a row with a learner, found the names of columns")
        }
        return BatchRow(entry.number, learner, template, entry.findings, entry.proof)
    }
}
