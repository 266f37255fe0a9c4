import Encodings

extension TrustChain {
    /// Checks a list beside older ones at hand that contradict each other, or that a stranger has in the place of the one
    /// which it names.
    ///
    /// It settles them as it would in a later run: it continues one of them, and takes nothing back that another says
    /// against anybody. Which of them it continues it says itself, where they have the number before its own.
    ///
    /// - Parameter older: The lists at hand with lower numbers, or with its own.
    /// - Returns: The digests of those that were held against it here.
    /// - Throws: ``TrustError`` with a code of ``IssuerTrustList/check(succeeding:)``.
    mutating func settle(
        _ candidate: IssuerTrustList, beside older: [IssuerTrustList]
    ) throws(TrustError) -> [Multihash] {
        var held: [Multihash] = []
        let numbers = older.map(\.sequence).reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        for number in numbers where number < candidate.sequence {
            let group = rivals(number, of: candidate, among: older)
            guard !group.isEmpty else { continue }
            do throws(TrustError) {
                try check(candidate, settling: group, number)
            } catch {
                if error.code == .historyRewritten { noteRewriting(candidate, of: number) }
                throw error
            }
            held += group.map(\.digest)
            notes.append(
                TrustNote(
                    .contradictionSettled, [("older", .number(number)), ("newer", .number(candidate.sequence))]))
        }
        return held
    }

    /// The lists of one number, where there is more than one of it: at hand, remembered, or named by the candidate.
    private func rivals(
        _ number: Int, of candidate: IssuerTrustList, among older: [IssuerTrustList]
    ) -> [IssuerTrustList] {
        let group = older.filter { $0.sequence == number }
        // What was seen to contradict itself is held against the candidate as it was remembered.
        let known = seen.contradictions.filter { $0.sequence == number && !$0.isByStatement }.flatMap(\.digests)
        guard !group.allSatisfy({ known.contains($0.digest) }) else { return [] }
        var digests = Set(group.map(\.digest))
        if let list = seen.list, list.sequence == number { digests.insert(list.digest) }
        // A list that the verifier has goes on with the one that it names; beside one of a stranger's, that one is not at
        // hand. A list that comes from outside must name what the verifier has.
        if number + 1 == candidate.sequence, let previous = candidate.previousDigest, isOwn(candidate),
            !group.contains(where: { isOwn($0) })
        {
            digests.insert(previous)
        }
        return digests.count > 1 ? group : []
    }

    /// Whether the verifier itself has a list, or has seen it before.
    private func isOwn(_ list: IssuerTrustList) -> Bool {
        given.lists.contains(list.bytes) || seen.list?.digest == list.digest || seenLists.contains(list.bytes)
    }

    private mutating func check(
        _ candidate: IssuerTrustList, settling group: [IssuerTrustList], _ number: Int
    ) throws(TrustError) {
        // The one that was seen is held against it elsewhere.
        var rest = group.filter { $0.digest != seen.list?.digest }
        let isKnown = rest.count < group.count || seen.list?.sequence == number
        if number + 1 == candidate.sequence || isKnown {
            if let named = rest.firstIndex(where: { $0.digest == candidate.previousDigest }) {
                late += try candidate.check(succeeding: rest.remove(at: named))
            } else if let first = group.first, group.count > 1, candidate.previousDigest != seen.list?.digest {
                // It goes on with neither of two that are at hand.
                late += try candidate.check(succeeding: first)
            }
        } else {
            var refusal: TrustError?
            for (place, older) in rest.enumerated() {
                do throws(TrustError) {
                    late += try candidate.check(succeeding: older)
                    rest.remove(at: place)
                    refusal = nil
                    break
                } catch {
                    refusal = refusal ?? error
                }
            }
            if let refusal { throw refusal }
        }
        for other in rest { try candidate.content.check(upholding: other.content) }
    }
}
