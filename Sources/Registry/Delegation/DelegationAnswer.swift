/// What one institution has to say of an issuer that issues by its delegation, by one list.
///
/// No institution can silence whom it has nothing to do with, whatever it says or leaves out: where an award is good by the
/// delegation of one, the word of another is a note. An institution that several lists name is one institution, and the
/// list that says no of it is not outweighed by the one that says yes.
public struct DelegationAnswer: Sendable {
    /// The institution.
    let institution: ListedIssuer
    /// The judgement by the ways from it.
    public let judgement: IssuerJudgement
    /// Whether it speaks against the issuer itself: its key is stolen, or its awards are void.
    let isAdverse: Bool

    init(institution: ListedIssuer, _ judgement: IssuerJudgement, isAdverse: Bool) {
        self.institution = institution
        self.judgement = judgement
        self.isAdverse = isAdverse
    }

    /// The judgement by the answers of all institutions, by whatever list; `nil` where there is none.
    public static func decisive(_ answers: [DelegationAnswer]) -> IssuerJudgement? {
        var groups: [DelegationAnswer] = []
        for answer in answers {
            guard let place = groups.firstIndex(where: { $0.institution.idBytes == answer.institution.idBytes }) else {
                groups.append(answer)
                continue
            }
            if groups[place].judgement.weight < answer.judgement.weight { groups[place] = answer }
        }
        let passed = groups.filter { $0.judgement.outcome == .passed }
        if let best = passed.max(by: { $0.judgement.weight < $1.judgement.weight }) {
            let first = passed.first { $0.judgement.weight == best.judgement.weight } ?? best
            return first.judgement.noting(remarks(of: groups, beside: first))
        }
        let adverse = groups.filter(\.isAdverse)
        return adverse.first { $0.judgement.outcome == .failed }?.judgement ?? adverse.first?.judgement
            ?? groups.map(\.judgement).max { $0.code.progress < $1.code.progress }
    }

    static func isAdverse(_ code: IssuerJudgement.Code) -> Bool {
        switch code {
        case .keyCompromised, .keyCompromisedNoTimeEvidence, .keyWrongPurpose, .awardsVoided: true
        default: false
        }
    }

    /// What is worth knowing of the word of the others, where the judgement does not have it already.
    private static func remarks(of groups: [DelegationAnswer], beside first: DelegationAnswer) -> [TrustNote] {
        var codes = Set(first.judgement.notes.map(\.code))
        return groups.compactMap { answer in
            guard answer.isAdverse, let note = answer.remark, codes.insert(note.code).inserted else { return nil }
            return note
        }
    }

    private var remark: TrustNote? {
        let speaker: (name: String, value: TrustFact) = ("speaker", .text(institution.legalName))
        switch judgement.code {
        case .keyCompromised, .keyCompromisedNoTimeEvidence:
            return judgement.facts.first { $0.name == "since" }.map { TrustNote(.keyCalledStolen, [speaker, $0]) }
        case .awardsVoided: return TrustNote(.awardsVoidedElsewhere, [speaker])
        default: return nil
        }
    }
}

extension IssuerJudgement {
    /// How much it weighs beside that of another list on the same issuer or institution.
    ///
    /// A list that does not know the issuer says nothing about it. Of the others, one that refuses outweighs one that
    /// recognises, and so does one that is too old to say: an authority's no is never hidden by another's yes. One that
    /// recognises today outweighs one that only tells what was known in the past. What only lacks a delegation that another
    /// list has no need of says nothing against that yes.
    public var weight: Int {
        switch code {
        case .notListed, .delegationMalformed, .delegationBadSignature, .delegationLoop: return 0
        // Whoever has closed its list leaves what comes after it to others.
        case .signedAfterClosing, .delegationNotInForce, .delegationOtherKey, .delegationStatusUnknown: return 1
        // Nothing to pass on by one list takes nothing from what there is by another.
        case .delegationTooDeep: return 0
        case .delegationNotAllowed where isForWantOfPowers: return 0
        default: break
        }
        return switch outcome {
        case .passed: notes.contains { $0.code == .listAsOf } ? 2 : 3
        case .undecided: 4
        case .failed: 5
        }
    }
}

extension IssuerJudgement {
    /// Whether it is what was passed on that could not be, and not the state of whoever did: the thing itself is named.
    private var isForWantOfPowers: Bool { facts.contains { $0.name == "pointer" } }
}

extension IssuerJudgement.Code {
    /// How far a way to the issuer went along, so that of several the one that goes furthest tells what is wrong.
    var progress: Int {
        switch self {
        case .delegationTooDeep: 0
        case .delegationKeyCompromised: 1
        case .delegationOtherKey: 2
        case .delegationNotInForce: 4
        case .delegationNotAllowed: 5
        case .delegationWidensScope: 6
        case .delegationStatusUnknown: 9
        case .delegationRevoked: 10
        case .keyDisputed: 11
        case .delegationMemoryLost: 12
        case .scopeNotInForce, .scopeType, .scopeEQFMissing, .scopeEQF, .scopeField, .scopeJurisdiction, .scopeSchema: 7
        case .scopeFieldNotStated, .scopeJurisdictionNotStated: 8
        default: 3
        }
    }
}
