import Encodings

/// What a trust list says of the issuer of a credential.
public struct IssuerJudgement: Sendable {
    /// How a judgement ends.
    public enum Outcome: String, Sendable {
        /// The issuer was entitled to sign this at the time.
        case passed
        /// It was not.
        case failed
        /// The list does not decide it. Never counted as passed.
        case undecided
    }

    /// The stable name of what was decisive.
    public enum Code: String, Sendable, CaseIterable {
        /// The issuer was entitled to issue this at the time.
        case recognised = "ISSUER_RECOGNISED"
        /// The list was issued after the present time: the clock or the list is wrong.
        case listFromFuture = "LIST_FROM_FUTURE"
        /// The next list is overdue.
        case listExpired = "LIST_EXPIRED"
        /// The list is older than the policy allows.
        case listStale = "LIST_STALE"
        /// The authority says that there is a newer list.
        case listSuperseded = "LIST_SUPERSEDED"
        /// The authority says that another list has the number of this one.
        case listEquivocation = "LIST_EQUIVOCATION"
        /// The authority says that there is a newer root.
        case listNeedsNewerRoot = "LIST_NEEDS_NEWER_ROOT"
        /// The policy asks for the authority's word that the list is its newest, and there is none in force.
        case listNotFresh = "LIST_NOT_FRESH"
        /// The time of the root under which the list was made is over.
        case rootExpired = "ROOT_EXPIRED"
        /// The root was made after the present time: the clock or the root is wrong.
        case rootFromFuture = "ROOT_FROM_FUTURE"
        /// The issuer is not on the list.
        case notListed = "ISSUER_NOT_LISTED"
        /// The verification method is not one of the issuer's on the list.
        case keyNotListed = "KEY_NOT_LISTED"
        /// The list has another key for the verification method than the proof was checked with.
        case keyMismatch = "KEY_MISMATCH"
        /// The key is listed for something other than issuing.
        case keyWrongPurpose = "KEY_WRONG_PURPOSE"
        /// The proof does not say when it was made.
        case createdMissing = "TIME_CREATED_MISSING"
        /// The proof says that it was made in the future.
        case timeFromFuture = "TIME_FROM_FUTURE"
        /// The proof was made outside the window of the key.
        case keyOutsideWindow = "KEY_OUTSIDE_WINDOW"
        /// The proof was made when somebody else had the key.
        case keyCompromised = "KEY_COMPROMISED"
        /// Somebody else has the key, and nothing independent shows that the proof is older than the theft.
        case keyCompromisedNoTimeEvidence = "KEY_COMPROMISED_NO_TIME_EVIDENCE"
        /// The issuer was not yet allowed to issue.
        case notGrantedYet = "ISSUER_NOT_GRANTED_YET"
        /// The issuer was suspended when it signed.
        case suspendedAtIssue = "ISSUER_SUSPENDED_AT_ISSUE"
        /// The issuer was no longer allowed to issue when it signed.
        case withdrawnAtIssue = "ISSUER_WITHDRAWN_AT_ISSUE"
        /// The issuer is no longer allowed to issue, and nothing independent shows that the proof is older than that.
        case withdrawnNoTimeEvidence = "ISSUER_WITHDRAWN_NO_TIME_EVIDENCE"
        /// The issuer was closed, a key of it is left over, and nothing independent shows that the proof is older than that.
        case closedNoTimeEvidence = "ISSUER_CLOSED_NO_TIME_EVIDENCE"
        /// The proof was made after the authority closed its list.
        case signedAfterClosing = "SIGNED_AFTER_LIST_CLOSED"
        /// The decision on the issuer's quality that stands on the list had ended when it signed.
        case qualityDecisionEnded = "QUALITY_DECISION_ENDED"
        /// No recognition of the issuer was in force.
        case scopeNotInForce = "SCOPE_NOT_IN_FORCE"
        /// The issuer is not recognised for this type of credential.
        case scopeType = "SCOPE_TYPE"
        /// The issuer is recognised for certain levels, and the credential states none.
        case scopeEQFMissing = "SCOPE_EQF_MISSING"
        /// The issuer is not recognised for this level.
        case scopeEQF = "SCOPE_EQF"
        /// The issuer is not recognised for this field.
        case scopeField = "SCOPE_FIELD"
        /// The issuer is not recognised for this country.
        case scopeJurisdiction = "SCOPE_JURISDICTION"
        /// The issuer is recognised for certain schemas, and the credential pins none of them.
        case scopeSchema = "SCOPE_SCHEMA"
        /// The issuer is recognised for some fields, and the credential does not tell its field.
        case scopeFieldNotStated = "SCOPE_FIELD_NOT_STATED"
        /// The issuer is recognised for some countries, and the credential tells none.
        case scopeJurisdictionNotStated = "SCOPE_JURISDICTION_NOT_STATED"
        /// The authority has declared awards of this kind and time void.
        case awardsVoided = "AWARDS_VOIDED"
        /// The issuer was entitled to issue this at the time, by the delegation of an institution on the list.
        case recognisedByDelegation = "ISSUER_RECOGNISED_BY_DELEGATION"
        /// A document that should let the issuer issue is no delegation.
        case delegationMalformed = "DELEGATION_MALFORMED"
        /// A delegation to the issuer is not signed by a key that its delegator has for that, or was altered.
        case delegationBadSignature = "DELEGATION_BAD_SIGNATURE"
        /// A delegation on the way to the issuer is signed with a key that somebody else has.
        case delegationKeyCompromised = "DELEGATION_KEY_COMPROMISED"
        /// A delegator might not pass on what it passed on.
        case delegationNotAllowed = "DELEGATION_NOT_ALLOWED"
        /// Powers were passed on over more steps than the list allows.
        case delegationTooDeep = "DELEGATION_TOO_DEEP"
        /// Those who delegated have their powers from each other, and none of them from the list.
        case delegationLoop = "DELEGATION_LOOP"
        /// A delegator passed on more than it has.
        case delegationWidensScope = "DELEGATION_WIDENS_SCOPE"
        /// The delegation at hand was not in force when the credential was signed.
        case delegationNotInForce = "DELEGATION_NOT_IN_FORCE"
        /// The delegation at hand does not name the key.
        case delegationOtherKey = "DELEGATION_OTHER_KEY"
        /// A delegation names a key that stands on the list already.
        case delegationKeyInUse = "DELEGATION_KEY_IN_USE"
        /// A delegation is to somebody whom the list names itself.
        case delegationToListed = "DELEGATION_TO_LISTED"
        /// Another part of the institution calls the key stolen, or has it for something else, and the institution does not.
        case keyDisputed = "KEY_DISPUTED"
        /// A delegation of the institution that told of a stolen key or of void awards was seen before, and is lost.
        case delegationMemoryLost = "DELEGATION_MEMORY_LOST"
        /// The delegation can be revoked, and whether it was is not known.
        case delegationStatusUnknown = "DELEGATION_STATUS_UNKNOWN"
        /// The delegation was revoked.
        case delegationRevoked = "DELEGATION_REVOKED"

