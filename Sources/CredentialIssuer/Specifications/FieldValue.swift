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
            problems.add(.wrongKind, "text", at: position)
            return nil
        }
        // A block of lines ends with a line feed that nobody means.
        let trimmed = Self.trimmed(text)
        guard !trimmed.isEmpty else {
            problems.add(.emptyField, at: position)
            return nil
        }
        return RecordText(trimmed, at: place)
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
            problems.add(.wrongKind, "fields", at: position)
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

    /// A text without the blanks and line ends around it.
    static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
