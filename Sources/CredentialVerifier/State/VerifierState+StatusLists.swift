import Cryptography
import Encodings
import Registry
import Storage

/// The status lists that a verifier has judged by, the newest of each name.
///
/// They keep an older one, which its holder may have kept, from being taken for the newest.
struct RememberedStatusLists: StatusListSource {
    private let state: VerifierState
    private let times: [String: Timestamp]

    init(_ state: VerifierState) {
        self.state = state
        times = state.statusTimes
    }

    func known(at address: String, of institution: String?) -> KnownStatusLists {
        guard let institution, !times.isEmpty else { return KnownStatusLists() }
        let times = [false, true].map { isContradiction in
            (try? VerifierState.name(of: address, institution, isContradiction: isContradiction)).flatMap {
                self.times[$0]
            }
        }
        return KnownStatusLists(newest: times[0], contradicted: times[1])
    }

    func lists(at address: String, of institution: String?) -> [OfferedStatusList] {
        guard let institution else { return [] }
        return [false, true].compactMap { isContradiction in
            guard let file = try? state.file(of: address, institution, isContradiction: isContradiction),
                let bytes = try? FileReader.read(file, limit: Limits.statusList.documentByteCount, links: .refuse)
            else { return nil }
            return OfferedStatusList(bytes, isRemembered: true, isContradiction: isContradiction)
        }
    }
}

extension VerifierState {
    /// The name of the folder with status lists.
    public static let statusName = "status"

    /// The file for a list about the credentials of an institution, or for one that contradicts it.
    fileprivate func file(
        of address: String, _ institution: String, isContradiction: Bool
    ) throws(TrustFolderError) -> String {
        "\(path)/\(Self.statusName)/\(try Self.name(of: address, institution, isContradiction: isContradiction))"
    }

    fileprivate static func name(
        of address: String, _ institution: String, isContradiction: Bool
    ) throws(TrustFolderError) -> String {
        let name = try TrustFolder.name(for: institution + "\n" + address)
        return "\(isContradiction ? "contradiction." : "")\(name)"
    }

    /// Keeps lists that counted or contradict one that did, each unless a newer one of its name was kept before.
    ///
    /// A newer list that counts settles what was contradictory before it. When a list began is entered in the index after
    /// the list was kept, and taken out before it is removed: a run that is killed leaves no list missed that never was.
    ///
    /// - Throws: ``StorageError``.
    func keep(_ lists: [StatusLists.Counted]) throws(StorageError) {
        guard !lists.isEmpty else { return }
        let lock = try lock(Self.statusName)
        defer { lock.release() }
        var times: [(name: String, time: Timestamp)] = []
        for counted in lists {
            let (address, institution) = (counted.list.id, counted.institution)
            guard let file = try? file(of: address, institution, isContradiction: counted.isContradiction),
                let name = try? Self.name(of: address, institution, isContradiction: counted.isContradiction)
            else { continue }
            // Another run may have kept a newer one in the meantime.
            if let present = try? FileReader.read(file, limit: Limits.statusList.documentByteCount, links: .refuse) {
                if let since = StatusList.claimedStart(of: present), since >= counted.list.validFrom { continue }
            }
            try AtomicFile.replace(at: file, with: counted.list.bytes, access: .ownerOnly)
            times.append((name, counted.list.validFrom))
            guard !counted.isContradiction,
                let other = try? self.file(of: address, institution, isContradiction: true),
                let name = try? Self.name(of: address, institution, isContradiction: true)
            else { continue }
            try enterStatusLists([], without: name)
            try AtomicFile.remove(at: other)
        }
        try enterStatusLists(times)
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
