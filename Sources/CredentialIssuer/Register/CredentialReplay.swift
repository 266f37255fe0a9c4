import Database
import Encodings
import Storage

/// What the events of a register come to for credentials, compared with the tables.
///
/// The tables are what everything else is read from: who somebody is, what was issued, and to whom it must not be issued
/// twice. Somebody who can write into the database can change them without touching an event.
struct CredentialReplay {
    /// The identifiers of those of which the tables say something else, in the order of the events.
    private(set) var altered: [String] = []
    /// What was planned, and neither issued nor given up yet.
    private var plans: [String: IssuancePlan] = [:]
    /// In which order those were planned.
    private var order: [String: Int] = [:]
    private var count = 0

    /// Takes the next event.
    mutating func take(_ record: RegisterRecord, in transaction: Transaction) throws(IssuerError) {
        switch record.event {
        case .planned(let plan):
            plans[plan.credentialID] = plan
            order[plan.credentialID] = record.sequence
            count += 1
        case .issued(let id, let digest):
            try compare(id, in: transaction) { entry in
                entry.issued?.sequence == record.sequence && entry.issued?.digest == digest
                    && entry.issued?.time == record.time && [.signed, .delivered].contains(entry.state)
            }
        case .abandoned(let id):
            try compare(id, in: transaction) { entry in entry.issued == nil && entry.state == .abandoned }
        case .registered, .statusChanged, .listPublished, .batch, .key, .moved: return
        }
    }

    /// Compares what was not finished, when all events were taken, and looks whether there are credentials besides.
    mutating func finish(in transaction: Transaction) throws(IssuerError) {
        for id in order.sorted(by: { $0.value < $1.value }).map(\.key) where plans[id] != nil {
            try compare(id, in: transaction) { entry in
                entry.issued == nil && [.planned, .indexed].contains(entry.state)
            }
        }
        let found = try IssuerError.passingOn { () throws(DatabaseError) in
            try transaction.first("SELECT count(*) FROM credentials") { row throws(DatabaseError) in
                try row.integer(0)
            }
        }
        if found != count, altered.isEmpty { altered.append("credentials: \(found ?? 0) ≠ \(count)") }
    }

    private mutating func compare(
        _ id: String, in transaction: Transaction, _ isReflected: (RegisterEntry) -> Bool
    ) throws(IssuerError) {
        order[id] = nil
        guard let plan = plans.removeValue(forKey: id) else {
            altered.append(id)
            return
        }
        let key = try plan.idempotencyKey()
        do throws(DatabaseError) {
            let kept = try transaction.first("SELECT idempotency_key FROM credentials WHERE id = $1", [.text(id)]) {
                row throws(DatabaseError) in try row.optionalText(0)
            }
            guard let entry = try transaction.entry(id), let kept, kept == key, isReflected(entry),
                Self.comparable(entry.plan) == Self.comparable(plan)
            else {
                altered.append(id)
                return
            }
        } catch {
            // Its row can no longer be read.
            guard error.code == .damaged else { throw IssuerError(error) }
            altered.append(id)
        }
    }

    /// A plan as the tables have it: without what stands in the event alone, and the facts about a learner in no order.
    private static func comparable(_ plan: IssuancePlan) -> IssuancePlan {
        let learner = LearnerKeys(distinct: plan.learner.distinct.sorted(), name: plan.learner.name)
        var kept = IssuancePlan(
            credentialID: plan.credentialID, time: plan.time, verificationMethod: plan.verificationMethod,
            suites: plan.suites, specificationID: plan.specificationID, specificationDigest: plan.specificationDigest,
            learner: learner, claims: plan.claims, draft: plan.draft, after: plan.after, corrects: plan.corrects)
        kept.status = plan.status
        kept.batch = plan.batch
        return kept
    }
}
