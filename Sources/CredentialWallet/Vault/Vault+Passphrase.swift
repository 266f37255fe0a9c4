public import Cryptography
import Synchronization

extension Vault {
    /// Gives the vault another passphrase; no record is encrypted anew.
    ///
    /// The key inside stays the same, so that who has an older copy of the file and the older passphrase can still read
    /// this one. The file as it was before this change does not stay beside it, and a recovery code that came with it, where
    /// it was a backup once, does not open it any more.
    ///
    /// - Throws: ``WalletError`` with code `passphraseUnusable`, or as ``exclusively(_:)``.
    public func changePassphrase(to passphrase: SecretBytes) throws(WalletError) {
        let slot = try VaultSlot.passphrase(
            try Passphrase.normalized(passphrase), cost: costs.written, wrapping: keys.dataKey)
        try exclusively { () throws(WalletError) in
            try change { (pending: inout PendingChanges) throws(WalletError) in
                pending.slots = [slot]
                pending.removesPrevious = true
            }
        }
    }
}
