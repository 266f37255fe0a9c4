/// One way in which the learning outcomes were assessed: part of element 9.
public struct Assessment: Sendable, Equatable {
    /// What it is called.
    public var title: LocalizedText
    /// The addresses of its types.
    public var types: [RecordText]
    /// The address of its mode: online, on site and so on.
    public var mode: RecordText?
    /// How much it counts, in percent.
    public var weight: RecordValue<ExactDecimal>?

    /// Describes an assessment.
    public init(
        title: LocalizedText = LocalizedText(), types: [RecordText], mode: RecordText? = nil,
        weight: RecordValue<ExactDecimal>? = nil
    ) {
        self.title = title
        self.types = types
        self.mode = mode
        self.weight = weight
    }

    /// Whether nothing is known but the types.
    var isPlain: Bool { title == LocalizedText() && mode == nil && weight == nil }
}
