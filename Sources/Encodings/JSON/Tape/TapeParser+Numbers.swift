extension TapeParser {
    /// Reads a number by the grammar of RFC 8259, section 6, and holds it to the number rule.
    mutating func number() throws(JSONError) {
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        if peek() == UInt8(ascii: "0") {
            position += 1
            if isDigit(peek()) { throw syntax("no digit after a leading zero") }
        } else {
            try digits("a digit")
        }
        var isInteger = true
        if peek() == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            try digits("a digit after the decimal point")
        }
        var hasExponent = false
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            isInteger = false
            hasExponent = true
            position += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { position += 1 }
            try digits("a digit in the exponent")
        }
        let length = position - start
        guard length <= limits.stringByteCount else {
            throw error(.limit, "a number has at most \(limits.stringByteCount) characters, found \(length)", at: start)
        }
        // Up to 15 characters without exponent are exact in every rule, but for the negative zero.
        let isPlain = unsafe length <= 15 && !hasExponent && base[start] != UInt8(ascii: "-")
        if !(isPlain && (isInteger || limits.numbers != .integers)) {
            let text = unsafe UnsafeBufferPointer(start: base + start, count: length)
            if let refusal = unsafe JSONNumber.refusal(of: text, isInteger: isInteger, rule: limits.numbers) {
                // What is no number at all, like 1.5H, is not answered as a number too many.
                guard isEndOfToken(peek()) else { throw syntax("the end of the number") }
                throw error(.numberNotAllowed, refusal, at: start)
            }
        }
        append(.number, from: start)
    }

    /// Whether `byte`, which stands at the position, may follow a number.
    private func isEndOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): true
        default: position == count
        }
    }

    private mutating func digits(_ expected: String) throws(JSONError) {
        guard isDigit(peek()) else { throw syntax(expected) }
        while isDigit(peek()) { position += 1 }
    }
}
