public import Credentials

/// How old something may be at most: a number of hours or of days of 24 hours.
///
/// Two limits are equal when they are as long, however they are written.
public struct AgeLimit: Sendable {
    /// What is counted.
    public enum Unit: String, Sendable, CaseIterable {
        /// Hours.
        case hours
        /// Days of 24 hours.
        case days

        /// How long one is, in seconds.
        public var seconds: Int64 { self == .hours ? 3_600 : 86_400 }
    }

    /// How many.
    public let count: Int
    /// Of what.
    public let unit: Unit

    /// The limit in seconds; one that no number can hold is the longest that there is.
    public let seconds: Int64

    /// Makes a limit.
    public init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
        let (seconds, overflow) = Int64(count).multipliedReportingOverflow(by: unit.seconds)
        self.seconds = overflow ? (count < 0 ? .min : .max) : seconds
    }

    /// The limit in words, for example `30 days` or `24 uur`; no hour is `less than an hour`.
    public func words(in language: Language) -> String {
        let number = count == 1 ? "one" : count == 0 && unit == .hours ? "none" : "many"
        return RegistryMessages.sentence("age.\(unit.rawValue).\(number)", in: language, [("n", .number(count))])
    }
}

extension AgeLimit: Comparable, Hashable {
    /// Tells whether both are as long.
    public static func == (left: AgeLimit, right: AgeLimit) -> Bool { left.seconds == right.seconds }

    /// Tells whether one is more strict than another.
    public static func < (left: AgeLimit, right: AgeLimit) -> Bool { left.seconds < right.seconds }

    /// Hashes the length alone, as `==` compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(seconds) }
}

extension AgeLimit: CustomStringConvertible {
    /// The limit as a duration of ISO 8601, for example `P30D` or `PT24H`.
    public var description: String { unit == .days ? "P\(count)D" : "PT\(count)H" }
}
