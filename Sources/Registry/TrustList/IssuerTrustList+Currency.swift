public import Encodings

extension IssuerTrustList {
    /// Checks the list's own times, and those of its root, against the present.
    ///
    /// - Throws: ``TrustError`` with code `fromFuture`, `rootFromFuture`, `rootExpired`, `expired`, `superseded`,
    ///   `notFresh` or `stale`. All but the first two leave a genuine list that decides nothing: see
    ///   ``TrustError/isUndecided``.
    public func check(at now: Timestamp, policy: TrustListPolicy = .standard) throws(TrustError) {
        guard let code = lapse(at: now, policy) else { return }
        throw TrustError(code, at: "/trustList", Self.lapseReason(code, self, policy))
    }

    /// What keeps the list from being current, or `nil`.
    ///
    /// The second of the next update still belongs to the list, and the last second of the root to the root.
    func lapse(at now: Timestamp, _ policy: TrustListPolicy) -> TrustError.Code? {
        let latest = now.adding(seconds: policy.skew)
        if let root, root.dated > latest { return .rootFromFuture }
        if dated > latest { return .fromFuture }
        if let root, root.validUntil < now { return .rootExpired }
        if nextUpdate < now { return .expired }
        // Whatever has become of the statement since: that there is a newer list stays true.
        if let freshness, freshness.listSequence > sequence { return .superseded }
        guard statement(at: now, policy) == nil else { return nil }
        if policy.requiresFreshness { return .notFresh }
        if let days = policy.maximumAge, issued.adding(days: days) < now { return .stale }
        return nil
    }

    /// The authority's word that this list is its newest, where it is in force.
    func statement(at now: Timestamp, _ policy: TrustListPolicy) -> FreshnessStatement? {
        guard let freshness, freshness.issued <= now.adding(seconds: policy.skew), freshness.expires >= now else {
            return nil
        }
        return freshness
    }

    private static func lapseReason(
        _ code: TrustError.Code, _ list: IssuerTrustList, _ policy: TrustListPolicy
    ) -> String {
        switch code {
        case .fromFuture: "expected a list issued and signed by now, found one dated \(list.dated)"
        case .rootFromFuture:
            "expected a root made and signed by now, found one dated \(list.root?.dated ?? list.dated)"
        case .rootExpired:
            "expected a root that is still in force, found one that ended at \(list.root?.validUntil ?? list.dated)"
        case .expired: "expected a list before its next update, found one that was due for it at \(list.nextUpdate)"
        case .superseded:
            "expected the newest list, number \(list.freshness?.listSequence ?? 0), found number \(list.sequence)"
        case .notFresh: "expected the authority's word of these days that the list is its newest, found none in force"
        default:
            "expected a list of at most \(policy.maximumAge ?? 0) days, found one issued at \(list.issued)"
        }
    }
}
