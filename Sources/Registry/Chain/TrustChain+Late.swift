import Encodings

extension TrustChain {
    /// What was put on record late, each once and as it was noticed first; the last ones where they are too many.
    func remembered(_ late: [LateRecord], after known: [LateRecord]) -> [LateRecord] {
        guard !late.isEmpty else { return known }
        var keys = Set(known.map(\.subject))
        return (known + late.filter { keys.insert($0.subject).inserted }).suffix(SeenTrust.lateLimit)
    }

    /// Names what the list put on record late, in the run that notices it; whoever it is about is told of it in every run.
    mutating func noteLate() {
        notes.removeAll { $0.code == .recordedLate }
        let known = Set(seen.late.map(\.subject))
        let new = remembered(late, after: []).filter { !known.contains($0.subject) }
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
