import CredentialIssuer
import Cryptography
import Storage

/// What stands where the credentials of a spreadsheet go: whether each that was issued before is there, byte for byte.
///
/// A file of that name, or as many files as there are rows, is not enough: what was lost is written again.
final class DeliveredFiles {
    private let folder: String?
    private let lines: DeliveredLines?
    private var isMissing = false

    /// Looks for a file each in a folder.
    init(folder: String) {
        self.folder = folder
        lines = nil
    }

    /// Looks for a line each in a file, in the order of the rows.
    init(lines path: String) {
        folder = nil
        lines = DeliveredLines(path)
    }

    /// Looks for the credential of the next row that was issued before.
    func look(for record: IssuedRecord, of preview: RowPreview) {
        // One that is missing is enough.
        guard !isMissing else { return }
        let digest = record.digest
        let isThere = folder.map { has(digest, preview.fileName ?? "", in: $0) } ?? lines?.isNext(digest) ?? false
        if !isThere { isMissing = true }
    }

    /// Whether all were there, and nothing else in their file.
    func areComplete() -> Bool { !isMissing && lines?.isAtEnd ?? true }

    /// How many names are looked at for one credential.
    private static let nameLimit = 1_000

    private func has(_ digest: ObjectName, _ name: String, in folder: String) -> Bool {
        for number in 1...Self.nameLimit {
            let path = folder + "/" + name + (number == 1 ? "" : "-\(number)") + ".json"
            guard let bytes = try? FileReader.read(path, limit: DeliveredLines.lengthLimit, links: .refuse) else {
                return false
            }
            if DeliveredLines.digest(of: bytes) == digest { return true }
        }
        return false
    }
}

/// The lines of a file, one after the other.
final class DeliveredLines {
    /// How long a credential is at most, in bytes.
    static let lengthLimit = 4 << 20

    private let stream: FileStream?
    private var rest: ArraySlice<UInt8> = []

    init(_ path: String) {
        let isFile = (try? FileStatus.at(path, links: .refuse))??.kind == .file
        stream = isFile ? try? FileStream(argument: path, pipeLimit: 0) : nil
    }

    /// Whether the next line has that digest.
    func isNext(_ digest: ObjectName) -> Bool {
        guard let stream else { return false }
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                let line = Array(rest[..<end])
                rest = rest[(end + 1)...]
                return Self.digest(of: line) == digest
            }
            guard rest.count <= Self.lengthLimit, let more = try? stream.next(), !more.isEmpty else { return false }
            rest = ArraySlice(Array(rest) + more)
        }
    }

    /// What the register calls those bytes.
    static func digest(of bytes: [UInt8]) -> ObjectName? {
        (try? SHA256.hash(bytes)).flatMap { try? ObjectName(digest: $0) }
    }

    /// Whether there is no further line.
    var isAtEnd: Bool {
        guard let stream else { return false }
        return rest.isEmpty && ((try? stream.next().isEmpty) ?? false)
    }
}
