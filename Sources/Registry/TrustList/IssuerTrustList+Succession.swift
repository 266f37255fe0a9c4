import Encodings

extension IssuerTrustList {
    /// The largest step from a list that was seen to its successor.
    ///
    /// A stolen key could otherwise use up all sequence numbers at once, and no list could ever follow.
    public static let largestSequenceStep = 1_000_000

    /// Checks that this list continues one that was seen before, so that nothing that was recorded is lost.
    ///
    /// Nothing comes after a list that was closed. Nothing is ever deleted from a list: institutions, their identifiers,
    /// keys, states and recognitions stay, and new ones are added at the end. A key's window may only become shorter and its
    /// state only older; a recognition may end earlier or be voided, and what is void of the past stays so. A recognition
    /// that is new for an institution starts no earlier than the list, or says that it is retroactive and why; where lists
    /// between the two were not seen, no earlier than the one that was. A decision on quality stays on record and begins no
    /// earlier than it did.
    ///
    /// What says that it was on record before the list that was seen, and was not, is no reason to refuse a list with all
    /// that others need of it: it is named, and counts as recorded with this list. Only a state that lets an institution
    /// issue at a time of which the list that was seen says that it might not hides something, and is refused.
    ///
    /// - Returns: What was put on record late.
    /// - Throws: ``TrustError`` with code `wrongID`, `rollback`, `equivocation`, `sequenceJump` or `historyRewritten`.
    @discardableResult
    public func check(succeeding seen: IssuerTrustList) throws(TrustError) -> [LateRecord] {
        try content.check(succeeding: seen.content, digest, seen.digest)
    }

    /// Checks that this list has the number and the digest of one that was seen before, or a later number.
    ///
    /// - Throws: ``TrustError`` with code `rollback`, `equivocation`, `sequenceJump` or `historyRewritten`.
    func check(number seen: Int, digest seenDigest: Multihash) throws(TrustError) {
        try content.check(number: seen, digest, seenDigest)
    }

    fileprivate static func rewritten(_ pointer: String, _ expectation: String) -> TrustError {
        TrustError(.historyRewritten, at: pointer, "expected \(expectation), found something else")
    }
}

extension TrustListContent {
    /// Checks that a list with this content and the digest `digest` continues another.
    @discardableResult
    func check(
        succeeding seen: TrustListContent, _ digest: Multihash, _ seenDigest: Multihash
    ) throws(TrustError) -> [LateRecord] {
        guard idBytes == seen.idBytes else {
            throw TrustError(.wrongID, at: "/id", "expected the list that was seen before, found another")
        }
        try check(number: seen.sequence, digest, seenDigest)
        guard sequence > seen.sequence else { return [] }
        return try check(continuing: seen)
    }

    /// Checks that a list with this content and the digest `digest` has the number and the digest of one that was seen
    /// before, or a later number.
    func check(number seen: Int, _ digest: Multihash, _ seenDigest: Multihash) throws(TrustError) {
        guard sequence >= seen else {
            throw TrustError(
                .rollback, at: "/trustList/sequence",
                "expected a list from number \(seen) on, found number \(sequence)")
        }
        guard sequence > seen else {
            guard digest == seenDigest else {
                throw TrustError(
                    .equivocation, at: "/trustList/sequence",
                    "expected one list with number \(sequence), found two that differ; keep both as evidence")
            }
            return
        }
        let step = IssuerTrustList.largestSequenceStep
        guard sequence - seen <= step else {
            throw TrustError(
                .sequenceJump, at: "/trustList/sequence",
                "expected a number at most \(step) above \(seen), found \(sequence)")
        }
        guard sequence > seen + 1 || previousDigest == seenDigest else {
            throw IssuerTrustList.rewritten(
                "/trustList/previousDigest", "the digest of the list that was seen before")
        }
    }

    /// Checks that everything which `old` records is recorded here as well.
    ///
    /// - Parameter others: Lists whose record the old one did not have: institutions of theirs are not new.
    /// - Returns: What was put on record late.
    @discardableResult
    func check(
        continuing old: TrustListContent, besides others: [TrustListContent] = []
    ) throws(TrustError) -> [LateRecord] {
        guard issued >= old.issued else {
            throw IssuerTrustList.rewritten("/trustList/issued", "a time that is not before the list that was seen")
        }
        guard !old.isClosed else {
            throw IssuerTrustList.rewritten(
                "/trustList/closed", "no list after number \(old.sequence), which the authority called its last")
        }
        // Of lists between the two, which were not seen, each could recognise from its own time on.
        let earliest = sequence == old.sequence + 1 ? issued : old.issued
        var late: [LateRecord] = []
        for previous in old.issuers {
            guard let position = position(ofID: previous.idBytes), let issuer = issuer(at: position),
                issuer.idBytes == previous.idBytes
            else {
                throw IssuerTrustList.rewritten(
                    "/credentialSubject", "every institution that was listed before, \(previous.id) among them")
            }
            late += try issuer.check(continuing: previous, recognisedFrom: earliest, recordedFrom: old.issued)
        }
        for issuer in issuers
        where old.position(ofID: issuer.idBytes) == nil
            && !others.contains(where: { $0.position(ofID: issuer.idBytes) != nil })
        {
            late += try issuer.lateStates(after: [], recordedFrom: old.issued, until: earliest)
        }
        return late
    }
}

