import Credentials
import Encodings
import Registry
import Storage

/// The status lists in a trust folder, each in a file that is named by the hash of its address.
///
/// One that cannot be read is as good as none: whether a credential was revoked is not known then.
struct StatusListFolders: StatusListSource {
    /// The folders that a folder `status` may stand in.
    let paths: [String]

    func lists(at address: String, of institution: String?) -> [OfferedStatusList] {
        guard let name = try? TrustFolder.name(for: address) else { return [] }
        return paths.compactMap { path in
            let file = "\(path)/\(TrustFolder.statusName)/\(name)"
            return (try? FileReader.read(file, limit: Limits.statusList.documentByteCount)).map {
                OfferedStatusList($0)
            }
        }
    }
}

extension TrustFolder {
    /// Where the status lists of a trust folder are looked up, and those that earlier runs kept.
    static func statusSources(
        in path: String, _ state: VerifierState?
    ) throws(TrustFolderError) -> [any StatusListSource] {
        let others = try authorities(in: path).filter { !$0.utf8.elementsEqual(path.utf8) }
        var sources: [any StatusListSource] = [StatusListFolders(paths: [path] + others)]
        if let state { sources.append(RememberedStatusLists(state)) }
        return sources
    }
}
