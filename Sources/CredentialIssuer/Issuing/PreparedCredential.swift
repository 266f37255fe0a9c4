import Credentials
import Encodings
import Proofs
import Storage

/// A request that is ready to become a credential, but for its identifier and its time.
///
/// It never changes, so that copies of it are one.
final class PreparedCredential: Sendable {
    /// The identifier of the achievement, or its digest when it has none.
    var specificationID: String { form.specificationID }

    /// The digest of what the credential says of the achievement.
    var specificationDigest: Multihash { form.specificationDigest }

    /// Who it is for.
    let learner: LearnerKeys

    /// The salted digest of what the credential says, but for what differs each time and for the issuer.
    let claims: String

    /// That the learner proved to have the key it is bound to.
    var possession: HolderPossession? { request.possession }

    private let request: IssuanceRequest
    private let profile: IssuerProfile
    private let salt: RegisterSalt
    private let form: CredentialForm

    /// Prepares a request for the register with `salt`.
    init(_ request: IssuanceRequest, of profile: IssuerProfile, salt: RegisterSalt) throws(IssuerError) {
        self.request = request
        self.profile = profile
        self.salt = salt
        // Without salts, and signed at a time that is always the same, the same award is the same each time.
        let award: AwardRecord
        if let known = request.form {
            form = known.credential
            if let plain = known.plain, let claims = try Self.plainClaims(plain, known) {
                learner = try Self.keys(of: plain.learner, form, request, salt)
                self.claims = try salt.digest("claims", claims)
                return
            }
            award = try known.award(Self.referenceTime) { "" }
        } else {
            let record = try request.record(profile, Self.referenceTime) { "" }
            guard let found = record.award else {
                throw IssuerError(.recordRefused, "expected a record with an award, found a specification alone")
            }
            form = try CredentialForm(record)
            award = found
        }
        learner = try Self.keys(of: award.learner, form, request, salt)
        claims = try salt.digest("claims", Self.claims(of: award, form))
    }

    private static func keys(
        of learner: LearnerIdentity, _ form: CredentialForm, _ request: IssuanceRequest, _ salt: RegisterSalt
    ) throws(IssuerError) -> LearnerKeys {
        var keys = try salt.keys(of: learner, specificationID: form.specificationID)
        keys.tellsNamesakesApart = request.tellsNamesakesApart
        return keys
    }

    /// What a credential says, but for what differs each time and for the issuer, in canonical form.
    static func claims(of award: AwardRecord, _ form: CredentialForm) throws(IssuerError) -> [UInt8] {
        var claims = form.credential(for: award, id: "urn:uuid:")
        // The identifier and the time differ each time; a new telephone number of the issuer makes nothing another
        // award.
        for name in ["id", "validFrom", "issuer"] { claims[name] = nil }
        return try form.canonicalBytes(of: claims)
    }

    /// The same by a pattern; `nil` where there is none.
    static func plainClaims(
        _ plain: PlainAward, _ known: IssuanceRequest.Form
    ) throws(IssuerError) -> [UInt8]? {
        let form = known.credential
        return try form.patterns.bytes(
            .claims(days: plain.days, hasGrade: plain.grade != nil), of: plain, id: ""
        ) { marks throws(IssuerError) in
            try claims(of: marks.mark(known.award(referenceTime) { "" }), form)
        }
    }

    static let referenceTime = Timestamp(startOf: CalendarDate(daysSince1970: 0) ?? .earliest)

    /// What stands for the credential that is issued to this learner after another one, or after none.
    ///
    /// The same record issued after a credential that was revoked is another purpose.
    func purpose(after predecessor: String?) -> String { claims + (predecessor.map { " " + $0 } ?? "") }

    /// Uses up the challenge that the learner answered, for this credential alone.
    ///
    /// It comes before anything is planned: whoever is interrupted after it goes on, and nobody else can use it.
    ///
    /// - Parameter row: The row of a spreadsheet; `nil` for a learner's own file.
    /// - Throws: ``IssuerError`` with code `recordRefused`.
    func useProof(after predecessor: String?, row: Int?) throws(IssuerError) {
        guard let proof = request.proof else { return }
        try Self.use(proof, for: purpose(after: predecessor), row: row)
    }

    /// Why the proof that the learner gave is not taken for this credential; `nil` where it is, or there is none.
    func proofRefusal(after predecessor: String?) -> LearnerProofRefusal? {
        request.proof?.refusal(for: purpose(after: predecessor))
    }

    /// Uses up the challenge of a proof.
    ///
    /// - Throws: ``IssuerError`` with code `recordRefused`.
    static func use(_ proof: any LearnerProof, for purpose: String, row: Int?) throws(IssuerError) {
        guard let refusal = proof.use(for: purpose) else { return }
        var error = IssuerError(
            .recordRefused, "expected a proof of possession that counts, found one that does not (\(refusal.code))")
        error.findings = row.map { [refusal.finding(at: .cell(file: "", row: $0, column: ""))] } ?? []
        throw error
    }

