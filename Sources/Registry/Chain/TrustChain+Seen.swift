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
        if let found = rootContradiction {
            seen.rootContradiction = found.what
        } else if !roots.isEmpty, !isRootContradicted {
            seen.rootContradiction = nil
        }
        // A root that does not continue the one that was seen takes no place of it, or it would count from the next run on.
        if let root, root.dated <= latest, continuesSeenRoot, !isRootContradicted, rootContradiction == nil {
            seen.root = SeenTrust.Root(version: root.version, digest: root.digest)
            seen.raiseFloor(to: root.dated)
        }
        seen.contradictions = contradictions(after: seen, at: clock, skew)
        if let rewriting, rewriting.dated <= latest, rewriting.list.sequence >= seen.rewriting?.sequence ?? 0 {
            seen.rewriting = rewriting.list
        }
        if let list, list.dated <= latest { seen.rewriting = nil }
        guard let list = list ?? witness, list.dated <= latest else { return seen }
        seen.list = SeenTrust.List(sequence: list.sequence, digest: list.digest, rootVersion: list.root?.version)
        seen.late = remembered(late, after: seen.late)
        seen.setAside.removeAll { restored.contains($0.digest) }
        seen.setAside = (seen.setAside + setAside.map(\.what)).suffix(SeenTrust.limit)
        seen.raiseFloor(to: list.dated)
        if let statement = list.statements.first(where: { $0.isInForce(at: clock, skew: skew) }),
            statement.issued >= boundStatement ?? statement.issued
        {
            seen.statementIssued = statement.issued
            seen.statementDigest = statement.digest
            seen.statementRoot = list.root?.version
            seen.raiseFloor(to: statement.issued)
        }
        return seen
    }

    private var continuesSeenRoot: Bool {
        guard let known = seen.root else { return true }
        return roots.contains { $0.version == known.version && $0.digest == known.digest }
            || known.version <= roots.first?.version ?? 0
    }

    /// What stays contradictory, and what is so from now on.
    private func contradictions(
        after seen: SeenTrust, at clock: Timestamp, _ skew: Int64
    ) -> [SeenTrust.Contradiction] {
        let counted = list.flatMap { $0.dated <= clock.adding(seconds: skew) ? $0 : nil }
        // A list that counts beside two others has settled them; a statement binds while it is good, and no list before
        // the one that comes after it settles it.
        var kept = seen.contradictions.filter { past in
            guard let until = past.until else { return counted == nil }
            return until >= clock && !isSettled(past, by: counted)
        }
        for found in contradictions where !kept.contains(found.what) {
            if let from = found.from, let until = found.what.until,
                from > clock.adding(seconds: skew) || until < clock
            {
                continue
            }
            kept.append(found.what)
        }
        // The first ones stay: none of them is settled by what comes after it. The key of every day, which signs the most,
        // takes no place of those who sign lists.
        return [false, true].flatMap { isByStatement in
            kept.filter { $0.isByStatement == isByStatement }.prefix(SeenTrust.limit)
        }
    }

    /// The chain over the same documents, after `seen` and not what it began with.
    ///
    /// - Parameter seenLists: The lists that `seen` names, where they were kept.
    public func after(_ seen: SeenTrust, _ seenLists: [[UInt8]]) -> TrustChain {
        TrustChain(
            pin: pin, material: given, handedOver: handedOver, seen: seen, seenLists: seenLists, index: index)
    }

    /// Whether the authority may have something to say of an issuer, where none of its lists counts.
    ///
    /// What it had said when its list was seen last, or else in the list that the verifier has, goes on counting for that: a
    /// list that names neither the issuer, nor
    /// anybody from whom it has its powers, nor a key of theirs, says nothing of it, however old it is.
    public func mayConcern(_ issuer: [UInt8], _ entries: [ListedIssuer]) -> Bool {
        let contents: [TrustListContent]
        if let newest = seen.list?.digest {
            let known = remembered(besides: given.lists)
            guard known[newest] != nil else { return true }
            contents = known.values.map(\.content)
        } else {
            contents = given.lists.compactMap { (try? verified($0))?.content }
            guard !contents.isEmpty else { return true }
        }
        let names = [issuer] + entries.flatMap { [$0.idBytes] + $0.otherIDs }
        let keys = entries.flatMap(\.keys)
        return contents.contains { content in
            names.contains { content.position(ofID: $0) != nil }
                || keys.contains {
                    content.place(ofKey: $0.publicKey) != nil || content.place(ofMethod: $0.methodBytes) != nil
                }
        }
    }

    /// Whether the clock shows a time that cannot be, because something was seen that is dated later.
    public func isClockBehind(_ clock: Timestamp, skew: Int64 = 300) -> Bool {
        guard let floor = seen.clockFloor else { return false }
        return clock < floor.adding(seconds: -skew)
    }

    /// The lists among all that is at hand that have one of the digests: what has to be kept for the next run.
    public func documents(of digests: [Multihash]) -> [(digest: Multihash, bytes: [UInt8])] {
        var found: [(digest: Multihash, bytes: [UInt8])] = []
        let lists = [list, witness].compactMap { $0 }
        for digest in digests {
            if let list = lists.first(where: { $0.digest == digest }) { found.append((digest, list.bytes)) }
        }
        let others = contradictions.flatMap(\.documents) + setAside.map(\.document) + seenLists
        for bytes in others where found.count < digests.count {
            guard let digest = try? IssuerTrustList.digest(ofDocument: bytes), digests.contains(digest),
                !found.contains(where: { $0.digest == digest })
            else { continue }
            found.append((digest, bytes))
        }
        return found
    }
}

