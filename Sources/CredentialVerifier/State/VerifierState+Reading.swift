import Cryptography
import Encodings
import Registry
import Storage

/// What was kept of an authority.
struct KeptTrust {
    /// What had been seen; nothing where nothing was kept, or where it cannot be read.
    var seen = SeenTrust()
    /// Why that is not all that had been seen.
    var damage: TrustFolderError?
    /// Whether what had been seen of the authority is known, be it nothing.
    var isRead = false
    /// The lists that it names, as far as they are there.
    var lists: [[UInt8]] = []
    /// The newest of the documents: roots, a list, a statement.
    var material = TrustMaterial()
}

extension VerifierState {
    /// The folder of one authority.
    struct Home {
        /// The folder.
        let path: String
        /// Whether `known.json` names it.
        let isKnown: Bool

        /// The name of the folder.
        var name: String { path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path }
        /// The file with what was seen.
        var seen: String { path + "/" + VerifierState.seenName }
        /// The folder of lists and statements.
        var documents: String { path + "/" + VerifierState.documentsName }
        /// The file of a list or of a statement.
        func document(_ digest: Multihash) -> String { "\(documents)/\(digest.multibase).json" }

        /// Whether everything stands under the names of an earlier version.
        var isOfVersion1: Bool { ((try? FileStatus.at(path + "/" + TrustFolder.listName)) ?? nil) != nil }

        /// Whether the list is there that must be, as far as its size tells; what it is shows when it is read.
        ///
        /// - Parameter list: The list, where it is at hand.
        func isWhole(for seen: SeenTrust, _ list: IssuerTrustList?) -> Bool {
            guard let digest = seen.list?.digest else { return true }
            guard let status = (try? FileStatus.at(document(digest), links: .refuse)) ?? nil, status.kind == .file
            else { return false }
            return list.map { $0.digest != digest || $0.bytes.count == status.byteCount } ?? true
        }

        /// The digest of a list in a file; `nil` where there is none.
        static func digest(ofFile path: String) -> Multihash? {
            guard let bytes = try? FileReader.read(path, limit: Limits.trustList.documentByteCount, links: .refuse)
            else { return nil }
            return try? IssuerTrustList.digest(ofDocument: bytes)
        }
    }

    /// The folder of the authority of a pin.
    ///
    /// - Parameter roots: Roots that are at hand.
    func home(of pin: TrustPin, _ roots: [[UInt8]] = []) -> Home {
        if let index = known, let place = index.place(of: pin, roots) {
            return Home(path: path + "/" + index.authorities[place].folder, isKnown: true)
        }
        // What an earlier version kept stands under the words of the pin.
        let words = path + "/" + pin.fingerprint.words.joined(separator: "-")
        if ((try? FileStatus.at(words)) ?? nil)?.kind == .folder { return Home(path: words, isKnown: false) }
        return Home(path: Self.name(of: pin).map { path + "/" + $0 } ?? words, isKnown: false)
    }

    /// The name of the folder for an authority that is new: the hash of its list and of its key, or its pinned root.
    private static func name(of pin: TrustPin) -> String? {
        guard let anchor = pin.key?.multikey ?? pin.rootDigest?.multibase else { return nil }
        return (try? TrustIndex.digest(of: Array((pin.listID + "\n" + anchor).utf8)))?.multibase
    }

    /// What is known to have been kept; `nil` where that cannot be read.
    var known: StateIndex? {
        do throws(StorageError) {
            let file = path + "/" + Self.knownName
            guard try FileStatus.at(path) != nil, try FileStatus.at(file) != nil else { return StateIndex() }
            return StateIndex(parsing: try FileReader.read(file, limit: StateIndex.byteLimit))
        } catch {
            return nil
        }
    }

