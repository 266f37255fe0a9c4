/// A value of a document, and where it begins.
public struct YAMLNode: Sendable {
    /// What a value can be.
    public enum Content: Sendable {
        /// A single value.
        case scalar(YAMLScalar)
        /// A list.
        case sequence([YAMLNode])
        /// Keys, each with a value.
        case mapping(YAMLMapping)
    }

    /// The value.
    public let content: Content

    /// Where it begins.
    public let position: YAMLPosition

    /// Makes a value.
    public init(_ content: Content, at position: YAMLPosition) {
        self.content = content
        self.position = position
    }

    /// Whether nothing is written where a value could be.
    public var isNull: Bool {
        if case .scalar(let scalar) = content { scalar.isNull } else { false }
    }

    /// What it is, as a message names it.
    var words: String {
        switch content {
        case .scalar(let scalar) where scalar.isNull: "nothing"
        case .scalar(let scalar) where scalar.style == .plain: "a single value"
        case .scalar: "text"
        case .sequence: "a list"
        case .mapping: "keys with values"
        }
    }
}
