import Encodings

/// What one list says by one entry.
struct StatusReading {
    let entry: StatusEntry
    /// The list that was read.
    let list: StatusList
    /// The value; 0 for nothing set.
    let value: Int
    let notes: [TrustNote]
}

extension StatusJudge {
    /// Reads an entry from the newest list of its name.
    ///
    /// - Parameter entries: All entries of the credential.
    /// - Throws: ``StatusError`` where that tells nothing.
    func read(
        _ entry: StatusEntry, of authority: StatusAuthority, beside entries: [Result<StatusEntry, StatusError>]
    ) throws(StatusError) -> StatusReading {
        let history = lists.history(of: entry.listID, by: authority, keys: keys, contexts: contexts, at: now)
        guard let newest = history.items.first else { throw history.refusal ?? missing(entry, beside: entries) }
        // What is dated later than the clock shows is no news of another day, but a clock or a list that is wrong.
        guard newest.list.validFrom <= clock.adding(seconds: policy.skew) else { throw fromFuture(newest.list) }
        let latest = now.adding(seconds: policy.skew)
        guard let place = history.items.firstIndex(where: { $0.list.validFrom <= latest }) else {
            throw fromFuture(newest.list)
        }
        let item = history.items[place]
        let list = item.list
        guard list.form == entry.form else {
            throw StatusError(
                .malformedValue, at: "/type", "expected a list of the kind of the entry, found one of another kind",
                variant: "form")
        }
        guard list.purposes.contains(entry.purpose) else {
            throw StatusError(
                .verification, at: "/credentialSubject/statusPurpose",
                "expected a list for \(entry.purpose.name), found one for another purpose", variant: "purpose",
                [("purpose", .text(entry.purpose.name))])
        }
        noteContradiction(in: history, at: place, authority)
        if let doubt = item.doubt, doubt.code == .equivocation { throw doubt }
        let lapse = lapse(of: list)
        let value: Int
        do throws(StatusError) {
            value = try self.value(of: entry, in: list)
        } catch {
            throw policy.acceptsLapsed ? error : lapse ?? error
        }
        // A revocation is final: who once said it has said it, however long ago.
        let isRevoked = entry.purpose == .revocation && value != 0
        if !isRevoked, let doubt = lapse == nil || policy.acceptsLapsed ? item.doubt : lapse { throw doubt }
        if !isRevoked, let known = history.newestKnown, known <= latest, list.validFrom < known {
            throw StatusError(
                .memoryLost, at: "/validFrom",
                "expected the list of \(known), which was seen before, or a newer one, found that of \(list.validFrom)",
                [("known", .moment(known)), ("found", .moment(list.validFrom))])
        }
        if item.doubt == nil, let institution = authority.institution, history.isNews(at: place) {
            lists.count(list, of: institution)
        }
        let isOlderOffered = item.isRemembered && history.items.contains { !$0.isRemembered }
        return StatusReading(
            entry: entry, list: list, value: value,
            notes: notes(on: list, isRevoked ? nil : lapse, isOlderOffered: isOlderOffered))
    }

    /// Has a list kept that contradicts one which was kept before, so that nobody can leave it out the next time.
    private func noteContradiction(in history: StatusHistory, at place: Int, _ authority: StatusAuthority) {
        guard history.items[place].doubt != nil, let institution = authority.institution else { return }
        let time = history.items[place].list.validFrom
        guard let other = history.items.first(where: { $0.list.validFrom == time && !$0.isKept }) else { return }
        lists.count(other.list, of: institution, isContradiction: true)
    }

    private func value(of entry: StatusEntry, in list: StatusList) throws(StatusError) -> Int {
        let values = try list.values.get()
        // The draft had no fewest number of values.
        guard entry.form == .statusList2021 || values.count(size: entry.size) >= StatusBitstring.leastCount else {
            throw StatusError(
                .length, at: "/credentialSubject/encodedList",
                "expected at least \(StatusBitstring.leastCount) values, found \(values.count(size: entry.size))",
                [
                    ("limit", .number(StatusBitstring.leastCount)),
                    ("found", .number(values.count(size: entry.size))),
                ])
        }
        guard let value = values.value(at: entry.index, size: entry.size) else {
            throw StatusError(
                .range, at: entry.node.pointer + "/statusListIndex",
                "expected an index below \(values.count(size: entry.size)), found \(entry.index)",
                [("limit", .number(values.count(size: entry.size))), ("found", .number(entry.index))])
        }
        return value
    }

    /// Why a list says no longer what is known at the time that is asked for.
    private func lapse(of list: StatusList) -> StatusError? {
        guard let end = list.validUntil else {
            return StatusError(
                .noExpiry, at: "/validUntil", "expected a list that says until when it is good",
                [("known", .date(list.validFrom))])
        }
        if end < now.adding(seconds: -policy.skew) {
            return StatusError(
                .expired, at: "/validUntil", "expected a list that is still good, found one until \(end)",
                [("known", .date(list.validFrom)), ("until", .date(end))])
        }
        let age = now.seconds(since: list.validFrom)
        guard let limit = policy.maximumAge, age > limit.seconds else { return nil }
        return StatusError(
            .stale, at: "/validFrom", "expected a list of at most \(limit), found one of \(list.validFrom)",
            [("known", .date(list.validFrom)), ("age", .age(AgeLimit(passed: age))), ("limit", .age(limit))])
    }

    private func notes(on list: StatusList, _ lapse: StatusError?, isOlderOffered: Bool) -> [TrustNote] {
        var notes: [TrustNote] = []
        let known: (name: String, value: TrustFact) = ("known", .date(list.validFrom))
        if isOlderOffered { notes.append(TrustNote(.statusReplayOlder, [known])) }
        let age = now.seconds(since: list.validFrom)
        if lapse != nil {
            notes.append(TrustNote(.statusAsOf, [known, ("age", .age(AgeLimit(passed: age)))]))
        } else if let ttl = list.timeToLive, age > ttl {
            notes.append(TrustNote(.statusTTLPassed, [known]))
        }
        return notes
    }

    private func fromFuture(_ list: StatusList) -> StatusError {
        StatusError(
            .fromFuture, at: "/validFrom", "expected a list from before \(now), found one of \(list.validFrom)",
            [("known", .moment(list.validFrom)), ("now", .moment(min(now, clock)))])
    }

    /// No list of the name is at hand; another one may have been meant for it.
    private func missing(
        _ entry: StatusEntry, beside entries: [Result<StatusEntry, StatusError>]
    ) -> StatusError {
        // Lists that were handed over and that the credential does not name.
        let named = entries.compactMap { try? $0.get().listID }
        if let other = lists.handedOverIDs.first(where: { !$0.isEmpty && !named.contains($0) }) {
            return StatusLists.otherList(String(decoding: other, as: UTF8.self), than: entry.list)
        }
        return StatusError(
            .retrieval, "expected the list \(entry.list), found none", [("expected", .text(entry.list))])
    }
}
