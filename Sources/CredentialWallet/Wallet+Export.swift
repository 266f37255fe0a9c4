public import Encodings
import Glibc
import Storage

extension Wallet {
    /// Writes a credential to a file, byte for byte as it was added, for its owner alone.
    ///
    /// - Parameters:
    ///   - entry: The credential.
    ///   - path: The path of the file.
    ///   - replacing: Whether a file that stands there is replaced.
    /// - Throws: ``WalletError`` with code `damaged`, `targetExists` or `failed`.
    public func export(_ entry: WalletEntry, to path: String, replacing: Bool = false) throws(WalletError) {
        let bytes = try bytes(of: entry)
        // What an interrupted export left behind holds a whole credential. That it cannot be taken away stops nothing.
        _ = try? AtomicFile.removeAbandoned(beside: path)
        do throws(StorageError) {
            if replacing {
                try AtomicFile.replace(at: path, with: bytes, access: .ownerOnly)
            } else {
                try AtomicFile.create(at: path, with: bytes, access: .ownerOnly)
            }
        } catch {
            throw Self.targetError(error)
        }
    }

    /// The name of the file that lists what an export holds; it is written last.
    public static let exportIndexName = "index.json"

    /// The name of the page that people open in an export.
    public static let exportPageName = "index.html"

    /// Writes every credential to a folder, with an index that programs read without this software.
    ///
    /// Each is in a file `credential-001.json` with its number, byte for byte as it was added; `index.json` tells for each
    /// its SHA-256 digest, what it says it is, and what a verifier said of it. Without `index.json` an export is not
    /// complete; calling this again completes it. Nothing is overwritten.
    ///
    /// - Parameters:
    ///   - folder: The path of the folder, which does not exist, is empty, or holds an incomplete export.
    ///   - chosen: Which credentials; every one where it is `nil`.
    ///   - now: When the export is made.
    ///   - page: Makes a page for people of what is exported, which stands in the folder as `index.html`.
    /// - Throws: ``WalletError`` with code `folderNotEmpty`, `targetExists` or `failed`.
    public func exportAll(
        to folder: String, _ chosen: [WalletEntry]? = nil, at now: Timestamp, page: (([WalletEntry]) -> [UInt8])? = nil
    ) throws(WalletError) -> ExportReport {
        let entries = if let chosen { chosen } else { try entries() }
        let exported = entries.filter(\.isIntact)
        let isNew: Bool
        do throws(StorageError) {
            isNew = try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        } catch {
            throw Self.targetError(error)
        }
        try Self.checkExport(folder)
        _ = try? AtomicFile.removeAbandoned(in: folder)
        var written: [String] = []
        do throws(WalletError) {
            for entry in exported { try put(try bytes(of: entry), Self.exportName(entry), in: folder, &written) }
            if let page { try put(page(exported), Self.exportPageName, in: folder, &written) }
            try put(Self.index(of: exported, at: now), Self.exportIndexName, in: folder, &written)
        } catch {
            // What was there before stays; why it failed matters more than that taking it back failed too.
            for path in written { _ = try? AtomicFile.remove(at: path) }
            if isNew { _ = unsafe rmdir(folder) }
            throw error
        }
        return ExportReport(exported: exported, damaged: entries.filter { !$0.isIntact })
    }

    /// Refuses a folder that holds anything but the beginning of an export.
    private static func checkExport(_ folder: String) throws(WalletError) {
        let names = try WalletError.passingOn { () throws(StorageError) in try Folder.names(in: folder) }
        guard !names.contains(exportIndexName) else {
            throw WalletError(.targetExists, "expected a place without an export, found \(exportIndexName)")
        }
        let isForeign = names.contains {
            !$0.hasPrefix(exportPrefix) && $0 != exportPageName && !FolderLock.isTemporaryFile($0)
        }
        guard !isForeign else {
            throw WalletError(.folderNotEmpty, "expected an empty folder for the export, found files in it")
        }
    }

    /// How the names of the files of credentials begin.
    public static let exportPrefix = "credential-"

    /// The name of a credential's file in an export: made from its number, never from what the document says.
    public static func exportName(_ entry: WalletEntry) -> String {
        let digits = String(entry.number)
        return exportPrefix + String(repeating: "0", count: max(0, 3 - digits.count)) + digits + ".json"
    }

    /// Writes a file that is not there, or is there with the same bytes.
    private func put(
        _ bytes: [UInt8], _ name: String, in folder: String, _ written: inout [String]
    ) throws(WalletError) {
        let path = folder + "/" + name
        do throws(StorageError) {
            try AtomicFile.create(at: path, with: bytes, access: .ownerOnly)
            written.append(path)
        } catch {
            guard error.code == .alreadyExists,
                (try? FileReader.read(path, limit: Self.documentLimit, links: .refuse)) == bytes
            else { throw Self.targetError(error) }
        }
    }

    private static func targetError(_ error: StorageError) -> WalletError {
        guard error.code == .alreadyExists else { return WalletError(error) }
        var result = WalletError(.targetExists, error.reason)
        result.storage = error
        return result
    }

    private static func index(of entries: [WalletEntry], at now: Timestamp) -> [UInt8] {
        let value: JSONValue = [
            "format": "testamur wallet export", "version": 1, "exportedAt": .string(now.description),
            "credentials": .array(entries.map { exportDescription($0) }),
        ]
        return value.serialized(indented: true) + [0x0A]
    }

    private static func exportDescription(_ entry: WalletEntry) -> JSONValue {
        var value: JSONValue = [
            "file": .string(exportName(entry)), "sha256": .string(entry.digest.hexadecimal),
            "mediaType": entry.document == nil ? "application/octet-stream" : "application/vc",
        ]
        value["id"] = entry.credentialID.map { .string($0) }
        value["title"] = entry.title.map { .string($0) }
        value["claimedIssuer"] = entry.claimedIssuerName.map { .string($0) }
        value["note"] = entry.note?.json
        return value
    }
}
