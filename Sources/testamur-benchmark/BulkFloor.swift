import CredentialIssuer
import Cryptography
import Database
import Encodings
import Storage

/// Measures what the promises of bulk issue cost by themselves: the rows of a register that was just written, put once more
/// into the same tables in the same groups, each on the disk before it goes on; and a file of the same bytes for each, or a
/// line of one file.
///
/// Nothing is looked at, made, checked or signed. Together with the signatures it is the least that any program pays which
/// keeps these promises, and tells how near to raw OpenSSL it could come.
struct BulkFloor {
    /// Processor time for each row, in microseconds.
    private(set) var register = 0.0
    private(set) var files = 0.0
    private(set) var line = 0.0

    /// How many rows share a transaction, as when issuing.
    private static let groupSize = 400
    /// No more rows than this: they are read into memory group by group, which takes as long as all else.
    private static let rowLimit = 20_000

    /// - Parameters:
    ///   - path: The database of the register.
    ///   - folder: A folder for what is written.
    init(of path: String, in folder: String) throws {
        let source = try Database.file(path, for: .read)
        let target = try Database.file(folder + "/floor.db", for: .create)
        try target.migrate(RegisterSchema.migrations, at: .earliest)
        try Self.copyFacts(source, to: target)
        try Folder.createIfAbsent(at: folder + "/floor", access: .ownerOnly)
        let lines = try FileBuilder(at: folder + "/floor.lines", access: .ownerOnly)
        var count = 0
        var sequence = 0
        var waiting: [Row] = []
        repeat {
            let start = count
            let rows = try source.read { transaction throws(DatabaseError) in
                try Self.rows(transaction, after: start)
            }
            let before = waiting
            register += try Self.time {
                try target.write { transaction throws(DatabaseError) in
                    for row in before { try row.issue(&sequence, in: transaction) }
                    for row in rows { try row.plan(&sequence, in: transaction) }
                }
            }
            files += try Self.time {
                try FileGroup.create(
                    in: folder + "/floor", before.map { ("\($0.number).json", $0.content) }, access: .ownerOnly)
            }
            line += try Self.time {
                for row in before { try lines.append(row.content + [0x0A]) }
            }
            count += rows.count
            waiting = count < Self.rowLimit + Self.groupSize ? rows : []
        } while !waiting.isEmpty
        line += try Self.time { try lines.finish() }
        register /= Double(max(count, 1))
        files /= Double(max(count, 1))
        line /= Double(max(count, 1))
    }

    /// Processor time of the whole process, what the system does for it included.
    private static func time(_ body: () throws -> Void) rethrows -> Double {
        let start = CPUClock.process
        try body()
        return CPUClock.process - start
    }

    /// What credentials refer to.
    private static func copyFacts(_ source: Database, to target: Database) throws(DatabaseError) {
        let (specifications, batches, lists) = try source.read { transaction throws(DatabaseError) in
            (
                try transaction.all("SELECT digest, id FROM specifications") { $0.values },
                try transaction.all("SELECT id, planned_at, source FROM batches") { $0.values },
                try transaction.all("SELECT number, capacity, reserved, opened_at FROM status_lists") { $0.values }
            )
        }
        try target.write { transaction throws(DatabaseError) in
            for row in specifications {
                try transaction.run("INSERT INTO specifications (digest, id) VALUES ($1, $2)", row)
            }
            for row in batches {
                try transaction.run("INSERT INTO batches (id, planned_at, source) VALUES ($1, $2, $3)", row)
            }
            for row in lists {
                try transaction.run(
                    "INSERT INTO status_lists (number, capacity, reserved, opened_at) VALUES ($1, $2, $3, $4)", row)
            }
        }
    }

    /// What the register says of one credential, column by column.
    private struct Row {
        let number: Int
        let planned: [SQLValue]
        let issued: [SQLValue]
        let plannedEvent: [SQLValue]
        let issuedEvent: [SQLValue]
        let holders: [[SQLValue]]
        let place: [SQLValue]
        let content: [UInt8]

        func plan(_ sequence: inout Int, in transaction: Transaction) throws(DatabaseError) {
            try add(plannedEvent, &sequence, in: transaction)
            try transaction.run(
                "INSERT INTO status_entries (list, position, credential, reserved_at) VALUES ($1, $2, $3, $4)", place)
            try transaction.run(
                """
                INSERT INTO credentials (number, id, state, signed_at, verification_method, cryptosuites, specification,
                    claims, draft, batch, batch_row, idempotency_key)
                VALUES ($1, $2, 'indexed', $3, $4, $5, $6, $7, $8, $9, $10, $11)
                """, [.integer(number)] + planned)
            for holder in holders {
                try transaction.run("INSERT INTO holders (credential, digest, is_name) VALUES ($1, $2, $3)", holder)
            }
        }

        func issue(_ sequence: inout Int, in transaction: Transaction) throws(DatabaseError) {
            try add(issuedEvent, &sequence, in: transaction)
            try transaction.run(
                """
                UPDATE credentials SET state = 'signed', issued_sequence = $1, digest = $2, recorded_at = $3, content = $4
                WHERE number = $5
                """, [.integer(sequence)] + issued + [.integer(number)])
        }

        private func add(
            _ event: [SQLValue], _ sequence: inout Int, in transaction: Transaction
        ) throws(DatabaseError) {
            sequence += 1
            try transaction.run(
                "INSERT INTO events (sequence, chain, line) VALUES ($1, $2, $3)", [.integer(sequence)] + event)
        }
    }

    /// The rows that come next.
    private static func rows(_ transaction: Transaction, after number: Int) throws(DatabaseError) -> [Row] {
        let credentials = try transaction.all(
            """
            SELECT number, id, signed_at, verification_method, cryptosuites, specification, claims, draft, batch,
                batch_row, idempotency_key, digest, recorded_at, content, issued_sequence
            FROM credentials WHERE number > $1 ORDER BY number LIMIT $2
            """, [.integer(number), .integer(groupSize)]
        ) { $0 }
        // A record that plans is as long as any other, but for digits.
        let planned = try transaction.first(
            "SELECT chain, line FROM events WHERE sequence > $1 AND length(line) > 500 ORDER BY sequence LIMIT 1",
            [.integer(number)]
        ) { $0.values }
        var rows: [Row] = []
        for credential in credentials {
            let number = try credential.integer(0)
            let holders = try transaction.all(
                "SELECT credential, digest, is_name FROM holders WHERE credential = $1", [.integer(number)]
            ) { $0.values }
            let place = try transaction.first(
                "SELECT list, position, credential, reserved_at FROM status_entries WHERE credential = $1",
                [.text(credential.text(1))]
            ) { $0.values }
            let issued = try transaction.first(
                "SELECT chain, line FROM events WHERE sequence = $1", [.integer(credential.integer(14))]
            ) { $0.values }
            rows.append(
                Row(
                    number: number, planned: Array(credential.values[1...10]),
                    issued: Array(credential.values[11...13]),
                    plannedEvent: planned ?? [], issuedEvent: issued ?? [], holders: holders, place: place ?? [],
                    content: try credential.bytes(13)))
        }
        return rows
    }
}
