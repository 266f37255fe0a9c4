#if PostgreSQL
    /// What a server answers, by its code, in the words of this program: those of the server can quote rows, and those of
    /// libpq the address.
    enum PostgreSQLFailure {
        /// The error for a code of the server; `nil` stands for none, as when the connection is lost.
        ///
        /// Source: PostgreSQL 15, appendix A.
        static func error(_ state: String?, _ server: String) -> DatabaseError {
            guard let state, state.utf8.count == 5 else {
                return DatabaseError(.unreachable, "\(server): the connection was lost", isOfServer: true)
            }
            let (code, words) = meaning(of: state)
            return DatabaseError(code, "\(server): \(words) (SQLSTATE \(state))", isOfServer: true)
        }

        private static func meaning(of state: String) -> (DatabaseError.Code, String) {
            switch state {
            case "23505": return (.duplicate, "what was to be unique is in the database already")
            case "53100": return (.noSpace, "the disk of the server is full; nothing of this step was kept")
            case "53300": return (.unreachable, "the server has too many connections")
            case "55P03", "40001", "40P01", "57014":
                return (.busy, "another process is working in the database, and did not finish in time")
            case "42501": return (.notPermitted, "this user may not do that in the database")
            case "25006": return (.notPermitted, "the database is for reading only")
            case "3D000": return (.notFound, "the server has no such database")
            case "22021", "22P05": return (.unusableValue, "the database cannot hold a character of a text")
            default: break
            }
            switch state.prefix(2) {
            case "08", "57": return (.unreachable, "the server ends or refuses the connection")
            case "23": return (.constraint, "the change breaks a rule of the database")
            case "28": return (.notPermitted, "the server does not accept the user or the password")
            case "53", "58": return (.inputOutput, "the server is out of resources, or its disk fails")
            case "54": return (.unusableValue, "a value is larger than the database holds")
            case "XX": return (.damaged, "the server finds its database damaged")
            default: return (.programFailed, "the server refuses a statement of this program")
            }
        }
    }
#endif
