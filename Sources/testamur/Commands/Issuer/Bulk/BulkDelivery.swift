import CredentialIssuer
import Glibc
import Storage

/// Where the credentials of a spreadsheet go: a folder, or one file of JSON lines.
struct BulkDelivery {
    /// What it is called in a sentence.
    let name: String
    private let folder: String?
    private let lines: String?

    /// - Parameter file: The spreadsheet, after which a folder is called that nobody has named.
    init(out: String?, jsonl: String?, named file: String) throws(Failure) {
        if let jsonl {
            (name, lines, folder) = (jsonl, jsonl, nil)
        } else {
            let path = out ?? OutputNames.base(file == "-" ? "learners" : file)
            (name, lines, folder) = (path.hasSuffix("/") ? path : path + "/", nil, path)
        }
    }

    /// What stands there, to be looked through.
    var delivered: DeliveredFiles { lines.map { DeliveredFiles(lines: $0) } ?? DeliveredFiles(folder: folder ?? ".") }

    /// Makes the place where it is missing.
    func open() throws -> (delivery: any BatchDelivery, path: String) {
        if let lines {
            _ = try? AtomicFile.removeAbandoned(beside: lines)
            do throws(StorageError) {
                return (try LinesDelivery(lines), Self.absolute(lines))
            } catch {
                throw Failure(creating: error)
            }
        }
        let folder = folder ?? "."
        try FolderMaker.makeParents(of: folder + "/file")
        // What an interrupted run left behind holds whole credentials. That it cannot be taken away stops nothing.
        _ = try? AtomicFile.removeAbandoned(in: folder)
        return (FolderDelivery(folder), Self.absolute(folder))
    }

    /// The path from the root, for who looks for it from elsewhere.
    private static func absolute(_ path: String) -> String {
        guard path.utf8.first != UInt8(ascii: "/") else { return path }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard unsafe getcwd(&buffer, buffer.count) != nil else { return path }
        let here = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return here + "/" + path
    }
}
