/// The eleven elements that every European micro-credential states.
///
/// Source: Council Recommendation 2022/C 243/02, Annex I; the profile, section 2.
public enum ProfileElement: Int, Sendable, CaseIterable {
    /// Who the learner is.
    case learner = 1
    /// What the micro-credential is called.
    case title
    /// The countries or regions of the issuer.
    case country
    /// Who awards it.
    case awardingBody
    /// When it was awarded.
    case dateOfIssuing
    /// What the learner knows or can do.
    case learningOutcomes
    /// How much study it takes.
    case workload
    /// Its level, or that it has none.
    case level
    /// How learning was assessed.
    case assessment
    /// How learners took part.
    case participation
    /// What assures its quality.
    case qualityAssurance

    /// The number in the Recommendation, 1...11.
    public var number: Int { rawValue }
}
