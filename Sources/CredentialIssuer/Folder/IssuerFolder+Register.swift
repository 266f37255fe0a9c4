import Database
import Storage

extension IssuerFolder {
    /// Everything that was issued, in order.
    ///
    /// It can be read while another program issues.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func issued() throws(IssuerError) -> [IssuedRecord] {
        let database = try book().database
        var records: [IssuedRecord] = []
        while true {
            let last = records.last?.sequence ?? 0
            let page = try database.read { transaction throws(IssuerError) in
                try IssuerError.passingOn { () throws(DatabaseError) in try transaction.issued(after: last, limit: 500)
                }
            }
            if page.isEmpty { return records }
            records += page
        }
    }

    /// The copy of a credential exactly as it was handed out.
    ///
    /// - Throws: ``IssuerError`` with code `copyMissing` when it is missing or was changed, or `storageFailed`.
    public func credential(_ record: IssuedRecord) throws(IssuerError) -> [UInt8] { try copies().credential(record) }

    /// The copies of all credentials.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func copies() throws(IssuerError) -> IssuedCopies { IssuedCopies(book: try book()) }

    /// What was revoked, or is suspended, by the identifier of the credential.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func setStatus() throws(IssuerError) -> [String: SetStatus] {
        try book().database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in try transaction.setStatus() }
        }
    }

    /// Compares the events of the register with its credentials.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` for the first event that is not as it was written, or
    ///   `storageFailed`.
    public func audit() throws(IssuerError) -> RegisterAudit { try book().audit() }

    /// The register for reading, as it stands on the disk.
    func book() throws(IssuerError) -> RegisterBook {
        if let server { return try Register.reading(paths, on: server) }
        let salt = try paths.salt()
        if try EarlierLog.exists(paths) {
            return RegisterBook(salt: salt, database: try EarlierLog.reading(paths, salt: salt))
        }
        return RegisterBook(salt: salt, database: try Register.open(paths, for: .read, salt: salt))
    }
}

/// The copies of credentials exactly as they were handed out, from a register that was opened once for all of them.
public struct IssuedCopies: Sendable {
    let book: RegisterBook

    /// The copy of a credential.
    ///
    /// - Throws: ``IssuerError`` with code `copyMissing` when it is missing or was changed, or `storageFailed`.
    public func credential(_ record: IssuedRecord) throws(IssuerError) -> [UInt8] {
        guard let bytes = try book.copy(record.digest) else {
            throw IssuerError(
                .copyMissing,
                "the copy of credential \(record.credentialID) is missing from the register, or was changed")
        }
        return bytes
    }
}
