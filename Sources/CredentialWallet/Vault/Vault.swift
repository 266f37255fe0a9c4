public import Cryptography
import Database
public import Encodings
import Glibc
package import Storage
import Synchronization

/// A wallet in one encrypted file, open.
///
///     NAME                  a header in clear (``VaultHeader``), then an SQLite database, encrypted (``VaultBody``)
///     NAME.previous         the file as it was before the last change, unless that removed something
///
/// Nobody without the passphrase learns from the file more than its size and how many times it was saved: no title, no
/// count, no digest. A change makes the whole file anew, in memory, and puts it in the place of the old one: there is no
/// journal, no page with remains, and a crash leaves the old file or the new one.
///
/// What is read between changes is the state in which the file was opened, or changed last through this value. One thread
/// at a time changes it.
public final class Vault: Sendable {
    /// What is known of how new the file is.
    public enum Novelty: Sendable {
        /// It is at least as new as the one that was seen last on this machine.
        case asSeenBefore
        /// No vault of this identifier was seen here before: whether it is the newest copy, nobody here can tell.
        case neverSeenBefore
        /// An older copy than the one that was seen last, and somebody decided to open it all the same.
        case olderCopy
        /// Nothing could be remembered: the next time it will be as if it had never been seen.
        case notRemembered
    }

    /// The path of the file.
    public let path: String

    /// What is known of how new the file is.
    public let novelty: Novelty

    let keys: VaultKeys
    let costs: DerivationCosts
    let memory: VaultMemory?
    let faults: DiskFaults
    let state: Mutex<VaultState>
    let isReadOnly: Bool

    /// How long another program may take to finish what it changes.
    static let patience = Duration.seconds(5)

    /// The largest file that is read, in bytes: it is in memory as a whole.
    static let fileLimit = 4 << 30

    /// What the file of a wallet is called where nobody named it.
    public static let fileName = "wallet.vault"

    /// The name under which the file before the last change is kept.
    public static func previousPath(of path: String) -> String { path + previousSuffix }

    /// What the name of a file with a vault as it was before ends with.
    public static let previousSuffix = ".previous"

    /// The path of the file to which a symbolic link leads, as of a wallet that lies in a folder of a cloud; any other path as
    /// it is.
    ///
    /// What belongs to a wallet stands beside the file, and not beside the link.
    public static func resolved(_ path: String) -> String {
        guard (try? FileStatus.at(path, links: .refuse))?.kind == .symbolicLink,
            let found = unsafe realpath(path, nil)
        else { return path }
        defer { unsafe free(found) }
        return unsafe String(cString: found)
    }

    init(
        _ path: String, _ state: consuming sending VaultState, keys: VaultKeys, costs: DerivationCosts,
        memory: VaultMemory?, novelty: Novelty, isReadOnly: Bool, faults: DiskFaults
    ) {
        self.path = path
        self.keys = keys
        self.costs = costs
        self.memory = memory
        self.novelty = novelty
        self.isReadOnly = isReadOnly
        self.faults = faults
        self.state = Mutex(state)
    }

    /// How many times the vault was saved.
    public var generation: Int { state.withLock { $0.header.generation } }

    /// Whether a file begins as a vault does; it says nothing about whether it is whole.
    public static func isVault(_ path: String) -> Bool {
        guard let status = try? FileStatus.at(path, links: .follow), status.kind == .file,
            let beginning = try? FileStream(argument: path, pipeLimit: 0).next()
        else { return false }
        return beginning.starts(with: Array(VaultHeader.mark.utf8))
    }

    // MARK: Making one

    /// Makes an empty vault for its owner alone.
    ///
    /// It takes half a second and 128 MiB on purpose, as every opening does.
    ///
    /// - Parameters:
    ///   - path: Where nothing stands yet.
    ///   - passphrase: What will open it; any Unicode text, in any normalization form.
    ///   - memory: What this machine remembers of vaults.
    ///   - now: When it is made.
    /// - Throws: ``WalletError`` with code `alreadyAWallet`, `passphraseUnusable` or `failed`.
    public static func create(
        at path: String, passphrase: SecretBytes, memory: VaultMemory?, now: Timestamp
    ) throws(WalletError) -> Vault {
        try create(at: path, passphrase: passphrase, memory: memory, now: now, costs: .standard, faults: .none)
    }

    /// The same with other costs, and on a disk that fails where a test says so.
    package static func create(
        at path: String, passphrase: SecretBytes, memory: VaultMemory?, now: Timestamp, costs: DerivationCosts,
        faults: DiskFaults
    ) throws(WalletError) -> Vault {
        let passphrase = try Passphrase.normalized(passphrase)
        let (vaultID, salt) = try WalletError.ofCryptography { () throws(CryptographyError) in
            (try SecureRandom.bytes(VaultHeader.vaultIDByteCount), try SecureRandom.bytes(VaultHeader.saltByteCount))
        }
        let keys = try VaultKeys.generate(vaultID: vaultID)
        let database = try WalletError.ofDatabase { () throws(DatabaseError) in try VaultRecords.empty(at: now) }
        let image = try WalletError.ofDatabase { () throws(DatabaseError) in try database.image() }
        let slot = try VaultSlot.passphrase(passphrase, cost: costs.written, wrapping: keys.dataKey)
        let commitment = try WalletError.ofCryptography { () throws(CryptographyError) in try keys.commitment() }
        let header = VaultHeader(
            vaultID: vaultID, generation: 1, slots: [slot], commitment: commitment, salt: salt,
            bodyByteCount: image.count)
        let file = try VaultBody.seal(image, under: header, with: keys)
        do throws(StorageError) {
            try AtomicFile.create(at: path, with: file, access: .ownerOnly, faults: faults)
        } catch {
            guard error.code == .alreadyExists else { throw WalletError(error) }
            throw WalletError(.alreadyAWallet, "expected a place where nothing stands, found a file")
        }
        let isRemembered = memory?.remember(header.generation, of: header.vaultName) ?? true
        return Vault(
            path, VaultState(header: header, database: database, summaries: []), keys: keys, costs: costs,
            memory: memory, novelty: isRemembered ? .asSeenBefore : .notRemembered, isReadOnly: false, faults: faults)
    }
}
