extension Timestamp: CustomStringConvertible {
    /// How a time is written.
    public enum Notation: Hashable, Sendable {
        /// `dateTimeStamp` of XML Schema 1.1 part 2, section 3.4.28: every time in a credential, a proof or a list.
        ///
        /// `T` and `Z` are capitals; 24:00:00 is the start of the next day; there is no second 60.
        case dateTimeStamp
        /// RFC 3339, section 5.6: what a person or another program hands over.
        ///
        /// `t` and `z` may be small; there is no hour 24; the second may be 60 where UTC can have a leap second, in
        /// the last minute of a month. It has no number of its own: it counts as a fraction after 23:59:59.
        case rfc3339
    }

    /// Which whole second stands for a time with a fraction.
    ///
    /// Read the start of a period `up` and its end `down`: then comparing them with an instant in whole seconds gives
    /// the answer that the exact fractions give.
    public enum Rounding: Hashable, Sendable {
        /// The whole second at or before the time.
        case down
        /// The whole second at or after the time.
        case up
    }

    /// Reads a time such as `2026-11-22T09:00:00Z` or `2026-11-22T10:00:00.5+01:00`.
    ///
    /// An offset is required and lies within 14 hours; `-00:00`, which RFC 3339 calls an unknown local offset, is UTC.
    /// The fraction may have any number of digits.
    ///
    /// - Throws: ``EncodingError`` with code `timeSyntax`, `missingOffset`, `offsetOutOfRange`, `yearOutOfRange` (also
    ///   for a time that only the offset moves out of 0001...9999), `impossibleDate`, `impossibleTime` or
    ///   `leapSecond`.
    public init(
        parsing text: String, as notation: Notation = .dateTimeStamp, rounding: Rounding = .down
    ) throws(EncodingError) {
        try self.init(parsing: text.utf8.span, as: notation, rounding: rounding)
    }

    /// Reads a time from its ASCII characters.
    ///
    /// - Throws: ``EncodingError`` with the codes of the initializer for strings.
    public init(
        parsing text: [UInt8], as notation: Notation = .dateTimeStamp, rounding: Rounding = .down
    ) throws(EncodingError) {
        try self.init(parsing: text.span, as: notation, rounding: rounding)
    }

    /// Reads a time from its ASCII characters in place; nothing is allocated unless it fails.
    ///
    /// - Throws: ``EncodingError`` with the codes of the initializer for strings.
    public init(
        parsing text: Span<UInt8>, as notation: Notation = .dateTimeStamp, rounding: Rounding = .down
    ) throws(EncodingError) {
        let date = try CalendarDate(startOf: text)
        guard Self.isLetter("T", in: text, at: 10, notation) else {
            throw TimeText.unexpected("'T'", in: text, at: 10)
        }
        let hour = try TimeText.twoDigits(text, at: 11)
        try TimeText.expect(UInt8(ascii: ":"), in: text, at: 13)
        let minute = try TimeText.twoDigits(text, at: 14)
        try TimeText.expect(UInt8(ascii: ":"), in: text, at: 16)
        let second = try TimeText.twoDigits(text, at: 17)
        let (hasFraction, fractionEnd) = try Self.fraction(text)
        try Self.check(hour, minute, second, hasFraction, notation)
        let offset = try Self.offset(text, at: fractionEnd, notation)

        let secondOfDay = (hour * 60 + minute) * 60 + min(second, 59)
        let local = Int64(date.daysSince1970) * Self.secondsPerDay + Int64(secondOfDay)
        guard let time = Timestamp(secondsSince1970: local - Int64(offset * 60)) else {
            throw EncodingError(.yearOutOfRange, "expected a time from year 0001 to 9999 in UTC, found one outside")
        }
        guard second < 60 || time.isLastSecondOfMonth else {
            throw EncodingError(
                .leapSecond, "expected the second 60 only in the last minute of a month in UTC, found another minute")
        }
        self = (hasFraction || second == 60) && rounding == .up ? time.adding(seconds: 1) : time
    }

