import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Storage

/// A folder of capsules, one for each credential of a wallet.
struct CapsuleExport {
    let folder: String
    let packer: CapsulePacker
    /// Whether a capsule of the same name is replaced.
    let isReplacing: Bool
    let language: Language

    /// Writes what can be packed, each into a file with its number in the name; what cannot be is told.
    ///
    /// - Returns: How many were written.
    /// - Throws: ``Failure`` where the folder or a file in it cannot be written.
    func write(_ entries: [WalletEntry], bytes: (WalletEntry) throws -> [UInt8]) throws -> Int {
        var count = 0
        for entry in entries {
            let capsule: [UInt8]
            do {
                let name = CommandWords.sentence("wallet.numbered", language, [("number", String(entry.number))])
                capsule = try packer.pack(bytes(entry), from: name).capsule.bytes
            } catch let failure as Failure {
                failure.report(in: language)
                continue
            }
            try save(capsule, as: Self.name(entry))
            count += 1
        }
        guard count > 0 else { return 0 }
        Output.line(
            CommandWords.sentence(
                count == 1 ? "wallet.exportedCapsules.one" : "wallet.exportedCapsules", language,
                [("count", String(count)), ("path", TerminalPath.safe(folder))]))
        return count
    }

    /// The name of a file: `credential-001.capsule.json`.
    private static func name(_ entry: WalletEntry) -> String {
        String(Wallet.exportName(entry).dropLast(".json".utf8.count)) + ".capsule.json"
    }

    private func save(_ capsule: [UInt8], as name: String) throws(Failure) {
        let path = folder + (folder.utf8.last == UInt8(ascii: "/") ? "" : "/") + name
        do throws(StorageError) {
            try Folder.createIfAbsent(at: folder, access: .ownerOnly)
            if isReplacing {
                try AtomicFile.replace(at: path, with: capsule, access: .ownerOnly)
            } else {
                try AtomicFile.create(at: path, with: capsule, access: .ownerOnly)
            }
        } catch {
            guard error.code == .alreadyExists else { throw Failure(creating: error) }
            throw Failure(WalletError(.targetExists, ""), at: path)
        }
    }
}
