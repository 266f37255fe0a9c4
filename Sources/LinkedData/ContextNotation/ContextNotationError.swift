/// Why a text is not a table in ``ContextNotation``.
///
/// Two errors are equal when their codes are equal.
public struct ContextNotationError: Error, Sendable {
    /// What kind of rule was broken.
    ///
    /// The raw values are stable.
    public enum Code: String, Sendable, CaseIterable {
        /// A character is not printable ASCII: a tab, a carriage return, a letter with an accent.
        case unexpectedCharacter
        /// A line is indented by other than whole levels, or below a line that opens none.
        case badIndentation
        /// A word is none that the notation has at that place, or a word is missing.
        case unexpectedWord
        /// A term is not said to stand for anything.
        case missingIRI
        /// What stands where an IRI should is none.
        case badIRI
        /// A name was not declared before it is used.
        case unknownName
        /// A term, an abbreviation, a scope or a setting is given twice.
        case duplicate
        /// The table, or the context that it stands for, is larger than is read.
        case tooLarge
    }

    /// What kind of rule was broken.
    public let code: Code

    /// The line that is wrong, counted from 1.
    public let line: Int

    /// One sentence: what was expected and what was found.
    public let reason: String

    init(_ code: Code, line: Int, _ reason: String) {
        self.code = code
        self.line = line
        self.reason = reason
    }
}

extension ContextNotationError: Equatable {
    /// Tells whether two errors have the same code.
    public static func == (left: ContextNotationError, right: ContextNotationError) -> Bool { left.code == right.code }
}

extension ContextNotationError: CustomStringConvertible {
    /// The line, the reason and the code on one line.
    public var description: String { "line \(line): \(reason) (\(code.rawValue))" }
}
