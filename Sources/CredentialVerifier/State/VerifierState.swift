public import Encodings
public import Registry
public import Storage

/// The folder in which a verifier keeps what it has seen of each authority, from one run to the next.
///
/// For every pin there is a folder that is named by the pin's words: `seen.json` with numbers, digests and the floor of
/// the clock, and beside it the newest roots, list and statement themselves, so that an old list in the trust folder is
/// not only noticed but does no harm. Everything is written whole or not at all, `seen.json` last, and empty before anything
/// else: a run that is killed leaves the old state or the new one, and documents without it show that it was removed. What an authority said twice, and differently, is kept in the folder `evidence`, for
/// people to show. Source: trust list design, section 1.5, `state`.
public struct VerifierState: Sendable {
    /// The name of the file with what was seen.
    public static let seenName = "seen.json"
    /// The name of the folder with what shows that an authority contradicted itself.
    public static let evidenceName = "evidence"

    /// The folder.
    public let path: String

    /// Names the folder; it need not exist yet.
    public init(_ path: String) { self.path = path }

    /// The folder of one authority.
    func folder(of pin: TrustPin) -> String { path + "/" + pin.fingerprint.words.joined(separator: "-") }

    /// What had been seen of an authority; nothing on the first run.
    ///
    /// - Throws: ``TrustFolderError`` with case `storage`, or `state` when what was kept cannot be read.
    func seen(of pin: TrustPin) throws(TrustFolderError) -> SeenTrust {
        let file = folder(of: pin) + "/" + Self.seenName
        let bytes: [UInt8]
        do throws(TrustFolderError) {
            bytes = try TrustFolder.read(file, limit: 65_536)
        } catch {
            guard case .storage(let cause) = error, cause.code == .notFound else { throw error }
            // It is written before anything else, and removed by nobody who means well.
            guard isEmpty(of: pin) else {
                throw .state(
                    file, TrustError(.stateMalformed, "expected what was seen beside the documents, found none"))
            }
            return SeenTrust()
        }
        do throws(TrustError) {
            return try SeenTrust(parsing: bytes)
        } catch {
            throw .state(file, error)
        }
    }

    /// Whether the folder is not there, be it that this is the first run or that somebody removed it.
    var isMissing: Bool {
        do throws(StorageError) {
            return try FileStatus.at(path) == nil
        } catch {
            return false
        }
    }

    /// Whether nothing was ever kept of an authority.
    func isEmpty(of pin: TrustPin) -> Bool {
        let names = (try? Folder.usableNames(in: folder(of: pin))) ?? []
        return !names.contains { $0.utf8.suffix(5).elementsEqual(".json".utf8) }
    }

    /// The documents that were kept; those that cannot be read are left out, for they only help.
    func material(of pin: TrustPin) -> TrustMaterial {
        (try? TrustFolder.material(in: folder(of: pin), pin: pin)) ?? TrustMaterial()
    }

    /// Keeps what a chain has shown, if anything is new.
    ///
    /// - Parameter clock: The present time; what is dated later is not kept.
    /// - Throws: ``StorageError``.
    public func keep(_ chain: TrustChain, at clock: Timestamp) throws(StorageError) {
        guard chain.seen(at: clock) != chain.seen else { return }
        let folder = folder(of: chain.pin)
        _ = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        let lock = try FolderLock(folder: folder, patience: .seconds(2))
        defer { lock.release() }
        try lock.removeAbandonedTemporaryFiles()
        if isEmpty(of: chain.pin) {
            try AtomicFile.replace(
                at: folder + "/" + Self.seenName, with: SeenTrust().serialized(of: chain.pin), access: .ownerOnly)
        }
        // Another run may have kept something in the meantime: this one is judged after that, as if it came later.
        var chain = chain
        if let known = try? seen(of: chain.pin), known != chain.seen {
            chain = chain.after(known, material(of: chain.pin).lists.first)
        }
        let known = chain.seen
        let next = chain.seen(at: clock)
        guard next != known else { return }
        try keepEvidence(of: chain, after: known)
        for root in chain.roots {
            let name = folder + "/" + TrustFolder.rootName(root.version)
            if try FileStatus.at(name) == nil { try AtomicFile.replace(at: name, with: root.bytes, access: .ownerOnly) }
        }
        if let list = chain.list, next.list?.digest == list.digest {
            if known.list?.digest != list.digest {
                try AtomicFile.replace(at: folder + "/" + TrustFolder.listName, with: list.bytes, access: .ownerOnly)
            }
            if let statement = list.freshness, statement.issued == next.statementIssued {
                try AtomicFile.replace(
                    at: folder + "/" + TrustFolder.statementName, with: statement.bytes, access: .ownerOnly)
            }
        }
        try AtomicFile.replace(
            at: folder + "/" + Self.seenName, with: next.serialized(of: chain.pin), access: .ownerOnly)
    }
}

extension VerifierState {
    /// Keeps for people what shows that an authority contradicted itself, or what others made with its keys.
    ///
    /// Nothing reads it: what counts of it stands in the file with what was seen.
    private func keepEvidence(of chain: TrustChain, after known: SeenTrust) throws(StorageError) {
        var documents: [(name: String, bytes: [UInt8])] = []
        if let found = chain.contradiction, found.what != known.contradiction {
            for (place, bytes) in found.documents.enumerated() {
                documents.append(("contradiction.\(found.what.sequence).\(place + 1).json", bytes))
            }
        }
        if let rival = chain.rivalRoot, rival.what != known.contradictoryRoot {
            documents.append(("contradiction.root.\(rival.what.version).json", rival.bytes))
        }
        if let list = chain.setAside, let seen = known.list {
            documents.append(("set-aside.\(seen.sequence).json", list))
        }
        guard !documents.isEmpty else { return }
        let folder = folder(of: chain.pin) + "/" + Self.evidenceName
        _ = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        for (name, bytes) in documents where try FileStatus.at(folder + "/" + name) == nil {
            try AtomicFile.replace(at: folder + "/" + name, with: bytes, access: .ownerOnly)
        }
    }
}
