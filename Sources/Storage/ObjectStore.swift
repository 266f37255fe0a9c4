/// Where byte strings are kept under the digest of their content: a folder, a database, or memory in tests.
public protocol ObjectStore: Sendable {
    /// Keeps `bytes`; when this returns they survive a crash and a power failure.
    ///
    /// - Returns: whether they were new; the same bytes under the same name are kept once.
    /// - Throws: ``StorageError`` with code `corrupt` when other bytes have the name, `tooLarge` above the limit of the
    ///   store, `noSpace`, `notPermitted` or `inputOutput`.
    @discardableResult
    func put(_ bytes: [UInt8], as name: ObjectName) throws(StorageError) -> Bool

    /// The bytes with that name, or `nil`.
    ///
    /// - Throws: ``StorageError`` with code `tooLarge`, `notAFile`, `notPermitted` or `inputOutput`.
    func get(_ name: ObjectName) throws(StorageError) -> [UInt8]?

    /// The names of all objects, sorted.
    ///
    /// - Throws: ``StorageError`` with code `tooLarge`, `notPermitted` or `inputOutput`.
    func names() throws(StorageError) -> [ObjectName]

    /// Removes an object; when this returns, it stays removed.
    ///
    /// - Returns: whether it was there.
    /// - Throws: ``StorageError`` with code `notPermitted`, `notAFile` or `inputOutput`.
    @discardableResult
    func remove(_ name: ObjectName) throws(StorageError) -> Bool
}
