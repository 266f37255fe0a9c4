import Registry

/// What a text says of the greatest age of a list, such as `30 days`, `24 uur` or `unlimited`.
enum WrittenAge {
    /// An age; `nil` for any age.
    case limit(AgeLimit?)
    /// It is no age; with the sentence that says why, where one is known.
    case wrong(WrittenPeriod.Problem?)

    /// The longest age, 100 years: longer ones are meant to be no limit.
    private static let longest = AgeLimit(36_500, .days)

    init(_ text: String) {
        guard !["unlimited", "onbeperkt"].contains(text.lowercased()) else {
            self = .limit(nil)
            return
        }
        switch WrittenPeriod.read(text, Self.words) {
        case .period(let count, let unit):
            let limit = AgeLimit(count, unit)
            self = count == 0 ? .wrong(.zero) : limit > Self.longest ? .wrong(.long) : .limit(limit)
        case .wrong(let problem): self = .wrong(problem)
        }
    }

    private static let words: [(unit: AgeLimit.Unit, words: [String])] = [
        (.hours, ["hour", "hours", "uur", "uren"]), (.days, ["day", "days", "dag", "dagen"]),
    ]
}

/// What a text says of how far clocks may differ, such as `5 minutes`.
enum WrittenSkew {
    /// A difference.
    case seconds(Int64)
    /// It is none; with the sentence that says why, where one is known.
    case wrong(WrittenPeriod.Problem?)

    /// The greatest difference, an hour: clocks that differ more are wrong, and every bound of validity would be.
    private static let longest: Int64 = 3_600

    init(_ text: String) {
        switch WrittenPeriod.read(text, Self.words) {
        case .period(let count, let unit):
            let (seconds, overflow) = Int64(count).multipliedReportingOverflow(by: unit)
            self = overflow || seconds > Self.longest ? .wrong(.long) : .seconds(seconds)
        case .wrong(let problem): self = .wrong(problem)
        }
    }

    private static let words: [(unit: Int64, words: [String])] = [
        (1, ["second", "seconds", "seconde", "seconden"]), (60, ["minute", "minutes", "minuut", "minuten"]),
    ]
}

/// A number and a unit, as a person writes them.
enum WrittenPeriod {
    /// Why a text is no period.
    enum Problem: String, CaseIterable {
        case unit, negative, fraction, zero, long
    }

    /// What came of reading one.
    enum Reading<Unit> {
        case period(Int, Unit)
        case wrong(Problem?)
    }

    /// Reads a whole number, a blank and one of the words.
    static func read<Unit>(_ text: String, _ units: [(unit: Unit, words: [String])]) -> Reading<Unit> {
        let parts = text.split { $0 == " " || $0 == "\u{A0}" }
        guard let number = parts.first, parts.count <= 2 else { return .wrong(nil) }
        if number.utf8.first == UInt8(ascii: "-") || number.unicodeScalars.first == "\u{2212}" {
            return .wrong(.negative)
        }
        guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            let digits = number.utf8.filter { (0x30...0x39).contains($0) }
            let isFraction = number.utf8.count == digits.count + 1 && number.contains { $0 == "." || $0 == "," }
            return .wrong(isFraction ? .fraction : nil)
        }
        guard parts.count == 2 else { return .wrong(.unit) }
        let word = parts[1].lowercased()
        guard let unit = units.first(where: { $0.words.contains(word) })?.unit else { return .wrong(nil) }
        guard let count = Int(number) else { return .wrong(.long) }
        return .period(count, unit)
    }
}
