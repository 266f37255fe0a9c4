public import Credentials
import Database
public import Encodings
public import Proofs
public import Registry
public import Storage
import Synchronization

/// An institution that issues credentials from its folder.
///
/// While one exists, no other process issues from the same folder, unless its register is on a server: then any number of
/// processes do. Any number of threads may use it.
///
/// Each credential goes through the same steps, each durable before the next: its identifier and time are fixed in the
/// register, it is signed, its copy is kept, and that it was issued is recorded; only then it is handed out. Whoever is
/// interrupted asks for the same again, and gets the same bytes.
public final class Issuer: Sendable {
    /// Who issues.
    public let profile: IssuerProfile

    /// What was moved aside from the register when it was opened, or `nil` when it was in order.
    public let recovery: LogRecovery?

    /// What is signed with: one proof each.
    public let suites: [Cryptosuite]

    /// Both cryptosuites for signing: what one verifier cannot read, another can.
    public static let standardSuites: [Cryptosuite] = [.eddsaJCS2022, .eddsaRDFC2022]

    let signer: any CredentialSigner
    let settings: ProfileSettings
    let listing: IssuerListing?
    let register: Mutex<Register>

    /// Opens an institution's folder for issuing.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - signer: What signs, with one of the institution's keys for it.
    ///   - suites: What to sign with. Whoever has a credential already is given the same one again, whatever is asked for.
    ///   - trustList: The list on which the issuer must be recognised for what it issues; `nil` for not asking.
    ///   - delegations: Those by which an issuer that the list does not name may issue for an institution on it.
    ///   - settings: Bounds that rules use.
    ///   - patience: How long to wait for another program to finish issuing.
    /// - Throws: ``IssuerError`` with code `keyFileAltered` when the signer has another key, `folderBusy`,
    ///   `registerDamaged` or `storageFailed`.
    public convenience init(
        _ folder: IssuerFolder, signer: any CredentialSigner, suites: [Cryptosuite] = Issuer.standardSuites,
        trustList: IssuerTrustList? = nil, delegations: Delegations = Delegations(),
        settings: ProfileSettings = .standard, patience: Duration = .seconds(5)
    ) throws(IssuerError) {
        let listing = trustList.map { IssuerListing(list: $0, delegations: delegations) }
        try self.init(folder, signer: signer, suites: suites, listing: listing, settings: settings) {
            () throws(IssuerError) in try Register(folder, patience: patience)
        }
    }

    private init(
        _ folder: IssuerFolder, signer: any CredentialSigner, suites: [Cryptosuite], listing: IssuerListing?,
        settings: ProfileSettings, _ open: () throws(IssuerError) -> Register
    ) throws(IssuerError) {
        let register = try open()
        // Whichever of the institution's keys it is: that it is in force is looked at whenever it is to sign.
        let keys = try register.book.keys(of: folder.profile)
        guard let key = keys.all(for: .issue).first(where: { $0.publicKey == signer.publicKey }) else {
            throw IssuerError(
                .keyFileAltered, "expected one of the keys of the institution, found a signer with another one")
        }
        profile = folder.profile.with(keys, issue: key)
        recovery = register.recovery
        hasDroppedApproval = profile.approvers.isEmpty ? try register.book.hasApprovals() : false
        self.signer = signer
        self.suites = suites
        self.settings = settings
        self.listing = listing
        self.register = Mutex(register)
    }

    /// Whether one person issues alone now, where two agreed to what was issued before.
    public let hasDroppedApproval: Bool

    /// Issues the credential of a record, once; see ``issue(_:repetition:at:)-(IssuanceRequest,_,_)``.
    public func issue(
        _ record: MicroCredentialRecord, repetition: Repetition = .once, at now: Timestamp
    ) throws(IssuerError) -> IssuedCredential {
        try issue(IssuanceRequest(record), repetition: repetition, at: now)
    }

    /// Issues the credential that is asked for, once.
    ///
    /// - Parameters:
    ///   - request: What is awarded to whom.
    ///   - repetition: Whether a learner who has a credential for this specification may get another.
    ///   - now: The time now; a new credential is valid from it.
    /// - Returns: The credential, new or from before.
    /// - Throws: ``IssuerError`` with code `recordRefused` or `warningsNotAcknowledged`, `conflict`, `correctedBefore`,
    ///   `revokedBefore`, `signedWithLostKey`, `nothingToRepeat`, `listUnusable`, `keyNotListed`, `notGranted` or `outOfScope`, `draftRefused`, `signingFailed`,
    ///   `copyMissing`, `storageFailed` or `cryptographyFailed`. Nothing was handed out then; what was planned is
    ///   finished when it is asked for again.
    public func issue(
        _ request: IssuanceRequest, repetition: Repetition = .once, at now: Timestamp
    ) throws(IssuerError) -> IssuedCredential {
        try register.withLock { register throws(IssuerError) in
            let book = register.book
            let prepared = try PreparedCredential(request, of: profile, salt: book.salt)
            let decision = try book.database.write { transaction throws(IssuerError) in
                try decide(prepared, repetition, at: now, book, in: transaction)
            }
            switch decision {
            case .given(let entry): return try issuedBefore(prepared, entry, book)
            case .planned(let plan): return try finish(prepared, plan, at: now, book)
            }
        }
    }

    /// Records that credentials were handed out.
    ///
    /// - Throws: ``IssuerError`` with code `storageFailed`.
    public func markDelivered(_ credentialIDs: [String], at now: Timestamp) throws(IssuerError) {
        try register.withLock { register throws(IssuerError) in
            try register.book.markDelivered(credentialIDs, at: now)
        }
    }
}
