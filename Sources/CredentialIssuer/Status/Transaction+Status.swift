import Database
import Encodings
import Registry
import Storage

/// What has become of credentials, as a register knows it.
extension Transaction {
    /// The place of a credential on its status lists; `nil` when it has none.
    func statusPlace(of credentialID: String) throws(DatabaseError) -> StatusPlace? {
        try first("SELECT list, position FROM status_entries WHERE credential = $1", [.text(credentialID)]) {
            row throws(DatabaseError) in StatusPlace(list: try row.integer(0), index: try row.integer(1))
        }
    }

    /// The value of a place, and when it was set; `nil` where nothing ever was.
    func statusValue(
        _ purpose: StatusPurpose, at place: StatusPlace
    ) throws(DatabaseError) -> (value: Int, changed: Timestamp)? {
        try first(
            "SELECT value, changed_at FROM status_values WHERE list = $1 AND purpose = $2 AND position = $3",
            [.integer(place.list), .text(purpose.name), .integer(place.index)]
        ) { row throws(DatabaseError) in (try row.integer(0), try Self.time(row.text(1))) }
    }

    /// The lists that there are, with their addresses.
    func statusFamilies() throws(DatabaseError) -> [StatusFamily] {
        try all("SELECT number, capacity, base, purposes FROM status_lists ORDER BY number") {
            row throws(DatabaseError) in
            StatusFamily(
                number: try row.integer(0), capacity: try row.integer(1), base: try row.optionalText(2) ?? "",
                purposes: (try row.optionalText(3) ?? "").split(separator: " ").map { StatusPurpose(String($0)) })
        }
    }

    /// The lists with a number, with their addresses.
    func statusFamily(_ number: Int) throws(DatabaseError) -> StatusFamily? {
        try statusFamilies().first { $0.number == number }
    }

    /// The number of the last event by which a status changed; 0 where none ever did.
    func lastStatusEvent() throws(DatabaseError) -> Int {
        try first("SELECT coalesce(max(event), 0) FROM status_values") { row throws(DatabaseError) in
            try row.integer(0)
        } ?? 0
    }

    /// What is set in the lists with a number.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` where a value is not what its event says.
    func setValues(_ family: StatusFamily, _ purpose: StatusPurpose) throws(IssuerError) -> StatusBitstring {
        let rows = try IssuerError.passingOn { () throws(DatabaseError) in
            try all(
                """
                SELECT v.position, v.value, v.event, e.credential FROM status_values v
                JOIN status_entries e ON e.list = v.list AND e.position = v.position
                WHERE v.list = $1 AND v.purpose = $2 ORDER BY v.position
                """, [.integer(family.number), .text(purpose.name)]
            ) { row throws(DatabaseError) in
                (try row.integer(0), try row.integer(1), try row.integer(2), try row.text(3))
            }
        }
        var values = StatusBitstring(count: family.capacity)
        for (position, value, event, credential) in rows {
            // What is published is what was decided, and not what somebody wrote into a table.
            let decided = try IssuerError.passingOn { () throws(DatabaseError) in try self.event(event) }
            guard case .statusChanged(let change) = decided, change.purpose == purpose, change.value == value,
                change.credentialID.utf8.elementsEqual(credential.utf8), values.setValue(value, at: position)
            else {
                throw IssuerError(
                    .registerDamaged,
                    "place \(position) of \(IssuerStatusLists.fileName(purpose, family.number)) has another value in the "
                        + "register than record \(event) gave it")
            }
        }
        return values
    }

    /// What was revoked, or is suspended, by credential.
    func setStatus() throws(DatabaseError) -> [String: SetStatus] {
        let rows = try all(
            """
            SELECT e.credential, v.purpose, v.changed_at FROM status_values v
            JOIN status_entries e ON e.list = v.list AND e.position = v.position
            WHERE v.value <> 0 AND v.purpose IN ('suspension', 'revocation') ORDER BY v.purpose DESC
            """
        ) { row throws(DatabaseError) in
            (try row.text(0), SetStatus(isRevoked: try row.text(1) == "revocation", since: try Self.time(row.text(2))))
        }
        // A revocation comes last, and counts where something was suspended before.
        return Dictionary(rows) { _, later in later }
    }

