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
        let answers = answers(to: question, at: now, today: today, policy: policy)
        return DelegationAnswer.decisive(answers)
            ?? fault(naming: question.issuer).map { list.current($0, of: question, at: today ?? now, policy) }
    }

    /// What each institution that has delegated to an issuer has to say of it, directly or through others.
    ///
    /// - Returns: Nothing when the list names the issuer.
    public func answers(
        to question: IssuerQuestion, at now: Timestamp, today: Timestamp? = nil, policy: TrustListPolicy = .standard
    ) -> [DelegationAnswer] {
        guard list.issuer(question.issuer) == nil, !question.issuer.isEmpty else { return [] }
        return institutions(above: question.issuer).compactMap { institution in
            let ways = chains(to: question.issuer, from: institution).map { chain in
                let judge = ChainJudge(self, chain, policy)
                let judgement = judge.judge(question, now)
                // The authority's own word counts for every way.
                let isVoid =
                    judgement.code == .awardsVoided
                    && question.created.map { judge.isVoidedByList(question.scope, at: $0) } ?? false
                return (judgement: judgement, isFirst: isVoid || chain.delegations.count == 1)
            }
            return Self.judgement(ofWays: ways).map { judgement in
                DelegationAnswer(
                    institution: institution, list.current(judgement, of: question, at: today ?? now, policy),
                    isAdverse: DelegationAnswer.isAdverse(judgement.code))
            }
        }
    }

    /// The judgement by all ways from one institution to an issuer; `nil` where there is none.
    ///
    /// - Parameter ways: Of each whether it is the word of the institution itself, or of its authority.
    private static func judgement(ofWays ways: [(judgement: IssuerJudgement, isFirst: Bool)]) -> IssuerJudgement? {
        let adverse = ways.filter { DelegationAnswer.isAdverse($0.judgement.code) }
        guard adverse.isEmpty else {
            // Where somebody between says it alone, in a delegation of its own, the way past it is open and not closed.
            return adverse.first { $0.isFirst }?.judgement
                ?? ways.first { $0.judgement.code == .keyDisputed }?.judgement ?? adverse[0].judgement
        }
        return ways.first { $0.judgement.outcome == .passed }?.judgement
            ?? ways.map(\.judgement).max { $0.code.progress < $1.code.progress }
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
            ?? judgements.max { $0.code.progress < $1.code.progress }
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
}
