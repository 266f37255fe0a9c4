import Cryptography
import Encodings
import Proofs

/// Judges by one way from an institution on a list to an issuer.
///
/// Source: trust list design, section 1.5, steps S5 to S7, in their order; the time of signing is what the proof says.
struct ChainJudge {
    private let book: DelegationBook
    private let chain: DelegationChain
    private let policy: TrustListPolicy

    init(_ book: DelegationBook, _ chain: DelegationChain, _ policy: TrustListPolicy) {
        self.book = book
        self.chain = chain
        self.policy = policy
    }

    private var list: IssuerTrustList { book.list }
    private var issuer: ListedIssuer { chain.issuer }

    func judge(_ question: IssuerQuestion, _ now: Timestamp) -> IssuerJudgement {
        if let refusal = refusalOfForm() { return refusal }
        let method = question.verificationMethod
        guard Identifier.controller(of: method) == question.issuer[...] else { return end(.delegationOtherKey) }
        let objections = book.objections(to: question.key, for: .issue, of: chain)
        let key = issuer.keys.first { $0.methodBytes == method && $0.publicKey == question.key }
        if let refusal = refusalOfKey(key, objections, at: question.created) { return refusalOfSpeaker(key) ?? refusal }
        guard let key else { return end(.delegationOtherKey) }
        guard let time = question.created else { return end(.createdMissing, key) }
        guard time <= now.adding(seconds: policy.skew) else {
            return end(.timeFromFuture, key, [("created", .date(time))], apartFrom: [now])
        }
        // What another delegation may say of the time before or after is not known here; that awards are void is.
        let voiding = book.voiding(question.scope, at: time, of: chain)
        if let voided = voiding.first(where: { $0.standpoint == .above }) {
            return refusalOfSpeaker(key)
                ?? end(
                    .awardsVoided, key,
                    [("speaker", .text(voided.speaker.legalName)), ("variant", .text("delegation"))])
        }
        if let refusal = refusalOfTime(time, key) { return refusal }
        if let refusal = list.refusal(of: key, issuer, at: time)
            ?? list.refusal(of: chain.institution, key, at: time, now)
        {
            return refusal.through(chain)
        }
        if let refusal = refusalOfPowers(key, endsCount: false) { return refusal }
        let answer = coverage(of: question.scope, key, at: time, now)
        guard answer.outcome == .passed else { return answer }
        if let dispute = objections.first(where: { $0.standpoint == .beside }) { return disputed(by: dispute, key) }
        if let dispute = voiding.first(where: { $0.standpoint == .beside }) {
            return end(
                .keyDisputed, key, [("speaker", .text(dispute.speaker.legalName)), ("variant", .text("awards"))])
        }
        // What was said once of a theft, and is known to be lost, may have been said of this key or of these awards.
        if book.isWarningLost(for: chain) { return end(.delegationMemoryLost, key) }
        let voidedElsewhere = voiding.map(\.speaker) + book.voidingElsewhere(question.scope, at: time, of: chain)
        return answer.noting(
            notes(book.remarks(on: question.key, for: .issue, of: chain), voidedElsewhere)
                + fadedNotes(on: question, at: time))
    }

    /// What was said once by somebody whose key is called stolen since.
    private func fadedNotes(on question: IssuerQuestion, at time: Timestamp) -> [TrustNote] {
        var notes: [TrustNote] = []
        let thefts = book.faded(question.key, for: .issue, of: chain)
        if let theft = thefts.first(where: { $0.since != nil }), let since = theft.since {
            notes.append(
                TrustNote(
                    .keyCalledStolenByLostKey,
                    [("speaker", .text(theft.speaker.legalName)), ("since", .date(since))]))
        }
        if let speaker = book.voidingFaded(question.scope, at: time, of: chain).first {
            notes.append(TrustNote(.awardsVoidedByLostKey, [("speaker", .text(speaker.legalName))]))
        }
        return notes
    }

    /// That the key is stolen, or has another purpose, by the word of those who must know, whatever it is called there.
    private func refusalOfKey(
        _ key: ListedKey?, _ objections: [DelegationObjection], at time: Timestamp?
    ) -> IssuerJudgement? {
        let decisive = objections.filter { $0.standpoint == .above }
        if let time,
            let theft = decisive.filter({ $0.since != nil }).min(by: { ($0.since ?? time) < ($1.since ?? time) }),
            let since = theft.since
        {
            let code: IssuerJudgement.Code = time >= since ? .keyCompromised : .keyCompromisedNoTimeEvidence
            return end(
                code, key ?? theft.key,
                [
                    ("created", .date(time)), ("since", .date(since)), ("speaker", .text(theft.speaker.legalName)),
                    ("variant", .text("delegation")),
                ])
        }
        let other = key.flatMap { $0.purpose == .issue ? nil : $0 } ?? decisive.first { $0.key.purpose != .issue }?.key
        // A key that the chain does not name at all is none of the issuer's, whatever it is for elsewhere.
        guard key != nil, let other else { return nil }
        return end(.keyWrongPurpose, key, [("purpose", .text(other.purpose.rawValue))])
    }

