/// An identifier of a learner, in clear or as a salted hash.
public struct LearnerIdentifier: Sendable, Equatable {
    /// What kind of identifier it is (Open Badges 3.0, IdentifierTypeEnum, or `ext:` and a name).
    public var scheme: RecordText
    /// The identifier, or its hash as Open Badges writes it: `sha256$` and hexadecimal digits.
    public var value: RecordText
    /// Whether the value is a hash.
    public var isHashed: Bool
    /// What was hashed after the identifier.
    public var salt: RecordText?

    /// Takes an identifier.
    public init(scheme: RecordText, value: RecordText, isHashed: Bool, salt: RecordText? = nil) {
        self.scheme = scheme
        self.value = value
        self.isHashed = isHashed
        self.salt = salt
    }
}
