public import Credentials
import Database
public import Encodings
import Proofs
public import Registry
import Storage

/// Tells what would come of issuing, without issuing anything; neither key nor passphrase is needed.
///
/// It remembers what it was asked, so that two rows for the same learner are found out as they would be when issuing.
public struct IssuanceRehearsal: Sendable {
    private let profile: IssuerProfile
    private let settings: ProfileSettings
    private let listing: IssuerListing?
    private let book: RegisterBook
    /// What was asked before, as if it had been issued.
    private let rehearsed: Database

    /// Reads the register of a folder as it is now.
    ///
    /// - Throws: ``IssuerError`` with code `registerDamaged` or `storageFailed`.
    public init(
        _ folder: IssuerFolder, trustList: IssuerTrustList? = nil, delegations: Delegations = Delegations(),
        settings: ProfileSettings = .standard
    ) throws(IssuerError) {
        profile = folder.profile
        self.settings = settings
        listing = trustList.map { IssuerListing(list: $0, delegations: delegations) }
        book = try folder.book()
        rehearsed = try IssuerError.passingOn { () throws(DatabaseError) in
            let database = try Database.temporary()
            try database.migrate(RegisterSchema.migrations, at: .earliest)
            return database
        }
    }

    /// What would come of issuing `record`; see ``preview(_:repetition:at:)-(IssuanceRequest,_,_)``.
    public mutating func preview(
        _ record: MicroCredentialRecord, repetition: Repetition = .once, at now: Timestamp
    ) throws(IssuerError) -> IssuancePreview {
        try preview(IssuanceRequest(record), repetition: repetition, at: now)
    }

    /// What would come of issuing what is asked for.
    ///
    /// - Throws: ``IssuerError`` as ``Issuer/issue(_:repetition:at:)-(IssuanceRequest,_,_)`` for what is wrong with the
    ///   trust list or with the document that is built, and `cryptographyFailed`.
    public mutating func preview(
        _ request: IssuanceRequest, repetition: Repetition = .once, at now: Timestamp
    ) throws(IssuerError) -> IssuancePreview {
        let prepared = try PreparedCredential(request, of: profile, salt: book.salt)
        let standing = try standing(of: prepared, repetition)
        if case .alreadyIssued(let entry) = standing {
            return IssuancePreview(standing: .alreadyIssued(try Self.record(of: entry)), findings: [])
        }
        if case .withheld(let entry, let why) = standing {
            return IssuancePreview(
                standing: .withheld(try Self.record(of: entry), batch: entry.plan.batch?.id, why), findings: [])
        }
        let findings = try prepared.findings(settings: settings, at: now)
        guard PreparedCredential.refusal(findings) == nil else {
            return IssuancePreview(standing: .refused, findings: findings)
        }
        switch standing {
        case .alreadyIssued(let entry), .withheld(let entry, _), .conflict(let entry):
            return IssuancePreview(
                standing: .conflict(try Self.record(of: entry), revokedAt: entry.revokedAt), findings: findings)
        case .nothingToRepeat:
            return IssuancePreview(standing: .nothingToRepeat, findings: findings)
        case .open(let unfinished):
            try prepared.check(of: profile, listing, at: now)
            if let refusal = prepared.proofRefusal(after: repetition.predecessor) {
                return IssuancePreview(standing: .unproved(refusal), findings: findings)
            }
            try remember(prepared, repetition, at: now)
            return IssuancePreview(standing: unfinished.isEmpty ? .ready : .unfinished, findings: findings)
        }
    }

    /// What the rules would say of issuing what is asked for, whatever the register says.
    ///
    /// It is for a record of which a part could not be read, so that a person sees at once what else is wrong.
    ///
    /// - Throws: ``IssuerError`` with code `cryptographyFailed`.
    public func findings(_ request: IssuanceRequest, at now: Timestamp) throws(IssuerError) -> [Finding] {
        let record = try request.record(profile, now) { "" }
        return ProfileRules.check(record, phase: .award, at: now, settings: settings)
    }

    private func standing(
        of prepared: PreparedCredential, _ repetition: Repetition
    ) throws(IssuerError) -> RegisterStanding {
        let others = try rehearsed.read { transaction throws(IssuerError) in
            try IssuerError.passingOn { () throws(DatabaseError) in try transaction.entries(for: prepared.learner) }
        }
        return try book.database.read { transaction throws(IssuerError) in
            try book.standing(of: prepared, repetition, others: others, in: transaction)
        }
    }

    private static func record(of entry: RegisterEntry) throws(IssuerError) -> IssuedRecord {
        guard let record = entry.record else {
            throw IssuerError(.registerDamaged, "a credential that was issued is not in the register")
        }
        return record
    }

    /// Takes a credential for issued, in what goes away with this value.
    private func remember(
        _ prepared: PreparedCredential, _ repetition: Repetition, at now: Timestamp
    ) throws(IssuerError) {
        let plan = IssuancePlan(
            credentialID: try RandomUUID.urn(), time: now, verificationMethod: profile.verificationMethod.text,
            suites: [.eddsaJCS2022], specificationID: prepared.specificationID,
            specificationDigest: prepared.specificationDigest, learner: prepared.learner, claims: prepared.claims,
            draft: "", after: repetition.predecessor)
        var predecessor: RegisterEntry?
        if let id = repetition.predecessor {
            predecessor = try book.database.read { transaction throws(IssuerError) in
                try IssuerError.passingOn { () throws(DatabaseError) in try transaction.entry(id) }
            }
        }
        try rehearsed.write { transaction throws(IssuerError) in
            // What it comes after stands in the register; here it has to stand as well.
            if let predecessor,
                try IssuerError.passingOn({ () throws(DatabaseError) in
                    try transaction.entry(predecessor.plan.credentialID)
                }) == nil
            {
                try Self.take(predecessor.plan, digest: predecessor.issued?.digest, in: transaction)
            }
            try Self.take(plan, digest: nil, in: transaction)
        }
    }

    private static func take(
        _ plan: IssuancePlan, digest: ObjectName?, in transaction: Transaction
    ) throws(IssuerError) {
        var plan = plan
        plan.after = digest == nil ? plan.after : nil
        plan.status = nil
        try transaction.append(.planned(plan), at: plan.time)
        var name = digest
        if name == nil { name = try IssuerPaths.digest(of: Array(plan.credentialID.utf8)) }
        guard let name else { return }
        try transaction.append(.issued(credentialID: plan.credentialID, digest: name), at: plan.time)
    }
}
