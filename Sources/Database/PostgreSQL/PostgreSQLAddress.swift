#if PostgreSQL
    import CPostgreSQL

    /// The address of a database on a server.
    ///
    /// It can hold a password, and one that was not written as it should be can end up in any of its parts. What is shown
    /// of an address is therefore only what cannot be a piece of one.
    struct PostgreSQLAddress: Sendable {
        /// The address for libpq.
        let text: String

        /// The server and the database, for messages.
        let words: String

        /// Takes an address apart.
        init(_ text: String) throws(DatabaseError) {
            guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"), !text.utf8.contains(0) else {
                throw Self.unusable("expected an address that begins with postgres://, found another")
            }
            self.text = text
            let parts = try Self.parts(of: text)
            let port = parts["port"] ?? ""
            let shown = [parts["host"] ?? "", port, parts["dbname"] ?? "", parts["user"] ?? ""]
            guard shown.allSatisfy(Self.isPlain), port.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2C })
            else {
                throw Self.unusable(
                    "expected an address postgres://user@host:port/database, found one with other characters in a part "
                        + "of it: in a password, @ is written %40, / is %2F, : is %3A, ? is %3F and # is %23")
            }
            let host = shown[0].isEmpty ? "this machine" : shown[0]
            words =
                "PostgreSQL on \(host)" + (port.isEmpty ? "" : ", port \(port)")
                + (shown[2].isEmpty ? "" : ", database \(shown[2])")
        }

        private static func parts(of text: String) throws(DatabaseError) -> [String: String] {
            // What libpq says of an address quotes it, and is not looked at.
            guard let options = unsafe PQconninfoParse(text, nil) else {
                throw unusable("expected an address postgres://user@host:port/database, found one that cannot be read")
            }
            defer { unsafe PQconninfoFree(options) }
            var parts: [String: String] = [:]
            var option = unsafe options
            while let keyword = unsafe option.pointee.keyword {
                if let value = unsafe option.pointee.val {
                    unsafe parts[String(cString: keyword)] = unsafe String(cString: value)
                }
                unsafe option += 1
            }
            return parts
        }

        /// Whether a part has only characters that names of hosts, databases and users have.
        private static func isPlain(_ part: String) -> Bool {
            part.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: Array("-._:/, ".utf8).contains(byte)
                }
            }
        }

        private static func unusable(_ words: String) -> DatabaseError { DatabaseError(.unusableAddress, words) }
    }
#endif
