import Credentials
public import Encodings

extension IssuerTrustList {
    /// Judges whether the issuer was entitled to sign a credential.
    ///
    /// The time of signing is what the proof says, for want of independent evidence; a passed judgement carries the note
    /// `TIME_SELF_ASSERTED`. Whoever could have set that time at will, a thief of the key or an institution that was
    /// shut out, is not believed.
    ///
    /// - Parameters:
    ///   - now: The time to judge for.
    ///   - today: The present time, by which the list is recent or not; `now` unless somebody judges for another day.
    ///   - policy: What is asked of the list's age.
    public func judge(
        _ question: IssuerQuestion, at now: Timestamp, today: Timestamp? = nil, policy: TrustListPolicy = .standard
    ) -> IssuerJudgement {
        current(decide(question, now, policy), of: question, at: today ?? now, policy)
    }

    /// A judgement, or that the list is too old to make it.
    ///
    /// A list past its next update that counts all the same says what was known on its date. Of what was signed when it
    /// was out of date already it knows nothing.
    ///
    /// - Parameter today: The present time, by which the list is recent or not.
    func current(
        _ judgement: IssuerJudgement, of question: IssuerQuestion, at today: Timestamp, _ policy: TrustListPolicy
    ) -> IssuerJudgement {
        guard !judgement.code.isFinal else { return judgement }
        // The authority keeps the list no longer: of what was signed after its last one it says nothing.
        if isClosed, judgement.code != .notListed, let created = question.created, created > issued {
            return judgement.replaced(by: .signedAfterClosing, [("created", .date(created))])
        }
        if let lapse = lapse(at: today, policy) { return lapsed(lapse, judgement, at: today, policy) }
        guard ended(at: today) != nil, judgement.code != .notListed else { return judgement }
        if let created = question.created, let end = ended(at: created) {
            return lapsed(end, judgement, at: today, policy)
        }
        return judgement.noting(
            TrustNote(
                .listAsOf,
                [
                    ("sequence", .number(sequence)), ("authority", .text(authority.legalName)),
                    ("known", .date(lastStated(at: today, policy))), ("ended", .date(end)),
                ]))
    }

    private func lapsed(
        _ lapse: TrustError.Code, _ judgement: IssuerJudgement, at today: Timestamp, _ policy: TrustListPolicy
    ) -> IssuerJudgement {
        judgement.replaced(
            by: IssuerJudgement.Code(rawValue: lapse.rawValue) ?? .listStale, facts(of: lapse, at: today, policy))
    }

    /// The judgement, as if the list were current.
    func decide(_ question: IssuerQuestion, _ now: Timestamp, _ policy: TrustListPolicy) -> IssuerJudgement {
        guard let position = content.position(ofID: question.issuer), let issuer = content.issuer(at: position) else {
            return IssuerJudgement(.notListed, on: self)
        }
        let method = question.verificationMethod
        // The method must belong to the very identifier that the credential names, not to another of the institution's.
        guard let place = content.place(ofMethod: method), place.issuer == position,
            Identifier.controller(of: method) == question.issuer[...]
        else { return IssuerJudgement(.keyNotListed, on: self, issuer) }
        let key = issuer.keys[place.key]
        guard key.publicKey == question.key else {
            return IssuerJudgement(.keyMismatch, on: self, issuer)
        }
        guard key.purpose == .issue else {
            return IssuerJudgement(
                .keyWrongPurpose, on: self, issuer, key: key, [("purpose", .text(key.purpose.rawValue))])
        }
        guard !isOfAuthority(key.publicKey) else {
            return IssuerJudgement(
                .keyWrongPurpose, on: self, issuer, key: key,
                [("purpose", .text("root")), ("variant", .text("authority"))])
        }
        guard let time = question.created else {
            return IssuerJudgement(.createdMissing, on: self, issuer, key: key)
        }
        guard time <= now.adding(seconds: policy.skew) else {
            return IssuerJudgement(
                .timeFromFuture, on: self, issuer, key: key, [("created", .date(time))], apartFrom: [now])
        }
        if let refusal = refusal(of: key, issuer, at: time) ?? refusal(of: issuer, key, at: time, now) {
            return refusal
        }
        return recognition(of: question.scope, issuer, key, at: time, now)
    }

