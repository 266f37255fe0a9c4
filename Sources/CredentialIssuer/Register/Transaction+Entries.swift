import Database
import Encodings
import Proofs
import Storage

/// What a register knows of credentials.
extension Transaction {
    /// What is planned for, or was issued to, a learner who can be this one, for the specification of the keys, in the
    /// order of the register.
    func entries(for learner: LearnerKeys) throws(DatabaseError) -> [RegisterEntry] {
        var entries: [RegisterEntry] = []
        for ids in try holdings(of: learner) {
            for id in ids where !entries.contains(where: { $0.plan.credentialID.utf8.elementsEqual(id.utf8) }) {
                if let entry = try entry(id), entry.state != .abandoned, !entry.isWithdrawn { entries.append(entry) }
            }
        }
        return entries.filter { learner.canBeSamePerson(as: $0.plan.learner) }
            .sorted { ($0.issued?.sequence ?? .max) < ($1.issued?.sequence ?? .max) }
    }

    /// Whether anything was ever planned for a specification.
    func knows(_ specificationID: String) throws(DatabaseError) -> Bool {
        try first("SELECT 1 FROM specifications WHERE id = $1 LIMIT 1", [.text(specificationID)]) { _ in true } != nil
    }

    /// The identifiers of credentials for a learner who can be this one, in groups.
    ///
    /// Of namesakes only those count whom nothing else tells from this learner: of a common name there are thousands.
    private func holdings(of learner: LearnerKeys) throws(DatabaseError) -> [[String]] {
        func id(_ row: SQLRow) throws(DatabaseError) -> String { try row.text(0) }
        var groups: [[String]] = []
        func holdings(of key: String) throws(DatabaseError) -> [String] {
            try all(
                "SELECT c.id FROM holders h JOIN credentials c ON c.number = h.credential WHERE h.digest = $1",
                [.text(key)], id)
        }
        for key in learner.distinct.dropFirst() { groups.append(try holdings(of: key)) }
        guard let key = learner.distinct.first else {
            groups.append(try holdings(of: learner.name))
            return groups
        }
        groups.append(
            try all(
                """
                SELECT c.id FROM holders h JOIN credentials c ON c.number = h.credential WHERE h.digest = $1
                UNION ALL
                SELECT c.id FROM holders h JOIN credentials c ON c.number = h.credential WHERE h.digest = $2
                    AND NOT EXISTS (SELECT 1 FROM holders d WHERE d.credential = h.credential AND d.is_name = 0)
                """, [.text(key), .text(learner.name)], id))
        return groups
    }

    /// What is planned or issued in the place of a credential, whoever it is for.
    func followers(of id: String) throws(DatabaseError) -> [RegisterEntry] {
        let ids = try all("SELECT id FROM credentials WHERE after_id = $1 ORDER BY number", [.text(id)]) {
            row throws(DatabaseError) in try row.text(0)
        }
        var followers: [RegisterEntry] = []
        for id in ids {
            if let entry = try entry(id), entry.state != .abandoned, !entry.isWithdrawn { followers.append(entry) }
        }
        return followers
    }

    /// One credential; `nil` when the register does not know it.
    func entry(_ credentialID: String) throws(DatabaseError) -> RegisterEntry? {
        guard
            let row = try first(
                """
                SELECT c.state, c.signed_at, c.verification_method, c.cryptosuites, s.id, s.digest, c.claims, c.draft,
                    c.after_id, c.issued_sequence, c.recorded_at, c.digest, e.list, e.position, c.batch, c.batch_row,
                    w.sequence, c.corrects, v.changed_at, k.number
                FROM credentials c JOIN specifications s ON s.digest = c.specification
                    LEFT JOIN status_entries e ON e.credential = c.id
                    LEFT JOIN withdrawals w ON w.credential = c.id
                    LEFT JOIN status_values v ON v.list = e.list AND v.position = e.position
                        AND v.purpose = 'revocation' AND v.value <> 0
                    LEFT JOIN institution_keys k
                        ON k.method = c.verification_method AND k.compromised_since IS NOT NULL
                WHERE c.id = $1
                """, [.text(credentialID)], { $0 })
        else { return nil }
        return try entry(credentialID, row)
    }

