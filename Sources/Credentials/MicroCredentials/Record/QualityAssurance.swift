public import Encodings

/// What assures the quality of a micro-credential: one entry of element 11.
public struct QualityAssurance: Sendable, Equatable {
    /// The address of its type.
    public var type: RecordText?
    /// What it covers: `institution`, `programme` or `microCredential`.
    public var scope: RecordText?
    /// Who assures it.
    public var body: RecordText?
    /// The rule or agreement it stands on.
    public var basis: RecordText?
    /// The address of a report.
    public var report: RecordText?
    /// First day on which it counts.
    public var validFrom: RecordValue<CalendarDate>?
    /// Last day on which it counts.
    public var validUntil: RecordValue<CalendarDate>?
    /// Where the entry stands.
    var place: RecordPlace

    /// Makes an entry that stands at `place`.
    public init(
        type: RecordText?, scope: RecordText?, body: RecordText?, basis: RecordText? = nil, report: RecordText? = nil,
        validFrom: RecordValue<CalendarDate>? = nil, validUntil: RecordValue<CalendarDate>? = nil,
        at place: RecordPlace
    ) {
        self.type = type
        self.scope = scope
        self.body = body
        self.basis = basis
        self.report = report
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.place = place
    }

    /// Entries are equal when they say the same, wherever they stand.
    public static func == (left: QualityAssurance, right: QualityAssurance) -> Bool {
        left.type == right.type && left.scope == right.scope && left.body == right.body && left.basis == right.basis
            && left.report == right.report && left.validFrom == right.validFrom && left.validUntil == right.validUntil
    }
}
