import Cryptography
public import Database
public import Storage

/// What can go wrong with a wallet.
///
/// Two errors are equal when their codes are equal; the reason is for people and may change between versions.
public struct WalletError: Error, Sendable {
    /// The kind of failure: stable, for programs to decide by.
    public enum Code: String, Sendable, CaseIterable {
        /// No wallet stands at the path.
        case notAWallet = "WALLET_NOT_FOUND"
        /// The mark of the wallet is missing or unreadable: making it was interrupted, or the file was lost or damaged;
        /// making it again at the same place completes it and keeps every credential.
        case incomplete = "WALLET_INCOMPLETE"
        /// A wallet stands at the path already.
        case alreadyAWallet = "WALLET_EXISTS"
        /// The folder that was to become a wallet, or to receive an export, holds other files.
        case folderNotEmpty = "WALLET_FOLDER_NOT_EMPTY"
        /// A later version of this software made the wallet.
        case madeByLaterVersion = "WALLET_VERSION"
        /// Another program is changing the wallet.
        case busy = "WALLET_BUSY"
        /// The bytes to be added are no JSON document that a credential can be, and nobody said to keep them anyway.
        case notReadable = "WALLET_NOT_READABLE"
        /// No proof of the credential to be added was found to hold, and nobody said to keep it anyway.
        case notVerified = "WALLET_NOT_VERIFIED"
        /// What is to be added is larger than a credential can be.
        case tooLarge = "WALLET_TOO_LARGE"
        /// Nothing in the wallet is called so.
        case noMatch = "WALLET_NO_MATCH"
        /// More than one credential is called so; ``WalletError/matches`` has them.
        case severalMatches = "WALLET_SEVERAL_MATCHES"
        /// A stored file is not what was stored, or is missing.
        case damaged = "WALLET_DAMAGED"
        /// Something stands where an export was to be written, and it was not to be overwritten.
        case targetExists = "WALLET_TARGET_EXISTS"
        /// The vault does not open: the passphrase or the recovery code is another one, or its beginning is damaged.
        case locked = "WALLET_LOCKED"
        /// A passphrase cannot be used: it is empty, too long, or no text.
        case passphraseUnusable = "WALLET_PASSPHRASE_UNUSABLE"
        /// A recovery code has typing mistakes; ``WalletError/groups`` has the groups that they are in.
        case recoveryCodeMistyped = "WALLET_RECOVERY_CODE"
        /// Coming to the key of the vault would cost more, or less, than is accepted: somebody else wrote this file.
        case derivationParameters = "WALLET_KDF_PARAMS"
        /// The file of the vault is not what was written: it was damaged, changed or cut off.
        case vaultDamaged = "WALLET_VAULT_DAMAGED"
        /// The vault is an earlier copy than the one that was seen last; ``WalletError/generations`` has both.
        case olderCopy = "WALLET_OLDER_COPY"
        /// The wallet has the form of an earlier version, in which it is read and not changed.
        case earlierForm = "WALLET_EARLIER_FORM"
        /// Credentials that are bound to different keys cannot go into one presentation; ``WalletError/keyGroups`` says
        /// which belong together.
        case differentKeys = "WALLET_DIFFERENT_KEYS"
        /// A credential is bound to a key that is not in this wallet; ``WalletError/matches`` says which.
        case keyNotHere = "WALLET_KEY_NOT_HERE"
        /// A credential cannot be put into a presentation; ``WalletError/matches`` says which.
        case notPresentable = "WALLET_NOT_PRESENTABLE"
        /// The disk, the file system or libcrypto failed; ``WalletError/storage`` has the first two.
        case failed = "WALLET_STORAGE"
    }

    /// The kind of failure.
    public let code: Code

    /// One sentence: what was expected, what was found, and where.
    ///
    /// It holds nothing that a credential says.
    public let reason: String

    /// The credentials that a description fits, or that something is wrong with.
    public var matches: [WalletEntry] = []

    /// The groups of a recovery code that have a typing mistake, from 1, with code `recoveryCodeMistyped`.
    public var groups: [Int] = []

    /// The numbers of the credentials that can be presented together, with code `differentKeys`.
    public var keyGroups: [[Int]] = []

    /// How many times the vault was saved as it is, and as it was seen last, with code `olderCopy`.
    public var generations: (found: Int, seen: Int)?

    /// What the file system answered, with code `failed`.
    public var storage: StorageError?

    /// Describes a failure.
    public init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    /// Passes on what the file system answered.
    init(_ error: StorageError) {
        switch error.code {
        case .locked: self.init(.busy, error.reason)
        case .corrupt: self.init(.damaged, error.reason)
        case .tooLarge: self.init(.tooLarge, error.reason)
        default: self.init(.failed, error.reason)
        }
        storage = error
    }

    /// Runs `body`, and throws what libcrypto answers as an error of the wallet.
    ///
    /// A record that is not authentic means that the vault is damaged.
    static func ofCryptography<Result>(
        _ body: () throws(CryptographyError) -> Result
    ) throws(WalletError) -> Result {
        do throws(CryptographyError) {
            return try body()
        } catch {
            throw WalletError(
                error.code == .notAuthentic
                    ? .vaultDamaged
                    : error.code == .derivationParameters ? .derivationParameters : .failed, error.reason)
        }
    }

    /// Runs `body`, and throws what the file system answers as an error of the wallet.
    static func passingOn<Result>(
        _ body: () throws(StorageError) -> Result
    ) throws(WalletError) -> Result {
        do throws(StorageError) {
            return try body()
        } catch {
            throw WalletError(error)
        }
    }
}

extension WalletError: DatabaseErrorConvertible {
    /// Passes on what the database of a vault answered.
    public init(_ error: DatabaseError) {
        switch error.code {
        case .laterSchema: self.init(.madeByLaterVersion, error.reason)
        case .damaged, .notADatabase, .foreign, .migrationAltered, .earlierSchema, .duplicate, .constraint:
            self.init(.vaultDamaged, error.reason)
        default: self.init(.failed, error.reason)
        }
    }

    /// Runs `body`, and throws what the database answers as an error of the wallet.
    static func ofDatabase<Result>(
        _ body: () throws(DatabaseError) -> Result
    ) throws(WalletError) -> Result {
        do throws(DatabaseError) {
            return try body()
        } catch {
            throw WalletError(error)
        }
    }
}

extension WalletError: Hashable {
    /// Tells whether both errors have the same code.
    public static func == (left: WalletError, right: WalletError) -> Bool { left.code == right.code }

    /// Hashes the code alone, as `==` compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension WalletError: CustomStringConvertible {
    /// The code and the reason in one line.
    public var description: String { "\(code.rawValue): \(reason)" }
}
