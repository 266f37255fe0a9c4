public import Credentials

/// One row of a learners' spreadsheet.
///
/// It never changes, so that copies of it are one: rows go through many hands.
public final class LearnerRow: Sendable {
    /// The row as a spreadsheet counts it: the names of the columns are in row 1.
    public let number: Int

    /// As much of the learner as could be read; `nil` where the names of the columns mean nothing.
    public let learner: LearnerRecord?

    /// What is wrong with the row as such: cells that cannot be read, and values that are not what they should be.
    public let findings: [Finding]

    /// The cells as they stand there, by the names of the columns; empty where one cannot be read.
    public let cells: [(column: String, text: String)]

    /// The learner's proof of having the key that the credential is bound to; `nil` where the row names none.
    public let proof: (any LearnerProof)?

    init(
        number: Int, learner: LearnerRecord?, findings: [Finding], cells: [(column: String, text: String)],
        proof: (any LearnerProof)? = nil
    ) {
        self.number = number
        self.learner = learner
        self.findings = findings
        self.cells = cells
        self.proof = proof
    }

    /// Whether it is the first row, whose names of columns are not understood: then nothing comes after it.
    public var isHeading: Bool { learner == nil }

    /// What stands in a cell, as far as a message may repeat it: nothing of who the learner is.
    ///
    /// - Returns: `nil` where it may not, and an empty text where nothing stands there.
    public func found(in column: String) -> String? {
        guard let cell = cells.first(where: { $0.column.utf8.elementsEqual(column.utf8) }) else { return nil }
        if cell.text.isEmpty { return "" }
        switch LearnerColumn(named: column) {
        case .field("awarded_on"), .field("course_start"), .field("course_end"), .field("grade"): return cell.text
        case .field, .identifier, .holderProof, nil: return nil
        }
    }
}
