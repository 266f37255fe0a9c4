public import Encodings

/// For how long a credential is valid after it is issued: some years, months or days.
public struct ValidityPeriod: Sendable, Hashable {
    /// What is counted.
    public enum Unit: Sendable, Hashable, CaseIterable {
        /// Days of 24 hours.
        case days
        /// Months of the calendar.
        case months
        /// Years of the calendar.
        case years
    }

    /// How many, 1...1,200.
    public let count: Int
    /// Of what.
    public let unit: Unit

    /// Makes a period; `nil` when the count is not 1...1,200.
    public init?(_ count: Int, _ unit: Unit) {
        guard 1...1_200 ~= count else { return nil }
        self.count = count
        self.unit = unit
    }

    /// Reads a period such as `2 years`, `18 months`, `1 jaar` or `90 dagen`; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split { $0 == " " || $0 == "\u{A0}" }
        guard parts.count == 2, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(parts[0])
        else { return nil }
        let word = parts[1].lowercased()
        guard let unit = Self.words.first(where: { $0.words.contains(word) })?.unit else { return nil }
        self.init(count, unit)
    }

    /// The end of a period that begins at `start`, at the same time of the day.
    ///
    /// A day that a month does not have becomes its last one: a year after 29 February is 28 February.
    public func end(after start: Timestamp) -> Timestamp {
        switch unit {
        case .days: start.adding(days: count)
        case .months: end(months: count, after: start)
        case .years: end(months: count * 12, after: start)
        }
    }

    private func end(months: Int, after start: Timestamp) -> Timestamp {
        let (year, month, day) = start.date.components
        let total = year * 12 + month - 1 + months
        let (endYear, endMonth) = (total / 12, total % 12 + 1)
        guard let days = CalendarDate.dayCount(ofMonth: endMonth, year: endYear),
            let date = try? CalendarDate(year: endYear, month: endMonth, day: min(day, days))
        else { return .latest }
        return Timestamp(startOf: date).adding(seconds: Int64(start.secondOfDay))
    }

    private static let words: [(unit: Unit, words: [String])] = [
        (.days, ["day", "days", "dag", "dagen"]),
        (.months, ["month", "months", "maand", "maanden"]),
        (.years, ["year", "years", "jaar", "jaren"]),
    ]
}
