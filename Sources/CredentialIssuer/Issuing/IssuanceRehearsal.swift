public import Credentials
public import Encodings
import Proofs
public import Registry

/// Tells what would come of issuing, without issuing anything; neither key nor passphrase is needed.
///
/// It remembers what it was asked, so that two rows for the same learner are found out as they would be when issuing.
public struct IssuanceRehearsal: Sendable {
    private let profile: IssuerProfile
    private let settings: ProfileSettings
    private let listing: IssuerListing?
    private var book: RegisterBook

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
        let standing = book.standing(of: prepared, repetition)
        if case .alreadyIssued(let entry) = standing {
            return IssuancePreview(standing: .alreadyIssued(try book.record(entry.plan.credentialID)), findings: [])
        }
        let findings = try prepared.findings(settings: settings, at: now)
        guard PreparedCredential.refusal(findings) == nil else {
            return IssuancePreview(standing: .refused, findings: findings)
        }
        switch standing {
        case .alreadyIssued(let entry), .conflict(let entry):
            return IssuancePreview(
                standing: .conflict(try book.record(entry.plan.credentialID)), findings: findings)
        case .nothingToRepeat:
            return IssuancePreview(standing: .nothingToRepeat, findings: findings)
        case .open(let unfinished):
            try prepared.check(of: profile, listing, at: now)
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

    /// Takes a credential for issued, in memory alone.
    private mutating func remember(
        _ prepared: PreparedCredential, _ repetition: Repetition, at now: Timestamp
    ) throws(IssuerError) {
        let id = try RandomUUID.urn()
        let plan = IssuancePlan(
            credentialID: id, time: now, verificationMethod: profile.verificationMethod.text, suites: [.eddsaJCS2022],
            specificationID: prepared.specificationID, specificationDigest: prepared.specificationDigest,
            learner: prepared.learner, claims: prepared.claims, draft: "", after: repetition.predecessor)
        try book.index.rehearse(plan, digest: IssuerPaths.digest(of: Array(id.utf8)))
    }
}
