import Encodings
import Storage

/// What a trust folder has of the files that a source may have newer ones of.
struct PresentTrustFiles {
    private var digests: Set<Multihash> = []
    /// The list, whether or not it counts.
    let list: [UInt8]?

    /// Reads the list, and the digests of it, of the status lists and of the DID documents of a folder.
    init(in folder: String) throws(TrustUpdateError) {
        list = try Self.read(folder + "/" + TrustFolder.listName, limit: TrustFileName.list.byteLimit)
        if let list { digests.insert(try TrustIndex.digest(of: list)) }
        for inner in [TrustFolder.statusName, TrustFolder.documentsName] {
            let path = folder + "/" + inner
            let names: [String]
            do throws(StorageError) {
                names = try FileStatus.at(path) == nil ? [] : Folder.usableNames(in: path)
            } catch {
                throw .storage(error)
            }
            for name in names where name.utf8.suffix(5).elementsEqual(".json".utf8) {
                guard let bytes = try Self.read(path + "/" + name, limit: TrustUpdate.totalByteLimit) else { continue }
                digests.insert(try TrustIndex.digest(of: bytes))
            }
        }
    }

    /// Whether a file with this digest is there.
    func contains(_ digest: Multihash) -> Bool { digests.contains(digest) }

    private static func read(_ path: String, limit: Int) throws(TrustUpdateError) -> [UInt8]? {
        do throws(TrustFolderError) {
            return try TrustFolder.readIfThere(path, limit: limit)
        } catch {
            throw .folder(error)
        }
    }
}
