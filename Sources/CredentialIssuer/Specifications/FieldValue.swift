import Credentials
import YAMLDocuments

/// One value of a file, read as what is expected there; what is wrong goes to the list of problems.
struct FieldValue {
    let node: YAMLNode
    let problems: FileProblems

    init(_ node: YAMLNode, _ problems: FileProblems) {
        self.node = node
        self.problems = problems
    }

    var position: YAMLPosition { node.position }

    /// Where it stands, as a place of the record.
    var place: RecordPlace { problems.place(position) }

    /// The text of a single value, of whatever look; `nil` without a problem for a list or fields.
    var plainText: String? {
        guard case .scalar(let scalar) = node.content else { return nil }
        return scalar.text
    }

    /// The value as text.
    func text() -> RecordText? {
        guard let text = plainText else {
            problems.add(.wrongKind, hasFields ? "text-fields" : "text-list", at: position)
            return nil
        }
        // A block of lines ends with a line feed that nobody means.
        let trimmed = Self.trimmed(text)
        guard !trimmed.isEmpty else {
            problems.add(.emptyField, at: position)
            return nil
        }
        if let unseen = trimmed.unicodeScalars.first(where: { Self.isUnseen($0) }) {
            problems.add(
                .unseenCharacter, at: position, [("found", "U+" + String(unseen.value, radix: 16, uppercase: true))])
            return nil
        }
        return RecordText(trimmed, at: place)
    }

    /// Whether a character turns the direction of what follows, or has no width and no meaning in any script.
    ///
    /// Source: UAX #9, section 2, but for the marks that texts from right to left need; UAX #31, section 2.3, for the
    /// joiners that stay.
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069, 0x200B, 0x2060...0x2064, 0xFEFF, 0xE0000...0xE007F: true
        default: false
        }
    }

    /// The items of a list, or the value itself where there is just one.
    func values() -> [FieldValue] {
        guard case .sequence(let nodes) = node.content else { return [self] }
        return nodes.map { FieldValue($0, problems) }
    }

    /// What `read` makes of each item of a list, or of the value itself where there is just one.
    func list<Item>(_ read: (FieldValue) -> Item?) -> [Item] { values().compactMap(read) }

    /// What `read` makes of fields with their values; fields that it did not ask for are problems.
    func fields<Result>(_ read: (FieldReader) -> Result?) -> Result? {
        guard case .mapping(let mapping) = node.content else {
            problems.add(.wrongKind, plainText == nil ? "fields-list" : "fields-text", at: position)
            return nil
        }
        let reader = FieldReader(mapping, at: position, problems)
        let result = read(reader)
        reader.finish()
        return result
    }

    /// Whether the value consists of fields.
    var hasFields: Bool {
        if case .mapping = node.content { true } else { false }
    }

    /// Whether the value consists of fields, and a value stands in one of that name.
    func hasField(_ key: String) -> Bool {
        guard case .mapping(let mapping) = node.content, let value = mapping[key] else { return false }
        return !value.isNull
    }

    /// A text without the blanks and line ends around it.
    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
