import Encodings
public import Storage

/// A capsule as a folder of plain files, for example on a stick: what a person finds there has a name that says what it
/// is, and a note says how to check it.
public enum CapsuleFolder {
    /// Whether a folder holds a capsule: a table of contents that begins as one.
    public static func isCapsule(_ path: String) -> Bool {
        guard let bytes = try? FileReader.read(path + "/" + CapsuleName.contents, limit: contentsLimit, links: .refuse)
        else { return false }
        return Capsule.isCapsule(bytes)
    }

    /// More than a table of contents of the most documents has, in bytes.
    private static let contentsLimit = 1 << 20

    /// The files of which the capsule in a folder consists, by their paths in it: the table of contents, and what it names.
    ///
    /// Of a table of contents that is broken, it names nothing.
    public static func members(of path: String) -> [String] {
        guard let bytes = try? read(CapsuleName.contents, in: path, limit: contentsLimit, at: ""),
            let contents = try? CapsuleContents(parsing: bytes)
        else { return [CapsuleName.contents] }
        return [CapsuleName.contents] + contents.entries.map(\.name.text)
    }

    /// Reads a capsule from a folder.
    ///
    /// Only files that the table of contents names are read, and no link is followed: a stick can be anybody's. Other
    /// files in the folder are no part of the capsule.
    ///
    /// - Throws: ``CapsuleError`` with code `fileMissing` or `fileUnreadable`, or as ``Capsule/init(parsing:)``.
    public static func read(_ path: String) throws(CapsuleError) -> Capsule {
        let bytes = try read(CapsuleName.contents, in: path, limit: contentsLimit, at: "")
        let contents = try CapsuleContents(parsing: bytes)
        var files: [CapsuleFile] = []
        var rest = Capsule.byteLimit
        for entry in contents.entries {
            // The texts of a file are no files of a folder.
            if entry.text != nil {
                throw CapsuleError(
                    .memberUnknown, at: entry.pointer + "/text", [("expected", .text("name, digest, url"))])
            }
            try refuseLinkedFolder(of: entry, in: path)
            let limit = min(entry.name.byteLimit, rest)
            let bytes = try read(entry.name.text, in: path, limit: limit, at: entry.pointer)
            rest -= bytes.count
            files.append(try entry.file(holding: bytes))
        }
        return try Capsule(checking: files, received: bytes)
    }

    /// The folder in the folder may not lead elsewhere.
    private static func refuseLinkedFolder(of entry: CapsuleContents.Entry, in path: String) throws(CapsuleError) {
        let parts = entry.name.text.split(separator: "/")
        guard parts.count > 1, let folder = parts.first else { return }
        let status = (try? FileStatus.at(path + "/" + folder, links: .refuse)) ?? nil
        guard let status else { throw CapsuleError(.fileMissing, at: entry.pointer, file: entry.name) }
        guard status.kind == .folder else { throw CapsuleError(.fileUnreadable, at: entry.pointer, file: entry.name) }
    }

    private static func read(
        _ name: String, in path: String, limit: Int, at pointer: String
    ) throws(CapsuleError) -> [UInt8] {
        do throws(StorageError) {
            return try FileReader.read(path + "/" + name, limit: limit, links: .refuse)
        } catch {
            let file: (name: String, value: Fact) = ("file", .text(name))
            switch error.code {
            case .notFound: throw CapsuleError(.fileMissing, at: pointer, [file])
            case .tooLarge:
                throw CapsuleError(
                    .documentTooLarge, at: pointer, [file, ("limit", .number(limit)), ("found", .text("> \(limit)"))])
            default: throw CapsuleError(.fileUnreadable, at: pointer, [file])
            }
        }
    }

    /// Writes a capsule into a folder, which must not exist yet.
    ///
    /// All of it is there under its name, or nothing: what is interrupted leaves no part of a capsule, and no name that
    /// stands in the way of the next try.
    ///
    /// - Parameter notes: Files with words for people, each with its name, such as `README.txt`.
    /// - Throws: ``StorageError`` with code `alreadyExists` where anything of that name is there, or another one.
    public static func write(
        _ capsule: Capsule, to path: String, notes: [(name: String, bytes: [UInt8])] = []
    ) throws(StorageError) {
        let contents = try capsule.contents
        try AtomicFolder.create(at: path, access: .ownerOnly) { folder throws(StorageError) in
            for file in capsule.files {
                let name = folder + "/" + file.name.text
                if let slash = name.lastIndex(of: "/") {
                    try Folder.createIfAbsent(at: String(name[..<slash]), access: .ownerOnly)
                }
                try AtomicFile.replace(at: name, with: file.bytes, access: .ownerOnly)
            }
            for note in notes {
                try AtomicFile.replace(at: folder + "/" + note.name, with: note.bytes, access: .ownerOnly)
            }
            try AtomicFile.replace(at: folder + "/" + CapsuleName.contents, with: contents, access: .ownerOnly)
        }
    }
}

extension Capsule {
    /// The table of contents of the capsule as a folder.
    fileprivate var contents: [UInt8] {
        get throws(StorageError) {
            do throws(CapsuleError) {
                return try CapsuleContents(files).serialized(withTexts: false)
            } catch {
                throw StorageError(.inputOutput, "the cryptographic library failed")
            }
        }
    }
}
