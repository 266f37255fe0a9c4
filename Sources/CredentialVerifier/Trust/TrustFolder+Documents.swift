import Credentials
import Cryptography
import Encodings
public import Registry
import Storage

extension TrustFolder {
    /// The DID documents in the folder `dids`, of any name that ends in `.json`.
    static func documents(in path: String) throws(TrustFolderError) -> [DIDDocument] {
        let folder = path + "/" + documentsName
        let names: [String]
        do throws(StorageError) {
            names = try Folder.usableNames(in: folder)
        } catch {
            if error.code == .notFound { return [] }
            throw .storage(error)
        }
        var documents: [DIDDocument] = []
        for name in names.sorted() where name.utf8.suffix(5).elementsEqual(".json".utf8) {
            let bytes = try read(folder + "/" + name, limit: Limits.credential.documentByteCount)
            do throws(DIDDocumentError) {
                documents.append(try DIDDocument(parsing: bytes))
            } catch {
                throw .document(folder + "/" + name, error)
            }
        }
        return documents
    }

    /// Puts a DID document into a trust folder, in place of an older one of the same subject.
    ///
    /// - Throws: ``TrustFolderError`` with case `storage`.
    public static func add(_ document: DIDDocument, to path: String) throws(TrustFolderError) {
        try store(document.bytes, in: path + "/" + documentsName, as: try name(for: document.id.text))
    }

    /// The name of the file for an identifier or an address: its hash, since either may hold any character.
    static func name(for identifier: String) throws(TrustFolderError) -> String {
        do throws(CryptographyError) {
            return hexadecimal(try SHA256.hash(Array(identifier.utf8))) + ".json"
        } catch {
            throw .storage(StorageError(.inputOutput, error.reason))
        }
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func store(_ bytes: [UInt8], in folder: String, as name: String) throws(TrustFolderError) {
        do throws(StorageError) {
            _ = try Folder.createIfAbsent(at: folder, access: .readableByAll)
            try AtomicFile.replace(at: folder + "/" + name, with: bytes, access: .readableByAll)
        } catch {
            throw .storage(error)
        }
    }
}
