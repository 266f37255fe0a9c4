import Credentials
import Encodings
import Proofs

extension PreparedCredential {
    /// An identifier of the right form, for looking at a credential before it has one.
    private static let exampleID = "urn:uuid:00000000-0000-4000-8000-000000000000"

    /// What the rules say before signing.
    func findings(settings: ProfileSettings, at now: Timestamp) throws(IssuerError) -> [Finding] {
        let record = try record(credentialID: Self.exampleID, time: now)
        return ProfileRules.check(record, phase: .award, at: now, settings: settings)
    }

    /// The error that findings amount to, or `nil` when none of them stops issuing.
    static func refusal(_ findings: [Finding]) -> IssuerError? {
        let stopping = findings.filter(\.stopsIssuing)
        guard let first = stopping.first else { return nil }
        let codes = stopping.map(\.code).joined(separator: ", ")
        let hasErrors = stopping.contains { $0.severity == .error }
        let words =
            hasErrors
            ? "expected a record that keeps the rules, found \(codes)"
            : "expected somebody's reason for going on in spite of \(codes), found none"
        var error = IssuerError(
            hasErrors ? .recordRefused : .warningsNotAcknowledged, "\(words); the first is at \(first.place)")
        error.findings = findings
        return error
    }

    /// Refuses a credential that is not as every credential must be, whatever was put into it, and an issuer that is
    /// not recognised for it.
    ///
    /// - Parameter isExamined: Whether the first was found out already.
    func check(
        of profile: IssuerProfile, _ listing: IssuerListing?, at now: Timestamp, isExamined: Bool = false
    ) throws(IssuerError) {
        guard !isExamined || listing != nil else { return try profile.issueKey.requireInForce(at: now) }
        let place = profile.statusLists.map { _ in StatusPlace(list: 1, index: 0) }
        let bytes = try bytes(credentialID: Self.exampleID, time: now, status: place)
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(parsing: bytes, limits: .credential)
        } catch {
            throw IssuerError(.draftRefused, error.reason)
        }
        if !isExamined { try Self.check(document) }
        try profile.issueKey.requireInForce(at: now)
        try listing?.check(document, of: profile, at: now)
    }

    private static func check(_ document: JSONDocument) throws(IssuerError) {
        let claims = CredentialView(document.root)
        let findings = DataModelRules.check(claims) + MicroCredentialProfile.report(on: claims).findings
        let errors = findings.filter { $0.severity == .error }
        if let first = errors.first {
            var error = IssuerError(
                .draftRefused,
                "expected to build a credential as the data model and the profile have it, built one with \(first.code) "
                    + "at \(first.place)")
            error.findings = errors
            throw error
        }
    }

    /// Whether an issued credential says the same of the achievement and of the award, however it is written.
    ///
    /// A later version of this software can write the same record in another way.
    func isSame(as issued: [UInt8]) -> Bool {
        guard let issued = try? JSONDocument(parsing: issued, limits: .credential).root,
            let id = issued["id"]?.string,
            let time = issued["validFrom"]?.string.flatMap({ try? Timestamp(parsing: $0) }),
            let draft = try? draft(credentialID: id, time: time).document.root
        else { return false }
        return Self.substance(of: issued) == Self.substance(of: draft)
    }

    private static func substance(of document: JSONNode) -> MicroCredentialRecord {
        var record = MicroCredentialRecord(CredentialView(document))
        record.issuer = IssuerIdentity()
        return record
    }
}
