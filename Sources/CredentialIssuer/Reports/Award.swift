import Credentials
import Database
import Encodings
import Storage

/// A credential in the register that stands: what it says, read from the bytes that were handed out.
struct Award {
    /// The credential's identifier.
    let credentialID: String
    /// The identifier of the achievement, or its digest when it has none.
    let specificationID: String
    /// What the credential says.
    let record: MicroCredentialRecord
    /// What it says, for people.
    let view: AchievementView
    /// The day of the decision to award, or the one of the signature where nothing is said.
    let day: CalendarDate
}

extension RegisterBook {
    /// How many credentials are in memory at the same time.
    private static let pageSize = 200

    /// Goes through every award that stands, in the order of the register: one that was issued again counts once, and one
    /// that was revoked or withdrawn not at all.
    ///
    /// - Throws: ``IssuerError`` with code `copyMissing` for a credential whose copy is missing or was changed: a number
    ///   without it would be wrong.
    func forEachAward(_ body: (Award) throws(IssuerError) -> Void) throws(IssuerError) {
        var last = 0
        while true {
            let start = last
            let rows = try database.read { transaction throws(IssuerError) in
                try IssuerError.passingOn { () throws(DatabaseError) in
                    try transaction.all(
                        """
                        SELECT c.issued_sequence, c.id, s.id, c.signed_at, c.digest, c.content
                        FROM credentials c JOIN specifications s ON s.digest = c.specification
                        WHERE c.issued_sequence > $1 AND NOT EXISTS (
                            SELECT 1 FROM credentials n WHERE n.after_id = c.id AND n.issued_sequence IS NOT NULL)
                            AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.credential = c.id)
                            AND NOT EXISTS (
                                SELECT 1 FROM status_entries e JOIN status_values v
                                    ON v.list = e.list AND v.position = e.position
                                WHERE e.credential = c.id AND v.purpose = 'revocation' AND v.value <> 0)
                        ORDER BY c.issued_sequence LIMIT $2
                        """, [.integer(start), .integer(Self.pageSize)]
                    ) { row throws(DatabaseError) in row }
                }
            }
            for row in rows {
                let award = try Self.award(row)
                last = award.sequence
                try body(award.award)
            }
            if rows.isEmpty { return }
        }
    }

    private static func award(_ row: SQLRow) throws(IssuerError) -> (sequence: Int, award: Award) {
        let (sequence, id, specification, signed, digest, content) = try IssuerError.passingOn {
            () throws(DatabaseError) in
            (
                try row.integer(0), try row.text(1), try row.text(2), try row.text(3), try row.text(4),
                try row.optionalBytes(5)
            )
        }
        guard let content, try IssuerPaths.digest(of: content).hexadecimal == digest,
            let root = try? JSONDocument(parsing: content, limits: .credential).root,
            let time = try? Timestamp(parsing: signed)
        else {
            throw IssuerError(
                .copyMissing, "the copy of credential \(id) is missing from the register, or was changed")
        }
        let claims = CredentialView(root)
        let record = MicroCredentialRecord(claims)
        let award = Award(
            credentialID: id, specificationID: specification, record: record, view: AchievementView(claims),
            day: record.award?.awardedOn?.value ?? time.date)
        return (sequence, award)
    }
}
