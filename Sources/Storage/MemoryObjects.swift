import Synchronization

/// Objects in memory, for tests: gone with the process.
public final class MemoryObjects: ObjectStore {
    private let objects = Mutex<[ObjectName: [UInt8]]>([:])
    private let objectLimit: Int

    /// Makes an empty store.
    ///
    /// - Parameter objectLimit: the largest object, in bytes.
    public init(objectLimit: Int = ObjectFolder.defaultObjectLimit) {
        self.objectLimit = objectLimit
    }

    /// Keeps `bytes`.
    ///
    /// - Returns: whether they were new.
    /// - Throws: ``StorageError`` with code `corrupt` when other bytes have the name, or `tooLarge`.
    @discardableResult
    public func put(_ bytes: [UInt8], as name: ObjectName) throws(StorageError) -> Bool {
        guard bytes.count <= objectLimit else {
            throw StorageError(
                .tooLarge, "expected an object of at most \(objectLimit) bytes, found \(bytes.count)")
        }
        return try objects.withLock { objects throws(StorageError) in
            if let existing = objects[name] {
                guard existing == bytes else {
                    throw StorageError(
                        .corrupt, "\(name): expected the same bytes as are to be kept, found others")
                }
                return false
            }
            objects[name] = bytes
            return true
        }
    }

    /// The bytes with that name, or `nil`.
    public func get(_ name: ObjectName) throws(StorageError) -> [UInt8]? {
        objects.withLock { objects in objects[name] }
    }

    /// The names of all objects, sorted.
    public func names() throws(StorageError) -> [ObjectName] {
        objects.withLock { objects in objects.keys.sorted() }
    }

    /// Removes an object.
    ///
    /// - Returns: whether it was there.
    @discardableResult
    public func remove(_ name: ObjectName) throws(StorageError) -> Bool {
        objects.withLock { objects in objects.removeValue(forKey: name) != nil }
    }
}
