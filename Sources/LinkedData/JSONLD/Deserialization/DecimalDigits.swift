/// A positive double in decimal: digits without zeros at either end, the first before the point, times 10^`exponent`.
struct DecimalDigits {
    private(set) var digits: [UInt8] = []
    private(set) var exponent = 0

    /// The fewest digits that tell the double from its neighbours.
    init(_ value: Double) {
        var isFraction = false
        var pointExponent = 0
        var written = 0
        var isExponent = false
        var isNegative = false
        for byte in value.description.utf8 {
            switch byte {
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"): isExponent = true
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = byte - UInt8(ascii: "0")
                if isExponent {
                    written = written * 10 + Int(digit)
                } else {
                    if digit != 0 || !digits.isEmpty { digits.append(digit) }
                    if !isFraction {
                        pointExponent += digits.isEmpty ? 0 : 1
                    } else if digits.isEmpty {
                        pointExponent -= 1
                    }
                }
            default: continue
            }
        }
        exponent = pointExponent - 1 + (isNegative ? -written : written)
        dropZeros()
    }

    /// Rounds the digits to `count` of them, where they stand for `value` and are one more.
    ///
    /// The digits are rounded already, so that a five at the end may stand for a little less or a little more: that is
    /// told from the exact value. A tie goes to the even digit, as IEEE 754 and `printf` have it.
    mutating func round(to count: Int, of value: Double) {
        guard digits.count == count + 1 else { return }
        let order = digits[count] == 5 ? Self.compare(value, digits, exponent - count) : digits[count] > 5 ? 1 : -1
        let roundsUp = order > 0 || order == 0 && digits[count - 1] % 2 == 1
        digits.removeLast()
        if roundsUp {
            var index = count - 1
            while index >= 0, digits[index] == 9 {
                digits[index] = 0
                index -= 1
            }
            if index >= 0 {
                digits[index] += 1
            } else {
                digits = [1]
                exponent += 1
            }
        }
        dropZeros()
    }

    private mutating func dropZeros() {
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
    }

    /// The order of a double and a decimal number, the digits as an integer times 10^`scale`.
    private static func compare(_ value: Double, _ digits: [UInt8], _ scale: Int) -> Int {
        // Both sides times such powers of two and ten that they are integers.
        var left = BigNumber(value.significandBitPattern | (value.isNormal ? 1 << 52 : 0))
        var right = BigNumber(digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) })
        let binary = (value.isNormal ? Int(value.exponent) : -1022) - 52
        if binary > 0 { left.multiply(by: 2, times: binary) } else { right.multiply(by: 2, times: -binary) }
        if scale > 0 { right.multiply(by: 10, times: scale) } else { left.multiply(by: 10, times: -scale) }
        return left.compare(right)
    }
}

/// A natural number of any size.
private struct BigNumber {
    // The lowest first, none at the end zero.
    private var limbs: [UInt32]

    init(_ value: UInt64) {
        limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
        while limbs.last == 0 { limbs.removeLast() }
    }

    mutating func multiply(by factor: UInt64, times: Int) {
        for _ in 0..<times {
            var carry: UInt64 = 0
            for index in limbs.indices {
                let product = UInt64(limbs[index]) * factor + carry
                limbs[index] = UInt32(truncatingIfNeeded: product)
                carry = product >> 32
            }
            if carry > 0 { limbs.append(UInt32(truncatingIfNeeded: carry)) }
        }
    }

    func compare(_ other: BigNumber) -> Int {
        if limbs.count != other.limbs.count { return limbs.count < other.limbs.count ? -1 : 1 }
        for index in limbs.indices.reversed() where limbs[index] != other.limbs[index] {
            return limbs[index] < other.limbs[index] ? -1 : 1
        }
        return 0
    }
}
