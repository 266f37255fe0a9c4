/// The stable codes of what is said of a presentation, beside those of its format, its data model and its proof.
///
/// Source: trust list design, section 3.4, for those that it names.
public enum PresentationCode: String, Sendable, CaseIterable {
    /// It holds more credentials than ``Proofs/PresentationTerms/credentialLimit``.
    case tooManyCredentials = "VP_TOO_MANY_CREDENTIALS"
    /// A presentation stands where a credential is expected.
    case nested = "VP_NESTED"
    /// The same credential stands there twice.
    case credentialTwice = "VP_CREDENTIAL_TWICE"
    /// It says something that is not judged.
    case memberNotJudged = "VP_MEMBER_NOT_JUDGED"

    /// Its holder signed it.
    case signatureValid = "VP_SIGNATURE_VALID"

    /// It was made for the verifier.
    case domainMatches = "VP_DOMAIN_MATCHES"
    /// It was made for somebody else, or does not name one recipient as a text.
    case domainMismatch = "INVALID_DOMAIN_ERROR"
    /// Nobody said for whom it should have been made.
    case domainNotTold = "VP_DOMAIN_NOT_TOLD"

    /// It answers a challenge of the verifier, which it used up.
    case challengeAnswered = "VP_CHALLENGE_ANSWERED"
    /// It answers a challenge of the verifier, which stays open because of something else.
    case challengeOpen = "VP_CHALLENGE_OPEN"
    /// The challenge is none that the verifier made under its name.
    case challengeUnknown = "VP_CHALLENGE_UNKNOWN"
    /// The challenge was answered before.
    case replayed = "VP_REPLAYED"
    /// The challenge is too short to be a secret of the moment.
    case challengeWeak = "VP_CHALLENGE_WEAK"
    /// The challenge is not a text.
    case challengeMalformed = "VP_CHALLENGE_MALFORMED"
    /// The challenge was made by the verifier, and could be answered until a time that is past.
    case challengeExpired = "VP_CHALLENGE_EXPIRED"
    /// Whether the challenge was made or used cannot be told or kept.
    case challengeUnavailable = "VP_CHALLENGE_UNAVAILABLE"
    /// Nobody said whose challenge it should answer.
    case challengeNotCompared = "VP_CHALLENGE_NOT_COMPARED"
    /// It answers no challenge: whoever has it can show it again until it ends.
    case replayableUntil = "VP_REPLAYABLE_UNTIL"

    /// It was made now, and has not ended.
    case timely = "VP_TIMELY"
    /// It has ended, or was made too long ago.
    case expired = "VP_EXPIRED"
    /// It says that it was made in the future.
    case fromFuture = "VP_FROM_FUTURE"
    /// It lasts longer than any may.
    case tooLong = "VP_TOO_LONG"
    /// It ends before it was made.
    case timesReversed = "VP_TIMES_REVERSED"
    /// It does not say when it was made.
    case createdMissing = "VP_CREATED_MISSING"
    /// It answers no challenge, and does not say until when it lasts.
    case expiresMissing = "VP_EXPIRES_MISSING"

    /// The holder's key signed it, and every credential that is bound to a key is bound to this one.
    case holderProven = "VP_HOLDER_PROVEN"
    /// A credential is bound to another key.
    case holderMismatch = "VP_HOLDER_MISMATCH"

    /// Every credential is genuine and valid.
    case credentialsValid = "VP_CREDENTIALS_VALID"
    /// A credential is not.
    case credentialInvalid = "VP_CREDENTIAL_INVALID"
    /// Of a credential it cannot be decided.
    case credentialUndecided = "VP_CREDENTIAL_UNDECIDED"
    /// There is no credential: it proves that somebody has a key, and nothing else.
    case empty = "VP_EMPTY"

    /// Of a credential: its holder presents it now, and has proved so.
    case holderBound = "HOLDER_BOUND"
    /// Of a credential: it is bound to no key, so that no presentation proves whose it is.
    case bearer = "HOLDER_BEARER"
    /// Of a credential: the presentation in which it came is not in order.
    case notAccepted = "VP_NOT_ACCEPTED"
    /// Of a credential that came as it is: a presentation was asked for.
    case presentationRequired = "PRESENTATION_REQUIRED"
}

extension Check {
    /// An answer about a presentation.
    init(
        _ name: CheckName, _ outcome: Outcome, _ code: PresentationCode, at pointer: String = "",
        _ facts: [(name: String, value: Fact)] = []
    ) {
        self.init(name, outcome, code.rawValue, at: pointer, facts)
    }
}
