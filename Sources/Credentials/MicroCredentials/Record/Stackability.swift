/// How a micro-credential combines with others.
public struct Stackability: Sendable, Equatable {
    /// `standalone` or `stackable`.
    public var option: RecordText?
    /// The addresses of what it stacks towards.
    public var towards: [RecordText]
    /// Under which conditions.
    public var conditions: RecordText?

    /// Describes how it combines.
    public init(option: RecordText?, towards: [RecordText] = [], conditions: RecordText? = nil) {
        self.option = option
        self.towards = towards
        self.conditions = conditions
    }
}