extension TrustChain {
    /// What earlier statements say against a list that is no newer than what they named.
    func disputes(of list: IssuerTrustList) -> [SeenTrust.Contradiction] {
        return seen.contradictions.filter { $0.isByStatement && !isSettled($0, by: list) }
    }

    /// Whether a list, or a root without the key of that day, has settled what a statement said against another list.
    private func isSettled(_ past: SeenTrust.Contradiction, by list: IssuerTrustList?) -> Bool {
        (list?.sequence ?? 0) > past.sequence || wereKeysReplaced(.freshness, since: past.rootVersion)
    }

    /// Whether those who signed lists, or statements, under a version of the root are not enough for it any more.
    func wereKeysReplaced(_ role: TrustRole.Name, since version: Int?) -> Bool {
        guard let version, let newest = roots.last, newest.version > version,
            let then = roots.first(where: { $0.version == version })
        else { return false }
        return newest.narrows(role, of: then)
    }

    /// When the newest statement that was seen was made; `nil` where its key was replaced since.
    var boundStatement: Timestamp? {
        wereKeysReplaced(.freshness, since: seen.statementRoot ?? seen.root?.version) ? nil : seen.statementIssued
    }

    mutating func note(_ list: IssuerTrustList, _ other: [UInt8], _ digest: Multihash) {
        let what = SeenTrust.Contradiction(
            sequence: list.sequence, digests: [list.digest, digest], rootVersion: root?.version)
        contradictions.append(FoundContradiction(what: what, from: nil, documents: [list.bytes, other]))
    }

    /// Notes the statements that say that another list has the number of this one.
    mutating func noteStatements(against list: IssuerTrustList) {
        for statement in list.statements where list.contradicts(statement) {
            let what = SeenTrust.Contradiction(
                sequence: list.sequence, digests: [list.digest, statement.listDigest], rootVersion: root?.version,
                until: statement.expires)
            guard !contradictions.contains(where: { $0.what == what }) else { continue }
            contradictions.append(
                FoundContradiction(what: what, from: statement.issued, documents: [list.bytes, statement.bytes]))
        }
    }

    /// Says of every list that was set aside that this one does not have what it recorded, in every run.
    mutating func noteSetAside(_ list: IssuerTrustList) {
        notes.removeAll { $0.code == .historySetAside }
        let all = seen.setAside.filter { !restored.contains($0.digest) } + setAside.map(\.what)
        for older in all {
            notes.append(
                TrustNote(
                    .historySetAside,
                    [
                        ("older", .number(older.sequence)), ("newer", .number(list.sequence)),
                        ("pointer", .text(older.pointer)),
                    ]))
        }
    }
}

extension SeenTrust {
    fileprivate mutating func raiseFloor(to time: Timestamp) { clockFloor = max(time, clockFloor ?? time) }
}
