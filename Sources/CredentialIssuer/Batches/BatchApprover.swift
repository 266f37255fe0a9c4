public import Cryptography

/// A person at the institution who may sign for batches: lay them before another, and agree to those of another.
public struct BatchApprover: Sendable, Hashable {
    /// Who it is.
    public let name: String

    /// The key that this person alone has.
    public let publicKey: Ed25519PublicKey
}
