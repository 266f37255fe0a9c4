import Encodings

extension TrustChain {
    /// A list that had been seen, read from what was kept.
    struct Remembered {
        let bytes: [UInt8]
        let content: TrustListContent
    }

    /// Checks that a list continues what had been seen.
    ///
    /// Numbers bind as long as the list that had them holds: whoever stole keys that were taken out since could have run
    /// them up. What a list recorded binds beyond that, unless none of those who signed it may sign any more. Of two that
    /// contradict each other one must be continued, and of the other nothing may be taken back.
    mutating func checkSeen(_ candidate: IssuerTrustList) throws(TrustError) {
        let lists = seen.contradictions.filter { !$0.isByStatement }
        try checkRewriting(candidate)
        if let list = seen.list, list.digest == candidate.digest {
            try candidate.check(number: list.sequence, digest: list.digest)
            if lists.isEmpty { return }
        }
        let known = remembered()
        for past in lists { try check(candidate, settling: past, known) }
        if let list = seen.list, list.digest != candidate.digest,
            !lists.contains(where: { $0.digests.contains(list.digest) })
        {
            try check(candidate, after: list, known)
        }
        for older in seen.setAside {
            guard let past = known[older.digest], (try? candidate.content.check(continuing: past.content)) != nil else {
                continue
            }
            restored.insert(older.digest)
        }
        for past in seen.contradictions where past.isByStatement ? candidate.sequence > past.sequence : true {
            notes.append(
                TrustNote(
                    .contradictionSettled,
                    [("older", .number(past.sequence)), ("newer", .number(candidate.sequence))]))
        }
    }

    // MARK: One list that was seen

    private mutating func check(
        _ candidate: IssuerTrustList, after list: SeenTrust.List, _ known: [Multihash: Remembered]
    ) throws(TrustError) {
        guard let past = known[list.digest] else {
            // By its keys alone nobody can tell that a list does not hold any more which is not at hand.
            if !wereKeysReplaced(.list, since: list.rootVersion ?? seen.root?.version) {
                try checkNumber(candidate, list.sequence, list.digest)
            }
            throw Self.missing(list.sequence)
        }
        guard holds(past) else { return try checkRecord(candidate, past, list.sequence, list.digest) }
        do throws(TrustError) {
            try checkNumber(candidate, list.sequence, list.digest)
        } catch {
            if error.code == .equivocation { note(candidate, past.bytes, list.digest) }
            if error.code == .historyRewritten { noteRewriting(candidate, of: list.sequence) }
            throw error
        }
        do throws(TrustError) {
            let others = seen.setAside.compactMap { known[$0.digest]?.content }
            late += try candidate.content.check(continuing: past.content, besides: others)
        } catch {
            if error.code == .historyRewritten { noteRewriting(candidate, of: list.sequence) }
            throw error
        }
    }

    /// Refuses a list that is no later than one which takes back what was on record: only a later one settles that.
    private mutating func checkRewriting(_ candidate: IssuerTrustList) throws(TrustError) {
        guard let past = seen.rewriting else { return }
        guard candidate.sequence <= past.sequence, !wereKeysReplaced(.list, since: past.rootVersion) else {
            notes.append(
                TrustNote(
                    .contradictionSettled,
                    [
                        ("older", .number(past.sequence)), ("newer", .number(candidate.sequence)),
                        ("variant", .text("rewriting")),
                    ]))
            return
        }
        throw TrustError(
            .historyRewritten, at: "/trustList/sequence",
            "expected a list with a number above \(past.sequence), which was seen before and takes back what was on "
                + "record, found number \(candidate.sequence)")
    }

    /// Notes a list that is signed as it must be, and takes back what was on record.
    ///
    /// - Parameter number: The number of the list on whose record it goes back. However far ahead the number of this one is,
    ///   one that a later list can have, a step from that one, is left to settle it.
    mutating func noteRewriting(_ list: IssuerTrustList, of number: Int) {
        let sequence = min(list.sequence, number + IssuerTrustList.largestSequenceStep - 1)
        guard rewriting?.list.sequence ?? 0 < sequence else { return }
        rewriting = (
            SeenTrust.List(sequence: sequence, digest: list.digest, rootVersion: root?.version), list.dated
        )
    }

    /// Checks a number against one that was seen; where a statement named another list of that number, the next one may
    /// call either of the two the one before it.
    private func checkNumber(
        _ candidate: IssuerTrustList, _ sequence: Int, _ digest: Multihash
    ) throws(TrustError) {
        do throws(TrustError) {
            try candidate.check(number: sequence, digest: digest)
        } catch {
            guard error.code == .historyRewritten, let previous = candidate.previousDigest,
                seen.contradictions.contains(where: {
                    $0.isByStatement && $0.sequence == sequence && $0.digests.contains(previous)
                })
            else { throw error }
        }
    }

