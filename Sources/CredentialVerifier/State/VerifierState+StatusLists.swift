import Cryptography
import Encodings
import Registry
import Storage

/// The status lists that a verifier has judged by, the newest of each name.
///
/// They keep an older one, which its holder may have kept, from being taken for the newest.
struct RememberedStatusLists: StatusListSource {
    private let state: VerifierState

    init(_ state: VerifierState) { self.state = state }

    func lists(at address: String, of institution: String?) -> [OfferedStatusList] {
        guard let institution, let file = try? state.file(of: address, institution),
            let bytes = try? FileReader.read(file, limit: Limits.statusList.documentByteCount, links: .refuse)
        else { return [] }
        return [OfferedStatusList(bytes, isRemembered: true)]
    }
}

extension VerifierState {
    /// The name of the folder with status lists.
    public static let statusName = "status"

    /// The file for a list about the credentials of an institution.
    fileprivate func file(of address: String, _ institution: String) throws(TrustFolderError) -> String {
        "\(path)/\(Self.statusName)/\(try TrustFolder.name(for: institution + "\n" + address))"
    }

    /// Keeps lists that counted, each unless a newer one of its name was kept before.
    ///
    /// - Throws: ``StorageError``.
    func keep(_ lists: [StatusLists.Counted]) throws(StorageError) {
        guard !lists.isEmpty else { return }
        let folder = path + "/" + Self.statusName
        _ = try Folder.createIfAbsent(at: path, access: .ownerOnly)
        _ = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        let lock = try FolderLock(folder: folder, patience: .seconds(2))
        defer { lock.release() }
        try lock.removeAbandonedTemporaryFiles()
        for counted in lists {
            guard let file = try? file(of: counted.list.id, counted.institution) else { continue }
            // Another run may have kept a newer one in the meantime.
            if let present = try? FileReader.read(file, limit: Limits.statusList.documentByteCount, links: .refuse) {
                if let since = StatusList.claimedStart(of: present), since >= counted.list.validFrom { continue }
            }
            try AtomicFile.replace(at: file, with: counted.list.bytes, access: .ownerOnly)
        }
        try enterStatusLists()
    }
}

extension Trust {
    /// Keeps the status lists that counted for the next run; where nothing can be kept, reports say so from then on.
    public mutating func keepStatusLists(in state: VerifierState?) {
        let lists = statusLists.takeCounted()
        guard let state, !lists.isEmpty else { return }
        do throws(StorageError) {
            try state.keep(lists)
        } catch {
            noteUnkept(state.path)
        }
    }
}
