import Credentials
import Encodings
import Registry
import Storage

/// The status lists in a trust folder, each in a file that is named by the hash of its address, or of that and the
/// institution whose list it is: what one institution calls its list keeps no other's out.
///
/// A file with another name, as
/// somebody puts it there by hand or an authority publishes it, is known by the identifier in it.
///
/// One that cannot be read is as good as none: whether a credential was revoked is not known then.
struct StatusListFolders: StatusListSource {
    /// The folders that a folder `status` may stand in.
    let paths: [String]

    func lists(at address: String, of institution: String?) -> [OfferedStatusList] {
        let names = [try? TrustFolder.name(for: address), try? TrustFolder.statusName(of: address, by: institution)]
        return paths.flatMap { path in
            let folder = path + "/" + TrustFolder.statusName
            let own = Set(names.compactMap { $0 }).sorted().compactMap { Self.read(folder + "/" + $0) }
            let others = Self.otherNames(in: folder).compactMap { Self.read(folder + "/" + $0) }
                .filter { StatusList.claimedID(of: $0)?.elementsEqual(address.utf8) ?? false }
            return (own + others).map { OfferedStatusList($0) }
        }
    }

    /// The most files with names of their own that are looked into.
    private static let otherLimit = 256

    /// The names that no update gave.
    private static func otherNames(in folder: String) -> [String] {
        let names = ((try? Folder.usableNames(in: folder)) ?? []).filter { name in
            let isHash =
                name.utf8.count == 69
                && name.utf8.dropLast(5).allSatisfy { byte in
                    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
                }
            return name.hasSuffix(".json") && !isHash
        }
        return Array(names.sorted().prefix(otherLimit))
    }

    private static func read(_ file: String) -> [UInt8]? {
        try? FileReader.read(file, limit: Limits.statusList.documentByteCount)
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
