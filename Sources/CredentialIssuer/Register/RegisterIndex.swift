import Encodings
import Storage

/// The register as it stands after some of its lines: what was planned, and what came of it.
struct RegisterIndex: Sendable {
    /// One credential.
    struct Entry: Sendable {
        let plan: IssuancePlan
        /// The record that it was issued; `nil` while it is only planned.
        var issued: (sequence: Int, time: Timestamp, digest: ObjectName)?
        var followedBy: String?
    }

    /// The credentials that are planned or issued, by identifier.
    private(set) var entries: [String: Entry] = [:]

    /// How many lines there are.
    private(set) var count = 0

    /// The digest of the last line.
    private(set) var chain = RegisterRecord.start

    /// The identifiers of the credentials that were issued, in order.
    private(set) var issuedIDs: [String] = []

    /// The identifiers of credentials by each digest of their learner.
    private var byLearner: [String: [String]] = [:]

    /// Takes the next line.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` for a line that does not belong here.
    mutating func read(_ line: [UInt8]) throws(IssuerError) {
        guard let node = try? JSONDocument(parsing: line, limits: .credential).root,
            let record = RegisterRecord(node), record.sequence == count + 1, let stored = node["chain"]?.string
        else { throw Self.damage(count + 1, "is no record of a register") }
        let chain = try RegisterRecord.chain(node.canonicalBytes(omitting: ["chain"]), after: self.chain)
        guard Base64URL.encode(chain).utf8.elementsEqual(stored.utf8) else {
            throw Self.damage(count + 1, "does not follow from the records before it")
        }
        try take(record)
        self.chain = chain
    }

    /// Takes a record that was just appended.
    mutating func take(_ record: RegisterRecord, chain: [UInt8]) throws(IssuerError) {
        try take(record)
        self.chain = chain
    }

    /// Takes a plan as if it had been carried out, in an index that no log belongs to.
    mutating func rehearse(_ plan: IssuancePlan, digest: ObjectName) throws(IssuerError) {
        try take(RegisterRecord(sequence: count + 1, time: plan.time, event: .planned(plan)))
        let issued = RegisterRecord.Event.issued(credentialID: plan.credentialID, digest: digest)
        try take(RegisterRecord(sequence: count + 1, time: plan.time, event: issued))
    }

    private mutating func take(_ record: RegisterRecord) throws(IssuerError) {
        let number = count + 1
        switch record.event {
        case .planned(let plan):
            guard entries[plan.credentialID] == nil else { throw Self.damage(number, "plans a credential twice") }
            if let after = plan.after {
                guard entries[after]?.issued != nil else {
                    throw Self.damage(number, "follows a credential that was not issued")
                }
                entries[after]?.followedBy = plan.credentialID
            }
            entries[plan.credentialID] = Entry(plan: plan)
            for key in plan.learner.all { byLearner[key, default: []].append(plan.credentialID) }
        case .issued(let id, let digest):
            guard let entry = entries[id], entry.issued == nil else {
                throw Self.damage(number, "issues a credential that is not planned, or twice")
            }
            entries[id]?.issued = (record.sequence, record.time, digest)
            issuedIDs.append(id)
        case .abandoned(let id):
            guard let entry = entries[id], entry.issued == nil else {
                throw Self.damage(number, "abandons a credential that is not planned, or was issued")
            }
            entries[id] = nil
            if let after = entry.plan.after { entries[after]?.followedBy = nil }
            for key in entry.plan.learner.all {
                byLearner[key]?.removeAll { $0.utf8.elementsEqual(id.utf8) }
            }
        }
        count = number
    }

    /// What is planned for, or was issued to, a learner who can be this one, for the specification of the keys, in the
    /// order of the register.
    func entries(for learner: LearnerKeys) -> [Entry] {
        var ids: [String] = []
        for key in learner.all {
            for id in byLearner[key] ?? [] where !ids.contains(id) { ids.append(id) }
        }
        return ids.compactMap { entries[$0] }.filter { $0.plan.learner.canBeSamePerson(as: learner) }
            .sorted { ($0.issued?.sequence ?? .max) < ($1.issued?.sequence ?? .max) }
    }

    /// What the register says of an issued credential.
    func record(_ id: String) -> IssuedRecord? {
        guard let entry = entries[id] else { return nil }
        return Self.record(entry, isFollowed: entry.followedBy.flatMap { entries[$0]?.issued } != nil)
    }

    private static func record(_ entry: Entry, isFollowed: Bool) -> IssuedRecord? {
        guard let issued = entry.issued else { return nil }
        return IssuedRecord(
            sequence: issued.sequence, credentialID: entry.plan.credentialID, digest: issued.digest,
            suites: entry.plan.suites, signedAt: entry.plan.time, recordedAt: issued.time,
            specificationID: entry.plan.specificationID,
            specificationDigest: entry.plan.specificationDigest, after: entry.plan.after,
            followedBy: isFollowed ? entry.followedBy : nil)
    }

    private static func damage(_ number: Int, _ words: String) -> IssuerError {
        IssuerError(.registerDamaged, "record \(number) of the register \(words)")
    }
}
