import Credentials
import Cryptography
import Database
import Encodings
import Proofs
import Storage

/// Fixes the rows of a batch, and lays them before another person.
struct BatchPreparation {
    let profile: IssuerProfile
    let book: RegisterBook
    let specification: MicroCredentialSpecification
    let now: Timestamp

    private static let groupSize = 500

    /// - Returns: The identifier of the batch.
    func run(
        _ order: BatchOrder, _ rows: LearnerRows, skipping skipped: Set<Int>, reason: String,
        by signer: any CredentialSigner
    ) throws(IssuerError) -> String {
        let id = try book.begin(order, place: "", at: now)
        if try !book.isPrepared(id) {
            let template = try fix(rows, order.proved, in: id, skipping: skipped)
            try book.prepare(id, .issue, template, of: profile, reason, by: signer, at: now)
        }
        return id
    }

    /// Keeps what each row says; a run before that was interrupted has left some of them.
    ///
    /// Proofs of possession are used up now, for what is issued later: by then their time would be over.
    private func fix(
        _ rows: LearnerRows, _ proved: [Int: String], in batch: String, skipping skipped: Set<Int>
    ) throws(IssuerError) -> (id: String, digest: Multihash)? {
        var template: (id: String, digest: Multihash)?
        let form = try SpecificationTemplate(specification, of: profile)
        rows.rewind()
        while true {
            let group = try IssuerError.passingOn { () throws(StorageError) in try rows.next(Self.groupSize) }
            if group.isEmpty { return template }
            let wanted = group.filter { !skipped.contains($0.number) }
            let (profile, salt) = (profile, book.salt)
            let prepared = try Cores.tryMap(wanted) { row throws(IssuerError) in
                guard let learner = row.learner, row.findings.isEmpty else {
                    throw IssuerError(.recordRefused, "expected rows that can be read, found one that cannot")
                }
                return try PreparedCredential(
                    form.request(for: learner), of: profile, salt: salt)
            }
            for row in wanted {
                guard let proof = row.proof, let purpose = proved[row.number] else { continue }
                try PreparedCredential.use(proof, for: purpose, row: row.number)
            }
            if let first = prepared.first { template = (first.specificationID, first.specificationDigest) }
            try book.database.write { transaction throws(IssuerError) in
                try book.fix(zip(wanted, prepared).map { ($0.number, $1.claims) }, in: batch, in: transaction)
            }
        }
    }
}

extension RegisterBook {
    /// Whether a batch was laid before somebody already; then there is nothing to do again.
    func isPrepared(_ batch: String) throws(IssuerError) -> Bool {
        try database.read { transaction throws(IssuerError) in try transaction.manifest(of: batch) != nil }
    }

    /// Keeps what rows say; a run before that was interrupted has left some of them.
    func fix(_ rows: [(Int, String)], in batch: String, in transaction: Transaction) throws(IssuerError) {
        try IssuerError.passingOn { () throws(DatabaseError) in
            for (number, claims) in rows {
                _ = try transaction.run(
                    """
                    INSERT INTO batch_rows (batch, batch_row, claims) VALUES ($1, $2, $3)
                    ON CONFLICT (batch, batch_row) DO NOTHING
                    """, [.text(batch), .integer(number), .text(claims)])
            }
        }
    }

    /// Lays a batch whose rows are fixed before another person.
    func prepare(
        _ batch: String, _ work: BatchManifest.Work, _ template: (id: String, digest: Multihash)?,
        of profile: IssuerProfile, _ reason: String, by signer: any CredentialSigner, at now: Timestamp
    ) throws(IssuerError) {
        guard template != nil else {
            throw IssuerError(.recordRefused, "expected a row that can be issued, found none")
        }
        try database.write { transaction throws(IssuerError) in
            try prepare(batch, work, template, of: profile, reason, by: signer, at: now, in: transaction)
        }
    }

    func prepare(
        _ batch: String, _ work: BatchManifest.Work, _ template: (id: String, digest: Multihash)?,
        of profile: IssuerProfile, _ reason: String, by signer: any CredentialSigner, at now: Timestamp,
        in transaction: Transaction
    ) throws(IssuerError) {
        let root = try transaction.batchRoot(batch)
        guard root.count > 0 else { throw IssuerError(.recordRefused, "expected a row, found none") }
        let manifest = BatchManifest(
            batch: batch, work, issuer: profile.id.text, specificationID: template?.id ?? "",
            template: template?.digest, profile: template == nil ? nil : try profile.mark(), count: root.count,
            root: root.hash, reason: reason,
            requestedBy: signer.publicKey.multikey, requestedAt: now)
        let signature = try manifest.sign(signer, at: now)
        let written = try manifest.value.canonicalBytes()
        try transaction.append(.batch(.prepared(id: batch, manifest: try manifest.digest(), signature)), at: now)
        try IssuerError.passingOn { () throws(DatabaseError) in
            _ = try transaction.run(
                "UPDATE batch_facts SET manifest = $1, row_count = $2 WHERE batch = $3",
                [.bytes(written), .integer(root.count), .text(batch)])
        }
    }

    /// Adds the signature of another person to a batch.
    func approve(
        _ batch: String, of profile: IssuerProfile, by signer: any CredentialSigner, at now: Timestamp
    ) throws(IssuerError) {
        try database.write { transaction throws(IssuerError) in
            try requireOpen(batch, in: transaction)
            guard let manifest = try transaction.manifest(of: batch) else {
                var error = IssuerError(
                    .notApproved, "expected a batch that was laid before another person, found one that was not")
                error.batch = batch
                throw error
            }
            try check(manifest, transaction.batchRoot(batch))
            if manifest.isOfIssue, try transaction.issuedCount(ofBatch: batch) >= manifest.count {
                var error = IssuerError(.batchDone, "expected a batch that is to be issued, found one that was")
                error.batch = batch
                throw error
            }
            let key = signer.publicKey.multikey
            let signed = try signatures(for: batch, in: transaction)
            guard !manifest.requestedBy.utf8.elementsEqual(key.utf8),
                !signed.contains(where: { $0.0.publicKey.utf8.elementsEqual(key.utf8) })
            else {
                var error = IssuerError(
                    .approverRefused, "expected another person than the one who asked for it, or has signed for it")
                error.batch = batch
                throw error
            }
            let signature = try manifest.sign(signer, at: now)
            try transaction.append(.batch(.approved(id: batch, manifest: try manifest.digest(), signature)), at: now)
            if case .reinstate(let reason) = manifest.work {
                try reinstate(manifest, reason, for: profile, at: now, in: transaction)
            }
        }
    }
}
