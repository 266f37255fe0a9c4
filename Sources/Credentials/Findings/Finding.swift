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
    public var place: String {
        switch location {
        case .written(let text): text
        case .found(let place): place.description
        }
    }
    /// The row and the column, where it is about a cell of a table; the column is empty where the whole row is meant.
    public var cell: (row: Int, column: String)? {
        guard case .found(.cell(_, let row, let column)) = location else { return nil }
        return (row, column)
    }
    /// The facts that the catalogue's sentence names, by placeholder.
    public let arguments: [(name: String, value: String)]

    private let location: Location

    /// Makes a finding.
    public init(
        _ code: String, _ severity: Severity, at place: String, _ arguments: [(name: String, value: String)] = []
    ) {
        self.init(code, severity, .written(place), arguments)
    }

    /// Makes a finding at a place that is put into words only when somebody asks for it.
    ///
    /// A hostile document can break rules in thousands of places, and to name a place costs as much as all its siblings.
    public init(
        _ code: String, _ severity: Severity, at place: RecordPlace, _ arguments: [(name: String, value: String)] = []
    ) {
        self.init(code, severity, .found(place), arguments)
    }

    private enum Location: Sendable {
        case written(String)
        case found(RecordPlace)
    }

    private init(
        _ code: String, _ severity: Severity, _ location: Location, _ arguments: [(name: String, value: String)]
    ) {
        self.code = code
        self.severity = severity
        self.location = location
        self.arguments = arguments
    }
}