    /// What was kept of an authority.
    func kept(of pin: TrustPin, _ roots: [[UInt8]] = []) -> KeptTrust {
        let home = home(of: pin, roots)
        var kept = KeptTrust()
        do throws(TrustFolderError) {
            guard let bytes = try TrustFolder.readIfThere(home.seen, limit: SeenTrust.byteLimit) else {
                // It is written before anything else, and removed by nobody who means well.
                guard !home.isKnown, isEmpty(home) else { throw Self.damage(home.seen, "what was seen, found nothing") }
                return checked(kept)
            }
            do throws(TrustError) {
                kept.seen = try SeenTrust(parsing: bytes)
            } catch {
                throw .state(home.seen, error)
            }
            kept = checked(kept)
            // `known.json` names an authority before anything is seen of it; an earlier version had none.
            let earlier = pin.fingerprint.words.joined(separator: "-")
            if !home.isKnown, kept.seen != SeenTrust(), !home.name.utf8.elementsEqual(earlier.utf8) {
                kept.damage =
                    kept.damage
                    ?? Self.damage(path + "/" + Self.knownName, "an index that names the authority, found none")
            }
            return kept
        } catch {
            kept.damage = error
            // Said of the folder that was named, whichever file in it was asked for.
            if case .storage = error { kept.damage = Self.damage(path + "/" + Self.knownName, "a folder to read") }
            return kept
        }
    }

    /// Says what is missing beside the folders of authorities.
    private func checked(_ kept: KeptTrust) -> KeptTrust {
        var kept = kept
        kept.isRead = true
        let file = path + "/" + Self.knownName
        guard let index = known else {
            kept.damage = Self.damage(file, "an index of what was kept, found something else")
            return kept
        }
        if index.hasStatusLists, !hasStatusLists {
            kept.damage = Self.damage(path + "/" + Self.statusName, "the status lists that were seen, found none")
        }
        return kept
    }

    static func damage(_ file: String, _ reason: String) -> TrustFolderError {
        .state(file, TrustError(.stateMalformed, "expected \(reason)"))
    }

    /// Whether any status list is there.
    private var hasStatusLists: Bool {
        let names = (try? Folder.usableNames(in: path + "/" + Self.statusName)) ?? []
        return names.contains { $0.utf8.suffix(5).elementsEqual(".json".utf8) }
    }

    /// Whether nothing was ever kept in the folder of an authority.
    private func isEmpty(_ home: Home) -> Bool {
        let names = (try? Folder.usableNames(in: home.path)) ?? []
        return !names.contains { $0.utf8.suffix(5).elementsEqual(".json".utf8) }
    }

    /// What was kept of an authority, with the documents that it names.
    ///
    /// Where what was seen cannot be read, all documents that are there count: they are signed, and a newer one still wins.
    func keptWithDocuments(of pin: TrustPin, _ roots: [[UInt8]] = []) -> KeptTrust {
        let home = home(of: pin, roots)
        var kept = kept(of: pin, roots)
        // Roots, and what an earlier version kept under fixed names.
        var material = (try? TrustFolder.material(in: home.path, pin: pin)) ?? TrustMaterial()
        if !kept.isRead {
            for bytes in documents(in: home) {
                if IssuerTrustList.isList(bytes) {
                    material.lists.append(bytes)
                } else {
                    material.statements.append(bytes)
                }
            }
            kept.material = material
            kept.lists = material.lists
            return kept
        }
        let newest = kept.seen.root?.version ?? 0
        kept.material.roots = material.roots.filter { (TrustRoot.claimedVersion(of: $0) ?? 0) <= newest }
        let earlier = material.lists
        for digest in kept.seen.keptLists {
            let bytes =
                list(digest, in: home) ?? earlier.first { (try? IssuerTrustList.digest(ofDocument: $0)) == digest }
            if let bytes { kept.lists.append(bytes) }
            if digest == kept.seen.list?.digest { kept.material.lists = [bytes].compactMap { $0 } }
        }
        if let digest = kept.seen.statementDigest {
            kept.material.statements = [read(home.document(digest))].compactMap { $0 }
        } else {
            kept.material.statements = material.statements
        }
        adopt(earlier, &kept)
        if kept.seen.list != nil, kept.material.lists.isEmpty {
            kept.damage =
                kept.damage ?? Self.damage(home.documents, "the list that was seen last, found none or another")
        }
        return kept
    }

