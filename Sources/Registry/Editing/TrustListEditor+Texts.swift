import Encodings

extension TrustListEditor {
    /// Refuses to put on the list what nobody can read there: empty texts, and characters that cannot be seen, turn the
    /// direction of text or steer a terminal.
    ///
    /// A list that has such a text already is read all the same; whatever shows it makes it harmless.
    static func checkTexts(_ value: JSONValue, at pointer: String) throws(TrustError) {
        switch value {
        case .string(let text):
            guard !text.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
                throw TrustError(.emptyText, at: pointer, "expected a text, found none")
            }
            guard let name = UnseenCharacter.first(in: text) else { return }
            throw TrustError(
                .unseenCharacter(name), at: pointer, "expected characters that can be seen, found \(name)")
        case .array(let elements):
            for (position, element) in elements.enumerated() { try checkTexts(element, at: "\(pointer)/\(position)") }
        case .object(let members):
            for (name, member) in members { try checkTexts(member, at: "\(pointer)/\(name)") }
        case .null, .boolean, .number: return
        }
    }
}
