/// What libyaml finds next in a document, and where it begins.
struct YAMLEvent {
    /// What can follow.
    enum Kind {
        case streamStart
        case streamEnd
        /// `hasDirectives` is true for any line with `%` but `%YAML 1.2`.
        case documentStart(hasDirectives: Bool)
        case documentEnd
        case alias
        case scalar(YAMLScalar)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    let kind: Kind
    let hasAnchor: Bool
    let hasTag: Bool
    let position: YAMLPosition

    /// Whether a question mark stands before it on its line.
    let followsQuestionMark: Bool

    /// Where a number sign stands right after it, if one does.
    let numberSign: YAMLPosition?
}
