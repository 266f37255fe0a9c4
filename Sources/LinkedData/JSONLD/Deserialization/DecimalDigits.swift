/// A positive double rounded to sixteen decimal digits: those digits without zeros at the end, the first before the
/// point, times 10^`exponent`.
///
/// The exact value is rounded, as `printf` does it, and not its shortest form: 9.7 is 9.699999999999999 here.
struct DecimalDigits {
    let digits: [UInt8]
    let exponent: Int

    private static let least: UInt64 = 1_000_000_000_000_000
    private static let greatest: UInt64 = 10_000_000_000_000_000

    /// Rounds a positive finite double.
    init(_ value: Double) {
        // The decimal exponent from the binary one, at most one too small.
        var exponent = Int((Double(value.exponent) * 0.301_029_995_663_981_2).rounded(.down))
        var number = Self.scaled(value, exponent)
        while number >= Self.greatest {
            exponent += 1
            number = Self.scaled(value, exponent)
        }
        // Rounding up may have given a digit too many, which is a zero then: 9.9…96 becomes 10.0…0, and 1.00…0.
        var digits: [UInt8] = []
        while number > 0 {
            digits.append(UInt8(truncatingIfNeeded: number % 10))
            number /= 10
        }
        digits.reverse()
        while digits.count > 1, digits.last == 0 { digits.removeLast() }
        self.digits = digits.isEmpty ? [0] : digits
        self.exponent = exponent
    }

    /// The integer nearest to the value times 10^(15 - `exponent`), the even one of two that are equally near.
    private static func scaled(_ value: Double, _ exponent: Int) -> UInt64 {
        let significand = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
        let binary = (value.isNormal ? Int(value.exponent) : -1022) - 52
        let power = 15 - exponent
        // 2^53 times 10^22 has 127 bits.
        if binary <= 0, binary > -127, (0...22).contains(power) {
            var product = UInt128(significand)
            for _ in 0..<power { product *= 10 }
            return rounded(product, shift: UInt128(-binary))
        }
        var numerator = NaturalNumber(significand)
        var denominator = NaturalNumber(1)
        if binary > 0 { numerator.double(times: binary) } else { denominator.double(times: -binary) }
        for _ in 0..<abs(power) {
            if power > 0 { numerator.multiplyByTen() } else { denominator.multiplyByTen() }
        }
        return numerator.quotient(denominator)
    }

    private static func rounded(_ product: UInt128, shift: UInt128) -> UInt64 {
        let quotient = UInt64(truncatingIfNeeded: product >> shift)
        let rest = product - (product >> shift) << shift
        let half: UInt128 = shift == 0 ? 1 : 1 << (shift - 1)
        return rest > half || rest == half && quotient % 2 == 1 ? quotient + 1 : quotient
    }
}
