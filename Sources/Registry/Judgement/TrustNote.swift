public import Encodings

/// A fact that a sentence for people names.
public enum TrustFact: Sendable {
    /// A word, a name or an identifier, shown as it is.
    case text(String)
    /// A time, shown as a date in the reader's language.
    case date(Timestamp)
    /// A number.
    case number(Int)
    /// An age, told in the reader's language.
    case age(AgeLimit)
}

/// Something worth knowing about a list or about a judgement by it, which changes no answer.
public struct TrustNote: Sendable {
    /// The stable name of what is worth knowing.
    public enum Code: String, Sendable, CaseIterable {
        /// A proof of the list is not by the pinned key, and was not checked.
        case proofNotChecked = "PROOF_NOT_CHECKED"
        /// The authority has said that it keeps the list no longer.
        case listClosed = "LIST_CLOSED"
        /// The list is past its next update, and says what was known on its date.
        case listAsOf = "LIST_AS_OF"
        /// When the credential was signed is known from the issuer alone.
        case timeSelfAsserted = "TIME_SELF_ASSERTED"
        /// The institution might issue at the time, and may not now.
        case noLongerGranted = "ISSUER_NO_LONGER_GRANTED"
        /// That the institution might issue at the time was put on record later.
        case stateRetroactive = "ISSUER_STATE_RETROACTIVE"
        /// What the institution was recognised for at the time was put on record later.
        case scopeRetroactive = "SCOPE_RETROACTIVE"
    }

    /// The stable name of what is worth knowing.
    public let code: Code
    /// What the sentence names.
    public let facts: [(name: String, value: TrustFact)]

    init(_ code: Code, _ facts: [(name: String, value: TrustFact)] = []) {
        self.code = code
        self.facts = facts
    }
}
