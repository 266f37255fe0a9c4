import Credentials
import Database
public import Encodings

extension Issuer {
    /// Issues every credential of a batch again, each after the one there is, as a batch of its own.
    ///
    /// It is for what has changed around them: the key, the status lists, a mistake in the specification that was published
    /// with them. What they say of the learner is taken from the credentials themselves. Running it again gives the same
    /// ones again; whether the first ones are revoked is another decision.
    ///
    /// - Throws: ``IssuerError`` as ``issue(_:_:_:skipping:to:place:options:at:progress:)``, and `batchUnknown`.
    public func reissue(
        batch old: BatchSummary, to delivery: any BatchDelivery, place: String = "",
        options: BatchOptions = BatchOptions(), at now: Timestamp, progress: (BatchProgress) -> Bool = { _ in true }
    ) throws(IssuerError) -> BatchOutcome {
        guard profile.approvers.isEmpty else { throw Self.unapproved }
        let book = book
        let rows = try book.database.read { transaction throws(IssuerError) in
            try book.rows(of: old.id, in: transaction)
        }
        let value: JSONValue = ["reissued": .string(old.id)]
        let order = BatchOrder(
            source: try book.salt.digest("batch", value.canonicalBytes()), file: old.file, title: old.title,
            count: rows.count)
        let batch = try book.begin(order, place: place, at: now)
        let engine = BatchEngine(self, book, batch: batch, nil, options, delivery, at: now)
        var position = 0
        var done = 0
        let isStopped = try engine.run(
            { limit throws(IssuerError) in
                let group = rows[position..<min(position + limit, rows.count)]
                position += group.count
                var result: [BatchRow] = []
                for (number, record) in group { result.append(try again(record, row: number, of: old.id, book)) }
                return result
            },
            progress: { count in
                done += count
                return progress(BatchProgress(done: done, total: order.count))
            })
        return BatchOutcome(
            batch: batch, issuedCount: engine.issuedCount, givenCount: engine.givenCount, isStopped: isStopped)
    }

    private func again(
        _ record: IssuedRecord, row: Int, of batch: String, _ book: RegisterBook
    ) throws(IssuerError) -> BatchRow {
        guard let bytes = try book.copy(record.digest),
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

extension BatchRow {
    /// A credential that is issued again after the one there is.
    init(_ number: Int, _ record: MicroCredentialRecord, after credentialID: String) {
        self.number = number
        request = IssuanceRequest(record)
        name = Self.name(of: record.award?.learner ?? LearnerIdentity(), row: number)
        repetition = .after(credentialID: credentialID)
    }
}
