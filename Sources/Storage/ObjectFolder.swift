import Glibc

/// Objects as files in one folder, each named by its digest and by nothing that a document says.
///
/// The folder stays open: it can be moved without harm, and symbolic links in it are refused. Other files in it are
/// left alone and not listed.
public struct ObjectFolder: ObjectStore {
    /// The largest object unless another limit is given: 16 MiB.
    public static let defaultObjectLimit = 16_777_216

    private let folder: OpenFolder
    private let access: FileAccess
    private let objectLimit: Int
    private let nameSuffix: String

    /// Opens a folder that exists.
    ///
    /// - Parameters:
    ///   - path: the path of the folder.
    ///   - nameSuffix: what follows the digest in each file name, for example `.json` where people open the files too;
    ///     files without it are not listed.
    ///   - access: who may read the objects; by default their owner alone.
    ///   - objectLimit: the largest object that is written or read, in bytes.
    /// - Throws: ``StorageError`` with code `notFound`, `notAFolder`, `notPermitted`, `invalidName` or `inputOutput`.
    public init(
        _ path: String, nameSuffix: String = "", access: FileAccess = .ownerOnly, objectLimit: Int = defaultObjectLimit
    ) throws(StorageError) {
        try self.init(path, nameSuffix: nameSuffix, access: access, objectLimit: objectLimit, faults: .none)
    }

    /// The same on a disk that fails where a test says so.
    package init(
        _ path: String, nameSuffix: String = "", access: FileAccess = .ownerOnly,
        objectLimit: Int = defaultObjectLimit, faults: DiskFaults
    ) throws(StorageError) {
        folder = try OpenFolder(path, faults: faults)
        self.nameSuffix = nameSuffix
        self.access = access
        self.objectLimit = objectLimit
    }

    /// Keeps `bytes` in a file of their own.
    ///
    /// - Returns: whether they were new.
    /// - Throws: ``StorageError`` as ``ObjectStore/put(_:as:)``; code `notAFile` when something else has the name.
    @discardableResult
    public func put(_ bytes: [UInt8], as name: ObjectName) throws(StorageError) -> Bool {
        guard bytes.count <= objectLimit else {
            throw .about(
                folder.path(of: fileName(name)), .tooLarge,
                "expected an object of at most \(objectLimit) bytes, found \(bytes.count)")
        }
        do throws(StorageError) {
            try AtomicFile.create(fileName(name), in: folder, with: bytes, access: access)
            return true
        } catch {
            guard error.code == .alreadyExists else { throw error }
            return try confirm(bytes, as: name)
        }
    }

    /// The bytes with that name, or `nil`.
    ///
    /// - Throws: ``StorageError`` as ``ObjectStore/get(_:)``.
    public func get(_ name: ObjectName) throws(StorageError) -> [UInt8]? {
        do throws(StorageError) {
            let file = try folder.open(
                fileName(name), flags: O_RDONLY | O_NONBLOCK, attempt: "cannot be read")
            let status = try file.requireRegularFile()
            return try FileReader.read(file, expecting: status.byteCount, limit: objectLimit)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// The names of all objects, sorted; at most 1,000,000.
    ///
    /// - Throws: ``StorageError`` as ``ObjectStore/names()``.
    public func names() throws(StorageError) -> [ObjectName] {
        var names: [ObjectName] = []
        let suffixCount = nameSuffix.utf8.count
        for entry in try folder.entries(limit: 1_000_000) where entry.isUTF8 {
            let name = entry.name
            guard name.utf8.suffix(suffixCount).elementsEqual(nameSuffix.utf8) else { continue }
            let digits = String(decoding: name.utf8.dropLast(suffixCount), as: UTF8.self)
            if let object = try? ObjectName(hexadecimal: digits) { names.append(object) }
        }
        return names
    }

    /// Removes an object.
    ///
    /// - Returns: whether it was there.
    /// - Throws: ``StorageError`` as ``ObjectStore/remove(_:)``.
    @discardableResult
    public func remove(_ name: ObjectName) throws(StorageError) -> Bool {
        let existed = try folder.remove(fileName(name))
        if existed { try folder.synchronize() }
        return existed
    }

    private func fileName(_ name: ObjectName) -> String { name.hexadecimal + nameSuffix }

    /// Makes sure that what has the name already is the same, and is on the disk.
    ///
    /// - Returns: `false`: nothing was new.
    private func confirm(_ bytes: [UInt8], as name: ObjectName) throws(StorageError) -> Bool {
        guard try get(name) == bytes else {
            throw .about(
                folder.path(of: fileName(name)), .corrupt, "expected the same bytes as are to be kept, found others")
        }
        // Whoever wrote it may have been stopped before the name was safe.
        try folder.synchronize()
        return false
    }
}
