import Database

/// What is laid before another person.
extension Transaction {
    /// The manifest of a batch; `nil` where none was laid before another person.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` when it is not as this software writes it, or `storageFailed`.
    func manifest(of batch: String) throws(IssuerError) -> BatchManifest? {
        let bytes = try IssuerError.passingOn { () throws(DatabaseError) in
            try first("SELECT manifest FROM batch_facts WHERE batch = $1", [.text(batch)]) {
                row throws(DatabaseError) in try row.optionalBytes(0)
            }
        }
        guard let bytes = bytes ?? nil else { return nil }
        guard let manifest = BatchManifest(bytes) else {
            throw IssuerError(.registerDamaged, "what was laid before another person is not as it was written")
        }
        return manifest
    }

    /// How many rows a batch has, as far as it is known beside its manifest.
    func rowCount(ofBatch id: String) throws(IssuerError) -> Int? {
        try IssuerError.passingOn { () throws(DatabaseError) in
            try first("SELECT row_count FROM batch_facts WHERE batch = $1", [.text(id)]) {
                row throws(DatabaseError) in try row.integer(0)
            }
        }
    }

    /// The root over the rows of a batch, and how many they are.
    func batchRoot(_ batch: String) throws(IssuerError) -> (hash: [UInt8], count: Int) {
        var tree = MerkleTree()
        var last = 0
        while true {
            let start = last
            let page = try IssuerError.passingOn { () throws(DatabaseError) in
                try all(
                    """
                    SELECT batch_row, claims FROM batch_rows WHERE batch = $1 AND batch_row > $2
                    ORDER BY batch_row LIMIT 500
                    """, [.text(batch), .integer(start)]
                ) { row throws(DatabaseError) in (row: try row.integer(0), claims: try row.text(1)) }
            }
            guard let end = page.last else { return (try tree.root(), tree.count) }
            for row in page { try tree.append("\(row.row) \(row.claims)") }
            last = end.row
        }
    }

    /// Whether the manifest of a batch is the one of which an event has the digest, and its rows are those of the manifest.
    func hasManifest(_ digest: String, of batch: String) throws(IssuerError) -> Bool {
        let kept: BatchManifest?
        do throws(IssuerError) {
            kept = try manifest(of: batch)
        } catch {
            guard error.code == .registerDamaged else { throw error }
            kept = nil
        }
        guard let kept, try kept.digest() == digest else { return false }
        let root = try batchRoot(batch)
        return root.hash == kept.root && root.count == kept.count
    }

    /// How many credentials of a batch were issued.
    func issuedCount(ofBatch batch: String) throws(IssuerError) -> Int {
        try IssuerError.passingOn { () throws(DatabaseError) in
            try first(
                "SELECT count(*) FROM credentials WHERE batch = $1 AND issued_sequence IS NOT NULL", [.text(batch)]
            ) { row throws(DatabaseError) in try row.integer(0) } ?? 0
        }
    }
}
