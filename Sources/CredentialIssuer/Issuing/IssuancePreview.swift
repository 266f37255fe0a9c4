public import Credentials

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
        /// Something else was issued to the learner for this specification; the last one is given.
        case conflict(IssuedRecord)
        /// What it is to be issued after was not issued to this learner for this specification.
        case nothingToRepeat
        /// The findings stop it.
        case refused
    }

    /// What issuing would do.
    public let standing: Standing

    /// What the rules found, warnings and information included; nothing for what was issued before.
    public let findings: [Finding]
}
