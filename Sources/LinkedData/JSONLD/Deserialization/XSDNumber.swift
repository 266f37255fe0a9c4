/// Numbers of JSON in the canonical forms of XML Schema that JSON-LD gives them (JSON-LD 1.1 API, section 8.2.2).
enum XSDNumber {
    /// The text and whether it is an `xsd:integer`, else an `xsd:double`.
    ///
    /// - Parameters:
    ///   - digits: the number as JSON writes it.
    ///   - isDouble: whether the number is said to be an `xsd:double`.
    static func canonical(_ digits: Span<UInt8>, isDouble: Bool) -> (text: [UInt8], isInteger: Bool) {
        if !isDouble, isPlainInteger(digits) { return (digits.array, true) }
        // The parser admits finite numbers only.
        let parsed = Double(String(decoding: digits.array, as: UTF8.self)) ?? 0
        let value = parsed.isFinite ? parsed : 0
        // Step 10: a number without a fraction and below 10^21 is an integer.
        if !isDouble, value.rounded(.towardZero) == value, value.magnitude < 1e21 {
            return (Array(integer(value).utf8), true)
        }
        return (double(value), false)
    }

    /// Whether the digits are an integer in canonical form already, told without arithmetic: up to 15 of them are kept
    /// exactly by a double.
    private static func isPlainInteger(_ digits: Span<UInt8>) -> Bool {
        let first = digits.count > 0 && digits[0] == UInt8(ascii: "-") ? 1 : 0
        guard digits.count > first, digits.count <= 15, digits[first] != UInt8(ascii: "0") || digits.count == 1 else {
            return false
        }
        for index in first..<digits.count where !TermSyntax.isDigit(digits[index]) { return false }
        return true
    }

    /// The digits of a double without a fraction, below 10^21.
    private static func integer(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        // Below 2^70, so that it is the significand moved by at most 17 places.
        var magnitude = UInt128(value.significandBitPattern | (1 << 52))
        let shift = Int(value.exponent) - 52
        if shift >= 0 { magnitude <<= UInt128(shift) } else { magnitude >>= UInt128(-shift) }
        return (value < 0 ? "-" : "") + String(magnitude)
    }

    /// The canonical form of a finite double: one digit, a point, at most fifteen more, and an exponent, as `%1.15E`
    /// gives them without the zeros at the end.
    static func double(_ value: Double) -> [UInt8] {
        guard value != 0 else { return Array((value.sign == .minus ? "-0.0E0" : "0.0E0").utf8) }
        let decimal = DecimalDigits(value.magnitude)
        var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
        text.append(decimal.digits[0] + UInt8(ascii: "0"))
        text.append(UInt8(ascii: "."))
        if decimal.digits.count == 1 { text.append(UInt8(ascii: "0")) }
        for digit in decimal.digits.dropFirst() { text.append(digit + UInt8(ascii: "0")) }
        text.append(UInt8(ascii: "E"))
        text.append(contentsOf: String(decimal.exponent).utf8)
        return text
    }
}
