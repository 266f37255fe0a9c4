/// What is to be issued as one batch.
public struct BatchOrder: Sendable, Hashable {
    /// A salted digest of what the rows say, by which the same spreadsheet is known again.
    let source: String

    /// What the spreadsheet is called.
    public let file: String

    /// What the credential is called.
    public let title: String

    /// How many rows can be issued, or were.
    public let count: Int
}

/// How a batch is carried out.
public struct BatchOptions: Sendable {
    /// Which learners get another credential, after the last one they have.
    public var renewal = Renewal.none
    /// Whether credentials from before must carry the proofs that are asked for now.
    public var requiresSuites = false
    /// Whether each signature is verified before it leaves; to leave it out is for measurements.
    public var selfCheck = true
    /// How many rows are planned, and recorded, at a time.
    public var groupSize = 200

    /// The usual way.
    public init() {}
}

/// How far a batch has come.
public struct BatchProgress: Sendable {
    /// How many rows are done.
    public let done: Int
    /// How many there are.
    public let total: Int
}

/// What came of a batch.
public struct BatchOutcome: Sendable {
    /// The batch.
    public let batch: String
    /// How many credentials were issued now.
    public let issuedCount: Int
    /// How many were issued before, and given again.
    public let givenCount: Int
    /// Whether somebody stopped it; the same again goes on with the rest.
    public let isStopped: Bool
    /// How many of a batch that is issued again were left out, because they were revoked or have a successor.
    public var leftOutCount = 0
}
