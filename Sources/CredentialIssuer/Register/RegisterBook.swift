import Database
import Encodings
import Storage

/// A register: what was planned and issued, with the copies.
struct RegisterBook: Sendable {
    let salt: RegisterSalt
    let database: Database

    /// How the register stands to a credential that is to be issued.
    ///
    /// - Parameter others: what else is to be taken for planned or issued.
    func standing(
        of prepared: PreparedCredential, _ repetition: Repetition, others: [RegisterEntry] = [],
        in transaction: Transaction
    ) throws(IssuerError) -> RegisterStanding {
        var entries = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.entries(for: prepared.learner)
        }
        var others = others
        if case .correcting(let id) = repetition {
            // The learner of the one that was wrong can be another by its words; the achievement is the same.
            let wrong = try IssuerError.passingOn { () throws(DatabaseError) in try transaction.entry(id) }
            let name = prepared.specificationID.utf8
            if let wrong, wrong.plan.specificationID.utf8.elementsEqual(name) {
                others += try IssuerError.passingOn { () throws(DatabaseError) in
                    [wrong] + (try transaction.followers(of: id))
                }
            }
        }
        for other in others {
            let id = other.plan.credentialID.utf8
            if !entries.contains(where: { $0.plan.credentialID.utf8.elementsEqual(id) }) { entries.append(other) }
        }
        return try RegisterStanding(of: prepared, repetition, among: entries) { entry throws(IssuerError) in
            guard let digest = entry.issued?.digest, let copy = try transaction.intactContent(digest) else {
                return false
            }
            return prepared.isSame(as: copy)
        }
    }

    /// For how many times a transaction waits for others: they take turns, and each has the time that one waits.
    private static let turnCount = 6

    /// Changes the register as the only one who does, after several others who do.
    ///
    /// Nothing has happened of what came too late for one of its turns.
    func writeInTurn<Result>(
        _ body: (Transaction) throws(IssuerError) -> Result
    ) throws(IssuerError) -> Result {
        for _ in 1..<Self.turnCount {
            do throws(IssuerError) {
                return try database.write(body)
            } catch {
                guard error.code == .folderBusy else { throw error }
            }
        }
        return try database.write(body)
    }

    /// The number of the last record.
    func position() throws(IssuerError) -> Int {
        try database.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in try transaction.lastEvent().sequence }
        }
    }

    /// The copy of a credential that was issued; `nil` when it is missing or was changed.
    func copy(_ digest: ObjectName) throws(IssuerError) -> [UInt8]? {
        try database.read { transaction throws(IssuerError) in try transaction.intactContent(digest) }
    }

    /// Records that a credential was signed, with its bytes; when this returns it may be handed out.
    ///
    /// Another process can have done the same meanwhile, with the same bytes: then that is what counts.
    func issue(
        _ plan: IssuancePlan, _ bytes: [UInt8], by key: InstitutionKey, at now: Timestamp
    ) throws(IssuerError) -> IssuedRecord {
        let digest = try IssuerPaths.digest(of: bytes)
        return try database.write { transaction throws(IssuerError) in
            func entry() throws(IssuerError) -> RegisterEntry? {
                try IssuerError.passingOn { () throws(DatabaseError) in try transaction.entry(plan.credentialID) }
            }
            if try entry()?.issued == nil {
                try transaction.requireUsable(key, at: now)
                try transaction.append(
                    .issued(credentialID: plan.credentialID, digest: digest), content: bytes, at: now)
            }
            guard let record = try entry()?.record, record.digest == digest else {
                throw IssuerError(
                    .registerDamaged, "a credential that was issued is not in the register as it was made")
            }
            return record
        }
    }

    /// Records that a credential of a group was signed, in the transaction of the group.
    ///
    /// Another process can have done the same meanwhile, with the same bytes: then that is what counts.
    ///
    /// - Returns: What the register says of it, and whether this is what made it say so.
    func issue(
        _ plan: IssuancePlan, _ bytes: [UInt8], _ digest: ObjectName, at now: Timestamp, in transaction: Transaction,
        after tail: RegisterTail? = nil
    ) throws(IssuerError) -> (record: IssuedRecord, isNew: Bool) {
        let known = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first(
                "SELECT state, digest FROM credentials WHERE id = $1", [.text(plan.credentialID)]
            ) { row throws(DatabaseError) in (state: try row.text(0), digest: try row.optionalText(1)) }
        }
        switch known?.state {
        case RegisterEntry.State.planned.rawValue, RegisterEntry.State.indexed.rawValue:
            let record = try transaction.append(
                .issued(credentialID: plan.credentialID, digest: digest), content: bytes, at: now, after: tail)
            return (
                IssuedRecord(
                    sequence: record.sequence, credentialID: plan.credentialID, digest: digest, suites: plan.suites,
                    signedAt: plan.time, recordedAt: record.time, specificationID: plan.specificationID,
                    specificationDigest: plan.specificationDigest, after: plan.after, followedBy: nil), true
            )
        case RegisterEntry.State.abandoned.rawValue:
            throw IssuerError(
                .conflict, "another process planned something else for the same learner meanwhile; run it again")
        default:
            let entry = try IssuerError.passingOn { () throws(DatabaseError) in
                try transaction.entry(plan.credentialID)
            }
            guard let record = entry?.record, record.digest == digest else {
                throw IssuerError(
                    .registerDamaged, "a credential that was issued is not in the register as it was made")
            }
            return (record, false)
        }
    }

    /// Keeps a copy again that is missing or was changed.
    func restore(_ bytes: [UInt8], as digest: ObjectName) throws(IssuerError) {
        try database.write { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                _ = try transaction.run(
                    "UPDATE credentials SET content = $1 WHERE digest = $2",
                    [.bytes(bytes), .text(digest.hexadecimal)])
            }
        }
    }

    /// Records that credentials were handed out; those that are not issued stay as they are.
    func markDelivered(_ credentialIDs: [String], at now: Timestamp) throws(IssuerError) {
        try database.write { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in
                for id in credentialIDs {
                    try transaction.run(
                        "UPDATE credentials SET state = 'delivered', delivered_at = $1 WHERE id = $2 AND state = 'signed'",
                        [.text(now.description), .text(id)])
                }
            }
        }
    }
}
