import Credentials
import Database
public import Encodings
public import Proofs
import Registry

extension IssuerFolder {
    /// Lays it before another person to issue the credentials of a batch again.
    ///
    /// - Parameters:
    ///   - reason: Why.
    ///   - signer: The key of whoever asks, who is one of those who may.
    /// - Returns: The batch in which they are going to be issued, after ``approveBatch(_:by:at:)``.
    /// - Throws: ``IssuerError`` with code `approverRefused`, `recordRefused` for a batch of which there is nothing to issue
    ///   again, `copyMissing`, `folderBusy` or `storageFailed`.
    public func prepareReissue(
        of old: BatchSummary, reason: String, by signer: any CredentialSigner, at now: Timestamp
    ) throws(IssuerError) -> BatchSummary {
        try requireApprover(signer)
        return try changing { book throws(IssuerError) in
            let (order, rows, _) = try book.reissue(of: old)
            let id = try book.begin(order, place: "", at: now)
            if try !book.isPrepared(id) {
                var template: (id: String, digest: Multihash)?
                var fixed: [(Int, String)] = []
                for (number, record) in rows {
                    let row = try book.again(record, row: number, of: old.id)
                    let prepared = try PreparedCredential(row.request, of: profile, salt: book.salt)
                    template = template ?? (prepared.specificationID, prepared.specificationDigest)
                    fixed.append((number, prepared.claims))
                }
                let claims = fixed
                try book.database.write { transaction throws(IssuerError) in
                    try book.fix(claims, in: id, in: transaction)
                }
                try book.prepare(
                    id, .reissue(batch: old.id), template, of: profile, reason, by: signer, at: now)
            }
            guard let batch = try book.batches(of: profile, id).first else { throw RegisterBook.unknown(id) }
            return batch
        }
    }

    /// Lays it before another person to let credentials count again that are suspended.
    ///
    /// They count again in the moment in which the other one agrees, by ``approveBatch(_:by:at:)``. Asking for the same
    /// again gives what was asked for first.
    ///
    /// - Parameters:
    ///   - credentialIDs: The credentials; those that are not suspended are left out.
    ///   - reason: Why, as far as others may know it.
    ///   - note: Why, in the words of whoever asks.
    ///   - signer: The key of whoever asks, who is one of those who may.
    /// - Throws: ``IssuerError`` with code `approverRefused`, `recordRefused` where one of them cannot be reinstated, or none
    ///   is suspended, `folderBusy` or `storageFailed`.
    public func prepareReinstatement(
        of credentialIDs: [String], reason: StatusReason, note: String, by signer: any CredentialSigner,
        at now: Timestamp
    ) throws(IssuerError) -> BatchSummary {
        try requireApprover(signer)
        return try changing { book throws(IssuerError) in
            let id = try book.database.write { transaction throws(IssuerError) in
                let reviews = try transaction.review(.reinstate, credentialIDs)
                let ids = reviews.filter { $0.outcome == .changed }.map(\.credentialID).sorted()
                guard !ids.isEmpty, reviews.allSatisfy({ $0.refusal == nil }) else {
                    throw IssuerError(.recordRefused, "expected credentials that are suspended, found another")
                }
                let order = try book.reinstatement(of: ids, reason, in: transaction)
                if let known = try book.batch(of: order, in: transaction) { return known }
                let id = try book.begin(order, place: "", at: now, in: transaction)
                try book.fix(ids.enumerated().map { ($0.offset + 1, $0.element) }, in: id, in: transaction)
                try book.prepare(
                    id, .reinstate(reason), nil, of: profile, note, by: signer, at: now, in: transaction)
                return id
            }
            guard let batch = try book.batches(of: profile, id).first else { throw RegisterBook.unknown(id) }
            return batch
        }
    }
}

extension IssuerFolder {
    /// The identifiers of the credentials that a batch lets count again; empty for one that issues something.
    ///
    /// - Throws: ``IssuerError`` with code `batchUnknown`, `registerDamaged` or `storageFailed`.
    public func credentials(reinstatedBy id: String) throws(IssuerError) -> [String] {
        guard case .reinstate = try batch(id).manifest?.work else { return [] }
        let book = try book()
        return try book.database.read { transaction throws(IssuerError) in
            try book.reinstated(by: id, in: transaction)
        }
    }
}

extension RegisterBook {
    fileprivate func reinstated(by batch: String, in transaction: Transaction) throws(IssuerError) -> [String] {
        try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.all(
                "SELECT claims FROM batch_rows WHERE batch = $1 ORDER BY batch_row", [.text(batch)]
            ) { row throws(DatabaseError) in try row.text(0) }
        }
    }

    /// What it is to let these credentials count again that were suspended then: suspended once more, they are another
    /// matter.
    fileprivate func reinstatement(
        of ids: [String], _ reason: StatusReason, in transaction: Transaction
    ) throws(IssuerError) -> BatchOrder {
        var parts: [JSONValue] = []
        for id in ids {
            let event = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first(
                    """
                    SELECT v.event FROM status_values v
                    JOIN status_entries e ON e.list = v.list AND e.position = v.position
                    WHERE e.credential = $1 AND v.purpose = 'suspension'
                    """, [.text(id)]
                ) { row throws(DatabaseError) in try row.integer(0) }
            }
            parts.append([.string(id), .number(String(event ?? 0))])
        }
        let value: JSONValue = ["reinstated": .array(parts), "reason": .string(reason.rawValue)]
        return BatchOrder(
            source: try salt.digest("batch", value.canonicalBytes()), file: "", title: "", count: ids.count,
            position: 0)
    }

    /// Lets the credentials count again to which two persons have agreed: all of them, or none.
    func reinstate(
        _ manifest: BatchManifest, _ reason: StatusReason, for profile: IssuerProfile, at now: Timestamp,
        in transaction: Transaction
    ) throws(IssuerError) {
        var error = IssuerError(
            .notApproved, "expected what two persons have agreed to, found \(manifest.batch) without")
        error.batch = manifest.batch
        let signatures = try signatures(for: manifest.batch, in: transaction)
        guard manifest.issuer.utf8.elementsEqual(profile.id.text.utf8),
            try Self.areTwo(signatures, for: manifest, of: profile)
        else { throw error }
        let ids = try reinstated(by: manifest.batch, in: transaction)
        let reviews = try change(.reinstate, ids, reason, manifest.reason, at: now, in: transaction)
        guard reviews.allSatisfy({ $0.outcome == .changed }) else {
            error = IssuerError(
                .batchOutdated, "expected credentials that are suspended still, found that something changed since")
            error.batch = manifest.batch
            throw error
        }
    }
}
