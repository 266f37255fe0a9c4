import Database
public import Encodings
import Storage

extension IssuerFolder {
    /// The awards that belong into a public register, in the order of the institution's own.
    ///
    /// - Throws: ``IssuerError`` with code `copyMissing`, `registerDamaged` or `storageFailed`.
    public func registrations(in register: PublicRegister) throws(IssuerError) -> [PublicRegistration] {
        let book = try book()
        let entered = try book.database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in try transaction.registrations(in: register) }
        }
        var registrations: [PublicRegistration] = []
        try book.forEachAward { award throws(IssuerError) in
            guard register.takes(award) else { return }
            registrations.append(
                PublicRegistration(award, in: register, registeredOn: entered[award.credentialID]))
        }
        return registrations
    }

    /// Notes that awards were entered in a public register; what was noted before stays as it is.
    ///
    /// - Parameter day: When they were entered.
    /// - Returns: The identifiers that were noted now.
    /// - Throws: ``IssuerError`` with code `notInRegister` when one is no credential of this institution that was issued:
    ///   then none is noted; `folderBusy`, `registerDamaged` or `storageFailed`.
    public func markRegistered(
        _ credentialIDs: [String], in register: PublicRegister, on day: CalendarDate, at now: Timestamp
    ) throws(IssuerError) -> [String] {
        let opened = try Register(self, patience: .seconds(5))
        return try opened.book.database.write { transaction throws(IssuerError) in
            let entered = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.registrations(in: register)
            }
            var noted: [String] = []
            for id in credentialIDs where entered[id] == nil && !noted.contains(id) {
                let entry = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.entry(id) }
                guard entry?.issued != nil else {
                    throw IssuerError(
                        .notInRegister, "expected credentials that this institution issued, found another: \(id)")
                }
                try transaction.append(.registered(credentialID: id, register: register, on: day), at: now)
                noted.append(id)
            }
            return noted
        }
    }
}

extension Transaction {
    /// The days on which awards were entered in a public register, by their identifiers.
    fileprivate func registrations(in register: PublicRegister) throws(DatabaseError) -> [String: CalendarDate] {
        let rows = try all(
            "SELECT credential, registered_on FROM registrations WHERE register = $1", [.text(register.rawValue)]
        ) { row throws(DatabaseError) in (id: try row.text(0), day: try row.text(1)) }
        var days: [String: CalendarDate] = [:]
        for row in rows {
            guard let day = try? CalendarDate(parsing: row.day) else {
                throw DatabaseError(.damaged, "expected a day in the register, found another text")
            }
            days[row.id] = day
        }
        return days
    }

    /// Notes what an event says.
    func enter(_ id: String, in register: PublicRegister, on day: CalendarDate) throws(DatabaseError) {
        try run(
            "INSERT INTO registrations (credential, register, registered_on) VALUES ($1, $2, $3)",
            [.text(id), .text(register.rawValue), .text(day.description)])
    }
}

extension RegisterSchema {
    /// What was entered in public registers.
    static let registrations = Migration(
        "registrations",
        """
        CREATE TABLE registrations (
            credential TEXT NOT NULL REFERENCES credentials (id),
            register TEXT NOT NULL,
            registered_on TEXT NOT NULL,
            PRIMARY KEY (credential, register)
        ) STRICT;
        """)
}
