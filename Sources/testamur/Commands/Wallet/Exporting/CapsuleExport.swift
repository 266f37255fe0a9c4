import CredentialVerifier
import CredentialWallet
import Credentials
import Encodings
import Glibc
import Storage

/// A folder of capsules, one for each credential of a wallet.
struct CapsuleExport {
    let folder: String
    let packer: CapsulePacker
    /// Whether a capsule of the same name is replaced.
    let isReplacing: Bool
    let language: Language

    /// Writes what can be packed, each into a file with its number in the name; what cannot be is told, and so is what an
    /// earlier export has left in the folder.
    ///
    /// - Returns: How many were written.
    /// - Throws: ``Failure`` where the folder or a file in it cannot be written; what was not there before is not there then.
    func write(_ entries: [WalletEntry], bytes: (WalletEntry) throws -> [UInt8]) throws -> Int {
        var names: [String] = []
        var made: [String] = []
        var isNew = false
        for entry in entries {
            let capsule: [UInt8]
            do {
                let name = CommandWords.sentence("wallet.numbered", language, [("number", String(entry.number))])
                capsule = try packer.pack(bytes(entry), from: name).capsule.bytes
            } catch let failure as Failure {
                failure.report(in: language)
                continue
            }
            do throws(Failure) {
                if names.isEmpty { isNew = try makeFolder() }
                let name = Self.name(entry)
                let wasThere = (try? FileStatus.at(path(name), links: .refuse)) != nil
                try save(capsule, to: path(name))
                names.append(name)
                if !wasThere { made.append(path(name)) }
            } catch {
                // What was there before stays; why it failed matters more than that taking it back failed too.
                for path in made { _ = try? AtomicFile.remove(at: path) }
                if isNew { _ = unsafe rmdir(folder) }
                throw error
            }
        }
        guard !names.isEmpty else { return 0 }
        Output.line(
            CommandWords.sentence(
                names.count == 1 ? "wallet.exportedCapsules.one" : "wallet.exportedCapsules", language,
                [("count", String(names.count)), ("path", TerminalPath.safe(folder))]))
        tellOthers(than: names)
        return names.count
    }

    /// Names the capsules of an earlier export, which nobody takes away who does not know whose they are.
    private func tellOthers(than names: [String]) {
        let others = ((try? Folder.names(in: folder)) ?? []).filter { Self.isName($0) && !names.contains($0) }.sorted()
        guard !others.isEmpty else { return }
        Warning.tell(
            Sentence("said.otherCapsules", ["path": folder, "names": others.joined(separator: ", ")]), in: language)
    }

    /// The name of a file: `credential-001.capsule.json`.
    private static func name(_ entry: WalletEntry) -> String {
        String(Wallet.exportName(entry).dropLast(".json".utf8.count)) + ending
    }

    private static let ending = ".capsule.json"

    /// Whether a file has a name that ``name(_:)`` gives.
    private static func isName(_ name: String) -> Bool {
        guard name.hasPrefix(Wallet.exportPrefix), name.hasSuffix(ending) else { return false }
        let digits = name.utf8.dropFirst(Wallet.exportPrefix.utf8.count).dropLast(ending.utf8.count)
        return digits.count >= 3 && digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    private func path(_ name: String) -> String {
        folder + (folder.utf8.last == UInt8(ascii: "/") ? "" : "/") + name
    }

    private func makeFolder() throws(Failure) -> Bool {
        do throws(StorageError) {
            return try Folder.createIfAbsent(at: folder, access: .ownerOnly)
        } catch {
            throw Failure(creating: error)
        }
    }

    private func save(_ capsule: [UInt8], to path: String) throws(Failure) {
        do throws(StorageError) {
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
