/// How results are marked: with numbers between two bounds, or with words from low to high.
public struct GradeScale: Sendable, Equatable {
    /// The identifier that a result points to.
    public var id: RecordText?
    /// What the mark is called, for example "Final mark".
    public var name: RecordText?
    /// The lowest number.
    public var minimum: RecordText?
    /// The highest number.
    public var maximum: RecordText?
    /// The number or word from which a result is a pass.
    public var pass: RecordText?
    /// The words, from low to high.
    public var labels: [RecordText]

    /// Describes a scale.
    public init(
        id: RecordText? = nil, name: RecordText? = nil, minimum: RecordText? = nil, maximum: RecordText? = nil,
        pass: RecordText? = nil, labels: [RecordText] = []
    ) {
        self.id = id
        self.name = name
        self.minimum = minimum
        self.maximum = maximum
        self.pass = pass
        self.labels = labels
    }
}
