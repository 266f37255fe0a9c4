import Encodings
import Testing

@Suite("Calendar date")
struct CalendarDateTests {
    @Test("every day from 0001-01-01 to 9999-12-31 has the number that counting the days gives")
    func everyDay() throws {
        // An independent count: month by month, from the number of 0001-01-01 that date(1) knows.
        var number = -719_162
        for year in 1...9_999 {
            let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            for (index, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                let first = try CalendarDate(year: year, month: index + 1, day: 1)
                let last = try CalendarDate(year: year, month: index + 1, day: length)
                guard first.daysSince1970 == number, last.daysSince1970 == number + length - 1,
                    first.components == (year, index + 1, 1), last.components == (year, index + 1, length)
                else {
                    Issue.record("\(year)-\(index + 1)")
                    return
                }
                number += length
            }
        }
        #expect(number - 1 == CalendarDate.latest.daysSince1970)
        #expect(CalendarDate.earliest.description == "0001-01-01")
        #expect(CalendarDate.latest.description == "9999-12-31")
    }

    @Test("every day of the years around 1900, 2000 and 2100 is taken apart and put together again")
    func everyDayOfSomeYears() throws {
        for start in [1_896, 1_996, 2_096] {
            let first = try CalendarDate(year: start, month: 1, day: 1)
            for days in 0..<3_000 {
                let date = first.adding(days: days)
                let (year, month, day) = date.components
                #expect(try CalendarDate(year: year, month: month, day: day) == date)
                #expect(date.days(since: first) == days)
            }
        }
    }

    @Test(
        "a date is read and written as it stands", arguments: ["2026-06-26", "0001-01-01", "9999-12-31", "2024-02-29"])
    func roundTrip(_ text: String) throws {
        let date = try CalendarDate(parsing: text)
        #expect(date.description == text)
        #expect(try CalendarDate(parsing: Array(text.utf8)) == date)
    }

    static let refusals: [(text: String, code: EncodingError.Code)] = [
        ("", .timeSyntax), ("2026", .timeSyntax), ("2026-06", .timeSyntax), ("2026-6-26", .timeSyntax),
        ("2026-06-2", .timeSyntax), ("26-06-2026", .timeSyntax), ("2026/06/26", .timeSyntax),
        ("20260626", .yearOutOfRange), ("2026-06-26Z", .timeSyntax), ("2026-06-26T00:00:00Z", .timeSyntax),
        (" 2026-06-26", .timeSyntax), ("2026-06-26 ", .timeSyntax), ("2026-06-26\n", .timeSyntax),
        ("２０２６-06-26", .timeSyntax), ("2026-W26-5", .timeSyntax), ("2026-177", .timeSyntax),
        ("0000-01-01", .yearOutOfRange), ("-2026-06-26", .yearOutOfRange), ("+2026-06-26", .yearOutOfRange),
        ("12026-06-26", .yearOutOfRange), ("-0001-01-01", .yearOutOfRange),
        ("2026-00-01", .impossibleDate), ("2026-13-01", .impossibleDate), ("2026-06-00", .impossibleDate),
        ("2026-06-31", .impossibleDate), ("2026-02-29", .impossibleDate), ("2100-02-29", .impossibleDate),
        ("2024-02-30", .impossibleDate), ("2026-01-32", .impossibleDate), ("2026-99-99", .impossibleDate),
    ]

    @Test("what is not a date is refused by name", arguments: refusals)
    func refused(_ text: String, _ code: EncodingError.Code) {
        #expect(throws: EncodingError(code, "")) { try CalendarDate(parsing: text) }
    }

    @Test("an impossible day is told how many days the month has")
    func impossibleDay() throws {
        let june = try #require(throws: EncodingError.self) { try CalendarDate(parsing: "2026-06-31") }
        #expect(june.reason == "expected a day from 1 to 30, as June has 30 days, found 31")
        let february = try #require(throws: EncodingError.self) { try CalendarDate(parsing: "1900-02-29") }
        #expect(february.reason == "expected a day from 1 to 28, as February 1900 has 28 days, found 29")
    }

    @Test("the number of days of a month is known, and of no thirteenth month")
    func dayCounts() {
        #expect((1...12).map { CalendarDate.dayCount(ofMonth: $0, year: 2_023) }.compactMap(\.self).reduce(0, +) == 365)
        #expect((1...12).map { CalendarDate.dayCount(ofMonth: $0, year: 2_024) }.compactMap(\.self).reduce(0, +) == 366)
        #expect(CalendarDate.dayCount(ofMonth: 2, year: 2_000) == 29)
        #expect(CalendarDate.dayCount(ofMonth: 2, year: 2_100) == 28)
        for month in [0, 13, -1, .min, .max] { #expect(CalendarDate.dayCount(ofMonth: month, year: 2_024) == nil) }
    }

    @Test("numbers that no date has are refused and not trapped on")
    func extremes() throws {
        for (year, month, day) in [
            (Int.min, 1, 1), (.max, 1, 1), (0, 1, 1), (10_000, 1, 1), (2_026, .min, 1), (2_026, .max, 1),
            (2_026, 1, .min), (2_026, 1, .max),
        ] {
            #expect(throws: EncodingError.self) { try CalendarDate(year: year, month: month, day: day) }
        }
        #expect(CalendarDate(daysSince1970: .min) == nil)
        #expect(CalendarDate(daysSince1970: .max) == nil)
        #expect(CalendarDate(daysSince1970: CalendarDate.latest.daysSince1970 + 1) == nil)
        #expect(CalendarDate(daysSince1970: 0)?.description == "1970-01-01")
    }

    @Test("adding days stops at the ends of the calendar")
    func addingStops() throws {
        let date = try CalendarDate(year: 2_026, month: 2, day: 28)
        #expect(date.adding(days: 1).description == "2026-03-01")
        #expect(date.adding(days: -59).description == "2025-12-31")
        #expect(date.adding(days: .max) == .latest)
        #expect(date.adding(days: .min) == .earliest)
        #expect(CalendarDate.latest.adding(days: 1) == .latest)
        #expect(CalendarDate.earliest.adding(days: -1) == .earliest)
        #expect(CalendarDate.latest.days(since: .earliest) == 3_652_058)
        #expect(CalendarDate.earliest < date && date < .latest)
    }
}
