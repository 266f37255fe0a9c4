import Database
import Proofs

/// How the register stands to a row of a batch.
enum RowStanding {
    /// It was issued, in a batch or by itself.
    case alreadyIssued(RegisterEntry, IssuedRecord)
    /// Something else was issued; or the same with other proofs, which are named.
    case conflict(IssuedRecord, batch: String?, proofs: [Cryptosuite]?)
    /// It can be issued; with what was planned for the same learner, and not finished.
    case open([RegisterEntry], Repetition)
}

extension RegisterBook {
    /// How the register stands to a row.
    ///
    /// - Parameters:
    ///   - isAgain: Whether a learner to whom something else was issued gets another credential, after the last one.
    ///   - suites: What credentials are to be signed with; `nil` where it was not asked for.
    func rowStanding(
        of prepared: PreparedCredential, isAgain: Bool, suites: [Cryptosuite]?, in transaction: Transaction
    ) throws(IssuerError) -> RowStanding {
        var repetition = Repetition.once
        // One repetition at most for each that was issued before; the register cannot lead round in a circle.
        while true {
            switch try standing(of: prepared, repetition, in: transaction) {
            case .alreadyIssued(let entry):
                let record = try Self.record(of: entry)
                let isSigned = suites.map { Set($0) == Set(record.suites) } ?? true
                if isSigned { return .alreadyIssued(entry, record) }
                guard isAgain else {
                    return .conflict(record, batch: entry.plan.batch?.id, proofs: record.suites)
                }
                repetition = .after(credentialID: record.credentialID)
            case .conflict(let entry):
                let record = try Self.record(of: entry)
                guard isAgain else { return .conflict(record, batch: entry.plan.batch?.id, proofs: nil) }
                repetition = .after(credentialID: record.credentialID)
            case .open(let unfinished): return .open(unfinished, repetition)
            case .nothingToRepeat:
                throw IssuerError(.registerDamaged, "a credential that was issued is not in the register")
            }
        }
    }

    /// How the register stands to a row that is issued after one credential, or once.
    func rowStanding(
        of prepared: PreparedCredential, _ repetition: Repetition, suites: [Cryptosuite]?, in transaction: Transaction
    ) throws(IssuerError) -> RowStanding {
        switch try standing(of: prepared, repetition, in: transaction) {
        case .alreadyIssued(let entry): return .alreadyIssued(entry, try Self.record(of: entry))
        case .conflict(let entry):
            return .conflict(try Self.record(of: entry), batch: entry.plan.batch?.id, proofs: nil)
        case .open(let unfinished): return .open(unfinished, repetition)
        case .nothingToRepeat:
            throw IssuerError(
                .nothingToRepeat, "expected a credential of this learner to issue another after, found none")
        }
    }

    private static func record(of entry: RegisterEntry) throws(IssuerError) -> IssuedRecord {
        guard let record = entry.record else {
            throw IssuerError(.registerDamaged, "a credential that was issued is not in the register")
        }
        return record
    }
}