    /// The record as it is when it is signed at a time with an identifier.
    func record(credentialID: String, time: Timestamp) throws(IssuerError) -> MicroCredentialRecord {
        var salts = try IdentifierSalts(credentialID, salt)
        var record = try request.record(profile, time) { salts.next() }
        let issuedAt = RecordText(time.description, at: record.place(of: .issuedAt))
        record.award?.issuedAt = RecordValue(issuedAt)
        return record
    }

    /// The award of that record.
    func award(credentialID: String, time: Timestamp) throws(IssuerError) -> AwardRecord {
        guard let form = request.form else {
            return try record(credentialID: credentialID, time: time).award ?? AwardRecord()
        }
        var salts = try IdentifierSalts(credentialID, salt)
        return try form.award(time) { salts.next() }
    }

    /// The document to be signed, as it is planned.
    func draft(_ plan: IssuancePlan) throws(IssuerError) -> CredentialDraft {
        let corrected = plan.after.flatMap { id in plan.corrects.map { (id, $0) } }
        return try draft(
            credentialID: plan.credentialID, time: plan.time, status: plan.status, correcting: corrected)
    }

    /// The document to be signed, with the identifier, the time and the place on status lists of a plan.
    ///
    /// One that corrects another names it by its identifier and the digest of its bytes, so that whoever holds both knows
    /// which of them counts. Source: Verifiable Credentials Data Model 2.0, section 5.3.
    func draft(
        credentialID: String, time: Timestamp, status: StatusPlace? = nil,
        correcting before: (id: String, digest: Multihash)? = nil
    ) throws(IssuerError) -> CredentialDraft {
        let bytes = try bytes(credentialID: credentialID, time: time, status: status, correcting: before)
        do throws(ProofError) {
            return try CredentialDraft(parsing: bytes)
        } catch {
            throw IssuerError(.draftRefused, error.reason)
        }
    }

    /// The bytes of the document to be signed.
    func bytes(
        credentialID: String, time: Timestamp, status: StatusPlace?,
        correcting before: (id: String, digest: Multihash)? = nil
    ) throws(IssuerError) -> [UInt8] {
        if before == nil, let bytes = try plainBytes(credentialID, time, status) { return bytes }
        return try generalBytes(
            of: award(credentialID: credentialID, time: time), credentialID, status, correcting: before)
    }

    /// The same by a pattern; `nil` where there is none.
    func plainBytes(
        _ credentialID: String, _ time: Timestamp, _ status: StatusPlace?
    ) throws(IssuerError) -> [UInt8]? {
        guard let known = request.form, let plain = known.plain else { return nil }
        let kind = CredentialPatterns.Kind.draft(
            days: plain.days, hasGrade: plain.grade != nil, time: time.description, list: status?.list)
        return try form.patterns.bytes(
            kind, of: plain, id: credentialID, index: status?.index ?? 0
        ) { marks throws(IssuerError) in
            try generalBytes(
                of: marks.mark(known.award(time) { "" }), marks.credentialID,
                status.map { StatusPlace(list: $0.list, index: marks.index) })
        }
    }

    /// The bytes of the document for an award, built member by member.
    func generalBytes(
        of award: AwardRecord, _ credentialID: String, _ status: StatusPlace?,
        correcting before: (id: String, digest: Multihash)? = nil
    ) throws(IssuerError) -> [UInt8] {
        var credential = form.credential(for: award, id: credentialID)
        if let status { credential["credentialStatus"] = profile.statusLists?.entries(at: status) }
        if let before {
            credential["relatedResource"] = [
                ["id": .string(before.id), "digestMultibase": .string(before.digest.multibase)]
            ]
        }
        return try form.bytes(of: credential)
    }
}

/// The salts of the identifiers of one credential that are hashed.
///
/// Nobody who does not have the salt of the register can tell them, and each is used once.
private struct IdentifierSalts {
    private let secret: String
    private var count = 0

    init(_ credentialID: String, _ salt: RegisterSalt) throws(IssuerError) {
        secret = try salt.digest("identifier", Array(credentialID.utf8))
    }

    mutating func next() -> String {
        count += 1
        return "\(secret).\(count)"
    }
}

extension JSONValue {
    /// The canonical form of a value that a credential can hold.
    func canonicalBytes() throws(IssuerError) -> [UInt8] { try parsed().canonicalBytes() }

    /// The value as it is read.
    func parsed() throws(IssuerError) -> JSONNode {
        do throws(JSONError) {
            return try JSONDocument(parsing: serialized(), limits: .credential).root
        } catch {
            throw IssuerError(.draftRefused, "expected what a credential can say: \(error.reason)")
        }
    }
}
