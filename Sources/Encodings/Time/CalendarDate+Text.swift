extension CalendarDate: CustomStringConvertible {
    /// Reads a date written as `2026-06-26`, and in no other way.
    ///
    /// - Throws: ``EncodingError`` with code `timeSyntax`, `yearOutOfRange` or `impossibleDate`.
    public init(parsing text: String) throws(EncodingError) { try self.init(parsing: text.utf8.span) }

    /// Reads a date from its ASCII characters, written as `2026-06-26`, and in no other way.
    ///
    /// - Throws: ``EncodingError`` with code `timeSyntax`, `yearOutOfRange` or `impossibleDate`.
    public init(parsing text: [UInt8]) throws(EncodingError) { try self.init(parsing: text.span) }

    /// Reads a date from its ASCII characters in place, written as `2026-06-26`, and in no other way.
    ///
    /// - Throws: ``EncodingError`` with code `timeSyntax`, `yearOutOfRange` or `impossibleDate`.
    public init(parsing text: Span<UInt8>) throws(EncodingError) {
        try self.init(startOf: text)
        guard text.count == Self.characterCount else {
            throw TimeText.unexpected("the end of the date", in: text, at: Self.characterCount)
        }
    }

    /// Number of characters of a date.
    static let characterCount = 10

    /// Reads the date at the start of a text.
    init(startOf text: Span<UInt8>) throws(EncodingError) {
        let year = try TimeText.year(text)
        try TimeText.expect(UInt8(ascii: "-"), in: text, at: 4)
        let month = try TimeText.twoDigits(text, at: 5)
        try TimeText.expect(UInt8(ascii: "-"), in: text, at: 7)
        let day = try TimeText.twoDigits(text, at: 8)
        try self.init(year: year, month: month, day: day)
    }

    /// The date as `2026-06-26`.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(Self.characterCount)
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    func append(to text: inout [UInt8]) {
        let (year, month, day) = components
        TimeText.appendTwoDigits(year / 100, to: &text)
        TimeText.appendTwoDigits(year % 100, to: &text)
        text.append(UInt8(ascii: "-"))
        TimeText.appendTwoDigits(month, to: &text)
        text.append(UInt8(ascii: "-"))
        TimeText.appendTwoDigits(day, to: &text)
    }
}
