public import Cryptography

/// Where a verifier finds the key of a verification method, offline.
public protocol VerificationKeys: Sendable {
    /// The key that is pinned for `verificationMethod`, a DID URL, or `nil` when none is at hand.
    ///
    /// Keys in `did:key` identifiers need no source: the identifier is the key.
    func publicKey(for verificationMethod: String) -> Ed25519PublicKey?
}

/// No pinned keys: only verification methods of `did:key` can be checked.
public struct NoPinnedKeys: VerificationKeys {
    /// Makes the empty source.
    public init() {}

    /// Always `nil`.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? { nil }
}
