/// A statement of a table: its words, and where it stands.
struct NotationLine {
    /// How many spaces make a level.
    private static let indentation = 4

    /// The number of the line, from 1.
    let number: Int
    /// How many levels it is indented.
    let level: Int
    /// Its words, at least one.
    let words: [String]

    /// The statements of a table in order, without empty lines and comments.
    static func lines(of table: [UInt8]) throws(ContextNotationError) -> [NotationLine] {
        guard table.count <= ContextNotation.greatestByteCount else {
            throw ContextNotationError(
                .tooLarge, line: 1,
                "expected a table of at most \(ContextNotation.greatestByteCount) bytes, found \(table.count)")
        }
        var result: [NotationLine] = []
        var number = 0
        for text in table.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if let line = try NotationLine(text, number: number) { result.append(line) }
        }
        return result
    }

    /// Reads one line; `nil` when it says nothing.
    private init?(_ text: ArraySlice<UInt8>, number: Int) throws(ContextNotationError) {
        for byte in text where !(0x20...0x7E).contains(byte) {
            let found = "0x" + String(byte, radix: 16, uppercase: true)
            throw ContextNotationError(
                .unexpectedCharacter, line: number, "expected printable ASCII characters, found the byte \(found)")
        }
        let content = text.drop { $0 == UInt8(ascii: " ") }
        guard let first = content.first, first != UInt8(ascii: "#") else { return nil }
        let spaces = content.startIndex - text.startIndex
        guard spaces.isMultiple(of: Self.indentation) else {
            throw ContextNotationError(
                .badIndentation, line: number, "expected \(Self.indentation) spaces a level, found \(spaces) spaces")
        }
        self.number = number
        level = spaces / Self.indentation
        words = content.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    }
}
