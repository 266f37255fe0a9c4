extension YAMLError {
    /// The kind of error: stable, for programs to decide by.
    ///
    /// Who reads a document adds codes of their own.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The code as it is written, for example `YAML_DUPLICATE_KEY`.
        public let rawValue: String

        /// Names a code.
        public init(rawValue: String) { self.rawValue = rawValue }
    }
}

/// Codes of files that are refused as a whole.
extension YAMLError.Code {
    /// The file has more bytes than the limit.
    public static let tooLarge = Self(rawValue: "YAML_TOO_LARGE")
    /// Lists and mappings stand in each other deeper than the limit.
    public static let tooDeep = Self(rawValue: "YAML_TOO_DEEP")
    /// There are more keys and values than the limit.
    public static let tooManyNodes = Self(rawValue: "YAML_TOO_MANY_NODES")
    /// The file is not UTF-8: it is UTF-16, or has a byte that UTF-8 cannot have there.
    public static let notUTF8 = Self(rawValue: "YAML_NOT_UTF8")
    /// A control character, an invisible line separator, or a code point that is no character.
    public static let characterNotAllowed = Self(rawValue: "YAML_CHARACTER_NOT_ALLOWED")
    /// There is nothing in the file, or only comments.
    public static let empty = Self(rawValue: "YAML_EMPTY")
    /// A second document follows the first.
    public static let severalDocuments = Self(rawValue: "YAML_SEVERAL_DOCUMENTS")
    /// A line that begins with `%`, other than `%YAML 1.2`.
    public static let directive = Self(rawValue: "YAML_DIRECTIVE")
    /// The lines do not make up a YAML document.
    public static let syntax = Self(rawValue: "YAML_SYNTAX")
    /// A tab where only spaces can indent.
    public static let tab = Self(rawValue: "YAML_TAB")
    /// Two keys of one mapping are the same, or differ only in how their accents are encoded.
    public static let duplicateKey = Self(rawValue: "YAML_DUPLICATE_KEY")
    /// A key that is empty, or that is a list or a mapping.
    public static let keyNotText = Self(rawValue: "YAML_KEY_NOT_TEXT")
    /// An anchor (`&name`).
    public static let anchor = Self(rawValue: "YAML_ANCHOR")
    /// An alias (`*name`).
    public static let alias = Self(rawValue: "YAML_ALIAS")
    /// A tag (`!name`).
    public static let tag = Self(rawValue: "YAML_TAG")
    /// A merge key (`<<`).
    public static let mergeKey = Self(rawValue: "YAML_MERGE_KEY")
}

/// Codes of values that are not what the reader of the document expects.
extension YAMLError.Code {
    /// A key that must be there is not.
    public static let missingKey = Self(rawValue: "YAML_MISSING_KEY")
    /// A key that means nothing here.
    public static let unknownKey = Self(rawValue: "YAML_UNKNOWN_KEY")
    /// Nothing stands where a value is needed.
    public static let emptyValue = Self(rawValue: "YAML_EMPTY_VALUE")
    /// Text, a list or a mapping stands where another of them is needed.
    public static let wrongKind = Self(rawValue: "YAML_WRONG_KIND")
    /// It is no whole number, or not written as one.
    public static let notInteger = Self(rawValue: "YAML_NOT_INTEGER")
    /// It is no decimal number, or not written as one.
    public static let notDecimal = Self(rawValue: "YAML_NOT_DECIMAL")
    /// It is neither `true` nor `false`.
    public static let notBoolean = Self(rawValue: "YAML_NOT_BOOLEAN")
    /// A number is too small or too large.
    public static let outOfRange = Self(rawValue: "YAML_OUT_OF_RANGE")
    /// It is none of the words that can stand here.
    public static let notOneOf = Self(rawValue: "YAML_NOT_ONE_OF")
    /// A list has too few or too many items.
    public static let wrongCount = Self(rawValue: "YAML_WRONG_COUNT")
    /// The reader of the document gave up without saying why.
    public static let unreadable = Self(rawValue: "YAML_UNREADABLE")
}
