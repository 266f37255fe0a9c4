#if PostgreSQL
    import CPostgreSQL

    /// A statement that a server has prepared.
    @safe final class PostgreSQLStatement {
        private let name: String
        private let handle: PostgreSQLHandle
        private let types: [Oid]

        init(_ text: String, name: String, in handle: PostgreSQLHandle) throws(DatabaseError) {
            self.name = name
            self.handle = handle
            _ = try unsafe PostgreSQLResult(PQprepare(handle.pointer, name, text, 0, nil), of: handle)
            types = try unsafe PostgreSQLResult(PQdescribePrepared(handle.pointer, name), of: handle).parameterTypes
        }

        /// Runs it.
        func run(_ values: [SQLValue]) throws(DatabaseError) -> PostgreSQLResult {
            precondition(values.count == types.count, "a statement with another number of values")
            var bytes: [UInt8] = []
            var places: [Range<Int>?] = []
            for (value, type) in zip(values, types) {
                let start = bytes.count
                let isPresent = try append(value, as: type, to: &bytes)
                places.append(isPresent ? start..<bytes.count : nil)
            }
            // So that an empty text at the end has an address too.
            bytes.append(0)
            return try send(bytes, places)
        }

        private func send(_ bytes: [UInt8], _ places: [Range<Int>?]) throws(DatabaseError) -> PostgreSQLResult {
            var lengths: [Int32] = []
            for place in places {
                guard let length = Int32(exactly: place?.count ?? 0) else {
                    throw DatabaseError(.unusableValue, "\(handle.server): a value is larger than the database holds")
                }
                lengths.append(length)
            }
            let formats = [Int32](repeating: 1, count: places.count)
            let pointer = unsafe bytes.withUnsafeBytes { buffer in
                let start = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
                let addresses = unsafe places.map { place in
                    unsafe place.flatMap { place in unsafe start.map { unsafe $0 + place.lowerBound } }
                }
                return unsafe PQexecPrepared(
                    handle.pointer, name, Int32(places.count), addresses, lengths, formats, 1)
            }
            return try unsafe PostgreSQLResult(pointer, of: handle)
        }

        /// Adds the binary form of a value for a type; tells whether there is a value.
        private func append(_ value: SQLValue, as type: Oid, to bytes: inout [UInt8]) throws(DatabaseError) -> Bool {
            switch (value, PostgreSQLType(rawValue: type)) {
            case (.null, _): return false
            case (.integer(let number), .integer8): Self.append(number, to: &bytes)
            case (.integer(let number), .integer4):
                guard let number = Int32(exactly: number) else {
                    throw DatabaseError(.unusableValue, "\(handle.server): a number is larger than the database holds")
                }
                Self.append(number, to: &bytes)
            case (.text(let text), .text), (.text(let text), .varying): bytes += text.utf8
            case (.bytes(let content), .bytes): bytes += content
            default:
                throw DatabaseError(.programFailed, "\(handle.server): \(value.kind) for a value of type \(type)")
            }
            return true
        }

        private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
            unsafe withUnsafeBytes(of: number.bigEndian) { unsafe bytes += $0 }
        }
    }
#endif
