import Credentials
import Encodings
import Proofs
import Registry

/// Whether the credential was revoked or suspended.
///
/// Without a status list that counts the answer is not known, and is said to be so.
enum StatusCheck {
    /// What the status lists at hand say of a credential.
    static func judgement(
        of credential: AuthenticCredential, _ issuer: RecognizedIssuer?, _ trust: Trust, _ policy: Policy,
        at now: Timestamp, clock: Timestamp
    ) -> StatusJudgement {
        let claims = credential.claims
        // Most badges have none, and then nobody need be looked up.
        guard let status = claims.node["credentialStatus"] else { return .withoutStatus }
        let authority = StatusAuthority(
            of: claims.issuerNode?.utf8 ?? [], on: trust.lists, above: above(issuer, trust),
            delegations: trust.delegationBooks, from: issuer?.delegatedBy.last.map { Array($0.id.utf8) })
        let judge = StatusJudge(
            trust.statusLists, keys: trust, contexts: trust.contexts,
            policy: policy.statusPolicy(for: ClaimedScope(claims)),
            at: now, clock: clock)
        return judge.judge(status, of: authority)
    }

    /// What is said of an issuer by delegation and of those who delegated, in every delegation of the institution: the one by
    /// which a credential was issued is over when its status is asked for.
    private static func above(_ issuer: RecognizedIssuer?, _ trust: Trust) -> [ListedIssuer] {
        guard let issuer else { return [] }
        guard let institution = issuer.delegatedBy.last else { return issuer.withAllAbove }
        let others = trust.delegationBooks.filter { $0.list.id == issuer.listID }.flatMap {
            $0.entities(of: issuer.entry.idBytes, from: institution.id)
        }
        return issuer.withAllAbove + others
    }

    static func check(_ judgement: StatusJudgement, _ policy: Policy, _ behind: ClockCheck) -> Check {
        let outcome: Outcome =
            switch judgement.outcome {
            case .passed: .passed
            case .failed: .failed
            case .undecided: .undecided
            case .notApplicable: .notApplicable
            }
        if outcome == .notApplicable, policy.requiresStatus { return Check(.status, .undecided, "STATUS_REQUIRED") }
        let check = Check(.status, outcome, judgement.code, at: judgement.pointer, Fact.facts(judgement.facts))
        // By a clock that was set back an old list would seem recent; whatever else is said does not depend on it.
        return outcome == .passed ? behind.judging(check) : check
    }

    /// What else is to be said, also that a list is from before the credential, which it then cannot have known.
    static func notes(on judgement: StatusJudgement, of credential: AuthenticCredential) -> [Note] {
        var notes = judgement.notes.map { Note($0.code.rawValue, Fact.facts($0.facts)) }
        if judgement.outcome == .passed, let known = judgement.asOf, let signed = credential.issuerProof.created,
            known < signed
        {
            notes.append(Note("STATUS_BEFORE_CREDENTIAL", [("known", .moment(known)), ("created", .moment(signed))]))
        }
        return notes
    }
}

extension StatusJudgement {
    /// The lists that were read, and those by which the delegations to the issuer stand, each once.
    func lists(with issuer: RecognizedIssuer?) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for list in lists + (issuer?.statusLists ?? []) where !found.contains(list.bytes) { found.append(list.bytes) }
        return found
    }
}