    /// That another part of the institution objects to a key, and the institution does not.
    private func disputed(by objection: DelegationObjection, _ key: ListedKey?) -> IssuerJudgement {
        var facts: [(name: String, value: TrustFact)] = [("speaker", .text(objection.speaker.legalName))]
        if let since = objection.since {
            facts.append(("since", .date(since)))
        } else {
            facts += [("purpose", .text(objection.key.purpose.rawValue)), ("variant", .text("purpose"))]
        }
        if key == nil { facts.append(("variant", .text("delegate"))) }
        return end(.keyDisputed, key, facts)
    }

    /// What institutions say of it by whose delegation the award does not come.
    private func notes(
        _ remarks: [DelegationObjection], _ voiding: [ListedIssuer]
    ) -> [TrustNote] {
        var notes: [TrustNote] = []
        if let theft = remarks.first(where: { $0.since != nil }), let since = theft.since {
            notes.append(
                TrustNote(
                    .keyCalledStolen, [("speaker", .text(theft.speaker.legalName)), ("since", .date(since))]))
        }
        if let speaker = voiding.first {
            notes.append(TrustNote(.awardsVoidedElsewhere, [("speaker", .text(speaker.legalName))]))
        }
        return notes
    }

    /// That a delegator between may pass nothing on, or might no longer when it did: then its word takes nothing from what
    /// others passed on.
    private func refusalOfSpeaker(_ key: ListedKey?) -> IssuerJudgement? {
        guard chain.delegations.count > 1 else { return nil }
        if let refusal = refusalOfPowers(key, endsCount: false) { return refusal }
        for (above, below) in zip(chain.delegations, chain.delegations.dropFirst())
        where !above.window.contains(below.created) {
            return notInForce(above, at: below.created, key)
        }
        return nil
    }

    /// Judges the last delegation of the chain for whoever makes or keeps it.
    func judge(_ delegation: Delegation, _ now: Timestamp, _ isNew: Bool) -> IssuerJudgement {
        if let refusal = refusalOfForm() { return refusal }
        guard now <= delegation.validUntil, delegation.created <= now.adding(seconds: policy.skew) else {
            return notInForce(delegation, at: now, nil)
        }
        // A warning counts whatever became of the institution and of the times of what it had; one that names what nobody
        // had to pass on would warn of nothing.
        if delegation.isWarning { return refusalOfScope() ?? end(.recognisedByDelegation) }
        if let refusal = list.refusal(
            of: chain.institution, nil, at: max(now, delegation.begins), now)
        {
            return refusal.through(chain)
        }
        if isNew, let refusal = refusalOfPurposes(delegation) { return refusal }
        if let refusal = refusalOfPowers(nil, endsCount: isNew) { return refusal }
        let status = status(nil, at: now)
        return status.refusal ?? end(.recognisedByDelegation, lists: status.lists)
    }

    /// That a delegation which is being made names a key that another one of the institution has for something else.
    private func refusalOfPurposes(_ delegation: Delegation) -> IssuerJudgement? {
        for key in delegation.entity.keys {
            let others = book.objections(to: key.publicKey, for: key.purpose, of: chain)
            guard let other = others.first(where: { $0.key.purpose != key.purpose })
            else { continue }
            return end(
                .delegationKeyInUse, nil,
                [
                    ("owner", .text(other.speaker.legalName)), ("key", .text(key.verificationMethod)),
                    ("purpose", .text(other.key.purpose.rawValue)), ("variant", .text("delegation")),
                ])
        }
        return nil
    }

    /// The last second in which something that was passed on counts: its own, or the last of what it comes from.
    ///
    /// - Parameter step: The delegation in which it stands, counted from 0.
    /// - Returns: `nil` where it comes from nothing.
    func end(of item: Recognition, at step: Int) -> Timestamp? {
        let powers = chain.powers(ofDelegatorAt: step)
        let limits = (chain.delegations[step].limits, powers.begins?.limits)
        let ends = powers.recognitions.compactMap { wider -> Timestamp? in
            guard item.excessAtStart(over: wider, within: limits) == nil else { return nil }
            return step > 0 ? end(of: wider, at: step - 1) : wider.window.until ?? .latest
        }
        return ends.max().map { min($0, item.window.cut(to: limits.0).until ?? .latest) }
    }

