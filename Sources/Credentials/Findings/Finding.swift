/// What a rule has to say about a specification, a learner's record or a credential.
///
/// A finding holds a stable code and the facts; the sentence a person reads is made from a ``MessageCatalogue``.
public struct Finding: Sendable {
    /// How much a finding weighs.
    public enum Severity: String, Sendable, Comparable {
        /// Good to know.
        case info
        /// Somebody must acknowledge it before issuing.
        case warning
        /// It stops issuing, and makes a check fail.
        case error

        /// Orders by weight.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
    }

    /// The stable code of the rule that speaks, for example `MC06`.
    public let code: String
    /// How much it weighs.
    public let severity: Severity
    /// Where: a JSON pointer into the document, or a path in a specification such as `learning_outcomes[0].text`.
    public let place: String
    /// The facts that the catalogue's sentence names, by placeholder.
    public let arguments: [(name: String, value: String)]

    /// Makes a finding.
    public init(
        _ code: String, _ severity: Severity, at place: String, _ arguments: [(name: String, value: String)] = []
    ) {
        self.code = code
        self.severity = severity
        self.place = place
        self.arguments = arguments
    }
}
