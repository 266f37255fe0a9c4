import Credentials
import Database
public import Encodings

extension Issuer {
    /// Issues every credential of a batch again, each after the one there is, as a batch of its own.
    ///
    /// It is for what has changed around them: the key, the status lists, a mistake in the specification that was published
    /// with them. What they say of the learner is taken from the credentials themselves. Running it again gives the same
    /// ones again; whether the first ones are revoked is another decision. What was revoked, or has a successor already, is
    /// left out.
    ///
    /// - Throws: ``IssuerError`` as ``issue(_:_:_:skipping:to:place:options:at:progress:)``, and `batchUnknown`.
    public func reissue(
        batch old: BatchSummary, to delivery: any BatchDelivery, place: String = "",
        options: BatchOptions = BatchOptions(), at now: Timestamp, progress: (BatchProgress) -> Bool = { _ in true }
    ) throws(IssuerError) -> BatchOutcome {
        let book = book
        let (order, rows, leftOut) = try book.reissue(of: old)
        if !profile.approvers.isEmpty {
            let known = try book.database.read { transaction throws(IssuerError) in
                try book.batch(of: order, in: transaction)
            }
            if known == nil { throw Self.unapproved }
        }
        let batch = try book.begin(order, place: place, at: now)
        let approval = try book.approval(of: batch, to: .reissue(batch: old.id), for: profile)
        let source = ReissueSource(book: book, batch: old.id, rows: rows)
        var outcome = try carryOut(
            order, batch, approval, nil, source, to: delivery, options: options, at: now, progress: progress)
        outcome.leftOutCount = leftOut
        return outcome
    }
}

/// The credentials of a batch that are issued again.
private final class ReissueSource: BatchSource {
    private let book: RegisterBook
    private let batch: String
    private let rows: [(row: Int, record: IssuedRecord)]
    private var position = 0

    init(book: RegisterBook, batch: String, rows: [(row: Int, record: IssuedRecord)]) {
        self.book = book
        self.batch = batch
        self.rows = rows
    }

    func rewind() { position = 0 }

    func next(_ limit: Int) throws(IssuerError) -> [(row: Int, record: IssuedRecord)] {
        let group = rows[position..<min(position + limit, rows.count)]
        position += group.count
        return Array(group)
    }

    func number(of entry: (row: Int, record: IssuedRecord)) -> Int { entry.row }

    func row(_ entry: (row: Int, record: IssuedRecord)) throws(IssuerError) -> BatchRow {
        try book.again(entry.record, row: entry.row, of: batch)
    }
}

extension RegisterBook {
    /// The batch in which the credentials of another are issued again, these, and how many are not because they were
    /// revoked or have a successor already.
    func reissue(
        of old: BatchSummary
    ) throws(IssuerError) -> (order: BatchOrder, rows: [(row: Int, record: IssuedRecord)], leftOutCount: Int) {
        let value: JSONValue = ["reissued": .string(old.id)]
        let source = try salt.digest("batch", value.canonicalBytes())
        let position = try position()
        func order(_ count: Int) -> BatchOrder {
            BatchOrder(source: source, file: old.file, title: old.title, count: count, position: position)
        }
        let (all, rows) = try database.read { transaction throws(IssuerError) in
            let all = try self.rows(of: old.id, in: transaction)
            let batch = try self.batch(of: order(all.count), in: transaction)
            return try IssuerError.passingOn { () throws(DatabaseError) in
                var rows: [(row: Int, record: IssuedRecord)] = []
                for row in all where try Self.isReissued(row.record.credentialID, in: batch, transaction) {
                    rows.append(row)
                }
                return (all, rows)
            }
        }
        return (order(rows.count), rows, all.count - rows.count)
    }

    /// Whether a credential is issued again with its batch: not what somebody has taken back, and not what has a successor
    /// already; but what was issued in `batch` before is given again, whatever became of the one before it.
    private static func isReissued(
        _ id: String, in batch: String?, _ transaction: Transaction
    ) throws(DatabaseError) -> Bool {
        guard let next = try transaction.followers(of: id).last(where: { $0.issued != nil }) else {
            return try transaction.entry(id)?.revokedAt == nil
        }
        return next.plan.batch?.id == batch && batch != nil && next.correction == nil && next.revokedAt == nil
    }

    /// What a credential says, to be issued again after it.
    func again(_ record: IssuedRecord, row: Int, of batch: String) throws(IssuerError) -> BatchRow {
        guard let bytes = try copy(record.digest),
            let document = try? JSONDocument(parsing: bytes, limits: .credential)
        else {
            var error = IssuerError(.copyMissing, "the register has no copy of \(record.credentialID)")
            error.existing = record
            throw error
        }
        var content = MicroCredentialRecord(CredentialView(document.root))
        // What was warned of was acknowledged when it was issued first.
        content.acknowledgements = ProfileRules.acknowledgeable.map {
            Acknowledgement(code: $0, reason: "batch \(batch)")
        }
        return BatchRow(row, content, after: record.credentialID)
    }
}
