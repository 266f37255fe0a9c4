import Cryptography
public import Encodings

extension DelegationBook {
    /// Judges whether an issuer whom the list does not name was entitled to sign a credential, by the delegation of an
    /// institution that it does name.
    ///
    /// Of several ways to the issuer one is enough, but for what is against the issuer itself: a key that one of them
    /// calls stolen is so for all, also one by which somebody on the way delegated, and so are awards that were declared
    /// void. What is only missing, such as the delegation
    /// of another year, leaves the issuer undecided.
    ///
    /// - Returns: `nil` when the list names the issuer, and when no delegation at hand has anything to do with both.
    public func judge(
        _ question: IssuerQuestion, at now: Timestamp, today: Timestamp? = nil, policy: TrustListPolicy = .standard
    ) -> IssuerJudgement? {
        guard list.issuer(question.issuer) == nil, !question.issuer.isEmpty else { return nil }
        let judgements = informed(chains(to: question.issuer)).map {
            ChainJudge(list, $0, policy, statusLists).judge(question, now)
        }
        let adverse = judgements.first { Self.isAdverse($0.code) }
        let decisive =
            adverse ?? judgements.first { $0.outcome == .passed }
            ?? judgements.max { Self.progress($0.code) < Self.progress($1.code) } ?? fault(naming: question.issuer)
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
        let judgements = informed(ways).map {
            ChainJudge(list, $0, .standard, statusLists).judge(delegation, now, isNew)
        }
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
                ChainJudge(list, way, .standard, statusLists).end(of: item, at: way.delegations.count - 1)
            }
            let own = item.window.cut(to: delegation.limits).until ?? .latest
            return ends.max().flatMap { $0 < own ? $0 : nil }
        }
    }

    /// The chains with what any delegation at hand knows of stolen keys: whoever has such a key hands over an older
    /// delegation, in which nobody knows of the theft.
    private func informed(_ chains: [DelegationChain]) -> [DelegationChain] {
        var stolen: [[UInt8]: Set<Ed25519PublicKey>] = [:]
        return chains.map { chain in
            guard chain.compromised == nil else { return chain }
            let signed = zip(chain.delegations, chain.signers).dropFirst().first { delegation, signer in
                let delegator = delegation.delegatorBytes
                if stolen[delegator] == nil {
                    let keys = self.chains(to: delegator).flatMap(\.issuer.keys)
                    // A key is the same under every name; and one name may stand for two keys, of which one is stolen.
                    stolen[delegator] = Set(keys.filter { $0.state == .compromised }.map(\.publicKey))
                }
                return stolen[delegator]?.contains(signer) ?? false
            }
            return signed.map { chain.signedWithStolenKey($0.0) } ?? chain
        }
    }

    private static func isAdverse(_ code: IssuerJudgement.Code) -> Bool {
        switch code {
        case .keyCompromised, .keyCompromisedNoTimeEvidence, .awardsVoided: true
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
        case .scopeNotInForce, .scopeType, .scopeEQFMissing, .scopeEQF, .scopeField, .scopeJurisdiction, .scopeSchema: 7
        case .scopeFieldNotStated, .scopeJurisdictionNotStated: 8
        default: 3
        }
    }
}
