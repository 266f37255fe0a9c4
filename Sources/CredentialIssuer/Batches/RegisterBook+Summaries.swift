import Credentials
import Cryptography
import Database
import Encodings
import Storage

extension RegisterBook {
    /// All batches, or one of them, the latest last.
    func batches(of profile: IssuerProfile, _ id: String? = nil) throws(IssuerError) -> [BatchSummary] {
        try database.read { transaction throws(IssuerError) in
            let rows = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.all(
                    """
                    SELECT b.id, b.planned_at, b.cancelled_at, f.file, f.title, f.row_count, f.place
                    FROM batches b JOIN batch_facts f ON f.batch = b.id ORDER BY b.planned_at, b.id
                    """
                ) { $0 }
            }
            var batches: [BatchSummary] = []
            for row in rows {
                let name = try IssuerError.passingOn { () throws(DatabaseError) in try row.text(0) }
                if let id, !name.utf8.elementsEqual(id.utf8) { continue }
                batches.append(try summary(name, row, profile, in: transaction))
            }
            return batches
        }
    }

    private func summary(
        _ id: String, _ row: SQLRow, _ profile: IssuerProfile, in transaction: Transaction
    ) throws(IssuerError) -> BatchSummary {
        let signed = try signatures(for: id, in: transaction)
        let signatures = signed.map { signature, isApproval in
            let approver = profile.approvers.first {
                $0.publicKey.multikey.utf8.elementsEqual(signature.publicKey.utf8)
            }
            return BatchSummary.Signature(
                name: approver?.name ?? signature.publicKey, time: signature.time, isApproval: isApproval)
        }
        let manifest = try transaction.manifest(of: id)
        var isAgreed = signed.contains(where: \.isApproval)
        // What counts again does so since two persons agreed to it; what is to be issued must be agreed to still.
        if let manifest, !profile.approvers.isEmpty, manifest.isOfIssue {
            isAgreed = try Self.areTwo(signed, for: manifest, of: profile)
        }
        return try IssuerError.passingOn { () throws(DatabaseError) in
            let counts = try transaction.all(
                """
                SELECT c.state, count(*), count(w.credential) FROM credentials c
                LEFT JOIN withdrawals w ON w.credential = c.id WHERE c.batch = $1 GROUP BY c.state
                """, [.text(id)]
            ) { row throws(DatabaseError) in (try row.text(0), try row.integer(1), try row.integer(2)) }
            func count(_ states: RegisterEntry.State...) -> Int {
                counts.filter { count in states.contains { $0.rawValue == count.0 } }.reduce(0) { $0 + $1.1 - $1.2 }
            }
            return BatchSummary(
                id: id, begunAt: try Self.time(row.text(1)), file: try row.text(3), title: try row.text(4),
                rowCount: try row.integer(5), place: try row.text(6),
                cancelledAt: try row.optionalText(2).map { text throws(DatabaseError) in try Self.time(text) },
                unfinishedCount: count(.planned, .indexed), signedCount: count(.signed),
                deliveredCount: count(.delivered), withdrawnCount: counts.reduce(0) { $0 + $1.2 }, manifest: manifest,
                signatures: signatures, isAgreed: isAgreed)
        }
    }

    /// The credentials of a batch that were issued and not taken back, with their rows.
    func rows(of batch: String, in transaction: Transaction) throws(IssuerError) -> [(row: Int, record: IssuedRecord)] {
        try IssuerError.passingOn { () throws(DatabaseError) in
            let ids = try transaction.all(
                """
                SELECT id, batch_row FROM credentials WHERE batch = $1 AND issued_sequence IS NOT NULL
                ORDER BY batch_row
                """, [.text(batch)]
            ) { row throws(DatabaseError) in (try row.text(0), try row.integer(1)) }
            var rows: [(row: Int, record: IssuedRecord)] = []
            for (id, number) in ids {
                if let entry = try transaction.entry(id), !entry.isWithdrawn, let record = entry.record {
                    rows.append((number, record))
                }
            }
            return rows
        }
    }

    private static func time(_ text: String) throws(DatabaseError) -> Timestamp {
        do throws(EncodingError) {
            return try Timestamp(parsing: text)
        } catch {
            throw DatabaseError(.damaged, "expected a time in the register, found another text")
        }
    }
}
