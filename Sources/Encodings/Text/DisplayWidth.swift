/// Number of columns that text takes on a terminal.
///
/// Source: UAX #11, where wide and full-width characters take two columns and ambiguous ones take one; marks take
/// none. Terminals differ in detail, so this is for aligning tables and never for deciding anything.
enum DisplayWidth {
    static func columns(of text: String) -> Int {
        var columns = 0
        for character in text { columns += self.columns(of: character) }
        return columns
    }

    static func columns(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        guard scalars.count > 1 else { return columns(of: first) }
        // A sequence that makes one emoji is as wide as one: skin tones, joined figures, emoji presentation.
        if first.value > 0x7f, first.properties.isEmoji, scalars.dropFirst().contains(where: makesEmoji) { return 2 }
        return scalars.reduce(0) { $0 + columns(of: $1) }
    }

    private static func makesEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0xfe0f || scalar.value == 0x200d || scalar.properties.isEmojiModifier
    }

    private static func columns(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0x20...0x7e, 0xa0...0x2ff: return 1
        // The vowels and final consonants of a Hangul syllable stand within the block of its first consonant.
        case 0x1160...0x11ff, 0xd7b0...0xd7ff: return 0
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .format, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        var low = 0
        var high = wideRanges.count
        while low < high {
            let middle = (low + high) / 2
            let range = wideRanges[middle]
            if value < range.lowerBound {
                high = middle
            } else if value > range.upperBound {
                low = middle + 1
            } else {
                return true
            }
        }
        return false
    }
}
