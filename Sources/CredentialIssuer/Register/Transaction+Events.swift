import Database
import Encodings
import Proofs
import Storage

/// The last line of a register, for a transaction that adds many: nobody else adds any meanwhile.
final class RegisterTail {
    /// Its number.
    fileprivate(set) var sequence: Int
    /// The digest that stands for everything up to it.
    fileprivate(set) var chain: [UInt8]
    /// The status lists that have room, once they were looked up.
    var openLists: [(number: Int, capacity: Int)]?
    /// How many places of each list were taken that its row does not count yet; see ``StatusAllocation/settle(_:at:in:)``.
    var taken: [Int: Int] = [:]
    /// The specification that was entered last.
    fileprivate var specification: Multihash?
    /// The number of the last credential, once it was looked up.
    fileprivate var credentialNumber: Int?

    /// Looks it up.
    init(_ transaction: Transaction) throws(IssuerError) {
        (sequence, chain) = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.lastEvent() }
    }
}

/// What happens in a register, line by line, and what it comes to.
extension Transaction {
    /// The last line: its number, and the digest that stands for everything up to it.
    func lastEvent() throws(DatabaseError) -> (sequence: Int, chain: [UInt8]) {
        try first("SELECT sequence, chain FROM events ORDER BY sequence DESC LIMIT 1") {
            row throws(DatabaseError) in (try row.integer(0), try row.bytes(1))
        } ?? (0, RegisterRecord.start)
    }

    /// When the last line was made; long ago when there is none.
    func lastTime() throws(DatabaseError) -> Timestamp {
        guard try tableNames().contains("events") else { return .earliest }
        return try record(lastEvent().sequence)?.time ?? .earliest
    }

    /// What a line says happened; `nil` when there is no such line, or it is none.
    func event(_ sequence: Int) throws(DatabaseError) -> RegisterRecord.Event? { try record(sequence)?.event }

    private func record(_ sequence: Int) throws(DatabaseError) -> RegisterRecord? {
        let line = try first("SELECT line FROM events WHERE sequence = $1", [.integer(sequence)]) {
            row throws(DatabaseError) in try row.bytes(0)
        }
        return line.flatMap { try? JSONDocument(parsing: $0, limits: .credential).root }.flatMap { RegisterRecord($0) }
    }

    /// Adds a line for what happens now, and what it comes to.
    ///
    /// - Parameters:
    ///   - content: The signed bytes, for a credential that is issued.
    ///   - list: The signed list, for one that is published.
    ///   - tail: The end of the register, where it is known: whoever adds lines with it adds all lines of the transaction
    ///     with it.
    @discardableResult
    func append(
        _ event: RegisterRecord.Event, content: [UInt8]? = nil, list: SignedList? = nil, at time: Timestamp,
        after tail: RegisterTail? = nil
    ) throws(IssuerError) -> RegisterRecord {
        let tail = if let tail { tail } else { try RegisterTail(self) }
        let record = RegisterRecord(sequence: tail.sequence + 1, time: time, event: event)
        let line = try record.line(after: tail.chain)
        try take(record, line: line.bytes, chain: line.chain, content: content, list: list, after: tail)
        (tail.sequence, tail.chain) = (record.sequence, line.chain)
        return record
    }

    /// Takes a line over that was made before.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` for a line that does not belong here.
    @discardableResult
    func take(
        line: [UInt8], content: (ObjectName) throws(IssuerError) -> [UInt8]?
    ) throws(IssuerError) -> RegisterRecord {
        let last = try IssuerError.passingOn { () throws(DatabaseError) in try lastEvent() }
        let (record, chain) = try RegisterRecord.read(line, number: last.sequence + 1, after: last.chain)
        var bytes: [UInt8]?
        if case .issued(_, let digest) = record.event { bytes = try content(digest) }
        try take(record, line: line, chain: chain, content: bytes)
        return record
    }

    private func take(
        _ record: RegisterRecord, line: [UInt8], chain: [UInt8], content: [UInt8]?, list: SignedList? = nil,
        after tail: RegisterTail? = nil
    ) throws(IssuerError) {
        try IssuerError.passingOn { () throws(DatabaseError) in
            _ = try run(
                "INSERT INTO events (sequence, chain, line) VALUES ($1, $2, $3)",
                [.integer(record.sequence), .bytes(chain), .bytes(line)])
        }
        switch record.event {
        case .planned(let plan): try take(plan, number: record.sequence, after: tail)
        case .issued(let id, let digest):
            let count = try IssuerError.passingOn { () throws(DatabaseError) in
                try run(
                    """
                    UPDATE credentials SET state = 'signed', digest = $1, issued_sequence = $2, recorded_at = $3, content = $4
                    WHERE id = $5 AND state IN ('planned', 'indexed')
                    """,
                    [
                        .text(digest.hexadecimal), .integer(record.sequence), .text(record.time.description),
                        .optional(content), .text(id),
                    ])
            }
            guard count == 1 else {
                throw RegisterRecord.damage(
                    record.sequence, "issues a credential that is not planned, or twice")
            }
        case .abandoned(let id):
            let count = try IssuerError.passingOn { () throws(DatabaseError) in
                try run(
                    // Its row can be planned anew.
                    """
                    UPDATE credentials SET state = 'abandoned', idempotency_key = NULL, batch_row = NULL
                    WHERE id = $1 AND state IN ('planned', 'indexed')
                    """,
                    [.text(id)])
            }
            guard count == 1 else {
                throw RegisterRecord.damage(
                    record.sequence, "abandons a credential that is not planned, or was issued")
            }
        case .registered(let id, let register, let day):
            try IssuerError.passingOn { () throws(DatabaseError) in try enter(id, in: register, on: day) }
        case .statusChanged(let change): try take(change, record)
        case .listPublished(let published): try take(published, record, content: list)
        case .batch(let event): try take(event, record)
        case .key(let event): try take(event, record)
        case .moved: break
        }
    }

