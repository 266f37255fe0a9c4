/// Characters that a name must not have, because nobody sees them: they steer a terminal, break a line, turn the direction
/// of text, or have no width and no meaning.
///
/// Source: UAX #44, section 5.7.1 (general categories) and `Default_Ignorable_Code_Point`, but for the joiners U+200C and
/// U+200D, which have a meaning in some scripts.
public enum UnseenCharacter {
    /// The first such character of a text as it is written in Unicode's charts, for example `U+001B`; `nil` for none.
    public static func first(in text: String) -> String? {
        guard let unseen = text.unicodeScalars.first(where: isUnseen) else { return nil }
        let digits = String(unseen.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value != 0x200C, scalar.value != 0x200D else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
