public import Encodings

/// Who earned a micro-credential: element 1.
public struct LearnerIdentity: Sendable, Equatable {
    /// The family name.
    public var familyName: RecordText?
    /// The given names.
    public var givenNames: RecordText?
    /// The name of who has just one.
    public var singleName: RecordText?
    /// The date of birth.
    public var dateOfBirth: RecordValue<CalendarDate>?
    /// The learner's decentralized identifier.
    public var id: RecordText?
    /// Numbers and addresses by which others know the learner.
    public var identifiers: [LearnerIdentifier] = []

    /// Makes an identity that says nothing yet.
    public init() {}

    /// The names as people read them.
    public var fullName: String? {
        let parts = [givenNames, familyName].compactMap { $0?.string }.filter { !$0.isEmpty }
        return parts.isEmpty ? singleName?.string : parts.joined(separator: " ")
    }
}
