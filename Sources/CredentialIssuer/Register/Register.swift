import Database
import Encodings
import Storage

/// The register of an issuer while it issues.
///
/// Where the register is in the issuer's folder, it holds the lock of that folder, so that no other process issues the
/// same meanwhile. On a server the transactions alone see to it.
struct Register: Sendable {
    let book: RegisterBook

    /// What was moved aside when a log from before was opened, or `nil` when it was in order.
    let recovery: LogRecovery?

    private let lock: FolderLock?

    /// Opens the register of a folder, wherever it is.
    init(_ folder: IssuerFolder, patience: Duration) throws(IssuerError) {
        if let server = folder.server {
            try self.init(folder.paths, on: server)
        } else {
            try self.init(folder.paths, patience: patience, faults: folder.faults)
        }
    }

    /// Opens the register of a folder.
    init(_ paths: IssuerPaths, patience: Duration, faults: DiskFaults) throws(IssuerError) {
        lock = try IssuerError.passingOn { () throws(StorageError) in
            let lock = try FolderLock(folder: paths.folder, patience: patience)
            try lock.removeAbandonedTemporaryFiles(alsoIn: paths.existingRegisterFolders())
            return lock
        }
        let salt = try paths.salt()
        if let log = try EarlierLog(paths, faults: faults) {
            book = RegisterBook(salt: salt, database: try log.database(salt: salt, patience: patience))
            recovery = log.recovery
        } else {
            let database = try Self.open(paths, for: .change, salt: salt, patience: patience)
            book = RegisterBook(salt: salt, database: database)
            recovery = nil
        }
    }

    /// Opens the register of a folder that is on a server; as many processes as there are may do so at the same time.
    init(_ paths: IssuerPaths, on server: Database) throws(IssuerError) {
        lock = nil
        recovery = nil
        let salt = try paths.salt()
        try IssuerError.passingOn { () throws(DatabaseError) in
            try Self.refuseEmpty(server)
            try RegisterSchema.bringUpToDate(server)
        }
        try RegisterSchema.check(server, salt)
        book = RegisterBook(salt: salt, database: server)
    }

    /// Opens the register of a folder that is on a server for reading alone.
    static func reading(_ paths: IssuerPaths, on server: Database) throws(IssuerError) -> RegisterBook {
        let salt = try paths.salt()
        try IssuerError.passingOn { () throws(DatabaseError) in
            try refuseEmpty(server)
            try server.requireMigrations(RegisterSchema.migrations)
        }
        try RegisterSchema.check(server, salt)
        return RegisterBook(salt: salt, database: server)
    }

    /// Refuses a database without tables: it is not taken for a new register, as what was issued would be issued again.
    private static func refuseEmpty(_ server: Database) throws(DatabaseError) {
        guard try !server.isEmpty() else {
            throw DatabaseError(
                .damaged,
                "expected a register in the database on the server, found an empty database: is it the right one?")
        }
    }

    /// Opens the database of a folder, which must have been made.
    ///
    /// An empty one is not taken for a new register: what was issued would be issued again.
    static func open(
        _ paths: IssuerPaths, for use: Database.FileUse, salt: RegisterSalt, patience: Duration = .seconds(5)
    ) throws(IssuerError) -> Database {
        let database = try IssuerError.passingOn { () throws(DatabaseError) in
            let database = try Database.file(paths.database, for: use, patience: patience)
            guard try !database.isEmpty() else {
                throw DatabaseError(
                    .damaged,
                    "expected a register in \(IssuerPaths.databaseName), found an empty one: get the file back from a "
                        + "copy of the folder")
            }
            if use == .read {
                do throws(DatabaseError) {
                    try database.requireMigrations(RegisterSchema.migrations)
                } catch {
                    // An earlier version of this software made it; who can only read it learns that.
                    guard error.code == .earlierSchema else { throw error }
                    try RegisterSchema.bringUpToDate(Database.file(paths.database, for: .change, patience: patience))
                    try database.requireMigrations(RegisterSchema.migrations)
                }
            } else {
                try RegisterSchema.bringUpToDate(database)
            }
            return database
        }
        try RegisterSchema.check(database, salt)
        return database
    }
}
