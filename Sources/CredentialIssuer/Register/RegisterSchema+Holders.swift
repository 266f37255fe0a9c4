import Database

extension RegisterSchema {
    /// Who a credential is for, by the number of the credential instead of its identifier.
    ///
    /// Identifiers are random, so that each row that named one changed a page of its own in every index with it. Numbers
    /// follow each other: of a holder only the digest is in no order, and it is looked for.
    static let holders = Migration(
        "holders by number",
        """
        CREATE TABLE numbered_holders (
            credential INTEGER NOT NULL REFERENCES credentials (number),
            digest TEXT NOT NULL,
            is_name INTEGER NOT NULL CHECK (is_name IN (0, 1)),
            PRIMARY KEY (credential, digest)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO numbered_holders (credential, digest, is_name)
            SELECT c.number, h.digest, h.is_name FROM holders h JOIN credentials c ON c.id = h.credential
            ORDER BY c.number, h.digest;
        DROP TABLE holders;
        ALTER TABLE numbered_holders RENAME TO holders;
        CREATE INDEX holders_digest ON holders (digest);
        """)
}