extension ListedIssuer {
    fileprivate func check(
        continuing old: ListedIssuer, recognisedFrom earliest: Timestamp, recordedFrom lastList: Timestamp
    ) throws(TrustError) -> [LateRecord] {
        guard old.otherIDs.allSatisfy({ otherIDs.contains($0) }) else {
            throw IssuerTrustList.rewritten(
                node.pointer + "/alsoKnownAs", "every identifier that the institution had before")
        }
        for previous in old.keys {
            guard let position = keys.firstIndex(where: { $0.methodBytes == previous.methodBytes }) else {
                throw IssuerTrustList.rewritten(node.pointer + "/keys", "every key that the institution had before")
            }
            guard keys[position].continues(previous) else {
                throw IssuerTrustList.rewritten(
                    node.pointer + "/keys/\(position)",
                    "the same key and purpose, a window that is not wider, and a state that does not go back")
            }
        }
        guard states.count >= old.states.count,
            zip(states, old.states).allSatisfy({ $0.node.isEqual(to: $1.node) })
        else {
            throw IssuerTrustList.rewritten(
                node.pointer + "/states", "the states that were recorded before, with new ones behind them")
        }
        guard recognitions.count >= old.recognitions.count,
            zip(recognitions, old.recognitions).allSatisfy({ $0.continues($1, knownAt: lastList) })
        else {
            throw IssuerTrustList.rewritten(
                node.pointer + "/recognizedTo", "the recognitions that were recorded before, with new ones behind them")
        }
        let late =
            try lapseOfQuality(after: old, renewedFrom: earliest)
            + lateStates(after: old.states, recordedFrom: lastList, until: earliest)
        for recognition in recognitions.dropFirst(old.recognitions.count)
        where !recognition.isRetroactive && recognition.window.from < earliest {
            throw IssuerTrustList.rewritten(
                recognition.node.pointer, "a new recognition that starts with this list, or says that it is retroactive"
            )
        }
        return late
    }

    /// Checks the decision on quality, which stays on record and begins no earlier than it did.
    ///
    /// - Returns: The time without one, where it had ended before another one or a longer one was put on record: whether
    ///   somebody had taken that in time, nobody can tell who had no list that said so.
    private func lapseOfQuality(
        after old: ListedIssuer, renewedFrom earliest: Timestamp
    ) throws(TrustError) -> [LateRecord] {
        guard let was = old.assurance else { return [] }
        guard let assurance else {
            throw IssuerTrustList.rewritten(
                node.pointer + "/qualityAssurance", "the decision on quality that was recorded, or a later one")
        }
        guard assurance.from >= was.from else {
            throw IssuerTrustList.rewritten(
                node.pointer + "/qualityAssurance/validFrom", "a decision on quality that begins no earlier than before"
            )
        }
        guard let end = was.until, assurance.until.map({ $0 > end }) ?? true, end < earliest else { return [] }
        return [LateRecord(.quality(ended: end), of: self, at: "/qualityAssurance", recorded: earliest)]
    }

    /// States that were not on record before, though they say so.
    ///
    /// - Parameter old: The states that were on record; none of an institution that is new.
    /// - Throws: ``TrustError`` with code `historyRewritten` for one by which the institution might issue when the list
    ///   before said that it might not, or by which a withdrawal is none any more. As a state of the day on which it was
    ///   recorded it says the same openly, and is told to whom it concerns.
    fileprivate func lateStates(
        after old: [ListedState], recordedFrom lastList: Timestamp, until recorded: Timestamp
    ) throws(TrustError) -> [LateRecord] {
        let late = states.indices.dropFirst(old.count).filter { states[$0].recordedAt < lastList }
        guard !late.isEmpty else { return [] }
        for time in old.isEmpty ? [] : states.map(\.since) where time < lastList {
            guard let place = states.lastIndex(where: { $0.since <= time }), late.contains(place),
                states[place].lifts(old.last { $0.since <= time })
            else { continue }
            throw IssuerTrustList.rewritten(
                states[place].node.pointer + "/recordedAt",
                "a state that lifts what the list before this one says to have been recorded since that list")
        }
        return late.map { LateRecord(.state($0), of: self, at: "/states/\($0)", recorded: recorded) }
    }
}

extension ListedState {
    /// Whether an institution could do with this what it could not with another state, or with none.
    fileprivate func lifts(_ other: ListedState?) -> Bool {
        switch (kind, other?.kind) {
        case (.granted, let kind): kind != .granted
        case (_, .withdrawn): kind != .withdrawn || isClosure && other?.isClosure == false
        default: false
        }
    }
}

extension ListedKey {
    fileprivate func continues(_ old: ListedKey) -> Bool {
        guard publicKey == old.publicKey, purpose == old.purpose, window.isWithin(old.window),
            state.age >= old.state.age
        else { return false }
        guard let was = old.compromisedSince else { return true }
        // What is known of a theft can only reach further back.
        return compromisedSince.map { $0 <= was } ?? false
    }
}

extension Recognition {
    fileprivate func continues(_ old: Recognition, knownAt lastList: Timestamp) -> Bool {
        guard window.isWithin(old.window) else { return false }
        if let was = old.voidFrom {
            guard let voidFrom, voidFrom <= was, staysVoid(until: lastList, of: old) else { return false }
        }
        // Its end and its voiding may change, its descriptions as well; all else is as it was recorded.
        let changing = ["validUntil", "voidFrom", "info", "accreditation"]
        return node.canonicalBytes(omitting: changing) == old.node.canonicalBytes(omitting: changing)
    }

    /// Whether awards of the past which are void by a recognition are not let out of it by an earlier end: another
    /// recognition could save them then.
    func staysVoid(until time: Timestamp, of other: Recognition) -> Bool {
        guard let until = window.until else { return true }
        return until >= min(other.window.until ?? time, time)
    }
}
