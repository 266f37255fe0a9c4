public import Encodings

/// What one learner earned: the award beside the entry in the catalogue.
public struct AwardRecord: Sendable, Equatable {
    /// Element 1.
    public var learner = LearnerIdentity()
    /// The day of the decision to award: element 5.
    public var awardedOn: RecordValue<CalendarDate>?
    /// When the credential is signed.
    public var issuedAt: RecordValue<Timestamp>?
    /// When the credential ends to be valid, if ever.
    public var validUntil: RecordValue<Timestamp>?
    /// First day of the learning.
    public var activityStart: RecordValue<CalendarDate>?
    /// Last day of the learning.
    public var activityEnd: RecordValue<CalendarDate>?
    /// The result.
    public var grade: RecordText?
    /// The status that a received document gives to the result.
    public var resultStatus: RecordText?

    /// Makes an award that says nothing yet.
    public init() {}
}
