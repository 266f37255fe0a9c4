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
        let known = try book.database.read { transaction throws(IssuerError) in
            try book.manifest(of: id, in: transaction)
        }
        // Laid before somebody already; there is nothing to do again.
        if known != nil { return id }
        let template = try fix(rows, in: id, skipping: skipped)
        let root = try book.root(of: id)
        guard let template, root.count > 0 else {
            throw IssuerError(.recordRefused, "expected a row that can be issued, found none")
        }
        let manifest = BatchManifest(
            batch: id, issuer: profile.id.text, specificationID: template.id, template: template.digest,
            count: root.count, root: root.hash, reason: reason, requestedBy: signer.publicKey.multikey,
            requestedAt: now)
        let signature = try manifest.sign(signer, at: now)
        let written = try manifest.value.canonicalBytes()
        try book.database.write { transaction throws(IssuerError) in
            try transaction.append(.batch(.prepared(id: id, manifest: try manifest.digest(), signature)), at: now)
            try IssuerError.passingOn { () throws(DatabaseError) in
                _ = try transaction.run(
                    "UPDATE batch_facts SET manifest = $1, row_count = $2 WHERE batch = $3",
                    [.bytes(written), .integer(root.count), .text(id)])
            }
        }
        return id
    }

    /// Keeps what each row says; a run before that was interrupted has left some of them.
    private func fix(
        _ rows: LearnerRows, in batch: String, skipping skipped: Set<Int>
    ) throws(IssuerError) -> (id: String, digest: Multihash)? {
        var template: (id: String, digest: Multihash)?
        rows.rewind()
        while true {
            let group = try IssuerError.passingOn { () throws(StorageError) in try rows.next(Self.groupSize) }
            if group.isEmpty { return template }
            let wanted = group.filter { !skipped.contains($0.number) }
            let (profile, salt, specification) = (profile, book.salt, specification)
            let prepared = try Cores.tryMap(wanted) { row throws(IssuerError) in
                guard let learner = row.learner, row.findings.isEmpty else {
                    throw IssuerError(.recordRefused, "expected rows that can be read, found one that cannot")
                }
                return try PreparedCredential(
                    IssuanceRequest(specification, for: learner), of: profile, salt: salt)
            }
            if let first = prepared.first { template = (first.specificationID, first.specificationDigest) }
            try book.database.write { transaction throws(IssuerError) in
                try IssuerError.passingOn { () throws(DatabaseError) in
                    for (row, credential) in zip(wanted, prepared) {
                        _ = try transaction.run(
                            """
                            INSERT INTO batch_rows (batch, batch_row, claims) VALUES ($1, $2, $3)
                            ON CONFLICT (batch, batch_row) DO NOTHING
                            """, [.text(batch), .integer(row.number), .text(credential.claims)])
                    }
                }
            }
        }
    }
}

extension RegisterBook {
    /// Adds the signature of another person to a batch.
    func approve(
        _ batch: String, of profile: IssuerProfile, by signer: any CredentialSigner, at now: Timestamp
    ) throws(IssuerError) {
        let root = try root(of: batch)
        try database.write { transaction throws(IssuerError) in
            try requireOpen(batch, in: transaction)
            guard let manifest = try manifest(of: batch, in: transaction) else {
                var error = IssuerError(
                    .notApproved, "expected a batch that was laid before another person, found one that was not")
                error.batch = batch
                throw error
            }
            guard manifest.root == root.hash, manifest.count == root.count else {
                throw IssuerError(
                    .registerDamaged, "the rows of batch \(batch) are not those that were laid before another person")
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
        }
    }
}
