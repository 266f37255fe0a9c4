public import Cryptography
public import Encodings

/// A key by which the learner proves that a credential is hers, as far as it may be seen: the private part stays inside.
public struct KeptKey: Sendable, Hashable {
    /// The public key.
    public let publicKey: Ed25519PublicKey
    /// When it was made.
    public let madeAt: Timestamp
    /// The issuer it is for, so that two of them cannot tell that they know the same person; `nil` for one credential.
    public let issuer: String?

    /// The identifier that a credential is bound to: `did:key:z6Mk…`.
    public var did: String { "did:key:" + publicKey.multikey }
}
