/// The level of a micro-credential, or that it has none: element 8.
public struct LevelStatement: Sendable, Equatable {
    /// `levelled` or `notLevelled`.
    public var status: RecordText?
    /// The address of a level of the European Qualifications Framework.
    public var eqf: RecordText?
    /// The addresses of levels of national frameworks.
    public var national: [RecordText]
    /// `short`, `first`, `second` or `third`: a cycle of the European Higher Education Area.
    public var cycle: RecordText?

    /// Makes a statement.
    public init(
        status: RecordText? = nil, eqf: RecordText? = nil, national: [RecordText] = [], cycle: RecordText? = nil
    ) {
        self.status = status
        self.eqf = eqf
        self.national = national
        self.cycle = cycle
    }

    /// The European level, if the address is one.
    var european: Int? {
        guard let eqf, case .european(let number)? = QualificationLevel(eqf) else { return nil }
        return number
    }

    /// The first Flemish level.
    var flemish: Int? {
        for text in national {
            if case .flemish(let number)? = QualificationLevel(text) { return number }
        }
        return nil
    }
}
