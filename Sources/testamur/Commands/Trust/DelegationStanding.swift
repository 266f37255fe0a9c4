import CredentialVerifier
import Credentials
import Encodings
import Registry

/// A delegation by the lists at hand, for whoever makes, keeps or shows one.
struct DelegationStanding {
    let delegation: Delegation
    /// What the lists say; `nil` where none of them has to do with it.
    let judgement: IssuerJudgement?
    /// When each thing that it passes on ends before its own end, because what it comes from does.
    let earlierEnds: [Timestamp?]

    /// Looks a delegation up.
    ///
    /// - Parameters:
    ///   - now: The present; one that is kept may have ended before.
    ///   - isNew: Whether it is being made.
    init(_ delegation: Delegation, _ trust: Trust, at now: Timestamp, isNew: Bool) {
        var delegations = trust.delegations
        delegations.add([delegation.bytes])
        let known = delegations.all.first { $0.bytes == delegation.bytes } ?? delegation
        let time = isNew ? now : min(now, known.validUntil)
        let books = trust.lists.map { DelegationBook($0, delegations) }
        let judgements = books.map { (book: $0, judgement: $0.judge(known, at: time, isNew: isNew)) }
        // What one list makes of a key counts whatever another says of the delegation.
        let found =
            judgements.first { [.delegationKeyInUse, .delegationToListed].contains($0.judgement.code) }
            ?? judgements.first { Self.counts($0.judgement) } ?? judgements.first { $0.judgement.code != .notListed }
        self.delegation = known
        judgement = found?.judgement
        earlierEnds = found?.book.earlierEnds(of: known) ?? known.entity.recognitions.map { _ in nil }
    }

    /// Whether it counts, as far as can be told without a status.
    var counts: Bool { judgement.map { Self.counts($0) } ?? false }

    /// The list or lists do not know the delegator, or there is none.
    var isUnknown: Bool { judgement == nil }

    private static func counts(_ judgement: IssuerJudgement) -> Bool {
        judgement.outcome == .passed || judgement.code == .delegationStatusUnknown
    }

    /// The chain in words, or what is wrong with it.
    func sentence(_ language: Language) -> String {
        judgement.map { TerminalText($0.sentence(in: language)).description }
            ?? CommandWords.sentence(
                "trust.delegation.unknown", language,
                [("delegator", TerminalText(delegation.delegator).description)])
    }

    /// Why it is refused to the one who is making it: whoever passes on too much is the one who reads it.
    var refusalToDelegator: Failure {
        guard let judgement, let excess = judgement.excess, let step = judgement.wideningStep else { return refusal }
        let options: [Recognition.Excess: String] = [
            .types: "--types", .levels: "--eqf", .fields: "--fields", .places: "--country", .time: "--from, --until",
            .steps: "--may-delegate",
        ]
        guard step == delegation.depth else { return Self.refusal(judgement, hint: "hint.delegation.widensAbove") }
        let hint = options[excess].map { Sentence("hint.delegation.widens", ["option": HarmlessText($0)]) }
        return Self.refusal(judgement, hint: hint ?? "hint.delegation.widensOther")
    }

    /// Why it is refused.
    var refusal: Failure {
        guard let judgement else {
            return Failure(
                .dataError, Sentence("error.delegation.notListed", ["delegator": delegation.delegator]),
                hint: "hint.delegation.notListed")
        }
        return Self.refusal(
            judgement, hint: Sentence("error.given", ["text": TranslatedText { judgement.nextStep(in: $0) ?? "" }]))
    }

    private static func refusal(_ judgement: IssuerJudgement, hint: Sentence) -> Failure {
        Failure(
            .dataError,
            Sentence(
                "error.delegation.refused",
                [
                    "problem": Sentence("error.given", ["text": TranslatedText { judgement.sentence(in: $0) }]),
                    "code": judgement.code.rawValue,
                ]), hint: hint)
    }
}

extension Failure {
    /// A file that should hold a delegation and does not.
    init(delegation error: TrustError, _ file: String) {
        self.init(
            .dataError,
            Sentence(
                "error.trustFile",
                ["file": InputName(file), "problem": Sentence(error), "code": error.code.rawValue]),
            hint: Sentence(next: error))
    }
}
