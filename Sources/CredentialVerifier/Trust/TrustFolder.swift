import Encodings
public import Registry
public import Storage

/// A folder with what somebody trusts: `pin.json` and `list.json`, or one folder with both for each authority.
///
/// Where the pin names a root, `root.1.json` and its successors stand beside it, and `fresh.json` where there is a
/// freshness statement.
///
/// All of them should be for one environment: see ``Trust/init(lists:problems:pinned:)``.
public enum TrustFolder {
    /// The name of the file that pins an authority.
    public static let pinName = "pin.json"
    /// The name of the authority's list.
    public static let listName = "list.json"
    /// The name of the authority's newest freshness statement.
    public static let statementName = "fresh.json"
    /// The name of the authority's root with a version.
    public static func rootName(_ version: Int) -> String { "root.\(version).json" }
    /// The name of the folder with DID documents.
    public static let documentsName = "dids"
    /// The name of the folder with status lists.
    public static let statusName = "status"
    /// The name of the folder with contexts.
    public static let contextsName = "contexts"
    /// The name of the folder with delegations.
    public static let delegationsName = "delegations"
    /// The name of the folder with registries of others.
    public static let registriesName = "registries"

    /// Loads a trust folder.
    ///
    /// A list that does not verify is left out and reported as a problem of the ``Trust``: nothing that it says counts.
    ///
    /// - Parameter state: Where earlier runs kept what they had seen, if anywhere.
    /// - Throws: ``TrustFolderError`` when the folder or a pin cannot be read, or when the folder holds no pin.
    public static func load(_ path: String, state: VerifierState? = nil) throws(TrustFolderError) -> Trust {
        try load(path, state: state, registries: registries(in: path))
    }

    /// Loads all of a trust folder but its registries, which nothing else in it depends on.
    static func load(
        _ path: String, state: VerifierState? = nil, registries: [ImportedRegistry]
    ) throws(TrustFolderError) -> Trust {
        var chains: [TrustChain] = []
        var pinned: [TrustEnvironment] = []
        var damage: TrustFolderError?
        for folder in try authorities(in: path) {
            let pin = try pin(in: folder)
            pinned.append(pin.environment)
            chains.append(chain(pin, try material(in: folder, pin: pin), state, &damage))
        }
        let kept = state?.keptDelegations()
        damage = damage ?? kept?.damage
        // What was told once of a stolen key counts before all that is handed over.
        var delegations = kept?.delegations ?? Delegations()
        delegations.add(try delegationDocuments(in: path))
        return Trust(
            chains: chains, pinned: pinned, documents: try documents(in: path),
            contexts: try contexts(in: path), registries: registries, delegations: delegations,
            statusLists: StatusLists(sources: try statusSources(in: path, state)), stateDamage: damage)
    }

    /// Trusts a pin alone: what its authority published must come with a credential, or be known from earlier runs.
    ///
    /// - Parameter state: Where earlier runs kept what they had seen, if anywhere.
    public static func trust(_ pin: TrustPin, state: VerifierState? = nil) -> Trust {
        var damage: TrustFolderError?
        let chain = chain(pin, TrustMaterial(), state, &damage)
        let kept = state?.keptDelegations()
        damage = damage ?? kept?.damage
        let trust = Trust(
            chains: [chain], pinned: [pin.environment], delegations: kept?.delegations ?? Delegations(),
            statusLists: StatusLists(sources: [state.map { RememberedStatusLists($0) }].compactMap { $0 }),
            stateDamage: damage)
        return chain.list == nil ? trust.ofPinAlone() : trust
    }

    /// The chain from a pin over what is at hand, as the next run will have it after what was kept.
    static func chain(of pin: TrustPin, _ material: TrustMaterial, after state: VerifierState) -> TrustChain {
        var damage: TrustFolderError?
        return chain(pin, material, state, &damage)
    }

    /// The chain from a pin over what is at hand, and over what earlier runs kept where that is newer.
    private static func chain(
        _ pin: TrustPin, _ material: TrustMaterial, _ state: VerifierState?, _ damage: inout TrustFolderError?
    ) -> TrustChain {
        guard let state else { return TrustChain(pin: pin, material: material) }
        let home = state.home(of: pin, material.roots)
        var kept = state.kept(of: pin, material.roots)
        let index = state.index(in: home)
        var chain = TrustChain(pin: pin, material: material, seen: kept.seen, index: index)
        if kept.damage != nil || !chain.isUpToDate {
            kept = state.keptWithDocuments(of: pin, material.roots)
            chain = TrustChain(
                pin: pin, material: material + kept.material, seen: kept.seen, seenLists: kept.lists, index: index)
        }
        damage = damage ?? kept.damage
        return material.lists.isEmpty ? chain.rememberingItsList() : chain
    }

    /// What an authority published, as far as a folder holds it.
    ///
    /// - Throws: ``TrustFolderError`` with case `storage`.
    public static func material(in folder: String, pin: TrustPin) throws(TrustFolderError) -> TrustMaterial {
        var material = TrustMaterial()
        let pending = try PendingTrustFiles(in: folder)
        if let list = try pending.readIfThere(listName, in: folder, limit: Limits.trustList.documentByteCount) {
            material.lists.append(list)
        }
        guard pin.rootDigest != nil else { return material }
        if let statement = try pending.readIfThere(statementName, in: folder, limit: TrustRoot.byteLimit) {
            material.statements.append(statement)
        }
        let names: [String]
        do throws(StorageError) {
            names = try Folder.usableNames(in: folder)
        } catch {
            throw .storage(error)
        }
        let others = pending.files.map(\.name).filter { !names.contains($0) }
        for name in names + others
        where name.utf8.starts(with: "root.".utf8) && name.utf8.suffix(5).elementsEqual(".json".utf8) {
            guard let version = Int(name.dropFirst(5).dropLast(5)), name == rootName(version) else { continue }
            guard let root = try pending.readIfThere(name, in: folder, limit: TrustRoot.byteLimit) else { continue }
            material.roots.append(root)
        }
        return material
    }

    /// The bytes of a file, or `nil` where there is none.
    static func readIfThere(_ path: String, limit: Int) throws(TrustFolderError) -> [UInt8]? {
        do throws(TrustFolderError) {
            return try read(path, limit: limit)
        } catch {
            guard case .storage(let cause) = error, cause.code == .notFound else { throw error }
            return nil
        }
    }

    /// The folders that hold a pin: `path` itself and the folders in it.
    static func authorities(in path: String) throws(TrustFolderError) -> [String] {
        let names: [String]
        do throws(StorageError) {
            names = try Folder.usableNames(in: path)
        } catch {
            throw .storage(error)
        }
        var folders = names.contains(pinName) ? [path] : []
        for name in names where isFile(path + "/" + name + "/" + pinName) { folders.append(path + "/" + name) }
        guard !folders.isEmpty || [documentsName, contextsName, registriesName].contains(where: names.contains) else {
            throw .noPin(path)
        }
        return folders
    }

    static func pin(in folder: String) throws(TrustFolderError) -> TrustPin {
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
    /// What an earlier run kept cannot be read.
    case state(String, TrustError)
    /// A registry of somebody else is not accepted.
    case registry(String, RegistryError)
    /// A context is none that JSON-LD 1.1 accepts: at which place in the file, and why.
    case contextRefused(String, pointer: String, reason: String)

    /// The folder in which an earlier run kept what cannot be read; `nil` for anything else.
    var folder: String? {
        guard case .state(let file, _) = self, let end = file.lastIndex(of: "/") else { return nil }
        return String(file[..<end])
    }
}
