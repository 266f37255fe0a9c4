public import Encodings
public import Storage

/// What the wallet knows of a credential besides its bytes: when it came, and what was said of it then.
public struct WalletNote: Sendable, Hashable {
    /// The SHA-256 digest of the bytes, by which the wallet knows the credential.
    public let digest: ObjectName

    /// The number by which people call it, from 1; it stays the same while the credential is in the wallet.
    public var number: Int

    /// When it was added.
    public var addedAt: Timestamp

    /// What a verifier said, most recently.
    public var verdict: RecordedVerdict?

    /// Whether somebody decided to keep it although no verifier found it authentic.
    public var isAcceptedUnverified: Bool

    /// Writes a note.
    public init(
        digest: ObjectName, number: Int, addedAt: Timestamp, verdict: RecordedVerdict?, isAcceptedUnverified: Bool
    ) {
        self.digest = digest
        self.number = number
        self.addedAt = addedAt
        self.verdict = verdict
        self.isAcceptedUnverified = isAcceptedUnverified
    }
}
