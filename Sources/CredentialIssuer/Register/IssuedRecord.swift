public import Encodings
public import Proofs
public import Storage

/// What the register says of a credential that was issued; nothing in it names the learner.
public struct IssuedRecord: Sendable, Hashable {
    /// The place in the register of the record that it was issued, from 1.
    public let sequence: Int

    /// The credential's identifier.
    public let credentialID: String

    /// The SHA-256 digest of the credential as it was handed out, under which the register keeps a copy.
    public let digest: ObjectName

    /// What it was signed with: a proof of each suite, in the order of the proofs.
    public let suites: [Cryptosuite]

    /// When it was signed, which is also the beginning of its validity.
    public let signedAt: Timestamp

    /// When the record was made; later than ``signedAt`` when issuing was interrupted.
    public let recordedAt: Timestamp

    /// The identifier of the achievement in the issuer's catalogue, or its digest when it has none.
    public let specificationID: String

    /// The digest of what the credential says of the achievement, in canonical form.
    public let specificationDigest: Multihash

    /// The credential that was issued to the learner for the same specification before, if it was issued again.
    public let after: String?

    /// The credential that was issued to the learner for the same specification after this one, if any was.
    public let followedBy: String?
}
