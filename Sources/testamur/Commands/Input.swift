import CredentialVerifier
import Credentials
import Storage

/// One input of a command over many files: one that was named, or one that was found in a folder that was named.
struct Input {
    /// What it is called in a report; of a name that is not UTF-8, what can be shown of it.
    let name: String
    private let source: Source

    /// How an input is read, or why it is known beforehand that it cannot be.
    private enum Source {
        case named
        case found
        case capsule
        case unusable(UnreadInput)
    }

    /// Whether it is a folder that is one capsule.
    var isCapsuleFolder: Bool { if case .capsule = source { true } else { false } }

    /// The bytes of the input.
    ///
    /// Only what a person named is waited for: a pipe in a folder could have nobody at its other end.
    func read(limit: Int) throws(UnreadInput) -> [UInt8] {
        if case .unusable(let reason) = source { throw reason }
        do throws(StorageError) {
            guard case .found = source else { return try FileReader.readArgument(name, limit: limit) }
            return try FileReader.read(name, limit: limit, links: .refuse)
        } catch {
            if case .found = source, isLink { throw UnreadInput(.linkInFolder(name), "linkInFolder") }
            throw UnreadInput(error)
        }
    }

    /// Whether it is a link: in a folder that came from elsewhere, one can lead to any file of whoever reads it.
    private var isLink: Bool {
        guard let status = try? FileStatus.at(name, links: .refuse) else { return false }
        return status.kind == .symbolicLink
    }
}

/// Why an input cannot be read: the others are read all the same.
struct UnreadInput: Error {
    let failure: Failure
    /// The stable name of the reason.
    let code: String

    init(_ failure: Failure, _ code: String) {
        self.failure = failure
        self.code = code
    }

    init(_ error: StorageError) { self.init(Failure(reading: error), error.code.rawValue) }
}

extension Input {
    /// What arguments stand for: a folder for the files in it, and in the folders in it, that the command takes, in
    /// order; how many others there are is told.
    ///
    /// What is hidden stays so, as for the shell: editors and file managers put copies there.
    ///
    /// - Parameters:
    ///   - choice: Which files of a folder are taken.
    ///   - capsules: Whether a folder that is a capsule stands for itself, and not for the files that it consists of; what
    ///     else is in the folder is judged beside it.
    static func all(
        _ arguments: [String], _ language: Language, by choice: InputChoice = .documentNames, capsules: Bool = false
    ) -> [Input] {
        var others = 0
        let inputs = arguments.flatMap { all($0, choice, capsules, &others) }
        if others > 0 { Warning.tell(Sentence(choice.leftOut, ["count": others]), in: language) }
        return inputs
    }

    private static func all(
        _ argument: String, _ choice: InputChoice, _ capsules: Bool, _ others: inout Int
    ) -> [Input] {
        guard argument != "-", FileExistence.isFolder(argument) else {
            return [Input(name: argument, source: .named)]
        }
        let found = found(in: argument, depth: 0, choice, capsules, &others)
        guard found.isEmpty else { return found }
        let failure = Failure(
            .noInput, Sentence(choice.emptyFolder, ["folder": argument, "ending": ".json"]),
            hint: "hint.nameFiles")
        return [Input(name: argument, source: .unusable(UnreadInput(failure, "emptyFolder")))]
    }

    /// Far deeper than people sort files.
    private static let depthLimit = 32

    private static func found(
        in folder: String, depth: Int, _ choice: InputChoice, _ capsules: Bool, _ others: inout Int,
        apartFrom members: Set<[UInt8]> = []
    ) -> [Input] {
        guard depth <= depthLimit else {
            let failure = Failure(
                .dataError, Sentence("error.folderTooDeep", ["folder": folder, "limit": depthLimit]),
                hint: "hint.nameFiles")
            return [Input(name: folder, source: .unusable(UnreadInput(failure, "folderTooDeep")))]
        }
        let start = folder + (folder.utf8.last == UInt8(ascii: "/") ? "" : "/")
        var inputs: [Input] = []
        var members = members
        if capsules, CapsuleFolder.isCapsule(folder) {
            inputs.append(Input(name: folder, source: .capsule))
            // What the capsule does not name is no part of it: whoever put it there must not have it passed over.
            for name in CapsuleFolder.members(of: folder) + [CapsuleNote.name] {
                members.insert(Array((start + name).utf8))
            }
        }
        do throws(StorageError) {
            for entry in try Folder.entries(in: folder) where entry.name.utf8.first != UInt8(ascii: ".") {
                let path = start + entry.name
                guard !members.contains(Array(path.utf8)) else { continue }
                inputs += found(entry, at: path, depth: depth, choice, capsules, &others, apartFrom: members)
            }
            return inputs
        } catch {
            return inputs + [Input(name: folder, source: .unusable(UnreadInput(error)))]
        }
    }

    private static func found(
        _ entry: FolderEntry, at path: String, depth: Int, _ choice: InputChoice, _ capsules: Bool, _ others: inout Int,
        apartFrom members: Set<[UInt8]>
    ) -> [Input] {
        let name = entry.name.lowercased()
        guard entry.isUTF8 else {
            // Whether it is a folder cannot be told; a document that is left out would be missed.
            let unread = UnreadInput(.nameNotUTF8(path), StorageError.Code.invalidName.rawValue)
            if choice.takes(name) { return [Input(name: path, source: .unusable(unread))] }
            others += 1
            return []
        }
        do throws(StorageError) {
            // A link to a folder is not followed: it can lead out of the folder that was named, or round in a circle.
            guard try FileStatus.at(path, links: .refuse)?.kind != .folder else {
                return found(in: path, depth: depth + 1, choice, capsules, &others, apartFrom: members)
            }
        } catch {
            return choice.takes(name) ? [Input(name: path, source: .unusable(UnreadInput(error)))] : []
        }
        if choice.takes(name, at: path) { return [Input(name: path, source: .found)] }
        others += 1
        return []
    }
}

extension Failure {
    /// A link in a folder that was named.
    static func linkInFolder(_ path: String) -> Failure {
        Failure(.noInput, Sentence("error.linkInFolder", ["path": path]), hint: "hint.linkInFolder")
    }

    /// A file whose name no path can be made of.
    static func nameNotUTF8(_ path: String) -> Failure {
        Failure(.noInput, Sentence("error.nameNotUTF8", ["path": path]), hint: "hint.nameNotUTF8")
    }
}
