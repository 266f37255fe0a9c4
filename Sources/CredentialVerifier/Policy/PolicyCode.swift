/// The stable names of what can be wrong with a policy file.
///
/// A file that is no YAML gives the codes of ``YAMLDocuments/YAMLError`` instead.
public enum PolicyCode: String, Sendable, CaseIterable {
    /// A field has no meaning where it stands.
    case unknownField = "FIELD_UNKNOWN"
    /// A field that is needed is not there.
    case missingField = "FIELD_MISSING"
    /// A text, a list or fields stand where something else is expected.
    case wrongKind = "FIELD_KIND"
    /// A field says nothing.
    case emptyField = "FIELD_EMPTY"
    /// A word is not one of the words that a field knows.
    case unknownWord = "WORD_UNKNOWN"
    /// The name is that of another policy, or cannot be shown as it is.
    case unusableName = "POLICY_NAME"
    /// It is neither `true` nor `false`.
    case notBoolean = "NOT_TRUE_OR_FALSE"
    /// It is no age: a number of hours or days.
    case unreadableAge = "AGE_UNREADABLE"
    /// It is no difference between clocks: a number of seconds or minutes.
    case unreadableSkew = "SKEW_UNREADABLE"
    /// It is no name of a type of credential.
    case unreadableType = "TYPE_UNREADABLE"
    /// A type stands in a list twice.
    case repeatedType = "TYPE_REPEATED"
    /// A type has an age, and credentials of this type are not accepted.
    case neverAllowedType = "TYPE_NEVER_ALLOWED"
}
