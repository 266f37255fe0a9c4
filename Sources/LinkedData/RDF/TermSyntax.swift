/// The grammar of what stands within a term (RDF 1.1 N-Quads, section 4).
enum TermSyntax {
    /// Whether the bytes are an absolute IRI that N-Quads can write: a scheme, and none of the characters that
    /// `IRIREF` excludes.
    static func isAbsoluteIRI(_ bytes: Span<UInt8>, in range: Range<Int>) -> Bool {
        var colon = range.lowerBound
        while colon < range.upperBound, bytes[colon] != UInt8(ascii: ":") {
            guard isSchemeByte(bytes[colon], isFirst: colon == range.lowerBound) else { return false }
            colon += 1
        }
        guard colon < range.upperBound, colon > range.lowerBound else { return false }
        var index = colon
        while index + 8 <= range.upperBound {
            if mayHoldExcluded(unsafe bytes.bytes.word(index)) {
                for index in index..<index + 8 where !isIRIByte(bytes[index]) { return false }
            }
            index += 8
        }
        while index < range.upperBound {
            guard isIRIByte(bytes[index]) else { return false }
            index += 1
        }
        return true
    }

    /// Whether one of eight bytes may be excluded from an IRI: surely so when one is, and for some others.
    private static func mayHoldExcluded(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // A byte is marked by its highest bit; those above a marked one may be marked without reason.
        var marks = word &- ones &* 0x21
        marks |= (word ^ ones &* UInt64(UInt8(ascii: "\""))) &- ones
        marks |= (word ^ ones &* UInt64(UInt8(ascii: "`"))) &- ones
        // The second lowest bit aside, these are pairs: < and >, \ and ^.
        let paired = word | ones &* 2
        marks |= (paired ^ ones &* UInt64(UInt8(ascii: ">"))) &- ones
        marks |= (paired ^ ones &* UInt64(UInt8(ascii: "^"))) &- ones
        // From { on.
        marks |= (word & (ones &* 0x7F)) &+ ones &* 0x05
        return marks & (ones &* 0x80) != 0
    }

    /// Whether a byte may stand within the angle brackets of an `IRIREF`.
    static func isIRIByte(_ byte: UInt8) -> Bool {
        // One bit for each ASCII character that is excluded: up to the space " < > and then \ ^ ` { | }.
        let excluded: UInt64 = byte < 64 ? 0x5000_0005_FFFF_FFFF : 0x3800_0001_5000_0000
        return byte >= 128 || excluded >> UInt64(byte & 63) & 1 == 0
    }

    /// Whether the bytes are a language tag of `LANGTAG`: letters, then groups of letters and digits after hyphens.
    static func isLanguageTag(_ bytes: Span<UInt8>) -> Bool {
        var isFirstGroup = true
        var groupCount = 0
        for index in 0..<bytes.count {
            if bytes[index] == UInt8(ascii: "-") {
                guard groupCount > 0 else { return false }
                (isFirstGroup, groupCount) = (false, 0)
            } else {
                guard isLetter(bytes[index]) || (!isFirstGroup && isDigit(bytes[index])) else { return false }
                groupCount += 1
            }
        }
        return groupCount > 0
    }

    /// Whether the text is a label of `BLANK_NODE_LABEL`, without `_:`.
    static func isBlankNodeLabel(_ text: String) -> Bool {
        var isFirst = true
        var last: Unicode.Scalar = "."
        for scalar in text.unicodeScalars {
            guard isFirst ? isLabelStart(scalar) : isLabelScalar(scalar) else { return false }
            (isFirst, last) = (false, scalar)
        }
        return last != "."
    }

    /// Whether a label may begin with the character: `PN_CHARS_U` or a digit.
    static func isLabelStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
            0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
            0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            return true
        default: return false
        }
    }

    /// Whether the character may stand within a label: `PN_CHARS` or a full stop, with which no label ends.
    static func isLabelScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2E, 0xB7, 0x300...0x36F, 0x203F...0x2040: return true
        default: return isLabelStart(scalar)
        }
    }

    static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isSchemeByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        if isLetter(byte) { return true }
        let isMark = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        return !isFirst && (isDigit(byte) || isMark)
    }
}
