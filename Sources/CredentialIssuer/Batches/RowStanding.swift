import Database
import Encodings
import Proofs

/// How the register stands to a row of a batch.
enum RowStanding {
    /// It was issued, in a batch or by itself.
    case alreadyIssued(RegisterEntry, IssuedRecord)
    /// It was issued, and is not given to anybody again.
    case withheld(IssuedRecord, batch: String?, Withholding)
    /// Something else was issued, and perhaps revoked, or to a namesake; or the same with other proofs, which are named.
    case conflict(
        IssuedRecord, batch: String?, proofs: [Cryptosuite]?, revokedAt: Timestamp?, isNamesake: Bool = false)
    /// It can be issued; with what was planned for the same learner, and not finished.
    case open([RegisterEntry], Repetition)

    /// The credential after which this one is issued, or was.
    var predecessor: String? {
        switch self {
        case .alreadyIssued(let entry, _): entry.plan.after
        case .open(_, let repetition): repetition.predecessor
        case .withheld, .conflict: nil
        }
    }
}

extension RegisterBook {
    /// How the register stands to a row.
    ///
    /// - Parameters:
    ///   - renewal: Who gets another credential, after the last one.
    ///   - suites: What credentials are to be signed with; `nil` where it was not asked for.
    func rowStanding(
        of prepared: PreparedCredential, _ renewal: Renewal, suites: [Cryptosuite]?, in transaction: Transaction
    ) throws(IssuerError) -> RowStanding {
        var repetition = Repetition.once
        // One repetition at most for each that was issued before; the register cannot lead round in a circle.
        while true {
            let record: IssuedRecord
            switch try standing(of: prepared, repetition, in: transaction) {
            case .alreadyIssued(let entry):
                record = try Self.record(of: entry)
                let isSigned = suites.map { Set($0) == Set(record.suites) } ?? true
                if isSigned { return .alreadyIssued(entry, record) }
                guard renewal.ofChanged else {
                    return .conflict(record, batch: entry.plan.batch?.id, proofs: record.suites, revokedAt: nil)
                }
            case .withheld(let entry, let why):
                record = try Self.record(of: entry)
                guard renewal.covers(why) else { return .withheld(record, batch: entry.plan.batch?.id, why) }
            case .conflict(let entry):
                record = try Self.record(of: entry)
                guard renewal.coversOther(revokedAt: entry.revokedAt) else {
                    return .conflict(
                        record, batch: entry.plan.batch?.id, proofs: nil, revokedAt: entry.revokedAt,
                        isNamesake: prepared.learner.isNamesake(of: entry.plan.learner))
                }
            case .open(let unfinished): return .open(unfinished, repetition)
            case .nothingToRepeat:
                throw IssuerError(.registerDamaged, "a credential that was issued is not in the register")
            }
            repetition = .after(credentialID: record.credentialID)
        }
    }

    /// How the register stands to a row that is issued after one credential, or once.
    func rowStanding(
        of prepared: PreparedCredential, _ repetition: Repetition, in transaction: Transaction
    ) throws(IssuerError) -> RowStanding {
        switch try standing(of: prepared, repetition, in: transaction) {
        case .alreadyIssued(let entry): return .alreadyIssued(entry, try Self.record(of: entry))
        case .withheld(let entry, let why):
            return .withheld(try Self.record(of: entry), batch: entry.plan.batch?.id, why)
        case .conflict(let entry):
            return .conflict(
                try Self.record(of: entry), batch: entry.plan.batch?.id, proofs: nil, revokedAt: entry.revokedAt)
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
