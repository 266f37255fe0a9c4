public import Credentials
public import Encodings
public import Registry

/// The questions that every verification answers, in the order in which people asked for them.
public enum CheckName: String, Sendable, CaseIterable {
    /// Is it strict JSON within the limits?
    case format
    /// Does it follow the data model that it claims to follow?
    case dataModel
    /// Did the issuer's key sign exactly this?
    case proof
    /// Is the issuer recognised by an authority that the verifier trusts?
    case issuer
    /// Was it revoked or suspended?
    case status
    /// Is it in force at this time?
    case validity
    /// Does it have what its profile demands?
    case profile
    /// Is it presented by its holder?
    case holder
    /// Was the presentation made for the one who asks?
    case domain
    /// Does the presentation answer a challenge that nobody has answered?
    case challenge
    /// Are the credentials in the presentation genuine and valid?
    case credentials

    /// The questions about a credential, in their order.
    public static let ofCredential: [CheckName] = [
        .format, .dataModel, .proof, .issuer, .status, .validity, .profile, .holder,
    ]
    /// The questions about a presentation, in their order; each credential in it has a report of its own.
    public static let ofPresentation: [CheckName] = [
        .format, .dataModel, .proof, .domain, .challenge, .validity, .holder, .credentials,
    ]
}

/// How a check ended.
public enum Outcome: String, Sendable {
    /// It holds.
    case passed
    /// It does not hold.
    case failed
    /// What would decide is not at hand. Never counted as passed.
    case undecided
    /// The question does not arise for this document.
    case notApplicable
    /// An earlier check leaves nothing to check here.
    case notRun
}

/// A fact that a sentence for people names.
public enum Fact: Sendable {
    /// A word, name or identifier, shown as it is.
    case text(String)
    /// A time, shown as a date in the reader's language.
    case date(Timestamp)
    /// A time, shown with its time of day, where a date alone would not tell it apart from another.
    case moment(Timestamp)
    /// A number.
    case number(Int)
    /// An age, told in the reader's language.
    case age(AgeLimit)
}

extension Fact {
    /// Facts of the registry as those of a report.
    static func facts(_ facts: [(name: String, value: TrustFact)]) -> [(name: String, value: Fact)] {
        facts.map { name, value in
            switch value {
            case .text(let text): (name, .text(text))
            case .date(let time): (name, .date(time))
            case .moment(let time): (name, .moment(time))
            case .number(let number): (name, .number(number))
            case .age(let limit): (name, .age(limit))
            }
        }
    }
}

/// One answer of a verification.
public struct Check: Sendable {
    /// The question.
    public let name: CheckName
    /// The answer.
    public let outcome: Outcome
    /// The stable code of the answer.
    public let code: String
    /// The JSON pointer of what decided; empty for the whole document.
    public let pointer: String
    /// What the sentence names.
    public let facts: [(name: String, value: Fact)]
    /// Every single finding of a check that has several rules.
    public let findings: [Finding]

    init(
        _ name: CheckName, _ outcome: Outcome, _ code: String, at pointer: String = "",
        _ facts: [(name: String, value: Fact)] = [], findings: [Finding] = []
    ) {
        self.name = name
        self.outcome = outcome
        self.code = code
        self.pointer = pointer
        self.facts = facts
        self.findings = findings
    }
}

/// Something worth knowing that changes no verdict.
public struct Note: Sendable {
    /// The stable code.
    public let code: String
    /// What the sentence names.
    public let facts: [(name: String, value: Fact)]

    init(_ code: String, _ facts: [(name: String, value: Fact)] = []) {
        self.code = code
        self.facts = facts
    }

    /// The date of what it tells; `nil` where it names none.
    var known: Timestamp? {
        for fact in facts where fact.name == "known" { if case .date(let time) = fact.value { return time } }
        return nil
    }
}
