import Cryptography
import Registry
import Storage

extension VerifierState {
    /// The name of the file with the index of the newest list.
    public static let indexName = "list.index"
    /// The name of the file with the secret that shows who made the indexes of the folder.
    public static let secretName = "index.key"
    /// The fewest institutions for which an index is worth its while.
    public static let indexedFrom = 250

    private static let indexLimit = 64 << 20

    /// The index of a list that was verified in an earlier run; `nil` where there is none to rely on.
    ///
    /// Nothing is lost without one: the list is verified anew.
    func index(in home: Home) -> SealedListIndex? {
        let file = home.path + "/" + Self.indexName
        guard let secret, let bytes = try? FileReader.read(file, limit: Self.indexLimit, links: .refuse) else {
            return nil
        }
        return SealedListIndex(bytes: bytes, secret: secret)
    }

    /// Keeps the index of a long list that was verified as a whole.
    ///
    /// - Throws: ``StorageError``.
    func keepIndex(of chain: TrustChain) throws(StorageError) {
        guard let list = chain.list, !list.isIndexed, list.issuers.count >= Self.indexedFrom else { return }
        let folder = home(of: chain.pin, chain.roots.map(\.bytes)).path
        _ = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        // Where no code can be made there is no index, and the next run verifies the list as this one did.
        var known = secret
        if known == nil { known = try newSecret() }
        guard let known, let bytes = try? SealedListIndex.make(of: list, secret: known) else { return }
        try AtomicFile.replace(at: folder + "/" + Self.indexName, with: bytes, access: .ownerOnly)
    }

    /// The secret of the folder; `nil` where there is none, or where others than its owner can read or change it.
    private var secret: [UInt8]? {
        let file = path + "/" + Self.secretName
        guard let status = try? FileStatus.at(file, links: .refuse), !status.isOpenToOthers,
            let bytes = try? FileReader.read(file, limit: SealedListIndex.secretByteCount, links: .refuse),
            bytes.count == SealedListIndex.secretByteCount
        else { return nil }
        return bytes
    }

    private func newSecret() throws(StorageError) -> [UInt8]? {
        guard let secret = try? SecureRandom.bytes(SealedListIndex.secretByteCount) else { return nil }
        try AtomicFile.replace(at: path + "/" + Self.secretName, with: secret, access: .ownerOnly)
        return self.secret
    }
}
