import Glibc
import Storage

/// The file of a database, looked at before SQLite does, so that what is wrong with it is told in plain words.
struct SQLiteFile {
    /// The path as it was given, for messages.
    let path: String

    /// The path that SQLite opens: links among the folders are followed, at the end there is none.
    let resolved: String

    let use: Database.FileUse

    init(_ path: String, for use: Database.FileUse) throws(DatabaseError) {
        self.path = StorageError.displayed(path)
        self.use = use
        do throws(StorageError) {
            if try FileStatus.at(path, links: .refuse) == nil, use == .create {
                do throws(StorageError) {
                    // SQLite gives the files beside it the same permissions.
                    try AtomicFile.create(at: path, with: [], access: .ownerOnly)
                } catch {
                    // Another process made it at the same moment.
                    guard error.code == .alreadyExists else { throw error }
                }
            }
            guard let status = try FileStatus.at(path, links: .refuse) else {
                throw StorageError(.notFound, "\(self.path): expected a database, found nothing there")
            }
            guard status.kind == .file else {
                throw StorageError(
                    .notAFile, "\(self.path): expected the file of a database, found \(status.kind.words)")
            }
        } catch {
            throw DatabaseError(error)
        }
        resolved = try Self.resolve(path)
    }

    /// Whether changes may stand beside the file that are not in it yet.
    var hasLog: Bool { unsafe access(resolved + "-wal", F_OK) == 0 }

    /// The address of the file for SQLite, for a file that nobody can change.
    var immutableAddress: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result = Array("file:".utf8)
        for byte in resolved.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "_"):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self) + "?immutable=1"
    }

    private static func resolve(_ path: String) throws(DatabaseError) -> String {
        let bytes = path.utf8
        let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { $0 == bytes.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = slash.map { String(path[bytes.index(after: $0)...]) } ?? path
        guard let resolved = unsafe realpath(folder, nil) else {
            throw DatabaseError(
                .notFound, "\(StorageError.displayed(folder)): the folder of the database cannot be found")
        }
        defer { unsafe free(resolved) }
        let text = unsafe String(cString: resolved)
        return text == "/" ? text + name : text + "/" + name
    }
}

extension DatabaseError {
    /// Passes on what the file system answered.
    init(_ error: StorageError) {
        let code: Code =
            switch error.code {
            case .notFound, .notAFolder, .invalidName: .notFound
            case .notAFile: .notAFile
            case .notPermitted: .notPermitted
            case .noSpace: .noSpace
            case .locked: .busy
            case .corrupt: .damaged
            case .alreadyExists, .tooLarge, .invalidRecord, .notSupported, .inputOutput: .inputOutput
            }
        self.init(code, error.reason)
    }
}