    /// The last list of a number and a purpose that was signed, with the key that signed it.
    func lastPublished(_ list: Int, _ purpose: StatusPurpose) throws(DatabaseError) -> SignedList? {
        try first(
            """
            SELECT content, verification_method, public_key, digest, valid_from FROM published_lists
            WHERE list = $1 AND purpose = $2 ORDER BY event DESC LIMIT 1
            """, [.integer(list), .text(purpose.name)]
        ) { row throws(DatabaseError) in
            SignedList(
                content: try row.bytes(0), verificationMethod: try row.text(1), publicKey: try row.text(2),
                digest: try row.text(3), validFrom: try Self.time(row.text(4)))
        }
    }

    /// Whether a list of these bytes was signed.
    func hasPublished(_ digest: ObjectName) throws(DatabaseError) -> Bool {
        try first("SELECT 1 FROM published_lists WHERE digest = $1 LIMIT 1", [.text(digest.hexadecimal)]) { _ in true }
            ?? false
    }

    /// The newest list of each number and purpose that was signed.
    func newestPublished() throws(DatabaseError) -> [(number: Int, purpose: StatusPurpose, list: SignedList)] {
        try all(
            """
            SELECT list, purpose, content, verification_method, public_key, digest, valid_from FROM published_lists p
            WHERE event = (SELECT max(event) FROM published_lists o WHERE o.list = p.list AND o.purpose = p.purpose)
            """
        ) { row throws(DatabaseError) in
            (
                try row.integer(0), StatusPurpose(try row.text(1)),
                SignedList(
                    content: try row.bytes(2), verificationMethod: try row.text(3), publicKey: try row.text(4),
                    digest: try row.text(5), validFrom: try Self.time(row.text(6)))
            )
        }
    }

    // MARK: What events come to

    func take(_ change: StatusChange, _ record: RegisterRecord) throws(IssuerError) {
        let found = try IssuerError.passingOn { () throws(DatabaseError) in try entry(change.credentialID) }
        guard let place = found?.plan.status, found?.issued != nil else {
            throw RegisterRecord.damage(record.sequence, "changes the status of a credential that has none")
        }
        let revocation = try IssuerError.passingOn { () throws(DatabaseError) in
            try statusValue(.revocation, at: place)
        }
        // That there is a newer one to ask for is also said of what was revoked.
        guard !change.purpose.isDecisive || revocation?.value ?? 0 == 0 else {
            throw RegisterRecord.damage(record.sequence, "changes what was revoked, which is final")
        }
        guard change.purpose != .revocation || change.value == 1 else {
            throw RegisterRecord.damage(record.sequence, "takes a revocation back")
        }
        try IssuerError.passingOn { () throws(DatabaseError) in
            _ = try run(
                """
                INSERT INTO status_values (list, purpose, position, value, changed_at, event)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (list, purpose, position)
                DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at, event = excluded.event
                """,
                [
                    .integer(place.list), .text(change.purpose.name), .integer(place.index), .integer(change.value),
                    .text(record.time.description), .integer(record.sequence),
                ])
        }
    }

    func take(_ published: ListPublication, _ record: RegisterRecord, content: SignedList?) throws(IssuerError) {
        guard let content else {
            throw RegisterRecord.damage(record.sequence, "publishes a list that is not there")
        }
        try IssuerError.passingOn { () throws(DatabaseError) in
            _ = try run(
                """
                INSERT INTO published_lists
                    (event, list, purpose, valid_from, valid_until, digest, verification_method, public_key, content)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                [
                    .integer(record.sequence), .integer(published.list), .text(published.purpose.name),
                    .text(published.validFrom.description), .text(published.validUntil.description),
                    .text(published.digest.hexadecimal), .text(content.verificationMethod),
                    .text(content.publicKey), .bytes(content.content),
                ])
        }
    }

    /// Keeps what somebody had to say of an event.
    func keep(note: String, salt: [UInt8], of sequence: Int) throws(DatabaseError) {
        try run(
            "INSERT INTO status_notes (event, salt, note) VALUES ($1, $2, $3)",
            [.integer(sequence), .bytes(salt), .text(note)])
    }
}

/// The lists with one number: one of each purpose, at one address.
struct StatusFamily: Sendable {
    let number: Int
    let capacity: Int
    /// The address under which they are published; empty where nobody said it, and nothing was issued.
    let base: String
    let purposes: [StatusPurpose]

    func address(_ purpose: StatusPurpose) -> String {
        base + "/" + IssuerStatusLists.fileName(purpose, number)
    }
}

/// A list as it was signed, and as the register keeps it.
struct SignedList: Sendable {
    let content: [UInt8]
    let verificationMethod: String
    let publicKey: String
    let digest: String
    let validFrom: Timestamp
}