    /// Why the key could not sign at `time`, or `nil`.
    func refusal(of key: ListedKey, _ issuer: ListedIssuer, at time: Timestamp) -> IssuerJudgement? {
        guard key.window.contains(time) else {
            let nearest = time < key.window.from ? key.window.from : key.window.until ?? key.window.from
            return IssuerJudgement(
                .keyOutsideWindow, on: self, issuer, key: key, [("created", .date(time)), ("nearest", .date(nearest))])
        }
        guard let since = key.compromisedSince else { return nil }
        let code: IssuerJudgement.Code = time >= since ? .keyCompromised : .keyCompromisedNoTimeEvidence
        return IssuerJudgement(code, on: self, issuer, key: key, [("created", .date(time)), ("since", .date(since))])
    }

    /// Why the issuer could not issue at `time`, or `nil`.
    func refusal(
        of issuer: ListedIssuer, _ key: ListedKey?, at time: Timestamp, _ now: Timestamp
    ) -> IssuerJudgement? {
        guard let state = issuer.state(at: time) else {
            return IssuerJudgement(
                .notGrantedYet, on: self, issuer, key: key,
                [("created", .date(time)), ("since", .date(issuer.firstSince))])
        }
        let code: IssuerJudgement.Code
        let decisive: ListedState
        switch state.kind {
        case .suspended: (code, decisive) = (.suspendedAtIssue, state)
        case .withdrawn: (code, decisive) = (.withdrawnAtIssue, state)
        case .granted:
            guard let present = issuer.state(at: now), present.kind == .withdrawn else { return nil }
            guard issuer.isClosedInOrder(at: now) else {
                (code, decisive) = (.withdrawnNoTimeEvidence, present)
                break
            }
            guard !issuer.hasRetired(key) else { return nil }
            (code, decisive) = (.closedNoTimeEvidence, present)
        }
        var details: [(name: String, value: TrustFact)] = [
            ("created", .date(time)), ("since", .date(decisive.since)),
        ]
        if let successor = decisive.successor {
            details += [
                ("successor", .text(successor.legalName)), ("id", .text(successor.id.text)),
                ("variant", .text("successor")),
            ]
        }
        return IssuerJudgement(code, on: self, issuer, key: key, notes: Self.notes(on: issuer, decisive), details)
    }

    /// Who vouches for the records of an institution in a state, where somebody does.
    private static func notes(on issuer: ListedIssuer, _ state: ListedState) -> [TrustNote] {
        guard let successor = state.successor else { return [] }
        return [
            TrustNote(
                .recordsVouchedFor,
                [
                    ("issuer", .text(issuer.legalName)), ("since", .date(state.since)),
                    ("successor", .text(successor.legalName)), ("id", .text(successor.id.text)),
                ])
        ]
    }

    /// The recognition that covers what the credential claims, or why there is none.
    func recognition(
        of scope: ClaimedScope, _ issuer: ListedIssuer, _ key: ListedKey, at time: Timestamp, _ now: Timestamp
    ) -> IssuerJudgement {
        var furthest = Recognition.Coverage.notInForce
        var nearest: Recognition?
        var covering: Recognition?
        for recognition in issuer.recognitions {
            let coverage = recognition.coverage(of: scope, at: time)
            // Awards that are void under one recognition are not saved by another.
            if coverage == .voided { return IssuerJudgement(.awardsVoided, on: self, issuer, key: key) }
            if coverage == .covered, covering.map({ $0.isRetroactive && !recognition.isRetroactive }) ?? true {
                covering = recognition
            }
            if nearest == nil || coverage > furthest { (furthest, nearest) = (coverage, recognition) }
        }
        guard let covering else {
            var details: [(name: String, value: TrustFact)] = [
                ("created", .date(time)), ("claimed", .text(Recognition.claims(in: scope, at: furthest))),
            ]
            if let levels = nearest?.eqfLevels {
                details += [("least", .number(levels.lowerBound)), ("greatest", .number(levels.upperBound))]
            }
            return IssuerJudgement(
                Self.code(furthest), on: self, issuer, key: key, details,
                apartFrom: issuer.recognitions.flatMap { [$0.window.from] + [$0.window.until].compactMap { $0 } })
        }
        if let refusal = lapseOfQuality(of: issuer, key, at: time) { return refusal }
        return IssuerJudgement(
            .recognised, on: self, issuer, key: key, recognition: covering,
            notes: notes(on: issuer, covering, at: time, now))
    }

