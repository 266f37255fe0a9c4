import Credentials
import Encodings
import Proofs

/// The single checks of a presentation whose proof holds.
enum PresentationCheck {
    /// Whether it was made for the one who asks, byte for byte.
    static func domain(_ presentation: AuthenticPresentation, _ recipient: Recipient?) -> Check {
        let pointer = presentation.proof.pointer + "/domain"
        guard let recipient else { return Check(.domain, .undecided, .domainNotTold, at: pointer) }
        let facts = [(name: "domain", value: Fact.text(recipient.domain))]
        guard presentation.domain?.isString(recipient.domain) == true else {
            return Check(.domain, .failed, .domainMismatch, at: pointer, facts)
        }
        return Check(.domain, .passed, .domainMatches, at: pointer, facts)
    }

    /// Whether it answers a challenge that the one who asks made and nobody has answered.
    static func challenge(
        _ presentation: AuthenticPresentation, _ recipient: Recipient?, _ policy: Policy, at clock: Timestamp
    ) -> Check {
        let pointer = presentation.proof.pointer + "/challenge"
        guard let node = presentation.challenge else {
            let facts = presentation.proof.expires.map { [(name: "until", value: Fact.moment($0))] } ?? []
            return Check(
                .challenge, policy.takesReplayable ? .notApplicable : .undecided, .replayableUntil, facts)
        }
        guard let challenge = node.string else {
            return Check(.challenge, .failed, .challengeMalformed, at: pointer, [("found", .text(node.kind.name))])
        }
        guard challenge.utf8.count >= PresentationTerms.challengeLength else {
            return Check(.challenge, .failed, .challengeWeak, at: pointer)
        }
        guard let recipient else { return Check(.challenge, .undecided, .challengeNotCompared, at: pointer) }
        let standing = recipient.challenges?.standing(
            of: challenge, for: recipient.domain, answeredBy: presentation.received.bytes, at: clock)
        return check(standing ?? .unavailable(.missing), isUsedNow: false, at: pointer)
    }

    /// Uses up the challenge of a presentation that is in order.
    static func using(_ presentation: AuthenticPresentation, _ recipient: Recipient, at clock: Timestamp) -> Check {
        let standing = recipient.challenges?.use(
            presentation.challenge?.string ?? "", for: recipient.domain, answeredBy: presentation.received.bytes,
            at: clock)
        return check(
            standing ?? .unavailable(.missing), isUsedNow: true, at: presentation.proof.pointer + "/challenge")
    }

    private static func check(_ standing: ChallengeStanding, isUsedNow: Bool, at pointer: String) -> Check {
        switch standing {
        case .open(let end):
            return Check(
                .challenge, .passed, isUsedNow ? .challengeAnswered : .challengeOpen, at: pointer,
                [("until", .moment(end))])
        case .unknown: return Check(.challenge, .failed, .challengeUnknown, at: pointer)
        case .expired(let end):
            return Check(.challenge, .failed, .challengeExpired, at: pointer, [("until", .moment(end))])
        case .used(let time, let isSame):
            var facts: [(name: String, value: Fact)] = time.map { [("used", .moment($0))] } ?? []
            facts.append(("variant", .text(isSame ? "same" : time == nil ? "undated" : "other")))
            return Check(.challenge, .failed, .replayed, at: pointer, facts)
        case .unavailable(let reason):
            return Check(
                .challenge, .undecided, .challengeUnavailable, at: pointer, [("variant", .text(reason.rawValue))])
        }
    }

    /// Whether it was made now, and lasts no longer than it may.
    ///
    /// When it was made may differ from the clock by as much as clocks do. Its end is taken as it is: that leaves an
    /// answer of ten minutes five of them to arrive, however far the clocks are apart. A proof of possession shows no
    /// credential to anybody: it is good until it ends, which is for as long as its challenge can be answered.
    static func validity(_ presentation: AuthenticPresentation, _ policy: Policy, at clock: Timestamp) -> Check {
        let pointer = presentation.proof.pointer
        let isAnswer = presentation.challenge != nil
        let isPossession = isAnswer && presentation.credentials.isEmpty
        let skew = min(max(policy.skew, 0), PresentationTerms.skewSeconds)
        guard let created = presentation.proof.created else {
            return Check(.validity, .failed, .createdMissing, at: pointer + "/created")
        }
        var facts: [(name: String, value: Fact)] = [("created", .moment(created))]
        guard created <= clock.adding(seconds: skew) else {
            return Check(.validity, .failed, .fromFuture, at: pointer + "/created", facts)
        }
        let answer = isPossession ? PresentationTerms.possessionSeconds : PresentationTerms.answerSeconds
        let longest = isAnswer ? answer : PresentationTerms.replayableSeconds
        if let expires = presentation.proof.expires {
            facts.append(("until", .moment(expires)))
            let variant = isPossession ? "possession" : isAnswer ? "answer" : "replayable"
            guard created <= expires else {
                return Check(.validity, .failed, .timesReversed, at: pointer + "/expires", facts)
            }
            guard expires.seconds(since: created) <= longest else {
                return Check(
                    .validity, .failed, .tooLong, at: pointer + "/expires", facts + [("variant", .text(variant))])
            }
            guard clock <= expires else { return Check(.validity, .failed, .expired, at: pointer + "/expires", facts) }
        } else if !isAnswer {
            return Check(.validity, .failed, .expiresMissing, at: pointer + "/expires", facts)
        }
        let isLasting = isPossession && presentation.proof.expires != nil
        guard !isAnswer || isLasting || created >= clock.adding(seconds: -skew) else {
            return Check(
                .validity, .failed, .expired, at: pointer + "/created", facts + [("variant", .text("created"))])
        }
        let variant = presentation.proof.expires == nil ? "open" : "until"
        return Check(.validity, .passed, .timely, at: pointer + "/created", facts + [("variant", .text(variant))])
    }

    /// Whether the credentials that are bound to a key are bound to the holder's.
    ///
    /// - Parameter bindings: How each credential stands to the holder; `nil` for one that is not authentic, of which
    ///   nothing is believed.
    static func holder(_ presentation: AuthenticPresentation, _ bindings: [CredentialBinding?]) -> Check {
        if let index = bindings.firstIndex(of: .other) {
            return Check(
                .holder, .failed, .holderMismatch, at: presentation.credentials[index].pointer + "/credentialSubject",
                [("number", .number(index + 1)), ("count", .number(bindings.count)), ("variant", .text("credential"))])
        }
        let bound = bindings.count { $0 == .holder }
        let variant = bound == 0 ? "none" : bound == bindings.count ? "all" : "some"
        return Check(
            .holder, .passed, .holderProven, at: "/holder",
            [
                ("bound", .number(bound)), ("count", .number(bindings.count)),
                ("holder", .text(KeyName.shortened(presentation.holder))), ("variant", .text(variant)),
            ])
    }
}
