import Credentials
import Database
import Encodings
import Proofs
import Storage

extension Issuer {
    /// What is done for a request.
    enum Decision {
        /// What was issued is given again.
        case given(RegisterEntry)
        /// What is planned, for good, is carried out.
        case planned(IssuancePlan)
    }

    /// Decides what is done, and plans it, as the only one who plans anything meanwhile.
    func decide(
        _ prepared: PreparedCredential, _ repetition: Repetition, at now: Timestamp, _ book: RegisterBook,
        in transaction: Transaction
    ) throws(IssuerError) -> Decision {
        let standing = try book.standing(of: prepared, repetition, in: transaction)
        // What was issued is given again whatever the rules say today, or never.
        if case .alreadyIssued(let entry) = standing { return .given(entry) }
        if case .withheld(let entry, let why) = standing { throw try Self.withheld(entry, why) }
        let findings = try prepared.findings(settings: settings, at: now)
        if let refusal = PreparedCredential.refusal(findings) { throw refusal }
        guard profile.approvers.isEmpty else { throw Self.unapproved }
        switch standing {
        case .alreadyIssued(let entry): return .given(entry)
        case .withheld(let entry, let why): throw try Self.withheld(entry, why)
        case .conflict(let entry): throw Self.conflict(entry)
        case .nothingToRepeat:
            throw IssuerError(
                .nothingToRepeat,
                "expected the identifier of a credential that was issued to this learner for this specification, "
                    + "found another")
        case .open(let unfinished):
            try prepared.check(of: profile, listing, at: now)
            try transaction.requireUsable(profile.issueKey, at: now)
            try prepared.useProof(after: repetition.predecessor, row: nil)
            return .planned(
                try plan(prepared, repetition, unfinished, batch: nil, at: now, book.salt, in: transaction).plan)
        }
    }

    /// The error for an institution that issues nothing that two persons have not agreed to.
    static var unapproved: IssuerError {
        IssuerError(
            .notApproved, "expected a batch that another person has approved, found one credential by itself")
    }

    /// The plan to go on with: the one that was begun, if it still leads to the same bytes, or a new one; with the document
    /// to be signed.
    ///
    /// - Parameter batch: The place in a batch of what is planned anew.
    func plan(
        _ prepared: PreparedCredential, _ repetition: Repetition, _ unfinished: [RegisterEntry], batch: BatchPlace?,
        at now: Timestamp, _ salt: RegisterSalt, in transaction: Transaction
    ) throws(IssuerError) -> (plan: IssuancePlan, draft: CredentialDraft) {
        if let begun = try begun(prepared, repetition, unfinished, at: now, salt, in: transaction) { return begun }
        let outline = try outline(prepared, repetition, batch: batch, at: now, in: transaction)
        let planned = try plan(outline, at: now, salt)
        try transaction.append(.planned(planned.plan), at: now)
        return planned
    }

    /// The plan that was begun, if it still leads to the same bytes; any other is abandoned.
    ///
    /// - Parameter tail: The end of the register, where it is known.
    func begun(
        _ prepared: PreparedCredential, _ repetition: Repetition, _ unfinished: [RegisterEntry], at now: Timestamp,
        _ salt: RegisterSalt, in transaction: Transaction, after tail: RegisterTail? = nil
    ) throws(IssuerError) -> (plan: IssuancePlan, draft: CredentialDraft)? {
        var found: (IssuancePlan, CredentialDraft)?
        for entry in unfinished {
            if found == nil, (entry.plan.corrects != nil) == repetition.isCorrection,
                let draft = try continued(entry.plan, prepared, salt)
            {
                found = (entry.plan, draft)
            } else {
                // The record or the issuer's files were changed since; nobody has seen what was planned.
                try transaction.append(.abandoned(credentialID: entry.plan.credentialID), at: now, after: tail)
            }
        }
        return found
    }

    /// Fixes of a new credential what nobody else may have: its identifier, and its place on a status list.
    func outline(
        _ prepared: PreparedCredential, _ repetition: Repetition, batch: BatchPlace?, at now: Timestamp,
        in transaction: Transaction, after tail: RegisterTail? = nil
    ) throws(IssuerError) -> PlanOutline {
        let id = try RandomUUID.urn()
        // Taken before anything is signed, and for good: whoever has the credential can look at no other place.
        var status: StatusPlace?
        if let lists = profile.statusLists {
            status = try StatusAllocation(lists).reserve(forNew: id, at: now, in: transaction, after: tail)
        }
        var corrects: Multihash?
        if case .correcting(let before) = repetition { corrects = try digest(of: before, in: transaction) }
        return PlanOutline(
            prepared: prepared, credentialID: id, status: status, after: repetition.predecessor, corrects: corrects,
            batch: batch)
    }

