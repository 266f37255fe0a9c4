public import Encodings

extension TrustChain {
    /// What is to be kept as seen after this chain was accepted at `clock`, the present time.
    ///
    /// What is dated later than the clock is not kept: a document from the future must not stop the clock for good.
    public func seen(at clock: Timestamp, skew: Int64 = 300) -> SeenTrust {
        let latest = clock.adding(seconds: skew)
        var seen = seen
        // What was kept before the version of the root was kept with it counted under the root that was seen then.
        if seen.list?.rootVersion == nil { seen.list?.rootVersion = seen.root?.version }
        if seen.statementIssued != nil { seen.statementRoot = seen.statementRoot ?? seen.root?.version }
        // A root that does not continue the one that was seen takes no place of it, or it would count from the next run on.
        if let root, root.dated <= latest, continuesSeenRoot {
            seen.root = SeenTrust.Root(version: root.version, digest: root.digest)
            seen.raiseFloor(to: root.dated)
            if let past = seen.contradictoryRoot, past.version < root.version { seen.contradictoryRoot = nil }
        }
        if let other = rivalRoot { seen.contradictoryRoot = other.what }
        if let contradiction, contradiction.what.sequence >= seen.contradiction?.sequence ?? 0 {
            seen.contradiction = contradiction.what
        }
        guard let list, list.dated <= latest else { return seen }
        // A list that counts beside it has settled what was contradictory.
        seen.contradiction = nil
        seen.list = SeenTrust.List(sequence: list.sequence, digest: list.digest, rootVersion: list.root?.version)
        seen.raiseFloor(to: list.dated)
        if let statement = list.freshness, statement.issued <= latest {
            seen.statementIssued = max(statement.issued, boundStatement ?? statement.issued)
            seen.statementRoot = list.root?.version
            seen.raiseFloor(to: statement.issued)
        }
        return seen
    }

    private var continuesSeenRoot: Bool {
        guard let known = seen.root else { return true }
        return roots.contains { $0.version == known.version && $0.digest == known.digest }
    }

    /// The chain over the same documents, after `seen` and not what it began with.
    ///
    /// - Parameter seenList: The bytes of the list in `seen`, where they were kept.
    public func after(_ seen: SeenTrust, _ seenList: [UInt8]?) -> TrustChain {
        TrustChain(pin: pin, material: given, seen: seen, seenList: seenList, index: index)
    }

    /// Whether the clock shows a time that cannot be, because something was seen that is dated later.
    public func isClockBehind(_ clock: Timestamp, skew: Int64 = 300) -> Bool {
        guard let floor = seen.clockFloor else { return false }
        return clock < floor.adding(seconds: -skew)
    }
}

extension TrustChain {
    /// Checks that a list continues what had been seen.
    ///
    /// A list whose keys the authority has replaced since is evidence, and no bar: whoever stole them could have run up
    /// its number, and recorded in it what no honest list can go on with. What of it the new list does not have is told;
    /// only a list that calls it the one before it must have all of it.
    mutating func checkSeen(_ candidate: IssuerTrustList) throws(TrustError) {
        try checkContradiction(candidate)
        guard let seen = seen.list else { return }
        // Of two that contradicted each other the authority has gone on with the other one.
        if let past = self.seen.contradiction, !past.isRewriting, past.digests.contains(seen.digest),
            candidate.sequence > past.sequence,
            let previous = candidate.previousDigest, previous != seen.digest, past.digests.contains(previous)
        {
            setAside = seenList
            return
        }
        let isBinding = candidate.digest == seen.digest || isBound(by: seen)
        do throws(TrustError) {
            if isBinding { try candidate.check(number: seen.sequence, digest: seen.digest) }
        } catch {
            if let seenList { note(error, candidate, seenList, seen.digest) }
            throw error
        }
        guard candidate.digest != seen.digest, let seenList else { return }
        let document = try IssuerTrustList.parse(seenList)
        guard try IssuerTrustList.digest(document.root.canonicalBytes(omitting: ["proof"])) == seen.digest else {
            return
        }
        do throws(TrustError) {
            try candidate.content.check(continuing: TrustListContent(document.root))
        } catch {
            guard !isBinding, candidate.previousDigest != seen.digest else {
                note(error, candidate, seenList, seen.digest)
                throw error
            }
            setAside = seenList
            notes.append(
                TrustNote(
                    .historySetAside,
                    [
                        ("older", .number(seen.sequence)), ("newer", .number(candidate.sequence)),
                        ("pointer", .text(error.pointer)),
                    ]))
        }
    }

    /// Refuses a list up to the number under which the authority contradicted itself: only a later one settles that.
    mutating func checkContradiction(_ candidate: IssuerTrustList) throws(TrustError) {
        guard let past = seen.contradiction else { return }
        guard candidate.sequence <= past.sequence,
            !wereKeysReplaced(past.isByStatement ? .freshness : .list, since: past.rootVersion)
        else {
            let variant: [(name: String, value: TrustFact)] = past.isRewriting ? [("variant", .text("rewriting"))] : []
            notes.append(
                TrustNote(
                    .contradictionSettled,
                    [("older", .number(past.sequence)), ("newer", .number(candidate.sequence))] + variant))
            return
        }
        guard !past.isRewriting else {
            throw TrustError(
                .historyRewritten, at: "/trustList/sequence",
                "expected a list with a number above \(past.sequence), which was seen before and takes back what was on "
                    + "record, found number \(candidate.sequence)")
        }
        throw TrustError(
            .equivocation, at: "/trustList/sequence",
            "expected a list with a number above \(past.sequence), under which two that differ were seen before, found "
                + "number \(candidate.sequence)")
    }

    /// Whether a list that was seen binds those that come after it: its keys may still sign, or it holds without those
    /// that may not.
    private func isBound(by seen: SeenTrust.List) -> Bool {
        guard wereKeysReplaced(.list, since: seen.rootVersion ?? self.seen.root?.version) else { return true }
        guard let seenList, let list = try? verified(seenList) else { return false }
        return list.digest == seen.digest
    }

    /// Whether a key that signed lists, or statements, under a version of the root may do so no longer.
    func wereKeysReplaced(_ role: TrustRole.Name, since version: Int?) -> Bool {
        guard let version, let newest = roots.last, newest.version > version,
            let then = roots.first(where: { $0.version == version })
        else { return false }
        return newest.replaces(keysOf: role, in: then)
    }

    /// When the newest statement that was seen was made; `nil` where its key was replaced since.
    var boundStatement: Timestamp? {
        wereKeysReplaced(.freshness, since: seen.statementRoot ?? seen.root?.version) ? nil : seen.statementIssued
    }

    /// Notes a refusal of a list that is signed as it must be, and contradicts another one.
    mutating func note(_ refusal: TrustError, _ list: IssuerTrustList, _ other: [UInt8], _ digest: Multihash) {
        guard [.equivocation, .historyRewritten].contains(refusal.code) else { return }
        note(list, other, digest, isRewriting: refusal.code == .historyRewritten)
    }

    mutating func note(
        _ list: IssuerTrustList, _ other: [UInt8], _ digest: Multihash, isByStatement: Bool = false,
        isRewriting: Bool = false
    ) {
        guard contradiction == nil else { return }
        let what = SeenTrust.Contradiction(
            sequence: list.sequence, digests: [list.digest, digest], rootVersion: root?.version,
            isByStatement: isByStatement, isRewriting: isRewriting)
        contradiction = (what, [list.bytes, other])
    }
}

extension SeenTrust {
    fileprivate mutating func raiseFloor(to time: Timestamp) { clockFloor = max(time, clockFloor ?? time) }
}
