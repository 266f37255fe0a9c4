import Credentials
import Encodings

extension FieldValue {
    /// A decimal number, with a comma or a point; what is none stays as it is written, for a rule to tell.
    func decimalOrText() -> RecordValue<ExactDecimal>? {
        text().map { RecordValue(Self.decimal($0.string).map { RecordText($0, at: place) } ?? $0) }
    }

    /// A decimal number; what is none is a problem.
    func decimal() -> RecordValue<ExactDecimal>? {
        guard let text = text() else { return nil }
        guard let number = Self.decimal(text.string) else {
            problems.add(.unreadableNumber, at: position, [("found", text.string)])
            return nil
        }
        return RecordValue(RecordText(number, at: place))
    }

    /// A share in percent, with or without the sign.
    func percentage() -> RecordValue<ExactDecimal>? {
        guard let text = text() else { return nil }
        let digits = text.string.hasSuffix("%") ? Self.trimmed(String(text.string.dropLast())) : text.string
        guard let number = Self.decimal(digits), let value = ExactDecimal(number), value.hundredths <= 10_000 else {
            problems.add(.unreadableNumber, "percent", at: position, [("found", text.string)])
            return nil
        }
        return RecordValue(RecordText(number, at: place))
    }

    /// A whole number within bounds.
    func integer(in range: ClosedRange<Int>) -> RecordValue<Int>? {
        guard let text = text() else { return nil }
        let value = RecordValue<Int>(text)
        guard let number = value.value, range.contains(number) else {
            problems.add(
                .unreadableNumber, "range", at: position,
                [("found", text.string), ("a", String(range.lowerBound)), ("b", String(range.upperBound))])
            return nil
        }
        return value
    }

    /// A mark: a number, in which a comma is taken for the point, or a word.
    func mark() -> RecordText? {
        text().map { text in Self.decimal(text.string).map { RecordText($0, at: place) } ?? text }
    }

    /// A date; what is none is a problem that tells how to write it.
    func date() -> RecordValue<CalendarDate>? {
        guard let text = text() else { return nil }
        switch WrittenDate(text.string) {
        case .date(let date): return RecordValue(RecordText(date.description, at: place))
        case .wrong(let variant, let arguments):
            problems.add(.unreadableDate, variant, at: position, [("found", text.string)] + arguments)
            return nil
        }
    }

    /// The shortest way to write a number, or `nil` for what is none.
    static func decimal(_ text: String) -> String? {
        let pointed = String(
            decoding: text.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
        return ExactDecimal(pointed).map(\.description)
    }
}
