public import Encodings

/// A period of time with both its ends in it, in whole seconds of UTC.
public struct ValidityWindow: Sendable, Hashable {
    /// The first second that belongs to the period.
    public let from: Timestamp
    /// The last second that belongs to the period; `nil` when it has no end yet.
    public let until: Timestamp?

    /// Makes a period; one that ends before it starts holds no time at all.
    public init(from: Timestamp, until: Timestamp? = nil) {
        self.from = from
        self.until = until
    }

    /// Whether `time` lies in the period, its first and its last second included.
    public func contains(_ time: Timestamp) -> Bool {
        guard from <= time else { return false }
        guard let until else { return true }
        return time <= until
    }

    /// Whether the period has no second that `other` lacks.
    func isWithin(_ other: ValidityWindow) -> Bool {
        guard other.from <= from else { return false }
        guard let end = other.until else { return true }
        guard let until else { return false }
        return until <= end
    }
}
