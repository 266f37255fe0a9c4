/// A backup of a vault that is open for restoring from it.
public struct VaultBackup: Sendable {
    /// What is in it; it cannot be changed.
    public let vault: Vault
    /// Whether all that is in it is what was written, and no more than one of its two headers is damaged.
    public let isWhole: Bool
    /// Whether the list of what is in it could be read.
    let hasIndex: Bool
}
