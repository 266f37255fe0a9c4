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

    /// The path of the specification that is named: a file here, else one of `folder`, with its ending or without.
    ///
    /// - Throws: ``Failure`` when there is none, which names those that `folder` has.
    static func specification(_ name: String, in folder: String) throws(Failure) -> String {
        if name == "-" || isFile(name) { return name }
        // An absolute path means one file alone.
        if !name.hasPrefix("/") {
            for ending in ["", ".yaml", ".yml"] where isFile(folder + "/" + name + ending) {
                return folder + "/" + name + ending
            }
        }
        do throws(StorageError) {
            if try FileStatus.at(name) != nil { return name }
        } catch {
            throw Failure(reading: error)
        }
        let facts: KeyValuePairs<String, any SentencePart> = ["name": name, "folder": folder]
        let known = ((try? Folder.names(in: folder)) ?? []).filter { isYAML($0) }
        throw Failure(
            .noInput, Sentence("error.noSpecification", facts),
            hint: known.isEmpty
                ? Sentence("hint.noSpecifications", ["folder": folder])
                : Sentence("hint.specifications", ["names": known.joined(separator: ", ")]))
    }

    private static func isFile(_ path: String) -> Bool { (try? FileStatus.at(path))?.kind == .file }

    private static func isYAML(_ name: String) -> Bool { ending(name) == "yaml" || ending(name) == "yml" }

    /// Replaces a folder by the YAML files in it, in order.
    static func expand(
        _ arguments: [String], orHint hint: Sentence = "hint.nameFiles"
    ) throws(Failure) -> [String] {
        var inputs: [String] = []
        for argument in arguments {
            guard argument != "-", FileExistence.isFolder(argument) else {
                inputs.append(argument)
                continue
            }
            let names: [String]
            do throws(StorageError) {
                names = try Folder.names(in: argument).filter { isYAML($0) }
            } catch {
                throw Failure(reading: error)
            }
            guard !names.isEmpty else {
                throw Failure(
                    .noInput, Sentence("error.emptyFolder", ["folder": argument, "ending": ".yaml"]),
                    hint: hint)
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
