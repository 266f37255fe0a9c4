import Cryptography
import Database
import Encodings
import Storage
import Synchronization

extension Vault {
    /// Writes a backup: the same encrypted form, which its passphrase opens, and a recovery code besides.
    ///
    /// It is read back, decrypted with the code as it is printed, and compared; only then does this return.
    ///
    /// - Parameters:
    ///   - path: Where it is written.
    ///   - replacing: Whether a file that stands there is replaced.
    /// - Returns: The recovery code, which is shown once and stands nowhere else; and how many credentials there are.
    /// - Throws: ``WalletError`` with code `targetExists`; `damaged` when what was written is not what is in the wallet:
    ///   then nothing stays; or `failed`.
    public func backUp(
        to path: String, replacing: Bool = false
    ) throws(WalletError) -> (code: RecoveryCode, count: Int) {
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
            let file = try VaultBody.seal(image, under: header, with: keys)
            try writeBackup(file, to: path, replacing)
            do throws(WalletError) {
                let typed = try WalletError.ofCryptography { () throws(CryptographyError) in
                    var printed = code.printed()
                    return try SecretBytes(overwriting: &printed)
                }
                try compare(path, RecoveryCode(typed: typed), image)
            } catch {
                _ = try? AtomicFile.remove(at: path)
                throw error
            }
            return (code, summaries().count)
        }
    }

    private func writeBackup(_ file: [UInt8], to path: String, _ replacing: Bool) throws(WalletError) {
        _ = try? AtomicFile.removeAbandoned(beside: path)
        do throws(StorageError) {
            if replacing {
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

    // MARK: Reading one

    /// Opens a backup to restore from, also one that is damaged in places or was cut off.
    ///
    /// It is only read from, and no older or newer copy of it is known of.
    ///
    /// - Throws: ``WalletError`` with code `notAWallet`, `locked`, `derivationParameters`, `madeByLaterVersion`,
    ///   `vaultDamaged` where nothing can be saved of it, or `failed`.
    public static func openBackup(
        _ path: String, with unlocking: VaultUnlocking
    ) throws(WalletError) -> VaultBackup {
        try openBackup(path, with: unlocking, costs: .standard)
    }

    /// The same with other costs.
    package static func openBackup(
        _ path: String, with unlocking: VaultUnlocking, costs: DerivationCosts
    ) throws(WalletError) -> VaultBackup {
        let file = try read(path)
        let (header, start) = try header(of: file, accepting: costs)
        let keys = try unlock(header, with: unlocking)
        var database: Database
        var summaries: [WalletSummary]?
        var isWhole = true
        do throws(WalletError) {
            database = try VaultBody.open(file, under: header, from: start, with: keys)
            summaries = try Self.summaries(in: database, with: keys)
        } catch {
            guard error.code == .vaultDamaged else { throw error }
            isWhole = false
            database = try VaultBody.salvage(file, under: header, from: start, with: keys)
            try VaultRecords.requireSchema(of: database)
            // Without the index, the credentials themselves say what there is.
            summaries = try? Self.summaries(in: database, with: keys)
            if summaries == nil {
                let found = try? VaultRecords.names(.document, in: database)
                guard let found, !found.isEmpty else { throw error }
            }
        }
        let vault = Vault(
            path, VaultState(header: header, database: database, summaries: summaries ?? []), keys: keys, costs: costs,
            memory: nil, novelty: .neverSeenBefore, isReadOnly: true, faults: .none)
        return VaultBackup(vault: vault, isWhole: isWhole, hasIndex: summaries != nil)
    }
}
