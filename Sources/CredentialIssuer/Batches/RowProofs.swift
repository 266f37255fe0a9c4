import Credentials

/// The proofs of possession that the rows of a spreadsheet name: a challenge counts for one of them.
struct RowProofs {
    /// What the proofs of rows that can be issued are used up for, by row.
    private(set) var purposes: [Int: String] = [:]
    /// The first row that answers a challenge.
    private var challenges: [String: Int] = [:]

    /// An earlier row that answers the same challenge, and what is to be said of this one.
    mutating func twin(of row: ExaminedRow) -> (row: Int, finding: Finding)? {
        guard let challenge = row.row.proof?.challenge else { return nil }
        guard let first = challenges[challenge] else {
            challenges[challenge] = row.row.number
            return nil
        }
        return (
            first,
            Finding(SpecificationCode.proofTwice.rawValue, .error, at: row.proofPlace, [("row", String(first))])
        )
    }

    /// Why the proof of a row is not taken for what would be issued.
    ///
    /// - Parameter predecessor: The credential after which it would be issued.
    func findings(_ row: ExaminedRow, after predecessor: String?) -> [Finding] {
        let purpose = row.prepared?.purpose(after: predecessor) ?? ""
        return row.row.proof?.refusal(for: purpose).map { [$0.finding(at: row.proofPlace)] } ?? []
    }

    /// Notes what the proof of a row that can be issued is used up for.
    mutating func note(_ row: ExaminedRow, after predecessor: String?) {
        guard row.row.proof != nil else { return }
        purposes[row.row.number] = row.prepared?.purpose(after: predecessor)
    }
}

extension ExaminedRow {
    /// The cell with the proof of possession, or the row.
    fileprivate var proofPlace: RecordPlace {
        guard case .cell(let file, let number, _) = place else { return place }
        let cell = row.cells.first { LearnerColumn(named: $0.column) == .holderProof }
        return .cell(file: file, row: number, column: cell?.column ?? "")
    }
}