        /// How a judgement with this code ends.
        public var outcome: Outcome {
            switch self {
            case .recognised, .recognisedByDelegation: .passed
            // Nobody on the list said it, or another delegation, which is not at hand, may say what this one does not.
            case .delegationMalformed, .delegationBadSignature, .delegationLoop, .delegationNotInForce,
                .delegationOtherKey, .delegationStatusUnknown, .delegationMemoryLost, .keyDisputed:
                .undecided
            case .notListed, .listFromFuture, .listExpired, .listStale, .listSuperseded, .listEquivocation,
                .listNeedsNewerRoot, .listNotFresh, .rootExpired, .rootFromFuture, .closedNoTimeEvidence,
                .signedAfterClosing,
                .qualityDecisionEnded, .scopeFieldNotStated, .scopeJurisdictionNotStated:
                .undecided
            default: .failed
            }
        }

        /// Whether no later list can turn the answer around, because lists only grow.
        ///
        /// Such an answer stands even when the list is no longer current.
        var isFinal: Bool {
            switch self {
            case .keyMismatch, .keyWrongPurpose, .createdMissing, .keyOutsideWindow, .keyCompromised,
                .keyCompromisedNoTimeEvidence, .awardsVoided:
                true
            default: false
            }
        }
    }

    /// What was decisive.
    public let code: Code
    /// The institution on the list, or the one that it delegated to; `nil` when the issuer is neither.
    public private(set) var issuer: RecognizedIssuer?
    /// The key on the list; `nil` when it is not the issuer's there.
    public let key: ListedKey?
    /// The recognition that covers the credential; `nil` unless the judgement passed.
    public let recognition: Recognition?
    /// What is worth knowing besides.
    public private(set) var notes: [TrustNote]

