public import Credentials
public import Cryptography
public import Encodings

/// A presentation whose one proof was checked: its holder signed exactly this.
///
/// Only ``PresentationProofVerifier`` makes one. Whether it was made for the one who reads it, answers a challenge of
/// its own and is fresh, and whether the credentials are genuine, is for others to judge.
public struct AuthenticPresentation: Sendable {
    /// The document with its bytes.
    public let received: ReceivedCredential
    /// The proof.
    public let proof: DataIntegrityProof
    /// The key that made the signature: the holder's.
    public let key: Ed25519PublicKey
    /// The holder's identifier, which controls ``key``.
    public let holder: String
    /// The credentials in the place for them, in the document's order; each is to be judged by its own proof.
    public let credentials: [JSONNode]

    /// Whom it was made for, whatever kind of value stands there.
    public var domain: JSONNode? { proof.node["domain"] }
    /// Which challenge it answers, whatever kind of value stands there; `nil` only where the proof has no such member.
    public var challenge: JSONNode? { proof.node["challenge"] }
}
