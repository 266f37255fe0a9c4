import Storage

/// What this machine remembers of vaults, outside of them: how many times each was saved when it was seen last.
///
/// Without it nobody could tell an old copy that was put back from the newest: both are authentic. It holds a random
/// identifier and a number, and nothing about what is in a vault.
public struct VaultMemory: Sendable {
    /// The folder: a file for each vault.
    public let folder: String

    /// Names the folder; it is made when something is to be remembered.
    public init(folder: String) { self.folder = folder }

    /// More than any number has, in bytes.
    private static let byteLimit = 64

    private func path(_ vault: String) -> String { folder + "/" + vault + ".generation" }

    /// How many times a vault was saved when it was seen last; `nil` when it was not seen, or nobody can tell.
    func generation(of vault: String) -> Int? {
        guard let bytes = try? FileReader.read(path(vault), limit: Self.byteLimit, links: .refuse),
            let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n")
        else { return nil }
        return Int(text.dropLast())
    }

    /// Remembers how many times a vault was saved; tells whether that worked.
    func remember(_ generation: Int, of vault: String) -> Bool {
        do throws(StorageError) {
            try Folder.createIfAbsent(at: folder, access: .ownerOnly)
            try AtomicFile.replace(at: path(vault), with: Array("\(generation)\n".utf8), access: .ownerOnly)
            return true
        } catch {
            return false
        }
    }
}
