/// An instant in whole seconds of UTC, from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
///
/// Every day counts 86,400 seconds, as in POSIX: leap seconds have no number of their own.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// The first instant that can be written: 0001-01-01T00:00:00Z.
    public static let earliest = Timestamp(unchecked: -62_135_596_800)

    /// The last instant that can be written: 9999-12-31T23:59:59Z.
    public static let latest = Timestamp(unchecked: 253_402_300_799)

    /// Number of seconds in a day.
    public static let secondsPerDay: Int64 = 86_400

    /// Seconds since 1970-01-01T00:00:00Z, negative before it.
    public let secondsSince1970: Int64

    init(unchecked secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

    /// The instant that lies a number of seconds after 1970-01-01T00:00:00Z, or `nil` outside
    /// ``earliest``...``latest``.
    public init?(secondsSince1970: Int64) {
        guard Self.earliest.secondsSince1970...Self.latest.secondsSince1970 ~= secondsSince1970 else { return nil }
        self.secondsSince1970 = secondsSince1970
    }

    /// The instant on a day in UTC.
    ///
    /// - Throws: ``EncodingError`` with code `impossibleTime` unless the hour is 0...23 and the minute and the second
    ///   are 0...59.
    public init(_ date: CalendarDate, hour: Int, minute: Int = 0, second: Int = 0) throws(EncodingError) {
        guard 0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second else {
            throw EncodingError(
                .impossibleTime, "expected a time from 00:00:00 to 23:59:59, found \(hour):\(minute):\(second)")
        }
        let secondOfDay = (hour * 60 + minute) * 60 + second
        self.init(unchecked: Int64(date.daysSince1970) * Self.secondsPerDay + Int64(secondOfDay))
    }

    /// The first second of a day in UTC.
    public init(startOf date: CalendarDate) {
        self.init(unchecked: Int64(date.daysSince1970) * Self.secondsPerDay)
    }

    /// The last second of a day in UTC, 23:59:59.
    public init(endOf date: CalendarDate) {
        self.init(unchecked: Int64(date.daysSince1970) * Self.secondsPerDay + Self.secondsPerDay - 1)
    }

    /// The day in UTC.
    public var date: CalendarDate {
        // Division that rounds down: the seconds before 1970 are negative.
        let day = (secondsSince1970 - Int64(secondOfDay)) / Self.secondsPerDay
        return CalendarDate(unchecked: Int(day))
    }

    /// Seconds since midnight in UTC, 0...86,399.
    public var secondOfDay: Int {
        let rest = secondsSince1970 % Self.secondsPerDay
        return Int(rest < 0 ? rest + Self.secondsPerDay : rest)
    }

    /// The year in UTC, 1...9999.
    public var year: Int { date.year }

    /// The month in UTC, 1...12.
    public var month: Int { date.month }

    /// The day of the month in UTC, 1...31.
    public var day: Int { date.day }

    /// The hour in UTC, 0...23.
    public var hour: Int { secondOfDay / 3_600 }

    /// The minute in UTC, 0...59.
    public var minute: Int { secondOfDay / 60 % 60 }

    /// The second in UTC, 0...59.
    public var second: Int { secondOfDay % 60 }

    /// The instant `seconds` later, or earlier when negative; it stops at ``earliest`` and ``latest``.
    ///
    /// Stopping keeps comparisons right: no instant that can be written lies beyond the ends.
    public func adding(seconds: Int64) -> Timestamp {
        let (sum, overflow) = secondsSince1970.addingReportingOverflow(seconds)
        guard !overflow else { return seconds < 0 ? .earliest : .latest }
        return Timestamp(unchecked: min(max(sum, Self.earliest.secondsSince1970), Self.latest.secondsSince1970))
    }

    /// The same time of the day, `days` later, or earlier when negative; it stops at ``earliest`` and ``latest``.
    public func adding(days: Int) -> Timestamp {
        let (seconds, overflow) = Int64(days).multipliedReportingOverflow(by: Self.secondsPerDay)
        guard !overflow else { return days < 0 ? .earliest : .latest }
        return adding(seconds: seconds)
    }

    /// How many seconds this instant lies after `other`; negative if it lies before.
    public func seconds(since other: Timestamp) -> Int64 { secondsSince1970 - other.secondsSince1970 }

    /// Tells whether one instant lies before another.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }
}
