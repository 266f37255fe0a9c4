import Credentials
public import Encodings

extension IssuerTrustList {
    /// Checks the list's own times, and those of its root, against the present.
    ///
    /// - Throws: ``TrustError`` with code `fromFuture`, `rootFromFuture`, `rootExpired`, `expired`, `superseded`,
    ///   `equivocation`, `needsNewerRoot`, `notFresh` or `stale`. All but the first two leave a genuine list that decides nothing: see
    ///   ``TrustError/isUndecided``.
    public func check(at now: Timestamp, policy: TrustListPolicy = .standard) throws(TrustError) {
        guard let code = lapse(at: now, policy) else { return }
        throw TrustError(code, at: "/trustList", Self.lapseReason(code, self, at: now, policy))
    }

    /// What keeps the list from being current, or `nil`.
    ///
    /// The second of the next update still belongs to the list, and the last second of the root to the root.
    func lapse(at now: Timestamp, _ policy: TrustListPolicy) -> TrustError.Code? {
        let latest = now.adding(seconds: policy.skew)
        if let root, root.dated > latest { return .rootFromFuture }
        if dated > latest { return .fromFuture }
        // No list follows one that is closed: it goes on telling what was known on its date.
        if !policy.acceptsLapsed, !isClosed, let end = ended(at: now) { return end }
        // The list and the authority's word on it contradict each other; or did, when another word was at hand.
        let words = words(at: now, policy.skew)
        if words.contains(where: { contradicts($0) }) || disputes.contains(where: { ($0.until ?? now) >= now }) {
            return .equivocation
        }
        // Of several words the latest counts: whatever a thief says, the authority can say something else after it.
        if let word = words.first, word.listSequence > sequence { return .superseded }
        // A newer root may have taken out the keys that signed the list.
        if let root, let word = words.first, word.rootVersion > root.version { return .needsNewerRoot }
        if policy.requiresFreshness, statement(at: now, policy) == nil { return .notFresh }
        if let age = policy.maximumAge, lastKnown(at: now, policy).adding(seconds: age.seconds) < now { return .stale }
        return nil
    }

    /// The statements that count at a time.
    private func words(at now: Timestamp, _ skew: Int64) -> [FreshnessStatement] {
        statements.filter { $0.isInForce(at: now, skew: skew) }
    }

    /// Whether a statement says that another list has the number of this one.
    func contradicts(_ statement: FreshnessStatement) -> Bool {
        statement.listSequence == sequence && statement.listDigest != digest
    }

    /// The statement to go by at a time: the latest that counts, else the latest that is not dated after it.
    public func statement(knownAt now: Timestamp, skew: Int64 = 300) -> FreshnessStatement? {
        words(at: now, skew).first ?? statements.first { $0.issued <= now.adding(seconds: skew) }
    }

    /// What is over at `time`: the root, or the time for which the list was made.
    func ended(at time: Timestamp) -> TrustError.Code? {
        if let root, root.validUntil < time { return .rootExpired }
        return nextUpdate < time ? .expired : nil
    }

    /// The last time at which the list was known to be the newest: when it was issued, or when the authority said so in a
    /// statement that is in force.
    func lastKnown(at now: Timestamp, _ policy: TrustListPolicy) -> Timestamp {
        guard let statement = statement(at: now, policy) else { return issued }
        return max(issued, statement.issued)
    }

    /// The authority's word that this list is its newest, where it is in force.
    ///
    /// A word on an older list vouches for no newer one: whoever has stolen the keys of lists, and not the key of every
    /// day, has nobody's word for what they sign.
    func statement(at now: Timestamp, _ policy: TrustListPolicy) -> FreshnessStatement? {
        guard let word = words(at: now, policy.skew).first, word.listSequence == sequence else { return nil }
        return word
    }

    /// The end of what the list can tell: its next update, or the end of its root where that comes first.
    var end: Timestamp { min(nextUpdate, root?.validUntil ?? nextUpdate) }

    /// The last day for which the list is known to have been the newest, whatever has run out since: when it was issued,
    /// or when the authority said so in a statement.
    public func lastStated(at now: Timestamp, _ policy: TrustListPolicy = .standard) -> Timestamp {
        let latest = now.adding(seconds: policy.skew)
        let words = statements.filter { $0.listSequence == sequence && $0.listDigest == digest && $0.issued <= latest }
        return max(issued, words.first?.issued ?? issued)
    }

    /// The number that the authority says its newest list has.
    private func newestStated(at now: Timestamp, _ policy: TrustListPolicy) -> Int {
        words(at: now, policy.skew).first?.listSequence ?? sequence
    }

    /// What the sentence names that says why a list decides nothing, beside the list itself.
    ///
    /// - Parameter lapse: What ``check(at:policy:)`` threw.
    public func facts(
        of lapse: TrustError.Code, at now: Timestamp, _ policy: TrustListPolicy
    ) -> [(name: String, value: TrustFact)] {
        switch lapse {
        case .fromFuture: [("dated", .date(dated))]
        case .needsNewerRoot: [("version", .number(root?.version ?? 0)), ("variant", .text("stated"))]
        case .superseded: [("newest", .number(newestStated(at: now, policy)))]
        case .stale:
            [("known", .date(lastKnown(at: now, policy)))] + (policy.maximumAge.map { [("age", .age($0))] } ?? [])
        case .rootExpired, .rootFromFuture:
            [("version", .number(root?.version ?? 0)), ("ended", .date(root?.validUntil ?? nextUpdate))]
        default: []
        }
    }

    private static func lapseReason(
        _ code: TrustError.Code, _ list: IssuerTrustList, at now: Timestamp, _ policy: TrustListPolicy
    ) -> String {
        switch code {
        case .fromFuture: "expected a list issued and signed by now, found one dated \(list.dated)"
        case .rootFromFuture:
            "expected a root made and signed by now, found one dated \(list.root?.dated ?? list.dated)"
        case .rootExpired:
            "expected a root that is still in force, found one that ended at \(list.root?.validUntil ?? list.dated)"
        case .expired: "expected a list before its next update, found one that was due for it at \(list.nextUpdate)"
        case .equivocation:
            "expected the list with number \(list.sequence) that the authority says is its newest, found another of the "
                + "same number; keep both as evidence"
        case .superseded:
            "expected the newest list, number \(list.newestStated(at: now, policy)), found number \(list.sequence)"
        case .needsNewerRoot:
            "expected the newest root, as the authority says, which is newer than version "
                + "\(list.root?.version ?? 0)"
        case .notFresh: "expected the authority's word of these days that the list is its newest, found none in force"
        default:
            "expected a list known to be the newest at most \(policy.maximumAge?.words(in: .english) ?? "any time") "
                + "ago, found one known to be so at \(list.lastKnown(at: now, policy))"
        }
    }
}