    /// The plan of a new credential, and the document to be signed; any number of threads may make them at the same time.
    func plan(
        _ outline: PlanOutline, at now: Timestamp, _ salt: RegisterSalt
    ) throws(IssuerError) -> (plan: IssuancePlan, draft: CredentialDraft) {
        let prepared = outline.prepared
        let draft = try prepared.draft(
            credentialID: outline.credentialID, time: now, status: outline.status,
            correcting: outline.corrects.flatMap { digest in outline.after.map { (id: $0, digest: digest) } })
        let plan = IssuancePlan(
            credentialID: outline.credentialID, time: now, verificationMethod: profile.verificationMethod.text,
            suites: suites, specificationID: prepared.specificationID,
            specificationDigest: prepared.specificationDigest, learner: prepared.learner, claims: prepared.claims,
            draft: try salt.digest(of: draft), after: outline.after, corrects: outline.corrects,
            status: outline.status, batch: outline.batch, possession: prepared.possession)
        return (plan, draft)
    }

    /// The document of a plan that is the one to go on with; `nil` for another.
    private func continued(
        _ plan: IssuancePlan, _ prepared: PreparedCredential, _ salt: RegisterSalt
    ) throws(IssuerError) -> CredentialDraft? {
        guard plan.suites == suites else { return nil }
        // What nobody has seen yet can still be made so that it can be taken back.
        guard (plan.status == nil) == (profile.statusLists == nil) else { return nil }
        return try draft(of: plan, for: prepared, salt)
    }

    /// Signs what was planned, keeps it, and records it.
    func finish(
        _ prepared: PreparedCredential, _ plan: IssuancePlan, at now: Timestamp, _ book: RegisterBook
    ) throws(IssuerError) -> IssuedCredential {
        let bytes = try sign(prepared.draft(plan), plan)
        return IssuedCredential(
            record: try book.issue(plan, bytes, by: profile.issueKey, at: now), bytes: bytes, isNew: true)
    }

    /// The credential from before: its copy, or, if that was lost, the same bytes made again.
    func issuedBefore(
        _ prepared: PreparedCredential, _ entry: RegisterEntry, _ book: RegisterBook
    ) throws(IssuerError) -> IssuedCredential {
        guard let record = entry.record else {
            throw IssuerError(.registerDamaged, "a credential that was issued is not in the register")
        }
        if let bytes = try book.copy(record.digest) {
            return IssuedCredential(record: record, bytes: bytes, isNew: false)
        }
        guard let draft = try draft(of: entry.plan, for: prepared, book.salt) else { throw Self.missingCopy(record) }
        let bytes = try sign(draft, entry.plan)
        guard try IssuerPaths.digest(of: bytes) == record.digest else { throw Self.missingCopy(record) }
        try book.restore(bytes, as: record.digest)
        return IssuedCredential(record: record, bytes: bytes, isNew: false)
    }

    /// The error for somebody who has another credential for the same specification.
    static func conflict(_ existing: RegisterEntry) -> IssuerError {
        var error = IssuerError(
            .conflict,
            "another credential was issued to this learner for this specification: to issue one after it, name it: "
                + existing.plan.credentialID)
        error.existing = existing.record
        return error
    }

    /// The error for somebody who has what is not given to anybody again.
    static func withheld(_ existing: RegisterEntry, _ why: Withholding) throws(IssuerError) -> IssuerError {
        guard let record = existing.record else {
            throw IssuerError(.registerDamaged, "a credential that was issued is not in the register")
        }
        return IssuerError(withholding: record, batch: existing.plan.batch?.id, why)
    }

    /// The document of a plan, if carried out now it leads to the bytes that it was made for.
    private func draft(
        of plan: IssuancePlan, for prepared: PreparedCredential, _ salt: RegisterSalt
    ) throws(IssuerError) -> CredentialDraft? {
        guard plan.verificationMethod.utf8.elementsEqual(profile.verificationMethod.text.utf8) else { return nil }
        let draft = try prepared.draft(plan)
        return try salt.digest(of: draft) == plan.draft ? draft : nil
    }

    /// Signs the document of a plan; any number of threads may sign at the same time.
    ///
    /// - Parameter selfCheck: Whether each signature is verified before it leaves.
    func sign(_ draft: CredentialDraft, _ plan: IssuancePlan, selfCheck: Bool = true) throws(IssuerError) -> [UInt8] {
        let options = ProofOptions(verificationMethod: profile.verificationMethod, created: plan.time)
        do throws(ProofError) {
            return try DataIntegrity.secure(
                draft, with: plan.suites, options: options, signer: signer, selfCheck: selfCheck)
        } catch {
            throw IssuerError(.signingFailed, error.reason)
        }
    }

    private static func missingCopy(_ record: IssuedRecord) -> IssuerError {
        var error = IssuerError(
            .copyMissing,
            "the register has no copy of \(record.credentialID), and what the files say now does not give it again")
        error.existing = record
        return error
    }
}
