public import Credentials
import Encodings
import Registry

extension VerificationReport {
    /// The one line a person reads first, for example *Expired on 1 March 2026 (it was genuine)*.
    public func headline(in language: Language) -> String {
        if isPresentation, let words = presentationHeadline(in: language) { return words }
        guard let check = decisive else {
            guard let past = pastTrust else { return Words.sentence("headline.valid", language) }
            return Words.sentence("headline.validAsOf", language, past.facts)
        }
        let exact = "headline.\(check.causeCode)"
        let keys = (isOtherwiseSound ? [exact + ".sound"] : []) + [exact]
        let key =
            keys.first { Words.has($0) } ?? "headline.\(check.name.rawValue).\(check.outcome.rawValue)"
        var text = Words.sentence(key, language, check.facts)
        if check.outcome == .failed, Words.isLapse(check.code), isOtherwiseSound {
            text += " " + Words.sentence("headline.wasGenuine", language)
        }
        return text
    }

    /// What the decisive check answered, where ``headline(in:)`` has no words of its own for it.
    public func detail(in language: Language) -> String? {
        if let cause = credentialCause { return cause.detail(in: language) }
        guard let check = decisive, !Words.has("headline.\(check.causeCode)") else { return nil }
        return check.message(in: language)
    }

    /// What the reader can do about the decisive check, or `nil` for a valid credential.
    public func nextStep(in language: Language) -> String? {
        guard let check = decisive else { return nil }
        if let cause = credentialCause { return cause.nextStep(in: language) }
        for case (name: "variant", value: .text(let variant)) in check.facts {
            let key = "next.\(check.causeCode).\(variant)"
            if Words.has(key) { return Words.sentence(key, language, check.facts) }
        }
        for key in ["next.\(check.causeCode)", "next.\(check.name.rawValue).\(check.outcome.rawValue)"]
        where Words.has(key) {
            return Words.sentence(key, language, check.facts)
        }
        return nil
    }
}

extension Check {
    /// The code of the cause: without any trust an issuer's key may be missing, and for that the reader told nobody to
    /// trust; whichever kind of identifier the issuer has, that is what to mend.
    fileprivate var causeCode: String { facts.contains { $0.name == "noTrust" } ? "NO_TRUST" : wordsCode }

    /// The code with which the sentences are found: that of a document that can be read in several ways names the place.
    private var wordsCode: String {
        for fact in facts {
            if let reason = OpenPlaces.Reason(rawValue: fact.name) { return code + reason.suffix }
        }
        return code
    }

    /// The answer as a sentence.
    public func message(in language: Language) -> String {
        // A check of many rules speaks with the first that made it fail.
        let first = findings.first { $0.severity == .error } ?? findings.first
        if let finding = first, !Words.has(code) || outcome == .failed {
            return message(of: finding, in: language)
        }
        for fact in facts where fact.name == "variant" {
            guard case .text(let variant) = fact.value, Words.has("\(code).\(variant)") else { continue }
            return Words.sentence("\(code).\(variant)", language, facts)
        }
        return Words.sentence(Words.has(code) ? wordsCode : "check.\(outcome.rawValue)", language, facts)
    }

    /// One finding of the check as a sentence.
    public func message(of finding: Finding, in language: Language) -> String {
        name == .profile
            ? ProfileCatalogue.sentence(for: finding, in: language)
            : DataModelMessages.sentence(for: finding, in: language)
    }

    /// The name of the question, as a label.
    public func label(in language: Language) -> String { Words.sentence("label.\(name.rawValue)", language) }
}

extension Note {
    /// The note as a sentence.
    public func message(in language: Language) -> String {
        for fact in facts where fact.name == "variant" {
            guard case .text(let variant) = fact.value, Words.has("\(code).\(variant)") else { continue }
            return Words.sentence("\(code).\(variant)", language, facts)
        }
        return Words.sentence(code, language, facts)
    }
}

/// The verifier's sentences.
enum Words {
    /// Embedded with the program; a test reads it in both languages.
    private static let catalogue = try? MessageCatalogue([
        .english: PackageResources.en_json, .dutch: PackageResources.nl_json,
    ])

    private static let codes = Set(catalogue?.codes(in: .english) ?? [])
    private static let registryCodes = Set(RegistryMessages.catalogue?.codes(in: .english) ?? [])

    private static let jsonCodes = Set(JSONError.Code.allCases.map(\.rawValue))

    /// Whether there is a sentence for `code`, here or among those of the registry.
    static func has(_ code: String) -> Bool {
        codes.contains(code) || registryCodes.contains(code) || CarrierWords.has(code)
    }

    static func sentence(_ code: String, _ language: Language, _ facts: [(name: String, value: Fact)] = []) -> String {
        let arguments = facts.map { fact in
            var value = text(fact.value, language)
            // What the JSON parser says is English.
            if fact.name == "reason", jsonCodes.contains(code) {
                value = JSONMessages.reason(value, code: code, in: language)
            } else if fact.name == "found", code == "NOT_AN_OBJECT" {
                value = JSONMessages.text(value, in: language)
            }
            return (name: fact.name, value: value)
        }
        let source =
            if codes.contains(code) { catalogue } else if CarrierWords.has(code) { CarrierWords.catalogue } else {
                RegistryMessages.catalogue
            }
        return source?.sentence(code, in: language, arguments) ?? code
    }

    /// Codes that say a credential was good once.
    static func isLapse(_ code: String) -> Bool {
        code == "EXPIRED" || code == "REVOKED" || code == "SUSPENDED"
    }

    static func text(_ fact: Fact, _ language: Language) -> String {
        switch fact {
        case .text(let text): text
        case .number(let number): String(number)
        case .date(let time): date(time.date, language)
        case .age(let limit): limit.words(in: language)
        case .moment(let time):
            sentence(
                "moment", language,
                [("date", .date(time)), ("time", .text(String(time.description.dropFirst(11).dropLast())))])
        }
    }

    /// A date as people write it, for example `1 March 2026` or `1 maart 2026`.
    static func date(_ date: CalendarDate, _ language: Language) -> String {
        "\(date.day) \(sentence("month.\(date.month)", language)) \(date.year)"
    }
}
