public import Credentials
import Encodings

/// The sentences of this module in every language, by code.
///
/// For a code `X` of ``TrustError``, ``IssuerJudgement`` or ``TrustNote``, `X` says what it means, `next.X` what to do,
/// and `headline.X`, for a judgement that did not pass, what a person reads first. The words of an ``AgeLimit`` stand
/// under `age`.
public enum RegistryMessages {
    /// The catalogue; `nil` only if the program was built from broken files, which a test refuses.
    public static let catalogue = try? MessageCatalogue([
        .english: PackageResources.en_json, .dutch: PackageResources.nl_json,
    ])

    /// The sentence for `key`, with dates as `2026-11-20`; the key itself when there is no sentence.
    public static func sentence(
        _ key: String, in language: Language, _ facts: [(name: String, value: TrustFact)] = []
    ) -> String {
        catalogue?.sentence(key, in: language, facts.map { (name: $0.name, value: text($0.value, language)) }) ?? key
    }

    private static func text(_ fact: TrustFact, _ language: Language) -> String {
        if case .age(let limit) = fact { limit.words(in: language) } else { fact.description }
    }
}

extension RegistryMessages {
    /// The sentence of a code, or the one of its variant that the facts ask for, where there is one.
    fileprivate static func variant(
        _ code: String, in language: Language, _ facts: [(name: String, value: TrustFact)]
    ) -> String {
        let codes = catalogue?.codes(in: language) ?? []
        for case (name: "variant", value: .text(let variant)) in facts {
            let key = "\(code).\(variant)"
            if codes.contains(where: { $0.utf8.elementsEqual(key.utf8) }) { return sentence(key, in: language, facts) }
        }
        return sentence(code, in: language, facts)
    }
}

extension TrustNote {
    /// What is worth knowing, as a sentence.
    public func sentence(in language: Language) -> String {
        RegistryMessages.variant(code.rawValue, in: language, facts)
    }
}

extension IssuerJudgement {
    /// What was decided, as a sentence; where the code has several, the one that its facts ask for.
    public func sentence(in language: Language) -> String {
        sentence(code.rawValue, in: language)
    }

    private func sentence(_ code: String, in language: Language) -> String {
        RegistryMessages.variant(code, in: language, facts)
    }

    /// What to do about it, as a sentence; `nil` where nothing is to be done.
    public func nextStep(in language: Language) -> String? {
        guard code.outcome != .passed else { return nil }
        return sentence("next.\(code.rawValue)", in: language)
    }
}

extension TrustError {
    /// What the sentence of the code names: `reason`, and `pointer` for the place.
    public var facts: [(name: String, value: TrustFact)] {
        [("reason", .text(reason)), ("pointer", .text(pointer.isEmpty ? "/" : pointer))]
    }
}

extension TrustFact: CustomStringConvertible {
    /// The fact in every language alike: a date as `2026-11-20`, an age as `P30D`.
    public var description: String {
        switch self {
        case .text(let text): text
        case .date(let time): time.date.description
        case .moment(let time): time.description
        case .number(let number): String(number)
        case .age(let limit): limit.description
        }
    }
}