    private let list: IssuerTrustList
    /// Whom the sentence names where that is not the issuer: the institution from which it has its powers.
    private var named: String?
    private let details: [(name: String, value: TrustFact)]

    /// How the judgement ends.
    public var outcome: Outcome { code.outcome }

    /// Whether a delegation is what stands in the way, or what is missing.
    public var isOfDelegation: Bool {
        switch code {
        case .delegationMalformed, .delegationBadSignature, .delegationKeyCompromised, .delegationNotAllowed,
            .delegationTooDeep, .delegationLoop, .delegationWidensScope, .delegationNotInForce, .delegationOtherKey,
            .delegationStatusUnknown, .delegationMemoryLost, .keyDisputed:
            true
        default: false
        }
    }

    /// The step of the chain at which a delegation passed on too much, 1 for the first; `nil` for anything else.
    public var wideningStep: Int? {
        guard code == .delegationWidensScope else { return nil }
        for case (name: "step", value: .number(let step)) in details { return step }
        return nil
    }

    /// What was passed on too much, of all that can be; `nil` for anything else.
    public var excess: Recognition.Excess? {
        guard code == .delegationWidensScope else { return nil }
        for case (name: "variant", value: .text(let name)) in details {
            return Recognition.Excess.allCases.first { $0.name == name }
        }
        return nil
    }

    /// What the sentence names: `authority`, `sequence` and `issued` of the list, `issuer` for the name of the
    /// institution on it, and what the code adds.
    public var facts: [(name: String, value: TrustFact)] {
        var facts: [(name: String, value: TrustFact)] = [
            ("authority", .text(list.authority.legalName)), ("sequence", .number(list.sequence)),
            ("issued", .date(list.issued)), ("nextUpdate", .date(list.nextUpdate)),
        ]
        if let name = named ?? issuer?.legalName { facts.append(("issuer", .text(name))) }
        return facts + (issuer?.delegationFacts ?? []) + details
    }

    init(
        _ code: Code, on list: IssuerTrustList, _ issuer: ListedIssuer? = nil, key: ListedKey? = nil,
        recognition: Recognition? = nil, notes: [TrustNote] = [], _ details: [(name: String, value: TrustFact)] = [],
        apartFrom others: [Timestamp] = []
    ) {
        self.code = code
        self.list = list
        self.issuer = issuer.map { RecognizedIssuer($0, on: list) }
        self.key = key
        self.recognition = recognition
        self.notes = notes
        self.details = TrustFact.toldApart(details, from: others)
    }

    /// Another answer about the same issuer and the same key.
    func replaced(by code: Code, _ details: [(name: String, value: TrustFact)]) -> IssuerJudgement {
        var judgement = IssuerJudgement(code, on: list, nil, key: key, details)
        judgement.issuer = issuer
        return judgement
    }

    /// The same judgement of one who issues by delegation.
    ///
    /// - Parameter statusLists: The status lists by which the delegations still stand.
    func through(_ chain: DelegationChain, statusLists: [StatusList] = []) -> IssuerJudgement {
        var judgement = self
        judgement.named = issuer?.legalName
        judgement.issuer = RecognizedIssuer(chain, on: list, statusLists: statusLists)
        return judgement
    }

    /// The same judgement with more notes.
    func noting(_ more: [TrustNote]) -> IssuerJudgement {
        var judgement = self
        judgement.notes += more
        return judgement
    }

    /// The same judgement with one note more.
    func noting(_ note: TrustNote) -> IssuerJudgement {
        var judgement = self
        judgement.notes.append(note)
        return judgement
    }
}
