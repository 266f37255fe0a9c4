public import Credentials
public import Encodings

/// What would come of issuing for one row of a spreadsheet.
public struct RowPreview: Sendable {
    /// What issuing would do.
    public enum Outcome: Sendable {
        /// It would be issued.
        case ready
        /// It would be finished: issuing it was interrupted.
        case unfinished
        /// It was issued before, in a batch or by itself; the same credential would be given again.
        case issuedBefore(IssuedRecord, batch: String?)
        /// It was issued before and revoked then: nothing is given, and nothing issued.
        case revoked(IssuedRecord, on: Timestamp)
        /// Something is to be mended.
        case toMend
    }

    /// The row.
    public let row: LearnerRow

    /// What the file of its credential is called, without an ending; `nil` for a row without a learner.
    public var fileName: String? { row.learner.map { BatchRow.name(of: $0.learner, row: row.number) } }

    /// What issuing would do.
    public let outcome: Outcome

    /// What is to be mended.
    public let findings: [Finding]

    /// An earlier row that cannot be issued either because of this one: both are about one learner, and differ.
    public var otherRow: Int?
}
