import Cryptography
public import Encodings

extension DelegationBook {
    /// Judges whether an issuer whom the list does not name was entitled to sign a credential, by the delegation of an
    /// institution that it does name.
    ///
    /// Of several ways to the issuer one is enough, but for what is against the issuer itself: a key that is called stolen
    /// or has another purpose, and awards that were declared void, by anybody of the institution who must know; it is so on
    /// every way from that institution. What another institution says of it, by which the award need not come, is a note;
    /// see ``DelegationObjection``. What is only missing, such as the delegation of another year, leaves the issuer undecided.
    ///
    /// - Returns: `nil` when the list names the issuer, and when no delegation at hand has anything to do with both.
    public func judge(
        _ question: IssuerQuestion, at now: Timestamp, today: Timestamp? = nil, policy: TrustListPolicy = .standard
    ) -> IssuerJudgement? {
        guard list.issuer(question.issuer) == nil, !question.issuer.isEmpty else { return nil }
        var answers: [(institution: [UInt8], judgement: IssuerJudgement, isDirect: Bool)] = []
        for chain in chains(to: question.issuer) {
            let judge = ChainJudge(self, chain, policy)
            let judgement = judge.judge(question, now)
            // The authority's own word is no other institution's, and counts for every way.
            if judgement.code == .awardsVoided, let created = question.created,
                judge.isVoidedByList(question.scope, at: created)
            {
                return list.current(judgement, of: question, at: today ?? now, policy)
            }
            answers.append((chain.institution.idBytes, judgement, chain.delegations.count == 1))
        }
        let adverse = answers.filter { Self.isAdverse($0.judgement.code) }
        let free = answers.filter { answer in !adverse.contains { $0.institution == answer.institution } }
        // Where somebody between says it alone, in a delegation of its own, the way past it is open and not closed.
        let disputed = answers.first { $0.judgement.code == .keyDisputed }?.judgement
        let refusal = adverse.first { $0.isDirect }?.judgement ?? (adverse.isEmpty ? nil : disputed)
        let decisive =
            free.first { $0.judgement.outcome == .passed }?.judgement ?? refusal ?? adverse.first?.judgement
            ?? answers.map(\.judgement).max { Self.progress($0.code) < Self.progress($1.code) }
            ?? fault(naming: question.issuer)
        return decisive.map { list.current($0, of: question, at: today ?? now, policy) }
    }

    /// Judges a delegation itself, as somebody does who makes it or keeps it: whether it counts, or will from its start on,
    /// and only narrows.
    ///
    /// - Parameters:
    ///   - now: The present time; one that is over is not in force.
    ///   - isNew: Whether it is being made. One that was made before may outlast what it came from, which ended since.
    public func judge(_ delegation: Delegation, at now: Timestamp, isNew: Bool = true) -> IssuerJudgement {
        if let futility = futility(of: delegation) { return futility }
        let id = delegation.entity.idBytes
        let ways = chains(to: id).filter { $0.delegations.last === delegation }
        let judgements = ways.map { ChainJudge(self, $0, .standard).judge(delegation, now, isNew) }
        return judgements.first { $0.outcome == .passed }
            ?? judgements.max { Self.progress($0.code) < Self.progress($1.code) }
            ?? fault(of: delegation) ?? IssuerJudgement(.notListed, on: list)
    }

    /// When each thing that a delegation passes on ends before its own end, because what it comes from does; `nil` for
    /// what does not, and for what comes from nothing on the list.
    public func earlierEnds(of delegation: Delegation) -> [Timestamp?] {
        let ways = chains(to: delegation.entity.idBytes).filter { $0.delegations.last === delegation }
        return delegation.entity.recognitions.map { item in
            let ends = ways.compactMap { way in
                ChainJudge(self, way, .standard).end(of: item, at: way.delegations.count - 1)
            }
            let own = item.window.cut(to: delegation.limits).until ?? .latest
            return ends.max().flatMap { $0 < own ? $0 : nil }
        }
    }

    private static func isAdverse(_ code: IssuerJudgement.Code) -> Bool {
        switch code {
        case .keyCompromised, .keyCompromisedNoTimeEvidence, .keyWrongPurpose, .awardsVoided: true
        default: false
        }
    }

    /// How far a way to the issuer went along, so that of several the one that goes furthest tells what is wrong.
    private static func progress(_ code: IssuerJudgement.Code) -> Int {
        switch code {
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
