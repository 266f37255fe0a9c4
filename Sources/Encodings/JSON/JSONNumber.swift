/// Numbers as JSON writes them and as RFC 8785, section 3.2.2.3, rewrites them.
enum JSONNumber {
    /// The largest integer that every JSON implementation keeps exactly (RFC 7493, section 2.2): 2^53 - 1.
    static let largestExactInteger: Int64 = 9_007_199_254_740_991

    /// Why a number that follows the grammar is not admitted under `rule`, or `nil`.
    static func refusal(
        of text: UnsafeBufferPointer<UInt8>, isInteger: Bool, rule: Limits.NumberRule
    ) -> String? {
        switch rule {
        case .finite:
            return unsafe double(text) == nil ? "a number must be a finite double, found one beyond its range" : nil
        case .integers:
            guard isInteger else { return "expected an integer without fraction or exponent" }
            guard let value = unsafe Int64(String(decoding: text, as: UTF8.self)),
                abs(clamping: value) <= largestExactInteger
            else { return "expected an integer between -(2^53 - 1) and 2^53 - 1" }
            return unsafe value == 0 && text[0] == UInt8(ascii: "-") ? "the negative zero is not admitted" : nil
        case .exact:
            let decimal = unsafe DecimalForm(text)
            if decimal.digits.isEmpty {
                return decimal.isNegative ? "the negative zero is not admitted" : nil
            }
            guard decimal.digits.count <= 15 else {
                return "a number has at most 15 significant digits, found \(decimal.digits.count); write it as a string"
            }
            guard let value = unsafe double(text), value != 0 else {
                return "a number must lie in the range of a double; write it as a string"
            }
            guard DecimalForm(value) == decimal else {
                return "the canonical form would change this number; write it as a string"
            }
            return nil
        }
    }

    /// The nearest double, or `nil` when it is not finite.
    static func double(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let value = unsafe Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
        return value
    }

    /// The ECMAScript form of a finite double.
    static func canonical(_ value: Double) -> String {
        value == 0 ? "0" : DecimalForm(value).ecmaScript
    }

    private static func abs(clamping value: Int64) -> Int64 { value == .min ? .max : value < 0 ? -value : value }
}

/// A decimal number as sign, digits without outer zeros, and the place of the point: 0.d1d2… times 10^`point`.
struct DecimalForm: Equatable {
    var isNegative: Bool
    var digits: [UInt8]
    var point: Int

    /// Takes apart what follows the number grammar of RFC 8259.
    init(_ text: some Sequence<UInt8>) {
        isNegative = false
        digits = []
        point = 0
        var exponent = 0
        var isExponentNegative = false
        var isFraction = false
        var isExponent = false
        var zeros = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "-") where isExponent: isExponentNegative = true
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): isExponent = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = byte - UInt8(ascii: "0")
                if isExponent {
                    // A bound that no document has zeros enough to make up for, so that clamping changes no answer.
                    exponent = min(exponent * 10 + Int(digit), 1 << 40)
                } else if digit == 0 {
                    if isFraction && digits.isEmpty { point -= 1 }
                    if !isFraction && !digits.isEmpty { point += 1 }
                    if !digits.isEmpty { zeros += 1 }
                } else {
                    if !isFraction { point += 1 }
                    digits.append(contentsOf: repeatElement(0, count: zeros))
                    zeros = 0
                    digits.append(digit)
                }
            default: break
            }
        }
        point += isExponentNegative ? -exponent : exponent
        if digits.isEmpty { point = 0 }
    }

    /// The shortest digits that read back as `value`, which must be finite.
    init(_ value: Double) {
        self.init(value.description.utf8)
    }

    /// The form of ECMAScript's Number::toString (ECMA-262, section 6.1.6.1.20).
    var ecmaScript: String {
        var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        let figures = digits.map { $0 + UInt8(ascii: "0") }
        let zero = UInt8(ascii: "0")
        if figures.isEmpty {
            return "0"
        } else if figures.count <= point && point <= 21 {
            text += figures + repeatElement(zero, count: point - figures.count)
        } else if 0 < point && point <= 21 {
            text += figures[..<point] + [UInt8(ascii: ".")] + figures[point...]
        } else if -6 < point && point <= 0 {
            text += [zero, UInt8(ascii: ".")] + repeatElement(zero, count: -point) + figures
        } else {
            text.append(figures[0])
            if figures.count > 1 { text += [UInt8(ascii: ".")] + figures[1...] }
            text += Array("e\(point - 1 < 0 ? "-" : "+")\(abs(point - 1))".utf8)
        }
        return String(decoding: text, as: UTF8.self)
    }
}
