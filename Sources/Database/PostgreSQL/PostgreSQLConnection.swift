#if PostgreSQL
    /// A database on a server, with PostgreSQL.
    final class PostgreSQLConnection: DatabaseConnection {
        private let address: PostgreSQLAddress
        private let milliseconds: Int32
        private var handle: PostgreSQLHandle
        private var statements: [StatementKey: PostgreSQLStatement] = [:]
        private var statementCount = 0

        init(_ address: PostgreSQLAddress, milliseconds: Int32) throws(DatabaseError) {
            self.address = address
            self.milliseconds = milliseconds
            handle = try Self.open(address, milliseconds)
        }

        private static func open(
            _ address: PostgreSQLAddress, _ milliseconds: Int32
        ) throws(DatabaseError) -> PostgreSQLHandle {
            let handle = try PostgreSQLHandle(address, milliseconds: milliseconds)
            _ = try handle.execute(
                "SET synchronous_commit = on; SET lock_timeout = \(max(1, milliseconds)); "
                    + "SET standard_conforming_strings = on")
            let answer = try handle.execute(
                """
                SELECT current_setting('fsync'), current_setting('server_encoding'),
                    current_setting('server_version_num'), coalesce(current_schema()::text, '')
                """
            ).row(0)
            guard try Int(answer.text(2)) ?? 0 >= 120_000 else {
                throw DatabaseError(.foreign, "\(address.words): expected PostgreSQL 12 or later, found an earlier one")
            }
            guard try answer.text(0) == "on" else {
                throw DatabaseError(
                    .notDurable,
                    "\(address.words): the server has fsync off: what it confirms can be lost when the power fails")
            }
            guard try answer.text(1) == "UTF8" else {
                throw DatabaseError(
                    .foreign, "\(address.words): expected a database in the encoding UTF8, found one in another")
            }
            guard try !answer.text(3).isEmpty else {
                throw DatabaseError(
                    .notFound, "\(address.words): the schema that the address names is not there", isOfServer: true)
            }
            return handle
        }

        func begin(_ access: TransactionAccess) throws(DatabaseError) {
            try reconnecting { () throws(DatabaseError) in
                do throws(DatabaseError) {
                    try start(access)
                } catch {
                    if !handle.isLost { rollback() }
                    throw error
                }
            }
        }

        /// Runs what begins something, and once more on another connection where the one there was is lost: nothing of it
        /// has happened then.
        private func reconnecting<Result>(
            _ body: () throws(DatabaseError) -> Result
        ) throws(DatabaseError) -> Result {
            do throws(DatabaseError) {
                return try body()
            } catch {
                guard handle.isLost else { throw error }
                // The server was started anew since.
                statements = [:]
                handle = try Self.open(address, milliseconds)
                return try body()
            }
        }

        /// Begins a transaction, after all others that change something: they are as few as with a file, and short.
        ///
        /// The lock is one for each schema; the second number is "testamur" in ASCII.
        private func start(_ access: TransactionAccess) throws(DatabaseError) {
            switch access {
            case .reading: _ = try handle.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            case .writing:
                _ = try handle.execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
                _ = try handle.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended(current_schema()::text, 8387236824735380850))")
            }
        }

        func commit() throws(DatabaseError) { _ = try handle.execute("COMMIT") }

        func rollback() {
            do throws(DatabaseError) { _ = try handle.execute("ROLLBACK") } catch {}
        }

        func run(
            _ sql: StaticString, _ values: [SQLValue], _ body: (SQLRow) throws(DatabaseError) -> Void
        ) throws(DatabaseError) -> Int {
            let result = try prepared(sql).run(values)
            for number in 0..<result.rowCount { try body(result.row(number)) }
            return result.changeCount
        }

        /// The lock is one for each schema and name, and belongs to the session; the second number is "division" in ASCII.
        func claim(_ name: String) throws(DatabaseError) -> Bool {
            try reconnecting { () throws(DatabaseError) in
                try prepared(
                    """
                    SELECT pg_try_advisory_lock(hashtextextended(current_schema()::text || ' ' || $1::text,
                        7235444471627345774))
                    """
                ).run([.text(name)]).row(0).integer(0) == 1
            }
        }

        func release(_ name: String) {
            do throws(DatabaseError) {
                _ = try prepared(
                    """
                    SELECT pg_advisory_unlock(hashtextextended(current_schema()::text || ' ' || $1::text,
                        7235444471627345774))
                    """
                ).run([.text(name)])
            } catch {}
        }

        func script(_ text: StaticString) throws(DatabaseError) {
            _ = try handle.execute(PostgreSQLDialect.translate("\(text)"))
        }

        func tables() throws(DatabaseError) -> [String] {
            let result = try handle.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            var names: [String] = []
            for number in 0..<result.rowCount { names.append(try result.row(number).text(0)) }
            return names
        }

        /// A server looks after its own pages, and says so when it reads a damaged one.
        func findDamage() throws(DatabaseError) -> [String] { [] }

        func image() throws(DatabaseError) -> [UInt8] {
            throw DatabaseError(.programFailed, "a server has no file to give an image of")
        }

        private func prepared(_ sql: StaticString) throws(DatabaseError) -> PostgreSQLStatement {
            let key = StatementKey(sql)
            if let known = statements[key] { return known }
            statementCount += 1
            let statement = try PostgreSQLStatement("\(sql)", name: "testamur_\(statementCount)", in: handle)
            statements[key] = statement
            return statement
        }
    }

    /// The words of PostgreSQL for those of migrations.
    enum PostgreSQLDialect {
        private static let words: [Substring: Substring] = ["INTEGER": "BIGINT", "BLOB": "BYTEA"]

        /// A migration in these words.
        static func translate(_ text: String) -> String {
            var result = ""
            var rest = text[...]
            while let first = rest.first {
                let isWord = isPart(first)
                let piece = rest.prefix { isPart($0) == isWord }
                rest = rest.dropFirst(piece.count)
                // What SQLite is told of a table begins with this word, and ends with the statement.
                if piece == "STRICT" {
                    rest = rest.drop { $0 != ";" }
                } else {
                    result += words[piece] ?? piece
                }
            }
            return result
        }

        private static func isPart(_ character: Character) -> Bool {
            character.isASCII && (character.isLetter || character.isNumber || character == "_")
        }
    }
#endif
