public import Encodings
public import Registry

/// A status list as it stands in the register, or is to be signed.
public struct PendingList: Sendable {
    /// What its values mean.
    public let purpose: StatusPurpose
    /// Its number.
    public let number: Int
    /// The address at which it is published.
    public let address: String
    /// How many values are set.
    public let setCount: Int
    /// From when on the list says what it says that was signed last; `nil` where none was.
    public let lastPublished: Timestamp?
    /// Whether it must be signed anew: something changed, or half of its time is over.
    public let isDue: Bool
}

/// A status list that is signed, and kept in the register.
public struct ReleasedList: Sendable {
    /// What its values mean.
    public let purpose: StatusPurpose
    /// Its number.
    public let number: Int
    /// How many values are set.
    public let setCount: Int
    /// The list.
    public let list: StatusList
    /// Whether it was signed now; otherwise it is the same as before.
    public let isNew: Bool

    /// When the next one is due: half of the time of this one is over then.
    public var nextDue: Timestamp {
        guard let end = list.validUntil else { return list.validFrom }
        return list.validFrom.adding(seconds: end.seconds(since: list.validFrom) / 2)
    }
}
