/// Text from others, made safe to show on a terminal or in a log.
///
/// What cannot be seen, or changes how the rest is seen, is shown by its number as `⟨U+202E⟩`: control characters
/// and escape sequences, bidirectional overrides and isolates, zero-width and other invisible characters, line and
/// paragraph separators, private and unassigned characters, piled-up marks. So is `⟨` itself, so that nothing that
/// others wrote looks like such a number. Everything that is meant to be read stays as it is.
public struct TerminalText: Sendable, CustomStringConvertible {
    /// The safe text, without the isolating marks that ``description`` may add.
    public let content: String

    /// Whether ``description`` sets the text apart, because it holds letters that are written from right to left.
    public let isIsolated: Bool

    /// Makes a text safe.
    ///
    /// - Parameter isolatingRightToLeft: sets text with right-to-left letters between U+2068 and U+2069, so that it
    ///   does not reorder what stands beside it. Leave it out where the output is not shown but compared or stored.
    public init(_ text: String, isolatingRightToLeft: Bool = true) {
        guard !Self.isPlain(text) else {
            content = text
            isIsolated = false
            return
        }
        var escaping = Escaping(text)
        escaping.run()
        content = escaping.output
        isIsolated = isolatingRightToLeft && escaping.hasRightToLeft
    }

    private init(content: String, isIsolated: Bool) {
        self.content = content
        self.isIsolated = isIsolated
    }

    /// Makes each line of a text safe; lines end in LF or CR LF.
    public static func lines(of text: String, isolatingRightToLeft: Bool = true) -> [TerminalText] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = line.last == "\r" ? line.dropLast() : line
            return TerminalText(String(line), isolatingRightToLeft: isolatingRightToLeft)
        }
    }

    /// The text to print.
    public var description: String { isIsolated ? "\u{2068}\(content)\u{2069}" : content }

    /// Number of columns that the text takes on a terminal.
    public var width: Int { DisplayWidth.columns(of: content) }

    /// Printable ASCII, which is what nearly every name, title and identifier is.
    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { 0x20...0x7e ~= $0 } }
}

extension TerminalText {
    /// Where text stands in a column that is wider.
    public enum Alignment: Sendable {
        /// At the left, with spaces after it.
        case left
        /// At the right, with spaces before it.
        case right
    }

    /// The text if it fits in `width` columns, else its beginning with `…` as the last column.
    ///
    /// Neither a letter with its marks nor a number as `⟨U+202E⟩` is cut in two.
    public func truncated(toWidth width: Int) -> TerminalText {
        guard self.width > width else { return self }
        guard width > 0 else { return TerminalText(content: "", isIsolated: false) }
        var kept = ""
        var keptWidth = 0
        var numberStart: String.Index?
        for character in content {
            let characterWidth = DisplayWidth.columns(of: character)
            guard keptWidth + characterWidth < width else { break }
            // The brackets come from us alone, but a mark or a joiner of the text can make one character with them.
            if character.unicodeScalars.contains("⟨") { numberStart = kept.endIndex }
            if character.unicodeScalars.contains("⟩") { numberStart = nil }
            kept.append(character)
            keptWidth += characterWidth
        }
        if let numberStart { kept.removeSubrange(numberStart...) }
        return TerminalText(content: kept + "…", isIsolated: isIsolated)
    }

    /// The text to print, filled up with spaces to `width` columns; a longer text stays as it is.
    public func padded(toWidth width: Int, alignment: Alignment = .left) -> String {
        let spaces = String(repeating: " ", count: max(0, width - self.width))
        return alignment == .left ? description + spaces : spaces + description
    }
}