    private func take(_ plan: IssuancePlan, number: Int, after tail: RegisterTail?) throws(IssuerError) {
        if let after = plan.after {
            let predecessor = try IssuerError.passingOn { () throws(DatabaseError) in
                try first(
                    "SELECT id FROM credentials WHERE id = $1 AND issued_sequence IS NOT NULL", [.text(after)]
                ) { _ in true }
            }
            guard predecessor != nil else {
                throw RegisterRecord.damage(number, "follows a credential that was not issued")
            }
        }
        let key = try plan.idempotencyKey()
        let isNew = try IssuerError.passingOn { () throws(DatabaseError) in try insert(plan, key, after: tail) }
        guard isNew else { throw RegisterRecord.damage(number, "plans a credential twice") }
    }

    /// Adds a credential that is planned.
    ///
    /// - Returns: Whether there was none with its identifier.
    private func insert(
        _ plan: IssuancePlan, _ key: String?, after tail: RegisterTail?
    ) throws(DatabaseError) -> Bool {
        let specification = plan.specificationDigest.multibase
        if tail == nil || tail?.specification != plan.specificationDigest {
            try run(
                "INSERT INTO specifications (digest, id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                [.text(specification), .text(plan.specificationID)])
            tail?.specification = plan.specificationDigest
        }
        let last = if let known = tail?.credentialNumber { known } else { try lastCredentialNumber() }
        let number = last + 1
        let count = try run(
            """
            INSERT INTO credentials (number, id, state, signed_at, verification_method, cryptosuites, specification, claims,
                draft, after_id, batch, batch_row, idempotency_key, corrects)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (id) DO NOTHING
            """,
            [
                .integer(number), .text(plan.credentialID), .text(plan.status == nil ? "planned" : "indexed"),
                .text(plan.time.description), .text(plan.verificationMethod),
                .text(plan.suites.map(\.rawValue).joined(separator: " ")), .text(specification), .text(plan.claims),
                .text(plan.draft), .optional(plan.after), .optional(plan.batch?.id),
                plan.batch.map { .integer($0.row) } ?? .null, .optional(key), .optional(plan.corrects?.multibase),
            ])
        guard count == 1 else { return false }
        tail?.credentialNumber = number
        for digest in plan.learner.distinct.dropFirst() {
            try run(
                "INSERT INTO holders (credential, digest, is_name) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING",
                [.integer(number), .text(digest)])
        }
        let name: SQLValue = .text(plan.learner.name)
        if let distinct = plan.learner.distinct.first {
            try run(
                """
                INSERT INTO holders (credential, digest, is_name) VALUES ($1, $2, 0), ($3, $4, 1) ON CONFLICT DO NOTHING
                """, [.integer(number), .text(distinct), .integer(number), name])
        } else {
            try run(
                "INSERT INTO holders (credential, digest, is_name) VALUES ($1, $2, 1)", [.integer(number), name])
        }
        return true
    }

    /// The number of the credential that was planned last; 0 when none was.
    private func lastCredentialNumber() throws(DatabaseError) -> Int {
        try first("SELECT coalesce(max(number), 0) FROM credentials") { row throws(DatabaseError) in
            try row.integer(0)
        } ?? 0
    }
}

extension RegisterRecord {
    /// Reads a line that is to be the next one.
    static func read(
        _ line: [UInt8], number: Int, after previous: [UInt8]
    ) throws(IssuerError) -> (RegisterRecord, chain: [UInt8]) {
        guard let node = try? JSONDocument(parsing: line, limits: .credential).root,
            let record = RegisterRecord(node), record.sequence == number, let stored = node["chain"]?.string
        else { throw damage(number, "is no record of a register") }
        let chain = try chain(node.canonicalBytes(omitting: ["chain"]), after: previous)
        guard Base64URL.encode(chain).utf8.elementsEqual(stored.utf8) else {
            throw damage(number, "does not follow from the records before it")
        }
        return (record, chain)
    }

    /// The error for a line that does not belong where it stands.
    static func damage(_ number: Int, _ words: String) -> IssuerError {
        var error = IssuerError(.registerDamaged, "record \(number) of the register \(words)")
        error.record = number
        return error
    }
}
