import Database
import Encodings
import Storage

/// The log in which a register was kept before it was a database, and the way from one to the other.
///
/// The records go into the database as they are, chain and all; then a last one, that the register has moved, ends the log:
/// earlier versions of this software refuse a log with a record that they do not know, and so cannot issue beside the
/// database. Log and copies stay where they are.
struct EarlierLog {
    /// What was moved aside when the log was opened, or `nil` when it was in order.
    let recovery: LogRecovery?

    private let paths: IssuerPaths
    private let log: AppendOnlyLog
    private let last: [UInt8]?

    /// Opens the log of a folder for writing; `nil` when there is none.
    init?(_ paths: IssuerPaths, faults: DiskFaults) throws(IssuerError) {
        guard try Self.exists(paths) else { return nil }
        var last: [UInt8]?
        log = try IssuerError.passingOn { () throws(StorageError) in
            try AppendOnlyLog.open(at: paths.log, faults: faults) { last = $0.bytes }
        }
        self.last = last
        self.paths = paths
        recovery = log.recovery
    }

    /// Whether there is a log.
    static func exists(_ paths: IssuerPaths) throws(IssuerError) -> Bool {
        try IssuerError.passingOn { () throws(StorageError) in
            try FileStatus.at(paths.log, links: .refuse) != nil
        }
    }

    /// The database with everything of the log, which ends now unless it has ended before.
    ///
    /// Whoever is killed in it begins anew: the database takes everything at once, and only then the log is ended.
    func database(salt: RegisterSalt, patience: Duration) throws(IssuerError) -> Database {
        if try Self.isEnd(last) { return try Self.moved(paths, salt, last, .change, patience) }
        let database = try IssuerError.passingOn { () throws(DatabaseError) in
            try Database.file(paths.database, for: .create, patience: patience)
        }
        try RegisterSchema.make(in: database, for: salt, at: Self.time(last))
        try database.write { transaction throws(IssuerError) in
            let taken = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.lastEvent().sequence }
            if taken == 0 { try Self.takeOver(paths, salt, end: Self.time(last), in: transaction) }
        }
        let end = try Self.line(log.count + 1, of: database)
        guard let end, try Self.isEnd(end), try Self.line(log.count, of: database) == last else {
            throw IssuerError(
                .registerDamaged,
                "expected \(IssuerPaths.databaseName) to go on where the log ends, found that it does not: an earlier "
                    + "version of testamur has issued since")
        }
        try IssuerError.passingOn { () throws(StorageError) in try log.append(end) }
        return database
    }

    /// The register of a folder with a log for reading alone; nothing in the folder is changed.
    static func reading(_ paths: IssuerPaths, salt: RegisterSalt) throws(IssuerError) -> Database {
        var last: [UInt8]?
        try forEachLine(paths) { line throws(IssuerError) in last = line }
        if try isEnd(last) { return try moved(paths, salt, last, .read, .seconds(5)) }
        let database = try IssuerError.passingOn { () throws(DatabaseError) in
            let database = try Database.temporary()
            try database.migrate(RegisterSchema.migrations, at: time(last))
            return database
        }
        try database.write { transaction throws(IssuerError) in
            try takeOver(paths, salt, end: nil, in: transaction)
        }
        return database
    }

    // MARK: Steps

    /// The database of a log that has ended.
    private static func moved(
        _ paths: IssuerPaths, _ salt: RegisterSalt, _ end: [UInt8]?, _ use: Database.FileUse, _ patience: Duration
    ) throws(IssuerError) -> Database {
        let database = try Register.open(paths, for: use, salt: salt, patience: patience)
        let number = end.flatMap { record($0)?.sequence } ?? 0
        guard try line(number, of: database) == end else {
            throw IssuerError(
                .registerDamaged,
                "expected \(IssuerPaths.databaseName) with everything of the log, found another: get the file back from a "
                    + "copy of the folder")
        }
        return database
    }

    /// Takes everything over in one transaction.
    private static func takeOver(
        _ paths: IssuerPaths, _ salt: RegisterSalt, end: Timestamp?, in transaction: Transaction
    ) throws(IssuerError) {
        let copies = try IssuerError.passingOn { () throws(StorageError) in try paths.openCopies() }
        try forEachLine(paths) { line throws(IssuerError) in
            try transaction.take(line: line) { digest throws(IssuerError) in try copies.intact(digest) }
        }
        if let end { try transaction.append(.moved, at: end) }
        try adopt(copies, salt, in: transaction)
    }

    /// Records as issued what was planned, signed and kept, where only the record of it is missing.
    ///
    /// That record was written before a credential was handed out, so that it is missing only when nobody has the
    /// credential, or when the disk lost what it had confirmed. Which of the two it is cannot be told, and a learner who
    /// may have a credential does not get another unasked.
    private static func adopt(
        _ copies: ObjectFolder, _ salt: RegisterSalt, in transaction: Transaction
    ) throws(IssuerError) {
        let unfinished = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.unfinished() }
        if unfinished.isEmpty { return }
        let names = try IssuerError.passingOn { () throws(StorageError) in try copies.names() }
        for name in names {
            let isKnown = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first("SELECT id FROM credentials WHERE digest = $1", [.text(name.hexadecimal)]) { _ in
                    true
                }
            }
            // What cannot be read as a credential is a stranger's file.
            guard isKnown == nil, let bytes = try copies.intact(name),
                let root = try? JSONDocument(parsing: bytes, limits: .credential).root, let id = root["id"]?.string,
                let entry = try IssuerError.passingOn({ () throws(DatabaseError) in try transaction.entry(id) }),
                entry.issued == nil, entry.state != .abandoned,
                try salt.digest(ofDraft: root).utf8.elementsEqual(entry.plan.draft.utf8)
            else { continue }
            try transaction.append(
                .issued(credentialID: id, digest: name), content: bytes, at: entry.plan.time)
        }
    }

    private static func forEachLine(
        _ paths: IssuerPaths, _ body: ([UInt8]) throws(IssuerError) -> Void
    ) throws(IssuerError) {
        var reader = try IssuerError.passingOn { () throws(StorageError) in try LogReader(paths.log) }
        while true {
            let record: LogRecord?
            do throws(StorageError) {
                record = try reader.next()
            } catch {
                throw IssuerError(error)
            }
            guard let record else { return }
            try body(record.bytes)
        }
    }

    private static func line(_ number: Int, of database: Database) throws(IssuerError) -> [UInt8]? {
        if number == 0 { return nil }
        return try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first("SELECT line FROM events WHERE sequence = $1", [.integer(number)]) {
                    row throws(DatabaseError) in try row.bytes(0)
                }
            }
        }
    }

    private static func record(_ line: [UInt8]) -> RegisterRecord? {
        (try? JSONDocument(parsing: line, limits: .credential).root).flatMap { RegisterRecord($0) }
    }

    private static func isEnd(_ line: [UInt8]?) throws(IssuerError) -> Bool {
        if case .moved = line.flatMap({ record($0) })?.event { return true }
        return false
    }

    /// When the last record was made, the only time that there is.
    private static func time(_ line: [UInt8]?) -> Timestamp { line.flatMap { record($0)?.time } ?? .earliest }
}
