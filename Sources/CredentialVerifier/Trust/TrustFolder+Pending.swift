import Encodings
import Storage

/// Files of a trust folder that take their places together: the roots, the list and the statement of one update.
///
/// An old list may not hold under a new root, nor a new one under an old root. So all of them are written to one file
/// first, whose appearing is the update: whoever reads the folder finds them there, and each of them in its own place
/// afterwards, when that file is gone again.
struct PendingTrustFiles {
    /// The name of the file.
    static let name = ".testamur.update"
    private static let heading = "testamur-update 1\n"

    var files: [(name: String, bytes: [UInt8])] = []

    init(_ files: [(name: String, bytes: [UInt8])]) { self.files = files }

    /// The files that wait in a folder; none where the last update was finished.
    ///
    /// What cannot be read was not written by an update.
    init(in folder: String) throws(TrustFolderError) {
        guard let bytes = try TrustFolder.readIfThere(folder + "/" + Self.name, limit: Self.byteLimit),
            let files = Self.parse(bytes)
        else { return }
        self.files = files
    }

    private static let byteLimit = TrustUpdate.totalByteLimit + (1 << 20)

    /// The bytes of a file that waits, else of the one in its place; `nil` where there is none.
    func readIfThere(_ name: String, in folder: String, limit: Int) throws(TrustFolderError) -> [UInt8]? {
        if let file = files.last(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return file.bytes }
        return try TrustFolder.readIfThere(folder + "/" + name, limit: limit)
    }

    /// A heading, then for each file its name and its size on a line, and its bytes.
    var serialized: [UInt8] {
        files.reduce(into: Array(Self.heading.utf8)) { bytes, file in
            bytes += Array("\(file.name) \(file.bytes.count)\n".utf8) + file.bytes
        }
    }

    private static func parse(_ bytes: [UInt8]) -> [(name: String, bytes: [UInt8])]? {
        guard bytes.starts(with: heading.utf8) else { return nil }
        var rest = bytes.dropFirst(heading.utf8.count)
        var files: [(name: String, bytes: [UInt8])] = []
        while !rest.isEmpty {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            let line = rest[..<end].split(separator: UInt8(ascii: " "))
            rest = rest[(end + 1)...]
            guard line.count == 2, let count = Int(String(decoding: line[1], as: UTF8.self)),
                (0...rest.count).contains(count),
                let name = TrustFileName(String(decoding: line[0], as: UTF8.self)), name.isOfChain
            else { return nil }
            files.append((name.text, Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return files
    }

    /// What makes the update, whole or not at all.
    func replacement(in folder: String) -> FileReplacement {
        FileReplacement(path: folder + "/" + Self.name, bytes: serialized)
    }

    /// Gives every file that waits in a folder its own place, which only the holder of the lock may do.
    static func finish(in folder: String) throws(TrustFolderError) {
        let pending = try PendingTrustFiles(in: folder)
        do throws(StorageError) {
            if !pending.files.isEmpty {
                let files = pending.files.map { FileReplacement(path: folder + "/" + $0.name, bytes: $0.bytes) }
                try AtomicFile.replace(files, access: .readableByAll)
            }
            try AtomicFile.remove(at: folder + "/" + name)
        } catch {
            throw .storage(error)
        }
    }
}

extension TrustFileName {
    /// Whether it is a file that trust in the others stands on.
    var isOfChain: Bool {
        switch kind {
        case .list, .freshness, .root: true
        case .index, .status, .document: false
        }
    }
}

extension TrustFolder {
    /// The list in a trust folder, or the one that is about to take its place; `nil` where there is none.
    ///
    /// - Throws: ``TrustFolderError`` with case `storage`.
    public static func list(in folder: String) throws(TrustFolderError) -> [UInt8]? {
        try PendingTrustFiles(in: folder).readIfThere(listName, in: folder, limit: Limits.trustList.documentByteCount)
    }
}
