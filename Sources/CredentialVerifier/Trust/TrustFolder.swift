import Encodings
public import Registry
public import Storage

/// A folder with what somebody trusts: `pin.json` and `list.json`, or one folder with both for each authority.
///
/// All of them should be for one environment: see ``Trust/init(lists:problems:pinned:)``.
public enum TrustFolder {
    /// The name of the file that pins an authority.
    public static let pinName = "pin.json"
    /// The name of the authority's list.
    public static let listName = "list.json"
    /// The name of the folder with DID documents.
    public static let documentsName = "dids"
    /// The name of the folder with contexts.
    public static let contextsName = "contexts"

    /// Loads a trust folder.
    ///
    /// A list that does not verify is left out and reported as a problem of the ``Trust``: nothing that it says counts.
    ///
    /// - Throws: ``TrustFolderError`` when the folder or a pin cannot be read, or when the folder holds no pin.
    public static func load(_ path: String) throws(TrustFolderError) -> Trust {
        var lists: [IssuerTrustList] = []
        var problems: [TrustError] = []
        var pinned: [TrustEnvironment] = []
        for folder in try authorities(in: path) {
            let pin = try pin(in: folder)
            pinned.append(pin.environment)
            do throws(TrustFolderError) {
                let bytes = try read(folder + "/" + listName, limit: Limits.trustList.documentByteCount)
                do throws(TrustError) {
                    lists.append(try IssuerTrustList(verifying: bytes, pin: pin))
                } catch {
                    problems.append(error)
                }
            } catch {
                guard case .storage(let cause) = error, cause.code == .notFound else { throw error }
                problems.append(TrustError(.unreadable, "there is no \(listName) beside \(pinName)"))
            }
        }
        return Trust(
            lists: lists, problems: problems, pinned: pinned, documents: try documents(in: path),
            contexts: try contexts(in: path))
    }

    /// The folders that hold a pin: `path` itself and the folders in it.
    private static func authorities(in path: String) throws(TrustFolderError) -> [String] {
        let names: [String]
        do throws(StorageError) {
            names = try Folder.names(in: path)
        } catch {
            throw .storage(error)
        }
        var folders = names.contains(pinName) ? [path] : []
        for name in names where isFile(path + "/" + name + "/" + pinName) { folders.append(path + "/" + name) }
        guard !folders.isEmpty || names.contains(documentsName) || names.contains(contextsName) else {
            throw .noPin(path)
        }
        return folders
    }

    private static func pin(in folder: String) throws(TrustFolderError) -> TrustPin {
        let bytes = try read(folder + "/" + pinName, limit: 65_536)
        do throws(TrustError) {
            return try TrustPin(parsing: bytes)
        } catch {
            throw .pin(folder + "/" + pinName, error)
        }
    }

    static func read(_ path: String, limit: Int) throws(TrustFolderError) -> [UInt8] {
        do throws(StorageError) {
            return try FileReader.read(path, limit: limit)
        } catch {
            throw .storage(error)
        }
    }

    private static func isFile(_ path: String) -> Bool {
        guard let status = try? FileStatus.at(path) else { return false }
        return status.kind == .file
    }
}

/// Why a trust folder cannot be used.
public enum TrustFolderError: Error, Sendable {
    /// The folder or a file in it cannot be read.
    case storage(StorageError)
    /// The folder holds no pin.
    case noPin(String)
    /// A pin is not accepted.
    case pin(String, TrustError)
    /// A DID document is not accepted.
    case document(String, DIDDocumentError)
    /// A context is not accepted.
    case context(String, ContextFileError)
    /// A context is none that JSON-LD 1.1 accepts: at which place in the file, and why.
    case contextRefused(String, pointer: String, reason: String)
}