    /// The answer where the decision on the institution's quality that stands on the list had ended when it signed.
    ///
    /// The decision need be in force on the day of the award, and on no day after it. A list has one decision, the last
    /// one: of the time before it, it does not tell what was decided then, which is noted and decides nothing. Where an
    /// earlier list told that a decision had ended, another one or a longer one counts from the list on that has it. Source:
    /// trust list design, section 1.3.
    func lapseOfQuality(of issuer: ListedIssuer, _ key: ListedKey, at time: Timestamp) -> IssuerJudgement? {
        if let until = issuer.assurance?.until, until < time {
            return IssuerJudgement(
                .qualityDecisionEnded, on: self, issuer, key: key, [("created", .date(time)), ("ended", .date(until))])
        }
        for record in late where record.issuer == issuer.idBytes {
            guard case .quality(let ended) = record.kind, ended < time, time < record.recorded else { continue }
            return IssuerJudgement(
                .qualityDecisionEnded, on: self, issuer, key: key,
                [
                    ("created", .date(time)), ("ended", .date(ended)), ("recorded", .date(record.recorded)),
                    ("variant", .text("late")),
                ])
        }
        return nil
    }

    private static func code(_ coverage: Recognition.Coverage) -> IssuerJudgement.Code {
        switch coverage {
        case .type: .scopeType
        case .eqfMissing: .scopeEQFMissing
        case .eqf: .scopeEQF
        case .field: .scopeField
        case .jurisdiction: .scopeJurisdiction
        case .schema: .scopeSchema
        case .fieldMissing: .scopeFieldNotStated
        case .jurisdictionMissing: .scopeJurisdictionNotStated
        case .voided: .awardsVoided
        case .notInForce, .covered: .scopeNotInForce
        }
    }

    func notes(
        on issuer: ListedIssuer, _ recognition: Recognition, at time: Timestamp, _ now: Timestamp
    ) -> [TrustNote] {
        var notes = [TrustNote(.timeSelfAsserted)]
        if let state = issuer.state(at: now), state.kind != .granted {
            notes.append(
                TrustNote(.noLongerGranted, [("issuer", .text(issuer.legalName)), ("since", .date(state.since))]))
            notes += Self.notes(on: issuer, state)
        }
        if let assurance = issuer.assurance, time < assurance.from {
            notes.append(
                TrustNote(
                    .qualityDecisionLater,
                    [("issuer", .text(issuer.legalName)), ("from", .date(assurance.from))]))
        }
        if let place = issuer.states.lastIndex(where: { $0.since <= time }) {
            // One that was put on record late says an earlier time of itself.
            let known = late.first { $0.kind == .state(place) && $0.issuer == issuer.idBytes }?.recorded
            let recorded = max(issuer.states[place].recordedAt, known ?? .earliest)
            if time < recorded { notes.append(TrustNote(.stateRetroactive, [("recorded", .date(recorded))])) }
        }
        if recognition.isRetroactive {
            notes.append(TrustNote(.scopeRetroactive, [("reason", .text(recognition.reason ?? ""))]))
        }
        if isClosed { notes.append(TrustNote(.listClosed)) }
        if let freshness = statement(knownAt: now), freshness.expires < now {
            notes.append(TrustNote(.freshExpired, [("issued", .date(freshness.issued))]))
        }
        return notes
    }
}
