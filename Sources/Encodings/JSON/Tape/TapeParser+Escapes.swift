extension TapeParser {
    /// Reads one escape sequence and appends what it stands for to the side buffer.
    mutating func escape() throws(JSONError) {
        let start = position
        position += 1
        let byte: UInt8
        switch peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = peek()
        case UInt8(ascii: "b"): byte = 0x08
        case UInt8(ascii: "f"): byte = 0x0C
        case UInt8(ascii: "n"): byte = 0x0A
        case UInt8(ascii: "r"): byte = 0x0D
        case UInt8(ascii: "t"): byte = 0x09
        case UInt8(ascii: "u"):
            position += 1
            try unicodeEscape(from: start)
            return
        default: throw syntax("one of \" \\ / b f n r t u after a backslash")
        }
        position += 1
        unsafe withUnsafePointer(to: byte) { unsafe appendSide($0, 1) }
    }

    /// Reads the digits after `\u`, and the second escape of a surrogate pair.
    private mutating func unicodeEscape(from start: Int) throws(JSONError) {
        var scalar = try hexadecimal()
        if (0xDC00...0xDFFF).contains(scalar) {
            throw error(.badString, "expected a surrogate pair, found a low surrogate alone", at: start)
        }
        if (0xD800...0xDBFF).contains(scalar) {
            guard peek() == UInt8(ascii: "\\"), peek(1) == UInt8(ascii: "u") else {
                throw error(.badString, "expected a surrogate pair, found a high surrogate alone", at: start)
            }
            position += 2
            let low = try hexadecimal()
            guard (0xDC00...0xDFFF).contains(low) else {
                throw error(.badString, "expected a surrogate pair, found a high surrogate alone", at: start)
            }
            scalar = 0x1_0000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
        }
        try admit(scalar, at: start)
        guard let text = Unicode.Scalar(scalar) else {
            throw error(.badString, "expected a Unicode scalar value", at: start)
        }
        for unit in UTF8.encode(text) ?? UTF8.encodedReplacementCharacter {
            unsafe withUnsafePointer(to: unit) { unsafe appendSide($0, 1) }
        }
    }

    private mutating func hexadecimal() throws(JSONError) -> UInt32 {
        var result: UInt32 = 0
        for _ in 0..<4 {
            let byte = peek()
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw syntax("four hexadecimal digits after \\u")
            }
            result = result << 4 | UInt32(digit)
            position += 1
        }
        return result
    }
}
