import Synchronization

/// A database that keeps what must not be lost: a file with SQLite, or a server with PostgreSQL.
///
/// Any number of threads may use it; they take turns. A transaction must not begin another one on the same database.
public final class Database: Sendable {
    private let connection: Mutex<any DatabaseConnection>

    init(_ connection: sending any DatabaseConnection) {
        self.connection = Mutex(connection)
    }

    /// Runs `body` as the only one that changes anything, here or in any other process; when this returns, what it
    /// changed survives a power failure.
    ///
    /// When `body` throws, or a statement in it failed, nothing was changed. After code `unreachable` it is not known
    /// whether the last transaction was kept: ask again.
    ///
    /// - Throws: what `body` throws, or ``DatabaseError`` passed on as that: code `busy`, `noSpace`, `unreachable` …
    public func write<Result, Failure: DatabaseErrorConvertible>(
        _ body: (Transaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try transact(.writing, body)
    }

    /// Runs `body` on one state of the database, whatever others change meanwhile.
    ///
    /// - Throws: what `body` throws, or ``DatabaseError`` passed on as that.
    public func read<Result, Failure: DatabaseErrorConvertible>(
        _ body: (Transaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try transact(.reading, body)
    }

    /// Takes a name for this connection, outside of any transaction, unless another one to the same register has it.
    ///
    /// By it processes share work out among each other. It is given back by ``release(_:)``, and by the end of the
    /// connection, also where its process is killed or the network fails: somebody else can have it then though this one
    /// goes on. What must not be done twice is therefore for a rule of the schema to prevent. A file has no such names:
    /// there everybody is given every name.
    ///
    /// - Returns: Whether it was free.
    /// - Throws: ``DatabaseError`` with code `unreachable` or another.
    public func claim(_ name: String) throws(DatabaseError) -> Bool {
        let outcome = connection.withLock { connection -> Swift.Result<Bool, DatabaseError> in
            do throws(DatabaseError) {
                return .success(try connection.claim(name))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// Gives a name back that ``claim(_:)`` took.
    public func release(_ name: String) {
        connection.withLock { $0.release(name) }
    }

    /// Looks at every page of the database; it takes as long as reading all of it.
    ///
    /// - Returns: what is wrong, in the words of the database; nothing when it is whole.
    /// - Throws: ``DatabaseError`` with code `damaged` when it is too damaged to look at, or another.
    public func findDamage() throws(DatabaseError) -> [String] {
        let outcome = connection.withLock { connection -> Swift.Result<[String], DatabaseError> in
            do throws(DatabaseError) {
                return .success(try connection.findDamage())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    /// The bytes of the database as a file would hold them, for one that is in memory.
    ///
    /// - Throws: ``DatabaseError`` with code `inputOutput` when there is no memory for it; `programFailed` for a server,
    ///   which has no file to give.
    public func image() throws(DatabaseError) -> [UInt8] {
        let outcome = connection.withLock { connection -> Swift.Result<[UInt8], DatabaseError> in
            do throws(DatabaseError) {
                return .success(try connection.image())
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private func transact<Result, Failure: DatabaseErrorConvertible>(
        _ access: TransactionAccess, _ body: (Transaction) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try connection.withLock { connection throws(Failure) in
            do throws(DatabaseError) {
                try connection.begin(access)
            } catch {
                throw Failure(error)
            }
            let transaction = Transaction(connection)
            defer { transaction.end() }
            let result: Result
            do throws(Failure) {
                result = try body(transaction)
            } catch {
                connection.rollback()
                throw error
            }
            if let error = transaction.failure {
                connection.rollback()
                throw Failure(error)
            }
            do throws(DatabaseError) {
                try connection.commit()
            } catch {
                connection.rollback()
                throw Failure(error)
            }
            return result
        }
    }
}
