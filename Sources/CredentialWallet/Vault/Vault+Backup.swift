import Cryptography
import Database
import Encodings
import Glibc
import Storage
import Synchronization

extension Vault {
    /// Writes a backup: the same encrypted form, which its passphrase opens, and a recovery code besides.
    ///
    /// It is read back, decrypted with the code as it is printed, and compared; only then does this return. Nothing takes
    /// the place of a backup for good: whoever has its code on paper may have nothing else.
    ///
    /// - Parameters:
    ///   - path: Where it is written.
    ///   - replacing: Whether a file that stands there is replaced; a backup stays beside the new one, under another name.
    /// - Returns: The recovery code, which is shown once and stands nowhere else; how many credentials there are; and where
    ///   the backup is now that stood there.
    /// - Throws: ``WalletError`` with code `targetExists`; `damaged` when what was written is not what is in the wallet:
    ///   then nothing stays; or `failed`.
    public func backUp(
        to path: String, replacing: Bool = false
    ) throws(WalletError) -> (code: RecoveryCode, count: Int, earlier: String?) {
        try exclusively { () throws(WalletError) in
            let code = try RecoveryCode.generate()
            var (header, database) = state.withLock { state in (state.header, state.database) }
            header.slots = header.slots.filter { $0.kind == .passphrase }
            header.slots.append(try VaultSlot.recovery(code, wrapping: keys.dataKey))
            let image = try WalletError.ofDatabase { () throws(DatabaseError) in try database.image() }
            header.bodyByteCount = image.count
            header.salt = try WalletError.ofCryptography { () throws(CryptographyError) in
                try SecureRandom.bytes(VaultHeader.saltByteCount)
            }
            let file = try VaultBody.seal(image, under: header, with: keys) + HeaderCopy.bytes(of: header)
            // What is replaced stays until the new one is known to be a backup; one that is a backup stays after that.
            let earlier = replacing && (try? FileStatus.at(path)) != nil ? try Self.freePath(beside: path) : nil
            let isBackup = earlier != nil && Vault.mayBeBackup(path)
            try writeBackup(file, to: path, keeping: earlier, replacing)
            do throws(WalletError) {
                try compare(path, RecoveryCode(typed: code.printed()), image)
            } catch {
                _ = try? AtomicFile.remove(at: path)
                if let earlier { _ = unsafe rename(earlier, path) }
                throw error
            }
            if let earlier, !isBackup { _ = try? AtomicFile.remove(at: earlier) }
            return (code, summaries().count, isBackup ? earlier : nil)
        }
    }

    /// A name beside a file that nothing has.
    private static func freePath(beside path: String) throws(WalletError) -> String {
        for number in 1...1_000 {
            let candidate = "\(path).earlier" + (number == 1 ? "" : "-\(number)")
            do throws(StorageError) {
                if try FileStatus.at(candidate) == nil { return candidate }
            } catch {
                throw WalletError(error)
            }
        }
        throw WalletError(.targetExists, "expected a free name beside it for what stands there, found none")
    }

    /// Whether a file is a backup of this vault that is no newer than the vault: a new one can take its place.
    ///
    /// That it is whole is not looked at, and what its beginning says may be forged: it is about a file that its owner
    /// wants to be replaced.
    public func isEarlierBackup(_ path: String) -> Bool {
        guard Self.resolved(path) != Self.resolved(self.path), let file = try? Self.read(path),
            let found = try? Self.header(of: file, accepting: costs).header
        else { return false }
        let header = state.withLock { $0.header }
        return found.vaultID == header.vaultID && found.commitment == header.commitment
            && found.generation <= header.generation && found.slots.contains { $0.kind == .recovery }
    }

    private func writeBackup(
        _ file: [UInt8], to path: String, keeping earlier: String?, _ replacing: Bool
    ) throws(WalletError) {
        _ = try? AtomicFile.removeAbandoned(beside: path)
        do throws(StorageError) {
            if let earlier {
                let name = String(earlier.split(separator: "/").last ?? "")
                try AtomicFile.replace(
                    at: path, with: file, access: .ownerOnly, previous: .kept(as: name), faults: faults)
            } else if replacing {
                try AtomicFile.replace(at: path, with: file, access: .ownerOnly, faults: faults)
            } else {
                try AtomicFile.create(at: path, with: file, access: .ownerOnly, faults: faults)
            }
        } catch {
            guard error.code == .alreadyExists else { throw WalletError(error) }
            throw WalletError(.targetExists, error.reason)
        }
    }

    /// Sees that a backup holds what this vault holds, credential by credential.
    private func compare(_ path: String, _ code: RecoveryCode, _ image: [UInt8]) throws(WalletError) {
        let backup = try Vault.open(path, with: .recoveryCode(code), memory: nil, costs: costs, faults: .none)
        let written = try backup.state.withLock { state throws(WalletError) in
            let database = state.database
            return try WalletError.ofDatabase { () throws(DatabaseError) in try database.image() }
        }
        var isSame = written == image && backup.summaries() == summaries()
        for summary in backup.summaries() where isSame && summary.isIntact {
            guard let bytes = try backup.bytes(of: summary.digest) else {
                isSame = false
                break
            }
            isSame = try Wallet.digest(of: bytes) == summary.digest
        }
        guard isSame else {
            throw WalletError(.damaged, "expected the backup to hold what the wallet holds, found something else in it")
        }
    }
}
