public import Encodings
public import Registry
public import Storage

/// The folder in which a verifier keeps what it has seen of each authority, from one run to the next.
///
/// For every authority there is a folder, which `known.json` names: in it `seen.json` with numbers, digests and the floor
/// of the clock, the roots, and in `documents` the lists and the statement that `seen.json` names by their digests, so that
/// an old list in the trust folder is not only noticed but does no harm. `seen.json` is written last and decides: what it
/// does not name counts for nothing, and is removed afterwards. A run that is killed leaves the old state or the new one.
/// What is named and not there, or is another document, is damage, and is said. What an authority said twice, and
/// differently, is kept in the folder `evidence` as well, for people to show. Source: trust list design, section 1.5,
/// `state`.
public struct VerifierState: Sendable {
    /// The name of the file with what was seen.
    public static let seenName = "seen.json"
    /// The name of the folder with the lists and statements that it names.
    public static let documentsName = "documents"
    /// The name of the folder with what shows that an authority contradicted itself.
    public static let evidenceName = "evidence"
    /// The name of the file that names the folders of all authorities.
    public static let knownName = "known.json"

    /// The folder.
    public let path: String
    let readDelegations = ReadDelegations()

    /// Names the folder; it need not exist yet.
    public init(_ path: String) { self.path = path }

    /// Keeps what a chain has shown, if anything is new.
    ///
    /// - Parameter clock: The present time; what is dated later is not kept.
    /// - Returns: Whether nothing had ever been kept of this authority.
    /// - Throws: ``StorageError``.
    @discardableResult
    public func keep(_ chain: TrustChain, at clock: Timestamp) throws(StorageError) -> Bool {
        let home = home(of: chain.pin, chain.roots.map(\.bytes))
        let isNew = chain.seen(at: clock) != chain.seen
        guard isNew || (chain.seen != SeenTrust() && !(home.isKnown && home.isWhole(for: chain.seen, chain.list)))
        else {
            return false
        }
        _ = try Folder.createIfAbsent(at: home.path, access: .ownerOnly)
        _ = try Folder.createIfAbsent(at: home.documents, access: .ownerOnly)
        let lock = try FolderLock(folder: home.path, patience: .seconds(2))
        defer { lock.release() }
        try lock.removeAbandonedTemporaryFiles(alsoIn: [Self.documentsName])
        let isFirst = try FileStatus.at(home.seen) == nil && !home.isKnown
        // Another run may have kept something in the meantime: this one is judged after that, as if it came later.
        let known = keptWithDocuments(of: chain.pin, chain.roots.map(\.bytes))
        var chain = chain
        if known.isRead, known.seen != chain.seen {
            chain = chain.after(known.seen, known.lists)
        }
        if try FileStatus.at(home.seen) == nil {
            try AtomicFile.replace(at: home.seen, with: SeenTrust().serialized(of: chain.pin), access: .ownerOnly)
        }
        try enter(chain, in: home)
        let next = chain.seen(at: clock)
        try keepEvidence(of: chain, after: known.seen, in: home)
        try keepDocuments(of: chain, next, after: known.seen, in: home)
        if next != known.seen || known.damage != nil || home.isOfVersion1 {
            try AtomicFile.replace(at: home.seen, with: next.serialized(of: chain.pin), access: .ownerOnly)
        }
        try removeUnnamed(next, in: home)
        return isFirst
    }

    /// Locks a folder of the state, which is made where it is not there, and clears away what a killed run left in it.
    func lock(_ name: String) throws(StorageError) -> FolderLock {
        let folder = path + "/" + name
        _ = try Folder.createIfAbsent(at: path, access: .ownerOnly)
        _ = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        let lock = try FolderLock(folder: folder, patience: .seconds(2))
        do throws(StorageError) {
            try lock.removeAbandonedTemporaryFiles()
        } catch {
            lock.release()
            throw error
        }
        return lock
    }

    private func keepDocuments(
        of chain: TrustChain, _ next: SeenTrust, after known: SeenTrust, in home: Home
    ) throws(StorageError) {
        for root in chain.roots where root.version <= next.root?.version ?? 0 {
            let name = home.path + "/" + TrustFolder.rootName(root.version)
            // One that was not named yet may be left from a run that was killed.
            let isNamed = try FileStatus.at(name) != nil && root.version <= known.root?.version ?? 0
            if !isNamed { try AtomicFile.replace(at: name, with: root.bytes, access: .ownerOnly) }
        }
        var documents = chain.documents(of: next.keptLists)
        if let statement = chain.list?.statements.first(where: { $0.digest == next.statementDigest }) {
            documents.append((statement.digest, statement.bytes))
        }
        for (digest, bytes) in documents {
            let name = home.document(digest)
            // The same list can come with other proofs; the one that was received first stays, unless it was damaged.
            if known.keptLists.contains(digest), Home.digest(ofFile: name) == digest { continue }
            try AtomicFile.replace(at: name, with: bytes, access: .ownerOnly)
        }
    }

    /// Takes away what `seen.json` names no more, and what an earlier version kept under other names.
    private func removeUnnamed(_ seen: SeenTrust, in home: Home) throws(StorageError) {
        let named = Set((seen.keptLists + [seen.statementDigest].compactMap { $0 }).map { home.document($0) })
        for name in try Folder.usableNames(in: home.documents) where !name.utf8.starts(with: ".".utf8) {
            let path = home.documents + "/" + name
            if !named.contains(path) { try AtomicFile.remove(at: path) }
        }
        for name in [TrustFolder.listName, TrustFolder.statementName] {
            try AtomicFile.remove(at: home.path + "/" + name)
        }
    }

    /// Keeps for people what shows that an authority contradicted itself, or what others made with its keys.
    ///
    /// Nothing reads it: what counts of it stands in the file with what was seen.
    private func keepEvidence(
        of chain: TrustChain, after known: SeenTrust, in home: Home
    ) throws(StorageError) {
        var documents: [(name: String, bytes: [UInt8])] = []
        for found in chain.contradictions where !known.contradictions.contains(found.what) {
            documents += found.documents.map { ("contradiction.\(found.what.sequence)", $0) }
        }
        if let found = chain.rootContradiction, found.what != known.rootContradiction {
            documents += found.documents.map { ("root-contradiction.\(found.what.version)", $0) }
        }
        documents += chain.setAside.map { ("set-aside.\($0.what.sequence)", $0.document) }
        guard !documents.isEmpty else { return }
        let folder = home.path + "/" + Self.evidenceName
        _ = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        for (name, bytes) in documents {
            for number in 1...SeenTrust.evidenceLimit {
                let path = "\(folder)/\(name).\(number).json"
                guard try FileStatus.at(path) == nil else {
                    if (try? FileReader.read(path, limit: bytes.count + 1)) == bytes { break }
                    continue
                }
                try AtomicFile.replace(at: path, with: bytes, access: .ownerOnly)
                break
            }
        }
    }
}

extension SeenTrust {
    /// How many documents are kept as evidence of one thing at most.
    fileprivate static let evidenceLimit = 16
}
