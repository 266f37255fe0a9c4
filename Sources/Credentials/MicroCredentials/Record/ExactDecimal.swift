/// A decimal number with at most three digits before the point and two after it, kept exactly.
///
/// Source: the profile, section 1: `Decimal` is a string `^\d{1,3}(\.\d{1,2})?$`.
public struct ExactDecimal: Sendable, Hashable, Comparable {
    /// The number times 100: 0...99,999.
    public let hundredths: Int

    /// Makes the number from hundredths; `nil` outside 0...99,999.
    public init?(hundredths: Int) {
        guard 0...99_999 ~= hundredths else { return nil }
        self.hundredths = hundredths
    }

    /// Reads a number, for example `6`, `2.5` or `165.00`; `nil` for anything else.
    public init?(_ text: String) { self.init(text.utf8.span) }

    init?(_ text: Span<UInt8>) {
        var whole = 0
        var wholeCount = 0
        var fraction = 0
        var fractionCount = 0
        var hasPoint = false
        for index in 0..<text.count {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: ".") where !hasPoint && wholeCount > 0: hasPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int(byte) - 0x30
                if hasPoint {
                    fractionCount += 1
                    fraction = fraction * 10 + digit
                } else {
                    wholeCount += 1
                    whole = whole * 10 + digit
                }
                guard wholeCount <= 3, fractionCount <= 2 else { return nil }
            default: return nil
            }
        }
        guard wholeCount > 0, hasPoint == (fractionCount > 0) else { return nil }
        hundredths = whole * 100 + (fractionCount == 1 ? fraction * 10 : fraction)
    }

    /// Tells whether one number is smaller than another.
    public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool { left.hundredths < right.hundredths }
}

extension ExactDecimal: CustomStringConvertible {
    /// The shortest way to write the number: `6`, `2.5`, `0.25`.
    public var description: String {
        let rest = hundredths % 100
        if rest == 0 { return "\(hundredths / 100)" }
        if rest % 10 == 0 { return "\(hundredths / 100).\(rest / 10)" }
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
