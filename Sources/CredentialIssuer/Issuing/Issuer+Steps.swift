import Credentials
import Encodings
import Proofs
import Storage

extension Issuer {
    /// The plan to go on with: the one that was begun, if it still leads to the same bytes, or a new one.
    func plan(
        _ prepared: PreparedCredential, _ repetition: Repetition, _ unfinished: [RegisterIndex.Entry],
        at now: Timestamp, _ register: inout Register
    ) throws(IssuerError) -> IssuancePlan {
        var found: IssuancePlan?
        for entry in unfinished {
            if found == nil, try isContinued(entry.plan, prepared, register) {
                found = entry.plan
            } else {
                // The record or the issuer's files were changed since; nobody has seen what was planned.
                try register.append(.abandoned(credentialID: entry.plan.credentialID), at: now)
            }
        }
        if let found { return found }
        let id = try RandomUUID.urn()
        let draft = try prepared.draft(credentialID: id, time: now)
        let plan = IssuancePlan(
            credentialID: id, time: now, verificationMethod: profile.verificationMethod.text, suites: suites,
            specificationID: prepared.specificationID, specificationDigest: prepared.specificationDigest,
            learner: prepared.learner, claims: prepared.claims, draft: try Self.digest(draft, register),
            after: repetition.predecessor)
        try register.append(.planned(plan), at: now)
        return plan
    }

    /// Records as issued what was planned, signed and kept, where only the record of it is missing and the request is not
    /// the one that it was made for.
    ///
    /// That record is written before a credential is handed out, so that it is missing only when nobody has the
    /// credential, or when the disk lost what it had confirmed. Which of the two it is cannot be told, and a learner who may
    /// have a credential does not get another unasked.
    ///
    /// - Returns: Whether anything was recorded.
    func adopt(
        _ unfinished: [RegisterIndex.Entry], _ prepared: PreparedCredential, at now: Timestamp,
        _ register: inout Register
    ) throws(IssuerError) -> Bool {
        var isAdopted = false
        for entry in unfinished {
            if try isContinued(entry.plan, prepared, register) { continue }
            guard let digest = try register.copy(of: entry.plan) else { continue }
            try register.append(.issued(credentialID: entry.plan.credentialID, digest: digest), at: now)
            isAdopted = true
        }
        return isAdopted
    }

    /// Whether a plan is the one to go on with.
    private func isContinued(
        _ plan: IssuancePlan, _ prepared: PreparedCredential, _ register: Register
    ) throws(IssuerError) -> Bool {
        guard plan.suites == suites else { return false }
        return try isPlan(plan, for: prepared, register)
    }

    /// Signs what was planned, keeps it, and records it.
    func finish(
        _ prepared: PreparedCredential, _ plan: IssuancePlan, at now: Timestamp, _ register: inout Register
    ) throws(IssuerError) -> IssuedCredential {
        let bytes = try sign(prepared, plan)
        let digest = try register.keep(bytes)
        try register.append(.issued(credentialID: plan.credentialID, digest: digest), at: now)
        return IssuedCredential(record: try register.record(plan.credentialID), bytes: bytes, isNew: true)
    }

    /// The credential from before: its copy, or, if that was lost, the same bytes made again.
    func issuedBefore(
        _ prepared: PreparedCredential, _ entry: RegisterIndex.Entry, _ register: Register
    ) throws(IssuerError) -> IssuedCredential {
        let record = try register.record(entry.plan.credentialID)
        if let bytes = try register.copy(record.digest) {
            return IssuedCredential(record: record, bytes: bytes, isNew: false)
        }
        guard try isPlan(entry.plan, for: prepared, register) else { throw Self.missingCopy(record) }
        let bytes = try sign(prepared, entry.plan)
        guard try IssuerPaths.digest(of: bytes) == record.digest else { throw Self.missingCopy(record) }
        try register.restore(bytes, as: record.digest)
        return IssuedCredential(record: record, bytes: bytes, isNew: false)
    }

    /// The error for somebody who has another credential for the same specification.
    static func conflict(_ existing: IssuedRecord) -> IssuerError {
        var error = IssuerError(
            .conflict,
            "another credential was issued to this learner for this specification: to issue one after it, name it: "
                + existing.credentialID)
        error.existing = existing
        return error
    }

    /// Whether a plan, carried out now, leads to the bytes that it was made for.
    private func isPlan(
        _ plan: IssuancePlan, for prepared: PreparedCredential, _ register: Register
    ) throws(IssuerError) -> Bool {
        guard plan.verificationMethod.utf8.elementsEqual(profile.verificationMethod.text.utf8) else { return false }
        let draft = try prepared.draft(credentialID: plan.credentialID, time: plan.time)
        return try Self.digest(draft, register) == plan.draft
    }

    private func sign(_ prepared: PreparedCredential, _ plan: IssuancePlan) throws(IssuerError) -> [UInt8] {
        let draft = try prepared.draft(credentialID: plan.credentialID, time: plan.time)
        let options = ProofOptions(verificationMethod: profile.verificationMethod, created: plan.time)
        do throws(ProofError) {
            return try DataIntegrity.secure(draft, with: plan.suites, options: options, signer: signer)
        } catch {
            throw IssuerError(.signingFailed, error.reason)
        }
    }

    private static func digest(_ draft: CredentialDraft, _ register: Register) throws(IssuerError) -> String {
        try register.book.salt.digest(ofDraft: draft.document.root)
    }

    private static func missingCopy(_ record: IssuedRecord) -> IssuerError {
        var error = IssuerError(
            .copyMissing,
            "the register has no copy of \(record.credentialID), and what the files say now does not give it again")
        error.existing = record
        return error
    }
}
