public import Cryptography

/// What opens a vault.
public enum VaultUnlocking: Sendable {
    /// What its owner knows.
    case passphrase(SecretBytes)
    /// What was printed when a backup was made.
    case recoveryCode(RecoveryCode)

    /// The same with a passphrase in the form in which it derives a key.
    func normalized() throws(WalletError) -> VaultUnlocking {
        guard case .passphrase(let passphrase) = self else { return self }
        return .passphrase(try Passphrase.normalized(passphrase))
    }
}
