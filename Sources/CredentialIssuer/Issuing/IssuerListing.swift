import Credentials
import Encodings
import Proofs
import Registry

/// The trust list on which the issuer must stand for what it issues.
///
/// A verifier would refuse what the issuer was not entitled to sign; the issuer finds out first.
/// Source: the questions of a trust list at issuance, `ISSUE_KEY_NOT_LISTED` and `ISSUE_NOT_GRANTED`, and the scope.
struct IssuerListing: Sendable {
    /// The list, with the delegations by which a part of an institution on it may issue.
    private let book: DelegationBook

    init(list: IssuerTrustList, delegations: Delegations) { book = DelegationBook(list, delegations) }

    /// Refuses to sign what the list does not entitle the issuer to sign now.
    func check(_ document: JSONDocument, of profile: IssuerProfile, at now: Timestamp) throws(IssuerError) {
        let question = IssuerQuestion(
            issuer: Array(profile.id.text.utf8), verificationMethod: Array(profile.verificationMethod.text.utf8),
            key: profile.publicKey, created: now, scope: ClaimedScope(CredentialView(document.root)))
        let list = book.list
        // The list itself speaks of whom it names; a delegation, of whom it does not.
        let judgement = book.judge(question, at: now) ?? list.judge(question, at: now)
        guard let refusal = Self.refusal(judgement.code) else { return }
        var error = IssuerError(
            refusal,
            "list \(list.sequence) of \(list.issued) does not let this issuer sign it: "
                + RegistryMessages.sentence(judgement.code.rawValue, in: .english, judgement.facts)
                + " (\(judgement.code.rawValue))")
        error.judgement = judgement
        throw error
    }

    private static func refusal(_ code: IssuerJudgement.Code) -> IssuerError.Code? {
        switch code {
        case .recognised, .recognisedByDelegation: nil
        case .listFromFuture, .listExpired, .listStale, .listSuperseded, .listEquivocation, .listNeedsNewerRoot,
            .listNotFresh, .signedAfterClosing, .rootExpired, .rootFromFuture:
            .listUnusable
        case .notListed, .keyNotListed, .keyMismatch, .keyWrongPurpose, .createdMissing, .timeFromFuture,
            .keyOutsideWindow, .keyCompromised, .keyCompromisedNoTimeEvidence, .delegationMalformed,
            .delegationBadSignature, .delegationKeyCompromised, .delegationNotAllowed, .delegationTooDeep,
            .delegationLoop, .delegationNotInForce, .delegationOtherKey, .delegationKeyInUse,
            .delegationToListed, .delegationStatusUnknown, .delegationMemoryLost, .delegationRevoked, .keyDisputed:
            .keyNotListed
        case .notGrantedYet, .suspendedAtIssue, .withdrawnAtIssue, .withdrawnNoTimeEvidence,
            .closedNoTimeEvidence, .qualityDecisionEnded:
            .notGranted
        case .scopeNotInForce, .scopeType, .scopeEQFMissing, .scopeEQF, .scopeField, .scopeJurisdiction, .scopeSchema,
            .scopeFieldNotStated, .scopeJurisdictionNotStated, .awardsVoided, .delegationWidensScope:
            .outOfScope
        }
    }
}
