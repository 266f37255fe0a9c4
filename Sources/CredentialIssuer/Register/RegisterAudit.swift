public import Storage

/// What a comparison of the log of a register with its copies found.
public struct RegisterAudit: Sendable {
    /// How many credentials were issued.
    public let issuedCount: Int

    /// Issued credentials whose copy is missing or was changed.
    public let damagedCopies: [IssuedRecord]

    /// Copies that no record knows: signed, but not recorded as issued.
    ///
    /// One that belongs to an unfinished credential is left by an interruption. Any other was put there by somebody.
    public let unknownCopies: [ObjectName]

    /// The identifiers of credentials that were planned but not issued; issuing them again finishes them.
    public let unfinished: [String]

    /// Whether log and copies agree, and nothing is left to finish.
    public var isClean: Bool { damagedCopies.isEmpty && unknownCopies.isEmpty && unfinished.isEmpty }
}
