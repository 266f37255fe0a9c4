import Credentials
import Encodings
import Storage

/// Files that people of an institution write.
enum WrittenFiles {
    /// More than anybody writes about one course or one learner, in bytes.
    private static let byteLimit = 1_048_576

    /// Reads one of them.
    static func read(_ argument: String) throws(Failure) -> [UInt8] {
        try refuseSpreadsheet(argument)
        do throws(StorageError) {
            return try FileReader.readArgument(argument, limit: byteLimit)
        } catch {
            throw Failure(reading: error)
        }
    }

    /// Replaces a folder by the YAML files in it, in order.
    static func expand(_ arguments: [String]) throws(Failure) -> [String] {
        var inputs: [String] = []
        for argument in arguments {
            guard argument != "-", FileExistence.isFolder(argument) else {
                inputs.append(argument)
                continue
            }
            let names: [String]
            do throws(StorageError) {
                names = try Folder.names(in: argument).filter { ending($0) == "yaml" || ending($0) == "yml" }
            } catch {
                throw Failure(reading: error)
            }
            guard !names.isEmpty else {
                throw Failure(
                    .noInput, Sentence("error.emptyFolder", ["folder": argument, "ending": ".yaml"]),
                    hint: "hint.nameFiles")
            }
            inputs += names.map { argument + (argument.utf8.last == UInt8(ascii: "/") ? "" : "/") + $0 }
        }
        return inputs
    }

    private static func refuseSpreadsheet(_ argument: String) throws(Failure) {
        guard ["csv", "tsv", "xlsx", "xls", "ods"].contains(ending(argument)) else { return }
        throw Failure(.dataError, Sentence("error.spreadsheet", ["file": argument]), hint: "hint.spreadsheet")
    }

    /// What stands behind the last dot, in small letters.
    private static func ending(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }
}
