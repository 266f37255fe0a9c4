import Encodings
import Storage

/// Names for the files of credentials: harmless, distinct, and never those of something else.
struct OutputNames {
    let folder: String
    private var taken: Set<String> = []

    /// Names files in a folder.
    init(folder: String) { self.folder = folder.isEmpty ? "." : folder }

    /// Where a credential goes.
    struct Place {
        let path: String
        /// Whether the same bytes stand there already.
        let isWritten: Bool
    }

    /// A place for the credential of a learner's file.
    ///
    /// - Parameter bytes: The credential, where it is known; a file with the same bytes is its own.
    mutating func place(for learnerFile: String, _ bytes: [UInt8]?) throws(Failure) -> Place {
        let base = Self.base(learnerFile)
        for number in 1...10_000 {
            let name = base + (number == 1 ? "" : "-\(number)") + ".json"
            // Some file systems take names for the same that differ in case.
            guard !taken.contains(name.lowercased()) else { continue }
            let path = folder == "." ? name : folder + (folder.utf8.last == UInt8(ascii: "/") ? "" : "/") + name
            do throws(StorageError) {
                if let status = try FileStatus.at(path, links: .refuse) {
                    guard let bytes, status.kind == .file, status.byteCount == bytes.count,
                        try FileReader.read(path, limit: bytes.count, links: .refuse) == bytes
                    else { continue }
                    taken.insert(name.lowercased())
                    return Place(path: path, isWritten: true)
                }
            } catch {
                throw Failure(creating: error)
            }
            taken.insert(name.lowercased())
            return Place(path: path, isWritten: false)
        }
        throw Failure(
            .cannotCreate, "\(TerminalText(folder)) has too many files named \(base)",
            hint: "name another folder with --out")
    }

    /// The name of a learner's file without its ending, in letters that every system takes.
    static func base(_ learnerFile: String) -> String {
        var name = learnerFile.split(separator: "/").last.map { String($0) } ?? ""
        if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = String(name[..<dot]) }
        var base: [UInt8] = []
        for byte in name.utf8.prefix(100) {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): base.append(byte)
            default: if base.last != UInt8(ascii: "-") { base.append(UInt8(ascii: "-")) }
            }
        }
        let text = String(decoding: base, as: UTF8.self)
        let trimmed = text.drop { $0 == "-" }
        let end = trimmed.lastIndex { $0 != "-" }
        return end.map { String(trimmed[...$0]) } ?? "credential"
    }
}
