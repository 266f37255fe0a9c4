import Credentials
import Cryptography
public import Encodings
public import Registry
import Storage

/// What an import did.
public struct RegistryImport: Sendable {
    /// The registry as it is kept.
    public let registry: ImportedRegistry
    /// Whether one of the same name was kept before.
    public let isReplacement: Bool
    /// Whether the one before had the same bytes.
    public let isUnchanged: Bool
    /// How the one before was dated, where it was dated later than this one.
    public let replacedLaterDate: Timestamp?
}

extension TrustFolder {
    /// The registries in the folder `registries`, in the order in which they were first imported.
    ///
    /// - Throws: ``TrustFolderError`` with case `storage`, or with `registry` when a file is not the one that was
    ///   imported.
    public static func registries(in path: String) throws(TrustFolderError) -> [ImportedRegistry] {
        do throws(TrustFolderError) {
            return try readRegistries(in: path)
        } catch {
            guard case .registry(_, let cause) = error, cause.code == .fileChanged else { throw error }
            // An import may have replaced the file since the index was read.
            return try readRegistries(in: path)
        }
    }

    private static func readRegistries(in path: String) throws(TrustFolderError) -> [ImportedRegistry] {
        var registries: [ImportedRegistry] = []
        for entry in try index(of: path).entries {
            let file = path + "/" + registriesName + "/" + entry.file
            let bytes: [UInt8]
            do throws(TrustFolderError) {
                bytes = try read(file, limit: Limits.registry.documentByteCount)
            } catch {
                guard case .storage(let cause) = error, cause.code == .notFound else { throw error }
                throw .registry(file, RegistryError(.fileChanged, "expected the file that was imported, found none"))
            }
            guard try digest(of: bytes) == entry.digest else {
                throw .registry(
                    file, RegistryError(.fileChanged, "expected the bytes that were imported, found others"))
            }
            do throws(RegistryError) {
                registries.append(
                    ImportedRegistry(
                        name: entry.name, registry: try PublishedRegistry(parsing: bytes), signature: entry.signature,
                        imported: entry.imported))
            } catch {
                throw .registry(file, error)
            }
        }
        return registries
    }

    /// Keeps a registry in a trust folder, in place of an older one of the same name, kind and publisher.
    ///
    /// Its own signature is checked first, with the keys that the folder has.
    ///
    /// - Parameters:
    ///   - name: What to call it; `nil` for its own name.
    ///   - file: What to call it in an error.
    /// - Throws: ``TrustFolderError`` with case `registry` when its signature is wrong, when it has no usable name, when
    ///   another registry has it, or when it would take the place of a list whose signature held and its own does not;
    ///   else any case that loading the folder has.
    public static func add(
        _ registry: PublishedRegistry, as name: String?, to path: String, at now: Timestamp, file: String
    ) throws(TrustFolderError) -> RegistryImport {
        let keys = try trust(for: path)
        let signature: RegistrySignature
        let ownName: String
        do throws(RegistryError) {
            ownName = try self.name(name, for: registry)
            signature = try registry.signature(keys: keys, contexts: keys.contexts, at: now)
        } catch {
            throw .registry(file, error)
        }
        let digest = try digest(of: registry.bytes)
        let entry = RegistryIndex.Entry(
            name: ownName, file: digest + ".json", digest: digest, kind: registry.kind, publisher: registry.publisher,
            dated: registry.dated, signature: signature, imported: now)
        var old: RegistryIndex.Entry?
        try changingRegistries(of: path) { index throws(TrustFolderError) in
            if let position = index.position(of: ownName) {
                let found = index.entries[position]
                guard found.isOfSameSource(as: entry) else {
                    throw .registry(
                        file, RegistryError(.nameTaken, "expected a name of its own, found that of another registry"))
                }
                guard entry.isVerified || !found.isVerified else {
                    throw .registry(
                        file,
                        RegistryError(
                            .signatureLost, "expected a signature that holds, as that of the list that is kept does"))
                }
                old = found
                index.entries[position] = entry
            } else {
                index.entries.append(entry)
            }
            try store(registry.bytes, in: path + "/" + registriesName, as: entry.file)
        }
        var laterDate: Timestamp?
        if let dated = entry.dated, let before = old?.dated, before > dated { laterDate = before }
        return RegistryImport(
            registry: ImportedRegistry(name: ownName, registry: registry, signature: signature, imported: now),
            isReplacement: old != nil, isUnchanged: old?.digest == digest, replacedLaterDate: laterDate)
    }