    /// Checks a list against one that does not hold any more: what it recorded binds all the same, unless the authority
    /// has replaced all of those who signed it, as after a theft.
    private mutating func checkRecord(
        _ candidate: IssuerTrustList, _ past: Remembered, _ sequence: Int, _ digest: Multihash
    ) throws(TrustError) {
        do throws(TrustError) {
            late += try candidate.content.check(continuing: past.content)
        } catch {
            // A list that calls it the one before it must have all of it.
            guard candidate.previousDigest != digest, isSignedByNobody(past) else { throw error }
            guard !seen.setAside.contains(where: { $0.digest == digest }) else { return }
            setAside.append(
                (SeenTrust.SetAside(sequence: sequence, digest: digest, pointer: error.pointer), past.bytes))
        }
    }

    // MARK: Two that contradict each other

    /// Checks that a list settles a contradiction: a later one, or one of those two of which the other holds no more.
    private mutating func check(
        _ candidate: IssuerTrustList, settling past: SeenTrust.Contradiction, _ known: [Multihash: Remembered]
    ) throws(TrustError) {
        // Of one that is not at hand nobody can tell that it holds no more.
        let holding = past.digests.filter { digest in known[digest].map { holds($0) } ?? true }
        guard candidate.sequence > past.sequence || holding.count < 2 else {
            if candidate.sequence == past.sequence, !past.digests.contains(candidate.digest),
                let one = past.digests.first, let document = known[one]
            {
                note(candidate, document.bytes, one)
            }
            throw TrustError(
                .equivocation, at: "/trustList/sequence",
                "expected a list with a number above \(past.sequence), under which two that differ were seen before, "
                    + "found number \(candidate.sequence)")
        }
        for digest in past.digests where known[digest] == nil && digest != candidate.digest {
            throw Self.missing(past.sequence)
        }
        for digest in past.digests where !holding.contains(digest) && digest != candidate.digest {
            guard let other = known[digest] else { continue }
            try checkRecord(candidate, other, past.sequence, digest)
        }
        guard let first = holding.first, !holding.contains(candidate.digest) else { return }
        // The next one says which of the two it goes on with; one after that need not.
        let named = candidate.previousDigest.flatMap { holding.contains($0) ? $0 : nil }
        try candidate.check(number: past.sequence, digest: named ?? first)
        try check(candidate, continuing: named.map { [$0] } ?? holding, of: holding, known)
    }

    private mutating func check(
        _ candidate: IssuerTrustList, continuing choice: [Multihash], of holding: [Multihash],
        _ known: [Multihash: Remembered]
    ) throws(TrustError) {
        var refusal: TrustError?
        for digest in choice {
            guard let past = known[digest] else { continue }
            do throws(TrustError) {
                let found = try candidate.content.check(continuing: past.content)
                for other in holding where other != digest {
                    if let other = known[other] { try candidate.content.check(upholding: other.content) }
                }
                late += found
                return
            } catch {
                refusal = refusal ?? error
            }
        }
        if let refusal { throw refusal }
    }

    // MARK: What was kept

    /// The lists that had been seen, by their digests.
    ///
    /// - Parameter more: Lists that were not kept, as they are at hand in another place.
    func remembered(besides more: [[UInt8]] = []) -> [Multihash: Remembered] {
        var known: [Multihash: Remembered] = [:]
        for list in candidates { known[list.digest] = Remembered(bytes: list.bytes, content: list.content) }
        for bytes in seenLists + more where !known.values.contains(where: { $0.bytes == bytes }) {
            guard let root = try? IssuerTrustList.parse(bytes).root, let content = try? TrustListContent(root),
                let digest = try? IssuerTrustList.digest(root.canonicalBytes(omitting: ["proof"]))
            else { continue }
            known[digest] = Remembered(bytes: bytes, content: content)
        }
        return known
    }

    /// Whether a list that was seen holds by the newest root, of whichever keys it is.
    private func holds(_ past: Remembered) -> Bool {
        do throws(TrustError) {
            _ = try verified(past.bytes)
            return true
        } catch {
            return error.code != .threshold
        }
    }

    /// Whether none of those who signed a list may sign lists by the newest root.
    private func isSignedByNobody(_ past: Remembered) -> Bool {
        guard let role = root?[.list], let proofs = try? DocumentProofs(past.content.root, .list),
            let checked = try? proofs.check(role.signing.keys)
        else { return false }
        return checked.keys.isEmpty
    }

    private static func missing(_ sequence: Int) -> TrustError {
        TrustError(
            .stateMalformed, at: "/list",
            "expected the list with number \(sequence), which was kept to hold newer ones against it, found none or another"
        )
    }
}
