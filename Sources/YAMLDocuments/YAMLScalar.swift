/// A single value as it is written: text, and how it was quoted.
///
/// Nothing is guessed from the text: `no`, `012` and `2026-06-30` stay what they are until a reader asks for a kind.
public struct YAMLScalar: Sendable {
    /// How a scalar is written.
    public enum Style: String, Sendable {
        /// Without quotes.
        case plain
        /// In single quotes.
        case singleQuoted
        /// In double quotes.
        case doubleQuoted
        /// As a block of lines after `|`.
        case literal
        /// As a block of lines after `>`, which become one line.
        case folded
    }

    /// The text, without quotes and with escapes resolved; lines are separated by line feeds.
    public let text: String

    /// How it is written.
    public let style: Style

    /// Whether it stands for nothing: written as nothing at all, `~`, `null`, `Null` or `NULL`, without quotes.
    ///
    /// Source: YAML 1.2.2, section 10.3.2 (core schema). An empty text in quotes is text.
    public var isNull: Bool {
        style == .plain && ["", "~", "null", "Null", "NULL"].contains { $0.utf8.elementsEqual(text.utf8) }
    }

    /// Makes a scalar.
    public init(text: String, style: Style) {
        self.text = text
        self.style = style
    }
}