    /// Whether the chain is one at all: not too long, and with keys in the right hands.
    private func refusalOfForm() -> IssuerJudgement? {
        let limit = book.depthLimit
        for (step, delegation) in chain.delegations.enumerated()
        where step >= limit || delegation.depth > limit || delegation.depth != step + 1 {
            return tooDeep(delegation, step + 1, limit)
        }
        if let delegation = chain.compromised {
            return end(.delegationKeyCompromised, nil, [("signed", .date(delegation.created))])
        }
        for (step, signer) in chain.signers.enumerated().dropFirst() {
            if let refusal = refusalOfSigner(signer, of: chain.delegations[step], step) { return refusal }
        }
        return nil
    }

    /// What is said against the key by which somebody between delegated: the list says it of an institution's own.
    private func refusalOfSigner(
        _ key: Ed25519PublicKey, of delegation: Delegation, _ step: Int
    ) -> IssuerJudgement? {
        let objections = book.objections(to: key, for: .delegate, of: chain.prefix(step))
        let decisive = objections.filter { $0.standpoint == .above }
        if decisive.contains(where: { $0.since != nil }) {
            return end(.delegationKeyCompromised, nil, [("signed", .date(delegation.created))])
        }
        // A key with two purposes is none for delegations.
        guard decisive.isEmpty else { return end(.delegationBadSignature) }
        return objections.first { $0.standpoint == .beside }.map { disputed(by: $0, nil) }
    }

    /// That there are too many steps, or another number of them than a delegation says: whoever signed it for another place
    /// than the one where it stands meant other steps to follow.
    private func tooDeep(_ delegation: Delegation, _ steps: Int, _ limit: Int) -> IssuerJudgement {
        var facts: [(name: String, value: TrustFact)] = [("limit", .number(limit))]
        if limit == 0 {
            facts.append(("variant", .text("none")))
        } else if steps <= limit, delegation.depth != steps {
            facts += [("variant", .text("other")), ("stated", .number(delegation.depth)), ("steps", .number(steps))]
        }
        return end(.delegationTooDeep, nil, facts)
    }

    /// Whether every delegation was in force at a time, and signed by then.
    private func refusalOfTime(_ time: Timestamp, _ key: ListedKey) -> IssuerJudgement? {
        for delegation in chain.delegations
        where !delegation.window.contains(time) || time.adding(seconds: policy.skew) < delegation.created {
            return notInForce(delegation, at: time, key)
        }
        return nil
    }

    private func notInForce(_ delegation: Delegation, at time: Timestamp, _ key: ListedKey?) -> IssuerJudgement {
        end(
            .delegationNotInForce, key,
            [
                ("created", .date(time)), ("from", .date(delegation.begins)), ("until", .date(delegation.validUntil)),
            ])
    }

    /// Whether every step passes on what may be passed on, and no more.
    private func refusalOfPowers(_ key: ListedKey?, endsCount: Bool) -> IssuerJudgement? {
        if let first = chain.delegations.first, chain.institution.state(at: first.created)?.kind != .granted {
            return end(.delegationNotAllowed, key)
        }
        for (step, delegation) in chain.delegations.enumerated() {
            let powers = chain.powers(ofDelegatorAt: step)
            for item in delegation.entity.recognitions {
                let excesses = powers.recognitions.map { wider in
                    excess(item, over: wider, (delegation.limits, powers.begins?.limits), endsCount)
                }
                guard !excesses.contains(where: { $0 == nil }) else { continue }
                let furthest = excesses.compactMap { $0 }.max() ?? .types
                return refusal(furthest, item, step, key)
            }
        }
        return nil
    }

    /// Whether every step passes on only what was there to pass on, at whatever time.
    private func refusalOfScope() -> IssuerJudgement? {
        for (step, delegation) in chain.delegations.enumerated() {
            let powers = chain.powers(ofDelegatorAt: step).recognitions
            for item in delegation.entity.recognitions {
                let excesses = powers.map { item.scopeExcess(over: $0) ?? item.powersExcess(over: $0) }
                guard !excesses.contains(where: { $0 == nil }) else { continue }
                return refusal(excesses.compactMap { $0 }.max() ?? .types, item, step, nil)
            }
        }
        return nil
    }

    private func excess(
        _ item: Recognition, over wider: Recognition, _ limits: (own: ValidityWindow?, wider: ValidityWindow?),
        _ endsCount: Bool
    ) -> Recognition.Excess? {
        endsCount ? item.excess(over: wider, within: limits) : item.excessAtStart(over: wider, within: limits)
    }

    private func refusal(
        _ excess: Recognition.Excess, _ item: Recognition, _ step: Int, _ key: ListedKey?
    ) -> IssuerJudgement {
        guard excess != .powers else { return end(.delegationNotAllowed, key, pointer: item.node.pointer) }
        let powers = chain.powers(ofDelegatorAt: step).recognitions
        return end(
            .delegationWidensScope, key,
            [("variant", .text(excess.name)), ("step", .number(step + 1))] + excess.facts(of: item, beyond: powers),
            pointer: item.node.pointer)
    }

