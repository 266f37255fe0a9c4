public import Cryptography
public import Encodings

/// Where a verifier finds the key of a verification method, offline.
public protocol VerificationKeys: Sendable {
    /// The key that is pinned for `verificationMethod`, a URL, or `nil` when none is at hand.
    ///
    /// Keys in `did:key` identifiers need no source: the identifier is the key.
    func publicKey(for verificationMethod: String) -> Ed25519PublicKey?

    /// Every key that somebody names for `verificationMethod` who may: usually one, or none.
    ///
    /// A proof is that of the key by which it holds; whether that one counts is judged afterwards. So nobody can keep a key
    /// from being found by naming another one beside it.
    func publicKeys(for verificationMethod: String) -> [Ed25519PublicKey]

    /// Why no proof by a verification method is verified any more at the time `now`, whoever made it and when; `nil` when
    /// nothing forbids it.
    func end(of verificationMethod: String, at now: Timestamp) -> KeyEnd?
}

extension VerificationKeys {
    /// The one key, where there is one.
    public func publicKeys(for verificationMethod: String) -> [Ed25519PublicKey] {
        publicKey(for: verificationMethod).map { [$0] } ?? []
    }

    /// Nothing forbids it.
    public func end(of verificationMethod: String, at now: Timestamp) -> KeyEnd? { nil }
}

/// Why a key verifies nothing any more.
///
/// Source: Controlled Identifiers 1.0, section 2.2, `expires` and `revoked`.
public struct KeyEnd: Sendable, Hashable {
    /// From when on.
    public let time: Timestamp
    /// Whether its owner revoked it; it has expired otherwise.
    public let isRevoked: Bool

    /// States why and from when on.
    public init(time: Timestamp, isRevoked: Bool) {
        self.time = time
        self.isRevoked = isRevoked
    }
}

/// No pinned keys: only verification methods of `did:key` can be checked.
public struct NoPinnedKeys: VerificationKeys {
    /// Makes the empty source.
    public init() {}

    /// Always `nil`.
    public func publicKey(for verificationMethod: String) -> Ed25519PublicKey? { nil }
}
