import Credentials
import Encodings
import YAMLDocuments

/// Binds the learner of a row to the key that a proof named in the row is by.
struct LearnerBinding {
    private let proofs: (any LearnerProofReader)?
    private let columns: LearnerColumns
    private let problems: FileProblems

    init(_ proofs: (any LearnerProofReader)?, _ columns: LearnerColumns, _ problems: FileProblems) {
        self.proofs = proofs
        self.columns = columns
        self.problems = problems
    }

    /// Reads the proof of a row, and names its key as the learner's; what is wrong is told at the cell.
    ///
    /// - Returns: The proof; `nil` where the row names none, or none that can be taken.
    func bind(_ learner: inout LearnerRecord, _ row: CSVRow) -> (any LearnerProof)? {
        guard let index = columns.columns.firstIndex(of: .holderProof), row.cells.indices.contains(index) else {
            return nil
        }
        let path = FieldValue.trimmed(row.cells[index])
        // A cell with several lines has been told of.
        guard !path.isEmpty, !LearnerTable.hasSeveralLines(path) else { return nil }
        let place = problems.place(YAMLPosition(line: row.number, column: index + 1))
        let proof: any LearnerProof
        do throws(LearnerProofRefusal) {
            guard let proofs else { throw LearnerProofRefusal(.unreadable, code: "", domain: "") }
            proof = try proofs.read(path)
        } catch {
            problems.add(error.finding(at: place), at: YAMLPosition(line: row.number, column: index + 1))
            return nil
        }
        if let stated = learner.learner.id, !stated.string.utf8.elementsEqual(proof.holder.utf8) {
            problems.add(.proofOfOtherKey, at: YAMLPosition(line: row.number, column: index + 1))
            return nil
        }
        learner.learner.id = RecordText(proof.holder, at: place)
        return proof
    }
}
