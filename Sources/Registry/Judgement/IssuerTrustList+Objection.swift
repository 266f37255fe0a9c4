public import Encodings

extension IssuerTrustList {
    /// What the list has against the key of a signature that stands on it under another name than the credential's issuer.
    ///
    /// An institution may stand on two lists under two names. A key that one authority calls stolen or out of use, or whose
    /// institution it shut out, is not made good by another name on another list: what a thief can sign with does not
    /// depend on what it is called. On one list each key stands once.
    ///
    /// - Returns: `nil` when the list knows the issuer itself, does not have the key, or has nothing against it.
    public func objection(
        to question: IssuerQuestion, at now: Timestamp, today: Timestamp? = nil, policy: TrustListPolicy = .standard
    ) -> IssuerJudgement? {
        guard content.position(ofID: question.issuer) == nil, let place = content.place(ofKey: question.key),
            let issuer = content.issuer(at: place.issuer)
        else { return nil }
        let key = issuer.keys[place.key]
        var question = question
        question.issuer = Array(Identifier.controller(of: key.methodBytes))
        question.verificationMethod = key.methodBytes
        let judgement = decide(question, now, policy)
        switch judgement.code {
        case .keyWrongPurpose, .keyCompromised, .keyCompromisedNoTimeEvidence, .suspendedAtIssue, .withdrawnAtIssue,
            .withdrawnNoTimeEvidence, .closedNoTimeEvidence:
            break
        case .keyOutsideWindow:
            // Under its other name the key may have been in use before; that it is out of use holds for every name.
            guard let until = key.window.until, let created = question.created, until < created else { return nil }
        default: return nil
        }
        return current(judgement, of: question, at: today ?? now, policy)
    }

    /// Whether the list has something of an issuer: its identifier, its key under whatever name, or the name of its key.
    public func names(_ question: IssuerQuestion) -> Bool {
        content.position(ofID: question.issuer) != nil || content.place(ofKey: question.key) != nil
            || content.place(ofMethod: question.verificationMethod) != nil
    }
}