    /// Whether what the issuer was given covers the credential, and so does everything that it came from.
    private func coverage(
        of scope: ClaimedScope, _ key: ListedKey, at time: Timestamp, _ now: Timestamp
    ) -> IssuerJudgement {
        let own = list.recognition(of: scope, issuer, key, at: time, now)
        guard own.code == .recognised else { return own.through(chain) }
        // What the institution's authority declared void is void for all below.
        guard !isVoidedByList(scope, at: time) else { return end(.awardsVoided, key) }
        for item in issuer.recognitions where item.coverage(of: scope, at: time) == .covered {
            guard let source = source(of: item, at: chain.delegations.count - 1, scope, time) else { continue }
            if let refusal = list.lapseOfQuality(of: chain.institution, key, at: time) { return refusal.through(chain) }
            let status = status(key, at: now)
            if let refusal = status.refusal { return refusal }
            return end(
                .recognisedByDelegation, key, recognition: item,
                notes: list.notes(on: chain.institution, source, at: time, now) + status.notes, lists: status.lists)
        }
        // What the institution may was ended before the delegation that passed it on.
        guard let last = chain.delegations.last else { return own }
        return notInForce(last, at: time, key)
    }

    /// Whether the authority itself declared awards of the institution void that are of this kind and time.
    func isVoidedByList(_ scope: ClaimedScope, at time: Timestamp) -> Bool {
        chain.institution.recognitions.contains { $0.coverage(of: scope, at: time) == .voided }
    }

    /// The institution's own recognition from which something was passed on that is in force at a time.
    private func source(
        of item: Recognition, at step: Int, _ scope: ClaimedScope, _ time: Timestamp
    ) -> Recognition? {
        let powers = chain.powers(ofDelegatorAt: step)
        let limits = (chain.delegations[step].limits, powers.begins?.limits)
        for wider in powers.recognitions
        where wider.coverage(of: scope, at: time) == .covered && item.excessAtStart(over: wider, within: limits) == nil
        {
            guard step > 0 else { return wider }
            if let found = source(of: wider, at: step - 1, scope, time) { return found }
        }
        return nil
    }

    private func end(
        _ code: IssuerJudgement.Code, _ key: ListedKey? = nil, _ details: [(name: String, value: TrustFact)] = [],
        recognition: Recognition? = nil, notes: [TrustNote] = [], pointer: String? = nil,
        apartFrom others: [Timestamp] = [], lists: [StatusList] = []
    ) -> IssuerJudgement {
        IssuerJudgement(
            code, on: list, issuer, key: key, recognition: recognition, notes: notes,
            details + (pointer.map { [("pointer", .text($0))] } ?? []), apartFrom: others
        ).through(chain, statusLists: lists)
    }
}

extension ChainJudge {
    /// Whether every delegation of the chain that can be revoked still stands.
    private func status(
        _ key: ListedKey?, at now: Timestamp
    ) -> (refusal: IssuerJudgement?, notes: [TrustNote], lists: [StatusList]) {
        let judge = StatusJudge(
            book.statusLists, keys: ChainKeys(list: list, chain: chain),
            policy: StatusPolicy(
                maximumAge: policy.maximumStatusAge, acceptsLapsed: policy.acceptsLapsed, skew: policy.skew),
            at: now)
        var notes: [TrustNote] = []
        var lists: [StatusList] = []
        for (step, delegation) in chain.delegations.enumerated() where delegation.hasStatus {
            // Whoever delegated says whether it still holds, or the institution from which all of it comes.
            let delegator = step == 0 ? chain.institution : chain.delegations[step - 1].entity
            let authority = StatusAuthority(
                of: delegation.delegatorBytes, on: [list], above: [delegator, chain.institution], delegations: [book],
                from: chain.institution.idBytes)
            let answer = judge.judge(delegation.document.root["credentialStatus"], of: authority)
            switch answer.outcome {
            case .failed:
                let variant = answer.code == StatusJudgement.suspended ? [("variant", TrustFact.text("suspended"))] : []
                return (end(.delegationRevoked, key, answer.facts + variant), [], [])
            case .undecided: return (end(.delegationStatusUnknown, key, [("cause", .text(answer.code))]), [], [])
            case .passed, .notApplicable:
                notes += answer.notes
                lists += answer.lists
            }
        }
        return (nil, notes, lists)
    }
}

/// The keys of everybody in a chain.
private struct ChainKeys: VerificationKeys {
    let list: IssuerTrustList
    let chain: DelegationChain

    func publicKey(for verificationMethod: String) -> Ed25519PublicKey? {
        let method = Array(verificationMethod.utf8)
        return list.publicKey(for: verificationMethod)
            ?? chain.delegations.lazy.flatMap(\.entity.keys).first { $0.methodBytes == method }?.publicKey
    }
}
