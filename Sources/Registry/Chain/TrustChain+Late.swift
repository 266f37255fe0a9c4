import Encodings

extension TrustChain {
    /// Checks that all can be remembered that a list put on record late, so that no later run forgets it.
    func checkLate(_ candidate: IssuerTrustList) throws(TrustError) {
        let all = remembered(late, after: seen.late)
        // The texts around an identifier and two times, as they are kept.
        guard all.reduce(0, { $0 + $1.issuer.count + 160 }) > SeenTrust.lateByteLimit, let first = late.first else {
            return
        }
        throw TrustError(
            .historyRewritten, at: first.pointer,
            "expected few records from before the list that came before, found \(late.count) of them")
    }

    /// What was put on record late, each once and as it was noticed first.
    func remembered(_ late: [LateRecord], after known: [LateRecord]) -> [LateRecord] {
        late.reduce(into: known) { all, record in
            if !all.contains(where: { $0.isAlike(record) }) { all.append(record) }
        }
    }

    /// Names what the list put on record late, in the run that notices it; whoever it is about is told of it in every run.
    mutating func noteLate() {
        notes.removeAll { $0.code == .recordedLate }
        let new = remembered(late, after: seen.late).dropFirst(seen.late.count)
        for record in new.prefix(Self.namedLate) {
            notes.append(record.note)
        }
        guard new.count > Self.namedLate else { return }
        notes.append(
            TrustNote(.recordedLate, [("count", .number(new.count - Self.namedLate)), ("variant", .text("more"))]))
    }

    /// How many of them are named one by one.
    private static let namedLate = 8
}