    /// Takes a registry out of a trust folder.
    ///
    /// - Throws: ``TrustFolderError`` with case `registry` and code `nameUnknown` when there is none of this name, or with
    ///   case `storage`.
    public static func removeRegistry(_ name: String, from path: String) throws(TrustFolderError) {
        // Asked first, so that a folder without registries gets none.
        guard try index(of: path).position(of: name) != nil else { throw unknown(name, path) }
        try changingRegistries(of: path) { index throws(TrustFolderError) in
            guard let position = index.position(of: name) else { throw unknown(name, path) }
            index.entries.remove(at: position)
        }
    }
}

extension TrustFolder {
    /// What is there to check a registry's signature with: nothing, in a folder that is still empty.
    private static func trust(for path: String) throws(TrustFolderError) -> Trust {
        do throws(TrustFolderError) {
            return try load(path, registries: [])
        } catch {
            guard case .noPin = error else { throw error }
            return .none
        }
    }

    /// The name for a registry: the one that was given, else its own.
    private static func name(
        _ given: String?, for registry: PublishedRegistry
    ) throws(RegistryError) -> String {
        guard let name = given ?? registry.title ?? registry.publisher else {
            throw RegistryError(.nameMissing, "expected a name, for the registry has none of its own")
        }
        let seen = TerminalText(name, isolatingRightToLeft: false).content
        guard (1...ImportedRegistry.nameByteLimit).contains(name.utf8.count), seen.utf8.elementsEqual(name.utf8) else {
            throw RegistryError(
                .nameRefused, "expected a name of 1 to \(ImportedRegistry.nameByteLimit) bytes that can be seen")
        }
        return name
    }

    private static func unknown(_ name: String, _ path: String) -> TrustFolderError {
        .registry(path, RegistryError(.nameUnknown, "expected the name of a registry that is kept, found another"))
    }

    /// Holds the lock of the folder of registries while `work` changes the index; what it throws changes nothing.
    private static func changingRegistries(
        of path: String, _ work: (inout RegistryIndex) throws(TrustFolderError) -> Void
    ) throws(TrustFolderError) {
        let folder = path + "/" + registriesName
        let lock: FolderLock
        do throws(StorageError) {
            _ = try Folder.createIfAbsent(at: folder, access: .readableByAll)
            lock = try FolderLock(folder: folder, patience: .seconds(5))
            try lock.removeAbandonedTemporaryFiles()
        } catch {
            throw .storage(error)
        }
        defer { lock.release() }
        var index = try index(of: path)
        try work(&index)
        // Replaced last, so that it names whole files at any moment.
        try store(index.serialized, in: folder, as: RegistryIndex.fileName)
        removeUnnamed(in: folder, index)
    }

    /// Removes the files that an import made and that no registry has any more; what somebody else put there stays.
    private static func removeUnnamed(in folder: String, _ index: RegistryIndex) {
        let kept = Set(index.entries.map(\.file))
        // Nothing reads what stays behind, and the next change tries again.
        do throws(StorageError) {
            for name in try Folder.names(in: folder) where RegistryIndex.Entry.isFileName(name) {
                if !kept.contains(name) { try AtomicFile.remove(at: folder + "/" + name) }
            }
        } catch {}
    }

    private static func index(of path: String) throws(TrustFolderError) -> RegistryIndex {
        let file = path + "/" + registriesName + "/" + RegistryIndex.fileName
        let bytes: [UInt8]
        do throws(TrustFolderError) {
            bytes = try read(file, limit: Limits.credential.documentByteCount)
        } catch {
            guard case .storage(let cause) = error, cause.code == .notFound else { throw error }
            return RegistryIndex()
        }
        guard let index = RegistryIndex(parsing: bytes) else {
            throw .registry(file, RegistryError(.indexMalformed, "expected the index as it was written, found another"))
        }
        return index
    }

    private static func digest(of bytes: [UInt8]) throws(TrustFolderError) -> String {
        do throws(CryptographyError) {
            return hexadecimal(try SHA256.hash(bytes))
        } catch {
            throw .storage(StorageError(.inputOutput, error.reason))
        }
    }
}
