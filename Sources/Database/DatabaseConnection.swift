/// What a driver does for ``Database``, which sees to it that one thread at a time uses it.
protocol DatabaseConnection: AnyObject {
    /// Begins a transaction, after waiting for another one that changes something.
    func begin(_ access: TransactionAccess) throws(DatabaseError)

    /// Ends it; when this returns, its changes survive a power failure.
    func commit() throws(DatabaseError)

    /// Ends it without its changes. Nothing can be done about a failure here: whoever ends so has an error already.
    func rollback()

    /// Runs one statement and hands out its rows.
    ///
    /// - Returns: how many rows it added, changed or removed.
    func run(
        _ sql: StaticString, _ values: [SQLValue], _ body: (SQLRow) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Int

    /// Runs the statements of a migration, which have no values.
    func script(_ text: StaticString) throws(DatabaseError)

    /// The names of the tables there are.
    func tables() throws(DatabaseError) -> [String]

    /// Takes a name that no other connection to the same register has; it is free again when the connection ends.
    func claim(_ name: String) throws(DatabaseError) -> Bool

    /// Gives a name back. Nothing can be done about a failure here: a connection that is lost has given it back.
    func release(_ name: String)

    /// What a look at every page of the database finds wrong; nothing when it is whole.
    func findDamage() throws(DatabaseError) -> [String]

    /// The bytes of the database as a file would hold them.
    func image() throws(DatabaseError) -> [UInt8]
}

/// Whether a transaction changes anything.
enum TransactionAccess: Sendable {
    /// It sees one state of the database, whatever others do meanwhile.
    case reading
    /// It is the only one that changes anything.
    case writing
}