    private func entry(_ id: String, _ row: SQLRow) throws(DatabaseError) -> RegisterEntry {
        let suites = try row.text(3).split(separator: " ").compactMap { Cryptosuite(rawValue: String($0)) }
        let specification = try row.text(5)
        guard let state = RegisterEntry.State(rawValue: try row.text(0)), !suites.isEmpty,
            let digest = try? Multihash(multibase: specification)
        else { throw DatabaseError(.damaged, "expected a credential in the register, found a row that is none") }
        var plan = IssuancePlan(
            credentialID: id, time: try Self.time(row.text(1)), verificationMethod: try row.text(2), suites: suites,
            specificationID: try row.text(4), specificationDigest: digest, learner: try learner(of: id),
            claims: try row.text(6), draft: try row.text(7), after: try row.optionalText(8))
        if let list = try row.optionalInteger(12) {
            plan.status = StatusPlace(list: list, index: try row.integer(13))
        }
        if let text = try row.optionalText(17) {
            guard let digest = try? Multihash(multibase: text) else {
                throw DatabaseError(.damaged, "expected a digest in the register, found another text")
            }
            plan.corrects = digest
        }
        if let batch = try row.optionalText(14), let number = try row.optionalInteger(15) {
            plan.batch = BatchPlace(id: batch, row: number)
        }
        var issued: RegisterEntry.Issuance?
        if let sequence = try row.optionalInteger(9) {
            issued = RegisterEntry.Issuance(
                sequence: sequence, time: try Self.time(row.text(10)), digest: try Self.name(row.text(11)))
        }
        let next = try all(
            "SELECT id, corrects FROM credentials WHERE after_id = $1 AND issued_sequence IS NOT NULL ORDER BY number",
            [.text(id)]
        ) { row throws(DatabaseError) in (id: try row.text(0), isCorrection: !row.isNull(1)) }
        let isWithdrawn = try row.optionalInteger(16) != nil
        return RegisterEntry(
            plan: plan, state: state, isWithdrawn: isWithdrawn, issued: issued, followedBy: next.first?.id,
            correction: next.first(where: \.isCorrection)?.id,
            revokedAt: try row.optionalText(18).map { text throws(DatabaseError) in try Self.time(text) },
            isKeyCompromised: !row.isNull(19))
    }

    private func learner(of id: String) throws(DatabaseError) -> LearnerKeys {
        let keys = try all(
            """
            SELECT h.digest, h.is_name FROM credentials c JOIN holders h ON h.credential = c.number WHERE c.id = $1
            ORDER BY h.digest
            """, [.text(id)]
        ) { row throws(DatabaseError) in (digest: try row.text(0), isName: try row.integer(1) == 1) }
        guard let name = keys.first(where: \.isName) else {
            throw DatabaseError(.damaged, "a credential in the register is for nobody")
        }
        return LearnerKeys(distinct: keys.filter { !$0.isName }.map(\.digest), name: name.digest)
    }

    /// What was issued after a place in the register, in order, at most `limit` of it.
    func issued(after sequence: Int, limit: Int) throws(DatabaseError) -> [IssuedRecord] {
        let ids = try all(
            "SELECT id FROM credentials WHERE issued_sequence > $1 ORDER BY issued_sequence LIMIT $2",
            [.integer(sequence), .integer(limit)]
        ) { row throws(DatabaseError) in try row.text(0) }
        var records: [IssuedRecord] = []
        for id in ids {
            if let record = try entry(id)?.record { records.append(record) }
        }
        return records
    }

    /// The identifiers of what was planned and is not issued, in order.
    func unfinished() throws(DatabaseError) -> [String] {
        try all("SELECT id FROM credentials WHERE state IN ('planned', 'indexed') ORDER BY number") {
            row throws(DatabaseError) in try row.text(0)
        }
    }

    /// The signed bytes as they are kept; `nil` when there are none.
    func content(_ digest: ObjectName) throws(DatabaseError) -> [UInt8]? {
        try first("SELECT content FROM credentials WHERE digest = $1", [.text(digest.hexadecimal)]) {
            row throws(DatabaseError) in try row.optionalBytes(0)
        } ?? nil
    }

    /// The signed bytes of a credential; `nil` when they are missing or were changed.
    func intactContent(_ digest: ObjectName) throws(IssuerError) -> [UInt8]? {
        let bytes = try IssuerError.passingOn { () throws(DatabaseError) in try content(digest) }
        guard let bytes, try IssuerPaths.digest(of: bytes) == digest else { return nil }
        return bytes
    }

    static func time(_ text: String) throws(DatabaseError) -> Timestamp {
        do throws(EncodingError) {
            return try Timestamp(parsing: text)
        } catch {
            throw DatabaseError(.damaged, "expected a time in the register, found another text")
        }
    }

    private static func name(_ text: String) throws(DatabaseError) -> ObjectName {
        do throws(StorageError) {
            return try ObjectName(hexadecimal: text)
        } catch {
            throw DatabaseError(.damaged, "expected a digest in the register, found another text")
        }
    }
}
