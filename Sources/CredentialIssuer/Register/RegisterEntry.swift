import Encodings
import Storage

/// What the register knows of one credential.
struct RegisterEntry: Sendable {
    /// How far a credential has come; each step is on the disk before the next begins.
    enum State: String, Sendable {
        /// Everything about it is fixed.
        case planned
        /// The same, with a place on a status list that nothing else ever gets.
        case indexed
        /// It is signed, kept and recorded, and may be handed out.
        case signed
        /// It was handed out.
        case delivered
        /// It will not be issued; its place on a status list stays taken.
        case abandoned
    }

    /// That it was issued.
    struct Issuance: Sendable {
        /// The place of the record in the register.
        let sequence: Int
        /// When it was recorded.
        let time: Timestamp
        /// The digest of the credential.
        let digest: ObjectName
    }

    let plan: IssuancePlan
    let state: State
    /// Whether it was taken back before it was handed out; for its learner, nothing was issued then.
    let isWithdrawn: Bool
    /// That it was issued; `nil` for what is planned alone.
    let issued: Issuance?
    /// The credential that was issued after this one, if any was.
    let followedBy: String?
    /// The credential that corrects this one and has its place, if any does.
    let correction: String?
    /// When it was revoked; `nil` for what was not.
    let revokedAt: Timestamp?
    /// Whether somebody else may have the key that signed it.
    let isKeyCompromised: Bool

    /// What the register says of it in public; `nil` when it was not issued.
    var record: IssuedRecord? {
        issued.map {
            IssuedRecord(
                sequence: $0.sequence, credentialID: plan.credentialID, digest: $0.digest, suites: plan.suites,
                signedAt: plan.time,
                recordedAt: $0.time, specificationID: plan.specificationID,
                specificationDigest: plan.specificationDigest, after: plan.after, followedBy: followedBy)
        }
    }
}
