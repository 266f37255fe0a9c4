import Encodings
import Registry

/// What delegations say of an issuer that no list names.
///
/// A list entry goes before every delegation, so that none can make a listed institution worse off.
enum DelegationCheck {
    /// The judgement by all lists together; `nil` when no delegation leads from one of them to the issuer.
    static func judge(
        _ question: IssuerQuestion, _ trust: Trust, _ policy: TrustListPolicy, at now: Timestamp
    ) -> IssuerJudgement? {
        let answers = trust.delegationBooks.flatMap { $0.answers(to: question, at: now, policy: policy) }
        return DelegationAnswer.decisive(answers)
            ?? decisive(trust.delegationBooks.compactMap { $0.judge(question, at: now, policy: policy) })
    }

    /// What is said of an issuer whose key no delegation at hand tells.
    static func standing(of issuer: [UInt8], _ trust: Trust) -> IssuerJudgement? {
        decisive(trust.delegationBooks.compactMap { $0.standing(of: issuer) })
    }

    /// Which documents among the delegations are none, and say not even whom they are about: one may be about the issuer.
    static func notes(_ trust: Trust) -> [Note] {
        trust.delegations.refused.map(\.error).filter { $0.code == .delegationUnreadable }.prefix(noteLimit).map {
            Note(
                $0.code.rawValue,
                [("reason", .text($0.reason)), ("pointer", .text($0.pointer.isEmpty ? "/" : $0.pointer))])
        }
    }

    private static let noteLimit = 3

    /// Which of several lists tells best why no delegation leads from any of them to the issuer.
    private static func decisive(_ judgements: [IssuerJudgement]) -> IssuerJudgement? {
        var found: IssuerJudgement?
        for judgement in judgements where found.map({ $0.weight < judgement.weight }) ?? true { found = judgement }
        return found
    }
}
