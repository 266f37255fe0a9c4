import Credentials
import Encodings
import Registry
import Storage

/// The status lists in a trust folder, each in a file that is named by the hash of its address, or of that and the
/// institution whose list it is: what one institution calls its list keeps no other's out.
///
/// One that cannot be read is as good as none: whether a credential was revoked is not known then.
struct StatusListFolders: StatusListSource {
    /// The folders that a folder `status` may stand in.
    let paths: [String]

    func lists(at address: String, of institution: String?) -> [OfferedStatusList] {
        let names = [try? TrustFolder.name(for: address), try? TrustFolder.statusName(of: address, by: institution)]
        return paths.flatMap { path in
            Set(names.compactMap { $0 }).sorted().compactMap { name in
                let file = "\(path)/\(TrustFolder.statusName)/\(name)"
                return (try? FileReader.read(file, limit: Limits.statusList.documentByteCount)).map {
                    OfferedStatusList($0)
                }
            }
        }
    }
}

extension TrustFolder {
    /// The name of the file with the list of an institution at an address.
    static func statusName(of address: String, by institution: String?) throws(TrustFolderError) -> String {
        try name(for: institution.map { $0 + " " + address } ?? address)
    }

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
