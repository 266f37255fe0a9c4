import Database
import Encodings
import Proofs

/// Plans a group of rows within one transaction.
///
/// What the register must be asked and told comes row by row; the documents in between, which take longer, are made by all
/// cores.
struct GroupPlanner {
    let issuer: Issuer
    let book: RegisterBook
    let batch: String
    let options: BatchOptions
    let approval: BatchApproval?
    let now: Timestamp
    let transaction: Transaction
    let tail: RegisterTail
    let numbers: RowNumbers

    /// A row, and what the register says must come of it.
    private enum Decision: Sendable {
        case settled(PlannedRow)
        case new(RowPlace, PlanOutline)
    }

    /// Plans rows, in their order.
    func plan(_ rows: [PreparedRow]) throws(IssuerError) -> [PlannedRow] {
        var planned: [PlannedRow] = []
        var decisions: [Decision] = []
        var learners: Set<String> = []
        for row in rows {
            // Somebody who may be in the group already: the register is asked when it knows of that row.
            let keys = row.credential.learner.all
            if keys.contains(where: { learners.contains($0) }) {
                planned += try carryOut(decisions)
                decisions = []
                learners = []
            }
            decisions.append(try IssuerError.inRow(row.row.number) { () throws(IssuerError) in try decide(row) })
            learners.formUnion(keys)
        }
        planned += try carryOut(decisions)
        if let lists = issuer.profile.statusLists {
            try StatusAllocation(lists).settle(tail, at: now, in: transaction)
        }
        return planned
    }

    private func decide(_ row: PreparedRow) throws(IssuerError) -> Decision {
        let prepared = row.credential
        let suites = options.requiresSuites ? issuer.suites : nil
        let standing: RowStanding
        if let repetition = row.row.repetition {
            standing = try book.rowStanding(of: prepared, repetition, in: transaction)
        } else {
            standing = try book.rowStanding(of: prepared, options.renewal, suites: suites, in: transaction)
        }
        switch standing {
        case .alreadyIssued(let entry, let record):
            if let known = place(of: entry) {
                guard numbers.meet(row.row.number, issuedAs: known, by: record.sequence) else {
                    throw twin(known, record)
                }
            }
            return .settled(
                .given(row.row.place, prepared, entry, record, try transaction.intactContent(record.digest)))
        case .withheld(let record, let batch, let why):
            throw IssuerError(withholding: record, batch: batch, why)
        case .conflict(let record, let batch, _, _, _):
            var error = IssuerError(
                .conflict,
                "another credential was issued to this learner for this specification: \(record.credentialID)")
            error.existing = record
            error.batch = batch
            throw error
        case .open(let unfinished, let repetition):
            if let known = unfinished.lazy.compactMap({ place(of: $0) }).first(where: { $0 != row.row.number }) {
                throw numbers.hasMet(known) ? twin(known, nil) : moved(row.row.number, known)
            }
            if let moved = numbers.moved { throw self.moved(moved.row, moved.known) }
            numbers.meet(row.row.number)
            try row.examination.get()
            try book.requireApproval(of: prepared, row: row.row.number, approval, for: issuer.profile, in: transaction)
            try prepared.useProof(after: repetition.predecessor, row: row.row.number)
            let begun = try issuer.begun(
                prepared, repetition, unfinished, at: now, book.salt, in: transaction, after: tail)
            if let begun { return .settled(.planned(row.row.place, begun.plan, begun.draft)) }
            let outline = try issuer.outline(
                prepared, repetition, batch: BatchPlace(id: batch, row: row.row.number), at: now, in: transaction,
                after: tail)
            return .new(row.row.place, outline)
        }
    }

    /// Makes the documents, and records what is new.
    private func carryOut(_ decisions: [Decision]) throws(IssuerError) -> [PlannedRow] {
        let (issuer, salt, now) = (issuer, book.salt, now)
        let rows = try Cores.tryMap(decisions) { decision throws(IssuerError) -> (row: PlannedRow, isNew: Bool) in
            switch decision {
            case .settled(let row): return (row, false)
            case .new(let row, let outline):
                return try IssuerError.inRow(row.number) { () throws(IssuerError) in
                    let (plan, draft) = try issuer.plan(outline, at: now, salt)
                    return (.planned(row, plan, draft), true)
                }
            }
        }
        for case (.planned(let row, let plan, _), true) in rows {
            try IssuerError.inRow(row.number) { () throws(IssuerError) in
                _ = try transaction.append(.planned(plan), at: now, after: tail)
            }
        }
        return rows.map(\.row)
    }

    /// The number that a credential of this batch has there.
    private func place(of entry: RegisterEntry) -> Int? {
        entry.plan.batch.flatMap { $0.id.utf8.elementsEqual(batch.utf8) ? $0.row : nil }
    }

    /// The error for a learner whom another row of this batch is about.
    private func twin(_ row: Int, _ record: IssuedRecord?) -> IssuerError {
        var error = IssuerError(.conflict, "row \(row) of the same batch is about the same learner")
        error.batch = batch
        error.existing = record
        return error
    }

    /// The error for a batch that was begun with other numbers, and is not finished.
    private func moved(_ row: Int, _ known: Int) -> IssuerError {
        var error = IssuerError(
            .rowsMoved, "expected the rows of the batch under their numbers, found its row \(known) as row \(row)")
        error.batch = batch
        error.row = row
        return error
    }
}
