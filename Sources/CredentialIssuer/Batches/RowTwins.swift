import Database
import Encodings

/// The learners of the rows that came before, so that no learner is in a spreadsheet twice.
///
/// It stands in a database that goes away with it, and not in memory: a spreadsheet can have a million rows.
struct RowTwins: Sendable {
    /// A row about the same learner.
    struct Twin {
        let row: Int
        /// Whether it says the same.
        let isSame: Bool
        /// Whether both have something besides the name and the date of birth, and it is not the same.
        let isNamesake: Bool
    }

    private let database: Database

    private static let tables = Migration(
        "learners of a spreadsheet",
        """
        CREATE TABLE learners (
            digest TEXT NOT NULL,
            row_number INTEGER NOT NULL,
            is_name INTEGER NOT NULL,
            fact_count INTEGER NOT NULL,
            claims TEXT NOT NULL
        ) STRICT;
        CREATE INDEX learners_digest ON learners (digest);
        """)

    init() throws(IssuerError) {
        database = try IssuerError.passingOn { () throws(DatabaseError) in
            let database = try Database.temporary()
            try database.migrate([Self.tables], at: .earliest)
            return database
        }
    }

    /// Finds the first row before each of these about the same learner, and remembers them.
    ///
    /// - Parameter rows: Number, learner and claims of rows.
    func find(
        _ rows: [(number: Int, learner: LearnerKeys, claims: String)]
    ) throws(IssuerError) -> [Int: Twin] {
        try database.write { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                var twins: [Int: Twin] = [:]
                for row in rows {
                    if let twin = try twin(row.learner, row.claims, in: transaction) {
                        twins[row.number] = twin
                    } else {
                        try remember(row.number, row.learner, row.claims, in: transaction)
                    }
                }
                return twins
            }
        }
    }

    /// See ``LearnerKeys/canBeSamePerson(as:)``, which decides the same.
    private func twin(
        _ learner: LearnerKeys, _ claims: String, in transaction: Transaction
    ) throws(DatabaseError) -> Twin? {
        var rows: [Int: (shared: [String], factCount: Int, claims: String)] = [:]
        for key in learner.all {
            let isName = key == learner.name
            let others = try transaction.all(
                "SELECT row_number, is_name, fact_count, claims FROM learners WHERE digest = $1 LIMIT 100",
                [.text(key)]
            ) { row throws(DatabaseError) in
                (try row.integer(0), try row.integer(1) == 1, try row.integer(2), try row.text(3))
            }
            for (number, otherIsName, factCount, claims) in others {
                let decides =
                    isName ? otherIsName && (factCount == 0 || learner.distinct.isEmpty) : !otherIsName
                if decides { rows[number, default: ([], factCount, claims)].shared.append(key) }
            }
        }
        var found: Twin?
        for (number, other) in rows where number < found?.row ?? .max {
            let isNamesake = learner.isNamesake(sharing: other.shared, factCount: other.factCount)
            guard !isNamesake || !learner.tellsNamesakesApart else { continue }
            found = Twin(row: number, isSame: other.claims == claims, isNamesake: isNamesake)
        }
        return found
    }

    private func remember(
        _ number: Int, _ learner: LearnerKeys, _ claims: String, in transaction: Transaction
    ) throws(DatabaseError) {
        for key in learner.all {
            _ = try transaction.run(
                """
                INSERT INTO learners (digest, row_number, is_name, fact_count, claims) VALUES ($1, $2, $3, $4, $5)
                """,
                [
                    .text(key), .integer(number), .integer(key == learner.name ? 1 : 0),
                    .integer(learner.distinct.count), .text(claims),
                ])
        }
    }
}
