public import Credentials
public import Encodings

/// What would come of issuing a record.
public struct IssuancePreview: Sendable {
    /// What issuing would do.
    public enum Standing: Sendable {
        /// It would be issued.
        case ready
        /// It would be finished: issuing it was interrupted.
        case unfinished
        /// It was issued before; the same credential would be given again.
        case alreadyIssued(IssuedRecord)
        /// It was issued before, in a batch or by itself, and is not given to anybody again.
        case withheld(IssuedRecord, batch: String?, Withholding)
        /// Something else was issued to the learner for this specification; the last one is given, and when it was revoked.
        case conflict(IssuedRecord, revokedAt: Timestamp?)
        /// What it is to be issued after was not issued to this learner for this specification.
        case nothingToRepeat
        /// The proof of possession that comes with it is not taken.
        case unproved(LearnerProofRefusal)
        /// The findings stop it.
        case refused
    }

    /// What issuing would do.
    public let standing: Standing

    /// What the rules found, warnings and information included; nothing for what was issued before.
    public let findings: [Finding]
}
