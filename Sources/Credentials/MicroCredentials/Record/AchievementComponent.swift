/// A part of a micro-credential that can also be earned, or is registered, on its own.
public struct AchievementComponent: Sendable, Equatable {
    /// The code of the course unit or module.
    public var code: RecordText?
    /// Its title.
    public var title: RecordText?
    /// Its credits.
    public var ectsCredits: RecordValue<ExactDecimal>?
    /// The address of its level in a national framework.
    public var nationalLevel: RecordText?
    /// The identifier of the credential for it, when it was issued on its own.
    public var credential: RecordText?

    /// Describes a part.
    public init(
        code: RecordText? = nil, title: RecordText? = nil, ectsCredits: RecordValue<ExactDecimal>? = nil,
        nationalLevel: RecordText? = nil, credential: RecordText? = nil
    ) {
        self.code = code
        self.title = title
        self.ectsCredits = ectsCredits
        self.nationalLevel = nationalLevel
        self.credential = credential
    }
}
