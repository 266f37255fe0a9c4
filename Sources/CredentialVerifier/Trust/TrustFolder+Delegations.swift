import Cryptography
public import Registry
import Storage

extension TrustFolder {
    /// The delegations in the folder `delegations`, of any name that ends in `.json`.
    ///
    /// One that is not in order is kept as such: it is none of the list's concern, and stops nobody.
    ///
    /// - Throws: ``TrustFolderError`` with case `storage`.
    public static func delegations(in path: String) throws(TrustFolderError) -> Delegations {
        Delegations(try delegationDocuments(in: path))
    }

    /// The documents in the folder `delegations`, whether or not they are any.
    static func delegationDocuments(in path: String) throws(TrustFolderError) -> [[UInt8]] {
        let folder = path + "/" + delegationsName
        let names: [String]
        do throws(StorageError) {
            names = try Folder.usableNames(in: folder)
        } catch {
            if error.code == .notFound { return [] }
            throw .storage(error)
        }
        var documents: [[UInt8]] = []
        for name in names.sorted() where name.utf8.suffix(5).elementsEqual(".json".utf8) {
            documents.append(try read(folder + "/" + name, limit: delegationFileLimit))
        }
        return documents
    }

    /// Puts a delegation into a trust folder, under the name of its hash; tells whether it is there already.
    ///
    /// - Throws: ``TrustFolderError`` with case `storage`.
    public static func add(_ delegation: Delegation, to path: String) throws(TrustFolderError) -> Bool {
        let digest: [UInt8]
        do throws(CryptographyError) {
            digest = try SHA256.hash(delegation.bytes)
        } catch {
            throw .storage(StorageError(.inputOutput, error.reason))
        }
        let folder = path + "/" + delegationsName
        let name = hexadecimal(digest) + ".json"
        let isThere = try readIfThere(folder + "/" + name, limit: delegationFileLimit) != nil
        if !isThere { try store(delegation.bytes, in: folder, as: name) }
        return isThere
    }

    /// More bytes than any delegation may have, so that one that is too large is refused as such.
    public static let delegationFileLimit = 16 << 20
}
