import Cryptography
import Database
import Encodings
package import Storage
import Synchronization

extension Vault {
    /// Opens a vault.
    ///
    /// - Parameters:
    ///   - path: The path of its file.
    ///   - unlocking: The passphrase, or the recovery code of a backup.
    ///   - memory: What this machine remembers of vaults; `nil` for a file that is only read from, as a backup is.
    ///   - acceptsOlderCopy: Whether somebody decided to open a copy that is older than the one seen last.
    /// - Throws: ``WalletError`` with code `notAWallet`, `locked`, `derivationParameters`, `vaultDamaged`, `olderCopy`,
    ///   `madeByLaterVersion`, `passphraseUnusable`, `tooLarge` or `failed`.
    public static func open(
        _ path: String, with unlocking: VaultUnlocking, memory: VaultMemory?, acceptsOlderCopy: Bool = false
    ) throws(WalletError) -> Vault {
        try open(
            path, with: unlocking, memory: memory, acceptsOlderCopy: acceptsOlderCopy, costs: .standard, faults: .none)
    }

    /// The same with other costs, and on a disk that fails where a test says so.
    package static func open(
        _ path: String, with unlocking: VaultUnlocking, memory: VaultMemory?, acceptsOlderCopy: Bool = false,
        costs: DerivationCosts, faults: DiskFaults
    ) throws(WalletError) -> Vault {
        let path = resolved(path)
        let file = try read(path)
        let (header, start) = try header(of: file, accepting: costs)
        // An older copy is refused before anybody types anything; who decides to open it comes back.
        let seen = memory?.generation(of: header.vaultName)
        if let seen, header.generation < seen, !acceptsOlderCopy { throw olderCopy(header.generation, seen) }
        let keys = try unlock(header, with: unlocking)
        let database = try VaultBody.open(file, under: header, from: start, with: keys)
        let summaries = try summaries(in: database, with: keys)
        var novelty = Novelty.asSeenBefore
        if let seen, header.generation < seen {
            novelty = .olderCopy
        } else if let memory, seen != header.generation {
            let isRemembered = memory.remember(header.generation, of: header.vaultName)
            novelty = !isRemembered ? .notRemembered : seen == nil ? .neverSeenBefore : .asSeenBefore
        }
        return Vault(
            path, VaultState(header: header, database: database, summaries: summaries), keys: keys, costs: costs,
            memory: memory, novelty: novelty, isReadOnly: false, faults: faults)
    }

    /// Opens the file.
    static func read(_ path: String) throws(WalletError) -> ReadableFile {
        do throws(StorageError) {
            return try ReadableFile(path, limit: fileLimit)
        } catch {
            guard [.notFound, .notAFile, .notAFolder].contains(error.code) else { throw WalletError(error) }
            throw WalletError(.notAWallet, "expected the file of a wallet, found none")
        }
    }

    /// Reads what stands in clear at the beginning of the file.
    static func header(
        of file: ReadableFile, accepting costs: DerivationCosts
    ) throws(WalletError) -> (header: VaultHeader, byteCount: Int) {
        let beginning: [UInt8]
        do throws(StorageError) { beginning = try file.beginning(VaultHeader.byteLimit) } catch {
            throw WalletError(error)
        }
        return try VaultHeader.read(beginning, accepting: costs)
    }

    private static func olderCopy(_ found: Int, _ seen: Int) -> WalletError {
        var error = WalletError(
            .olderCopy, "expected the wallet as it was saved the \(seen)th time, or later, found the \(found)th")
        error.generations = (found, seen)
        return error
    }

    /// Comes to the key of a vault, and sees that it is the key of this one.
    static func unlock(_ header: VaultHeader, with unlocking: VaultUnlocking) throws(WalletError) -> VaultKeys {
        let unlocking = try unlocking.normalized()
        for slot in header.slots {
            guard let dataKey = try slot.open(with: unlocking) else { continue }
            let keys = VaultKeys(dataKey: dataKey, vaultID: header.vaultID)
            let commitment = try WalletError.ofCryptography { () throws(CryptographyError) in try keys.commitment() }
            guard ConstantTime.equal(commitment, header.commitment) else { throw VaultHeader.damaged }
            return keys
        }
        throw WalletError(
            .locked,
            "the wallet does not open: the passphrase or the recovery code is another one, or its beginning is damaged")
    }

    /// Reads the index.
    static func summaries(in database: Database, with keys: VaultKeys) throws(WalletError) -> [WalletSummary] {
        try VaultRecords.requireSchema(of: database)
        try WalletError.ofDatabase { () throws(DatabaseError) in
            try database.requireMigrations(VaultRecords.migrations)
        }
        let record = try WalletError.ofDatabase { () throws(DatabaseError) in
            try VaultRecords.get(.index, in: database)
        }
        guard let record else { return [] }
        let bytes = try WalletError.ofCryptography { () throws(CryptographyError) in
            try record.open(as: .index, with: keys)
        }
        return try VaultIndex.summaries(in: bytes)
    }
}
