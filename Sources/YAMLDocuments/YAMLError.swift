/// What is wrong at one place of a YAML file, and what to do about it.
///
/// Two errors are equal when their codes are equal; the words are for people and may change between versions. They
/// quote keys, and short values where a number or a choice was expected, but never text.
public struct YAMLError: Error, Sendable {
    /// What is wrong.
    public let code: Code

    /// One sentence: what was expected and what was found.
    public let reason: String

    /// What to do, on one line.
    public let hint: String?

    /// Where it is.
    public let position: YAMLPosition

    /// The way to the value from the top of the document, where the reading had come so far.
    public let path: YAMLPath?

    /// The line, from 1.
    public var line: Int { position.line }

    /// The column, from 1.
    public var column: Int { position.column }

    /// Describes an error.
    public init(
        _ code: Code, _ reason: String, hint: String? = nil, at position: YAMLPosition, path: YAMLPath? = nil
    ) {
        self.code = code
        self.reason = reason
        self.hint = hint
        self.position = position
        self.path = path
    }

    /// The same error with the way to its value.
    func at(_ path: YAMLPath) -> YAMLError {
        YAMLError(code, reason, hint: hint, at: position, path: path)
    }
}

extension YAMLError: Hashable {
    /// Tells whether both errors have the same code.
    public static func == (left: YAMLError, right: YAMLError) -> Bool { left.code == right.code }

    /// Hashes the code alone, as `==` compares it alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension YAMLError: CustomStringConvertible {
    /// Line, column and reason, for example `14:3: expected a list, found text`.
    public var description: String { "\(position): \(reason)" }
}
