import Encodings

extension TrustListEditor {
    /// Refuses to put on the list what nobody can read there: empty texts, and characters that cannot be seen, turn the
    /// direction of text or steer a terminal.
    ///
    /// A list that has such a text already is read all the same; whatever shows it makes it harmless.
    static func checkTexts(_ value: JSONValue, at pointer: String) throws(TrustError) {
        switch value {
        case .string(let text):
            guard !text.isEmpty else { throw TrustError(.emptyText, at: pointer, "expected a text, found none") }
            guard let unseen = text.unicodeScalars.first(where: isUnseen) else { return }
            let digits = String(unseen.value, radix: 16, uppercase: true)
            let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
            throw TrustError(
                .unseenCharacter(name), at: pointer, "expected characters that can be seen, found \(name)")
        case .array(let elements):
            for (position, element) in elements.enumerated() { try checkTexts(element, at: "\(pointer)/\(position)") }
        case .object(let members):
            for (name, member) in members { try checkTexts(member, at: "\(pointer)/\(name)") }
        case .null, .boolean, .number: return
        }
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        // Joiners have a meaning in some scripts, and are hidden in all of them.
        guard scalar.value != 0x200C, scalar.value != 0x200D else { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
