import Credentials
import Encodings
import Storage

/// Files that people of an institution write.
enum WrittenFiles {
    /// More than anybody writes about one course or one learner, in bytes.
    private static let byteLimit = 1_048_576

    /// One of them: named by a person, or found in a folder that a person named.
    struct Written {
        let path: String
        /// Whether it was found: only what a person named is waited for, for a pipe in a folder may have nobody at its
        /// other end.
        var isFound = false
        /// Whether its name is UTF-8; of another, nothing can be opened.
        var hasUsableName = true

        /// Reads it.
        func read() throws(Failure) -> [UInt8] {
            guard hasUsableName else { throw .nameNotUTF8(path) }
            return try WrittenFiles.read(path, isFound: isFound)
        }
    }

    /// Reads a file that a person named.
    static func read(_ argument: String) throws(Failure) -> [UInt8] { try read(argument, isFound: false) }

    private static func read(_ argument: String, isFound: Bool) throws(Failure) -> [UInt8] {
        try refuseSpreadsheet(argument)
        do throws(StorageError) {
            if isFound { return try FileReader.read(argument, limit: byteLimit) }
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
        let known = ((try? names(in: folder)) ?? []).map(\.name)
        throw Failure(
            .noInput, Sentence("error.noSpecification", facts),
            hint: known.isEmpty
                ? Sentence("hint.noSpecifications", ["folder": folder])
                : Sentence("hint.specifications", ["names": known.joined(separator: ", ")]))
    }

    private static func isFile(_ path: String) -> Bool { (try? FileStatus.at(path))?.kind == .file }

    private static func isYAML(_ name: String) -> Bool { ending(name) == "yaml" || ending(name) == "yml" }

    /// Replaces a folder by the YAML files in it, in order; what is hidden stays so, as for the shell.
    static func expand(
        _ arguments: [String], orHint hint: Sentence = "hint.nameFiles"
    ) throws(Failure) -> [Written] {
        var inputs: [Written] = []
        for argument in arguments {
            guard argument != "-", FileExistence.isFolder(argument) else {
                inputs.append(Written(path: argument))
                continue
            }
            let found = try names(in: argument)
            guard !found.isEmpty else {
                throw Failure(
                    .noInput, Sentence("error.emptyFolder", ["folder": argument, "ending": ".yaml"]),
                    hint: hint)
            }
            let start = argument + (argument.utf8.last == UInt8(ascii: "/") ? "" : "/")
            inputs += found.map { Written(path: start + $0.name, isFound: true, hasUsableName: $0.isUTF8) }
        }
        return inputs
    }

    private static func names(in folder: String) throws(Failure) -> [FolderEntry] {
        do throws(StorageError) {
            return try Folder.entries(in: folder).filter {
                isYAML($0.name) && $0.name.utf8.first != UInt8(ascii: ".")
            }
        } catch {
            throw Failure(reading: error)
        }
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
