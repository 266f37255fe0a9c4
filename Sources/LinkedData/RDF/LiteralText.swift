/// The text of a literal as canonical N-Quads writes it between its quotation marks (RDFC-1.0, appendix A).
///
/// BS, HT, LF, FF, CR, the quotation mark and the backslash have escapes of two characters; the other control
/// characters up to U+001F, U+007F, U+FFFE and U+FFFF are written as `\u` and four digits; everything else stands as it is.
enum LiteralText {
    /// Writes `text`, which is UTF-8, at the end of `output`.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        guard mayNeedEscapes(text) else {
            output.append(text)
            return
        }
        var index = 0
        while index < text.count {
            index += appendCharacter(of: text, at: index, to: &output)
        }
    }

    /// The text that canonical N-Quads writes as `written`.
    static func decoded(_ written: ArraySlice<UInt8>) -> String {
        guard written.contains(UInt8(ascii: "\\")) else { return String(decoding: written, as: UTF8.self) }
        var bytes: [UInt8] = []
        var index = written.startIndex
        while index < written.endIndex {
            guard written[index] == UInt8(ascii: "\\"), index + 1 < written.endIndex else {
                bytes.append(written[index])
                index += 1
                continue
            }
            if written[index + 1] == UInt8(ascii: "u") {
                let digits = String(decoding: written[min(index + 2, written.endIndex)...].prefix(4), as: UTF8.self)
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
                bytes.append(contentsOf: String(scalar).utf8)
                index += 6
            } else {
                bytes.append(meaning(ofEscape: written[index + 1]) ?? written[index + 1])
                index += 2
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The character that a backslash and `letter` stand for (`ECHAR`).
    static func meaning(ofEscape letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): letter
        default: nil
        }
    }

    // One pass over words of eight bytes. It may say yes for a text without escapes, but never no for one with them.
    private static func mayNeedEscapes(_ text: Span<UInt8>) -> Bool {
        let raw = unsafe text.bytes
        var offset = 0
        while offset + 8 <= text.count {
            if hasMarkedByte(raw.word(offset)) { return true }
            offset += 8
        }
        while offset < text.count {
            if isMarked(text[offset]) { return true }
            offset += 1
        }
        return false
    }

    private static func isMarked(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xEF
    }

    // The classic test for a zero byte, on the word less each of the bytes that are looked for. Its false answers come
    // only above a true one, so that a word is never let through wrongly.
    private static func hasMarkedByte(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let controls = (word &- ones &* 0x20) & ~word
        let quotes = word ^ (ones &* 0x22)
        let backslashes = word ^ (ones &* 0x5C)
        let deletes = word ^ (ones &* 0x7F)
        let noncharacters = word ^ (ones &* 0xEF)
        let found =
            controls | ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
            | ((deletes &- ones) & ~deletes) | ((noncharacters &- ones) & ~noncharacters)
        return found & highs != 0
    }

    /// Writes the byte at `index`, or the character that must be escaped, and tells how many bytes that were.
    private static func appendCharacter(of text: Span<UInt8>, at index: Int, to output: inout [UInt8]) -> Int {
        let byte = text[index]
        switch byte {
        case 0x22, 0x5C: appendPair(byte, to: &output)
        case 0x08: appendPair(UInt8(ascii: "b"), to: &output)
        case 0x09: appendPair(UInt8(ascii: "t"), to: &output)
        case 0x0A: appendPair(UInt8(ascii: "n"), to: &output)
        case 0x0C: appendPair(UInt8(ascii: "f"), to: &output)
        case 0x0D: appendPair(UInt8(ascii: "r"), to: &output)
        case 0x00..<0x20, 0x7F:
            output.append("\\u00")
            output.append(digit(byte >> 4))
            output.append(digit(byte & 15))
        case 0xEF where index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE:
            // The two noncharacters of the basic plane, the only scalar values outside `Char` of XML 1.1 besides U+0000.
            output.append("\\uFFF")
            output.append(digit(text[index + 2] - 0xB0))
            return 3
        default: output.append(byte)
        }
        return 1
    }

    private static func appendPair(_ letter: UInt8, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\\"))
        output.append(letter)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
