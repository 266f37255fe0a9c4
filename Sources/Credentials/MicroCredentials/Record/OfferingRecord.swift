public import Encodings

/// From when to when a micro-credential is offered, and what its issuer may offer: rules judge it, no credential says it.
public struct OfferingRecord: Sendable, Equatable {
    /// The day on which this version was published, with its assessment.
    public var publishedOn: RecordValue<CalendarDate>?
    /// The day from which nobody enrols any more.
    public var discontinuedOn: RecordValue<CalendarDate>?
    /// The last day on which it is awarded to those who were enrolled.
    public var teachOutUntil: RecordValue<CalendarDate>?
    /// The fields of study (ISCED-F) for which the issuer says it is authorised; empty when it does not say.
    public var authorisedFields: [RecordText] = []

    /// Makes a record that says nothing yet.
    public init() {}
}
