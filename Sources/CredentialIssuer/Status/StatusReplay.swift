import Database
import Encodings
import Registry
import Storage

/// What the events of a register come to for the status of credentials, made again from the first event on, and compared
/// with the tables.
struct StatusReplay {
    private struct Value: Equatable {
        let value: Int
        let event: Int
        let time: String
    }

    private struct Place: Hashable {
        let list: Int
        let purpose: StatusPurpose
        let index: Int

        var description: String { "\(IssuerStatusLists.fileName(purpose, list)), \(index)" }
    }

    /// What differs, each by its place.
    private(set) var altered: [String] = []
    private var placeCount = 0
    private var values: [Place: Value] = [:]
    private var noteCount = 0
    private var listCount = 0
    private var keys = KeyReplay()
    private let salt: RegisterSalt

    init(salt: RegisterSalt) { self.salt = salt }

    /// Notes what differs elsewhere.
    mutating func note(_ names: [String]) { altered += names }

    /// Takes the next event.
    mutating func take(_ record: RegisterRecord, in transaction: Transaction) throws(IssuerError) {
        switch record.event {
        case .planned(let plan):
            guard let place = plan.status else { return }
            placeCount += 1
            if try Self.place(of: plan.credentialID, in: transaction) != place { altered.append(plan.credentialID) }
        case .statusChanged(let change): try take(change, record, in: transaction)
        case .listPublished(let list): try take(list, record.sequence, in: transaction)
        case .batch(let event):
            if try !event.isReflected(record, in: transaction) { altered.append(event.id) }
        case .key(let event): keys.take(event)
        case .issued, .abandoned, .registered, .moved: return
        }
    }

    private mutating func take(
        _ change: StatusChange, _ record: RegisterRecord, in transaction: Transaction
    ) throws(IssuerError) {
        guard let place = try Self.place(of: change.credentialID, in: transaction) else {
            altered.append(change.credentialID)
            return
        }
        let key = Place(list: place.list, purpose: change.purpose, index: place.index)
        let revocation = Place(list: place.list, purpose: .revocation, index: place.index)
        // That there is a newer one to ask for is also said of what was revoked.
        if change.purpose.isDecisive, values[revocation]?.value ?? 0 != 0 { altered.append(key.description) }
        values[key] = Value(value: change.value, event: record.sequence, time: record.time.description)
        guard let digest = change.note else { return }
        let kept = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first("SELECT salt, note FROM status_notes WHERE event = $1", [.integer(record.sequence)]) {
                row throws(DatabaseError) in (salt: try row.bytes(0), note: try row.text(1))
            }
        }
        // A note can be taken away; what stands there is what was written.
        guard let kept else { return }
        noteCount += 1
        if try salt.digest(ofNote: kept.note, salt: kept.salt) != digest { altered.append(key.description) }
    }

    private mutating func take(
        _ list: ListPublication, _ sequence: Int, in transaction: Transaction
    ) throws(IssuerError) {
        listCount += 1
        let row = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first(
                """
                SELECT list, purpose, valid_from, valid_until, digest, content, verification_method, public_key
                FROM published_lists WHERE event = $1
                """,
                [.integer(sequence)]
            ) { row throws(DatabaseError) in
                let facts = [
                    String(try row.integer(0)), try row.text(1), try row.text(2), try row.text(3), try row.text(4),
                ]
                let signed = SignedList(
                    content: try row.bytes(5), verificationMethod: try row.text(6), publicKey: try row.text(7),
                    digest: try row.text(4), validFrom: list.validFrom)
                return (facts: facts, list: signed)
            }
        }
        let expected = [
            String(list.list), list.purpose.name, list.validFrom.description, list.validUntil.description,
            list.digest.hexadecimal,
        ]
        guard let row, row.facts == expected, try IssuerPaths.digest(of: row.list.content) == list.digest,
            (try? StatusList(verifying: row.list.content, keys: KnownStatusKeys([row.list]), at: list.validFrom)) != nil
        else {
            altered.append("\(IssuerStatusLists.fileName(list.purpose, list.list)), \(list.validFrom)")
            return
        }
    }

    /// Compares what the events come to with the tables, when all were taken.
    mutating func finish(in transaction: Transaction) throws(IssuerError) {
        let rows = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.all(
                "SELECT list, purpose, position, value, event, changed_at FROM status_values ORDER BY event"
            ) { row throws(DatabaseError) in
                (
                    place: Place(
                        list: try row.integer(0), purpose: StatusPurpose(try row.text(1)),
                        index: try row.integer(2)),
                    value: Value(value: try row.integer(3), event: try row.integer(4), time: try row.text(5))
                )
            }
        }
        for (place, value) in rows where values.removeValue(forKey: place) != value {
            altered.append(place.description)
        }
        // What is left was decided, and is not in the table.
        altered += values.keys.map(\.description).sorted()
        altered += try keys.altered(in: transaction)
        altered += try alteredFamilies(in: transaction)
        let counts = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first(
                """
                SELECT (SELECT count(*) FROM status_entries), (SELECT count(*) FROM status_notes),
                    (SELECT count(*) FROM published_lists)
                """
            ) { row throws(DatabaseError) in [try row.integer(0), try row.integer(1), try row.integer(2)] }
        }
        let names = ["status_entries", "status_notes", "published_lists"]
        for (name, (found, expected)) in zip(names, zip(counts ?? [], [placeCount, noteCount, listCount]))
        where found != expected {
            altered.append("\(name): \(found) ≠ \(expected)")
        }
    }

    /// The lists of which the tables say something else than what was signed and reserved of them.
    private func alteredFamilies(in transaction: Transaction) throws(IssuerError) -> [String] {
        try IssuerError.passingOn { () throws(DatabaseError) in
            let published = try transaction.newestPublished()
            var altered: [String] = []
            for family in try transaction.statusFamilies() {
                let counts = try transaction.first(
                    """
                    SELECT reserved, (SELECT count(*) FROM status_entries WHERE list = $1) FROM status_lists
                    WHERE number = $1
                    """, [.integer(family.number)]
                ) { row throws(DatabaseError) in (reserved: try row.integer(0), used: try row.integer(1)) }
                let isAsSigned = published.filter { $0.number == family.number }.allSatisfy { one in
                    let list = try? StatusList(
                        verifying: one.list.content, keys: KnownStatusKeys([one.list]), at: one.list.validFrom)
                    return family.purposes.contains(one.purpose) && list?.id == family.address(one.purpose)
                }
                if !isAsSigned || counts?.reserved != counts?.used { altered.append("status_lists: \(family.number)") }
            }
            return altered
        }
    }

    private static func place(of credentialID: String, in transaction: Transaction) throws(IssuerError) -> StatusPlace?
    {
        try IssuerError.passingOn { () throws(DatabaseError) in try transaction.statusPlace(of: credentialID) }
    }
}
