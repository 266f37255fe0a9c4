public import Encodings
public import Registry
public import Storage

/// The folder in which a verifier keeps what it has seen of each authority, from one run to the next.
///
/// For every pin there is a folder that is named by the pin's words: `seen.json` with numbers, digests and the floor of
/// the clock, and beside it the newest roots, list and statement themselves, so that an old list in the trust folder is
/// not only noticed but does no harm. Everything is written whole or not at all, `seen.json` last: a run that is killed
/// leaves the old state or the new one. Source: trust list design, section 1.5, `state`.
public struct VerifierState: Sendable {
    /// The name of the file with what was seen.
    public static let seenName = "seen.json"

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
            return SeenTrust()
        }
        do throws(TrustError) {
            return try SeenTrust(parsing: bytes)
        } catch {
            throw .state(file, error)
        }
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
        // Another run may have kept something newer in the meantime.
        let known = (try? seen(of: chain.pin)) ?? SeenTrust()
        let next = chain.seen(at: clock)
        guard !known.isAhead(of: next) else { return }
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

extension SeenTrust {
    /// Whether this state has something newer than `other`, which must not be forgotten.
    fileprivate func isAhead(of other: SeenTrust) -> Bool {
        (root?.version ?? 0) > (other.root?.version ?? 0)
            || (root == other.root && (list?.sequence ?? 0) > (other.list?.sequence ?? 0))
    }
}