    private var isLastSecondOfMonth: Bool {
        let (year, month, day) = date.components
        return secondOfDay == 86_399 && day == CalendarDate.dayCount(ofMonth: month, year: year)
    }

    private static func isLetter(
        _ letter: Unicode.Scalar, in text: Span<UInt8>, at offset: Int, _ notation: Notation
    ) -> Bool {
        guard offset < text.count else { return false }
        let capital = UInt8(truncatingIfNeeded: letter.value)
        return text[offset] == capital || (notation == .rfc3339 && text[offset] == capital | 0x20)
    }

    /// Whether the second has a fraction that is not zero, and where what follows it starts.
    private static func fraction(_ text: Span<UInt8>) throws(EncodingError) -> (isNotZero: Bool, end: Int) {
        var end = 19
        guard end < text.count, text[end] == UInt8(ascii: ".") else { return (false, end) }
        end += 1
        var isNotZero = try TimeText.digit(text, at: end) != 0
        end += 1
        while end < text.count, 0x30...0x39 ~= text[end] {
            if text[end] != 0x30 { isNotZero = true }
            end += 1
        }
        return (isNotZero, end)
    }

    private static func check(
        _ hour: Int, _ minute: Int, _ second: Int, _ hasFraction: Bool, _ notation: Notation
    ) throws(EncodingError) {
        if hour == 24, notation == .dateTimeStamp {
            guard minute == 0, second == 0, !hasFraction else {
                throw EncodingError(.impossibleTime, "expected no time after 24:00:00, found hour 24 with more")
            }
            return
        }
        guard hour <= 23 else {
            throw EncodingError(.impossibleTime, "expected an hour from 00 to 23, found \(hour)")
        }
        guard minute <= 59 else {
            throw EncodingError(.impossibleTime, "expected a minute from 00 to 59, found \(minute)")
        }
        guard second <= 60 else {
            throw EncodingError(.impossibleTime, "expected a second from 00 to 59, found \(second)")
        }
        guard second < 60 || notation == .rfc3339 else {
            throw EncodingError(
                .leapSecond, "expected a second from 00 to 59, as dateTimeStamp has no leap second, found 60")
        }
    }

    /// The offset from UTC in minutes; nothing may stand after it.
    private static func offset(
        _ text: Span<UInt8>, at start: Int, _ notation: Notation
    ) throws(EncodingError) -> Int {
        guard start < text.count else {
            throw EncodingError(
                .missingOffset, "expected 'Z' or an offset such as +01:00 after the time, found the end of the text")
        }
        if isLetter("Z", in: text, at: start, notation) {
            try expectEnd(text, at: start + 1)
            return 0
        }
        let isWest = text[start] == UInt8(ascii: "-")
        guard isWest || text[start] == UInt8(ascii: "+") else {
            throw TimeText.unexpected("'Z' or an offset such as +01:00", in: text, at: start)
        }
        let hours = try TimeText.twoDigits(text, at: start + 1)
        try TimeText.expect(UInt8(ascii: ":"), in: text, at: start + 3)
        let minutes = try TimeText.twoDigits(text, at: start + 4)
        try expectEnd(text, at: start + 6)
        guard minutes <= 59, hours * 60 + minutes <= 14 * 60 else {
            throw EncodingError(
                .offsetOutOfRange, "expected an offset from -14:00 to +14:00 with minutes up to 59, found another")
        }
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }

    private static func expectEnd(_ text: Span<UInt8>, at offset: Int) throws(EncodingError) {
        guard offset == text.count else { throw TimeText.unexpected("the end of the time", in: text, at: offset) }
    }

    /// The time as `2026-11-22T09:00:00Z`.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(20)
        date.append(to: &text)
        let second = secondOfDay
        text.append(UInt8(ascii: "T"))
        TimeText.appendTwoDigits(second / 3_600, to: &text)
        text.append(UInt8(ascii: ":"))
        TimeText.appendTwoDigits(second / 60 % 60, to: &text)
        text.append(UInt8(ascii: ":"))
        TimeText.appendTwoDigits(second % 60, to: &text)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }
}
