/// What a learner knows or can do after earning a micro-credential: element 6.
public struct LearningOutcome: Sendable, Equatable {
    /// A skill of ESCO, the European classification, that the outcome is linked to.
    public struct Skill: Sendable, Equatable {
        /// The address of the skill.
        public var iri: RecordText
        /// Its name, where one is given.
        public var name: RecordText?

        /// Takes a skill.
        public init(iri: RecordText, name: RecordText? = nil) {
            self.iri = iri
            self.name = name
        }
    }

    /// The outcome in words.
    public var text: LocalizedText
    /// Whether it is knowledge or a skill.
    public var type: RecordText?
    /// The skills it is linked to.
    public var escoSkills: [Skill]
    /// Where the outcome stands.
    var place: RecordPlace

    /// Describes an outcome that stands at `place`.
    public init(text: LocalizedText, type: RecordText? = nil, escoSkills: [Skill] = [], at place: RecordPlace) {
        self.text = text
        self.type = type
        self.escoSkills = escoSkills
        self.place = place
    }

    /// Outcomes are equal when they say the same, wherever they stand.
    public static func == (left: LearningOutcome, right: LearningOutcome) -> Bool {
        left.text == right.text && left.type == right.type && left.escoSkills == right.escoSkills
    }
}