    /// An earlier version wrote the list before what it had seen: one that is newer was checked, and its run was killed.
    private func adopt(_ earlier: [[UInt8]], _ kept: inout KeptTrust) {
        guard let seen = kept.seen.list, kept.material.lists.isEmpty, let list = earlier.first,
            let sequence = IssuerTrustList.claimedSequence(of: list), sequence > seen.sequence,
            let digest = try? IssuerTrustList.digest(ofDocument: list)
        else { return }
        kept.seen.list = SeenTrust.List(sequence: sequence, digest: digest, rootVersion: seen.rootVersion)
        kept.lists.append(list)
        kept.material.lists = [list]
    }

    private func list(_ digest: Multihash, in home: Home) -> [UInt8]? {
        guard let bytes = read(home.document(digest)),
            (try? IssuerTrustList.digest(ofDocument: bytes)) == digest
        else { return nil }
        return bytes
    }

    private func documents(in home: Home) -> [[UInt8]] {
        let names = (try? Folder.usableNames(in: home.documents)) ?? []
        return names.filter { $0.utf8.suffix(5).elementsEqual(".json".utf8) }.compactMap {
            read(home.documents + "/" + $0)
        }
    }

    private func read(_ path: String) -> [UInt8]? {
        try? FileReader.read(path, limit: Limits.trustList.documentByteCount, links: .refuse)
    }
}

extension VerifierState {
    /// Enters the authority of a chain, and all of its roots, in the index of what was kept.
    func enter(_ chain: TrustChain, in home: Home) throws(StorageError) {
        let rivals = (chain.rootContradiction?.what ?? chain.seen.rootContradiction)?.digests ?? []
        var roots: [String] = []
        for digest in [chain.pin.rootDigest].compactMap({ $0 }) + chain.roots.map(\.digest) + rivals
        where !roots.contains(digest.multibase) {
            roots.append(digest.multibase)
        }
        let documents = chain.roots.map(\.bytes)
        try change { index in
            guard let place = index.place(of: chain.pin, documents) else {
                let name = home.name
                index.authorities.append(
                    StateIndex.Authority(
                        folder: name, listID: chain.pin.listID, key: chain.pin.key?.multikey, roots: roots))
                return
            }
            index.authorities[place].roots += roots.filter { !index.authorities[place].roots.contains($0) }
        }
    }

    /// When each of the status lists that were kept began, by the name of its file.
    var statusTimes: [String: Timestamp] { known?.statusLists ?? [:] }

    /// Notes that status lists are kept, from now on.
    ///
    /// - Parameter removed: The name of a file that is about to be removed.
    func enterStatusLists(
        _ lists: [(name: String, time: Timestamp)], without removed: String? = nil
    ) throws(StorageError) {
        try change { index in
            index.hasStatusLists = true
            if let removed { index.statusLists[removed] = nil }
            for (name, time) in lists
            where index.statusLists[name] != nil || index.statusLists.count < StateIndex.statusLimit {
                index.statusLists[name] = max(time, index.statusLists[name] ?? time)
            }
        }
    }

    /// Goes on from what is there, after what is gone was said.
    func acceptLosses() throws(StorageError) {
        guard ((try? FileStatus.at(path)) ?? nil) != nil else { return }
        try change { index in
            if index.hasStatusLists, !hasStatusLists { index.hasStatusLists = false }
        }
    }

    func change(_ body: (inout StateIndex) -> Void) throws(StorageError) {
        var index = known ?? StateIndex()
        let before = index
        body(&index)
        guard index != before || known == nil else { return }
        let lock = try FolderLock(folder: path, patience: .seconds(2))
        defer { lock.release() }
        try lock.removeAbandonedTemporaryFiles()
        var latest = known ?? StateIndex()
        body(&latest)
        let bytes = latest.serialized()
        // What could not be read back would be lost with all that stands in it.
        guard bytes.count <= StateIndex.byteLimit else {
            throw StorageError(.tooLarge, "expected an index of at most \(StateIndex.byteLimit) bytes, found more")
        }
        try AtomicFile.replace(at: path + "/" + Self.knownName, with: bytes, access: .ownerOnly)
    }
}
