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
    /// Whether what was hashed is known to hold a national register number; a document does not show it.
    public private(set) var hidesNationalNumber = false

    /// Takes an identifier.
    public init(scheme: RecordText, value: RecordText, isHashed: Bool, salt: RecordText? = nil) {
        self.scheme = scheme
        self.value = value
        self.isHashed = isHashed
        self.salt = salt
    }

    /// Takes the hash of an identifier whose text is at hand.
    ///
    /// - Parameter original: What was hashed; only whether it holds a national register number is remembered.
    public init(scheme: RecordText, hash: RecordText, salt: RecordText, of original: RecordText) {
        self.init(scheme: scheme, value: hash, isHashed: true, salt: salt)
        hidesNationalNumber = NationalNumber.isFound(in: original.bytes)
    }
}
