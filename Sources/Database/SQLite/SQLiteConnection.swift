import CSQLite

/// A database in a file, with SQLite.
final class SQLiteConnection: DatabaseConnection {
    let handle: SQLiteHandle
    private var statements: [StatementKey: SQLiteStatement] = [:]
    private var access = TransactionAccess.reading

    /// What the header of a file of this program says (`application_id`): "TSTM".
    private static let applicationID = 0x5453_544D

    init(_ file: SQLiteFile, milliseconds: Int32) throws(DatabaseError) {
        handle = try Self.open(file, milliseconds)
        if file.use == .read { return }
        try claim()
        // Others may be at it at the same moment; the answer tells what came of it.
        guard try handle.rows("PRAGMA journal_mode = WAL").first?.values.first == .text("wal") else {
            throw DatabaseError(
                .inputOutput, "\(file.path): the file system cannot do what a database with a write-ahead log needs")
        }
        // Digests and random numbers are in no order: a group of rows changes a page of each index for every row. There is
        // room for all of them (16 MiB), so that each is written once, and the log takes several groups (64 MiB) before its
        // pages are put into the file: a page that several groups change is put there once.
        try handle.execute(
            "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384; "
                + "PRAGMA wal_autocheckpoint = 16384")
    }

    /// Takes a database that is set up already.
    init(_ handle: SQLiteHandle) { self.handle = handle }

    /// Leaves everything in the file itself, also where a reader keeps the write-ahead log open: somebody copies the file.
    ///
    /// Nothing is lost where that fails.
    deinit {
        guard !handle.isReadOnly, handle.isInFile else { return }
        do throws(DatabaseError) { try handle.execute("PRAGMA wal_checkpoint(TRUNCATE)") } catch {}
    }

    /// A database that goes away with the connection.
    static func temporary() throws(DatabaseError) -> SQLiteConnection {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let handle = try SQLiteHandle("", flags: flags, path: "a database that is not kept")
        try handle.configure(milliseconds: 0)
        try handle.execute("PRAGMA cache_size = -8192")
        return SQLiteConnection(handle)
    }

    private static func open(_ file: SQLiteFile, _ milliseconds: Int32) throws(DatabaseError) -> SQLiteHandle {
        let access = file.use == .read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
        let flags = access | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        do throws(DatabaseError) {
            let handle = try SQLiteHandle(file.resolved, flags: flags, path: file.path)
            // SQLite opens what it may only read without a word.
            guard file.use == .read || !handle.isReadOnly else {
                throw SQLiteFailure.error(SQLITE_READONLY, system: 0, file.path)
            }
            return try check(handle, file, milliseconds)
        } catch {
            // A folder in which nothing can be written: then nothing in it changes either, and there is no need of the
            // files by which readers and writers agree.
            guard file.use == .read, !file.hasLog, [.inputOutput, .notPermitted, .notFound].contains(error.code)
            else { throw error }
            return try check(
                SQLiteHandle(file.immutableAddress, flags: flags | SQLITE_OPEN_URI, path: file.path), file,
                milliseconds)
        }
    }

    /// Sets a connection up, and looks whose database it is.
    private static func check(
        _ handle: SQLiteHandle, _ file: SQLiteFile, _ milliseconds: Int32
    ) throws(DatabaseError) -> SQLiteHandle {
        try handle.configure(milliseconds: milliseconds)
        let found = try number("PRAGMA application_id", handle)
        if found == applicationID { return handle }
        guard found == 0, try number("SELECT count(*) FROM sqlite_schema", handle) == 0 else {
            throw DatabaseError(.foreign, "\(file.path): expected a database of testamur, found one of another program")
        }
        return handle
    }

    /// Marks a new database as one of this program.
    private func claim() throws(DatabaseError) {
        guard try Self.number("PRAGMA application_id", handle) == 0 else { return }
        try handle.execute("PRAGMA application_id = \(Self.applicationID)")
    }

    private static func number(_ text: String, _ handle: SQLiteHandle) throws(DatabaseError) -> Int {
        try handle.rows(text).first?.integer(0) ?? 0
    }

    func begin(_ access: TransactionAccess) throws(DatabaseError) {
        self.access = access
        try handle.execute(access == .writing ? "BEGIN IMMEDIATE" : "BEGIN")
    }

    func commit() throws(DatabaseError) { try handle.execute("COMMIT") }

    func rollback() {
        // Some failures have ended the transaction already.
        guard handle.isInTransaction else { return }
        do throws(DatabaseError) { try handle.execute("ROLLBACK") } catch {}
    }

    func run(
        _ sql: StaticString, _ values: [SQLValue], _ body: (SQLRow) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Int {
        let statement = try prepared(sql)
        guard access == .writing || statement.isReading else {
            throw DatabaseError(.programFailed, "\(handle.path): a change in a transaction for reading")
        }
        try statement.run(values, body)
        return statement.isReading ? 0 : handle.changeCount
    }

    func script(_ text: StaticString) throws(DatabaseError) { try handle.execute("\(text)") }

    func tables() throws(DatabaseError) -> [String] {
        var names: [String] = []
        for row in try handle.rows("SELECT name FROM sqlite_schema WHERE type = 'table'") {
            names.append(try row.text(0))
        }
        return names
    }

    /// A register in a file has one process that issues, which shares its work with nobody.
    func claim(_ name: String) throws(DatabaseError) -> Bool { true }

    func release(_ name: String) {}

    func findDamage() throws(DatabaseError) -> [String] {
        var findings: [String] = []
        for row in try handle.rows("PRAGMA integrity_check(20)") { findings.append(try row.text(0)) }
        if findings == ["ok"] { findings = [] }
        if !(try handle.rows("PRAGMA foreign_key_check").isEmpty) {
            findings.append("a row refers to another that is missing")
        }
        return findings
    }

    func image() throws(DatabaseError) -> [UInt8] { try handle.image() }

    private func prepared(_ sql: StaticString) throws(DatabaseError) -> SQLiteStatement {
        let key = StatementKey(sql)
        if let known = statements[key] { return known }
        let statement = try SQLiteStatement("\(sql)", in: handle, isKept: true)
        statements[key] = statement
        return statement
    }
}
