#if PostgreSQL
    import CPostgreSQL
    import Glibc

    /// A connection to a server; its pointer never leaves the files of this folder.
    @safe final class PostgreSQLHandle {
        let pointer: OpaquePointer

        /// The server for messages.
        let server: String

        /// Whether the connection is lost.
        var isLost: Bool { unsafe PQstatus(pointer) != CONNECTION_OK }

        /// Makes a connection.
        init(_ address: PostgreSQLAddress, milliseconds: Int32) throws(DatabaseError) {
            server = address.words
            guard let pointer = unsafe Self.start(address.text) else {
                throw DatabaseError(.inputOutput, "there is not enough memory for the database")
            }
            unsafe self.pointer = unsafe pointer
            // Only the code of what the server refuses: everything else could be shown to the wrong person.
            unsafe PQsetErrorVerbosity(pointer, PQERRORS_SQLSTATE)
            unsafe PQsetNoticeProcessor(pointer, { _, _ in }, nil)
            try finish(within: milliseconds)
        }

        deinit { unsafe PQfinish(pointer) }

        /// Runs statements that have no values; the rows of the last are given.
        func execute(_ text: String) throws(DatabaseError) -> PostgreSQLResult {
            try unsafe PostgreSQLResult(PQexec(pointer, text), of: self)
        }

        private static func start(_ address: String) -> OpaquePointer? {
            // Later ones count more: the address can ask for its own name, and cannot ask for another encoding.
            let settings = [
                ("fallback_application_name", "testamur"), ("dbname", address), ("client_encoding", "UTF8"),
            ]
            var names = unsafe settings.map { unsafe UnsafePointer(strdup($0.0)) } + [nil]
            var values = unsafe settings.map { unsafe UnsafePointer(strdup($0.1)) } + [nil]
            defer {
                unsafe (names + values).forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) }
            }
            return unsafe PQconnectStartParams(&names, &values, 1)
        }

        /// Waits until the connection is there.
        private func finish(within milliseconds: Int32) throws(DatabaseError) {
            let end = ContinuousClock.now + .milliseconds(Int(max(1_000, milliseconds)))
            while true {
                let step = unsafe PQconnectPoll(pointer)
                if step == PGRES_POLLING_OK { return }
                guard step != PGRES_POLLING_FAILED else { throw refusal }
                let events = step == PGRES_POLLING_READING ? POLLIN : POLLOUT
                var request = pollfd(
                    fd: unsafe PQsocket(pointer), events: Int16(truncatingIfNeeded: events), revents: 0)
                // An interrupted wait is no failure: what follows asks again.
                _ = unsafe poll(&request, 1, 100)
                guard ContinuousClock.now < end else {
                    throw DatabaseError(.unreachable, "\(server): the server does not answer in time")
                }
            }
        }

        /// Why there is no connection.
        private var refusal: DatabaseError {
            if unsafe PQconnectionNeedsPassword(pointer) != 0 {
                return DatabaseError(
                    .notPermitted,
                    "\(server): the server asks for a password, and there is none: put it in the file ~/.pgpass, or in "
                        + "the variable PGPASSWORD", isOfServer: true)
            }
            // The message ends with the code where it is the server that refuses; nothing else of it is used.
            let message = unsafe String(cString: PQerrorMessage(pointer))
            let last = message.split(whereSeparator: \.isWhitespace).last ?? ""
            let isCode =
                last.utf8.count == 5
                && last.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
            if isCode { return PostgreSQLFailure.error(String(last), server) }
            return DatabaseError(.unreachable, "\(server): no server answers there in the way the address asks for")
        }
    }

    /// What a server answered to a statement.
    @safe final class PostgreSQLResult {
        private let pointer: OpaquePointer
        private let server: String

        init(_ pointer: OpaquePointer?, of handle: PostgreSQLHandle) throws(DatabaseError) {
            server = handle.server
            guard let pointer = unsafe pointer else { throw PostgreSQLFailure.error(nil, server) }
            let status = unsafe PQresultStatus(pointer)
            guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
                let state = unsafe PQresultErrorField(pointer, Int32(UInt8(ascii: "C")))
                let text = unsafe state.map { unsafe String(cString: $0) }
                unsafe PQclear(pointer)
                throw PostgreSQLFailure.error(text, server)
            }
            unsafe self.pointer = unsafe pointer
        }

        deinit { unsafe PQclear(pointer) }

        /// How many rows a statement added, changed or removed.
        var changeCount: Int { unsafe Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

        /// How many rows there are.
        var rowCount: Int32 { unsafe PQntuples(pointer) }

        /// The types of the values that a prepared statement takes.
        var parameterTypes: [Oid] {
            unsafe (0..<PQnparams(pointer)).map { unsafe PQparamtype(pointer, $0) }
        }

        /// One row.
        func row(_ number: Int32) throws(DatabaseError) -> SQLRow {
            var values: [SQLValue] = []
            for column in unsafe 0..<PQnfields(pointer) { values.append(try value(number, column)) }
            return SQLRow(values)
        }

        private func value(_ row: Int32, _ column: Int32) throws(DatabaseError) -> SQLValue {
            if unsafe PQgetisnull(pointer, row, column) != 0 { return .null }
            let count = unsafe Int(PQgetlength(pointer, row, column))
            let start = unsafe PQgetvalue(pointer, row, column)
            let buffer = unsafe UnsafeRawBufferPointer(start: start, count: count)
            let type = unsafe PQftype(pointer, column)
            let isBinary = unsafe PQfformat(pointer, column) == 1
            switch PostgreSQLType(rawValue: type) {
            case .integer8 where isBinary, .integer4 where isBinary, .integer2 where isBinary:
                // Big-endian, of the size of the type.
                let isNegative = unsafe (buffer.first ?? 0) & 0x80 != 0
                let start: UInt64 = isNegative ? .max : 0
                return .integer(
                    Int64(bitPattern: unsafe buffer.reduce(start) { $0 << 8 | UInt64($1) }))
            case .boolean where isBinary: return unsafe .integer(buffer.first == 0 ? 0 : 1)
            case .bytes where isBinary: return unsafe .bytes(Array(buffer))
            case .text, .name, .varying:
                guard let text = unsafe String(validating: buffer, as: UTF8.self) else {
                    throw DatabaseError(.damaged, "\(server): a text in the database is not UTF-8")
                }
                return .text(text)
            default: throw DatabaseError(.programFailed, "\(server): a column of a type that is not read (\(type))")
            }
        }
    }

    /// The types of PostgreSQL that are read and written, by their numbers in `pg_type`.
    enum PostgreSQLType: Oid {
        case boolean = 16
        case bytes = 17
        case name = 19
        case integer8 = 20
        case integer2 = 21
        case integer4 = 23
        case text = 25
        case varying = 1043
    }
#endif
