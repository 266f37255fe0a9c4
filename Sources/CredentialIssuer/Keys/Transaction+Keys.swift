import Credentials
import Cryptography
import Database
import Encodings

extension RegisterSchema {
    /// The keys of the institution, from the first that is added or ended on; those before stand in its profile.
    static let keys = Migration(
        "keys",
        """
        CREATE TABLE institution_keys (
            number INTEGER NOT NULL PRIMARY KEY,
            method TEXT NOT NULL UNIQUE,
            public_key TEXT NOT NULL UNIQUE,
            purpose TEXT NOT NULL CHECK (purpose IN ('issue', 'status')),
            place TEXT NOT NULL UNIQUE,
            valid_from TEXT,
            valid_until TEXT,
            compromised_since TEXT,
            event INTEGER NOT NULL REFERENCES events (sequence)
        ) STRICT;
        """)
}

/// What a register knows of the institution's keys.
extension Transaction {
    /// The keys in the register, in the order in which they came.
    func institutionKeys() throws(DatabaseError) -> [InstitutionKey] {
        try all(
            """
            SELECT method, public_key, purpose, place, valid_from, valid_until, compromised_since
            FROM institution_keys ORDER BY number
            """
        ) { row throws(DatabaseError) in
            guard let method = DIDURL(try row.text(0)), let key = try? Ed25519PublicKey(multikey: row.text(1)),
                let purpose = InstitutionKey.Purpose(rawValue: try row.text(2)),
                let place = InstitutionKey.Place(try row.text(3))
            else { throw DatabaseError(.damaged, "expected a key in the register, found a row that is none") }
            return InstitutionKey(
                purpose: purpose, verificationMethod: method, publicKey: key, place: place,
                from: try row.optionalText(4).map { text throws(DatabaseError) in try Self.time(text) },
                until: try row.optionalText(5).map { text throws(DatabaseError) in try Self.time(text) },
                compromisedSince: try row.optionalText(6).map { text throws(DatabaseError) in try Self.time(text) })
        }
    }

    /// The keys in the register by their names, as an event finds them.
    func keysByName() throws(DatabaseError) -> [String: InstitutionKey] {
        Dictionary(try institutionKeys().map { ($0.verificationMethod.text, $0) }) { first, _ in first }
    }

    /// Takes over what happens to a key.
    func take(_ event: KeyEvent, _ record: RegisterRecord) throws(IssuerError) {
        let keys = try IssuerError.passingOn { () throws(DatabaseError) in try keysByName() }
        guard let key = event.applied(to: keys)?[event.method] else {
            throw RegisterRecord.damage(record.sequence, "does to a key what cannot be done to it, or twice")
        }
        try IssuerError.passingOn { () throws(DatabaseError) in
            _ = try run(
                """
                INSERT INTO institution_keys
                    (number, method, public_key, purpose, place, valid_from, valid_until, compromised_since, event)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                ON CONFLICT (method) DO UPDATE SET valid_until = excluded.valid_until,
                    compromised_since = excluded.compromised_since, event = excluded.event
                """,
                [
                    .integer(keys.count + 1), .text(event.method), .text(key.publicKey.multikey),
                    .text(key.purpose.rawValue), .text(key.place.text), .optional(key.from?.description),
                    .optional(key.until?.description), .optional(key.compromisedSince?.description),
                    .integer(record.sequence),
                ])
        }
    }

    /// Refuses a key that the institution has ended or lost meanwhile, as another process knows it.
    func requireUsable(_ key: InstitutionKey, at now: Timestamp) throws(IssuerError) {
        let present = try IssuerError.passingOn { () throws(DatabaseError) in
            try institutionKeys().first { $0.verificationMethod == key.verificationMethod }
        }
        try (present ?? key).requireInForce(at: now)
    }
}

extension RegisterBook {
    /// The keys of the institution with this profile.
    func keys(of profile: IssuerProfile) throws(IssuerError) -> InstitutionKeys {
        try database.read { transaction throws(IssuerError) in try keys(of: profile, in: transaction) }
    }

    func keys(of profile: IssuerProfile, in transaction: Transaction) throws(IssuerError) -> InstitutionKeys {
        let recorded = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.institutionKeys() }
        return try InstitutionKeys(profile, recorded: recorded)
    }
}
