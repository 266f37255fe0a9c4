/// How much study a micro-credential takes: element 7.
public struct NotionalWorkload: Sendable, Equatable {
    /// Credits of the European Credit Transfer and Accumulation System.
    public var ectsCredits: RecordValue<ExactDecimal>?
    /// Hours.
    public var hours: RecordValue<ExactDecimal>?
    /// Points of the European credit system for vocational education and training.
    public var ecvetPoints: RecordValue<ExactDecimal>?
    /// Teaching periods of Flemish adult education, in Dutch "lestijden".
    public var teachingPeriods: RecordValue<Int>?

    /// Makes a workload from what is known of it.
    public init(
        ectsCredits: RecordValue<ExactDecimal>? = nil, hours: RecordValue<ExactDecimal>? = nil,
        ecvetPoints: RecordValue<ExactDecimal>? = nil, teachingPeriods: RecordValue<Int>? = nil
    ) {
        self.ectsCredits = ectsCredits
        self.hours = hours
        self.ecvetPoints = ecvetPoints
        self.teachingPeriods = teachingPeriods
    }
}
