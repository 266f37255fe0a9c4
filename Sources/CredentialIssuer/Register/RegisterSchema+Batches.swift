import Database

extension RegisterSchema {
    /// What is known of batches beside their identifier, who signed for them, and what was taken back.
    ///
    /// The name of a spreadsheet and the reason for a batch are words of a person: they stand here alone, and in no event.
    static let batches = Migration(
        "batches",
        """
        CREATE TABLE batch_facts (
            batch TEXT NOT NULL PRIMARY KEY REFERENCES batches (id),
            file TEXT NOT NULL,
            title TEXT NOT NULL,
            row_count INTEGER NOT NULL CHECK (row_count >= 0),
            place TEXT NOT NULL,
            manifest BLOB
        ) STRICT;
        CREATE TABLE batch_rows (
            batch TEXT NOT NULL REFERENCES batches (id),
            batch_row INTEGER NOT NULL,
            claims TEXT NOT NULL,
            PRIMARY KEY (batch, batch_row)
        ) STRICT;
        CREATE TABLE batch_signatures (
            batch TEXT NOT NULL REFERENCES batches (id),
            public_key TEXT NOT NULL,
            is_approval INTEGER NOT NULL CHECK (is_approval IN (0, 1)),
            signed_at TEXT NOT NULL,
            proof TEXT NOT NULL,
            sequence INTEGER NOT NULL UNIQUE REFERENCES events (sequence),
            PRIMARY KEY (batch, public_key)
        ) STRICT;
        CREATE TABLE withdrawals (
            credential TEXT NOT NULL PRIMARY KEY REFERENCES credentials (id),
            sequence INTEGER NOT NULL UNIQUE REFERENCES events (sequence)
        ) STRICT;
        CREATE INDEX batches_source ON batches (source);
        """)
}
