import Encodings
import Testing

/// The number of a day by counting whole years and months, as no part of the module does.
private func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    func isLeap(_ year: Int) -> Bool { year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) }
    let leapYears = (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (year - 1) * 365 + leapYears + lengths[..<(month - 1)].reduce(0, +) + day - 1 - 719_162
}

private func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: count - text.count) + text
}

@Suite("Timestamp")
struct TimestampTests {
    @Test(
        "times are read as the seconds that date(1) gives",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2026-11-22T09:00:00Z", 1_795_338_000),
            ("2038-01-19T03:14:08Z", 2_147_483_648), ("2000-02-29T23:59:59Z", 951_868_799),
            ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
            // The published validFrom of a test suite, with an offset, and the example of RFC 3339, section 5.8.
            ("2022-11-10T07:38:00-08:00", 1_668_094_680), ("1996-12-19T16:39:57-08:00", 851_042_397),
            ("2026-01-01T00:30:00+01:00", 1_767_223_800), ("2026-01-01T00:00:00-00:00", 1_767_225_600),
            ("2026-01-01T14:00:00+14:00", 1_767_225_600), ("2025-12-31T10:00:00-14:00", 1_767_225_600),
            ("2026-01-01T05:30:00+05:30", 1_767_225_600), ("2026-01-01T00:00:00+00:00", 1_767_225_600),
        ] as [(String, Int64)])
    func knownTimes(_ text: String, _ seconds: Int64) throws {
        let time = try Timestamp(parsing: text)
        #expect(time.secondsSince1970 == seconds)
        #expect(try Timestamp(parsing: Array(text.utf8), as: .rfc3339) == time)
        #expect(try Timestamp(parsing: text.utf8.span) == time)
        #expect(try Timestamp(parsing: time.description) == time)
    }

    @Test("20,000 random times are read, written and taken apart as an independent count of days says")
    func randomTimes() throws {
        var random = RandomBytes(seed: 20_000)
        for _ in 0..<20_000 {
            let year = Int.random(in: 1...9_999, using: &random)
            let month = Int.random(in: 1...12, using: &random)
            let day = Int.random(in: 1...28, using: &random) + (month == 2 ? 0 : Int.random(in: 0...2, using: &random))
            let hour = Int.random(in: 0...23, using: &random)
            let minute = Int.random(in: 0...59, using: &random)
            let second = Int.random(in: 0...59, using: &random)
            let offset = Int.random(in: -840...840, using: &random)
            let local =
                "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))T"
                + "\(digits(hour, 2)):\(digits(minute, 2)):\(digits(second, 2))"
            let seconds = dayNumber(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second

            let time = try Timestamp(parsing: local + "Z")
            #expect(time.secondsSince1970 == Int64(seconds))
            #expect(time.description == local + "Z")
            #expect(time.date.components == (year, month, day))
            #expect((time.hour, time.minute, time.second) == (hour, minute, second))
            #expect(try Timestamp(time.date, hour: hour, minute: minute, second: second) == time)

            guard year > 1, year < 9_999 else { continue }
            let zone = "\(offset < 0 ? "-" : "+")\(digits(abs(offset) / 60, 2)):\(digits(abs(offset) % 60, 2))"
            #expect(try Timestamp(parsing: local + zone).secondsSince1970 == Int64(seconds - offset * 60))
        }
    }

    static let refusals: [(text: String, code: EncodingError.Code)] = [
        ("", .timeSyntax), ("2026-11-22", .timeSyntax), ("2026-11-22T", .timeSyntax),
        ("2026-11-22T09:00Z", .timeSyntax),
        ("2026-11-22T09:00:0", .timeSyntax), ("2026-11-22 09:00:00Z", .timeSyntax),
        ("2026-11-22T9:00:00Z", .timeSyntax), ("2026-11-22T09.00.00Z", .timeSyntax),
        ("2026-11-22T09:00:00,5Z", .timeSyntax), ("2026-11-22T09:00:00.Z", .timeSyntax),
        ("2026-11-22T09:00:00.", .timeSyntax), ("2026-11-22T09:00:00ZZ", .timeSyntax),
        ("2026-11-22T09:00:00Z ", .timeSyntax), (" 2026-11-22T09:00:00Z", .timeSyntax),
        ("2026-11-22T09:00:00Z\n", .timeSyntax), ("2026-11-22T09:00:00Z\u{0}", .timeSyntax),
        ("2026-11-22T09:00:00+1:00", .timeSyntax), ("2026-11-22T09:00:00+01", .timeSyntax),
        ("2026-11-22T09:00:00+0100", .timeSyntax), ("2026-11-22T09:00:00+01:0", .timeSyntax),
        ("2026-11-22T09:00:00+01:00Z", .timeSyntax), ("2026-11-22T09:00:00 +01:00", .timeSyntax),
        ("2026-11-22T09:00:00\u{2212}01:00", .timeSyntax), ("2026-11-22T09:00:00GMT", .timeSyntax),
        ("2026-11-22T09:00:00[Europe/Brussels]", .timeSyntax), ("2026-11-22T٠٩:00:00Z", .timeSyntax),
        ("Sun, 26 Feb 2023 01:22:14 +0000", .timeSyntax), ("Sat 25 Feb 2023 07:16:31 PM CST", .timeSyntax),
        ("PAST DATE", .timeSyntax), ("1795338000", .yearOutOfRange), ("2026-W47-7T09:00:00Z", .timeSyntax),
        ("2026-11-22T09:00:00", .missingOffset), ("2026-11-22T09:00:00.123", .missingOffset),
        ("2026-11-22T09:00:00+14:01", .offsetOutOfRange), ("2026-11-22T09:00:00-15:00", .offsetOutOfRange),
        ("2026-11-22T09:00:00+23:59", .offsetOutOfRange), ("2026-11-22T09:00:00+01:60", .offsetOutOfRange),
        ("2026-11-22T09:00:00+99:99", .offsetOutOfRange),
        ("0000-01-01T00:00:00Z", .yearOutOfRange), ("-0001-01-01T00:00:00Z", .yearOutOfRange),
        ("-2026-11-22T09:00:00Z", .yearOutOfRange), ("+2026-11-22T09:00:00Z", .yearOutOfRange),
        ("12026-11-22T09:00:00Z", .yearOutOfRange), ("0001-01-01T00:00:00+00:01", .yearOutOfRange),
        ("9999-12-31T23:59:59-00:01", .yearOutOfRange),
        ("2026-13-22T09:00:00Z", .impossibleDate), ("2026-06-31T09:00:00Z", .impossibleDate),
        ("2026-02-29T09:00:00Z", .impossibleDate), ("2026-00-22T09:00:00Z", .impossibleDate),
        ("2026-11-22T25:00:00Z", .impossibleTime), ("2026-11-22T09:60:00Z", .impossibleTime),
        ("2026-11-22T09:00:61Z", .impossibleTime), ("2026-11-22T99:99:99Z", .impossibleTime),
    ]

    @Test("what is no time is refused by name in both notations", arguments: refusals)
    func refused(_ text: String, _ code: EncodingError.Code) {
        for notation in [Timestamp.Notation.dateTimeStamp, .rfc3339] {
            #expect(throws: EncodingError(code, "")) { try Timestamp(parsing: text, as: notation) }
        }
    }

    @Test("small t and z are read as RFC 3339 and refused as dateTimeStamp")
    func smallLetters() throws {
        let time = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        for text in [
            "2026-11-22t09:00:00z", "2026-11-22t09:00:00Z", "2026-11-22T09:00:00z", "2026-11-22t09:00:00-00:00",
        ] {
            #expect(try Timestamp(parsing: text, as: .rfc3339) == time)
            #expect(throws: EncodingError(.timeSyntax, "")) { try Timestamp(parsing: text) }
        }
    }

    @Test("24:00:00 is the start of the next day as dateTimeStamp and refused as RFC 3339")
    func hour24() throws {
        for text in ["2026-12-31T24:00:00Z", "2026-12-31T24:00:00.000Z", "2026-12-31T24:00:00+00:00"] {
            #expect(try Timestamp(parsing: text).description == "2027-01-01T00:00:00Z")
            #expect(try Timestamp(parsing: text, rounding: .up).description == "2027-01-01T00:00:00Z")
            #expect(throws: EncodingError(.impossibleTime, "")) { try Timestamp(parsing: text, as: .rfc3339) }
        }
        for text in ["2026-12-31T24:00:01Z", "2026-12-31T24:01:00Z", "2026-12-31T24:00:00.1Z", "2026-12-31T24:00:60Z"] {
            #expect(throws: EncodingError(.impossibleTime, "")) { try Timestamp(parsing: text) }
        }
        #expect(throws: EncodingError(.yearOutOfRange, "")) { try Timestamp(parsing: "9999-12-31T24:00:00Z") }
    }

    @Test("a leap second lies between two seconds as RFC 3339 and is refused as dateTimeStamp")
    func leapSecond() throws {
        for text in [
            "2016-12-31T23:59:60Z", "1990-12-31T15:59:60-08:00", "2015-07-01T01:59:60+02:00", "2026-11-30T23:59:60.9Z",
        ] {
            let before = try Timestamp(parsing: text, as: .rfc3339)
            let after = try Timestamp(parsing: text, as: .rfc3339, rounding: .up)
            #expect(before.description.hasSuffix("T23:59:59Z"))
            #expect(after.description.hasSuffix("-01T00:00:00Z"))
            #expect(after.seconds(since: before) == 1)
            #expect(throws: EncodingError(.leapSecond, "")) { try Timestamp(parsing: text) }
        }
        for text in [
            "2016-12-30T23:59:60Z", "2016-12-31T23:58:60Z", "2016-12-31T22:59:60Z", "2016-12-31T23:59:60+01:00",
        ] {
            #expect(throws: EncodingError(.leapSecond, "")) { try Timestamp(parsing: text, as: .rfc3339) }
        }
        #expect(try Timestamp(parsing: "9999-12-31T23:59:60Z", as: .rfc3339, rounding: .up) == .latest)
    }

    @Test("a fraction is rounded as asked, and one of zeros is none")
    func fractions() throws {
        for fraction in [
            ".5", ".05", ".477", ".000000000000000000000000000001", ".999999999999",
            "." + String(repeating: "9", count: 1_000),
        ] {
            #expect(try Timestamp(parsing: "2026-11-22T09:00:00\(fraction)Z").second == 0)
            #expect(try Timestamp(parsing: "2026-11-22T09:00:00\(fraction)Z", rounding: .up).second == 1)
            #expect(try Timestamp(parsing: "1969-12-31T23:59:58\(fraction)Z").secondsSince1970 == -2)
            #expect(try Timestamp(parsing: "1969-12-31T23:59:58\(fraction)Z", rounding: .up).secondsSince1970 == -1)
        }
        for fraction in ["", ".0", ".000000"] {
            #expect(try Timestamp(parsing: "2026-11-22T09:00:00\(fraction)+01:00", rounding: .up).second == 0)
        }
        #expect(try Timestamp(parsing: "9999-12-31T23:59:59.5Z", rounding: .up) == .latest)
    }

    @Test("a period read with its bounds rounded inwards holds the whole seconds that lie in it, and no other")
    func roundingIsExact() throws {
        // Tenths of a second stand for the exact times: from and until against every whole second near them.
        for from in 0...25 {
            for until in from...30 {
                let start = try Timestamp(parsing: "2026-01-01T00:00:0\(from / 10).\(from % 10)Z", rounding: .up)
                let end = try Timestamp(parsing: "2026-01-01T00:00:0\(until / 10).\(until % 10)Z", rounding: .down)
                for second in 0...4 {
                    let now = try Timestamp(parsing: "2026-01-01T00:00:0\(second)Z")
                    #expect((start <= now && now <= end) == (from <= second * 10 && second * 10 <= until))
                }
            }
        }
    }

    @Test("the fields of an instant before 1970 are those of its day")
    func before1970() throws {
        let time = try #require(Timestamp(secondsSince1970: -1))
        #expect(time.date.description == "1969-12-31")
        #expect((time.year, time.month, time.day) == (1_969, 12, 31))
        #expect((time.hour, time.minute, time.second, time.secondOfDay) == (23, 59, 59, 86_399))
        let day = try #require(Timestamp(secondsSince1970: -86_400))
        #expect(day == Timestamp(startOf: day.date))
        #expect(Timestamp(endOf: day.date) == time)
    }

    @Test("arithmetic stops at the ends and never overflows")
    func arithmetic() throws {
        let time = try Timestamp(parsing: "2026-11-22T09:00:00Z")
        #expect(time.adding(seconds: -300).description == "2026-11-22T08:55:00Z")
        #expect(time.adding(days: 30).description == "2026-12-22T09:00:00Z")
        #expect(time.adding(days: 30).seconds(since: time) == 2_592_000)
        for seconds in [Int64.max, 253_402_300_800] { #expect(time.adding(seconds: seconds) == .latest) }
        for seconds in [Int64.min, -253_402_300_800] { #expect(time.adding(seconds: seconds) == .earliest) }
        #expect(time.adding(days: .max) == .latest && time.adding(days: .min) == .earliest)
        #expect(Timestamp.latest.adding(seconds: 300) == .latest)
        #expect(Timestamp.earliest.adding(seconds: -1) == .earliest)
        #expect(Timestamp.latest.seconds(since: .earliest) == 315_537_897_599)
        #expect(Timestamp(secondsSince1970: .max) == nil && Timestamp(secondsSince1970: .min) == nil)
        #expect(Timestamp(secondsSince1970: Timestamp.latest.secondsSince1970 + 1) == nil)
        #expect(Timestamp.earliest < time && time < .latest)
        #expect(Timestamp(endOf: .latest) == .latest && Timestamp(startOf: .earliest) == .earliest)
    }

    @Test("an hour, minute or second that no day has is refused")
    func impossibleFields() throws {
        let date = try CalendarDate(year: 2_026, month: 11, day: 22)
        for (hour, minute, second) in [(24, 0, 0), (-1, 0, 0), (0, 60, 0), (0, -1, 0), (0, 0, 60), (0, 0, .max)] {
            #expect(throws: EncodingError(.impossibleTime, "")) {
                try Timestamp(date, hour: hour, minute: minute, second: second)
            }
        }
    }

    @Test("a text that ends or differs anywhere is refused or another time, and never trapped on")
    func everyMutation() throws {
        let text = Array("2026-11-22T09:08:07.5+01:30".utf8)
        let time = try Timestamp(parsing: text)
        for count in text.indices {
            #expect(throws: EncodingError.self) { try Timestamp(parsing: Array(text[..<count])) }
        }
        for place in text.indices where place != 20 {
            for byte in UInt8.min...UInt8.max where byte != text[place] {
                var other = text
                other[place] = byte
                #expect((try? Timestamp(parsing: other)) != time)
            }
        }
    }

    @Test("a reason says what was expected and where")
    func reasons() throws {
        func reason(_ text: String) -> String? {
            do {
                _ = try Timestamp(parsing: text)
                return nil
            } catch { return error.reason }
        }
        #expect(reason("2026-11-22 09:00:00Z") == "expected 'T', found a space at byte offset 10")
        #expect(reason("2026-11-2") == "expected a digit, found the end of the text at byte offset 9")
        #expect(
            reason("2026-11-22T09:00:00")
                == "expected 'Z' or an offset such as +01:00 after the time, found the end of the text")
        #expect(
            reason("2026-06-31T09:00:00Z") == "expected a day from 1 to 30, as June has 30 days, found 31")
    }
}
