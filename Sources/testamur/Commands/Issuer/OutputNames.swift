import Cryptography
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
    /// - Parameter digest: The SHA-256 of the credential, where it was issued before; a file with it is its own.
    mutating func place(for learnerFile: String, _ digest: ObjectName?) throws(Failure) -> Place {
        let base = Self.base(learnerFile)
        for number in 1...10_000 {
            let name = base + (number == 1 ? "" : "-\(number)") + ".json"
            // Some file systems take names for the same that differ in case.
            guard !taken.contains(name.lowercased()) else { continue }
            let path = folder == "." ? name : folder + (folder.utf8.last == UInt8(ascii: "/") ? "" : "/") + name
            let isFree = try Self.isFree(path)
            guard isFree || Self.digest(path) == digest && digest != nil else { continue }
            taken.insert(name.lowercased())
            return Place(path: path, isWritten: !isFree)
        }
        throw Failure(
            .cannotCreate, Sentence("error.tooManyNamesakes", ["folder": folder, "name": base]),
            hint: "hint.nameAnotherOut")
    }

    private static func isFree(_ path: String) throws(Failure) -> Bool {
        do throws(StorageError) {
            return try FileStatus.at(path, links: .refuse) == nil
        } catch {
            // A folder that is still to be made has no files.
            guard error.code != .notFound else { return true }
            throw Failure(creating: error)
        }
    }

    /// The SHA-256 of a file that could be a credential; `nil` for anything else.
    private static func digest(_ path: String) -> ObjectName? {
        guard let bytes = try? FileReader.read(path, limit: 1_048_576, links: .refuse),
            let hash = try? SHA256.hash(bytes)
        else { return nil }
        return try? ObjectName(digest: hash)
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
        let trimmed = String(decoding: base, as: UTF8.self).drop { $0 == "-" }
        guard let end = trimmed.lastIndex(where: { $0 != "-" }) else { return "credential" }
        let plain = String(trimmed[...end])
        return devices.contains(plain.lowercased()) ? plain + "-file" : plain
    }

    /// What some systems take for a device, whatever ending it has.
    private static let devices: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })
}
