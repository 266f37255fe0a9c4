import Credentials
import Cryptography
import Database
public import Encodings
import Registry

extension IssuerFolder {
    /// Every key that the institution has or had, as the register and `issuer.yaml` have them.
    ///
    /// - Throws: ``IssuerError`` with code `profileMalformed`, `registerDamaged` or `storageFailed`.
    public func keys() throws(IssuerError) -> InstitutionKeys {
        // A register from before it was a database knows of no other keys.
        if server == nil, try EarlierLog.exists(paths) { return try InstitutionKeys(profile, recorded: []) }
        return try book().keys(of: profile)
    }

    /// The same folder, with everything that the register knows of the institution's keys.
    ///
    /// - Throws: ``IssuerError`` as ``keys()``.
    public func withKeys() throws(IssuerError) -> IssuerFolder {
        var folder = self
        folder.profile = profile.with(try keys())
        return folder
    }

    /// The same folder, for signing at the time `now`: of the keys in force the newest ones that others know.
    ///
    /// Where none is in force, the present one stays, and is refused when it is to sign.
    ///
    /// - Parameter isKnown: Whether a trust list has the key.
    /// - Throws: ``IssuerError`` as ``keys()``.
    public func signing(
        at now: Timestamp, where isKnown: (InstitutionKey) -> Bool = { _ in true }
    ) throws(IssuerError) -> IssuerFolder {
        let keys = try keys()
        var folder = self
        folder.profile = profile.with(
            keys, issue: keys.signing(.issue, at: now, where: isKnown),
            status: keys.signing(.status, at: now, where: isKnown))
        return folder
    }

    /// What was signed with a key, and how much of it from a time on.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func uses(of key: InstitutionKey, since: Timestamp? = nil) throws(IssuerError) -> KeyUses {
        let book = try book()
        return try book.database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.uses(of: key, since: since ?? .earliest)
            }
        }
    }
}

/// What was signed with a key of the institution.
public struct KeyUses: Sendable, Hashable {
    /// A credential that was signed with it.
    public struct Credential: Sendable, Hashable {
        /// Its identifier.
        public let id: String
        /// When it was signed.
        public let signedAt: Timestamp
        /// The batch that it is in.
        public let batch: String?
        /// Whether it was revoked.
        public let isRevoked: Bool
        /// Whether another one was issued after it.
        public let isReplaced: Bool
    }

    /// How many credentials it signed in all, without those that were taken back before anybody was given them.
    public let credentialCount: Int
    /// Those from the time on that was asked about, in the order of the register.
    public let credentials: [Credential]
    /// How many status lists it signed in all.
    public let listCount: Int
    /// How many of these from that time on.
    public let laterListCount: Int

    /// The credentials about which nothing was done yet: neither were they revoked, nor another one issued after them.
    public var standing: [Credential] { credentials.filter { !$0.isRevoked && !$0.isReplaced } }
}

extension Transaction {
    func uses(of key: InstitutionKey, since: Timestamp) throws(DatabaseError) -> KeyUses {
        let method = SQLValue.text(key.verificationMethod.text)
        let from = SQLValue.text(since.description)
        let credentials = try all(
            """
            SELECT c.id, c.signed_at, c.batch, v.value, (
                    SELECT count(*) FROM credentials n WHERE n.after_id = c.id AND n.issued_sequence IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM withdrawals x WHERE x.credential = n.id))
            FROM credentials c
            LEFT JOIN withdrawals w ON w.credential = c.id
            LEFT JOIN status_entries e ON e.credential = c.id
            LEFT JOIN status_values v
                ON v.list = e.list AND v.position = e.position AND v.purpose = 'revocation' AND v.value <> 0
            WHERE c.verification_method = $1 AND c.signed_at >= $2 AND c.issued_sequence IS NOT NULL
                AND w.credential IS NULL
            ORDER BY c.issued_sequence
            """, [method, from]
        ) { row throws(DatabaseError) in
            KeyUses.Credential(
                id: try row.text(0), signedAt: try Self.time(row.text(1)), batch: try row.optionalText(2),
                isRevoked: !row.isNull(3), isReplaced: try row.integer(4) > 0)
        }
        func count(_ statement: StaticString, _ values: [SQLValue]) throws(DatabaseError) -> Int {
            try first(statement, values) { row throws(DatabaseError) in try row.integer(0) } ?? 0
        }
        return KeyUses(
            credentialCount: try count(
                """
                SELECT count(*) FROM credentials c LEFT JOIN withdrawals w ON w.credential = c.id
                WHERE c.verification_method = $1 AND c.issued_sequence IS NOT NULL AND w.credential IS NULL
                """, [method]),
            credentials: credentials,
            listCount: try count("SELECT count(*) FROM published_lists WHERE verification_method = $1", [method]),
            laterListCount: try count(
                "SELECT count(*) FROM published_lists WHERE verification_method = $1 AND valid_from >= $2",
                [method, from]))
    }
}
