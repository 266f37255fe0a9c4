import Storage

extension IssuerFolder {
    /// Everything that was issued, in order.
    ///
    /// It can be read while another program issues.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func issued() throws(IssuerError) -> [IssuedRecord] {
        let index = try index()
        return index.issuedIDs.compactMap { index.record($0) }
    }

    /// The copy of a credential exactly as it was handed out.
    ///
    /// - Throws: ``IssuerError`` with code `copyMissing` when it is missing or was changed, or `storageFailed`.
    public func credential(_ record: IssuedRecord) throws(IssuerError) -> [UInt8] {
        let copies = try IssuerError.passingOn { () throws(StorageError) in try paths.openCopies() }
        guard let bytes = try copies.intact(record.digest) else {
            throw IssuerError(
                .copyMissing,
                "the copy of credential \(record.credentialID) is missing from the register, or was changed")
        }
        return bytes
    }

    /// Compares the log with the copies.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public func audit() throws(IssuerError) -> RegisterAudit {
        let index = try index()
        let copies = try IssuerError.passingOn { () throws(StorageError) in try paths.openCopies() }
        let records = index.issuedIDs.compactMap { index.record($0) }
        var damaged: [IssuedRecord] = []
        for record in records where try copies.intact(record.digest) == nil { damaged.append(record) }
        let known = Set(records.map(\.digest))
        let names = try IssuerError.passingOn { () throws(StorageError) in try copies.names() }
        let unfinished = index.entries.values.filter { $0.issued == nil }.map(\.plan.credentialID).sorted()
        return RegisterAudit(
            issuedCount: records.count, damagedCopies: damaged, unknownCopies: names.filter { !known.contains($0) },
            unfinished: unfinished)
    }

    /// The register for reading, as it stands on the disk.
    func book() throws(IssuerError) -> RegisterBook {
        let copies = try IssuerError.passingOn { () throws(StorageError) in try paths.openCopies() }
        return RegisterBook(salt: try paths.salt(), index: try index(), copies: copies)
    }

    /// The register as it stands on the disk.
    func index() throws(IssuerError) -> RegisterIndex {
        var index = RegisterIndex()
        var reader = try IssuerError.passingOn { () throws(StorageError) in try LogReader(paths.log) }
        while true {
            let record: LogRecord?
            do throws(StorageError) {
                record = try reader.next()
            } catch {
                throw IssuerError(error)
            }
            guard let record else { return index }
            try index.read(record.bytes)
        }
    }
}
