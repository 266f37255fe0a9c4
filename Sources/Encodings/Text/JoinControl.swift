/// The invisible characters that belong to the spelling of some words and pictures, in exactly the places where they do.
///
/// Elsewhere they only make two texts differ that look the same.
enum JoinControl {
    private static let zeroWidthNonJoiner: UInt32 = 0x200c
    private static let zeroWidthJoiner: UInt32 = 0x200d

    /// Tells whether the character at `index` is an invisible one that stands where writing needs it.
    ///
    /// Source: RFC 5892, appendices A.1 and A.2, for the joiners in words (of the Arabic script only the letters of
    /// the block U+0600...U+06FF); UTS #51, sections 1.4.3 and 2.3, for emoji.
    static func isMeaningful(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index > 0 else { return false }
        switch scalars[index].value {
        case 0xfe0e, 0xfe0f:
            return isEmoji(scalars[index - 1])
        case zeroWidthJoiner:
            return isVirama(scalars[index - 1]) || joinsEmoji(at: index, in: scalars)
        case zeroWidthNonJoiner:
            return isVirama(scalars[index - 1]) || separatesArabicLetters(at: index, in: scalars)
        default:
            return false
        }
    }

    private static func isVirama(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.canonicalCombiningClass == .virama
    }

    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        // ASCII has digits that count as emoji; a selector after them is of no use here.
        scalar.value > 0x7f && scalar.properties.isEmoji
    }

    private static func joinsEmoji(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        guard index + 1 < scalars.count, isEmoji(scalars[index + 1]) else { return false }
        if isEmoji(scalars[index - 1]) { return true }
        return index > 1 && scalars[index - 1].value == 0xfe0f && isEmoji(scalars[index - 2])
    }

    /// Whether a letter that would join the next one stands before, and one that it would join after.
    private static func separatesArabicLetters(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        var before = index - 1
        let lowest = max(0, before - TerminalText.Escaping.maximumMarkCount)
        while before > lowest, scalars[before].properties.generalCategory == .nonspacingMark { before -= 1 }
        let after = index + 1
        guard after < scalars.count else { return false }
        return isDualJoining(scalars[before]) && (isDualJoining(scalars[after]) || isRightJoining(scalars[after]))
    }

    /// Letters of Joining_Type=Dual_Joining, U+0620...U+06FF.
    private static func isDualJoining(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0620, 0x0626, 0x0628, 0x062a...0x062e, 0x0633...0x063f, 0x0641...0x0647, 0x0649...0x064a,
            0x066e...0x066f, 0x0678...0x0687, 0x069a...0x06bf, 0x06c1...0x06c2, 0x06cc, 0x06ce, 0x06d0...0x06d1,
            0x06fa...0x06fc, 0x06ff:
            true
        default: false
        }
    }

    /// Letters of Joining_Type=Right_Joining, U+0620...U+06FF.
    private static func isRightJoining(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0622...0x0625, 0x0627, 0x0629, 0x062f...0x0632, 0x0648, 0x0671...0x0673, 0x0675...0x0677,
            0x0688...0x0699, 0x06c0, 0x06c3...0x06cb, 0x06cd, 0x06cf, 0x06d2...0x06d3, 0x06d5, 0x06ee...0x06ef:
            true
        default: false
        }
    }
}
