import Database
import Proofs

/// How the processes that issue one batch share its parts out among each other.
///
/// Whoever works on a part has a claim to it, which ends with its process. The claim divides the work, and nothing more:
/// that no row is issued twice is for the register to see to, which knows each row once, so that it does no harm when two
/// work on the same part after all.
final class BatchShare {
    private let book: RegisterBook
    private let batch: String
    private let suites: String
    /// The last record of the register before this process began.
    private let position: Int
    /// The parts that this process has a claim to.
    private var held: Set<Int> = []

    init(_ book: RegisterBook, batch: String, _ suites: [Cryptosuite], since position: Int) {
        self.book = book
        self.batch = batch
        self.suites = suites.map(\.rawValue).joined(separator: " ")
        self.position = position
    }

    /// Takes a part that nobody else is working on.
    ///
    /// - Returns: Whether it could be had.
    func take(_ part: Int) throws(IssuerError) -> Bool {
        let isFree = try IssuerError.passingOn { () throws(DatabaseError) in try book.database.claim(name(part)) }
        if isFree { held.insert(part) }
        return isFree
    }

    /// Lets others have a part.
    func release(_ part: Int) {
        if held.remove(part) != nil { book.database.release(name(part)) }
    }

    /// Lets others have the parts before one, with which this process is done.
    func release(before end: Int) {
        for part in held where part < end { release(part) }
    }

    /// Whether all rows of a part were issued since this process began, and not by it.
    func isIssuedMeanwhile(_ rows: ClosedRange<Int>, count: Int) throws(IssuerError) -> Bool {
        let found = try book.database.read { transaction throws(IssuerError) in
            try book.requireOpen(batch, in: transaction)
            return try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first(
                    """
                    SELECT count(*), min(issued_sequence) FROM credentials WHERE batch = $1 AND batch_row >= $2
                        AND batch_row <= $3 AND issued_sequence IS NOT NULL AND cryptosuites = $4
                    """, [.text(batch), .integer(rows.lowerBound), .integer(rows.upperBound), .text(suites)]
                ) { row throws(DatabaseError) in (count: try row.integer(0), first: try row.optionalInteger(1)) }
            }
        }
        return found?.count == count && found?.first ?? 0 > position
    }

    /// How many rows of a part are issued.
    func issuedCount(_ rows: ClosedRange<Int>) throws(IssuerError) -> Int {
        try book.database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.first(
                    """
                    SELECT count(*) FROM credentials WHERE batch = $1 AND batch_row >= $2 AND batch_row <= $3
                        AND issued_sequence IS NOT NULL
                    """, [.text(batch), .integer(rows.lowerBound), .integer(rows.upperBound)]
                ) { row throws(DatabaseError) in try row.integer(0) } ?? 0
            }
        }
    }

    private func name(_ part: Int) -> String { "\(batch) \(part)" }
}
