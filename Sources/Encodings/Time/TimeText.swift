/// The pieces that dates and times are written with.
enum TimeText {
    /// The digit at `offset`, or an error that says what stands there.
    @inline(__always)
    static func digit(_ text: Span<UInt8>, at offset: Int) throws(EncodingError) -> Int {
        guard offset < text.count, text[offset] &- 0x30 < 10 else {
            throw unexpected("a digit", in: text, at: offset)
        }
        return Int(text[offset] &- 0x30)
    }

    static func twoDigits(_ text: Span<UInt8>, at offset: Int) throws(EncodingError) -> Int {
        try digit(text, at: offset) * 10 + digit(text, at: offset + 1)
    }

    /// The year at the start of a text: four digits and no sign.
    static func year(_ text: Span<UInt8>) throws(EncodingError) -> Int {
        if !text.isEmpty, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            throw EncodingError(.yearOutOfRange, "expected a year from 0001 to 9999, found a year with a sign")
        }
        let century = try twoDigits(text, at: 0)
        let year = try century * 100 + twoDigits(text, at: 2)
        if text.count > 4, 0x30...0x39 ~= text[4] {
            throw EncodingError(
                .yearOutOfRange, "expected a year from 0001 to 9999, found a year of more than four digits")
        }
        return year
    }

    static func expect(_ byte: UInt8, in text: Span<UInt8>, at offset: Int) throws(EncodingError) {
        guard offset < text.count, text[offset] == byte else {
            throw unexpected("'\(Unicode.Scalar(byte))'", in: text, at: offset)
        }
    }

    static func unexpected(_ expected: String, in text: Span<UInt8>, at offset: Int) -> EncodingError {
        EncodingError(.timeSyntax, "expected \(expected), found \(EncodingError.found(in: text, at: offset))")
    }

    /// Appends a number of 0...99.
    static func appendTwoDigits(_ number: Int, to text: inout [UInt8]) {
        text.append(0x30 &+ UInt8(truncatingIfNeeded: number / 10))
        text.append(0x30 &+ UInt8(truncatingIfNeeded: number % 10))
    }
}
