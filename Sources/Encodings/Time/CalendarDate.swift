/// A day of the calendar, without a time and without a place: `2026-06-26`.
///
/// The calendar is the Gregorian one, also for the years before it was introduced (ISO 8601), from
/// 0001-01-01 to 9999-12-31.
public struct CalendarDate: Hashable, Comparable, Sendable {
    /// The first day that can be written: 0001-01-01.
    public static let earliest = CalendarDate(unchecked: -719_162)

    /// The last day that can be written: 9999-12-31.
    public static let latest = CalendarDate(unchecked: 2_932_896)

    /// Days since 1970-01-01, negative before it.
    public let daysSince1970: Int

    init(unchecked daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

    /// The day that lies a number of days after 1970-01-01, or `nil` outside ``earliest``...``latest``.
    public init?(daysSince1970: Int) {
        guard Self.earliest.daysSince1970...Self.latest.daysSince1970 ~= daysSince1970 else { return nil }
        self.daysSince1970 = daysSince1970
    }

    /// The day with the given year, month (1 for January) and day of the month.
    ///
    /// - Throws: ``EncodingError`` with code `yearOutOfRange` outside 1...9999, or `impossibleDate` for a month
    ///   outside 1...12 or a day that the month does not have; the reason tells how many it has.
    public init(year: Int, month: Int, day: Int) throws(EncodingError) {
        guard 1...9_999 ~= year else {
            throw EncodingError(.yearOutOfRange, "expected a year from 0001 to 9999, found \(year)")
        }
        guard let dayCount = Self.dayCount(ofMonth: month, year: year) else {
            throw EncodingError(.impossibleDate, "expected a month from 1 to 12, found \(month)")
        }
        guard 1...dayCount ~= day else {
            // Only February needs the year; a reason holds no more of what may be a date of birth than it must.
            let month = Self.monthNames[month - 1] + (month == 2 ? " \(year)" : "")
            throw EncodingError(
                .impossibleDate, "expected a day from 1 to \(dayCount), as \(month) has \(dayCount) days, found \(day)")
        }
        self.init(knownYear: year, month: month, day: day)
    }

    /// The day of a year, month and day that are known to exist.
    private init(knownYear year: Int, month: Int, day: Int) {
        // The year is taken to start in March, so that the day that not every year has is its last one.
        let shiftedYear = month > 2 ? year : year - 1
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        daysSince1970 = 365 * shiftedYear + leapDays + dayOfYear - Self.daysFromMarchOfYear0To1970
    }

    private static let daysFromMarchOfYear0To1970 = 719_468
    private static let daysIn400Years = 146_097
    private static let daysIn100Years = 36_524
    private static let daysIn4Years = 1_461

    private static let monthNames = [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ]

    /// How many days a month (1 for January) has in a year, or `nil` for a month outside 1...12.
    public static func dayCount(ofMonth month: Int, year: Int) -> Int? {
        switch month {
        case 2: isLeapYear(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: nil
        }
    }

    /// Tells whether a year has 366 days.
    public static func isLeapYear(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// The year (1...9999), the month (1...12) and the day of the month (1...31), for who needs all three.
    public var components: (year: Int, month: Int, day: Int) {
        let days = daysSince1970 + Self.daysFromMarchOfYear0To1970
        let cycle = days / Self.daysIn400Years
        let dayOfCycle = days % Self.daysIn400Years
        // The last day of a 4, 100 or 400 year span is a leap day, which still belongs to the year before it.
        let yearOfCycle =
            (dayOfCycle - dayOfCycle / (Self.daysIn4Years - 1) + dayOfCycle / Self.daysIn100Years
                - dayOfCycle / (Self.daysIn400Years - 1)) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (400 * cycle + yearOfCycle + (month <= 2 ? 1 : 0), month, day)
    }

    /// The year, 1...9999.
    public var year: Int { components.year }

    /// The month, 1 for January to 12 for December.
    public var month: Int { components.month }

    /// The day of the month, 1...31.
    public var day: Int { components.day }

    /// The day that lies `days` later, or earlier when negative; it stops at ``earliest`` and ``latest``.
    public func adding(days: Int) -> CalendarDate {
        let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
        guard !overflow else { return days < 0 ? .earliest : .latest }
        return CalendarDate(
            unchecked: min(max(sum, Self.earliest.daysSince1970), Self.latest.daysSince1970))
    }

    /// How many days this day lies after `other`; negative if it lies before.
    public func days(since other: CalendarDate) -> Int { daysSince1970 - other.daysSince1970 }

    /// Tells whether one day lies before another.
    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.daysSince1970 < right.daysSince1970
    }
}
