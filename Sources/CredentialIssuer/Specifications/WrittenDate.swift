import Encodings

/// A date as a person writes it: accepted in one form alone, and understood in others to tell what is wrong.
///
/// The date itself is not repeated: it may be somebody's date of birth, and what is told ends up in logs.
///
/// `03/04/2026` is two days for two readers, so that nothing is guessed.
enum WrittenDate {
    /// A date in the one form.
    case date(CalendarDate)
    /// Anything else: which sentence tells what is wrong, and its facts.
    case wrong(variant: String?, arguments: [(name: String, value: String)])

    init(_ text: String) {
        if let date = try? CalendarDate(parsing: text) {
            self = .date(date)
            return
        }
        guard let (year, month, day) = Self.parts(text), let days = CalendarDate.dayCount(ofMonth: month, year: year),
            (1...9_999).contains(year)
        else {
            self = .wrong(variant: nil, arguments: [])
            return
        }
        if (1...days).contains(day) {
            self = .wrong(variant: "order", arguments: [])
        } else {
            self = .wrong(variant: "month-\(month)", arguments: [("n", String(days))])
        }
    }

    /// Year, month and day of a date with the year in front or at the end and the month in the middle.
    private static func parts(_ text: String) -> (year: Int, month: Int, day: Int)? {
        let parts = text.split(omittingEmptySubsequences: false) { "/-. ".contains($0) }
        let numbers = parts.compactMap { $0.utf8.count <= 4 ? Int($0) : nil }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        if parts[0].utf8.count == 4 { return (numbers[0], numbers[1], numbers[2]) }
        return parts[2].utf8.count == 4 ? (numbers[2], numbers[1], numbers[0]) : nil
    }
}
