import Credentials
public import Encodings

extension IssuerTrustList {
    /// Checks the list's own times against the present.
    ///
    /// - Throws: ``TrustError`` with code `fromFuture`, `expired` or `stale`. The last two leave a genuine list that
    ///   decides nothing: see ``TrustError/isUndecided``.
    public func check(at now: Timestamp, policy: TrustListPolicy = .standard) throws(TrustError) {
        guard let code = lapse(at: now, policy) else { return }
        throw TrustError(code, at: "/trustList", Self.lapseReason(code, self, policy))
    }

    /// What keeps the list from being current, or `nil`.
    ///
    /// The second of the next update still belongs to the list.
    func lapse(at now: Timestamp, _ policy: TrustListPolicy) -> TrustError.Code? {
        if dated > now.adding(seconds: policy.skew) { return .fromFuture }
        if isLapsed(at: now), !policy.acceptsLapsed { return .expired }
        if let age = policy.maximumAge, issued.adding(seconds: age.seconds) < now { return .stale }
        return nil
    }

    /// Whether the list is past its next update.
    func isLapsed(at now: Timestamp) -> Bool { nextUpdate < now }

    private static func lapseReason(
        _ code: TrustError.Code, _ list: IssuerTrustList, _ policy: TrustListPolicy
    ) -> String {
        switch code {
        case .fromFuture: "expected a list issued and signed by now, found one dated \(list.dated)"
        case .expired: "expected a list before its next update, found one that was due for it at \(list.nextUpdate)"
        default:
            "expected a list of at most \(policy.maximumAge?.words(in: .english) ?? "any age"), found one issued at "
                + "\(list.issued)"
        }
    }
}
