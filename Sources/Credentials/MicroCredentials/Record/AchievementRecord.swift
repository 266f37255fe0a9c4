/// What a micro-credential is, before anybody earned it: the entry in a catalogue.
public struct AchievementRecord: Sendable, Equatable {
    /// The address of this version in the issuer's catalogue.
    public var id: RecordText?
    /// The issuer's own short code for it.
    public var code: RecordText?
    /// Which edition it is.
    public var version: RecordText?
    /// The main language (BCP 47) of the texts.
    public var language: RecordText?
    /// Element 2.
    public var title = LocalizedText()
    /// What it is about.
    public var description = LocalizedText()
    /// How it is earned.
    public var criteria = LocalizedText()
    /// Which certificate it is in law; none for a plain micro-credential.
    public var certificateKind: RecordText?
    /// What kind of institution it comes from.
    public var sector: RecordText?
    /// The Flemish type, 1...4.
    public var flandersType: RecordValue<Int>?
    /// On what ground it is awarded; by a course when nothing is said.
    public var awardBasis: RecordText?
    /// The code of the professional qualification that it belongs to.
    public var professionalQualification: RecordText?
    /// Who awards it; the issuer alone when the list is empty (element 4).
    public var awardingBodies: [AwardingBody] = []
    /// On what ground an issuer signs that is no awarding body itself.
    public var mandate: RecordText?
    /// Element 6.
    public var learningOutcomes: [LearningOutcome] = []
    /// Element 7.
    public var workload = NotionalWorkload()
    /// Element 8.
    public var level = LevelStatement()
    /// Element 9.
    public var assessments: [Assessment] = []
    /// Whether assessment is supervised and identities are checked.
    public var supervision: RecordText?
    /// Element 10.
    public var participationModes: [RecordText] = []
    /// What learners do.
    public var activityTypes: [RecordText] = []
    /// Whether learning is formal or not.
    public var learningSetting: RecordText?
    /// Element 11.
    public var qualityAssurance: [QualityAssurance] = []
    /// What is needed to enrol.
    public var prerequisites = LocalizedText()
    /// How it combines with others.
    public var stackability: Stackability?
    /// The parts it is built from.
    public var components: [AchievementComponent] = []
    /// How results are marked.
    public var gradeScale: GradeScale?
    /// Fields of study (ISCED-F).
    public var fieldsOfStudy: [RecordText] = []
    /// Languages in which people learn.
    public var instructionLanguages: [RecordText] = []
    /// Numbers under which registers know it.
    public var registrations: [SchemedIdentifier] = []
    /// Addresses or texts for who wants to know more.
    public var furtherInformation: [RecordText] = []

    /// Makes an empty entry.
    public init() {}
}
