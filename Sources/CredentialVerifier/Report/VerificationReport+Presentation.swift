import Credentials

/// What is said first of a presentation.
extension VerificationReport {
    /// The report on the credential that decides about the presentation; `nil` where something else decides.
    var credentialCause: VerificationReport? {
        guard let check = decisive, check.name == .credentials else { return nil }
        let verdict: Verdict = check.outcome == .failed ? .invalid : .undecided
        return credentials.first { $0.verdict == verdict }
    }

    /// The headline of a presentation where the credentials in it make it; `nil` where it says something of its own.
    func presentationHeadline(in language: Language) -> String? {
        guard let check = decisive else {
            // All are valid: the one whose validity is the least certain speaks for them.
            guard let said = credentials.first(where: \.isByPastTrust) ?? credentials.first else { return nil }
            let holders = credentials.compactMap { $0[.holder] }
            let variant =
                if holders.contains(where: { $0.code == PresentationCode.replayableUntil.rawValue }) {
                    "replayable"
                } else if holders.allSatisfy({ $0.outcome == .passed }) {
                    "bound"
                } else {
                    holders.contains { $0.outcome == .passed } ? "partly" : "bearer"
                }
            var facts: [(name: String, value: Fact)] = [("headline", .text(said.headline(in: language)))]
            if let end = presentation?.expires { facts.append(("until", .moment(end))) }
            return Words.sentence("headline.presentation.\(variant)", language, facts)
        }
        guard let cause = credentialCause else { return nil }
        let headline = cause.headline(in: language)
        guard credentials.count > 1 else { return headline }
        return Words.sentence("headline.presentation.one", language, check.facts + [("headline", .text(headline))])
    }
}

extension VerificationReport {
    /// The holder of a proof of possession, a presentation without credentials, where everything about it is in order and
    /// its challenge was used up for it; `nil` for anything else.
    public var provedPossession: String? {
        guard isPresentation, let presentation,
            checks.allSatisfy({ $0.outcome == .passed || $0.code == PresentationCode.empty.rawValue }),
            self[.challenge]?.code == PresentationCode.challengeAnswered.rawValue,
            self[.credentials]?.code == PresentationCode.empty.rawValue
        else { return nil }
        return presentation.holder
    }
}
